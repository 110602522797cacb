/**
 * The streams of a seed, by purpose: `random(seed, streams.folds)`. Further numbers separate draws of one purpose.
 *
 * Every result depends on these numbers. Two pairs share a number without conflict, since no estimate draws from both:
 * `spreadY` and `criticWeights`, `surrogates` and `mixtureStart`.
 */
export const streams = {
  /** Places of repeated values of x and of y, for nearest neighbours. */
  spreadX: 0,
  spreadY: 1,
  criticWeights: 1,
  folds: 2,
  batches: 3,
  baselineWeights: 4,
  mixtureStart: 5,
  /** Orders of y's rows in a permutation test, and in the one on a grid of ranks. */
  surrogates: 5,
  gridSurrogates: 7,
  /** Parts of the rows for an interval. */
  subsamples: 6,
  /** Rows that a costly test uses. */
  testRows: 8,
  /** Series by which the bias of a fitted autoregression is measured, and those by which that of an estimate is. */
  seriesFits: 10,
  seriesModels: 11,
  /** Halves of the rows, one to train summaries and one to estimate. */
  halves: 9,
  gaussian: 20,
  noisyFunction: 21,
  cubic: 22,
  multinormal: 23,
  student: 24,
  additiveUniform: 25,
  normalMixture: 26,
  /** Random ranks of equal values, in the Gaussian copula and in normal scores. */
  copulaTies: 30,
  scoreTies: 40,
  netWeights: 50,
  /** Seeds of the parts of a net. */
  childSeeds: 51,
} as const;
