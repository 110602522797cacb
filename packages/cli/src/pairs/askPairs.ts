import { falseDiscovery, type Interval, type Progress } from "natwise";
import type { PairPool } from "./pairPool.ts";
import type { Estimated, Look } from "./pairWorker.ts";

/** Two columns of a table, by their places in it. */
export interface Pair {
  readonly x: number;
  readonly y: number;
}

/** What is said of a pair. */
export interface PairNumbers {
  /** Null where nothing can be said, or nothing was said in time. */
  readonly nats: number | null;
  readonly interval: Interval | null;
  readonly pValue: number | null;
  /** p over all pairs that were tested (Benjamini and Hochberg). */
  readonly qValue: number | null;
  readonly estimator: string | null;
  readonly warnings: readonly string[];
}

/** What is known about a pair. */
export interface PairAnswer extends Pair, PairNumbers {
  /** Rows in which both columns, and those held fixed, have a value. */
  readonly n: number;
  /** Why there is no answer; null where there is one. */
  readonly refused: string | null;
  /** How far the work on it came: not begun, the grid of ranks alone, or an estimate. */
  readonly stage: "left out" | "screened" | "estimated";
  readonly copy: boolean;
  /** Whether neighbouring rows resemble each other in both columns. */
  readonly resembles: boolean;
}

export interface AskPairs {
  readonly given?: readonly number[];
  /** A number, or null for as many as the false discovery rate needs. */
  readonly permutations: number | null;
  /** How many pairs to estimate, the best by the grid of ranks first. */
  readonly estimates: number;
  readonly level?: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** The best pairs so far, in a few words. */
  readonly name: (pair: Pair) => string;
}

/** Columns that share the shuffles of one other. */
const TOGETHER = 16;
/** Surrogates a pair gets at first, and how many of them may reach its value until nothing is to be found there. */
const FIRST = 999;
const ENOUGH = 20;
/** Surrogates that cost an estimate each. */
const FIRST_GIVEN = 199;
const ENOUGH_GIVEN = 10;
/** The q-value that as many pairs as have reached no surrogate should be able to get. */
const Q = 0.02;
/** Shuffles a task of a thread. */
const SLICE = 2000;

interface State extends Pair {
  look: Look | null;
  resembles: boolean;
  screened: number | null;
  reached: number;
  shuffles: number;
  /** Whether the test ended because enough surrogates had reached the value. */
  ended: boolean;
  tested: boolean;
  estimated: Estimated | null;
  warnings: string[];
}

/**
 * Answers pairs of columns side by side: a look at each, a permutation test on a grid of ranks, more surrogates for those
 * that stand out if the number of pairs asks for them, and estimates from the best pair on.
 *
 * A pair that cannot be answered is an answer with its sentence. When `signal` is aborted, what is done is returned.
 */
export async function askPairs(
  pool: PairPool,
  pairs: readonly Pair[],
  options: AskPairs,
): Promise<PairAnswer[]> {
  const states: State[] = pairs.map((pair) => ({
    ...pair,
    resembles: false,
    ...{ look: null, screened: null, reached: 0, shuffles: 0, ended: false, tested: false, estimated: null },
    warnings: [],
  }));
  try {
    await work(pool, states, options);
  } catch (error) {
    if (!options.signal.aborted) throw error;
  }
  return answers(states);
}

async function work(pool: PairPool, states: readonly State[], options: AskPairs): Promise<void> {
  const { given = [], permutations, estimates, level = 0.95, onProgress, name } = options;
  const conditional = given.length > 0;
  const first = permutations ?? (conditional ? FIRST_GIVEN : FIRST);
  const enough = permutations === null ? (conditional ? ENOUGH_GIVEN : ENOUGH) : null;
  // In thousandths of a second on a quiet core; only for the bar.
  const wanted = Math.min(estimates, states.length);
  const price = { look: 30, estimate: conditional ? 1500 : 150 };
  const total = states.length * price.look + wanted * price.estimate;
  let spent = 0;
  let told = Number.NEGATIVE_INFINITY;
  const report = (more: number, stage: string) => {
    spent += more;
    // Looking for the best among many pairs takes longer than telling of it is worth.
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
  const waiting = chunks(states);
  // A few groups at a time, each to its end: the first values are there early, and kept where the work is stopped.
  await Promise.all(
    Array.from({ length: 2 * pool.threads }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await screen(next);
    }),
  );
  async function screen({ y, group }: { y: number; group: State[] }) {
    const xs = group.map(({ x }) => x);
    const looks = await pool.run({ do: "look", y, xs, given });
    group.forEach((state, i) => {
      state.look = looks[i];
      if (looks[i].limitless)
        state.warnings.push(
          "Information between copied numbers has no limit; the value is what a grid of ranks can show.",
        );
      state.warnings.push(...looks[i].warnings);
    });
    const open = group.filter(({ look }) => look!.refused === null);
    // With columns held fixed the grid only says in which order to go on: its test would be of something else.
    const screened = await pool.run({
      ...{ do: "screen", y, xs: open.map(({ x }) => x), given, first: 0 },
      ...(conditional ? { permutations: 20, enough: null } : { permutations: first, enough }),
    });
    open.forEach((state, i) => {
      const { nats, reached, shuffles, resembles } = screened[i];
      state.resembles = resembles;
      state.screened = nats;
      if (!conditional) count(state, reached, shuffles, enough);
    });
    looked += group.length;
    report(group.length * price.look, `${looked} of ${states.length} screened`);
  }

  if (permutations === null && !conditional) await moreSurrogates(pool, states, first);

  const best = states
    .filter(({ screened, look }) => screened !== null && !look!.limitless)
    .sort(byValue)
    .slice(0, estimates);
  let done = 0;
  const all = best.map(async (state) => {
    const { x, y } = state;
    const [found, test] = await Promise.all([
      pool.run({ do: "estimate", x, y, given, level }),
      conditional ? pool.run({ do: "test", x, y, given, permutations: first, enough }) : null,
    ]);
    if ("refused" in found) state.warnings.push(`Not estimated: ${found.refused}`);
    else {
      state.estimated = found;
      state.warnings.push(...found.warnings);
    }
    if (test && "refused" in test) state.warnings.push(`Not tested: ${test.refused}`);
    else if (test) count(state, test.reached, test.shuffles, enough);
    done++;
    report(price.estimate, `${done} of ${best.length} estimated`);
  });
  await Promise.all(all);
}

function count(state: State, reached: number, shuffles: number, enough: number | null): void {
  state.reached += reached;
  state.shuffles += shuffles;
  state.ended = enough !== null && state.reached >= enough;
  // Of a short series there are no surrogates.
  state.tested = state.shuffles > 0;
}

/**
 * With m pairs and B surrogates each, k pairs that no surrogate reached get the q-value m / (k (B + 1)): where that is too
 * coarse to call them found, these k get more surrogates. Their price is m / Q in all, however many they are.
 */
async function moreSurrogates(pool: PairPool, states: readonly State[], first: number): Promise<void> {
  const tested = states.filter(({ tested }) => tested);
  const standOut = tested.filter(({ reached }) => reached === 0);
  const needed = Math.ceil(tested.length / (Q * standOut.length));
  if (standOut.length === 0 || needed <= first) return;
  const tasks = chunks(standOut).flatMap(({ y, group }) => {
    const from = Array.from({ length: Math.ceil((needed - first) / SLICE) }, (_, s) => first + s * SLICE);
    return from.map(async (begin) => {
      const screened = await pool.run({
        ...{ do: "screen", y, xs: group.map(({ x }) => x), given: [], first: begin, enough: null },
        permutations: Math.min(SLICE, needed - begin),
      });
      return () => {
        for (const [i, state] of group.entries())
          count(state, screened[i].reached, screened[i].shuffles, null);
      };
    });
  });
  // A part of the surrogates alone would make p-values that depend on when the work was stopped.
  for (const add of await Promise.all(tasks)) add();
}

/** Pairs of the same y, a few at a time; of the first ones fewer, so that there is soon something to see. */
function chunks<T extends Pair>(states: readonly T[]): { y: number; group: T[] }[] {
  const byY = new Map<number, T[]>();
  for (const state of states) {
    const group = byY.get(state.y);
    if (group) group.push(state);
    else byY.set(state.y, [state]);
  }
  const found: { y: number; group: T[] }[] = [];
  for (const [y, all] of byY) {
    for (let from = 0; from < all.length; ) {
      const size = found.length < 4 ? TOGETHER / 4 : TOGETHER;
      found.push({ y, group: all.slice(from, from + size) });
      from += size;
    }
  }
  return found;
}

const value = ({ estimated, screened }: State) => estimated?.nats ?? screened;
const byValue = (a: State, b: State) =>
  (value(b) ?? Number.NEGATIVE_INFINITY) - (value(a) ?? Number.NEGATIVE_INFINITY);

function answers(states: readonly State[]): PairAnswer[] {
  const tested = states.filter((state) => state.tested);
  const p = tested.map(({ reached, shuffles, ended }) =>
    ended ? reached / shuffles : (1 + reached) / (1 + shuffles),
  );
  const q = falseDiscovery(p);
  const places = new Map(tested.map((state, i) => [state, i]));
  return states
    .map((state): PairAnswer & { order: number } => {
      const { x, y, look, resembles, screened, estimated, warnings } = state;
      const at = places.get(state);
      const refused = look?.refused ?? null;
      const stage = estimated || refused !== null ? "estimated" : screened === null ? "left out" : "screened";
      return {
        ...{ x, y, refused, stage, warnings },
        nats: estimated?.nats ?? screened,
        interval: estimated?.interval ?? null,
        pValue: at === undefined ? null : p[at],
        qValue: at === undefined ? null : q[at],
        estimator: estimated?.estimator ?? (screened === null ? null : "grid of ranks"),
        n: estimated?.n ?? look?.n ?? 0,
        copy: look?.copy ?? false,
        resembles,
        // Copies, estimated, screened, left out, and last what cannot be answered.
        order: refused !== null ? 3 : look?.copy ? -1 : { estimated: 0, screened: 1, "left out": 2 }[stage],
      };
    })
    .sort((a, b) => a.order - b.order || (b.nats ?? 0) - (a.nats ?? 0))
    .map(({ order: _, ...answer }) => answer);
}
