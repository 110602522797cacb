import { availableParallelism } from "node:os";
import { Command } from "commander";
import { fileArgument } from "../fileArgument.ts";
import type { Io } from "../io.ts";
import { type PairOptions, pairOptions } from "../pairs/pairOptions.ts";
import type { Ranking } from "../pairs/ranking.ts";
import { parseColumns } from "../parseColumns.ts";
import { Stopped } from "../Stopped.ts";
import { several } from "../several.ts";
import { UsageError } from "../UsageError.ts";

interface Options extends PairOptions {
  readonly target: string;
  readonly given?: string[];
  readonly redundancy?: boolean;
}

/** Columns estimated where --top does not say otherwise; the others of a wider file are screened only. */
const ESTIMATED = 200;
/** Columns printed, and columns put in order by --redundancy. */
const PRINTED = 30;
const ORDERED = 10;

/** `natwise rank FILE --target COL` */
export function rankCommand(io: Io): Command {
  const command = new Command("rank")
    .description("How much does each column of a file tell about one of them? Best first.")
    .argument(...fileArgument)
    .requiredOption("--target <column>", "the column to be told about")
    .option(
      "--columns <columns>",
      'the columns to rank (default: all others); "quote, a name" with a comma',
      several(parseColumns),
    )
    .option("--given <columns>", "what they tell beyond these columns", several(parseColumns))
    .option("--redundancy", "also the order in which columns add most, those that repeat others last (CMIM)");
  return pairOptions(
    command,
    `columns to print (${PRINTED}), to estimate (${ESTIMATED}; the others are screened) and to put in order (${ORDERED})`,
  )
    .addHelpText(
      "after",
      `
Each column is tested by a permutation test on a grid of ranks and estimated with a 95% interval; q is the false discovery
rate at which it would be among those found (Benjamini and Hochberg).

Examples:
  natwise rank penguins.csv --target species
  natwise rank penguins.csv --target body_mass_g --given species,sex
  natwise rank genes.parquet --target outcome --redundancy --top 20 --max-seconds 300 --html genes.html`,
    )
    .action((file: string, options: Options) => run(file, options, io));
}

async function run(file: string, options: Options, io: Io): Promise<void> {
  const { target, given = [], columns, units, threads, seed, html, csv: csvFile, top, maxSeconds } = options;
  const began = performance.now();
  const plain = (name: string) => name.toLowerCase();
  if (given.some((name) => plain(name) === plain(target)))
    throw new UsageError(
      `column "${target}" is the target and cannot be held fixed too; leave it out of --given`,
    );
  const { checkOutputs } = await import("../output/checkOutputs.ts");
  checkOutputs({ "--html": html, "--csv": csvFile }, file);
  const [{ readShared }, { askPairs }, { pairPool }, { progressBar }, { stopping }, { cmim }] =
    await Promise.all([
      import("../pairs/readShared.ts"),
      import("../pairs/askPairs.ts"),
      import("../pairs/pairPool.ts"),
      import("../progressBar.ts"),
      import("../pairs/stopping.ts"),
      import("../pairs/cmim.ts"),
    ]);
  const stop = stopping(io.signal, maxSeconds);
  const { signal } = stop;
  const bar = await progressBar(io.terminal);
  let pool: ReturnType<typeof pairPool> | undefined;
  try {
    bar.update({ done: 0, label: `reading ${file}` });
    const { where, sample, missing, permutations = null } = options;
    const wanted = columns?.filter((name) => ![target, ...given].some((one) => plain(one) === plain(name)));
    if (wanted?.length === 0)
      throw new UsageError(`--columns ${columns!.join(",")}: name a column besides the target`);
    const read = await readShared({
      ...{
        path: file,
        first: [target, ...new Set(given)],
        others: wanted,
        where,
        sample,
        missing,
        seed,
        threads,
        signal,
      },
    }).catch((error) => {
      throw stop.explain(error);
    });
    const { table, width } = read;
    const fixed = Array.from({ length: width - 1 }, (_, i) => 1 + i);
    const pairs = table.columns.slice(width).map((_, i) => ({ x: width + i, y: 0 }));
    if (pairs.length + read.unreadable.length === 0)
      throw new UsageError(`${file} has no column besides ${target}: there is nothing to rank`);
    const nameOf = (column: number) => table.columns[column].name;
    const cores = availableParallelism();
    pool = pairPool({ table, seed }, { threads: Math.min(threads ?? cores, cores), signal });
    const share = options.redundancy ? 0.8 : 1;
    const found = await askPairs(pool, pairs, {
      ...{ given: fixed, permutations, signal, name: ({ x }) => nameOf(x) },
      estimates: top ?? ESTIMATED,
      onProgress: ({ done, label }) => bar.update({ done: share * done, label }),
    });
    const leftOut = found.filter(({ stage }) => stage === "left out");
    const estimated = found.filter(({ stage, refused }) => stage === "estimated" && refused === null);
    const screened = found.filter(({ stage, copy }) => stage === "screened" && !copy);
    if (leftOut.length === found.length && signal.aborted && found.length > 0) {
      throw stop.explain(signal.reason);
    }
    const copies = found.filter(({ copy }) => copy);
    const order = options.redundancy
      ? await cmim(
          pool,
          estimated.filter(({ copy }) => !copy).map(({ x, nats }) => ({ x, nats: nats! })),
          {
            ...{ y: 0, given: fixed, most: top ?? ORDERED, signal },
            onProgress: (done) =>
              bar.update({ done: share + (1 - share) * done, label: "the order in which they add most" }),
          },
        )
      : null;

    const notes = [...read.notes];
    const n = table.n;
    const less = estimated.filter((row) => row.n < n).length;
    if (less === 0 && read.notes.every((note) => !/missing/.test(note)))
      notes.push(`all ${n.toLocaleString("en-US")} rows`);
    if (screened.length > 0) {
      notes.push(
        `${screened.length} of ${found.length} columns were only screened: their values are those of a grid of ranks, which is coarse, and they have no interval${signal.aborted ? "" : `; --top ${found.length} estimates all`}`,
      );
    }
    if (options.redundancy && copies.length > 0)
      notes.push(`copies of the target are left out of the order in which columns add most`);
    const warnings = [...read.warnings];
    if (signal.aborted) {
      const why = stop.timeUp() ? `--max-seconds ${maxSeconds} were over` : "the work was stopped";
      warnings.push(
        leftOut.length > 0
          ? `${leftOut.length} of ${found.length} columns are left out, because ${why}: ${names(leftOut.map(({ x }) => nameOf(x)))}.`
          : `Not all columns were estimated and tested to the end, because ${why}.`,
      );
    }
    const coarse = found.filter(({ pValue, qValue }) => pValue !== null && qValue! > 0.05 && pValue <= 0.01);
    if (given.length > 0 && permutations === null && coarse.length > 0)
      warnings.push(
        `The smallest p-value of 199 surrogates is 0.005, which may be too coarse for ${found.length} columns; ask for --permutations 1999.`,
      );
    const ranking: Ranking = {
      ...{ path: file, target: nameOf(0), given: fixed.map(nameOf), notes, warnings, seed, read: n },
      leftOut: leftOut.map(({ x }) => nameOf(x)),
      order:
        order === null
          ? null
          : order.map(({ x, nats, beyond }) => ({
              column: nameOf(x),
              nats,
              beyond: beyond === null ? null : nameOf(beyond),
            })),
      rows: [
        ...found
          .filter(({ stage }) => stage !== "left out")
          .map(({ x, nats, interval, pValue, qValue, estimator, warnings, refused, copy }) => ({
            ...{ column: nameOf(x), nats, interval, pValue, qValue, estimator },
            warnings:
              refused !== null
                ? [refused]
                : [
                    ...(copy
                      ? [`A copy of the target: it tells all about it, and that is no discovery.`]
                      : []),
                    ...warnings,
                  ],
          })),
        ...read.unreadable.map(({ name, why }) => ({
          ...{
            column: name,
            nats: null,
            interval: null,
            pValue: null,
            qValue: null,
            estimator: null,
            warnings: [why],
          },
        })),
      ],
      seconds: (performance.now() - began) / 1000,
    };

    const page =
      html === undefined
        ? null
        : await (await import("../report/renderRanking.ts")).renderRanking(ranking, units, [
            "natwise",
            ...io.argv,
          ]);
    bar.stop();
    const { writeWhole } = await import("../output/writeWhole.ts");
    if (page !== null) writeWhole(html!, page);
    if (csvFile !== undefined) {
      const { csv } = await import("../run/results.ts");
      writeWhole(csvFile, csv(ranking.rows.map(({ interval, ...row }) => flat(row, interval))));
    }
    if (options.json) {
      const { rankingToJson } = await import("../format/rankingToJson.ts");
      io.stdout(`${JSON.stringify(rankingToJson(ranking, units), null, 2)}\n`);
    } else {
      const { formatRanking } = await import("../format/formatRanking.ts");
      io.stdout(formatRanking(ranking, units, top ?? PRINTED));
      if (html !== undefined) io.stdout(`Report: ${html}\n`);
      if (csvFile !== undefined) io.stdout(`Rows: ${csvFile}\n`);
    }
    if (io.signal.aborted)
      throw new Stopped(
        `what was done on ${found.length - leftOut.length} of ${found.length} columns is printed`,
      );
  } finally {
    bar.stop();
    stop.end();
    await pool?.close();
  }
}

/** A row for CSV. */
function flat(row: Omit<Ranking["rows"][number], "interval">, interval: Ranking["rows"][number]["interval"]) {
  const { column, nats, pValue, qValue, estimator, warnings } = row;
  return {
    ...{ column, nats, low: interval?.low ?? null, high: interval?.high ?? null, pValue, qValue, estimator },
    warnings: warnings.join(" "),
  };
}

const names = (all: readonly string[]) =>
  all.length > 8 ? `${all.slice(0, 8).join(", ")} and ${all.length - 8} more` : all.join(", ");
