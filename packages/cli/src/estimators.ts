import type { Estimator } from "natwise";
import { nearest } from "./nearest.ts";
import { UsageError } from "./UsageError.ts";

/** The estimators a command offers, in the order they are listed in. */
export const estimatorNames = [
  "mine",
  "nwj",
  "dv",
  "infonce",
  "tuba",
  "js",
  "ialpha",
  "smile",
  "flo",
  "doe",
  "ksg",
] as const;
export type EstimatorName = (typeof estimatorNames)[number];

/** The critics of the neural ones. */
export const criticNames = ["separable", "concat"] as const;
export type CriticName = (typeof criticNames)[number];

export interface EstimatorSettings {
  readonly critic?: CriticName;
  /** Training steps, at the most. */
  readonly steps?: number;
  /** Pairs a training step. */
  readonly batch?: number;
}

/** What each estimator is, for reports. */
export const descriptions: Record<EstimatorName, string> = {
  mine: "MINE: the Donsker-Varadhan bound of a trained critic, its gradient corrected by a moving average (Belghazi et al. 2018)",
  nwj: "NWJ, also MINE-f: the bound of Nguyen, Wainwright and Jordan with a trained critic (2010)",
  dv: "DV: the Donsker-Varadhan bound of a trained critic, followed as it is (1983)",
  infonce:
    "InfoNCE: a trained critic picks a row's partner out of a batch; cannot exceed log K (van den Oord et al. 2018)",
  tuba: "TUBA: the tractable unnormalised Barber-Agakov bound, a trained critic with a trained baseline (Poole et al. 2019)",
  js: "JS: a critic trained to tell joint from shuffled pairs, scored by NWJ's bound (Nowozin et al. 2016; Poole et al. 2019)",
  ialpha:
    "I_alpha: half-way between InfoNCE and TUBA; cannot exceed 1 + log(2 M) with M rows to compare with (Poole et al. 2019)",
  smile:
    "SMILE: the Donsker-Varadhan value with clipped ratios, a critic trained as in JS (Song and Ermon 2020)",
  flo: "FLO: a trained critic and a trained second function of the pair (Guo et al. 2022)",
  doe: "DoE: the difference of two cross-entropies, of y and of y given x, under trained Gaussian densities (McAllester and Stratos 2020)",
  ksg: "KSG: distances to the nearest neighbours, nothing is trained (Kraskov, Stögbauer and Grassberger 2004)",
};

/** An estimator's name from what was typed. */
export function parseEstimator(text: string): EstimatorName {
  return parseName("--estimator", text, estimatorNames, { minef: "nwj", cpc: "infonce", jsd: "js" });
}

export function parseCritic(text: string): CriticName {
  return parseName("--critic", text, criticNames, { joint: "concat", dot: "separable" });
}

function parseName<T extends string>(
  option: string,
  text: string,
  names: readonly T[],
  alsoCalled: Readonly<Record<string, T>>,
): T {
  const plain = text.toLowerCase().replace(/[\s_-]+/g, "");
  const found = names.find((name) => name === plain) ?? alsoCalled[plain];
  if (found) return found;
  const meant = nearest(text, names);
  throw new UsageError(
    `${option} ${text}: ${meant ? `did you mean ${meant}? Known` : "known"} are ${names.join(", ")}`,
  );
}

/** Makes the estimator; loads the library. */
export async function makeEstimator(
  name: EstimatorName,
  { critic, steps, batch }: EstimatorSettings,
): Promise<Estimator> {
  const natwise = await import("natwise");
  if (name === "ksg") return natwise.ksg();
  if (name === "doe" && critic)
    throw new UsageError("--critic has no meaning for doe, which fits densities; leave it out");
  const { mine, nwj, dv, infoNCE, tuba, js, iAlpha, smile, flo, doe } = natwise;
  const bounds = { mine, nwj, dv, infonce: infoNCE, tuba, js, ialpha: iAlpha, smile, flo, doe };
  return natwise.neural({
    bound: bounds[name](),
    critic: critic && { separable: natwise.separable, concat: natwise.concat }[critic](),
    steps,
    batch,
  });
}
