import { UsageError } from "@natwise/ask/UsageError";
import type { Command } from "commander";

/** How long a command may work, and how its answer is written. */
export interface AnswerOptions {
  readonly maxSeconds?: number;
  readonly json?: boolean;
  readonly csv?: string;
  readonly html?: string;
}

/** @param json what its JSON is, "print one JSON object instead" and more */
export function answerOptions(command: Command, json = "print one JSON object instead"): Command {
  return command
    .option("--max-seconds <s>", "stop then, and keep what is done", seconds)
    .option("--json", json)
    .option("--csv <file>", "write the results as CSV, with values in nats")
    .option("--html <file>", "write a report: one file that opens in any browser");
}

function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value > 0 && Number.isFinite(value)) return value;
  throw new UsageError(`--max-seconds must be a number above 0, got ${text}`);
}
