import { auto, DataError, type Extrapolation, extrapolation, type Progress, type Remark } from "natwise";
import { makeEstimator } from "../estimators/makeEstimator.ts";
import type { EstimateQuestion, PlainEstimate } from "../types.ts";
import type { EncodedQuestion } from "./encodeQuestion.ts";
import { nameColumns } from "./nameColumns.ts";

interface RowsNeeded {
  readonly extrapolation: Extrapolation | null;
  /** Why there is none. */
  readonly remarks: readonly Remark[];
  readonly stopped: boolean;
}

const nothing: RowsNeeded = { extrapolation: null, remarks: [], stopped: false };

/**
 * How the first estimate of a question depends on the number of rows, if the question asks. `auto` trains no critic for
 * it. A series that drifts has no estimate, and so no extrapolation.
 *
 * @throws RangeError for an estimator that trains a critic
 */
export async function rowsNeeded(
  { rowsNeeded: wanted = false, estimators: [spec], series, seed }: EstimateQuestion,
  asked: EncodedQuestion,
  reported: PlainEstimate,
  {
    signal,
    onProgress,
  }: { readonly signal?: AbortSignal; readonly onProgress?: (progress: Progress) => void },
): Promise<RowsNeeded> {
  if (!wanted || reported.remarks.some(({ code }) => code === "notStationary")) return nothing;
  if (signal?.aborted) return { ...nothing, stopped: true };
  const { x, y, given } = asked;
  try {
    const found = await extrapolation(x, y, {
      estimator: spec.name === "auto" ? auto({ train: false }) : makeEstimator(spec),
      ...{ given: given ?? undefined, series, seed, signal, onProgress },
    });
    return { ...nothing, extrapolation: found };
  } catch (error) {
    if (signal?.aborted) return { ...nothing, stopped: true };
    if (error instanceof DataError) return { ...nothing, remarks: nameColumns([error.remark], asked) };
    throw error;
  }
}
