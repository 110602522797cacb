import type { Runner } from "@natwise/queue";
import { remark, score } from "natwise";
import { checkAlone } from "../tables/checkAlone.ts";
import { shareColumns } from "../tables/shareColumns.ts";
import type { Asking, InformationMatrix, MatrixQuestion, Table } from "../types.ts";
import { UsageError } from "../UsageError.ts";
import { remarkText } from "../words/remarks/remarkText.ts";
import { answerPairs } from "./answerPairs.ts";
import { coverage } from "./coverage.ts";
import { pairNumbers } from "./pairNumbers.ts";
import type { PairHandlers, PairSetup } from "./preparePairs.ts";
import { seriate } from "./seriate.ts";

/** Default number of pairs to estimate; the others are only screened. */
const ESTIMATED = 300;

/**
 * Mutual information between all pairs of columns of a table. Each pair uses the rows without missing values. When `signal` is
 * aborted, the answers so far are returned.
 *
 * @param start makes the runner of pair jobs
 * @throws UsageError if there is no pair to answer; the signal's reason if nothing was done
 */
export async function pairwiseInformation(
  all: Table,
  question: MatrixQuestion,
  start: (setup: PairSetup) => Runner<PairHandlers>,
  { signal, stop, onProgress }: Asking,
): Promise<InformationMatrix> {
  const began = performance.now();
  const { permutations, top, series, seed } = question;
  const shared = shareColumns(all, 0, { once: !series, use: "pairs" });
  const { table } = shared;
  const nameOf = (column: number) => table.columns[column].name;
  const alone = table.columns.map((_, c) => checkAlone(table, c));
  const usable = alone.flatMap((why, c) => (why === null ? [c] : []));
  const refused = [
    ...(all.unreadable ?? []),
    ...alone.flatMap((why, c) => (why === null ? [] : [{ column: nameOf(c), why }])),
  ];
  if (usable.length < 2) {
    const why = refused.length > 0 ? ` (${remarkText(refused[0].why).text})` : "; name more columns";
    throw new UsageError(
      `${all.path}: a pair needs two columns, and ${usable.length === 0 ? "none" : "one"} can be answered${why}`,
    );
  }
  const pairs = usable.flatMap((x, i) => usable.slice(i + 1).map((y) => ({ x, y })));
  const runner = start({ table, seed, series });
  try {
    const answers = await answerPairs(runner, pairs, {
      ...{ permutations, signal, onProgress, estimates: top ?? ESTIMATED },
      name: ({ x, y }) => `${nameOf(x)} - ${nameOf(y)}`,
    });
    const covered = coverage(answers, { what: "pairs", series, conditional: false, signal, stop });
    const place = new Map(usable.map((column, at) => [column, at]));
    const likeness = usable.map(() => usable.map(() => 0));
    for (const { x, y, nats } of answers) {
      const [i, j] = [place.get(x)!, place.get(y)!];
      likeness[i][j] = likeness[j][i] = nats === null ? 0 : score(nats);
    }
    const complete = shared.notes.every(({ code }) => code !== "missingValues");
    return {
      ...{ question, path: all.path, read: table.n, seed, refused, leftOut: covered.leftOut.length },
      notes: [...shared.notes, ...(complete ? [remark("allRows", { rows: table.n })] : []), ...covered.notes],
      remarks: [...shared.remarks, ...covered.remarks],
      columns: seriate(likeness).map((at) => nameOf(usable[at])),
      rows: answers
        .filter(({ stage }) => stage !== "left out")
        .map((answer) => {
          const { x, y, nats, copy } = answer;
          return {
            ...{ x: nameOf(x), y: nameOf(y), score: nats === null ? null : copy ? 1 : score(nats) },
            ...pairNumbers(answer, "each other"),
          };
        }),
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    await runner.close();
  }
}
