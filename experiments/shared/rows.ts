/** @module How claims, figures and tables choose among rows. */
import type { Row } from "@natwise/ask/experiments";

/** The rows of a part of an experiment. Their type is that of the part's jobs: `RowOf`. */
export const ofPart = <R extends Row & { readonly part: string }>(
  rows: readonly Row[],
  part: R["part"],
): readonly R[] => rows.filter((row) => row.part === part) as unknown as readonly R[];

/**
 * The rows that have these values.
 *
 * @throws RangeError where there are none: a claim about them cannot be checked
 */
export function rowsWhere<R extends object>(rows: readonly R[], where: Partial<R>): R[] {
  const wanted = Object.entries(where) as [keyof R, unknown][];
  const found = rows.filter((row) => wanted.every(([name, value]) => row[name] === value));
  if (found.length === 0) throw new RangeError(`no rows with ${JSON.stringify(where)}`);
  return found;
}

type ValuesOf<R, Keys extends readonly (keyof R)[]> = { [I in keyof Keys]: R[Keys[I]] };

/** Rows that agree in `keys`, as [[their values of the keys], rows], in order of first occurrence. */
export function groups<R extends object, const Keys extends readonly (keyof R)[]>(
  rows: readonly R[],
  ...keys: Keys
): [ValuesOf<R, Keys>, R[]][] {
  const found = new Map<string, R[]>();
  for (const row of rows) {
    const name = JSON.stringify(keys.map((key) => row[key]));
    const members = found.get(name);
    if (members) members.push(row);
    else found.set(name, [row]);
  }
  return [...found.values()].map((members) => [
    keys.map((key) => members[0][key]) as unknown as ValuesOf<R, Keys>,
    members,
  ]);
}

/** The item of the largest value; the first of several. */
export const largest = <T>(items: readonly T[], of: (item: T) => number): T =>
  items.reduce((best, item) => (of(item) > of(best) ? item : best));
