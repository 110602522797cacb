/** Ctrl-C ended the work in order. The message says which results were kept. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";
}
