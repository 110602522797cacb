import { expect, it } from "vitest";
import { inThisThread, job } from "./runners.ts";

it("gives the event loop a turn before each job", async () => {
  const runner = inThisThread();
  let turns = 0;
  let over = false;
  const turn = () => {
    turns++;
    if (!over) setImmediate(turn);
  };
  setImmediate(turn);
  await Promise.all(Array.from({ length: 50 }, (_, i) => runner.run(job("echo", i))));
  over = true;
  expect(turns).toBeGreaterThanOrEqual(49);
});
