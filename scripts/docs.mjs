/**
 * Generates the tables of METHODS.md and REMARKS.md, and references.bib. Tests check that the files are up to date.
 *
 * @module
 */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { methodsMarkdown, remarksMarkdown } from "@natwise/ask";
import { references } from "natwise";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Replaces the text between the marks `<!-- NAME -->` and `<!-- end -->` of a page. */
function fill(page, name, text) {
  const file = join(root, page);
  const before = readFileSync(file, "utf8");
  const begin = before.indexOf(`<!-- ${name} -->`);
  const end = before.indexOf("<!-- end -->", begin);
  if (begin < 0 || end < 0) throw new Error(`${page}: needs the marks <!-- ${name} --> and <!-- end -->`);
  writeFileSync(file, `${before.slice(0, begin)}<!-- ${name} -->\n\n${text}\n${before.slice(end)}`);
}

fill("METHODS.md", "natwise methods --markdown", methodsMarkdown());
fill("REMARKS.md", "natwise remarks", remarksMarkdown());
writeFileSync(join(root, "references.bib"), `${Object.values(references).join("\n\n")}\n`);
