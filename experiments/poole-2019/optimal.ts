/**
 * @module Bounds with the best critic there is, so that what is left is their own bias and variance: against the
 * information and the batch size, with theory beside it, and I_alpha between its ends.
 */
import type { Claim } from "@natwise/ask/experiments";
import type { Part } from "../shared/joinParts.ts";
import { groups, largest, rowsWhere } from "../shared/rows.ts";
import { nwjVariance } from "./nwjVariance.ts";
import { optimalFigures } from "./optimalFigures.ts";
import { dims, measures, type OptimalRow, optimalJobs } from "./optimalJobs.ts";

const claims: readonly Claim<OptimalRow>[] = [
  {
    claim: "NWJ with the best critic is unbiased: within four standard errors at 2 nats for every batch size",
    check(rows) {
      const found = rowsWhere(measures(rows), { bound: "NWJ", truth: 2 }).map((row) => ({
        ...row,
        z: row.bias / Math.sqrt(nwjVariance(2, row.K, dims) / row.batches),
      }));
      const worst = largest(found, ({ z }) => Math.abs(z));
      return {
        pass: found.every(({ z }) => Math.abs(z) < 4),
        because: `at most ${Math.abs(worst.z).toFixed(1)} standard errors, batch ${worst.K}`,
      };
    },
  },
  {
    claim:
      "Its variance is what theory says, where theory can be seen: within a third at 2 nats and batches of 64 and more",
    check(rows) {
      const found = rowsWhere(measures(rows), { bound: "NWJ", truth: 2 })
        .filter(({ K }) => K >= 64)
        .map((row) => ({ ...row, ratio: row.variance / nwjVariance(2, row.K, dims) }));
      return {
        pass: found.length > 0 && found.every(({ ratio }) => ratio > 2 / 3 && ratio < 4 / 3),
        because: found.map(({ K, ratio }) => `${ratio.toFixed(2)} times at ${K}`).join(", "),
      };
    },
  },
  {
    claim:
      "No bound measures 10 nats from 64 pairs, even with the best critic: InfoNCE lies 5 nats and more too low, DV a nat too high, and NWJ's deviation is above 10",
    check(rows) {
      const [n, d, nce] = ["NWJ", "DV", "InfoNCE"].map(
        (bound) => rowsWhere(measures(rows), { bound, truth: 10, K: 64 })[0],
      );
      return {
        pass: Math.sqrt(n.variance) > 10 && d.bias > 1 && nce.bias < -5,
        because: `bias of InfoNCE ${nce.bias.toFixed(2)}, of DV ${d.bias.toFixed(2)}; deviation of NWJ ${Math.sqrt(n.variance).toFixed(0)} seen in ${n.batches} batches, ${Math.sqrt(nwjVariance(10, 64, dims)).toFixed(0)} in theory`,
      };
    },
  },
  {
    claim:
      "InfoNCE never exceeds log K, has the smallest variance of all, and the largest bias at 10 nats, whatever the batch",
    check(rows) {
      const sizes = groups(
        rowsWhere(measures(rows), { truth: 10 }).filter(({ bound }) =>
          ["NWJ", "DV", "InfoNCE"].includes(bound),
        ),
        "K",
      );
      const wrong = sizes.filter(([[K], here]) => {
        const [nce] = rowsWhere(here, { bound: "InfoNCE" });
        return (
          nce === undefined ||
          nce.mean > Math.log(K) ||
          here.some((other) => other !== nce && other.variance <= nce.variance)
        );
      });
      return {
        pass: sizes.length > 0 && wrong.length === 0,
        because:
          wrong.length === 0
            ? `for batches of ${sizes.map(([[K]]) => K).join(", ")}`
            : `not for ${wrong.map(([[K]]) => K).join(", ")}`,
      };
    },
  },
  {
    claim:
      "I_alpha trades bias for variance: at 6 nats and batches of 64 bias shrinks and variance grows as alpha does from 1 to 0.001",
    check(rows) {
      const found = [1, 0.5, 0.1, 0.01, 0.001].map(
        (alpha) => rowsWhere(measures(rows), { alpha, truth: 6, K: 64 })[0],
      );
      const pass = found.every(
        (row, i) =>
          i === 0 ||
          (Math.abs(row.bias) < Math.abs(found[i - 1].bias) && row.variance > found[i - 1].variance),
      );
      return {
        pass,
        because: found
          .map(({ alpha, bias, variance: v }) => `${alpha}: ${bias.toFixed(2)}, ${v.toPrecision(2)}`)
          .join("; "),
      };
    },
  },
];

export const optimal: Part<OptimalRow> = {
  part: "optimal",
  jobs: optimalJobs,
  claims,
  figures: optimalFigures,
};
