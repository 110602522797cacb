import { Command, Option } from "commander";
import type { EntropyEstimate } from "natwise";
import type { Column, Table } from "../data/table.ts";
import { fileArgument } from "../fileArgument.ts";
import type { Io } from "../io.ts";
import { parseColumns } from "../parseColumns.ts";
import { parseWhole } from "../parseWhole.ts";
import { several } from "../several.ts";
import { UsageError } from "../UsageError.ts";

interface Options {
  readonly columns?: string[];
  readonly kind?: "discrete" | "differential";
  readonly where?: string;
  readonly sample?: number;
  readonly missing: "drop" | "error";
  readonly seed: number;
  readonly units: "nats" | "bits";
  readonly json?: boolean;
  readonly csv?: string;
  readonly threads?: number;
}

/** The entropy of a column, or of several together. */
interface Row {
  readonly column: string;
  readonly nats: number | null;
  readonly kind: EntropyEstimate["kind"] | null;
  readonly standardError: number | null;
  /** Rows with a value. */
  readonly n: number;
  readonly warnings: readonly string[];
}

/** `natwise entropy FILE` */
export function entropyCommand(io: Io): Command {
  return new Command("entropy")
    .description("How uncertain are columns of a file, each and all together?")
    .argument(...fileArgument)
    .option(
      "--columns <columns>",
      'names, separated by commas (default: all); "quote, a name" with a comma',
      several(parseColumns),
    )
    .addOption(
      new Option(
        "--kind <kind>",
        "take numbers as values (discrete) or as points on a scale (differential) (default: by how often values repeat)",
      ).choices(["discrete", "differential"]),
    )
    .option("--where <sql>", "only rows for which this SQL condition holds: \"age > 30 AND sex = 'female'\"")
    .option("--sample <n>", "a random sample of n rows", parseWhole("--sample", 20))
    .addOption(
      new Option("--missing <what>", "missing values: leave them out, column by column, or error")
        .choices(["drop", "error"])
        .default("drop"),
    )
    .option("--seed <n>", "the same seed gives the same numbers", parseWhole("--seed", 0), 0)
    .addOption(
      new Option("--units <unit>", "what to print values in").choices(["nats", "bits"]).default("nats"),
    )
    .option(
      "--json",
      "print one JSON object instead; its values are in nats, with bits beside them if asked for",
    )
    .option("--csv <file>", "write a row for each column, in nats")
    .option("--threads <n>", "processor cores to read with", parseWhole("--threads", 1))
    .addHelpText(
      "after",
      `
Discrete: of values that repeat, the most anything can tell about the column. Differential: of numbers on a scale; it depends on
their unit and may be negative. The two kinds cannot be compared.

Examples:
  natwise entropy penguins.csv --columns species,island --units bits
  natwise entropy penguins.csv --columns bill_length_mm,bill_depth_mm --json`,
    )
    .action((file: string, options: Options) => run(file, options, io));
}

async function run(file: string, options: Options, io: Io): Promise<void> {
  const { columns, kind, where, sample, missing, seed, units, threads, csv: csvFile } = options;
  const { signal } = io;
  const { checkOutput } = await import("../output/checkOutput.ts");
  if (csvFile !== undefined) checkOutput("--csv", csvFile, file);
  const [{ readShared }, { tableOf }, { progressBar }] = await Promise.all([
    import("../pairs/readShared.ts"),
    import("../pairs/sharedTable.ts"),
    import("../progressBar.ts"),
  ]);
  const bar = await progressBar(io.terminal);
  try {
    bar.update({ done: 0, label: `reading ${file}` });
    const read = await readShared({
      ...{ path: file, first: [], others: columns, where, sample, missing, seed, threads, signal },
    });
    const { table } = read;
    const rows: Row[] = [];
    for (const c of table.columns.keys()) {
      const { name } = table.columns[c];
      bar.update({ done: c / (table.columns.length + 1), label: name });
      rows.push(await entropyOf(tableOf(table, [c]), name, kind, seed, signal));
    }
    for (const { name, why } of read.unreadable) rows.push(nothing(name, 0, why));
    const answered = rows.filter(({ nats }) => nats !== null);
    if (answered.length === 0)
      throw new UsageError(`${file}: no entropy of any column (${rows[0].warnings[0]})`);
    const usable = [...table.columns.keys()].filter((c) => rows[c].nats !== null);
    const joint =
      usable.length < 2 ? null : await together(tableOf(table, usable), answered, kind, seed, signal);
    signal.throwIfAborted();
    bar.stop();
    const notes = read.notes.map((note) =>
      note.replace(
        "each pair of columns uses the rows in which both have one",
        "each column uses the rows in which it has one, all together those in which all have one",
      ),
    );
    if (csvFile !== undefined) {
      const [{ csv }, { writeWhole }] = await Promise.all([
        import("../run/results.ts"),
        import("../output/writeWhole.ts"),
      ]);
      const all = joint ? [...rows, joint] : rows;
      writeWhole(csvFile, csv(all.map(({ warnings, ...row }) => ({ ...row, warnings: warnings.join(" ") }))));
    }
    const { formatValue, inUnits } = await import("../format/units.ts");
    if (options.json) {
      const bits = (row: Row) =>
        units === "bits" ? { ...row, bits: row.nats === null ? null : inUnits(row.nats, units) } : row;
      const result = { rows: rows.map(bits), joint: joint && bits(joint), file, read: table.n, seed, notes };
      io.stdout(`${JSON.stringify(result, null, 2)}\n`);
      return;
    }
    const [{ formatList }, { formatRows }, { groupWarnings, listNames }, { formatCount }] = await Promise.all(
      [
        import("../format/formatList.ts"),
        import("../format/formatRows.ts"),
        import("../format/groupWarnings.ts"),
        import("../format/formatCount.ts"),
      ],
    );
    const all = joint ? [...rows, joint] : rows;
    const groups = groupWarnings(
      all.map((row) => ({ name: row === joint ? "all together" : row.column, warnings: row.warnings })),
    );
    const body = formatRows(
      [
        ["column", units, "± s.e.", "kind", "rows"],
        ...all.map((row) => [
          row === joint ? `all ${usable.length} together` : row.column,
          row.nats === null ? "-" : formatValue(row.nats, units),
          row.standardError === null ? "-" : formatValue(row.standardError, units),
          row.kind ?? "-",
          formatCount(row.n),
        ]),
      ],
      ["left", "right", "right", "left", "right"],
    );
    if (all.some((row) => row.kind === "differential"))
      notes.push("differential entropies are those of the columns' own units: another unit, another number");
    io.stdout(
      [
        body,
        formatList("Data", notes),
        formatList(
          "Warnings",
          groups.map(({ text, names }) => `${listNames(names)}: ${text}`),
        ),
      ]
        .filter((part) => part !== "")
        .join("\n"),
    );
    if (csvFile !== undefined) io.stdout(`Rows: ${csvFile}\n`);
  } finally {
    bar.stop();
  }
}

const nothing = (column: string, n: number, why: string): Row => ({
  ...{ column, n, nats: null, kind: null, standardError: null },
  warnings: [why],
});

/** The entropy of a table's columns taken together; what the library refuses is an answer with its sentence. */
async function entropyOf(
  { columns, n }: Table,
  name: string,
  kind: Options["kind"],
  seed: number,
  signal: AbortSignal,
): Promise<Row> {
  if (n === 0) return nothing(name, n, "there are no values");
  const { entropy } = await import("natwise");
  const d = columns.length;
  const values = (column: Column) => (column.kind === "number" ? column.values : column.codes);
  const data = new Float64Array(n * d);
  for (const [j, column] of columns.entries())
    for (let i = 0; i < n; i++) data[i * d + j] = values(column)[i];
  const texts = columns.some((column) => column.kind === "category");
  try {
    const found = await entropy({ data, shape: [n, d] }, { kind: texts ? "discrete" : kind, seed, signal });
    const { nats, standardError, warnings } = found;
    return {
      ...{ column: name, nats, kind: found.kind, standardError, n },
      // The library calls what it is given x.
      warnings: warnings.map((text) => text.replace(/\bx\b/g, d === 1 ? name : "the columns")),
    };
  } catch (error) {
    if (!(error instanceof RangeError) || signal.aborted) throw error;
    return nothing(name, n, error.message);
  }
}

/** All columns together, where their kinds allow it. */
async function together(
  table: Table,
  rows: readonly Row[],
  kind: Options["kind"],
  seed: number,
  signal: AbortSignal,
): Promise<Row> {
  const name = rows.map(({ column }) => column).join(", ");
  const kinds = new Set(rows.map((row) => row.kind));
  if (kinds.size > 1) {
    const of = (wanted: Row["kind"]) => rows.filter((row) => row.kind === wanted).map(({ column }) => column);
    return nothing(
      name,
      table.n,
      `values that repeat (${of("discrete").join(", ")}) and numbers on a scale (${of("differential").join(", ")}) have no entropy together; name columns of one kind, or choose it with --kind`,
    );
  }
  return entropyOf(table, name, kind ?? rows[0].kind ?? undefined, seed, signal);
}
