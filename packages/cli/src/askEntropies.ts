import { setImmediate as nextTurn } from "node:timers/promises";
import type { EntropyEstimate, Progress } from "natwise";
import { fewestRows } from "./data/checkColumns.ts";
import { columnValues } from "./data/columnValues.ts";
import { infiniteValues } from "./data/infiniteValues.ts";
import { isCopy } from "./data/isCopy.ts";
import { noValues } from "./data/noValues.ts";
import type { Table } from "./data/table.ts";
import { commandWords } from "./format/commandWords.ts";
import { formatCount } from "./format/formatCount.ts";
import { listNames } from "./format/groupWarnings.ts";
import { type ReadShared, readShared } from "./pairs/readShared.ts";
import { type SharedTable, tableOf } from "./pairs/sharedTable.ts";
import { UsageError } from "./UsageError.ts";

/** How uncertain columns of a file are: what the outputs of `natwise entropy` are made from. */
export interface Entropies {
  readonly path: string;
  /** In the file's order, or that asked for. */
  readonly rows: readonly EntropyRow[];
  /** Of the columns that have one, constants aside, together; null of fewer than two. */
  readonly joint: EntropyRow | null;
  /** How many columns that are. */
  readonly together: number;
  /** Columns that nothing was done about before the work was stopped. */
  readonly leftOut: readonly string[];
  readonly read: number;
  readonly seed: number;
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

/** The entropy of a column, or of several together. */
export interface EntropyRow {
  readonly column: string;
  /** Null where there is none; the warning then says why. */
  readonly nats: number | null;
  readonly kind: Kind | null;
  readonly standardError: number | null;
  /** Rows with a value. */
  readonly n: number;
  readonly warnings: readonly string[];
}

type Kind = EntropyEstimate["kind"];

export interface AskEntropies extends Omit<ReadShared, "first" | "others"> {
  readonly columns?: readonly string[];
  readonly kind?: Kind;
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Why the work ended early; null where it did not. */
  readonly why: () => string | null;
  readonly onProgress: (progress: Progress) => void;
}

/** What is asked of each column. */
type Asked = Pick<AskEntropies, "kind" | "seed" | "signal">;

/**
 * Reads columns and finds the entropy of each, and of those that have one together. When `signal` is aborted, what is done is
 * returned.
 *
 * @throws UsageError where no column has an entropy; the signal's reason where nothing was done
 */
export async function askEntropies(options: AskEntropies): Promise<Entropies> {
  const { columns, kind, seed, signal, why, onProgress, ...file } = options;
  const asked = { kind, seed, signal };
  const { table, unreadable, notes } = await readShared({
    ...{ ...file, seed, signal, first: [], others: columns },
  });
  const rows: EntropyRow[] = [];
  let joint: EntropyRow | null = null;
  let usable: number[] = [];
  try {
    for (const [c, { name }] of table.columns.entries()) {
      onProgress({ done: c / (table.columns.length + 1), label: name });
      rows.push(await ofColumn(tableOf(table, [c]), asked));
      await nextTurn();
      signal.throwIfAborted();
    }
    usable = rows.flatMap((row, c) => (row.nats === null || isCertain(row) ? [] : [c]));
    if (usable.length > 1) joint = await ofColumns(table, usable, rows, asked);
  } catch (error) {
    if (!signal.aborted || rows.length === 0) throw error;
  }
  const leftOut = table.columns.slice(rows.length).map(({ name }) => name);
  for (const { name, why } of unreadable) rows.push(refused(name, 0, why));
  if (leftOut.length === 0 && rows.every(({ nats }) => nats === null))
    throw new UsageError(`${file.path}: no entropy of any column (${rows[0].warnings[0]})`);
  return {
    ...{ path: file.path, rows, joint, together: usable.length, leftOut, read: table.n, seed },
    notes: notes.map((note) =>
      note.replace(
        "each pair of columns uses the rows in which both have one",
        "each column uses the rows in which it has one, all together those in which all have one",
      ),
    ),
    warnings: why() === null ? [] : [stopped(leftOut, table.columns.length, why()!)],
  };
}

function stopped(leftOut: readonly string[], all: number, why: string): string {
  return leftOut.length === 0
    ? `The columns were not taken together, because ${why}.`
    : `${leftOut.length} of ${all} columns are left out, because ${why}: ${listNames(leftOut, 8)}.`;
}

const refused = (column: string, n: number, why: string): EntropyRow => ({
  ...{ column, n, nats: null, kind: null, standardError: null },
  warnings: [why],
});

/** Whether all values are the same: only then is a discrete entropy 0. */
const isCertain = ({ nats, kind }: EntropyRow) => kind === "discrete" && nats === 0;

async function ofColumn(table: Table, asked: Asked): Promise<EntropyRow> {
  const { n, columns } = table;
  const [column] = columns;
  const { name } = column;
  const none = (why: string) => refused(name, n, `column "${name}" ${why}`);
  const scale = asked.kind === "differential";
  if (n === 0) return refused(name, n, noValues(name));
  const infinite = infiniteValues(column);
  if (infinite !== null) return refused(name, n, infinite);
  if (n < fewestRows) return none(tooFew(n));
  if (scale && column.kind === "category")
    return none(
      "holds texts, which have no place on a scale; leave it out, or leave out --kind differential",
    );
  const values = columnValues(column);
  if (values.every((value) => value === values[0])) {
    if (scale)
      return none(
        `has the same value in all ${formatCount(n)} rows, and on a scale that has no entropy; leave it out, or leave out --kind differential`,
      );
    const nothing = { column: name, nats: 0, kind: "discrete" as const, standardError: 0, n };
    return { ...nothing, warnings: ["All values are the same: there is nothing uncertain about them."] };
  }
  return entropyOf(table, name, asked, none);
}

/** Columns together, where their kinds allow it. */
async function ofColumns(
  shared: SharedTable,
  which: readonly number[],
  rows: readonly EntropyRow[],
  { kind, ...asked }: Asked,
): Promise<EntropyRow> {
  const table = tableOf(shared, which);
  const names = which.map((c) => rows[c].column);
  const none = (why: string) => refused(names.join(", "), table.n, why);
  const of = (wanted: Kind) => names.filter((_, i) => rows[which[i]].kind === wanted);
  const [discrete, differential] = [of("discrete"), of("differential")];
  if (discrete.length > 0 && differential.length > 0)
    return none(
      `values that repeat (${listNames(discrete)}) and numbers on a scale (${listNames(differential)}) have no entropy together; name columns of one kind, or choose it with --kind`,
    );
  if (table.n === 0) return none("no row has a value in all columns; name columns that have them together");
  if (differential.length > 0) {
    for (const [i, a] of table.columns.entries())
      for (const b of table.columns.slice(i + 1))
        if (isCopy(a, b))
          return none(
            `columns "${a.name}" and "${b.name}" tell each other without remainder, and on a scale such columns have no entropy together; leave one out`,
          );
  }
  return entropyOf(table, names.join(", "), { ...asked, kind: kind ?? rows[which[0]].kind! }, (why) =>
    none(`all columns together: each ${why}`),
  );
}

/** What the library says of the columns of a table taken together. */
async function entropyOf(
  { columns, n }: Table,
  name: string,
  { kind, seed, signal }: Asked,
  none: (why: string) => EntropyRow,
): Promise<EntropyRow> {
  const { entropy } = await import("natwise");
  const d = columns.length;
  const data = new Float64Array(n * d);
  for (const [j, column] of columns.entries()) {
    const values = columnValues(column);
    for (let i = 0; i < n; i++) data[i * d + j] = values[i];
  }
  const texts = columns.some((column) => column.kind === "category");
  try {
    const found = await entropy({ data, shape: [n, d] }, { kind: texts ? "discrete" : kind, seed, signal });
    return {
      ...{ column: name, nats: found.nats, kind: found.kind, standardError: found.standardError, n },
      warnings: found.warnings.map((text) => commandWords(text.replace(/ of x\b/, ""))),
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // Values are finite and differ: what is left is that they are too few, or that a scale cannot tell them apart.
    return none(
      n < fewestRows
        ? tooFew(n)
        : "must have values that can be told apart on one scale, and a few are too far from the others, or all too near each other: take logarithms, subtract a constant, or ask for --kind discrete",
    );
  }
}

const tooFew = (n: number) =>
  `has ${n} value${n === 1 ? "" : "s"}, and an entropy takes ${fewestRows}; add rows, or leave it out`;
