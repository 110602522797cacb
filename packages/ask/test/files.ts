import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A folder that goes away with the test. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "natwise-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A file in a folder that goes away with the test. */
export function file(name: string, contents: string | Uint8Array, folder = scratch()): string {
  const path = join(folder, name);
  writeFileSync(path, contents);
  return path;
}

/** A CSV of n rows from functions of the row number. */
export function csv(n: number, columns: Readonly<Record<string, (i: number) => unknown>>): string {
  const rows = Array.from({ length: n }, (_, i) =>
    Object.values(columns)
      .map((value) => value(i))
      .join(","),
  );
  return `${[Object.keys(columns).join(","), ...rows].join("\n")}\n`;
}

/** Numbers that do not repeat and look random, the same ones every time. */
export const noise = (i: number, seed = 1) => {
  const value = Math.sin(i * 12.9898 + seed * 78.233) * 43758.5453;
  return value - Math.floor(value);
};

/** A random walk around 0 of n values, with r(1) = `keeps`; seeds must not differ by 7, where `noise` nearly repeats. */
export function walk(n: number, seed: number, keeps = 0.98): number[] {
  let value = 0;
  return Array.from({ length: n }, (_, i) => {
    value = keeps * value + noise(i, seed) - 0.5;
    return value;
  });
}

export const penguins = new URL("../../../examples/penguins.csv", import.meta.url).pathname;
