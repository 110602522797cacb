import { availableParallelism } from "node:os";
import { Command } from "commander";
import { fileArgument } from "../fileArgument.ts";
import type { Io } from "../io.ts";
import type { InformationMatrix } from "../pairs/informationMatrix.ts";
import { type PairOptions, pairOptions } from "../pairs/pairOptions.ts";
import { parseColumns } from "../parseColumns.ts";
import { Stopped } from "../Stopped.ts";
import { several } from "../several.ts";
import { UsageError } from "../UsageError.ts";

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
  const { columns, units, threads, seed, html, csv: csvFile, top, maxSeconds } = options;
  const began = performance.now();
  const { checkOutputs } = await import("../output/checkOutputs.ts");
  checkOutputs({ "--html": html, "--csv": csvFile }, file);
  const [
    { readShared },
    { askPairs },
    { pairPool },
    { progressBar },
    { stopping },
    { checkAlone },
    { seriate },
    { score },
  ] = await Promise.all([
    import("../pairs/readShared.ts"),
    import("../pairs/askPairs.ts"),
    import("../pairs/pairPool.ts"),
    import("../progressBar.ts"),
    import("../pairs/stopping.ts"),
    import("../pairs/checkAlone.ts"),
    import("../pairs/seriate.ts"),
    import("natwise"),
  ]);
  const stop = stopping(io.signal, maxSeconds);
  const { signal } = stop;
  const bar = await progressBar(io.terminal);
  let pool: ReturnType<typeof pairPool> | undefined;
  try {
    bar.update({ done: 0, label: `reading ${file}` });
    const { where, sample, missing, permutations = null } = options;
    const read = await readShared({
      ...{ path: file, first: [], others: columns, where, sample, missing, seed, threads, signal },
    }).catch((error) => {
      throw stop.explain(error);
    });
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
    const cores = availableParallelism();
    pool = pairPool({ table, seed }, { threads: Math.min(threads ?? cores, cores), signal });
    const answers = await askPairs(pool, pairs, {
      ...{ permutations, signal, onProgress: bar.update, estimates: top ?? ESTIMATED },
      name: ({ x, y }) => `${nameOf(x)} - ${nameOf(y)}`,
    });
    const leftOut = answers.filter(({ stage }) => stage === "left out").length;
    if (leftOut === answers.length) throw stop.explain(signal.reason);

    const place = new Map(usable.map((column, at) => [column, at]));
    const likeness = usable.map(() => usable.map(() => 0));
    for (const { x, y, nats } of answers) {
      const [i, j] = [place.get(x)!, place.get(y)!];
      likeness[i][j] = likeness[j][i] = nats === null ? 0 : score(nats);
    }
    const notes = [...read.notes];
    if (!notes.some((note) => /missing/.test(note)))
      notes.push(`all ${table.n.toLocaleString("en-US")} rows`);
    const screened = answers.filter(({ stage, copy }) => stage === "screened" && !copy).length;
    if (screened > 0) {
      notes.push(
        `${screened} of ${answers.length} pairs were only screened: their values are those of a grid of ranks, which is coarse, and they have no interval${signal.aborted ? "" : `; --top ${answers.length} estimates all`}`,
      );
    }
    const warnings = [...read.warnings];
    if (signal.aborted) {
      const why = stop.timeUp() ? `--max-seconds ${maxSeconds} were over` : "the work was stopped";
      warnings.push(
        leftOut > 0
          ? `${leftOut} of ${answers.length} pairs are left out, because ${why}.`
          : `Not all pairs were estimated and tested to the end, because ${why}.`,
      );
    }
    const matrix: InformationMatrix = {
      ...{ path: file, refused, leftOut, notes, warnings, seed, read: table.n },
      columns: seriate(likeness).map((at) => nameOf(usable[at])),
      rows: answers
        .filter(({ stage }) => stage !== "left out")
        .map(({ x, y, nats, interval, pValue, qValue, estimator, warnings, copy, refused: why }) => ({
          ...{ x: nameOf(x), y: nameOf(y), nats, score: nats === null ? null : copy ? 1 : score(nats) },
          ...{ interval, pValue, qValue, estimator },
          warnings:
            why !== null
              ? [why]
              : [
                  ...(copy
                    ? ["Copies of each other: one tells all about the other, and that is no discovery."]
                    : []),
                  ...warnings,
                ],
        })),
      seconds: (performance.now() - began) / 1000,
    };

    const page =
      html === undefined
        ? null
        : await (await import("../report/renderMatrix.ts")).renderMatrix(matrix, units, [
            "natwise",
            ...io.argv,
          ]);
    bar.stop();
    const { writeWhole } = await import("../output/writeWhole.ts");
    if (page !== null) writeWhole(html!, page);
    if (csvFile !== undefined) {
      const { csv } = await import("../run/results.ts");
      const flat = matrix.rows.map(
        ({ x, y, nats, score, interval, pValue, qValue, estimator, warnings }) => ({
          ...{
            x,
            y,
            nats,
            score,
            low: interval?.low ?? null,
            high: interval?.high ?? null,
            pValue,
            qValue,
            estimator,
          },
          warnings: warnings.join(" "),
        }),
      );
      writeWhole(csvFile, csv(flat));
    }
    if (options.json) {
      const { matrixToJson } = await import("../format/matrixToJson.ts");
      io.stdout(`${JSON.stringify(matrixToJson(matrix, units), null, 2)}\n`);
    } else {
      const { formatMatrix } = await import("../format/formatMatrix.ts");
      io.stdout(formatMatrix(matrix, units, top ?? PRINTED));
      if (html !== undefined) io.stdout(`Report: ${html}\n`);
      if (csvFile !== undefined) io.stdout(`Rows: ${csvFile}\n`);
    }
    if (io.signal.aborted)
      throw new Stopped(`what was done on ${answers.length - leftOut} of ${answers.length} pairs is printed`);
  } finally {
    bar.stop();
    stop.end();
    await pool?.close();
  }
}
