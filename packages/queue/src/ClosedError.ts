/** The runner was closed before a job had ended, or had begun. */
export class ClosedError extends Error {
  override readonly name = "ClosedError";
}
