/** Ctrl-C ended the work in order. The message says what is left of it. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";
}
