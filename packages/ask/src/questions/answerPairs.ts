import type { Runner } from "@natwise/queue";
import {
  agreeWithTest,
  falseDiscovery,
  type Progress,
  permutationPValue,
  type Remark,
  remark,
} from "natwise";
import type { PairNumbers } from "../types.ts";
import { SIGNIFICANT } from "../words/numbers/pValue.ts";
import { inGroups, type Pair } from "./inGroups.ts";
import type { Look, PairEstimate, PairHandlers, PairTest } from "./preparePairs.ts";

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

export interface AnswerPairsOptions {
  readonly given?: readonly number[];
  /** Surrogates per pair; null for as many as the false discovery rate requires. */
  readonly permutations: number | null;
  /** Number of pairs to estimate, the best by the grid of ranks first. */
  readonly estimates: number;
  readonly level?: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** A short label of a pair. */
  readonly name: (pair: Pair) => string;
}

/** Surrogates of a pair in the first round, and the number of exceedances at which its test stops. */
const FIRST = 999;
const MOST_EXCEEDANCES = 20;
/** The same with given columns, where each surrogate costs an estimate. */
export const FIRST_GIVEN = 199;
const MOST_EXCEEDANCES_GIVEN = 10;
/** Surrogates of a screening that only decides the order of estimation. */
const FOR_ORDER = 20;
/** The q-value that pairs without exceedances must be able to reach. */
const Q = 0.02;
/** Surrogates per job. */
const SLICE = 2000;

interface State extends Pair {
  look: Look | null;
  screened: number | null;
  alike: boolean;
  exceedances: number;
  permutations: number;
  maxExceedances: number | null;
  estimated: Extract<PairEstimate, { refused: null }> | null;
  remarks: Remark[];
}

/**
 * Answers pairs of columns in parallel, in four stages: checks, a test of independence, more surrogates for pairs without
 * exceedances if the number of pairs requires them, and estimates, the best pair first.
 *
 * Answers are in order: copies, then pairs that are significant at FDR 5%, then others, then those without an answer. Within each,
 * estimated pairs come before pairs that were only screened, and more information before less.
 *
 * A pair that cannot be answered gets a refusal. When `signal` is aborted, the answers so far are returned.
 */
export async function answerPairs(
  runner: Runner<PairHandlers>,
  pairs: readonly Pair[],
  options: AnswerPairsOptions,
): Promise<PairAnswer[]> {
  const states: State[] = pairs.map((pair) => ({
    ...pair,
    ...{ look: null, screened: null, alike: false, exceedances: 0, permutations: 0, maxExceedances: null },
    ...{ estimated: null, remarks: [] },
  }));
  try {
    await work(runner, states, options);
  } catch (error) {
    if (!options.signal.aborted) throw error;
  }
  return answers(states, firstOf(options));
}

/** Surrogates of the first round. */
const firstOf = ({ given = [], permutations }: Pick<AnswerPairsOptions, "given" | "permutations">) =>
  permutations ?? (given.length > 0 ? FIRST_GIVEN : FIRST);

async function work(
  runner: Runner<PairHandlers>,
  states: readonly State[],
  { given = [], permutations, estimates, level = 0.95, signal, onProgress, name }: AnswerPairsOptions,
): Promise<void> {
  const conditional = given.length > 0;
  const first = firstOf({ given, permutations });
  const maxExceedances =
    permutations === null ? (conditional ? MOST_EXCEEDANCES_GIVEN : MOST_EXCEEDANCES) : null;
  // Milliseconds on an idle core; only for the progress bar.
  const wanted = Math.min(estimates, states.length);
  const price = { look: 30, estimate: conditional ? 1500 : 150 };
  const total = states.length * price.look + wanted * price.estimate;
  let spent = 0;
  let told = Number.NEGATIVE_INFINITY;
  const report = (more: number, stage: string) => {
    spent += more;
    // Finding the best of many pairs is slow: report at most five times a second.
    if (performance.now() - told < 200) return;
    told = performance.now();
    const best = states
      .filter(({ estimated, screened }) => (estimated?.nats ?? screened ?? 0) > 0)
      .sort(byValue)
      .slice(0, 3)
      .map((state) => `${name(state)} ${value(state)!.toFixed(2)}`);
    const sofar = best.length === 0 ? "" : `, best so far (nats): ${best.join(", ")}`;
    onProgress?.({ done: Math.min(1, spent / total), label: `${stage}${sofar}` });
  };

  let looked = 0;
  const waiting = inGroups(states);
  // A few groups at a time, each to its end: first values come early, and are kept when the work is stopped.
  await Promise.all(
    Array.from({ length: 2 * runner.size }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await screen(next);
    }),
  );
  async function screen({ y, group }: { y: number; group: State[] }) {
    const xs = group.map(({ x }) => x);
    const id = `${y}: ${xs.join(" ")}`;
    const looks = await runner.run(
      { id: `look at ${id}`, kind: "look", input: { y, xs, given } },
      { signal },
    );
    group.forEach((state, i) => {
      state.look = looks[i];
      if (looks[i].unbounded) state.remarks.push(remark("unbounded"));
      state.remarks.push(...looks[i].remarks);
    });
    const open = group.filter(({ look }) => look!.refusal === null);
    const input = { y, xs: open.map(({ x }) => x), given: [], first: 0 };
    const screened = await runner.run(
      {
        ...{ id: `screen ${id}`, kind: "test" },
        // The grid tests unconditional dependence: with given columns it only decides the order.
        input: conditional
          ? { ...input, permutations: FOR_ORDER, maxExceedances: null }
          : { ...input, permutations: first, maxExceedances },
      },
      { signal },
    );
    open.forEach((state, i) => {
      state.screened = screened[i].excess;
      if (!conditional) count(state, screened[i], maxExceedances);
    });
    looked += group.length;
    report(group.length * price.look, `${looked} of ${states.length} screened`);
  }

  if (permutations === null && !conditional) await moreSurrogates(runner, states, first, signal);

  const { significant } = significance(states);
  const rank = (state: State) => (significant.has(state) ? 0 : 1);
  const best = states
    .filter(({ screened, look }) => screened !== null && !look!.unbounded)
    .sort((a, b) => rank(a) - rank(b) || byValue(a, b))
    .slice(0, estimates);
  let done = 0;
  const all = best.map(async (state) => {
    const { x, y } = state;
    const id = `${x} with ${y}`;
    const test = { y, xs: [x], given, first: 0, permutations: first, maxExceedances };
    const [found, tested] = await Promise.all([
      runner.run({ id: `estimate ${id}`, kind: "estimate", input: { x, y, given, level } }, { signal }),
      conditional ? runner.run({ id: `test ${id}`, kind: "test", input: test }, { signal }) : null,
    ]);
    if (found.refused !== null) state.remarks.push(remark("notEstimated", { why: found.refused }));
    else {
      state.estimated = found;
      state.remarks.push(...found.remarks);
    }
    if (tested) {
      const [{ refused }] = tested;
      if (refused !== null) state.remarks.push(remark("notTested", { why: refused }));
      else count(state, tested[0], maxExceedances);
    }
    done++;
    report(price.estimate, `${done} of ${best.length} estimated`);
  });
  await Promise.all(all);
}

function count(
  state: State,
  { exceedances, permutations, alike, remarks }: PairTest,
  most: number | null,
): void {
  state.remarks.push(...remarks);
  state.exceedances += exceedances;
  state.permutations += permutations;
  state.alike = alike;
  state.maxExceedances = most;
}

/**
 * Draws more surrogates for pairs without exceedances, if their q-values are too coarse. With m pairs and B surrogates each, k
 * such pairs have the q-value m / (k (B + 1)). Reaching Q takes m / Q surrogates in total, for any k.
 */
async function moreSurrogates(
  runner: Runner<PairHandlers>,
  states: readonly State[],
  first: number,
  signal: AbortSignal,
): Promise<void> {
  const tested = states.filter(({ permutations }) => permutations > 0);
  // A short series has no further shifts.
  const standOut = tested.filter(
    ({ exceedances, permutations }) => exceedances === 0 && permutations >= first,
  );
  const needed = Math.ceil(tested.length / (Q * standOut.length));
  if (standOut.length === 0 || needed <= first) return;
  const tasks = inGroups(standOut).flatMap(({ y, group }) => {
    const xs = group.map(({ x }) => x);
    const from = Array.from({ length: Math.ceil((needed - first) / SLICE) }, (_, s) => first + s * SLICE);
    return from.map(async (begin) => {
      const drawing = { first: begin, permutations: Math.min(SLICE, needed - begin), maxExceedances: null };
      const slices = await runner.run(
        {
          ...{ id: `surrogates ${begin} of ${y}: ${xs.join(" ")}`, kind: "test" },
          input: { y, xs, given: [], ...drawing },
        },
        { signal },
      );
      return () => {
        for (const [i, state] of group.entries()) count(state, slices[i], null);
      };
    });
  });
  // All or none: otherwise p-values would depend on the time at which the work was stopped.
  for (const add of await Promise.all(tasks)) add();
}

const value = ({ estimated, screened }: State) => estimated?.nats ?? screened;
const byValue = (a: State, b: State) =>
  (value(b) ?? Number.NEGATIVE_INFINITY) - (value(a) ?? Number.NEGATIVE_INFINITY);

/** The p-value and the q-value of each tested pair, and the pairs that are significant. */
function significance(states: readonly State[]) {
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

function answers(states: readonly State[], first: number): PairAnswer[] {
  const { tests, significant } = significance(states);
  return states
    .map((state): PairAnswer & { order: number } => {
      const { x, y, look, screened, estimated, remarks, alike } = state;
      const refusal = look?.refusal ?? null;
      const stage = estimated || refusal !== null ? "estimated" : screened === null ? "left out" : "screened";
      const test = tests.get(state) ?? { pValue: null, qValue: null };
      const agreed = estimated ? agreedWith(estimated, test.pValue) : { interval: null, remarks: [] };
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

/** The interval of a pair, which must not contradict its test. A function stands for itself. */
function agreedWith(estimated: NonNullable<State["estimated"]>, pValue: number | null) {
  const { interval, nats, continuous, remarks } = estimated;
  return nats === null || remarks.some(({ code }) => code === "notLimited")
    ? { interval, remarks: [] }
    : agreeWithTest({ ...estimated, nats }, { pValue, continuous });
}
