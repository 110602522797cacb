import type { Estimate } from "natwise";

/** For a row: the interval, and the codes of the warnings. */
export const intervalAndWarnings = ({ interval, remarks }: Estimate) => ({
  interval: interval && { ...interval },
  warnings: remarks.map(({ code }): string => code),
});
