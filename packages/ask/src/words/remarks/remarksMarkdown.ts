import { type RemarkCode, remark } from "natwise";
import { exampleColumns, exampleValues } from "./examples.ts";
import { remarkText, wordings } from "./remarkText.ts";

/** The table of REMARKS.md: every code with the text of an example. */
export function remarksMarkdown(): string {
  const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
  const rows = (Object.keys(wordings) as RemarkCode[]).map((code) => {
    const said = remark(code, exampleValues[code] as never, exampleColumns(code));
    const { kind, sentence, remedy } = remarkText(said);
    return [`\`${code}\``, kind, sentence, remedy ?? ""];
  });
  return [["code", "kind", "what it says", "what to do"], ["---", "---", "---", "---"], ...rows]
    .map((cells) => `| ${cells.map(cell).join(" | ")} |\n`)
    .join("");
}
