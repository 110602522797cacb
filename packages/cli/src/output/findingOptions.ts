import type { Command } from "commander";
import { UsageError } from "../../../ask/src/UsageError.ts";

/** How long a command may work, and how it tells what it found. */
export interface FindingOptions {
  readonly maxSeconds?: number;
  readonly json?: boolean;
  readonly csv?: string;
  readonly html?: string;
}

/** @param json what its JSON is, "print one JSON object instead" and more */
export function findingOptions(command: Command, json = "print one JSON object instead"): Command {
  return command
    .option("--max-seconds <s>", "stop then, and keep what is done", seconds)
    .option("--json", json)
    .option("--csv <file>", "write what is found as CSV; its values are in nats")
    .option("--html <file>", "write a report: one file that opens in any browser");
}

function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value > 0 && Number.isFinite(value)) return value;
  throw new UsageError(`--max-seconds must be a number above 0, got ${text}`);
}
