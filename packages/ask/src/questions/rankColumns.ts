import type { Runner } from "@natwise/queue";
import { remark } from "natwise";
import { shareColumns } from "../tables/shareColumns.ts";
import type { Asking, Ranking, RankQuestion, Table } from "../types.ts";
import { UsageError } from "../UsageError.ts";
import { SIGNIFICANT } from "../words/numbers/pValue.ts";
import { remarkText } from "../words/remarks/remarkText.ts";
import { answerPairs, FIRST_GIVEN } from "./answerPairs.ts";
import { cmim } from "./cmim.ts";
import { coverage } from "./coverage.ts";
import { pairNumbers } from "./pairNumbers.ts";
import type { PairHandlers, PairSetup } from "./preparePairs.ts";

/** Default number of columns to estimate; the others are only screened. */
const ESTIMATED = 200;
/** Default number of columns to order by added information. */
const ORDERED = 10;
/** Share of the progress bar before that order. */
const BEFORE_ORDER = 0.8;

/**
 * Ranks columns of a table by their information about a target, possibly given other columns. Each uses the rows without missing
 * values. When `signal` is aborted, the answers so far are returned.
 *
 * @param all the target, then the given columns, then the columns to rank
 * @param start makes the runner of pair jobs
 * @throws UsageError if no column can be ranked; the signal's reason if nothing was done
 */
export async function rankColumns(
  all: Table,
  question: RankQuestion,
  start: (setup: PairSetup) => Runner<PairHandlers>,
  { signal, stop, onProgress }: Asking,
): Promise<Ranking> {
  const began = performance.now();
  const { given, permutations, top, redundancy, series, seed } = question;
  const width = 1 + given.length;
  const shared = shareColumns(all, width, { once: !series, use: "pairs" });
  const { table } = shared;
  const unreadable = all.unreadable ?? [];
  const fixed = Array.from({ length: width - 1 }, (_, i) => 1 + i);
  const pairs = table.columns.slice(width).map((_, i) => ({ x: width + i, y: 0 }));
  if (pairs.length + unreadable.length === 0)
    throw new UsageError(`${all.path} has no column besides ${question.target}: there is nothing to rank`);
  const nameOf = (column: number) => table.columns[column].name;
  const runner = start({ table, seed, series });
  try {
    const share = redundancy ? BEFORE_ORDER : 1;
    const found = await answerPairs(runner, pairs, {
      ...{ given: fixed, permutations, signal, name: ({ x }) => nameOf(x) },
      estimates: top ?? ESTIMATED,
      onProgress: ({ done, label }) => onProgress({ done: share * done, label }),
    });
    if (found.every(({ refusal }) => refusal !== null)) {
      const [why] = [...found.map(({ refusal }) => refusal!), ...unreadable.map(({ why }) => why)];
      throw new UsageError(`${all.path}: no column can be ranked (${remarkText(why).text})`);
    }
    const estimated = found.filter(({ stage, refusal }) => stage === "estimated" && refusal === null);
    const candidates = estimated.flatMap(({ x, nats, copy }) => (copy || nats === null ? [] : [{ x, nats }]));
    const chosen = redundancy
      ? await cmim(runner, candidates, {
          ...{ y: 0, given: fixed, most: top ?? ORDERED, signal },
          onProgress: (done) =>
            onProgress({ done: share + (1 - share) * done, label: "the order in which they add most" }),
        })
      : null;
    const conditional = given.length > 0;
    const covered = coverage(found, {
      ...{ what: "columns", series, conditional, signal, stop, name: ({ x }) => nameOf(x) },
    });
    const coarse = found.some(
      ({ pValue, qValue }) => pValue !== null && qValue! > SIGNIFICANT && pValue <= 0.01,
    );
    const complete =
      shared.notes.every(({ code }) => code !== "missingValues") && estimated.every(({ n }) => n === table.n);
    const nothing = { nats: null, interval: null, pValue: null, qValue: null, estimator: null };
    return {
      ...{ question, path: all.path, read: table.n, seed, target: nameOf(0), given: fixed.map(nameOf) },
      notes: [
        ...shared.notes,
        ...(complete ? [remark("allRows", { rows: table.n })] : []),
        ...covered.notes,
        ...(redundancy && found.some(({ copy }) => copy) ? [remark("copiesOutOfOrder")] : []),
      ],
      remarks: [
        ...shared.remarks,
        ...covered.remarks,
        ...(conditional && permutations === null && coarse
          ? [remark("coarseP", { surrogates: FIRST_GIVEN, all: found.length })]
          : []),
      ],
      leftOut: covered.leftOut.map(({ x }) => nameOf(x)),
      order:
        chosen?.map(({ x, nats, beyond }) => ({
          ...{ column: nameOf(x), nats },
          beyond: beyond === null ? null : nameOf(beyond),
        })) ?? null,
      rows: [
        ...found
          .filter(({ stage }) => stage !== "left out")
          .map((answer) => ({ column: nameOf(answer.x), ...pairNumbers(answer, "the target") })),
        ...unreadable.map(({ column, why }) => ({ column, ...nothing, remarks: [why] })),
      ],
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    await runner.close();
  }
}
