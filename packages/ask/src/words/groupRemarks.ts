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
  /** Whether the others have other numbers. */
  readonly differ: boolean;
}

/**
 * Groups remarks that differ only in numbers. A group has the text for its first member and the names of all.
 */
export function groupRemarks(of: readonly Remarked[], units: Units): RemarkGroup[] {
  const groups = new Map<string, { text: string; names: string[]; differ: boolean; first: Remark }>();
  for (const { name, remarks } of of) {
    for (const said of remarks) {
      const key = keyOf(said, name);
      const group = groups.get(key);
      if (group === undefined) {
        const { text } = remarkText(said, units);
        groups.set(key, { text, names: [name], differ: false, first: said });
        continue;
      }
      if (group.names.includes(name)) continue;
      group.names.push(name);
      group.differ ||= JSON.stringify(group.first.values) !== JSON.stringify(said.values);
    }
  }
  return [...groups.values()].map(({ first: _, ...group }) => group);
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

/** A group as a line: names, text, and whose numbers the text holds. */
export function groupLine({ text, names, differ }: RemarkGroup): string {
  const whose = differ ? ` (The numbers are those of ${names[0]}.)` : "";
  return `${listNames(names)}: ${text}${whose}`;
}

/** The groups as lines that begin with these numbers. */
export function numbered(groups: readonly RemarkGroup[]): string[] {
  return groups.map((group, i) => `[${i + 1}] ${groupLine(group)}`);
}
