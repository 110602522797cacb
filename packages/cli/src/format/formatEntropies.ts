import type { Entropies, EntropyRow } from "../askEntropies.ts";
import { formatCount } from "./formatCount.ts";
import { formatList } from "./formatList.ts";
import { formatRows } from "./formatRows.ts";
import { groupWarnings, listNames, refusals } from "./groupWarnings.ts";
import { formatValue, type Units } from "./units.ts";

/** Entropies for people. Ends with a line break. */
export function formatEntropies(entropies: Entropies, units: Units): string {
  return [
    formatRows(
      [["column", units, "± s.e.", "kind", "rows"], ...entropyCells(entropies, units)],
      ["left", "right", "right", "left", "right"],
    ),
    formatList("Not answered", whyNot(entropies)),
    formatList("Data", notesOf(entropies)),
    formatList("Warnings", warningsOf(entropies)),
  ]
    .filter((part) => part !== "")
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

/** Why there is no entropy of some columns. */
export const whyNot = (entropies: Entropies): string[] =>
  refusals(named(entropies).filter(({ nats }) => nats === null));

export function notesOf({ rows, notes }: Entropies): string[] {
  const scale = rows.some(({ kind }) => kind === "differential");
  return scale
    ? [...notes, "differential entropies are those of the columns' own units: another unit, another number"]
    : [...notes];
}

/** What could be wrong, said once for all columns it is true of. */
export function warningsOf(entropies: Entropies): string[] {
  const groups = groupWarnings(named(entropies).filter(({ nats }) => nats !== null));
  return [...entropies.warnings, ...groups.map(({ text, names }) => `${listNames(names)}: ${text}`)];
}

/** The rows, and last that of all columns together, with their names in a table. */
function named({ rows, joint, together }: Entropies): (EntropyRow & { name: string })[] {
  const all = rows.map((row) => ({ ...row, name: row.column }));
  return joint ? [...all, { ...joint, name: `all ${together} together` }] : all;
}
