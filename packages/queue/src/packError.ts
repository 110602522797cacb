import type { PackedError } from "./messages.ts";

/** A thrown value as data that can be sent to another thread. */
export function packError(thrown: unknown): PackedError {
  if (!(thrown instanceof Error)) return { name: "Error", message: String(thrown) };
  const { name, message, stack } = thrown;
  return { name, message, stack };
}
