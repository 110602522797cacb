import { afterEach } from "vitest";
import { inline, type Prepare, type Runner } from "../src/index.ts";
import { threads } from "../src/threads.ts";

export const workModule = new URL("./fixtures/work.mjs", import.meta.url);
const { default: prepare } = (await import(workModule.href)) as { default: Prepare<Setup> };

export interface Setup {
  readonly counts?: Int32Array;
  readonly failToPrepare?: boolean;
  readonly prepareMs?: number;
  readonly close?: "counts" | "hangs" | "fails";
}

export interface Options {
  readonly setup?: Setup;
  readonly size?: number;
  readonly patience?: number;
}

const open = new Set<Runner>();
afterEach(async () => {
  await Promise.allSettled([...open].map((runner) => runner.close()));
  open.clear();
});
const opened = (runner: Runner) => {
  open.add(runner);
  return runner;
};

/** Worker threads; closed after the test. */
export const inThreads = ({ size = 2, setup, patience }: Options = {}) =>
  opened(threads({ module: workModule, setup, size, patience }));

/** This thread; closed after the test. */
export const inThisThread = ({ setup = {}, patience }: Options = {}) =>
  opened(inline({ prepare, setup, patience }));

/** What the tests' work counts, in all threads. */
export function counters() {
  const counts = new Int32Array(new SharedArrayBuffer(16));
  const at = (i: number) => () => Atomics.load(counts, i);
  return { counts, prepared: at(0), closed: at(1), begun: at(2), stopped: at(3) };
}

/** Resolves when `holds` does; the test's own time limit ends what never does. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

let ids = 0;
/** A job with an id of its own. */
export const job = (kind: string, input: never | object | number | string | null = null, cost?: number) => ({
  ...{ id: `${kind}-${ids++}`, kind, cost },
  input: input as never,
});
