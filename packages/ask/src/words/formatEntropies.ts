import { type Remark, remark } from "natwise";
import type { Entropies, EntropyRow } from "../types.ts";
import { groupLine, groupRemarks, refusals } from "./groupRemarks.ts";

import { formatCount } from "./numbers/formatCount.ts";
import { formatList } from "./numbers/formatList.ts";
import { formatRows } from "./numbers/formatRows.ts";
import { formatValue, type Units } from "./numbers/units.ts";
import { remarkLines } from "./remarkLines.ts";

/** Entropies as text. Ends with a line break. */
export function formatEntropies(entropies: Entropies, units: Units): string {
  return [
    formatRows(
      [["column", units, "± s.e.", "kind", "rows"], ...entropyCells(entropies, units)],
      ["left", "right", "right", "left", "right"],
    ),
    formatList("Not answered", entropyRefusals(entropies, units)),
    formatList("Data", remarkLines(entropyNotes(entropies), units)),
    formatList("Warnings", entropyWarnings(entropies, units)),
  ]
    .filter((section) => section !== "")
    .join("\n");
}

/** A table's cells: column, value, standard error, kind, rows. */
export function entropyCells(entropies: Entropies, units: Units): string[][] {
  return named(entropies).map(({ name, nats, standardError, kind, n }) => [
    name,
    nats === null ? "-" : formatValue(nats, units),
    standardError === null ? "-" : formatValue(standardError, units),
    kind ?? "-",
    formatCount(n),
  ]);
}

/** Reasons for columns without an entropy. */
export const entropyRefusals = (entropies: Entropies, units: Units): string[] =>
  refusals(
    named(entropies).filter(({ nats }) => nats === null),
    units,
  );

export function entropyNotes({ rows, notes }: Entropies): readonly Remark[] {
  return rows.some(({ kind }) => kind === "differential") ? [...notes, remark("unitsOfEntropy")] : notes;
}

/** Warnings, each once for all columns concerned. */
export function entropyWarnings(entropies: Entropies, units: Units): string[] {
  const groups = groupRemarks(
    named(entropies).filter(({ nats }) => nats !== null),
    units,
  );
  return [...remarkLines(entropies.remarks, units), ...groups.map(groupLine)];
}

/** The rows and, last, the joint entropy, with their names in a table. */
function named({ rows, joint, together }: Entropies): (EntropyRow & { name: string })[] {
  const all = rows.map((row) => ({ ...row, name: row.column }));
  return joint ? [...all, { ...joint, name: `all ${together} together` }] : all;
}
