import type { Made, Plotter } from "@natwise/ask";
import type { Row } from "@natwise/ask/experiments";
import type { AnswerOptions } from "../options/answerOptions.ts";
import { version } from "../version.ts";
import { InterruptedError } from "./InterruptedError.ts";
import type { Io } from "./io.ts";
import type { ProgressBar } from "./progressBar.ts";
import type { Stopping } from "./stopping.ts";

/** Arguments of a command's work. */
export interface Work extends Pick<Stopping, "stop"> {
  /** Aborted by Ctrl-C and at the end of --max-seconds. */
  readonly signal: AbortSignal;
  readonly onProgress: ProgressBar["update"];
}

/** An answer in all output formats. */
export interface Written {
  /** Rows of the CSV. */
  readonly rows: readonly Row[];
  page(plotter: Plotter, made: Made): string;
  json(): object;
  text(): string;
  /** The critic for --save, in commands with that option; null if no critic was trained in time. */
  critic?(): Promise<Uint8Array | null>;
  /** The finished part of the work, printed after an interrupt: "3 of 7 columns". */
  readonly done: string;
}

/**
 * Runs a command that answers with text or JSON, CSV and a page: checks the output files, does the work with a progress bar until
 * it is done or stopped, and writes the answer.
 *
 * @throws UsageError if there is no answer within --max-seconds; InterruptedError after Ctrl-C
 */
export async function withAnswer(
  file: string,
  { html, csv: csvFile, save, json, maxSeconds }: AnswerOptions & { readonly save?: string },
  io: Io,
  find: (work: Work) => Promise<Written>,
): Promise<void> {
  const { checkOutputs } = await import("./checkOutputs.ts");
  checkOutputs({ "--html": html, "--csv": csvFile, "--save": save }, file);
  const [{ progressBar }, { stopping }] = await Promise.all([
    import("./progressBar.ts"),
    import("./stopping.ts"),
  ]);
  const stop = stopping(io.signal, maxSeconds);
  const bar = await progressBar(io.terminal);
  try {
    bar.update({ done: 0, label: `reading ${file}` });
    const answer = await find({ signal: stop.signal, stop: stop.stop, onProgress: bar.update }).catch(
      (error) => {
        throw stop.explain(error);
      },
    );
    const [{ toCsv }, { nodePlotter, writeWhole }] = await Promise.all([
      import("@natwise/ask"),
      import("@natwise/ask/node"),
    ]);
    const made = { command: ["natwise", ...io.argv], version: version() };
    const page = html === undefined ? null : answer.page(await nodePlotter(), made);
    const critic = save === undefined ? null : await answer.critic!();
    // Everything that could fail comes before the first write.
    bar.stop();
    if (page !== null) writeWhole(html!, page);
    if (csvFile !== undefined) writeWhole(csvFile, toCsv(answer.rows));
    if (critic !== null) writeWhole(save!, critic);
    if (json) {
      io.stdout(`${JSON.stringify(answer.json(), null, 2)}\n`);
    } else {
      io.stdout(answer.text());
      if (html !== undefined) io.stdout(`Report: ${html}\n`);
      if (csvFile !== undefined) io.stdout(`Rows: ${csvFile}\n`);
      if (critic !== null) io.stdout(`Critic: ${save}\n`);
    }
    if (io.signal.aborted) throw new InterruptedError(`what was done on ${answer.done} is printed`);
  } finally {
    bar.stop();
    stop.end();
  }
}
