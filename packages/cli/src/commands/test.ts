import { Command, Option } from "commander";
import { fileArgument } from "../fileArgument.ts";
import type { Io } from "../io.ts";
import { parseColumns } from "../parseColumns.ts";
import { parseWhole } from "../parseWhole.ts";
import { sampledSeries } from "../sampledSeries.ts";
import { several } from "../several.ts";
import { UsageError } from "../UsageError.ts";

interface Options {
  readonly x: string[];
  readonly y: string[];
  readonly given?: string[];
  readonly series?: boolean;
  readonly permutations: number;
  readonly where?: string;
  readonly sample?: number;
  readonly missing: "drop" | "error";
  readonly seed: number;
  readonly json?: boolean;
  readonly threads?: number;
}

/** `natwise test FILE --x COLS --y COLS` */
export function testCommand(io: Io): Command {
  return new Command("test")
    .description("Do columns of a file tell anything about other columns? A p-value, from permutations.")
    .argument(...fileArgument)
    .requiredOption(
      "--x <columns>",
      'names, separated by commas; "quote, a name" with a comma',
      several(parseColumns),
    )
    .requiredOption("--y <columns>", "the columns x is asked about", several(parseColumns))
    .option("--given <columns>", "whether x tells about y what these columns do not", several(parseColumns))
    .option("--series", "rows follow one another in time: surrogates keep their order")
    .option("--permutations <n>", "surrogates to compare with", parseWhole("--permutations", 19), 999)
    .option("--where <sql>", "only rows for which this SQL condition holds: \"age > 30 AND sex = 'female'\"")
    .option("--sample <n>", "a random sample of n complete rows", parseWhole("--sample", 20))
    .addOption(
      new Option("--missing <what>", "rows with missing values: drop them, or error")
        .choices(["drop", "error"])
        .default("drop"),
    )
    .option("--seed <n>", "the same seed gives the same p-value", parseWhole("--seed", 0), 0)
    .option("--json", "print one JSON object instead")
    .option("--threads <n>", "processor cores to read with", parseWhole("--threads", 1))
    .addHelpText(
      "after",
      `
p is the share of surrogates, data without the dependence, that show as much information as the data: shuffled rows, circular
shifts of a series, or shuffles among rows that are alike in the columns held fixed.

Examples:
  natwise test penguins.csv --x body_mass_g --y sex
  natwise test penguins.csv --x bill_length_mm,bill_depth_mm --y body_mass_g --given species
  natwise test weather.csv --x temperature --y sales --series --permutations 4999`,
    )
    .action((file: string, options: Options) => run(file, options, io));
}

async function run(file: string, options: Options, io: Io): Promise<void> {
  const { x, y, given = [], series = false, permutations, where, sample, missing, seed, threads } = options;
  const { signal } = io;
  if (series && sample !== undefined) throw sampledSeries();
  const all = [...x, ...y, ...given];
  const twice = all.find(
    (name, i) => all.findIndex((other) => other.toLowerCase() === name.toLowerCase()) !== i,
  );
  if (twice !== undefined)
    throw new UsageError(
      `column "${twice}" is named twice in --x, --y and --given: it knows all about itself; name it once`,
    );
  const [natwise, { readTable }, { checkColumns }, { encodeColumns }, { progressBar }] = await Promise.all([
    import("natwise"),
    import("../data/readTable.ts"),
    import("../data/checkColumns.ts"),
    import("../data/encodeColumns.ts"),
    import("../progressBar.ts"),
  ]);
  const bar = await progressBar(io.terminal);
  try {
    bar.update({ done: 0, label: `reading ${file}` });
    const table = await readTable({
      path: file,
      columns: all,
      where,
      sample,
      missing,
      seed,
      threads,
      signal,
    });
    const suspect = checkColumns(table);
    const side = (from: number, to: number, name: string) => {
      const { data, shape } = encodeColumns(table.columns.slice(from, to));
      return natwise.standardise({ data, n: shape[0], d: shape[1] }, name);
    };
    const first = x.length + y.length;
    const tested = await natwise.independenceTest(
      side(0, x.length, "x"),
      side(x.length, first, "y"),
      given.length > 0 ? side(first, all.length, "given") : null,
      {
        ...{ permutations, series },
        context: {
          ...{ seed, signal, onProgress: bar.update },
          engine: () => Promise.reject(new Error("test: nothing is trained")),
        },
      },
    );
    signal.throwIfAborted();
    bar.stop();
    const { pValue, surrogate, statistic, rows } = tested;
    if (pValue === null) throw new UsageError(tested.warnings[tested.warnings.length - 1]);
    const warnings = [...table.warnings, ...suspect, ...tested.warnings];
    const { n, read, dropped } = table;
    const names = (from: number, to: number) => table.columns.slice(from, to).map(({ name }) => name);
    const asked = { x: names(0, x.length), y: names(x.length, first), given: names(first, all.length) };
    const notes = [
      ...table.notes,
      ...(rows < n
        ? [`the test looks at ${rows} of ${n} rows, because each surrogate costs an estimate`]
        : []),
    ];
    if (options.json) {
      const result = {
        ...{ pValue, surrogate, statistic, permutations, ...asked, series, n, tested: rows },
        ...{ file, rows: { read, dropped, used: n }, seed, notes, warnings },
      };
      io.stdout(`${JSON.stringify(result, null, 2)}\n`);
      return;
    }
    const [{ formatList }, { formatRows }, { formatP, SIGNIFICANT }, { formatCount }] = await Promise.all([
      import("../format/formatList.ts"),
      import("../format/formatRows.ts"),
      import("../format/pValue.ts"),
      import("../format/formatCount.ts"),
    ]);
    const beyond = given.length > 0 ? `, given ${asked.given.join(", ")}` : "";
    const who = `${asked.x.join(", ")} and ${asked.y.join(", ")}`;
    const depend = pValue <= SIGNIFICANT ? `${who} depend` : `No sign that ${who} depend`;
    const body = formatRows(
      [
        ["p-value", formatP(pValue), `no less than ${formatP(1 / (permutations + 1))} can come out`],
        ["surrogates", formatCount(permutations), surrogate!],
        ["rows", formatCount(rows), rows < n ? `of ${formatCount(n)}` : ""],
        ["seed", String(seed), ""],
        ["statistic", "", statistic!],
      ],
      ["left", "right", "left"],
    );
    io.stdout(
      [
        `${depend} on each other${beyond}: p = ${formatP(pValue)}.\n`,
        body,
        formatList("Data", notes),
        formatList("Warnings", warnings),
      ]
        .filter((part) => part !== "")
        .join("\n"),
    );
  } finally {
    bar.stop();
  }
}
