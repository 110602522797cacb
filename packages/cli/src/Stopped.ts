/** Ctrl-C ended the work in order. The message says what is left of it. */
export class Stopped extends Error {
  override readonly name = "Stopped";
}
