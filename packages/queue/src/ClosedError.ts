/** The runner was closed before a job began or ended. */
export class ClosedError extends Error {
  override readonly name = "ClosedError";
}
