import { Worker } from "node:worker_threads";
import type { Named, Request, Response } from "./worker.ts";

/** A model, and the data that every run of it is fed. */
export interface Model {
  readonly bytes: Uint8Array;
  readonly data: Named;
  /** Intra-op threads of its sessions. More than one helps only while no other run is under way. */
  readonly threads: number;
}

export interface PoolRun {
  readonly feeds: Named;
  /** The run's name in errors. */
  readonly job: string;
  readonly signal?: AbortSignal;
}

/** Worker threads that run models side by side while the caller's event loop stays free. */
export interface Pool {
  readonly size: number;
  add(model: Model): number;
  run(program: number, run: PoolRun): Promise<Named>;
  remove(program: number): Promise<void>;
  /** Rejects the runs that wait, lets those under way end, and ends all workers. */
  close(): Promise<void>;
}

interface Job extends PoolRun {
  readonly program: number;
  readonly resolve: (outputs: Named) => void;
  readonly reject: (error: Error) => void;
}

interface Member {
  readonly worker: Worker;
  /** Programs that it holds a session for. */
  readonly loaded: Set<number>;
  job?: Job;
  /** Settles when the newest run has ended. */
  running?: Promise<void>;
}

/** The worker's compiled file. The path is right from src and from dist. */
const workerFile = new URL("../dist/worker.js", import.meta.url);

/**
 * A pool of `size` workers, which start when they are first needed. A run goes to a free worker, preferably to one that
 * has loaded the model already.
 *
 * @param file the script of a worker; tests replace it by one that dies on demand
 * @throws RangeError for a size that is not a whole number above 0
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
    // Some flags of the caller, such as --input-type of node -e, end a worker that inherits them.
    const worker = new Worker(file, { execArgv: [] });
    const member: Member = { worker, loaded: new Set() };
    // A worker that dies fails only its own job; the next run starts another worker.
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
        // The run itself cannot be interrupted, but its promise is rejected at once.
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
      // Ending a thread while ONNX Runtime runs in it aborts the whole process, so a run under way ends first.
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
 * Since 1.29 ONNX Runtime reports sessions and models to its maker, and keeps an identifier of the machine in the home
 * folder, unless this variable is 1 before its first session. A caller who allows that sets it to 0. In a worker thread
 * of the caller's own `process.env` is a copy, and this has no effect.
 */
function silence() {
  process.env.ORT_DISABLE_TELEMETRY ??= "1";
}
