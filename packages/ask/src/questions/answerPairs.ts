import type { Runner } from "@natwise/queue";
import { type Progress, remark } from "natwise";
import { inGroups, type Pair } from "./inGroups.ts";
import { type PairAnswer, type PairState, pairAnswers, significance } from "./pairAnswers.ts";
import type { PairHandlers, PairTest } from "./preparePairs.ts";

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
  const states: PairState[] = pairs.map((pair) => ({
    ...pair,
    ...{ look: null, screened: null, alike: false, exceedances: 0, permutations: 0, maxExceedances: null },
    ...{ estimated: null, remarks: [] },
  }));
  try {
    await work(runner, states, options);
  } catch (error) {
    if (!options.signal.aborted) throw error;
  }
  return pairAnswers(states, firstOf(options));
}

/** Surrogates of the first round. */
const firstOf = ({ given = [], permutations }: Pick<AnswerPairsOptions, "given" | "permutations">) =>
  permutations ?? (given.length > 0 ? FIRST_GIVEN : FIRST);

async function work(
  runner: Runner<PairHandlers>,
  states: readonly PairState[],
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
  async function screen({ y, group }: { y: number; group: PairState[] }) {
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
  const rank = (state: PairState) => (significant.has(state) ? 0 : 1);
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
  state: PairState,
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
  states: readonly PairState[],
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

const value = ({ estimated, screened }: PairState) => estimated?.nats ?? screened;
const byValue = (a: PairState, b: PairState) =>
  (value(b) ?? Number.NEGATIVE_INFINITY) - (value(a) ?? Number.NEGATIVE_INFINITY);
