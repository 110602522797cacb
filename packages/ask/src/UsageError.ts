/**
 * The input is at fault and the person at the keyboard can mend it: exit code 2, one line, no stack trace.
 * The message says what is wrong and what to do about it.
 */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
