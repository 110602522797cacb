import { UsageError } from "@natwise/ask/UsageError";

/** @throws UsageError for a random sample of a series, which would lose the order of its rows */
export function refuseSampledSeries(series: boolean, sample: number | undefined): void {
  if (series && sample !== undefined)
    throw new UsageError("--sample loses the order of rows that --series needs; leave one of them out");
}
