/**
 * @module What a thread of `natwise run` does: imports the experiment, runs one job after the other, answers. Drawing
 * samples and looking for neighbours happen here; critics are trained in the engine's thread.
 */
import { parentPort, workerData } from "node:worker_threads";
import { startEngine } from "../startEngine.ts";
import { jobsOf, loadExperiment, type Row } from "./experiment.ts";

export interface WorkerData {
  readonly file: string;
  readonly quick: boolean;
  readonly seed: number;
}

export type ToWorker = { readonly run: string } | { readonly close: true };
export type FromWorker = { readonly id: string; readonly seconds: number } & (
  | { readonly done: number }
  | { readonly rows: readonly Row[] }
  | { readonly error: string }
);

const { file, quick, seed } = workerData as WorkerData;
const port = parentPort!;
const stop = new AbortController();
let busy: Promise<void> | undefined;

const ready = (async () => {
  const jobs = jobsOf(await loadExperiment({ file }), { quick, seed });
  return { jobs: new Map(jobs.map((job) => [job.id, job])), engine: await startEngine(1) };
})();
// Told of by the job that needs it.
ready.catch(() => {});

async function run(id: string): Promise<void> {
  let began = performance.now();
  const tell = (answer: { done: number } | { rows: readonly Row[] } | { error: string }) =>
    port.postMessage({ id, seconds: (performance.now() - began) / 1000, ...answer } satisfies FromWorker);
  try {
    const { jobs, engine } = await ready;
    began = performance.now();
    const job = jobs.get(id);
    if (!job) throw new Error(`the experiment has no job ${id} any more`);
    const found = await job.run({ engine, signal: stop.signal, onProgress: ({ done }) => tell({ done }) });
    // What was told to stop is not done; it may still look as if it were.
    if (!stop.signal.aborted) tell({ rows: Array.isArray(found) ? found : [found as Row] });
  } catch (error) {
    if (!stop.signal.aborted) tell({ error: error instanceof Error ? error.message : String(error) });
  }
}

port.on("message", async (message: ToWorker) => {
  if ("run" in message) {
    busy = run(message.run);
    return;
  }
  stop.abort(new Error("stopped"));
  await busy;
  await ready.then(
    ({ engine }) => engine.dispose(),
    () => {},
  );
  port.close();
});
