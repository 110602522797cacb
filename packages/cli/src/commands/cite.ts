import { nearest } from "@natwise/ask/nearest";
import { UsageError } from "@natwise/ask/UsageError";
import { Command } from "commander";
import type { Io } from "../frame/io.ts";

/** `natwise cite NAME...` */
export function citeCommand(io: Io): Command {
  return new Command("cite")
    .description("Print the BibTeX of methods.")
    .argument("[names...]", "methods as `natwise methods` lists them, or keys of references.bib")
    .option("--all", "every paper: this is what references.bib holds")
    .addHelpText(
      "after",
      `
Examples:
  natwise cite mine ksg
  natwise cite --all > references.bib`,
    )
    .action(async (names: string[], { all }: { all?: boolean }) => {
      if (all && names.length > 0)
        throw new UsageError(`--all prints every paper; leave out ${names.join(", ")}, or leave out --all`);
      if (!all && names.length === 0)
        throw new UsageError(
          "cite needs the name of a method: natwise cite mine; natwise methods lists them",
        );
      const { methods, references: papers } = await import("natwise");
      const references: Readonly<Record<string, string>> = papers;
      const plain = (text: string) => text.toLowerCase().replace(/[\s_-]+/g, "");
      const keysOf = (name: string): readonly string[] => {
        if (Object.hasOwn(references, name)) return [name];
        const found = methods.find((method) => plain(method.name) === plain(name));
        if (found) return found.references;
        const known = methods.map((method) => method.name);
        const meant = nearest(name, known);
        throw new UsageError(
          `cite ${name}: ${meant ? `did you mean ${meant}? Known` : "known"} are ${known.join(", ")}`,
        );
      };
      const keys = all ? Object.keys(references) : [...new Set(names.flatMap(keysOf))];
      io.stdout(`${keys.map((key) => references[key]).join("\n\n")}\n`);
    });
}
