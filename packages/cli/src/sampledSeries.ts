import { UsageError } from "../../ask/src/UsageError.ts";

/** The refusal of a random sample of a series. */
export function sampledSeries(): UsageError {
  return new UsageError("--sample takes rows out of the order that --series is about; leave one of them out");
}
