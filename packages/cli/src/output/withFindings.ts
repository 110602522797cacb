import type { Io } from "../io.ts";
import type { ProgressBar } from "../progressBar.ts";
import type { Row } from "../../../ask/src/experiments/experiment.ts";
import { Stopped } from "../Stopped.ts";
import type { FindingOptions } from "./findingOptions.ts";
import type { Stopping } from "./stopping.ts";

/** What a command has to work with. */
export interface Work extends Pick<Stopping, "why"> {
  /** Aborted by Ctrl-C, and when --max-seconds are over. */
  readonly signal: AbortSignal;
  readonly bar: ProgressBar;
}

/** What a command found, and how it is told. */
export interface Findings {
  /** For CSV. */
  readonly rows: readonly Row[];
  page(command: readonly string[]): Promise<string>;
  json(): Promise<object>;
  text(): Promise<string>;
  /** For --save, of commands that have it; null where none was trained in time. */
  critic?(): Promise<Uint8Array | null>;
  /** How much is printed where the work was stopped: "3 of 7 columns". */
  readonly done: string;
}

/**
 * The frame of commands whose findings are told as text or JSON, CSV and a page: checks outputs, lets the work be stopped,
 * tells what was found.
 *
 * @throws UsageError where --max-seconds were over before `find` found anything; Stopped after Ctrl-C
 */
export async function withFindings(
  file: string,
  { html, csv: csvFile, save, json, maxSeconds }: FindingOptions & { readonly save?: string },
  io: Io,
  find: (work: Work) => Promise<Findings>,
): Promise<void> {
  const { checkOutputs } = await import("./checkOutputs.ts");
  checkOutputs({ "--html": html, "--csv": csvFile, "--save": save }, file);
  const [{ progressBar }, { stopping }] = await Promise.all([
    import("../progressBar.ts"),
    import("./stopping.ts"),
  ]);
  const stop = stopping(io.signal, maxSeconds);
  const bar = await progressBar(io.terminal);
  try {
    bar.update({ done: 0, label: `reading ${file}` });
    const found = await find({ signal: stop.signal, why: stop.why, bar }).catch((error) => {
      throw stop.explain(error);
    });
    const page = html === undefined ? null : await found.page(["natwise", ...io.argv]);
    const critic = save === undefined ? null : await found.critic!();
    // Nothing is written before everything that could fail has been done.
    bar.stop();
    const { writeWhole } = await import("../../../ask/src/files/writeWhole.ts");
    if (page !== null) writeWhole(html!, page);
    if (csvFile !== undefined) {
      const { csv } = await import("../../../ask/src/experiments/results.ts");
      writeWhole(csvFile, csv(found.rows));
    }
    if (critic !== null) writeWhole(save!, critic);
    if (json) {
      io.stdout(`${JSON.stringify(await found.json(), null, 2)}\n`);
    } else {
      io.stdout(await found.text());
      if (html !== undefined) io.stdout(`Report: ${html}\n`);
      if (csvFile !== undefined) io.stdout(`Rows: ${csvFile}\n`);
      if (critic !== null) io.stdout(`Critic: ${save}\n`);
    }
    if (io.signal.aborted) throw new Stopped(`what was done on ${found.done} is printed`);
  } finally {
    bar.stop();
    stop.end();
  }
}
