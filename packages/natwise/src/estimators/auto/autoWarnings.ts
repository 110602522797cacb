import { countRows, symbols } from "../../discrete/symbols.ts";
import type { Found, Matrix } from "../../types.ts";
import { type Candidate, type Facts, HOPELESS_COLUMNS } from "./facts.ts";

/**
 * What there is to say about the number `auto` reports.
 *
 * @param determined a column of y that is a linear function of the others; null for none
 * @param candidates all there are, with what is reported
 */
export function autoWarnings(
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
): string[] {
  const { y, z, columns, given, sides, stopped } = facts;
  const { n } = y;
  return [
    ...(determined === null
      ? [
          ...best.found.warnings,
          ...disagreement(best, candidates),
          ...shortOf(best.found, columns, n),
          ...(z && given === "categories" ? smallGroups(z, sides) : []),
        ]
      : [infinite(determined, y.d, n)]),
    ...candidates.flatMap((one) => (stopped && one !== best ? cutShort(one.found) : [])),
  ];
}

/** What a critic that was stopped says of that. */
const cutShort = ({ warnings }: Found) => warnings.filter((text) => text.startsWith("The work was stopped"));

/** What to say instead of all that is about the number, where it stands for an infinite one. */
function infinite(column: number, columns: number, n: number): string {
  return `${columns > 1 ? `Column ${column} of y` : "y"} is a linear function of the other columns: the information is infinite, and the number says only how finely ${n.toLocaleString("en")} rows show it. Leave that column out.`;
}

/**
 * What to say where neighbours have to be found in small groups. Gaussians of correlation 0.88 lose a sixth of their
 * information to groups of 30 rows, a quarter to 20 and half to 10; a category of two beside a number loses a fifth to
 * groups of 8.
 */
function smallGroups(z: Matrix, sides: Facts["sides"]): string[] {
  if (sides === "categories") return [];
  const sizes = countRows(symbols(z)).sort();
  let [rows, at] = [0, 0];
  while (rows + sizes[at] < z.n / 2) rows += sizes[at++];
  if (!(sizes[at] < (sides === "numbers" ? 20 : 10))) return [];
  return [
    `What is held fixed makes ${sizes.length} groups of rows, and half of the rows are in groups of ${sizes[at]} or fewer: too few to see all of a dependence within them, so the number reads low. Group rare values together, or use more rows.`,
  ];
}

/** What to say where the families disagree: at least one of them does not see what is there. */
function disagreement(best: Candidate, candidates: readonly Candidate[]): string[] {
  return candidates
    .filter((one) => one !== best)
    .filter((one) => {
      const error = Math.hypot(best.standardError ?? 0, one.standardError ?? 0);
      return one.nats - best.nats > Math.max(0.05, 3 * error);
    })
    .map(
      (one) =>
        `${one.estimator} says ${one.nats.toFixed(2)} nats, more than the ${best.nats.toFixed(2)} nats of ${best.estimator}: read the number as "at least about".`,
    );
}

/** What to say where more rows would have shown more. */
function shortOf({ heldOut, train, warnings }: Found, columns: number, n: number): string[] {
  if (warnings.some((warning) => warning.startsWith("Over-fitted"))) return [];
  if (heldOut !== null && train !== null && train - heldOut > Math.max(0.02, 0.03 * train)) {
    return [
      `The critic found ${train.toFixed(2)} nats in the rows it was trained on and ${heldOut.toFixed(2)} nats in others: with more rows it would find more. Read the number as "at least about".`,
    ];
  }
  if (columns > HOPELESS_COLUMNS) {
    return [
      `In ${columns} columns ${n.toLocaleString("en")} rows show only dependence that is strong or like a Gaussian's. Read the number as "at least about".`,
    ];
  }
  return [];
}
