import { groups } from "../shared/rows.ts";
import { mean, variance } from "../shared/statistics.ts";
import type { GaussianRow } from "./gaussianJobs.ts";

/** Errors of the mean over draws, in nats, for each estimator and rho. */
export const meanErrors = (rows: readonly GaussianRow[]) =>
  groups(rows, "estimator", "rho").map(([[estimator, rho], draws]) => ({
    estimator,
    rho,
    error: mean(draws.map((row) => row.estimate - row.truth)),
    /** Standard deviation of a draw; NaN where there is one draw. */
    spread: Math.sqrt(variance(draws.map((row) => row.estimate))),
    draws: draws.length,
    n: draws[0].n,
    truth: draws[0].truth,
  }));
