import { availableParallelism } from "node:os";
import { SIGNIFICANT } from "../../../ask/src/words/pValue.ts";
import type { Io } from "../io.ts";
import { type Findings, type Work, withFindings } from "../output/withFindings.ts";
import { sampledSeries } from "../sampledSeries.ts";
import type { PairAnswer, PairNumbers } from "../../../ask/src/questions/askPairs.ts";
import type { PairOptions } from "./pairOptions.ts";
import type { PairPool } from "../../../ask/src/questions/node/pairPool.ts";
import type { Read, ReadShared } from "../../../ask/src/tables/node/readShared.ts";
import type { SharedTable } from "../../../ask/src/tables/sharedTable.ts";

/** What a command on pairs of columns has to work with. */
export interface PairWork extends Pick<Work, "signal" | "bar"> {
  read(columns: Pick<ReadShared, "first" | "others">): Promise<Read>;
  /** Threads that look at pairs of a table, until all is found. */
  pool(table: SharedTable): PairPool;
  /**
   * What there is to say of answers that are not estimates, or are missing.
   *
   * @param what "columns" or "pairs"
   * @param named the names of those left out, to be listed
   * @throws the signal's reason where nothing was done in time
   */
  howFar(
    answers: readonly PairAnswer[],
    what: string,
    named?: (leftOut: readonly PairAnswer[]) => string,
  ): { readonly leftOut: readonly PairAnswer[]; readonly notes: string[]; readonly warnings: string[] };
}

/** What a command on pairs of columns found, and how it is told. */
export interface PairFindings extends Omit<Findings, "rows"> {
  /** Each beginning with what it is of. */
  readonly rows: readonly PairNumbers[];
}

/** The frame of `natwise rank` and `natwise matrix`: works in threads until told to stop, tells what was found. */
export async function withPairs(
  file: string,
  options: PairOptions,
  io: Io,
  find: (work: PairWork) => Promise<PairFindings>,
): Promise<void> {
  const { where, sample, missing, seed, threads, series = false } = options;
  if (series && sample !== undefined) throw sampledSeries();
  const [{ readShared }, { pairPool }] = await Promise.all([
    import("../../../ask/src/tables/node/readShared.ts"),
    import("../../../ask/src/questions/node/pairPool.ts"),
  ]);
  await withFindings(file, options, io, async ({ signal, why, bar }) => {
    let pool: PairPool | undefined;
    try {
      const found = await find({
        ...{ signal, bar },
        read: (columns) =>
          readShared({
            ...{ path: file, ...columns, where, sample, missing, seed, threads, signal },
            once: !series,
          }),
        pool(table) {
          const cores = availableParallelism();
          pool = pairPool({ table, seed, series }, { threads: Math.min(threads ?? cores, cores), signal });
          return pool;
        },
        howFar(answers, what, named) {
          const leftOut = answers.filter(({ stage }) => stage === "left out");
          // Refusals alone are no answer to what was asked.
          const nothing = answers.every(({ stage, refused }) => stage === "left out" || refused !== null);
          if (nothing && leftOut.length > 0) signal.throwIfAborted();
          const screened = answers.filter(({ stage, copy }) => stage === "screened" && !copy).length;
          const notes =
            screened === 0
              ? []
              : [
                  `${screened} of ${answers.length} ${what} were only screened: their values are those of a grid of ranks, which is coarse, and they have no interval${signal.aborted ? "" : `; --top ${answers.length} estimates all`}`,
                ];
          const warnings = ofTime(answers, what, options);
          if (why() === null) return { leftOut, notes, warnings };
          const warning =
            leftOut.length > 0
              ? `${leftOut.length} of ${answers.length} ${what} are left out, because ${why()}${named ? `: ${named(leftOut)}` : ""}.`
              : `Not all ${what} were estimated and tested to the end, because ${why()}.`;
          return { leftOut, notes, warnings: [...warnings, warning] };
        },
      });
      return { ...found, rows: found.rows.map(flat) };
    } finally {
      await pool?.close();
    }
  });
}

/** What to say of rows that follow one another in time, or look as if they did. */
function ofTime(
  answers: readonly PairAnswer[],
  what: string,
  { series = false, given }: PairOptions & { readonly given?: readonly string[] },
): string[] {
  const alike = answers.filter(({ resembles }) => resembles).length;
  const inMany = answers.length === 1 ? "" : ` in ${alike} of ${answers.length} ${what}`;
  if (alike > 0)
    return [
      series
        ? `With categories held fixed p-values take rows as independent, and they resemble their neighbours${inMany}: those p-values are too small.`
        : `Neighbouring rows resemble each other${inMany}. In a sorted file that does no harm; if rows follow one another in time, p-values are too small and intervals too narrow: say so with --series.`,
    ];
  if (!series || given !== undefined) return [];
  const coarse = answers.filter(
    ({ pValue, qValue, n }) => pValue !== null && qValue! > SIGNIFICANT && pValue <= 2 / n,
  );
  return coarse.length === 0
    ? []
    : [
        `A series has no more circular shifts than rows, so p-values end near 1 in ${Math.min(...coarse.map(({ n }) => n))}: that may be too coarse for ${answers.length} ${what}.`,
      ];
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
