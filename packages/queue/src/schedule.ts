import { abortCallbacks } from "./abortCallbacks.ts";
import { ClosedError } from "./ClosedError.ts";
import { CrashError } from "./CrashError.ts";
import type { Handlers, Job, Runner, RunOptions } from "./job.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { packError } from "./packError.ts";
import { type Task, task as taskOf } from "./task.ts";
import { unpackError } from "./unpackError.ts";

/** The connection to a worker. */
export interface Link {
  /** @throws DataCloneError if the message cannot be copied */
  send(message: ToWorker): void;
  /** Ends the worker immediately. `ended` is called afterwards. */
  terminate(): void;
  /** Whether the worker keeps the process alive. */
  keepAlive(yes: boolean): void;
}

export interface Listener {
  heard(message: FromWorker): void;
  /** Called when the worker has ended; a second call has no effect. */
  ended(why: string): void;
}

export interface ScheduleOptions {
  readonly size: number;
  /** Milliseconds between a message to stop or close and the termination of the worker. */
  readonly patience: number;
  /** Starts a worker. */
  readonly start: (listener: Listener) => Link;
}

interface Member {
  readonly link: Link;
  readonly ended: Promise<void>;
  /** The worker's current task; it may be settled and still stopping. */
  task?: Task;
  /** Whether to ignore its further messages and give it no more jobs. */
  terminated?: boolean;
  timer?: ReturnType<typeof setTimeout>;
}

/** The runner's side of a set of workers: gives each worker one job at a time, and starts workers on demand. */
export function schedule<H extends Handlers>({ size, patience, start }: ScheduleOptions): Runner<H> {
  if (!(Number.isInteger(size) && size >= 1))
    throw new RangeError(`runner: size must be a whole number above 0, got ${size}`);
  // A longer timer would fire immediately.
  if (!(patience >= 0 && patience < 2 ** 31))
    throw new RangeError(`runner: patience must be milliseconds from 0 to 2147483647, got ${patience}`);
  const onAbort = abortCallbacks();
  const waiting = new Set<Task>();
  const members = new Set<Member>();
  let closing: Promise<void> | undefined;
  let notClosed: Error | undefined;

  function next(): void {
    for (const task of waiting) {
      let member: Member | undefined;
      try {
        member = [...members].find(({ task }) => !task) ?? (members.size < size ? join() : undefined);
        if (!member) return;
        const { id, kind, input } = task.job;
        member.link.send({ type: "begin", job: { id, kind, input } });
      } catch (error) {
        waiting.delete(task);
        task.reject(error);
        continue;
      }
      waiting.delete(task);
      member.task = task;
      member.link.keepAlive(true);
    }
  }

  function join(): Member {
    let gone = () => {};
    const ended = new Promise<void>((resolve) => {
      gone = resolve;
    });
    const link = start({
      heard: (message) => hear(member, message),
      ended(why) {
        clearTimeout(member.timer);
        members.delete(member);
        if (member.task) member.task.reject(new CrashError(member.task.job.id, why));
        gone();
        next();
      },
    });
    link.keepAlive(false);
    const member: Member = { link, ended };
    members.add(member);
    return member;
  }

  function hear(member: Member, message: FromWorker): void {
    const { task } = member;
    if (member.terminated) return;
    if (message.type === "notClosed") notClosed ??= unpackError(message.error);
    if (!task) return;
    if (message.type === "started") call(task, () => task.onStart?.());
    if (message.type === "progress") call(task, () => task.onProgress?.(message.progress));
    if (message.type !== "output" && message.type !== "error") return;
    if (message.type === "output") task.resolve(message.output);
    else task.reject(unpackError(message.error));
    member.task = undefined;
    if (closing) return;
    clearTimeout(member.timer);
    member.link.keepAlive(false);
    next();
  }

  /** Calls a callback of the job's owner. An error in it cancels the job and rejects its promise. */
  function call(task: Task, callback: () => void): void {
    if (task.settled()) return;
    try {
      callback();
    } catch (error) {
      cancel(task, error);
    }
  }

  function cancel(task: Task, reason: unknown): void {
    task.reject(reason);
    waiting.delete(task);
    for (const member of members) {
      if (member.task === task) end(member, { type: "stop", reason: packError(reason) });
    }
  }

  function end(member: Member, message: ToWorker): void {
    clearTimeout(member.timer);
    member.link.send(message);
    const terminate = () => {
      member.terminated = true;
      member.link.terminate();
    };
    if (patience === 0) terminate();
    else member.timer = setTimeout(terminate, patience);
  }

  async function close(): Promise<void> {
    for (const { reject, job } of waiting) reject(closed(job));
    waiting.clear();
    for (const member of members) {
      member.task?.reject(closed(member.task.job));
      end(member, { type: "close", reason: packError(new ClosedError("the runner was closed")) });
    }
    await Promise.all([...members].map(({ ended }) => ended));
    if (notClosed) throw notClosed;
  }

  function run(job: Job<string, unknown>, options: RunOptions = {}): Promise<unknown> {
    const { signal } = options;
    return new Promise((resolve, reject) => {
      if (closing) throw closed(job);
      signal?.throwIfAborted();
      const task = taskOf(job, {
        ...options,
        ...{ onAbort, resolve, reject },
        cancel: (reason) => cancel(task, reason),
      });
      waiting.add(task);
      next();
    });
  }

  return {
    size,
    run: run as Runner<H>["run"],
    close() {
      closing ??= close();
      return closing;
    },
  };
}

const closed = ({ id }: { readonly id: string }) =>
  new ClosedError(`job ${id}: the runner was closed before it ended`);
