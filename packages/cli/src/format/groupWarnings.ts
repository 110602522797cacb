/**
 * Warnings of many things as one list: those that differ by nothing but numbers are said once, for the first of them, with
 * the names of the others.
 */
export function groupWarnings(
  of: readonly { readonly name: string; readonly warnings: readonly string[] }[],
): { text: string; names: string[] }[] {
  const groups = new Map<string, { text: string; names: string[] }>();
  for (const { name, warnings } of of) {
    for (const text of warnings) {
      const key = withoutName(text, name).replace(/\d[\d.,]*/g, "0");
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { text, names: [name] });
      else if (!group.names.includes(name)) group.names.push(name);
    }
  }
  return [...groups.values()];
}

/** A sentence without the name it begins with or has in quotes: elsewhere a column called "a" is an article. */
function withoutName(text: string, name: string): string {
  const rest = text.startsWith(`${name} `) ? text.slice(name.length) : text;
  return rest.replaceAll(`"${name}"`, "");
}

/** Why things could not be answered, said once for all of which only the names and numbers differ. */
export function refusals(
  of: readonly { readonly name: string; readonly warnings: readonly string[] }[],
): string[] {
  return groupWarnings(of).map(({ text, names }) =>
    names.length === 1 ? text : `${text} (also ${listNames(names.slice(1))})`,
  );
}

/** The numbers, in brackets, of the groups that speak of a thing. */
export function marks(groups: readonly { readonly names: readonly string[] }[], name: string): string {
  return groups.flatMap(({ names }, i) => (names.includes(name) ? [`[${i + 1}]`] : [])).join(" ");
}

/** The groups as lines that begin with these numbers. */
export function numbered(groups: readonly { readonly text: string; readonly names: readonly string[] }[]) {
  return groups.map(({ text, names }, i) => `[${i + 1}] ${listNames(names)}: ${text}`);
}

/** "a, b and 3 more". */
export function listNames(names: readonly string[], most = 3): string {
  return names.length <= most
    ? names.join(", ")
    : `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
}
