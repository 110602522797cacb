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
      const key = text.replaceAll(name, "").replace(/\d[\d.,]*/g, "0");
      const group = groups.get(key);
      if (group) group.names.push(name);
      else groups.set(key, { text, names: [name] });
    }
  }
  return [...groups.values()];
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
