/** @module Jobs, handlers and runners. */

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** A piece of work as data, never a closure, so that a handler can do it in any thread. */
export interface Job<Kind extends string = string, Input = Json> {
  /** Identifies the job in errors and in stored outcomes. */
  readonly id: string;
  /** The name of its handler. */
  readonly kind: Kind;
  readonly input: Input;
  /** Expected time in any unit, above 0; by default 1. */
  readonly cost?: number;
}

export interface Progress {
  /** From 0 to 1. */
  readonly done: number;
  readonly label?: string;
}

export interface JobContext {
  readonly id: string;
  /** Aborted when the job is cancelled. The handler's output and errors are then ignored. */
  readonly signal: AbortSignal;
  /** May be called at any rate: the runner passes on at most twenty messages a second. */
  readonly onProgress: (progress: Progress) => void;
}

/** Does the jobs of one kind. Input and output are copied by structured cloning. */
export type Handler<Input = never, Output = unknown> = (
  input: Input,
  context: JobContext,
) => Output | Promise<Output>;

/** A handler for each kind of job. */
export type Handlers = { readonly [kind: string]: Handler };

/** The handlers of a worker, and its clean-up. */
export interface Work<H extends Handlers = Handlers> {
  readonly handlers: H;
  /** Called once after the last job, unless the worker had to be terminated. */
  close?(): void | Promise<void>;
}

/**
 * Prepares a worker: the default export of the module passed to `threads`. It is called before the worker's first job. If it
 * fails, all jobs of that worker fail with its error.
 */
export type Prepare<Setup, H extends Handlers = Handlers> = (setup: Setup) => Work<H> | Promise<Work<H>>;

/** The handlers of a `Prepare` function: `threads<HandlersOf<typeof prepare>>`. */
export type HandlersOf<P extends (setup: never) => unknown> =
  Awaited<ReturnType<P>> extends Work<infer H> ? H : never;

/** Handlers of unknown type: any kind, any JSON, any output. */
export type AnyHandlers = { readonly [kind: string]: Handler<Json> };

/** The jobs for some handlers. */
export type JobOf<H extends Handlers> = {
  [Kind in keyof H & string]: Job<Kind, Parameters<H[Kind]>[0]>;
}[keyof H & string];

/** The output of handlers for jobs of a kind. */
export type OutputOf<H extends Handlers, Kind extends keyof H = keyof H> = Awaited<ReturnType<H[Kind]>>;

export interface RunOptions {
  /** Cancels the job, waiting or running. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Called when the worker is ready and the handler begins. */
  readonly onStart?: () => void;
}

export interface Runner<H extends Handlers = AnyHandlers> {
  /** Maximum number of concurrent jobs; the others begin in the order of submission. */
  readonly size: number;
  /**
   * Resolves with the handler's output. Rejects with
   *
   * - the handler's error, with its name and message; built-in errors, such as RangeError, keep their class
   * - the signal's reason, immediately, when the signal is aborted
   * - a CrashError if the worker ends before the job
   * - a ClosedError if the runner is closed before the job ends
   * - the error of a callback, which also cancels the job
   */
  run<J extends JobOf<H>>(job: J, options?: RunOptions): Promise<OutputOf<H, J["kind"]>>;
  /**
   * Cancels all jobs, closes all workers, and resolves when they have ended.
   *
   * @throws the error of a worker's own `close`
   */
  close(): Promise<void>;
}
