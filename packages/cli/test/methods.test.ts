import { readFileSync } from "node:fs";
import { baselines, bounds, critics, methods, references } from "natwise";
import { describe, expect, it } from "vitest";
import { natwise } from "./terminal.ts";

const read = (name: string) => readFileSync(new URL(`../../../${name}`, import.meta.url), "utf8");

/** What stands between the marks of a generated part of a page. */
const between = (page: string, name: string) =>
  read(page).split(`<!-- ${name} -->\n\n`)[1]?.split("\n<!-- end -->")[0];

describe("natwise methods", () => {
  it("lists every method with its guarantee, ceiling, bias and variance", async () => {
    const { code, stdout } = await natwise(["methods"]);
    expect(code).toBe(0);
    for (const name of [...Object.keys(bounds), "ksg", "gao", "ross", "geometricKnn"])
      expect(stdout).toMatch(new RegExp(`^ +${name} `, "m"));
    expect(stdout).toMatch(/infoNCE +lower bound +log\(M \+ 1\) +unbiased +unbiased +tighter +low +critic/);
    expect(stdout).toMatch(/leaveOneOut +upper bound, p\(y\|x\) known/);
  });

  it("prints JSON", async () => {
    const { stdout } = await natwise(["methods", "--json"]);
    expect(JSON.parse(stdout)).toEqual(methods);
  });

  it("takes one format", async () => {
    const { code, stderr } = await natwise(["methods", "--json", "--markdown"]);
    expect(code).toBe(2);
    expect(stderr).toContain("--json and --markdown are two formats; choose one");
  });

  it("is what METHODS.md holds; else run npm run docs", async () => {
    const { stdout } = await natwise(["methods", "--markdown"]);
    expect(between("METHODS.md", "natwise methods --markdown")).toBe(stdout);
  });

  it("is completed in METHODS.md by a row under Parts for every critic and baseline, written by hand", () => {
    const parts = read("METHODS.md").split("\n## Parts\n")[1];
    const names = [...Object.keys(critics), ...Object.keys(baselines)];
    expect(names.filter((name) => !parts.includes(`| ${name} |`))).toEqual([]);
  });

  it("names files that exist and papers that are there", () => {
    for (const { name, file, references: keys } of methods) {
      expect(read(`packages/natwise/src/${file}`)).toContain(`export function ${name}(`);
      for (const key of keys) expect(references).toHaveProperty(key);
    }
  });
});

it("natwise remarks is what REMARKS.md holds; else run npm run docs", async () => {
  const { code, stdout } = await natwise(["remarks"]);
  expect(code).toBe(0);
  expect(between("REMARKS.md", "natwise remarks")).toBe(stdout);
});

describe("natwise cite", () => {
  it("prints the papers of methods, each once, and by key", async () => {
    const { code, stdout } = await natwise(["cite", "I_alpha", "tnce", "ksg", "sohn2016improved"]);
    expect(code).toBe(0);
    expect(stdout.match(/^@\w+\{(\w+),/gm)).toEqual([
      "@inproceedings{poole2019variational,",
      "@article{kraskov2004estimating,",
      "@article{frenzel2007partial,",
      "@inproceedings{sohn2016improved,",
    ]);
  });

  it("prints references.bib; else run natwise cite --all > references.bib", async () => {
    expect(read("references.bib")).toBe((await natwise(["cite", "--all"])).stdout);
  });

  it("holds entries under their own keys, in order, that BibTeX can read", () => {
    const keys = Object.keys(references);
    expect(keys).toEqual([...keys].sort());
    for (const [key, entry] of Object.entries(references)) {
      expect(entry).toMatch(new RegExp(`^@(article|book|inproceedings|techreport)\\{${key},\n`));
      for (const field of ["title", entry.startsWith("@book") ? "(author|editor)" : "author", "year"])
        expect(entry).toMatch(new RegExp(`^  ${field} += \\{`, "m"));
      expect(entry.split("{").length).toBe(entry.split("}").length);
    }
  });

  it("names the nearest method, and asks for one", async () => {
    expect((await natwise(["cite", "infonc"])).stderr).toContain(
      "did you mean infoNCE? Known are ba, baRate",
    );
    for (const inherited of ["toString", "constructor", "__proto__"])
      expect((await natwise(["cite", inherited])).stderr).toContain(
        `cite ${inherited}: known are ba, baRate`,
      );
    expect((await natwise(["cite"])).stderr).toContain("cite needs the name of a method");
    expect((await natwise(["cite", "--all", "mine"])).stderr).toContain("--all prints every paper");
  });
});

describe("docstrings", () => {
  it("cite papers that are in references.bib", () => {
    for (const { file } of methods.filter(({ kind }) => kind === "bound")) {
      const cited = read(`packages/natwise/src/${file}`).match(/\b[a-z]+(19|20)\d\d[a-z]+\b/g) ?? [];
      expect(cited.length).toBeGreaterThan(0);
      for (const key of cited) expect(references).toHaveProperty(key);
    }
  });
});
