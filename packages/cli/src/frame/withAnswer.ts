import type { Made, Plotter } from "@natwise/ask";
import type { Row } from "@natwise/ask/experiments";
import type { AnswerOptions } from "../options/answerOptions.ts";
import { version } from "../version.ts";
import { InterruptedError } from "./InterruptedError.ts";
import type { Io } from "./io.ts";
import type { ProgressBar } from "./progressBar.ts";
import type { Stopping } from "./stopping.ts";

/** What a command has to work with. */
export interface Work extends Pick<Stopping, "stop"> {
  /** Aborted by Ctrl-C, and when --max-seconds are over. */
  readonly signal: AbortSignal;
  readonly onProgress: ProgressBar["update"];
}

/** An answer, and how it is written. */
export interface Written {
  /** For CSV. */
  readonly rows: readonly Row[];
  page(plotter: Plotter, made: Made): string;
  json(): object;
  text(): string;
  /** For --save, of commands that have it; null where no critic was trained in time. */
  critic?(): Promise<Uint8Array | null>;
  /** How much is printed where the work was stopped: "3 of 7 columns". */
  readonly done: string;
}

/**
 * The frame of commands that answer with text or JSON, CSV and a page: checks outputs, lets the work be stopped, writes the
 * answer.
 *
 * @throws UsageError where --max-seconds were over before there was an answer; InterruptedError after Ctrl-C
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
    // Nothing is written before everything that could fail has been done.
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
