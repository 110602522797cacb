import { UsageError } from "@natwise/ask/UsageError";

/**
 * Parses column names such as `a,b,"c, with a comma"`. A name that contains a comma is in double quotes, and a quote inside
 * quotes is doubled. Blanks around names are dropped.
 */
export function parseColumns(text: string): string[] {
  const names: string[] = [];
  let at = 0;
  for (;;) {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*(?=,|$)/.exec(text.slice(at));
    const plain = quoted ?? /^\s*([^,]*?)\s*(?=,|$)/.exec(text.slice(at))!;
    const name = quoted ? quoted[1].replaceAll('""', '"') : plain[1];
    if (name === "") {
      throw new UsageError(`an empty column name in '${text}': separate names with single commas`);
    }
    names.push(name);
    at += plain[0].length;
    if (at >= text.length) return names;
    at += 1;
  }
}
