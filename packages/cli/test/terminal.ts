import { main } from "../src/program.ts";

export { csv, file, noise, penguins, scratch, walk } from "../../ask/test/files.ts";

/** Runs the command in this process, as if its arguments had been typed where nobody watches. */
export async function natwise(argv: readonly string[], signal: AbortSignal = new AbortController().signal) {
  let stdout = "";
  let stderr = "";
  const code = await main(argv, {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    signal,
    terminal: null,
    argv,
  });
  return { code, stdout, stderr };
}

/** Runs what is to be stopped in the middle, with more and more time, until there was enough to begin with the work. */
export async function untilBegun<T extends { readonly stdout: string }>(
  run: (seconds: number) => Promise<T>,
) {
  for (let seconds = 2; ; seconds *= 2) {
    const done = await run(seconds);
    if (done.stdout !== "" || seconds >= 32) return { ...done, seconds };
  }
}

/** The codes of what JSON remarks on. */
export const codesOf = ({ remarks }: { readonly remarks: readonly { readonly code: string }[] }) =>
  remarks.map(({ code }) => code);
