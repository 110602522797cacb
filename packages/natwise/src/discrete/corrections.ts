import { chaoShen, chaoShenSurprise } from "./chaoShen.ts";
import type { Counts } from "./counts.ts";
import { grassberger, grassbergerSurprise } from "./grassberger.ts";
import { millerMadow, millerMadowSurprise } from "./millerMadow.ts";
import { nsb } from "./nsb.ts";
import { plugIn, plugInSurprise } from "./plugIn.ts";

export type Correction = "none" | "miller-madow" | "chao-shen" | "grassberger" | "nsb";

/** An estimator of entropy from counts. */
export interface EntropyOfCounts {
  readonly title: string;
  /** The entropy, in nats, with `K` possible symbols. */
  readonly entropy: (counts: Counts, K: number) => number;
  /** Contribution of a row whose symbol has n rows; null if the entropy is not a mean over rows. */
  readonly surprise: ((counts: Counts) => (n: number) => number) | null;
  /** Whether splitting a symbol never lowers the entropy, so that I(X; Y) is at most H(X) and H(Y). */
  readonly monotone: boolean;
}

/** Estimators of entropy, by the name of their correction to the plug-in value. */
export const corrections: Readonly<Record<Correction, EntropyOfCounts>> = {
  none: { title: "plug-in", entropy: plugIn, surprise: plugInSurprise, monotone: true },
  // Monotone: a split adds a symbol, and with it 1 / 2N.
  "miller-madow": {
    title: "Miller-Madow",
    entropy: millerMadow,
    surprise: millerMadowSurprise,
    monotone: true,
  },
  "chao-shen": { title: "Chao-Shen", entropy: chaoShen, surprise: chaoShenSurprise, monotone: false },
  // Monotone: G is increasing.
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
