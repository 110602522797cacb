/** The information of the pairs, in nats, in the tables of mutinfo. */
export const printedNats: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** What the tables of mutinfo print there, in nats: correlated normal pairs, N = 10,000, one to three columns a side. */
export const printed: Readonly<Record<string, readonly number[]>> = {
  KSG: [1.0, 1.95, 2.82, 3.55, 4.17, 4.73, 5.23, 5.66, 5.99, 6.21],
  "weighted KL": [1.02, 2.02, 2.94, 3.72, 4.37, 5.52, 5.99, 6.41, 6.74, 6.99],
  MINE: [0.98, 1.98, 2.95, 3.87, 4.7, 5.34, 5.69, 5.88, 6.0, 6.12],
};
