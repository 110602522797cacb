import { Command } from "commander";
import { fileArgument } from "../fileArgument.ts";
import type { Io } from "../io.ts";
import type { InformationMatrix } from "../../../ask/src/questions/informationMatrix.ts";
import { type PairOptions, pairOptions } from "../pairs/pairOptions.ts";
import { remarksOn } from "../../../ask/src/questions/remarksOn.ts";
import { parseColumns } from "../parseColumns.ts";
import { several } from "../several.ts";
import { UsageError } from "../../../ask/src/UsageError.ts";

/** Pairs estimated where --top does not say otherwise; the others are screened only. */
const ESTIMATED = 300;
/** Pairs printed. */
const PRINTED = 20;

/** `natwise matrix FILE` */
export function matrixCommand(io: Io): Command {
  const command = new Command("matrix")
    .description("How much do the columns of a file tell about each other? All pairs, with a heat map.")
    .argument(...fileArgument)
    .option(
      "--columns <columns>",
      'the columns (default: all); "quote, a name" with a comma',
      several(parseColumns),
    );
  return pairOptions(
    command,
    `pairs to print (${PRINTED}) and to estimate (${ESTIMATED}; the others are screened)`,
  )
    .addHelpText(
      "after",
      `
q is the false discovery rate at which a pair would be among those found, over all pairs (Benjamini and Hochberg).

Examples:
  natwise matrix penguins.csv --html penguins.html
  natwise matrix genes.parquet --columns a,b,c,d --csv pairs.csv --max-seconds 600`,
    )
    .action((file: string, options: PairOptions) => run(file, options, io));
}

async function run(file: string, options: PairOptions, io: Io): Promise<void> {
  const { columns, units, seed, permutations = null, top } = options;
  const began = performance.now();
  const { withPairs } = await import("../pairs/withPairs.ts");
  await withPairs(file, options, io, async ({ signal, bar, read: readColumns, pool, howFar }) => {
    const [{ askPairs }, { checkAlone }, { seriate }, { score }] = await Promise.all([
      import("../../../ask/src/questions/askPairs.ts"),
      import("../../../ask/src/tables/checkAlone.ts"),
      import("../../../ask/src/questions/seriate.ts"),
      import("natwise"),
    ]);
    const read = await readColumns({ first: [], others: columns });
    const { table } = read;
    const nameOf = (column: number) => table.columns[column].name;
    const alone = table.columns.map((_, c) => checkAlone(table, c));
    const usable = alone.flatMap((why, c) => (why === null ? [c] : []));
    const refused = [
      ...read.unreadable.map(({ name, why }) => ({ column: name, why })),
      ...alone.flatMap((why, c) => (why === null ? [] : [{ column: nameOf(c), why }])),
    ];
    if (usable.length < 2) {
      throw new UsageError(
        `${file}: a pair needs two columns, and ${usable.length === 0 ? "none" : "one"} can be answered${refused.length > 0 ? ` (${refused[0].why})` : "; name more columns"}`,
      );
    }
    const pairs = usable.flatMap((x, i) => usable.slice(i + 1).map((y) => ({ x, y })));
    const answers = await askPairs(pool(table), pairs, {
      ...{ permutations, signal, onProgress: bar.update, estimates: top ?? ESTIMATED },
      name: ({ x, y }) => `${nameOf(x)} - ${nameOf(y)}`,
    });
    const far = howFar(answers, "pairs");

    const place = new Map(usable.map((column, at) => [column, at]));
    const likeness = usable.map(() => usable.map(() => 0));
    for (const { x, y, nats } of answers) {
      const [i, j] = [place.get(x)!, place.get(y)!];
      likeness[i][j] = likeness[j][i] = nats === null ? 0 : score(nats);
    }
    const notes = [...read.notes];
    if (!notes.some((note) => /missing/.test(note)))
      notes.push(`all ${table.n.toLocaleString("en-US")} rows`);
    notes.push(...far.notes);
    const matrix: InformationMatrix = {
      ...{ path: file, refused, leftOut: far.leftOut.length, notes, seed, read: table.n },
      warnings: [...read.warnings, ...far.warnings],
      columns: seriate(likeness).map((at) => nameOf(usable[at])),
      rows: answers
        .filter(({ stage }) => stage !== "left out")
        .map((answer) => {
          const { x, y, nats, interval, pValue, qValue, estimator, copy } = answer;
          return {
            ...{ x: nameOf(x), y: nameOf(y), nats, score: nats === null ? null : copy ? 1 : score(nats) },
            ...{ interval, pValue, qValue, estimator },
            warnings: remarksOn(
              answer,
              "Copies of each other: one tells all about the other, and that is no discovery.",
            ),
          };
        }),
      seconds: (performance.now() - began) / 1000,
    };
    return {
      rows: matrix.rows,
      page: async (command) =>
        (await import("../../../ask/src/pages/renderMatrix.ts")).renderMatrix(matrix, units, command),
      json: async () => (await import("../../../ask/src/words/matrixToJson.ts")).matrixToJson(matrix, units),
      text: async () =>
        (await import("../../../ask/src/words/formatMatrix.ts")).formatMatrix(matrix, units, top ?? PRINTED),
      done: `${answers.length - far.leftOut.length} of ${answers.length} pairs`,
    };
  });
}
