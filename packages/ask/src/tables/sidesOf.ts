import type { Column, Table } from "../types.ts";
import { UsageError } from "../UsageError.ts";
import { nearest } from "../words/nearest.ts";

/** The columns of each side of a question. */
export interface Sides {
  readonly x: readonly Column[];
  readonly y: readonly Column[];
  readonly given: readonly Column[];
}

/**
 * Finds a question's columns by name: an exact match, else one that ignores letter case.
 *
 * @throws UsageError for a name that is not in the table
 */
export function sidesOf(
  { columns, path }: Table,
  {
    x,
    y,
    given = [],
  }: { readonly x: readonly string[]; readonly y: readonly string[]; readonly given?: readonly string[] },
): Sides {
  const find = (name: string) => {
    const found =
      columns.find((column) => column.name === name) ??
      columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
    if (found) return found;
    const names = columns.map((column) => column.name);
    const meant = nearest(name, names);
    throw new UsageError(
      `no column "${name}" in ${path}; ${meant ? `did you mean "${meant}"?` : `columns: ${names.slice(0, 12).join(", ")}`}`,
    );
  };
  return { x: x.map(find), y: y.map(find), given: given.map(find) };
}
