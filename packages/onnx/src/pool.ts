import { Worker } from "node:worker_threads";
import type { Named, Request, Response } from "./worker.ts";

/** A model and what every run of it is fed besides its own inputs. */
export interface Model {
  readonly bytes: Uint8Array;
  readonly data: Named;
  /** Intra-op threads of its sessions: more than one pays where no other run is under way. */
  readonly threads: number;
}

export interface PoolRun {
  readonly feeds: Named;
  /** What the run is called should its worker die. */
  readonly job: string;
  readonly signal?: AbortSignal;
}

/** Worker threads that run models side by side while the caller's event loop stays free. */
export interface Pool {
  readonly size: number;
  add(model: Model): number;
  run(program: number, run: PoolRun): Promise<Named>;
  remove(program: number): Promise<void>;
  /** Ends all workers; runs under way are rejected. */
  close(): Promise<void>;
}

interface Job extends PoolRun {
  readonly program: number;
  readonly resolve: (outputs: Named) => void;
  readonly reject: (error: Error) => void;
}

interface Member {
  readonly worker: Worker;
  /** Programs it holds a session of. */
  readonly loaded: Set<number>;
  job?: Job;
  /** Settles when the newest run has ended. */
  running?: Promise<void>;
}

/** The worker's compiled file, from src as from dist. */
const workerFile = new URL("../dist/worker.js", import.meta.url);

/**
 * A pool of `size` workers, started when they are first needed. A run goes to a free worker, one that has the model
 * already if there is one.
 *
 * @param file what a worker executes; tests put one in its place that dies when it is told to
 */
export function pool({ size, file = workerFile }: { size: number; file?: URL }): Pool {
  if (!(Number.isInteger(size) && size >= 1))
    throw new RangeError(`pool: size must be a whole number above 0, got ${size}`);
  const models = new Map<number, Model>();
  const members: Member[] = [];
  const queue: Job[] = [];
  let programs = 0;
  let requests = 0;
  let closed = false;

  function start(): Member {
    silence();
    // Flags meant for the caller's own file, such as --input-type of node -e, end a worker that inherits them.
    const worker = new Worker(file, { execArgv: [] });
    const member: Member = { worker, loaded: new Set() };
    // A worker that dies takes its job along and nothing else; the next run starts another.
    const lost = (why: string) => {
      const at = members.indexOf(member);
      if (at >= 0) members.splice(at, 1);
      const { job } = member;
      member.job = undefined;
      job?.reject(new Error(`${job.job}: its worker ended before the run did (${why})`));
      dispatch();
    };
    worker.on("error", (error) => lost(error.message));
    worker.on("exit", (code) => lost(closed ? "the engine was disposed of" : `exit code ${code}`));
    worker.setMaxListeners(0);
    worker.unref();
    members.push(member);
    return member;
  }

  function ask(member: Member, request: Request): Promise<Named | undefined> {
    return new Promise((resolve, reject) => {
      const listen = (response: Response) => {
        if (response.id !== request.id) return;
        member.worker.off("message", listen);
        if (response.error === undefined) resolve(response.outputs);
        else reject(new Error(response.error));
      };
      member.worker.on("message", listen);
      member.worker.postMessage(request);
    });
  }

  function dispatch() {
    while (queue.length > 0) {
      const free = members.filter((member) => !member.job);
      const { program } = queue[0];
      const member =
        free.find(({ loaded }) => loaded.has(program)) ??
        free[0] ??
        (members.length < size ? start() : undefined);
      if (!member) return;
      const job = queue.shift() as Job;
      if (job.signal?.aborted) {
        job.reject(job.signal.reason);
        continue;
      }
      member.job = job;
      member.worker.ref();
      member.running = execute(member, job)
        .then(job.resolve, (error) => job.reject(new Error(`${job.job}: ${error.message}`)))
        .finally(() => {
          if (member.job !== job) return;
          member.job = undefined;
          member.worker.unref();
          dispatch();
        });
    }
  }

  async function execute(member: Member, { program, feeds }: Job): Promise<Named> {
    const model = models.get(program);
    if (!model) throw new Error("the program was disposed of");
    if (!member.loaded.has(program)) {
      await ask(member, { id: requests++, kind: "load", program, ...model });
      member.loaded.add(program);
    }
    return (await ask(member, { id: requests++, kind: "run", program, feeds })) as Named;
  }

  return {
    size,
    add(model) {
      models.set(programs, model);
      return programs++;
    },
    run(program, run) {
      return new Promise<Named>((resolve, reject) => {
        if (closed) throw new Error(`${run.job}: the engine was disposed of`);
        run.signal?.throwIfAborted();
        // The run itself cannot be interrupted; who waits for it is told at once.
        const cancel = () => reject(run.signal?.reason);
        run.signal?.addEventListener("abort", cancel, { once: true });
        const settled = () => run.signal?.removeEventListener("abort", cancel);
        queue.push({
          ...run,
          program,
          resolve: (outputs) => {
            settled();
            resolve(outputs);
          },
          reject: (error) => {
            settled();
            reject(error);
          },
        });
        dispatch();
      });
    },
    async remove(program) {
      models.delete(program);
      for (const { loaded, worker } of members) {
        if (loaded.delete(program))
          worker.postMessage({ id: requests++, kind: "unload", program } satisfies Request);
      }
    },
    async close() {
      closed = true;
      for (const job of queue.splice(0)) job.reject(new Error(`${job.job}: the engine was disposed of`));
      // Ending a thread while ONNX Runtime runs in it aborts the whole process: a run under way ends first.
      const ended = ({ worker }: Member) => new Promise((resolve) => worker.once("exit", resolve));
      await Promise.all(
        members.map(async (member) => {
          await Promise.race([member.running, ended(member)]);
          await member.worker.terminate();
        }),
      );
    },
  };
}

/**
 * Since 1.29 ONNX Runtime reports sessions and models to its maker, and keeps a number for the machine in the home
 * folder, unless told not to before its first session. Who wants that sets the variable to 0. It is set for the process:
 * within a worker thread of the caller's own, where `process.env` is a copy, this does nothing.
 */
function silence() {
  process.env.ORT_DISABLE_TELEMETRY ??= "1";
}
