import { type Remark, remark } from "../remarks.ts";
import type { Guarantee } from "../types.ts";

/** Remarks on the value of a trained critic. Differences below a tenth of a nat are taken as noise. */
export function trainingRemarks({
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
  /** The smallest number of steps among the folds that did not converge. */
  trained: number;
  /** Maximum number of steps in a fold. */
  steps: number;
}): Remark[] {
  const remarks: Remark[] = [];
  if (ceiling !== null && heldOut > 0.8 * ceiling) {
    remarks.push(remark("nearCeiling", { ceiling }));
  }
  if (train > heldOut + Math.max(0.1, 0.25 * Math.abs(train))) {
    remarks.push(remark("overfitted", { train, heldOut, guarantee }));
  }
  if (!stopped && trained < steps) {
    remarks.push(remark("trainingCutShort", { steps: trained, most: steps }));
  } else if (!stopped) {
    remarks.push(remark("notConverged", { steps }));
  }
  if (diverged) {
    remarks.push(remark("diverged"));
  }
  if (!learned) {
    remarks.push(remark("nothingLearned"));
  }
  if (n < 500) {
    remarks.push(remark("fewRowsForACritic", { rows: n }));
  }
  return remarks;
}
