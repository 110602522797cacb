/** @module The `natwise` command. Each command imports its large dependencies itself. */
import { main } from "./program.ts";

// Disables ONNX Runtime's telemetry. The engine does too, but not in the threads of `natwise run`.
process.env.ORT_DISABLE_TELEMETRY ??= "1";

const stop = new AbortController();
const interrupted = () => {
  // The first Ctrl-C ends the work in order; the second ends the process immediately. process.exit would wait for busy threads.
  if (stop.signal.aborted) process.kill(process.pid, "SIGKILL");
  stop.abort();
};
process.on("SIGINT", interrupted);
process.on("SIGTERM", interrupted);

// An output closed early, as by `natwise ... | head`, is not an error; a full disk is.
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

// Exit only after all output is written. The listeners above handle failures.
process.stdout.write("", (failed) => {
  if (!failed) process.stderr.write("", () => process.exit(code));
});
