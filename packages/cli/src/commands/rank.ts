import { Command } from "commander";
import { fileArgument } from "../fileArgument.ts";
import { listNames } from "../../../ask/src/words/groupWarnings.ts";
import type { Io } from "../io.ts";
import { type PairOptions, pairOptions } from "../pairs/pairOptions.ts";
import type { Ranking } from "../../../ask/src/questions/ranking.ts";
import { remarksOn } from "../../../ask/src/questions/remarksOn.ts";
import { parseColumns } from "../parseColumns.ts";
import { several } from "../several.ts";
import { UsageError } from "../../../ask/src/UsageError.ts";

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
  const { target, given = [], columns, units, seed, permutations = null, top } = options;
  const began = performance.now();
  const plain = (name: string) => name.toLowerCase();
  if (given.some((name) => plain(name) === plain(target)))
    throw new UsageError(
      `column "${target}" is the target and cannot be held fixed too; leave it out of --given`,
    );
  const { withPairs } = await import("../pairs/withPairs.ts");
  await withPairs(file, options, io, async ({ signal, bar, read: readColumns, pool: threadsFor, howFar }) => {
    const [{ askPairs }, { cmim }] = await Promise.all([
      import("../../../ask/src/questions/askPairs.ts"),
      import("../../../ask/src/questions/cmim.ts"),
    ]);
    const wanted = columns?.filter((name) => ![target, ...given].some((one) => plain(one) === plain(name)));
    if (wanted?.length === 0)
      throw new UsageError(`--columns ${columns!.join(",")}: name a column besides the target`);
    const read = await readColumns({ first: [target, ...new Set(given)], others: wanted });
    const { table, width } = read;
    const { n } = table;
    const fixed = Array.from({ length: width - 1 }, (_, i) => 1 + i);
    const pairs = table.columns.slice(width).map((_, i) => ({ x: width + i, y: 0 }));
    if (pairs.length + read.unreadable.length === 0)
      throw new UsageError(`${file} has no column besides ${target}: there is nothing to rank`);
    const nameOf = (column: number) => table.columns[column].name;
    const pool = threadsFor(table);
    const share = options.redundancy ? 0.8 : 1;
    const found = await askPairs(pool, pairs, {
      ...{ given: fixed, permutations, signal, name: ({ x }) => nameOf(x) },
      estimates: top ?? ESTIMATED,
      onProgress: ({ done, label }) => bar.update({ done: share * done, label }),
    });
    if (found.every(({ refused }) => refused !== null)) {
      const [why] = [...found.map(({ refused }) => refused!), ...read.unreadable.map(({ why }) => why)];
      throw new UsageError(`${file}: no column can be ranked (${why})`);
    }
    const estimated = found.filter(({ stage, refused }) => stage === "estimated" && refused === null);
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

    const far = howFar(found, "columns", (leftOut) =>
      listNames(
        leftOut.map(({ x }) => nameOf(x)),
        8,
      ),
    );
    const notes = [...read.notes];
    const less = estimated.filter((row) => row.n < n).length;
    if (less === 0 && read.notes.every((note) => !/missing/.test(note)))
      notes.push(`all ${n.toLocaleString("en-US")} rows`);
    notes.push(...far.notes);
    if (options.redundancy && copies.length > 0)
      notes.push(`copies of the target are left out of the order in which columns add most`);
    const warnings = [...read.warnings, ...far.warnings];
    const coarse = found.filter(({ pValue, qValue }) => pValue !== null && qValue! > 0.05 && pValue <= 0.01);
    if (given.length > 0 && permutations === null && coarse.length > 0)
      warnings.push(
        `The smallest p-value of 199 surrogates is 0.005, which may be too coarse for ${found.length} columns; ask for --permutations 1999.`,
      );
    const nothing = { nats: null, interval: null, pValue: null, qValue: null, estimator: null };
    const ranking: Ranking = {
      ...{ path: file, target: nameOf(0), given: fixed.map(nameOf), notes, warnings, seed, read: n },
      leftOut: far.leftOut.map(({ x }) => nameOf(x)),
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
          .map((answer) => {
            const { x, nats, interval, pValue, qValue, estimator } = answer;
            return {
              ...{ column: nameOf(x), nats, interval, pValue, qValue, estimator },
              warnings: remarksOn(
                answer,
                "A copy of the target: it tells all about it, and that is no discovery.",
              ),
            };
          }),
        ...read.unreadable.map(({ name, why }) => ({ column: name, ...nothing, warnings: [why] })),
      ],
      seconds: (performance.now() - began) / 1000,
    };
    return {
      rows: ranking.rows,
      page: async (command) =>
        (await import("../../../ask/src/pages/renderRanking.ts")).renderRanking(ranking, units, command),
      json: async () => (await import("../../../ask/src/words/rankingToJson.ts")).rankingToJson(ranking, units),
      text: async () =>
        (await import("../../../ask/src/words/formatRanking.ts")).formatRanking(ranking, units, top ?? PRINTED),
      done: `${found.length - far.leftOut.length} of ${found.length} columns`,
    };
  });
}
