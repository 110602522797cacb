import { type Remark, remark } from "natwise";
import type { Asking } from "../types.ts";
import { SIGNIFICANT } from "../words/numbers/pValue.ts";
import type { PairAnswer } from "./pairAnswers.ts";

export interface CoverageOptions extends Pick<Asking, "signal" | "stop"> {
  readonly what: "columns" | "pairs";
  readonly series: boolean;
  /** Whether there are given columns. */
  readonly conditional: boolean;
  /** The name of a pair in the list of those left out; absent for no list. */
  readonly name?: (pair: PairAnswer) => string;
}

/**
 * Notes and warnings on all pairs together: pairs only screened, pairs left out, and tests that ignore autocorrelation.
 *
 * @throws the signal's reason if nothing was done in time
 */
export function coverage(
  answers: readonly PairAnswer[],
  { what, series, conditional, name, signal, stop }: CoverageOptions,
): { readonly leftOut: readonly PairAnswer[]; readonly notes: Remark[]; readonly remarks: Remark[] } {
  const all = answers.length;
  const leftOut = answers.filter(({ stage }) => stage === "left out");
  // Refusals alone are no answer to what was asked.
  const nothing = answers.every(({ stage, refusal }) => stage === "left out" || refusal !== null);
  if (nothing && leftOut.length > 0) signal.throwIfAborted();
  const screened = answers.filter(({ stage, copy }) => stage === "screened" && !copy).length;
  const notes =
    screened === 0 ? [] : [remark("onlyScreened", { screened, all, what, stopped: signal.aborted })];
  const remarks = ofTime(answers, { what, series, conditional });
  const ended = stop();
  if (ended === null) return { leftOut, notes, remarks };
  const early =
    leftOut.length > 0
      ? remark("leftOut", { count: leftOut.length, all, what, stop: ended }, name ? leftOut.map(name) : [])
      : remark("notToTheEnd", { what, stop: ended });
  return { leftOut, notes, remarks: [...remarks, early] };
}

/** Warnings about autocorrelated rows, and about series too short for significance. */
function ofTime(
  answers: readonly PairAnswer[],
  { what, series, conditional }: Pick<CoverageOptions, "what" | "series" | "conditional">,
): Remark[] {
  const all = answers.length;
  const alike = answers.filter((answer) => answer.alike).length;
  if (alike > 0) return [remark("alikeInPairs", { alike, all, what, series })];
  if (!series || conditional) return [];
  const coarse = answers.filter(
    ({ pValue, qValue, n, fewShifts }) =>
      fewShifts && pValue !== null && qValue! > SIGNIFICANT && pValue <= 2 / n,
  );
  return coarse.length === 0
    ? []
    : [
        remark("coarseShifts", {
          turns: coarse.reduce((fewest, { n }) => Math.min(fewest, n), coarse[0].n),
          all,
          what,
        }),
      ];
}
