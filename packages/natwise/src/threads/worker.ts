/** @module A thread that helps with searches for neighbours, see `shareOut`. */
import { parentPort } from "node:worker_threads";
import { tasks } from "../neighbours/tasks.ts";
import { nextPart, type SharedWork } from "./task.ts";

parentPort!.on("message", (work: SharedWork) => {
  let part = nextPart(work);
  if (part >= work.parts) return;
  const mine = tasks.find(({ name }) => name === work.task)!.begin(work.input);
  for (; part < work.parts; part = nextPart(work)) {
    mine.do(part);
    Atomics.store(work.ledger, 1 + part, 1);
    Atomics.notify(work.ledger, 1 + part);
  }
  mine.end?.();
});
