import { availableParallelism } from "node:os";
import type { Io } from "../io.ts";
import type { ProgressBar } from "../progressBar.ts";
import { Stopped } from "../Stopped.ts";
import type { PairAnswer, PairNumbers } from "./askPairs.ts";
import type { PairOptions } from "./pairOptions.ts";
import type { PairPool } from "./pairPool.ts";
import type { Read, ReadShared } from "./readShared.ts";
import type { SharedTable } from "./sharedTable.ts";

/** What a command on pairs of columns has to work with. */
export interface PairWork {
  /** Aborted by Ctrl-C, and when --max-seconds are over. */
  readonly signal: AbortSignal;
  readonly bar: ProgressBar;
  read(columns: Pick<ReadShared, "first" | "others">): Promise<Read>;
  /** Threads that look at pairs of a table, until the command ends. */
  pool(table: SharedTable): PairPool;
  /**
   * What there is to say of answers that are not estimates, or are missing.
   *
   * @param what "columns" or "pairs"
   * @param named the names of those left out, to be listed
   * @throws UsageError where nothing was done in time
   */
  howFar(
    answers: readonly PairAnswer[],
    what: string,
    named?: (leftOut: readonly PairAnswer[]) => string,
  ): { readonly leftOut: readonly PairAnswer[]; readonly notes: string[]; readonly warnings: string[] };
}

/** What a command on pairs of columns found, and how it is told. */
export interface Findings {
  /** For CSV, each beginning with what it is of. */
  readonly rows: readonly PairNumbers[];
  page(command: readonly string[]): Promise<string>;
  json(): Promise<object>;
  text(): Promise<string>;
  /** How much is printed where the work was stopped: "3 of 7 columns". */
  readonly done: string;
}

/** The frame of `natwise rank` and `natwise matrix`: checks outputs, works in threads until told to stop, tells what was found. */
export async function withPairs(
  file: string,
  options: PairOptions,
  io: Io,
  find: (work: PairWork) => Promise<Findings>,
): Promise<void> {
  const { html, csv: csvFile, maxSeconds, where, sample, missing, seed, threads } = options;
  const { checkOutputs } = await import("../output/checkOutputs.ts");
  checkOutputs({ "--html": html, "--csv": csvFile }, file);
  const [{ readShared }, { pairPool }, { progressBar }, { stopping }] = await Promise.all([
    import("./readShared.ts"),
    import("./pairPool.ts"),
    import("../progressBar.ts"),
    import("./stopping.ts"),
  ]);
  const stop = stopping(io.signal, maxSeconds);
  const { signal } = stop;
  const bar = await progressBar(io.terminal);
  let pool: PairPool | undefined;
  try {
    bar.update({ done: 0, label: `reading ${file}` });
    const found = await find({
      ...{ signal, bar },
      read: (columns) =>
        readShared({ path: file, ...columns, where, sample, missing, seed, threads, signal }).catch(
          (error) => {
            throw stop.explain(error);
          },
        ),
      pool(table) {
        const cores = availableParallelism();
        pool = pairPool({ table, seed }, { threads: Math.min(threads ?? cores, cores), signal });
        return pool;
      },
      howFar(answers, what, named) {
        const leftOut = answers.filter(({ stage }) => stage === "left out");
        if (leftOut.length === answers.length && signal.aborted && answers.length > 0)
          throw stop.explain(signal.reason);
        const screened = answers.filter(({ stage, copy }) => stage === "screened" && !copy).length;
        const notes =
          screened === 0
            ? []
            : [
                `${screened} of ${answers.length} ${what} were only screened: their values are those of a grid of ranks, which is coarse, and they have no interval${signal.aborted ? "" : `; --top ${answers.length} estimates all`}`,
              ];
        if (!signal.aborted) return { leftOut, notes, warnings: [] };
        const why = stop.timeUp() ? `--max-seconds ${maxSeconds} were over` : "the work was stopped";
        const warning =
          leftOut.length > 0
            ? `${leftOut.length} of ${answers.length} ${what} are left out, because ${why}${named ? `: ${named(leftOut)}` : ""}.`
            : `Not all ${what} were estimated and tested to the end, because ${why}.`;
        return { leftOut, notes, warnings: [warning] };
      },
    });
    const page = html === undefined ? null : await found.page(["natwise", ...io.argv]);
    bar.stop();
    const { writeWhole } = await import("../output/writeWhole.ts");
    if (page !== null) writeWhole(html!, page);
    if (csvFile !== undefined) {
      const { csv } = await import("../run/results.ts");
      writeWhole(csvFile, csv(found.rows.map(flat)));
    }
    if (options.json) {
      io.stdout(`${JSON.stringify(await found.json(), null, 2)}\n`);
    } else {
      io.stdout(await found.text());
      if (html !== undefined) io.stdout(`Report: ${html}\n`);
      if (csvFile !== undefined) io.stdout(`Rows: ${csvFile}\n`);
    }
    if (io.signal.aborted) throw new Stopped(`what was done on ${found.done} is printed`);
  } finally {
    bar.stop();
    stop.end();
    await pool?.close();
  }
}

/** A row for CSV: an interval in two columns, warnings in one. */
function flat(row: PairNumbers) {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => {
      if (name === "interval")
        return [
          ["low", row.interval?.low ?? null],
          ["high", row.interval?.high ?? null],
        ];
      return [[name, name === "warnings" ? row.warnings.join(" ") : value]];
    }),
  );
}
