import { Worker } from "node:worker_threads";
import type { Answers, FromWorker, Task, ToWorker, WorkerData } from "./pairWorker.ts";

export interface PairPool {
  readonly threads: number;
  /** Resolves with the task's answer; rejects with the signal's reason once that is aborted. */
  run<T extends Task>(task: T): Promise<Answers[T["do"]]>;
  close(): Promise<void>;
}

/** The worker's compiled file, from src as from dist. */
const workerFile = new URL("../../dist/pairs/pairWorker.js", import.meta.url);

/** Threads that look at pairs of columns of one table; tasks are begun in the order they are given in. */
export function pairPool(
  data: WorkerData,
  { threads, signal }: { readonly threads: number; readonly signal: AbortSignal },
): PairPool {
  interface Waiting {
    readonly task: Task;
    readonly resolve: (answer: never) => void;
    readonly reject: (reason: unknown) => void;
  }
  const queue: Waiting[] = [];
  const busy = new Map<Worker, Waiting>();
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  let count = 0;

  const next = () => {
    while (queue.length > 0) {
      const worker = idle.pop() ?? (all.size < threads ? start() : undefined);
      if (!worker) return;
      const waiting = queue.shift()!;
      busy.set(worker, waiting);
      worker.postMessage({ id: count++, task: waiting.task } satisfies ToWorker);
    }
  };
  function start(): Worker {
    const worker = new Worker(workerFile, { workerData: data });
    all.add(worker);
    const end = (error: Error) => {
      all.delete(worker);
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
      busy.get(worker)?.reject(error);
      busy.delete(worker);
      next();
    };
    worker.on("message", (message: FromWorker) => {
      const waiting = busy.get(worker);
      busy.delete(worker);
      idle.push(worker);
      if ("error" in message) waiting?.reject(new Error(message.error));
      else waiting?.resolve(message.answer as never);
      next();
    });
    worker.on("error", end);
    worker.on("exit", (code) => {
      if (all.has(worker)) end(new Error(`a thread ended with exit code ${code}`));
    });
    return worker;
  }
  const stop = () => {
    for (const { reject } of queue.splice(0)) reject(signal.reason);
    for (const { reject } of busy.values()) reject(signal.reason);
    busy.clear();
    void close();
  };
  /** A thread in the middle of its work is not waited for: it holds nothing that could be left half-written. */
  const close = async () => {
    signal.removeEventListener("abort", stop);
    const threadsLeft = [...all];
    all.clear();
    await Promise.all(threadsLeft.map((worker) => worker.terminate()));
  };
  signal.addEventListener("abort", stop, { once: true });
  return {
    threads,
    run: (task) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason);
          return;
        }
        queue.push({ task, resolve: resolve as Waiting["resolve"], reject });
        next();
      }),
    close,
  };
}
