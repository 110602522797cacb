/** @module Jobs and what runs them. */

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** A piece of work by its address: everything a handler needs to do it anywhere, and never a closure. */
export interface Job<Kind extends string = string, Input = Json> {
  /** Names the job in errors and where its outcome is kept. */
  readonly id: string;
  /** The handler that does it. */
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
  /** Aborted when the job is cancelled; what the handler returns or throws after that is ignored. */
  readonly signal: AbortSignal;
  /** May be called as often as is convenient: the runner passes on a few messages a second. */
  readonly onProgress: (progress: Progress) => void;
}

/** Does the jobs of one kind. Input and output are copied by structured cloning on their way. */
export type Handler<Input = never, Output = unknown> = (
  input: Input,
  context: JobContext,
) => Output | Promise<Output>;

/** A handler for each kind of job. */
export type Handlers = { readonly [kind: string]: Handler };

/** What a worker can do, and how it puts away what it holds. */
export interface Work<H extends Handlers = Handlers> {
  readonly handlers: H;
  /** Called once after the last job, unless the worker had to be terminated. */
  close?(): void | Promise<void>;
}

/**
 * Makes a worker ready: the default export of a module that `threads` is given. Called with the worker's first job;
 * if it fails, all jobs of that worker fail with its error.
 */
export type Prepare<Setup, H extends Handlers = Handlers> = (setup: Setup) => Work<H> | Promise<Work<H>>;

/** The handlers that a `Prepare` makes: `threads<HandlersOf<typeof prepare>>`. */
export type HandlersOf<P extends (setup: never) => unknown> =
  Awaited<ReturnType<P>> extends Work<infer H> ? H : never;

/** Handlers of which nothing is known: any kind, any JSON, any output. */
export type AnyHandlers = { readonly [kind: string]: Handler<Json> };

/** The jobs that handlers can do. */
export type JobOf<H extends Handlers> = {
  [Kind in keyof H & string]: Job<Kind, Parameters<H[Kind]>[0]>;
}[keyof H & string];

/** What handlers return for jobs of a kind. */
export type OutputOf<H extends Handlers, Kind extends keyof H = keyof H> = Awaited<ReturnType<H[Kind]>>;

export interface RunOptions {
  /** Cancels the job, whether it waits or runs. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Called when the worker is ready and the handler begins. */
  readonly onStart?: () => void;
}

export interface Runner<H extends Handlers = AnyHandlers> {
  /** Jobs that can run side by side; more are begun in the order they were given in. */
  readonly size: number;
  /**
   * Resolves with the handler's output. Rejects with
   *
   * - the handler's error, its name and message kept; the built-in kinds, such as RangeError, stay of their class
   * - the signal's own reason, at once, when that is aborted
   * - a CrashError if the worker ends before the job does
   * - a ClosedError if the runner is closed before the job ends
   * - what a callback throws; the job is then cancelled
   */
  run<J extends JobOf<H>>(job: J, options?: RunOptions): Promise<OutputOf<H, J["kind"]>>;
  /**
   * Cancels what runs or waits, closes all workers, and resolves when they have ended.
   *
   * @throws what a worker's own `close` threw
   */
  close(): Promise<void>;
}
