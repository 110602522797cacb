import type { Claim, Experiment } from "@natwise/ask/experiments";
import { infoNCE, js, miTerm, nwj, smile } from "natwise";
import { largest, rowsWhere } from "../shared/rows.ts";
import { ends } from "../shared/staircase/ends.ts";
import { staircaseFigure } from "../shared/staircase/staircaseFigure.ts";
import {
  batch,
  criticNames,
  type StaircaseRow,
  type StaircaseTerm,
  staircaseJobs,
  taskNames,
} from "../shared/staircase/staircaseJobs.ts";
import { staircaseTable } from "../shared/staircase/staircaseTable.ts";

const taus = { "SMILE 1": 1, "SMILE 5": 5, "SMILE inf": Number.POSITIVE_INFINITY };
const smiles = Object.keys(taus);

const terms: Readonly<Record<string, StaircaseTerm>> = {
  InfoNCE: ({ critic }) => miTerm({ bound: infoNCE(), critic }),
  NWJ: ({ critic }) => miTerm({ bound: nwj(), critic }),
  JS: ({ critic }) => miTerm({ bound: js(), critic }),
  ...Object.fromEntries(
    Object.entries(taus).map(([name, tau]): [string, StaircaseTerm] => [
      name,
      ({ critic }) => miTerm({ bound: smile({ tau }), critic }),
    ]),
  ),
};
const bounds = Object.keys(terms);
const ceilings = { InfoNCE: infoNCE().ceiling(batch - 1) };

const claims: readonly Claim<StaircaseRow>[] = [
  {
    claim:
      "On Gaussians SMILE at tau 1 and 5 has a smaller variance than NWJ at 6, 8 and 10 nats, with both critics",
    check(rows) {
      const found = [6, 8, 10].flatMap((truth) =>
        criticNames.flatMap((critic) => {
          const of = (bound: string) =>
            rowsWhere(ends(rows), { task: "gaussian", critic, truth, bound })[0].variance;
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
      const found = criticNames.map((critic) => ({
        critic,
        variances: smiles.map(
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
      const found = smiles.map(
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
            (own) =>
              `at ${own[0].truth}: ${own.map(({ bound, mse }) => `${bound} ${mse.toPrecision(3)}`).join(", ")}`,
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
  jobs: (options) => staircaseJobs(terms, options),
  claims,
  figures: taskNames.map((task) => staircaseFigure({ task, bounds, ceilings })),
  tables: taskNames.flatMap((task) => criticNames.map((critic) => staircaseTable({ task, critic, bounds }))),
} satisfies Experiment<StaircaseRow>;
