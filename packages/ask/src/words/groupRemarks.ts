import type { Remark } from "natwise";
import { listNames } from "./listNames.ts";
import type { Units } from "./numbers/units.ts";
import { remarkText } from "./remarks/remarkText.ts";

/** The remarks on a column or pair, and its name. */
export interface Remarked {
  readonly name: string;
  readonly remarks: readonly Remark[];
}

/** A remark that several columns or pairs share. */
export interface RemarkGroup {
  /** The text for the first of them. */
  readonly text: string;
  readonly names: readonly string[];
}

/**
 * Groups remarks that differ only in numbers. A group has the text for its first member and the names of all.
 */
export function groupRemarks(of: readonly Remarked[], units: Units): RemarkGroup[] {
  const groups = new Map<string, { text: string; names: string[] }>();
  for (const { name, remarks } of of) {
    for (const said of remarks) {
      const key = keyOf(said, name);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { text: remarkText(said, units).text, names: [name] });
      else if (!group.names.includes(name)) group.names.push(name);
    }
  }
  return [...groups.values()];
}

/** The key of a group: code, values that are not numbers, and columns other than the one named. */
function keyOf({ code, values, columns }: Remark, name: string): string {
  const others = columns.filter((column) => column !== name);
  return JSON.stringify([code, values, others], (_, value) => (isNumeral(value) ? 0 : value));
}

const isNumeral = (value: unknown) =>
  typeof value === "number" || (typeof value === "string" && value !== "" && Number.isFinite(Number(value)));

/** Refusals as lines, one for all that differ only in names and numbers. */
export function refusals(of: readonly Remarked[], units: Units): string[] {
  return groupRemarks(of, units).map(({ text, names }) =>
    names.length === 1 ? text : `${text} (also ${listNames(names.slice(1))})`,
  );
}

/** The numbers, in brackets, of the groups that contain a name. */
export function marks(groups: readonly RemarkGroup[], name: string): string {
  return groups.flatMap(({ names }, i) => (names.includes(name) ? [`[${i + 1}]`] : [])).join(" ");
}

/** The groups as lines that begin with these numbers. */
export function numbered(groups: readonly RemarkGroup[]): string[] {
  return groups.map(({ text, names }, i) => `[${i + 1}] ${listNames(names)}: ${text}`);
}
