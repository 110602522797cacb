import { countRows, symbols } from "../../discrete/symbols.ts";
import { type Remark, remark } from "../../remarks.ts";
import type { Found, Matrix } from "../../types.ts";
import { exceeds, SAID } from "./exceeds.ts";
import { type Candidate, type Facts, HOPELESS_COLUMNS } from "./facts.ts";

/**
 * Remarks on the estimate that `auto` reports.
 *
 * @param best the candidate that is reported
 * @param candidates all of them, `best` included
 * @param determined number of a column of y that is a linear function of the other columns; null without one
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
 * The remark on small groups of rows with equal given columns. Neighbours in such groups read low: for Gaussians of
 * correlation 0.88 by a sixth in groups of 30 rows, a quarter in groups of 20 and half in groups of 10; for a
 * two-valued category and a number by a fifth in groups of 8.
 */
function smallGroups(z: Matrix, sides: Facts["sides"]): Remark[] {
  if (sides === "categories") return [];
  const sizes = countRows(symbols(z)).sort();
  let [rows, at] = [0, 0];
  while (rows + sizes[at] < z.n / 2) rows += sizes[at++];
  if (!(sizes[at] < (sides === "numbers" ? 20 : 10))) return [];
  return [remark("smallGroups", { groups: sizes.length, median: sizes[at] })];
}

/** Remarks on candidates that exceed the reported one: at least one of them misses something. */
const disagreement = (best: Candidate, candidates: readonly Candidate[]): Remark[] =>
  candidates
    .filter((one) => one.nats > 0 && exceeds(one, best, SAID))
    .map((one) =>
      remark("estimatorsDisagree", {
        ...{ estimator: best.estimator, nats: best.nats, other: one.estimator, otherNats: one.nats },
      }),
    );

/** The remark that more rows would give a larger estimate. */
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
