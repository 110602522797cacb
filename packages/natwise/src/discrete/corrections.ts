import { chaoShen, chaoShenSurprise } from "./chaoShen.ts";
import type { Counts } from "./counts.ts";
import { grassberger, grassbergerSurprise } from "./grassberger.ts";
import { millerMadow, millerMadowSurprise } from "./millerMadow.ts";
import { nsb } from "./nsb.ts";
import { plugIn, plugInSurprise } from "./plugIn.ts";

export type Correction = "none" | "miller-madow" | "chao-shen" | "grassberger" | "nsb";

/** What estimators of entropy from counts have in common. */
export interface EntropyOfCounts {
  readonly title: string;
  /** In nats; `K` symbols are possible. */
  readonly entropy: (counts: Counts, K: number) => number;
  /** What a row of a symbol with n rows contributes to it; null where entropy is no mean over rows. */
  readonly surprise: ((counts: Counts) => (n: number) => number) | null;
  /** Whether telling two symbols apart never lowers it, so that I(X; Y) is at most H(X) and H(Y). */
  readonly monotone: boolean;
}

/** Estimators of entropy by the name of the correction they make to the plug-in value. */
export const corrections: Readonly<Record<Correction, EntropyOfCounts>> = {
  none: { title: "plug-in", entropy: plugIn, surprise: plugInSurprise, monotone: true },
  // More symbols are met, and each adds.
  "miller-madow": {
    title: "Miller-Madow",
    entropy: millerMadow,
    surprise: millerMadowSurprise,
    monotone: true,
  },
  "chao-shen": { title: "Chao-Shen", entropy: chaoShen, surprise: chaoShenSurprise, monotone: false },
  // G is increasing.
  grassberger: {
    title: "Grassberger",
    entropy: grassberger,
    surprise: grassbergerSurprise,
    monotone: true,
  },
  nsb: {
    title: "Nemenman-Shafee-Bialek",
    entropy: (counts, K) => nsb(counts, { K }),
    surprise: null,
    monotone: false,
  },
};
