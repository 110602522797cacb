import { expect, test } from "vitest";
import { kdTree } from "../../src/neighbours/kdTree.ts";
import { leafRanges } from "../../src/neighbours/leafRanges.ts";
import { nearestDistances } from "../../src/neighbours/nearestDistances.ts";
import { runToEnd } from "../../src/progress/runToEnd.ts";
import { callHelpers } from "../../src/threads/node.ts";
import { shareOut } from "../../src/threads/shareOut.ts";
import type { Task } from "../../src/threads/task.ts";
import { cloud } from "../neighbours/clouds.ts";

/** Squares of whole numbers, a part each. `begun` counts threads. */
function squares(name = "squares") {
  const log: string[] = [];
  const task: Task<{ readonly results: Float64Array }> = {
    name,
    begin: ({ results }) => {
      log.push("begin");
      return {
        do: (part) => {
          results[part] = part ** 2;
        },
        end: () => log.push("end"),
      };
    },
  };
  return { task, log };
}
const shared = (n: number) => new Float64Array(new SharedArrayBuffer(8 * n));

test("every part is done once, in order, with the share done, where there is one thread", () => {
  const { task, log } = squares();
  const results = new Float64Array(5);
  const done = [...shareOut(task, { results }, 5, { results })];
  expect(done).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
  expect([...results]).toEqual([0, 1, 4, 9, 16]);
  expect(log).toEqual(["begin", "end"]);
});

test("work that is stopped cleans up, and other threads begin no further part", () => {
  const { task, log } = squares();
  const results = shared(100);
  const work = shareOut(task, { results }, 100, { results });
  work.next();
  work.next();
  work.return();
  expect(log).toEqual(["begin", "end"]);
  expect(results[0] + results[1]).toBe(1);
  expect(results.subarray(2).every((value) => value === 0)).toBe(true);
});

test("another thread does the whole of a search to the same bits", () => {
  const tree = runToEnd(kdTree(cloud("normal", 3000, 4, 1), { threads: 2 }));
  const { parts } = leafRanges(tree);
  const kth = shared(3000);
  const ledger = new Int32Array(new SharedArrayBuffer(4 * (1 + parts)));
  callHelpers({ task: "nearest", input: { tree, k: 3, kth }, parts, ledger }, 1);
  for (let part = 0; part < parts; part++) {
    expect(Atomics.wait(ledger, 1 + part, 0, 20_000)).not.toBe("timed-out");
  }
  expect(Float64Array.from(kth)).toEqual(
    Float64Array.from(runToEnd(nearestDistances(tree, 3, { threads: 1 }))),
  );
});

test("parts of a thread that dies are done again", () => {
  // No worker knows this task: the one that is called takes a part, and ends.
  const { task } = squares("unknown");
  const results = shared(2000);
  const work = shareOut(task, { results }, 2000, { threads: 2, results });
  const until = performance.now() + 300;
  work.next();
  while (performance.now() < until); // the worker starts
  runToEnd(work);
  expect(results.every((value, part) => value === part ** 2)).toBe(true);
});
