import { UsageError } from "@natwise/ask/UsageError";
import type { Command } from "commander";

/** A command's time limit and output formats. */
export interface AnswerOptions {
  readonly maxSeconds?: number;
  readonly json?: boolean;
  readonly csv?: string;
  readonly html?: string;
}

/** @param json help text of --json */
export function answerOptions(command: Command, json = "print one JSON object instead"): Command {
  return command
    .option("--max-seconds <s>", "stop after s seconds and keep the results so far", seconds)
    .option("--json", json)
    .option("--csv <file>", "write the results as CSV, with values in nats")
    .option("--html <file>", "write a report: one file that opens in any browser");
}

function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value > 0 && Number.isFinite(value)) return value;
  throw new UsageError(`--max-seconds must be a number above 0, got ${text}`);
}
