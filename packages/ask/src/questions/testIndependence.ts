import { independenceTest, joinTests, remark, standardise } from "natwise";
import { matrixOf } from "../tables/matrixOf.ts";
import type { Asking, Table, TestAnswer, TestQuestion } from "../types.ts";
import { UsageError } from "../UsageError.ts";
import { refuse } from "../words/refuse.ts";
import { encodeQuestion } from "./encodeQuestion.ts";
import { nameColumns } from "./nameColumns.ts";
import { refusalOf } from "./refusalOf.ts";

/** Surrogates of the first round, and the factor from round to round. */
const FIRST = 99;
const TIMES = 4;

/**
 * The permutation test of a question.
 *
 * It runs in rounds of up to 99, 399, 1,599, ... surrogates in total. When the signal is aborted, the p-value is that of the last
 * finished round. All rounds together equal the test in one go.
 *
 * @throws UsageError if no surrogates can be made; the signal's reason if no round was finished
 */
export async function testIndependence(
  table: Table,
  question: TestQuestion,
  { signal, stop, onProgress }: Asking,
): Promise<TestAnswer> {
  const asked = encodeQuestion(table, question);
  const { permutations: wanted, series, seed } = question;
  const sides = () =>
    [
      standardise(matrixOf(asked.x), "x"),
      standardise(matrixOf(asked.y), "y"),
      asked.given && standardise(matrixOf(asked.given), "given"),
    ] as const;
  const [x, y, z] = taken(sides);
  function taken<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new UsageError(refusalOf(error, asked));
    }
  }
  const round = (first: number, to: number) =>
    independenceTest(x, y, z, {
      ...{ first, permutations: to - first, series },
      context: {
        ...{ seed, signal },
        onProgress: ({ done, label }) => onProgress({ done: (first + done * (to - first)) / wanted, label }),
        engine: () => Promise.reject(new Error("test: nothing is trained")),
      },
    });
  let done = Math.min(FIRST, wanted);
  let found = await round(0, done);
  try {
    // A series has only as many surrogates as it has shifts.
    while (done < wanted && found.permutations === done) {
      const next = Math.min(TIMES * (done + 1) - 1, wanted);
      found = joinTests([found, await round(done, next)]);
      done = next;
    }
    done = wanted;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  const { pValue, permutations, surrogate, statistic, compared, rows: tested, copies, remarks } = found;
  if (pValue === null) throw refuse(remarks[remarks.length - 1]);
  const { n } = table;
  const ended = done < wanted ? stop() : null;
  return {
    ...{ question, path: table.path, read: table.read, seed, n, tested, dropped: table.dropped },
    ...{ x: asked.x.names, y: asked.y.names, given: asked.given?.names ?? [] },
    ...{ pValue, permutations, surrogate: surrogate!, statistic: statistic! },
    compared: { ...compared!, surrogates: [...compared!.surrogates] },
    notes: [
      ...asked.notes,
      ...(tested < n - copies ? [remark("rowsTested", { tested, rows: n - copies })] : []),
      ...(done === wanted && permutations < wanted ? [remark("fewShifts", { turns: permutations })] : []),
    ],
    remarks: [
      ...asked.remarks,
      ...(copies > 0 ? [remark("copiesTakenOnce", { copies, rows: n })] : []),
      ...nameColumns(remarks, asked),
      ...(ended === null ? [] : [remark("fewerSurrogates", { done: permutations, wanted, stop: ended })]),
    ],
  };
}
