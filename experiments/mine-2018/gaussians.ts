/** @module Correlated Gaussians: MINE, MINE-f and KSG over rho, in 1, 2, 20 and 50 dimensions a side. */
import type { Claim } from "@natwise/ask/experiments";
import type { Part } from "../shared/joinParts.ts";
import { largest, rowsWhere } from "../shared/rows.ts";
import { mean } from "../shared/statistics.ts";
import type { EstimatorName } from "./compared.ts";
import { gaussianFigures } from "./gaussianFigures.ts";
import { folds, type GaussianRow, gaussianJobs } from "./gaussianJobs.ts";
import { meanErrors } from "./meanErrors.ts";
import { standardError } from "./standardError.ts";

const near = (estimator: EstimatorName): Claim<GaussianRow> => ({
  claim: `${estimator} in one dimension, N = 3,000: the mean over ten draws is within 0.02 nats of the truth at every rho`,
  check(rows) {
    const errors = meanErrors(rowsWhere(rows, { dims: 1, estimator }));
    const worst = largest(errors, ({ error }) => Math.abs(error));
    const chance = standardError(worst.rho, worst.n, folds) / Math.sqrt(worst.draws);
    return {
      pass: errors.every(({ error }) => Math.abs(error) < 0.02),
      because: `largest error ${worst.error.toFixed(4)} at rho ${worst.rho}, where ${worst.draws} draws leave a standard error of ${chance.toFixed(4)}`,
    };
  },
});

const claims: readonly Claim<GaussianRow>[] = [
  near("MINE"),
  near("MINE-f"),
  {
    claim:
      "The spread over draws of MINE in one dimension is that of the draws themselves, up to half as much again",
    check(rows) {
      const errors = meanErrors(rowsWhere(rows, { dims: 1, estimator: "MINE" })).filter(
        ({ draws }) => draws > 1,
      );
      const ratios = errors
        // Near independence a critic's own noise is all there is to see.
        .filter(({ rho }) => Math.abs(rho) >= 0.3)
        .map(({ rho, spread, n }) => ({ rho, ratio: spread / standardError(rho, n, folds) }));
      const worst = largest(ratios, ({ ratio }) => ratio);
      return {
        // A standard deviation of ten draws has itself a standard error of a quarter of its size.
        pass: mean(ratios.map(({ ratio }) => ratio)) < 1.5,
        because: `on average ${mean(ratios.map(({ ratio }) => ratio)).toFixed(2)} times the standard error of one draw, ${worst.ratio.toFixed(2)} at the most (rho ${worst.rho})`,
      };
    },
  },
  {
    claim: "In 20 and 50 dimensions MINE is nearer to the truth than KSG wherever that is above half a nat",
    check(rows) {
      rowsWhere(rows, { dims: 20, estimator: "MINE" });
      const errors = [20, 50].flatMap((dims) =>
        meanErrors(rows.filter((row) => row.dims === dims)).map((one) => ({ ...one, dims })),
      );
      const errorOf = (estimator: EstimatorName, at: { readonly dims: number; readonly rho: number }) =>
        rowsWhere(errors, { estimator, dims: at.dims, rho: at.rho })[0].error;
      const places = errors.filter(({ estimator, truth }) => estimator === "MINE" && truth > 0.5);
      const lost = places.filter((at) => Math.abs(at.error) >= Math.abs(errorOf("KSG", at)));
      return {
        pass: places.length > 0 && lost.length === 0,
        because:
          lost.length === 0
            ? `at all ${places.length} places`
            : `not at ${lost.map(({ dims, rho }) => `${dims} dimensions, rho ${rho}`).join("; ")}`,
      };
    },
  },
  {
    claim: "KSG fails in 16 + 16 dimensions as others found: about 0.714 of 2.301 nats at rho 0.5, N = 5,000",
    check(rows) {
      const [found] = meanErrors(rowsWhere(rows, { dims: 16, estimator: "KSG" }));
      const value = found.truth + found.error;
      return {
        pass: Math.abs(value - 0.714) < 0.05,
        because: `${value.toFixed(3)} of ${found.truth.toFixed(3)}`,
      };
    },
  },
];

export const gaussians: Part<GaussianRow> = {
  part: "gaussians",
  jobs: gaussianJobs,
  claims,
  figures: gaussianFigures,
};
