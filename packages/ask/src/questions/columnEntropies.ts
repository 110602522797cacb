import { entropy, fewestRows, type Remark, remark } from "natwise";
import { columnValues } from "../tables/columnValues.ts";
import { infiniteValues } from "../tables/infiniteValues.ts";
import { isCopy } from "../tables/isCopy.ts";
import { shareColumns } from "../tables/shareColumns.ts";
import { type SharedTable, tableOf } from "../tables/sharedTable.ts";
import type { Asking, Entropies, EntropyQuestion, EntropyRow, Table } from "../types.ts";
import { UsageError } from "../UsageError.ts";
import { remarkText } from "../words/remarks/remarkText.ts";

type Kind = NonNullable<EntropyRow["kind"]>;
/** The question, for each column. */
type Asked = EntropyQuestion & Pick<Asking, "signal">;

/**
 * The entropy of each column of a table, and their joint entropy. Each uses the rows without missing values. When `signal` is
 * aborted, the entropies so far are returned.
 *
 * @throws UsageError if no column has an entropy; the signal's reason if nothing was done
 */
export async function columnEntropies(
  all: Table,
  question: EntropyQuestion,
  { signal, stop, onProgress }: Asking,
): Promise<Entropies> {
  const { table, notes } = shareColumns(all, 0, { once: false, use: "columns" });
  const asked = { ...question, signal };
  const rows: EntropyRow[] = [];
  let joint: EntropyRow | null = null;
  let usable: number[] = [];
  try {
    for (const [c, { name }] of table.columns.entries()) {
      onProgress({ done: c / (table.columns.length + 1), label: name });
      rows.push(await ofColumn(tableOf(table, [c]), asked));
      signal.throwIfAborted();
    }
    usable = rows.flatMap((row, c) => (row.nats === null || isCertain(row) ? [] : [c]));
    if (usable.length > 1) joint = await ofColumns(table, usable, rows, asked);
  } catch (error) {
    if (!signal.aborted || rows.length === 0) throw error;
  }
  const leftOut = table.columns.slice(rows.length).map(({ name }) => name);
  for (const { column, why } of all.unreadable ?? []) rows.push(refused(column, 0, why));
  if (leftOut.length === 0 && rows.every(({ nats }) => nats === null))
    throw new UsageError(`${all.path}: no column has an entropy (${remarkText(rows[0].remarks[0]).text})`);
  const ended = stop();
  const counts = { count: leftOut.length, all: table.columns.length, what: "columns" } as const;
  return {
    ...{ question, path: all.path, read: table.n, seed: question.seed },
    ...{ rows, joint, together: usable.length, leftOut, notes },
    remarks:
      ended === null
        ? []
        : [
            leftOut.length === 0
              ? remark("notTogether", { stop: ended })
              : remark("leftOut", { ...counts, stop: ended }, leftOut),
          ],
  };
}

const refused = (column: string, n: number, why: Remark): EntropyRow => ({
  ...{ column, n, nats: null, kind: null, standardError: null },
  remarks: [why],
});

/** Whether the column is constant: only then is a discrete entropy 0. */
const isCertain = ({ nats, kind }: EntropyRow) => kind === "discrete" && nats === 0;

async function ofColumn(table: Table, asked: Asked): Promise<EntropyRow> {
  const { n, columns } = table;
  const [column] = columns;
  const { name } = column;
  const none = (why: Remark) => refused(name, n, why);
  const scale = asked.kind === "differential";
  if (n === 0) return none(remark("noValues", {}, [name]));
  const infinite = infiniteValues(column);
  if (infinite !== null) return none(infinite);
  if (n < fewestRows) return none(remark("tooFewForEntropy", { rows: n, fewest: fewestRows }, [name]));
  if (scale && column.kind === "category") return none(remark("textsOnAScale", {}, [name]));
  const values = columnValues(column);
  if (values.every((value) => value === values[0])) {
    if (scale) return none(remark("constantOnAScale", { rows: n }, [name]));
    const nothing = { column: name, nats: 0, kind: "discrete" as const, standardError: 0, n };
    return { ...nothing, remarks: [remark("constantEntropy", {}, [name])] };
  }
  return entropyOf(table, asked);
}

/** The joint entropy of columns, refused if their kinds differ. */
async function ofColumns(
  shared: SharedTable,
  which: readonly number[],
  rows: readonly EntropyRow[],
  { kind, ...asked }: Asked,
): Promise<EntropyRow> {
  const table = tableOf(shared, which);
  const names = which.map((c) => rows[c].column);
  const none = (why: Remark) => refused(names.join(", "), table.n, why);
  const of = (wanted: Kind) => names.filter((_, i) => rows[which[i]].kind === wanted);
  const [discrete, differential] = [of("discrete"), of("differential")];
  if (discrete.length > 0 && differential.length > 0)
    return none(remark("kindsApart", { discrete, differential }));
  if (table.n === 0) return none(remark("noCommonRows"));
  if (differential.length > 0) {
    for (const [i, a] of table.columns.entries())
      for (const b of table.columns.slice(i + 1))
        if (isCopy(a, b)) return none(remark("copiesOnAScale", {}, [a.name, b.name]));
  }
  return entropyOf(table, { ...asked, kind: kind ?? rows[which[0]].kind! });
}

/** The joint entropy of all columns of a table. */
async function entropyOf({ columns, n }: Table, { kind, seed, signal }: Asked): Promise<EntropyRow> {
  const names = columns.map(({ name }) => name);
  const column = names.join(", ");
  const d = columns.length;
  const data = new Float64Array(n * d);
  for (const [j, one] of columns.entries()) {
    const values = columnValues(one);
    for (let i = 0; i < n; i++) data[i * d + j] = values[i];
  }
  const texts = columns.some((one) => one.kind === "category");
  try {
    const found = await entropy({ data, shape: [n, d] }, { kind: texts ? "discrete" : kind, seed, signal });
    const { nats, standardError, remarks } = found;
    const named = remarks.map((said) => ({ ...said, columns: said.columns.length > 0 ? names : [] }));
    return { column, nats, kind: found.kind, standardError, n, remarks: named };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // Values are finite and not constant, so they are too few or indistinguishable on a scale.
    return refused(
      column,
      n,
      n < fewestRows
        ? remark("tooFewForEntropy", { rows: n, fewest: fewestRows }, names)
        : remark("indistinctOnAScale", { together: d > 1 }, names),
    );
  }
}
