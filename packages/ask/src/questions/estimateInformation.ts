import { type Engine, estimate, isCategories, type Remark, remark, type TrainedCritic } from "natwise";
import { makeEstimator } from "../estimators/makeEstimator.ts";
import { entropyOfColumns } from "../tables/entropyOfColumns.ts";
import { matrixOf } from "../tables/matrixOf.ts";
import type { Asking, EstimateAnswer, EstimateQuestion, Most, PlainEstimate, Table } from "../types.ts";
import { UsageError } from "../UsageError.ts";
import { holdsUp } from "../words/holdsUp.ts";
import { SIGNIFICANT } from "../words/numbers/pValue.ts";
import { type EncodedQuestion, encodeQuestion } from "./encodeQuestion.ts";
import { nameColumns } from "./nameColumns.ts";
import { refusalOf } from "./refusalOf.ts";
import { rowsNeeded } from "./rowsNeeded.ts";

export interface EstimateAsking extends Partial<Asking> {
  /** Trains critics. A function is called only if there is a critic to train. */
  readonly engine?: Engine | (() => Promise<Engine>);
}

/**
 * Answers a question with one or several estimators, one after the other. When the signal is aborted, the answer holds what is
 * done.
 *
 * @returns the answer, and the first trained critic
 * @throws UsageError for invalid columns, and for data that an estimator refuses; RangeError for an unknown estimator, and
 *   for `rowsNeeded` with a trained one; the signal's reason if nothing was done
 */
export async function estimateInformation(
  table: Table,
  question: EstimateQuestion,
  { signal, stop, onProgress, engine }: EstimateAsking = {},
): Promise<{ answer: EstimateAnswer; critic: TrainedCritic | null }> {
  const { estimators, level, series, seed } = question;
  if (estimators.length === 0) throw new UsageError("estimators names no estimator; name one or more");
  const asked = encodeQuestion(table, question);
  const estimates: PlainEstimate[] = [];
  const ofTest: Remark[] = [];
  const tasks = estimators.length + (question.rowsNeeded ? 1 : 0);
  let critic: TrainedCritic | null = null;
  for (const [i, spec] of estimators.entries()) {
    const found = await estimate(asked.x, asked.y, {
      ...{ estimator: makeEstimator(spec), given: asked.given ?? undefined, level, series },
      // The test is the same for all estimators.
      ...{ permutations: i === 0 ? question.permutations : 0, seed, engine, signal, partial: true },
      onProgress: onProgress && ((p) => onProgress({ ...p, done: (i + p.done) / tasks })),
    }).catch((error) => {
      if (signal?.aborted && i > 0) return null;
      throw error instanceof RangeError ? new UsageError(refusalOf(error, asked)) : error;
    });
    if (found === null) break;
    const { critic: trained = null, local: _, ...plain } = found;
    critic ??= trained;
    const remarks = nameColumns(found.remarks, asked);
    const { pValue, permutations } = estimates[0] ?? found;
    const shared = estimators.length > 1 ? remarks.filter(isOfTest) : [];
    // A drift is found by each estimator.
    ofTest.push(...shared.filter(({ message }) => ofTest.every((said) => said.message !== message)));
    const own = remarks.filter((said) => !shared.includes(said));
    estimates.push({ ...plain, remarks: own, pValue, permutations });
  }
  const { x, y, given } = asked;
  const most = mostPossible(asked);
  const rows = await rowsNeeded(question, asked, estimates[0], {
    signal,
    onProgress: onProgress && ((p) => onProgress({ ...p, done: (tasks - 1 + p.done) / tasks })),
  });
  const ended = signal?.aborted ? (stop?.() ?? { by: "interrupt" as const }) : null;
  const missing = [
    ...estimators.slice(estimates.length).map(({ name }) => name),
    ...(rows.stopped ? ["the rows needed"] : []),
  ];
  const side = ({ names, labels }: EncodedQuestion["x"]) => ({ names, labels });
  const answer: EstimateAnswer = {
    ...{ question, path: table.path, read: table.read, seed, n: table.n, dropped: table.dropped },
    ...{ x: side(x), y: side(y), given: given && side(given) },
    notes: [...asked.notes, ...fewShifts(question, estimates[0])],
    remarks: [
      ...(ended === null ? [] : [remark("stoppedEarly", { stop: ended, missing })]),
      ...asked.remarks,
      ...ofTest,
      ...estimates.flatMap(testMissedIt),
      ...rows.remarks,
    ],
    ...{ estimates, most },
    extrapolation: rows.extrapolation,
    shifted: series && !(given !== null && isCategories(matrixOf(given))),
  };
  return { answer, critic };
}

/** Whether a remark is on the test, which all estimators share. */
const isOfTest = ({ code }: Remark) =>
  ["neighbouringRowsAlike", "seriesWithinGroups", "seriesTooShort", "notStationary"].includes(code);

/** A series has only as many surrogates as it has shifts. */
function fewShifts(
  { series, permutations: wanted }: EstimateQuestion,
  { pValue, permutations }: PlainEstimate,
): Remark[] {
  return series && pValue !== null && permutations < wanted
    ? [remark("fewShifts", { turns: permutations })]
    : [];
}

function testMissedIt(estimate: PlainEstimate): Remark[] {
  const { estimator, pValue } = estimate;
  if (pValue === null || pValue <= SIGNIFICANT || !holdsUp(estimate)) return [];
  return [remark("testMissedIt", { estimator, pValue })];
}

/** The smaller entropy of the sides with few different values; with given columns H(side, given) - H(given). */
function mostPossible({ x, y, given }: EncodedQuestion): Most | null {
  const fixed = given ? entropyOfColumns(given.columns) : 0;
  if (fixed === null) return null;
  const sides = [x, y].flatMap((side) => {
    const { names, columns } = side;
    // The entropy of rounded numbers is a matter of the rounding.
    if (!isCategories(matrixOf(side))) return [];
    const nats = entropyOfColumns([...columns, ...(given?.columns ?? [])]);
    if (nats === null) return [];
    const of = names.join(", ");
    return [{ nats: nats - fixed, of: given ? `${of} given ${given.names.join(", ")}` : of }];
  });
  return sides.sort((a, b) => a.nats - b.nats)[0] ?? null;
}
