import type { Handler, Progress, Work } from "./job.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { packError } from "./packError.ts";
import { throttle } from "./throttle.ts";
import { unpackError } from "./unpackError.ts";

/** Milliseconds between two progress messages of a job. */
const PROGRESS_MS = 50;

export interface ServeOptions {
  readonly prepare: () => Work | Promise<Work>;
  readonly send: (message: FromWorker) => void;
  /** Called last, when the worker has closed. */
  readonly exit: () => void;
}

/**
 * The worker's side of a runner, in any thread: does one job at a time, and closes on request. Returns a function to call with
 * each message.
 */
export function serve({ prepare, send, exit }: ServeOptions): (message: ToWorker) => void {
  let work: Promise<Work> | undefined;
  let stop = new AbortController();
  let running = Promise.resolve();

  async function run({ id, kind, input }: Extract<ToWorker, { type: "begin" }>["job"]): Promise<void> {
    const { signal } = stop;
    const progress = throttle((progress: Progress) => send({ type: "progress", progress }), PROGRESS_MS);
    try {
      // The async function turns a synchronous error of `prepare` into a rejection.
      work ??= (async () => prepare())();
      const { handlers } = await work;
      signal.throwIfAborted();
      if (!Object.hasOwn(handlers, kind)) throw new RangeError(unknownKind(kind, Object.keys(handlers)));
      send({ type: "started" });
      const handler = handlers[kind] as Handler<unknown>;
      const output = await handler(input, { id, signal, onProgress: progress.pass });
      send({ type: "output", output });
    } catch (error) {
      send({ type: "error", error: packError(error) });
    } finally {
      progress.end();
    }
  }

  async function close(): Promise<void> {
    await running;
    // If `prepare` failed, the jobs have reported it and there is nothing to close.
    const prepared = await work?.catch(() => undefined);
    try {
      await prepared?.close?.();
    } catch (error) {
      send({ type: "notClosed", error: packError(error) });
    }
    exit();
  }

  return (message) => {
    if (message.type === "begin") {
      stop = new AbortController();
      running = run(message.job);
      return;
    }
    stop.abort(unpackError(message.reason));
    if (message.type === "close") void close();
  };
}

const unknownKind = (kind: string, kinds: readonly string[]) =>
  `jobs: kind must be one of ${kinds.join(", ")}, got ${kind}`;
