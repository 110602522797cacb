import type { Estimator } from "natwise";
import { nearest } from "./nearest.ts";
import { UsageError } from "./UsageError.ts";

/** The estimators a command offers, in the order they are listed in. */
export const estimatorNames = ["mine", "nwj", "dv", "infonce", "ksg"] as const;
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
  ksg: "KSG: distances to the nearest neighbours, nothing is trained (Kraskov, Stögbauer and Grassberger 2004)",
};

/** An estimator's name from what was typed. */
export function parseEstimator(text: string): EstimatorName {
  return parseName("--estimator", text, estimatorNames, { minef: "nwj", cpc: "infonce" });
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
  const bounds = { mine: natwise.mine, nwj: natwise.nwj, dv: natwise.dv, infonce: natwise.infoNCE };
  return natwise.neural({
    bound: bounds[name](),
    critic: critic && { separable: natwise.separable, concat: natwise.concat }[critic](),
    steps,
    batch,
  });
}
