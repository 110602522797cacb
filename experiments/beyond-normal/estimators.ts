/** @module What is compared. One more estimator is one more line. */
import {
  auto,
  gaussianCopula,
  gaussianMi,
  geometricKnn,
  infoNCE,
  ksg,
  mine,
  neural,
  onScores,
} from "natwise";

/** Seconds of one core for 10,000 rows of so many columns, both sides together. */
const neighbours = (columns) => (columns <= 6 ? 0.4 : columns <= 10 ? 1.5 : 15 + columns / 5);
const critics = (columns) => 12 + columns / 10;

/**
 * { name, short: heads a column, settings: label a job, trained: whether for { steps }, slow: whether asked of
 *   few draws of the tasks, as the trained ones are, make, cost: of so many columns, level: of its interval,
 *   normal: whether it is of interest on normal data, too, most: columns it is asked of, both sides together }
 */
export const estimators = [
  { name: "Gaussian", short: "Gaus-\nsian", make: () => gaussianMi(), cost: () => 0.1, normal: true },
  { name: "Gaussian copula", short: "copula", make: () => gaussianCopula(), cost: () => 0.2 },
  {
    name: "KSG",
    short: "KSG",
    settings: { k: 3 },
    make: () => ksg({ k: 3 }),
    cost: neighbours,
    normal: true,
  },
  {
    name: "KSG on normal scores",
    short: "KSG,\nscores",
    settings: { k: 3 },
    make: () => onScores(ksg({ k: 3 })),
    cost: neighbours,
  },
  {
    name: "Geometric k-NN",
    short: "geom.\nk-NN",
    settings: { k: 5 },
    make: () => geometricKnn({ k: 5 }),
    cost: (columns) => 0.5 + columns / 2,
    normal: true,
    slow: true,
    // Minutes a draw in 50, and negative there.
    most: 10,
  },
  {
    name: "MINE",
    short: "MINE",
    trained: true,
    make: ({ steps }) => neural({ bound: mine(), steps }),
    cost: critics,
    normal: true,
  },
  {
    name: "MINE on normal scores",
    short: "MINE,\nscores",
    trained: true,
    make: ({ steps }) => onScores(neural({ bound: mine(), steps })),
    cost: critics,
  },
  {
    name: "InfoNCE",
    short: "Info-\nNCE",
    trained: true,
    make: ({ steps }) => neural({ bound: infoNCE(), steps }),
    cost: critics,
    normal: true,
  },
  {
    name: "auto",
    short: "auto",
    make: () => auto(),
    level: 0.95,
    cost: (columns) => (columns < 4 ? 3 : 30),
    normal: true,
  },
];
