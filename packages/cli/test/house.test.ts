import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

/** How the packages hang together: which file imports which, types too. */

const root = fileURLToPath(new URL("../..", import.meta.url));
const packages = ["onnx", "natwise", "queue", "ask", "cli"] as const;
type Package = (typeof packages)[number];
const packageOf = (file: string) => file.split("/")[0] as Package;

const files = packages.flatMap((name) =>
  readdirSync(join(root, name, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `${name}/src/${file.replaceAll("\\", "/")}`),
);
const textOf = new Map(files.map((file) => [file, readFileSync(join(root, file), "utf8")]));

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, { readonly default: string }>>;
  readonly imports?: Readonly<Record<string, Readonly<Record<string, { readonly default: string }>>>>;
}
const manifests = new Map(
  packages.map((name) => {
    const text = readFileSync(join(root, name, "package.json"), "utf8");
    return [name, JSON.parse(text) as Manifest] as const;
  }),
);

/** A specifier as it stands in a file, and the files of the house it stands for; none for what comes from elsewhere. */
interface Import {
  readonly from: string;
  readonly specifier: string;
  readonly to: readonly string[];
}

/** What a file imports: statically, in types, at run time, and what it passes on. */
function specifiersOf(text: string): string[] {
  const code = text.replaceAll(/^\s*(\/\/|\/?\*).*$/gm, "");
  const patterns = [
    /^(?:import|export)\b[^;"]*?\bfrom\s+"([^"]+)"/gm,
    /^import\s+"([^"]+)"/gm,
    /\bimport\(\s*"([^"]+)"/g,
  ];
  return [...new Set(patterns.flatMap((pattern) => [...code.matchAll(pattern)].map(([, found]) => found)))];
}

function filesOf(from: string, specifier: string): string[] {
  const source = (name: string, dist: string) =>
    `${name}/src/${dist.replace("./dist/", "").replace(/\.js$/, ".ts")}`;
  if (specifier.startsWith(".")) return [relative(root, resolve(root, dirname(from), specifier))];
  if (specifier.startsWith("#")) {
    const name = packageOf(from);
    const ways = Object.values(manifests.get(name)!.imports![specifier]);
    return ways.map((way) => source(name, way.default));
  }
  for (const [name, manifest] of manifests) {
    if (specifier !== manifest.name && !specifier.startsWith(`${manifest.name}/`)) continue;
    const entry = manifest.exports[`.${specifier.slice(manifest.name.length)}`];
    expect(entry, `${from} imports ${specifier}`).toBeDefined();
    return [source(name, entry.default)];
  }
  return [];
}

const imports: readonly Import[] = files.flatMap((from) =>
  specifiersOf(textOf.get(from)!).map((specifier) => ({ from, specifier, to: filesOf(from, specifier) })),
);

const isBuiltin = (specifier: string) =>
  specifier.startsWith("node:") || builtinModules.includes(specifier.split("/")[0]);
const said = ({ from, specifier }: Import) => `${from} imports ${specifier}`;

/** Groups of files that import one another in a circle (Tarjan's strongly connected components of two or more). */
function circles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const number = new Map<string, number>();
  const lowest = new Map<string, number>();
  const path: string[] = [];
  const visit = (file: string) => {
    number.set(file, number.size);
    lowest.set(file, number.get(file)!);
    path.push(file);
    for (const next of edges.get(file) ?? []) {
      if (!number.has(next)) visit(next);
      if (path.includes(next)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(next)!));
    }
    if (lowest.get(file) !== number.get(file)) return;
    const circle = path.splice(path.indexOf(file));
    if (circle.length > 1 || (edges.get(file) ?? []).includes(file)) found.push(circle);
  };
  for (const file of edges.keys()) if (!number.has(file)) visit(file);
  return found;
}

describe("imports", () => {
  it("are read from every file, and lead to files that exist", () => {
    expect(files.length).toBeGreaterThan(300);
    expect(imports.length).toBeGreaterThan(2 * files.length);
    for (const name of packages.slice(1)) expect(files).toContain(`${name}/src/index.ts`);
    const missing = imports.filter(({ to }) => to.some((file) => !textOf.has(file)));
    expect(missing.map(said)).toEqual([]);
  });

  it("are read in every form they can have", () => {
    const text = `import a from "./a.ts";
import type { B } from "./b.ts";
import {
  c,
  type D,
} from "./c.ts";
import "./e.ts";
export * from "./f.ts";
export { g } from "./g.ts";
const h = await import("./h.ts");
type I = import("./i.ts").I;
/** import j from "./j.ts"; */
 * import k from "./k.ts";
// import l from "./l.ts";
`;
    expect(specifiersOf(text).map((one) => one[2])).toEqual(["a", "b", "c", "f", "g", "e", "h", "i"]);
  });

  it("form no circle, inside a package or across packages", () => {
    expect(circles(edgesOf(imports))).toEqual([]);
  });

  it("would be found to form one", () => {
    const edges = new Map([
      ["a", ["b"]],
      ["b", ["c", "d"]],
      ["c", ["a"]],
      ["d", ["d"]],
      ["e", ["a", "d"]],
    ]);
    expect(circles(edges).map((circle) => circle.sort())).toEqual([["d"], ["a", "b", "c"]]);
  });

  const mayImport: Readonly<Record<Package, readonly Package[]>> = {
    ...{ onnx: [], queue: [], natwise: ["onnx"], ask: ["natwise", "queue", "onnx"], cli: ["ask", "natwise"] },
  };
  it.each(packages)("of %s lead to no package above it", (name) => {
    const upward = imports.filter(
      ({ from, to }) =>
        packageOf(from) === name &&
        to.some((file) => packageOf(file) !== name && !mayImport[name].includes(packageOf(file))),
    );
    expect(upward.map(said)).toEqual([]);
  });

  it("of one package by another go by its name, not into its files", () => {
    const inside = imports.filter(
      ({ from, specifier, to }) =>
        specifier.startsWith(".") && to.some((file) => packageOf(file) !== packageOf(from)),
    );
    expect(inside.map(said)).toEqual([]);
  });

  const ofLibrary = imports.filter(({ from }) => packageOf(from) === "natwise");

  it("of ONNX Runtime by the library go through #engine alone", () => {
    const runtime = ofLibrary.filter(({ to }) => to.some((file) => packageOf(file) === "onnx"));
    expect(runtime.map(({ from }) => from)).toEqual(["natwise/src/engine/node.ts"]);
  });

  it("of Node by the library stay behind #engine and #threads, and in the worker that no file imports", () => {
    const behind = { "natwise/src/engine/node.ts": ["#engine"], "natwise/src/threads/node.ts": ["#threads"] };
    for (const [file, ways] of Object.entries(behind)) {
      const leading = ofLibrary.filter(({ to }) => to.includes(file));
      expect([...new Set(leading.map(({ specifier }) => specifier))]).toEqual(ways);
    }
    const worker = "natwise/src/threads/worker.ts";
    expect(ofLibrary.filter(({ to }) => to.includes(worker))).toEqual([]);
    const apart = new Set([...Object.keys(behind), worker]);
    const node = ofLibrary.filter(({ from, specifier }) => isBuiltin(specifier) && !apart.has(from));
    expect(node.map(said)).toEqual([]);
  });

  it("of the library by the command are types, or made when a command runs", () => {
    const code = files.filter((file) => packageOf(file) === "cli").map((file) => textOf.get(file)!);
    const names = code.flatMap((text) => [...text.matchAll(/^import (.*) from "natwise";$/gm)]);
    expect(names.length).toBeGreaterThan(0);
    for (const [, what] of names) expect(what).toMatch(/^type /);
  });
});

describe("@natwise/ask", () => {
  const nodeHalf = /^ask\/src\/((.*\/)?node\/|experiments\/|files\/|node\.ts$|startEngine\.ts$)/;
  const ofAsk = imports.filter(({ from }) => packageOf(from) === "ask");
  const browserHalf = ofAsk.filter(({ from }) => !nodeHalf.test(from));

  it("needs Node and ONNX Runtime in its node half only", () => {
    const needsNode = ({ specifier, to }: Import) =>
      isBuiltin(specifier) ||
      /^(@duckdb\/|linkedom$|tsx\/|@natwise\/queue\/threads$)/.test(specifier) ||
      to.some((file) => packageOf(file) === "onnx");
    expect(ofAsk.filter(needsNode).length).toBeGreaterThan(5);
    expect(browserHalf.filter(needsNode).map(said)).toEqual([]);
  });

  it("imports nothing of its node half in the other, not even types", () => {
    const crossing = browserHalf.filter(({ to }) => to.some((file) => nodeHalf.test(file)));
    expect(crossing.map(said)).toEqual([]);
  });
});

describe("natwise", () => {
  it("has types, remarks, rows and progress below everything else", () => {
    const low = /^natwise\/src\/(types\.ts|traced\.ts|remarks\.ts|DataError\.ts|rows\/|progress\/|special\/)/;
    const high =
      /^natwise\/src\/(estimators|inference|training|neighbours|gaussian|discrete|series|bounds)\//;
    const upward = imports.filter(({ from, to }) => low.test(from) && to.some((file) => high.test(file)));
    expect(upward.map(said)).toEqual([]);
  });
});

describe("source files", () => {
  it("have 300 lines at most; data may have more", () => {
    const long = [...textOf].filter(([, text]) => text.trimEnd().split("\n").length > 300);
    expect(long.map(([file]) => file)).toEqual(["natwise/src/references.ts"]);
  });

  it("learn no fact from a sentence: what a remark says is in its code and values", () => {
    const parsing = [...textOf].flatMap(([file, text]) =>
      text
        .split("\n")
        .filter((line) => !/\b(from|import\()\s*"/.test(line))
        .filter((line) => /startsWith\("[A-Z]|\/(missing|series)\//.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(parsing).toEqual([]);
  });
});

function edgesOf(all: readonly Import[]): Map<string, string[]> {
  const edges = new Map<string, string[]>(files.map((file) => [file, []]));
  for (const { from, to } of all) edges.get(from)!.push(...to);
  return edges;
}
