/** What decides which statistic a test of independence has. */
export interface TestedColumns {
  /** Whether x and y are made of categories, and whether each is that or a single column of numbers. */
  readonly x: { readonly categories: boolean; readonly single: boolean };
  readonly y: { readonly categories: boolean; readonly single: boolean };
  /** What is held fixed; null for nothing. */
  readonly z: "categories" | "numbers" | null;
}

/**
 * Which statistic a test of independence has when, and which surrogates: the first line that applies.
 *
 * METHODS prints it.
 */
export const independenceStatistics = [
  {
    name: "grid",
    when: "one column of numbers or categories on each side, nothing held fixed",
    applies: ({ x, y, z }: TestedColumns) => z === null && x.single && y.single,
    statistic: "plug-in information on a grid of ranks, of at most 16 x 16 cells",
    surrogates: "shuffled rows; circular shifts of a series",
    rows: "all",
  },
  {
    name: "counts",
    when: "categories on both sides and held fixed",
    applies: ({ x, y, z }: TestedColumns) => z === "categories" && x.categories && y.categories,
    statistic: "plug-in conditional information of counts",
    surrogates: "shuffled within the groups held fixed",
    rows: "all",
  },
  {
    name: "neighbours or scores",
    when: "numbers on both sides, several columns on one, nothing held fixed",
    applies: ({ x, y, z }: TestedColumns) => z === null && !x.categories && !y.categories,
    statistic:
      "KSG or the Gaussian copula, whichever lies more standard deviations above its surrogates: neighbours see any dependence but a weak one in many columns, which scores see if it is monotone",
    surrogates: "shuffled rows; circular shifts of a series",
    rows: "8,000 over the number of columns, from 500 to 2,000",
  },
  {
    name: "mixtures",
    when: "categories beside several columns of numbers, nothing held fixed",
    applies: ({ z }: TestedColumns) => z === null,
    statistic: "Gao",
    surrogates: "shuffled rows; circular shifts of a series",
    rows: "8,000 over the number of columns, from 500 to 2,000",
  },
  {
    name: "within groups",
    when: "categories held fixed, numbers on a side",
    applies: ({ z }: TestedColumns) => z === "categories",
    statistic: "KSG; Gao where a side is made of categories",
    surrogates: "shuffled within the groups held fixed, also of a series",
    rows: "8,000 over the number of columns, from 500 to 2,000",
  },
  {
    name: "beyond numbers",
    when: "numbers held fixed",
    applies: ({ z }: TestedColumns) => z === "numbers",
    statistic:
      "KSG; Gao where a side is made of categories: of the residuals of numbers, after regression on a quadratic function of the columns held fixed",
    surrogates: "shuffled among neighbours in the columns held fixed; circular shifts of a series",
    rows: "8,000 over the number of columns, from 500 to 2,000",
  },
] as const;
