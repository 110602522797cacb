import { expect, test } from "vitest";
import { ksgNats } from "../../src/neighbours/ksg.ts";

test("ksgNats returns a number for two columns", () => {
  const column = (f: (i: number) => number) => ({
    data: Float64Array.from({ length: 50 }, (_, i) => f(i)),
    n: 50,
    d: 1,
  });
  const work = ksgNats(column(Math.sin), column(Math.cos));
  let step = work.next();
  while (!step.done) step = work.next();
  expect(step.value.nats).toBeGreaterThan(0);
});
