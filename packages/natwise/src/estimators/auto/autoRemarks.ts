import { countRows, symbols } from "../../discrete/symbols.ts";
import { type Remark, remark } from "../../remarks.ts";
import type { Found, Matrix } from "../../types.ts";
import { type Candidate, type Facts, HOPELESS_COLUMNS } from "./facts.ts";

/**
 * What there is to say about the number `auto` reports.
 *
 * @param determined a column of y that is a linear function of the others; null for none
 * @param candidates all there are, with what is reported
 */
export function autoRemarks(
  best: Candidate,
  {
    facts,
    candidates,
    determined,
  }: {
    readonly facts: Facts;
    readonly candidates: readonly Candidate[];
    readonly determined: number | null;
  },
): Remark[] {
  const { y, z, columns, given, sides, stopped } = facts;
  const { n } = y;
  return [
    ...(determined === null
      ? [
          ...best.found.remarks,
          ...disagreement(best, candidates),
          ...shortOf(best.found, columns, n),
          ...(z && given === "categories" ? smallGroups(z, sides) : []),
        ]
      : [remark("linearFunction", { rows: n }, [{ side: "y", at: determined }])]),
    ...candidates.flatMap((one) => (stopped && one !== best ? cutShort(one.found) : [])),
  ];
}

/** The remark of a critic whose training was cut short. */
const cutShort = ({ remarks }: Found) => remarks.filter(({ code }) => code === "trainingCutShort");

/**
 * What to say where neighbours have to be found in small groups. Gaussians of correlation 0.88 lose a sixth of their
 * information to groups of 30 rows, a quarter to 20 and half to 10; a category of two beside a number loses a fifth to
 * groups of 8.
 */
function smallGroups(z: Matrix, sides: Facts["sides"]): Remark[] {
  if (sides === "categories") return [];
  const sizes = countRows(symbols(z)).sort();
  let [rows, at] = [0, 0];
  while (rows + sizes[at] < z.n / 2) rows += sizes[at++];
  if (!(sizes[at] < (sides === "numbers" ? 20 : 10))) return [];
  return [remark("smallGroups", { groups: sizes.length, median: sizes[at] })];
}

/** What to say where the families disagree: at least one of them does not see what is there. */
function disagreement(best: Candidate, candidates: readonly Candidate[]): Remark[] {
  return candidates
    .filter((one) => one !== best)
    .filter((one) => {
      const error = Math.hypot(best.standardError ?? 0, one.standardError ?? 0);
      return one.nats - best.nats > Math.max(0.05, 3 * error);
    })
    .map((one) =>
      remark("estimatorsDisagree", {
        ...{ estimator: best.estimator, nats: best.nats, other: one.estimator, otherNats: one.nats },
      }),
    );
}

/** What to say where more rows would have shown more. */
function shortOf({ heldOut, train, remarks }: Found, columns: number, n: number): Remark[] {
  if (remarks.some(({ code }) => code === "overfitted")) return [];
  if (heldOut !== null && train !== null && train - heldOut > Math.max(0.02, 0.03 * train)) {
    return [remark("moreRowsWouldFindMore", { train, heldOut })];
  }
  if (columns > HOPELESS_COLUMNS) {
    return [remark("wideData", { columns, rows: n })];
  }
  return [];
}
