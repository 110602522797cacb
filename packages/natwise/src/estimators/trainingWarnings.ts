import type { Guarantee } from "../types.ts";

/** What could be wrong with the value of a trained critic. Differences below a tenth of a nat are taken for noise. */
export function trainingWarnings({
  guarantee,
  heldOut,
  train,
  ceiling,
  n,
  stopped,
  diverged,
  learned,
  trained,
  steps,
}: {
  guarantee: Guarantee;
  heldOut: number;
  train: number;
  ceiling: number | null;
  n: number;
  stopped: boolean;
  diverged: boolean;
  learned: boolean;
  /** The fewest steps of a fold that did not stop by itself. */
  trained: number;
  /** Most steps a fold. */
  steps: number;
}): string[] {
  const warnings: string[] = [];
  if (ceiling !== null && heldOut > 0.8 * ceiling) {
    warnings.push(
      `The estimate is near its ceiling of ${ceiling.toFixed(2)} nats, the largest value it can take here. The truth may be much larger. Use an estimator without a ceiling, or more rows.`,
    );
  }
  if (train > heldOut + Math.max(0.1, 0.25 * Math.abs(train))) {
    warnings.push(
      `Over-fitted: ${train.toFixed(2)} nats on the training rows, ${heldOut.toFixed(2)} nats on held-out rows. ${guarantee === "lower" ? "The truth is likely above the held-out value." : "The truth may be far from the held-out value."} Use more rows.`,
    );
  }
  if (!stopped && trained < steps) {
    warnings.push(
      `The work was stopped when a critic had trained for ${trained.toLocaleString("en")} of at most ${steps.toLocaleString("en")} steps. A longer run may find more dependence.`,
    );
  } else if (!stopped) {
    warnings.push(
      `Not converged: the validation value was still rising after ${steps.toLocaleString("en")} ${steps === 1 ? "step" : "steps"}. Allow more steps.`,
    );
  }
  if (diverged) {
    warnings.push(
      "Training diverged in a fold. Its best critic from before is used. Use a smaller learning rate.",
    );
  }
  if (!learned) {
    warnings.push(
      "Nothing was found: in every fold the critic did best on the validation rows before it was trained, and that value is reported. Weak dependence may be missed. Compare with KSG.",
    );
  }
  if (n < 500) {
    warnings.push(`Few rows: a critic trained on ${n} rows finds only strong dependence. Compare with KSG.`);
  }
  return warnings;
}
