import type { Guarantee } from "../types.ts";

/**
 * What could be wrong with the value of a trained critic, in plain words. Differences below a tenth of a nat are
 * within what training and sampling do by themselves.
 */
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
  /** Steps of the folds that did not stop by themselves, the fewest. */
  trained: number;
  /** Steps at the most. */
  steps: number;
}): string[] {
  const warnings: string[] = [];
  if (ceiling !== null && heldOut > 0.8 * ceiling) {
    warnings.push(
      `The estimate is near its ceiling of ${ceiling.toFixed(2)} nats: the truth may be much larger. Use an estimator without a ceiling, or more rows.`,
    );
  }
  if (train > heldOut + Math.max(0.1, 0.25 * Math.abs(train))) {
    warnings.push(
      `Over-fitted: ${train.toFixed(2)} nats on the rows trained on, ${heldOut.toFixed(2)} nats on the others. ${guarantee === "lower" ? "The truth is likely above the held-out value; more rows would show it." : "More rows would tell more."}`,
    );
  }
  if (!stopped && trained < steps) {
    warnings.push(
      `The work was stopped when a critic had been trained for ${trained.toLocaleString("en")} of at most ${steps.toLocaleString("en")} steps: more may find more.`,
    );
  } else if (!stopped) {
    warnings.push(
      `Not converged: the validation value was still rising after ${steps.toLocaleString("en")} ${steps === 1 ? "step" : "steps"}. Allow more steps.`,
    );
  }
  if (diverged) {
    warnings.push(
      "Training diverged in a fold: its critic is the one from before. Use a smaller learning rate.",
    );
  }
  if (!learned) {
    warnings.push(
      "Nothing was found: in every fold the critic that tells nothing did best on the validation rows, and its value is reported. Weak dependence may be missed; compare with KSG.",
    );
  }
  if (n < 500) {
    warnings.push(`Few rows: a critic trained on ${n} rows finds only strong dependence. Compare with KSG.`);
  }
  return warnings;
}
