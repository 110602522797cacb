/** @module The `natwise` command. Everything heavy is imported by the command that needs it. */
import { main } from "./program.ts";

// The engine says so too, but not from a thread of `natwise run`: ONNX Runtime must not report what it computes.
process.env.ORT_DISABLE_TELEMETRY ??= "1";

const stop = new AbortController();
const interrupted = () => {
  // The first Ctrl-C ends the work in order; who presses it twice wants out now.
  // process.exit would wait for threads in the middle of their work; a signal nobody listens to does not.
  if (stop.signal.aborted) process.kill(process.pid, "SIGKILL");
  stop.abort();
};
process.on("SIGINT", interrupted);
process.on("SIGTERM", interrupted);

// `natwise ... | head` closes our output early: that is not an error. A full disk is.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  process.stderr.write(`natwise: the output cannot be written (${error.code})\n`, () => process.exit(2));
});
process.stderr.on("error", () => {});

const code = await main(process.argv.slice(2), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  signal: stop.signal,
  terminal: process.stderr.isTTY ? process.stderr : null,
  argv: process.argv.slice(2),
});

// Leave only when everything written has reached its reader; what failed to is told to the listeners above.
process.stdout.write("", (failed) => {
  if (!failed) process.stderr.write("", () => process.exit(code));
});
