/**
 * An error in the input, which the user can correct: exit code 2, one line, no stack trace.
 * The message says what is wrong and what to do.
 */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
