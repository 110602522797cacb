/** @module The answers to pairs of columns, from what is known of each. */
import { agreeWithTest, falseDiscovery, permutationPValue, type Remark } from "natwise";
import type { PairNumbers } from "../types.ts";
import { SIGNIFICANT } from "../words/numbers/pValue.ts";
import type { Pair } from "./inGroups.ts";
import type { Look, PairEstimate } from "./preparePairs.ts";

/** The answer to a pair of columns. */
export interface PairAnswer extends Pair, PairNumbers {
  /** Number of rows in which both columns and the given columns have a value. */
  readonly n: number;
  /** The reason there is no answer; null if there is one. */
  readonly refusal: Remark | null;
  /** The last stage that was done: none, the grid of ranks, or an estimate. */
  readonly stage: "left out" | "screened" | "estimated";
  readonly copy: boolean;
  /** Whether both columns are autocorrelated and the test does not account for it. */
  readonly alike: boolean;
  /** Whether a series had fewer shifts than surrogates were asked for. */
  readonly fewShifts: boolean;
}

/** What is known of a pair so far. */
export interface PairState extends Pair {
  look: Look | null;
  screened: number | null;
  alike: boolean;
  exceedances: number;
  permutations: number;
  maxExceedances: number | null;
  estimated: Extract<PairEstimate, { refused: null }> | null;
  remarks: Remark[];
}

/** The p-value and the q-value of each tested pair, and the pairs that are significant. */
export function significance(states: readonly PairState[]) {
  // A short series has no surrogates.
  const tested = states.filter(({ permutations }) => permutations > 0);
  const p = tested.map(({ maxExceedances, ...counts }) =>
    permutationPValue({ ...counts, maxExceedances: maxExceedances ?? undefined }),
  );
  const q = falseDiscovery(p);
  return {
    tests: new Map(tested.map((state, i) => [state, { pValue: p[i], qValue: q[i] }])),
    significant: new Set(tested.filter((_, i) => q[i] <= SIGNIFICANT)),
  };
}

/**
 * The answers, the significant pairs first, then by value.
 *
 * @param first surrogates of the first round
 */
export function pairAnswers(states: readonly PairState[], first: number): PairAnswer[] {
  const { tests, significant } = significance(states);
  return states
    .map((state): PairAnswer & { order: number } => {
      const { x, y, look, screened, estimated, remarks, alike } = state;
      const refusal = look?.refusal ?? null;
      const stage = estimated || refusal !== null ? "estimated" : screened === null ? "left out" : "screened";
      const test = tests.get(state) ?? { pValue: null, qValue: null };
      const agreed = estimated
        ? agreedWith(estimated, { pValue: test.pValue, permutations: state.permutations })
        : { interval: null, remarks: [] };
      const said = [...remarks, ...agreed.remarks];
      return {
        ...{ x, y, refusal, stage, alike },
        // The test and the estimate may say the same of a series.
        remarks: said.filter(
          ({ message, columns }, at) =>
            said.findIndex((one) => one.message === message && one.columns.join() === columns.join()) === at,
        ),
        fewShifts:
          state.permutations < first &&
          state.exceedances < (state.maxExceedances ?? Number.POSITIVE_INFINITY),
        nats: estimated ? estimated.nats : screened,
        interval: agreed.interval,
        ...test,
        estimator: estimated?.estimator ?? (screened === null ? null : "grid of ranks"),
        n: estimated?.n ?? look?.n ?? 0,
        copy: look?.copy ?? false,
        order:
          refusal !== null
            ? 6
            : look?.copy
              ? 0
              : { estimated: 1, screened: 2, "left out": 3 }[stage] + (significant.has(state) ? 0 : 2),
      };
    })
    .sort((a, b) => a.order - b.order || (b.nats ?? 0) - (a.nats ?? 0))
    .map(({ order: _, ...answer }) => answer);
}

/** The interval of a pair, which must not contradict its test. */
function agreedWith(
  estimated: NonNullable<PairState["estimated"]>,
  test: { readonly pValue: number | null; readonly permutations: number },
) {
  const { interval, nats } = estimated;
  return nats === null ? { interval, remarks: [] } : agreeWithTest({ ...estimated, nats }, test);
}
