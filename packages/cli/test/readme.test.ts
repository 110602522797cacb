import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { natwise, penguins } from "./terminal.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

/** The names of all fields of an object and of those in it. */
function fields(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(fields);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...fields(inner)]);
}

it.each(["rank", "matrix", "test", "entropy"])("names all fields of the JSON of natwise %s", async (name) => {
  const section = readme.split(`## The JSON of \`natwise ${name}\``)[1].split("\n## ")[0];
  const [, example] = /```sh\nnatwise (.*)\n```/.exec(section)!;
  const argv = example.replace("examples/penguins.csv", penguins).split(" ");
  const { code, stdout } = await natwise(argv);
  expect(code).toBe(0);
  const documented = new Set([...section.matchAll(/`([^`\n]+)`/g)].flatMap(([, code]) => code.split(/\W+/)));
  // Said once, below the first table.
  for (const common of ["low", "high", "level", "code", "message", "columns"]) documented.add(common);
  expect(fields(JSON.parse(stdout)).filter((field) => !documented.has(field))).toEqual([]);
});
