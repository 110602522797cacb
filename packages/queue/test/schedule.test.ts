import { expect, it } from "vitest";
import type { AnyHandlers } from "../src/job.ts";
import type { ToWorker } from "../src/messages.ts";
import { type Listener, schedule } from "../src/schedule.ts";
import { job } from "./runners.ts";

/** Workers that do what the test says, in a runner of one at a time. */
function byHand(patience: number) {
  const workers: { listener: Listener; sent: ToWorker[]; terminated: boolean; keepsAlive: boolean }[] = [];
  const start = (listener: Listener) => {
    const worker = { listener, sent: [] as ToWorker[], terminated: false, keepsAlive: true };
    workers.push(worker);
    return {
      send: (message: ToWorker) => void worker.sent.push(structuredClone(message)),
      terminate() {
        worker.terminated = true;
      },
      keepAlive(yes: boolean) {
        worker.keepsAlive = yes;
      },
    };
  };
  return { workers, runner: schedule<AnyHandlers>({ size: 1, patience, start }) };
}

it("gives no job to a worker that is being terminated, though its last message is still to come", async () => {
  const { workers, runner } = byHand(0);
  const stop = new AbortController();
  const first = runner.run(job("echo", 1), { signal: stop.signal });
  const second = runner.run(job("echo", 2));
  stop.abort("time");
  await expect(first).rejects.toBe("time");
  workers[0].listener.heard({ type: "output", output: 1 });
  expect(workers[0].terminated).toBe(true);
  expect(workers[0].sent.map(({ type }) => type)).toEqual(["begin", "stop"]);
  workers[0].listener.ended("exit code 1");
  workers[1].listener.heard({ type: "output", output: 2 });
  expect(await second).toBe(2);
});

it("keeps the process alive while a worker has a job, and no longer", async () => {
  const { workers, runner } = byHand(0);
  await expect(runner.run(job("echo", { f: () => 1 }))).rejects.toMatchObject({ name: "DataCloneError" });
  expect(workers[0].keepsAlive).toBe(false);
  const running = runner.run(job("echo", 1));
  expect(workers[0].keepsAlive).toBe(true);
  workers[0].listener.heard({ type: "output", output: 1 });
  await running;
  expect(workers[0].keepsAlive).toBe(false);
});

it("replaces an idle worker that died only when there is a job", async () => {
  const { workers, runner } = byHand(0);
  const first = runner.run(job("echo", 1));
  workers[0].listener.heard({ type: "output", output: 1 });
  await first;
  workers[0].listener.ended("exit code 1");
  expect(workers).toHaveLength(1);
  void runner.run(job("echo", 2));
  expect(workers).toHaveLength(2);
});
