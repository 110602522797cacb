import type { Compared, IndependenceTest, Progress } from "natwise";
import type { Question } from "./ask.ts";
import { matrixOf } from "./data/matrixOf.ts";
import { commandWords } from "./format/commandWords.ts";
import { copiesOnce } from "./format/copiesOnce.ts";
import { formatCount } from "./format/formatCount.ts";
import { UsageError } from "./UsageError.ts";

/** Whether columns of a file depend on each other: what the outputs of `natwise test` are made from. */
export interface Tested {
  readonly path: string;
  readonly x: readonly string[];
  readonly y: readonly string[];
  readonly given: readonly string[];
  readonly series: boolean;
  readonly pValue: number;
  readonly surrogate: string;
  readonly statistic: string;
  readonly compared: Compared;
  /** Surrogates compared with. */
  readonly permutations: number;
  /** Rows used, of these looked at, in the file, and dropped for missing values. */
  readonly n: number;
  readonly tested: number;
  readonly read: number;
  readonly dropped: number;
  readonly seed: number;
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

export interface AskTest {
  readonly permutations: number;
  readonly series: boolean;
  readonly seed: number;
  /** Whether the signal may be that of a time limit: then what was found until it is aborted is kept. */
  readonly limited: boolean;
  readonly signal: AbortSignal;
  /** Why the work ended early; null where it did not. */
  readonly why: () => string | null;
  readonly onProgress: (progress: Progress) => void;
}

/** Surrogates of the first round, and how many times as many there are in the next one. */
const FIRST = 99;
const TIMES = 4;

/**
 * The permutation test of a question.
 *
 * With a time limit it is done in rounds of 99, 399, 1,599, ... surrogates: the p-value of the last round that was finished is
 * kept. A round goes on from the one before it, and the last one of all makes the test without a limit.
 *
 * @throws UsageError where no surrogates can be made; the signal's reason where no round was finished
 */
export async function askTest(asked: Question, options: AskTest): Promise<Tested> {
  const { permutations: wanted, series, seed, limited, signal, why, onProgress } = options;
  const { standardise, independenceTest, joinTests } = await import("natwise");
  const side = (columns: Question["x"], name: string) => standardise(matrixOf(columns), name);
  const sides = [side(asked.x, "x"), side(asked.y, "y"), asked.given && side(asked.given, "given")] as const;
  const round = (first: number, permutations: number) =>
    independenceTest(...sides, {
      ...{ first, permutations: permutations - first, series },
      context: {
        ...{ seed, signal },
        onProgress: ({ done, label }) =>
          onProgress({ done: (first + done * (permutations - first)) / wanted, label }),
        engine: () => Promise.reject(new Error("test: nothing is trained")),
      },
    });
  let done = limited ? Math.min(FIRST, wanted) : wanted;
  let found: IndependenceTest = await round(0, done);
  try {
    // A series has no more surrogates than turns, however many are asked for.
    while (done < wanted && found.permutations === done) {
      const next = Math.min(TIMES * (done + 1) - 1, wanted);
      found = joinTests([found, await round(done, next)]);
      done = next;
    }
    done = wanted;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  const { pValue, permutations, surrogate, statistic, compared, rows: tested, copies } = found;
  if (pValue === null) throw new UsageError(found.warnings[found.warnings.length - 1]);
  const { path, n, read, dropped } = asked;
  return {
    ...{ path, x: asked.x.names, y: asked.y.names, given: asked.given?.names ?? [], series },
    ...{ pValue, permutations, n, tested, read, dropped, seed },
    ...{ surrogate: surrogate!, statistic: statistic!, compared: compared! },
    notes: [
      ...asked.notes,
      ...(tested < n - copies
        ? [
            `the test looks at ${formatCount(tested)} of ${formatCount(n - copies)} rows, because each surrogate costs an estimate`,
          ]
        : []),
      ...(done === wanted && permutations < wanted
        ? [
            `a series of these rows has ${formatCount(permutations)} circular shifts: no more were compared with`,
          ]
        : []),
    ],
    warnings: [
      ...asked.warnings,
      ...(copies > 0 ? [copiesOnce(copies, n)] : []),
      ...found.warnings.map(commandWords),
      ...(done < wanted
        ? [
            `${formatCount(permutations)} of ${formatCount(wanted)} surrogates were compared with, because ${why()}.`,
          ]
        : []),
    ],
  };
}
