/** The facts that decide which statistic a test of independence uses. */
export interface TestedColumns {
  /** Whether the side is made of categories, and whether it is that or a single column of numbers. */
  readonly x: { readonly categories: boolean; readonly single: boolean };
  readonly y: { readonly categories: boolean; readonly single: boolean };
  /** Kind of the given columns; null without any. */
  readonly z: "categories" | "numbers" | null;
}

/**
 * The statistics and surrogates of the test of independence; the first line that applies is used. METHODS prints them.
 */
export const independenceStatistics = [
  {
    name: "grid",
    when: "one column of numbers or categories on each side, nothing given",
    applies: ({ x, y, z }: TestedColumns) => z === null && x.single && y.single,
    statistic:
      "plug-in information on a grid: a cell for each category, and at most 16 cells of equal counts for numbers; for a series of numbers the larger of that of the rows and that of the innovations, in standard deviations",
    surrogates:
      "shuffled rows; for a series of numbers, shuffled innovations; for one of categories, circular shifts",
    rows: "all",
  },
  {
    name: "counts",
    when: "categories on both sides, given categories",
    applies: ({ x, y, z }: TestedColumns) => z === "categories" && x.categories && y.categories,
    statistic: "plug-in conditional information of counts",
    surrogates: "shuffled within the given groups",
    rows: "all",
  },
  {
    name: "shared neighbours",
    when: "numbers on both sides, several columns on one, nothing given",
    applies: ({ x, y, z }: TestedColumns) => z === null && !x.categories && !y.categories,
    statistic:
      "the number of nearest neighbours that x and y share, or the Gaussian copula, whichever lies more standard deviations above its surrogates: neighbours detect any dependence except a weak one in many columns; the copula detects that if it is monotone. For a series KSG in place of the former, and the copula of the innovations",
    surrogates: "shuffled rows; for a series, shuffled innovations",
    rows: "40,000 divided by the number of columns, at least 1,000 and at most 10,000",
  },
  {
    name: "mixtures",
    when: "categories on one side, several columns of numbers on the other, nothing given",
    applies: ({ z }: TestedColumns) => z === null,
    statistic: "Gao",
    surrogates: "shuffled rows; for a series, circular shifts",
    rows: "8,000 divided by the number of columns, at least 500 and at most 2,000",
  },
  {
    name: "within groups",
    when: "numbers on a side, given categories",
    applies: ({ z }: TestedColumns) => z === "categories",
    statistic: "KSG; Gao if a side is made of categories",
    surrogates: "shuffled within the given groups, also for a series",
    rows: "8,000 divided by the number of columns, at least 500 and at most 2,000",
  },
  {
    name: "given numbers",
    when: "given numbers",
    applies: ({ z }: TestedColumns) => z === "numbers",
    statistic:
      "KSG; Gao if a side is made of categories. Columns of numbers are replaced by their residuals from a quadratic function of the given columns",
    surrogates:
      "shuffled among nearest neighbours in the given columns; for a series of numbers, shuffled innovations; of categories, circular shifts",
    rows: "8,000 divided by the number of columns, at least 500 and at most 2,000",
  },
] as const;
