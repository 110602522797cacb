import { infoNCE, js, nwj, smile } from "natwise";
import { batch, ends, staircaseFigure, staircaseJobs, staircaseTable } from "../staircase.mjs";
import { largest, rowsWhere } from "../statistics.mjs";

const bounds = {
  InfoNCE: () => ({ bound: infoNCE() }),
  NWJ: () => ({ bound: nwj() }),
  JS: () => ({ bound: js() }),
  "SMILE 1": () => ({ bound: smile({ tau: 1 }) }),
  "SMILE 5": () => ({ bound: smile({ tau: 5 }) }),
  "SMILE inf": () => ({ bound: smile({ tau: Number.POSITIVE_INFINITY }) }),
};
const names = Object.keys(bounds);
const ceilings = { InfoNCE: infoNCE().ceiling(batch - 1) };
const critics = ["separable", "concat"];

const claims = [
  {
    claim:
      "On Gaussians SMILE at tau 1 and 5 has a smaller variance than NWJ at 6, 8 and 10 nats, with both critics",
    check(rows) {
      const found = [6, 8, 10].flatMap((truth) =>
        critics.flatMap((critic) => {
          const of = (bound) => rowsWhere(ends(rows), { task: "gaussian", critic, truth, bound })[0].variance;
          return ["SMILE 1", "SMILE 5"].map((bound) => ({
            ratio: of(bound) / of("NWJ"),
            where: `${bound} ${critic} at ${truth}`,
          }));
        }),
      );
      const worst = largest(found, ({ ratio }) => ratio);
      return {
        pass: found.every(({ ratio }) => ratio < 1),
        because: `at most ${worst.ratio.toPrecision(2)} times NWJ's (${worst.where})`,
      };
    },
  },
  {
    claim: "The larger tau, the larger the variance, on Gaussians at 10 nats",
    check(rows) {
      const found = critics.map((critic) => ({
        critic,
        variances: ["SMILE 1", "SMILE 5", "SMILE inf"].map(
          (bound) => rowsWhere(ends(rows), { task: "gaussian", critic, truth: 10, bound })[0].variance,
        ),
      }));
      return {
        pass: found.every(({ variances: [one, five, all] }) => one < five && five < all),
        because: found
          .map(({ critic, variances }) => `${critic} ${variances.map((v) => v.toPrecision(2)).join(", ")}`)
          .join("; "),
      };
    },
  },
  {
    claim:
      "SMILE goes beyond InfoNCE's ceiling of log 64: above 6 nats where the truth is 10, with the concat critic",
    check(rows) {
      const found = ["SMILE 1", "SMILE 5", "SMILE inf"].map(
        (bound) => rowsWhere(ends(rows), { task: "gaussian", critic: "concat", truth: 10, bound })[0],
      );
      return {
        pass: found.every(({ value }) => value > 6),
        because: found.map(({ bound, value }) => `${bound} ${value.toFixed(2)}`).join(", "),
      };
    },
  },
  {
    claim:
      "On Gaussians at 8 and 10 nats with the concat critic, SMILE at tau 5 has the smallest mean squared error of InfoNCE, NWJ and itself",
    check(rows) {
      const found = [8, 10].map((truth) =>
        ["InfoNCE", "NWJ", "SMILE 5"].map(
          (bound) => rowsWhere(ends(rows), { task: "gaussian", critic: "concat", truth, bound })[0],
        ),
      );
      return {
        pass: found.every(([nce, n, own]) => own.mse < nce.mse && own.mse < n.mse),
        because: found
          .map(
            (ends) =>
              `at ${ends[0].truth}: ${ends.map(({ bound, mse }) => `${bound} ${mse.toPrecision(3)}`).join(", ")}`,
          )
          .join("; "),
      };
    },
  },
];

export default {
  title: "Understanding the Limitations of Variational Mutual Information Estimators",
  about:
    "Song and Ermon, ICLR 2020: SMILE, which clips the density ratio in the partition term at e^tau, beside InfoNCE, NWJ and JS on the staircase of 2 to 10 nats. SMILE is no bound: it may lie above the truth.",
  jobs: ({ quick, seed }) => staircaseJobs({ bounds, quick, seed }),
  claims,
  figures: [
    staircaseFigure({ name: "staircase-gaussian", task: "gaussian", bounds: names, ceilings }),
    staircaseFigure({ name: "staircase-cubic", task: "cubic", bounds: names, ceilings }),
  ],
  tables: ["gaussian", "cubic"].flatMap((task) =>
    critics.map((critic) => staircaseTable({ name: `${task}-${critic}`, task, critic, bounds: names })),
  ),
};
