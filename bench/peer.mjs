/** @module A Python process that answers each line with a line, so that both sides can be timed in turns. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** Starts the script; null if no interpreter can run it. */
export async function peer(script, env = {}) {
  for (const python of [process.env.PYTHON, "/usr/bin/python3", "python3"].filter(Boolean)) {
    const child = spawn(python, [fileURLToPath(script)], {
      env: { ...process.env, ...env },
      stdio: ["pipe", "pipe", "ignore"],
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const ended = new Promise((resolve) => child.once("error", () => resolve({ done: true })));
    const { value, done } = await Promise.race([lines.next(), ended]);
    if (done) continue;
    return {
      greeting: value,
      async ask(line) {
        child.stdin.write(`${line}\n`);
        return (await lines.next()).value;
      },
      close: () => child.stdin.end(),
    };
  }
  return null;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
