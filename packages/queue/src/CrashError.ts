/** A worker ended before its job did: it exited, ran out of memory, or met an error that nothing caught. */
export class CrashError extends Error {
  override readonly name = "CrashError";
  /** The job's id. */
  readonly job: string;

  constructor(job: string, why: string) {
    super(`job ${job}: its worker ended before it did (${why})`);
    this.job = job;
  }
}
