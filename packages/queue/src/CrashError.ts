/** A worker ended before its job: it exited, ran out of memory, or threw an uncaught error. */
export class CrashError extends Error {
  override readonly name = "CrashError";
  /** The job's id. */
  readonly job: string;
  /** The way in which the worker ended. */
  readonly why: string;

  constructor(job: string, why: string) {
    super(`job ${job}: its worker ended before it did (${why})`);
    this.job = job;
    this.why = why;
  }
}
