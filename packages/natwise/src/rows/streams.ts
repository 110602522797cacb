/**
 * What each stream of a seed is drawn for: `random(seed, streams.folds)`. A number after it tells draws of one kind apart.
 *
 * The numbers are part of every result: another one gives other draws. Two pairs share a number, and never meet in one
 * estimate: `spreadY` and `criticWeights`, `surrogates` and `mixtureStart`.
 */
export const streams = {
  /** Noise that sets equal values of x, or of y, apart for nearest neighbours. */
  spreadX: 0,
  spreadY: 1,
  criticWeights: 1,
  folds: 2,
  batches: 3,
  baselineWeights: 4,
  mixtureStart: 5,
  /** Orders of y's rows in a permutation test, and in one on a grid of ranks. */
  surrogates: 5,
  gridSurrogates: 7,
  /** Parts of the rows for an interval. */
  subsamples: 6,
  /** Rows a costly test looks at. */
  testRows: 8,
  /** Halves of the rows that learn summaries for each other. */
  halves: 9,
  gaussian: 20,
  noisyFunction: 21,
  cubic: 22,
  multinormal: 23,
  student: 24,
  additiveUniform: 25,
  /** Ranks of equal values, in the Gaussian copula and in normal scores. */
  copulaTies: 30,
  scoreTies: 40,
} as const;
