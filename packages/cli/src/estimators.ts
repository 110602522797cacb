import type { Estimator } from "natwise";
import { nearest } from "./nearest.ts";
import { UsageError } from "./UsageError.ts";

/** Bounds with a trained critic. */
const trainedNames = ["mine", "nwj", "dv", "infonce", "tuba", "js", "ialpha", "smile", "flo", "doe"] as const;
/** Those of nearest neighbours, which take --k. */
const neighbourNames = ["ksg", "gao", "ross", "geometric"] as const;

/** The estimators a command offers, in the order they are listed in. */
export const estimatorNames = [
  "auto",
  ...trainedNames,
  ...neighbourNames,
  "gaussian",
  "copula",
  "discrete",
] as const;
export type EstimatorName = (typeof estimatorNames)[number];

const isOneOf =
  <T extends string>(names: readonly T[]) =>
  (name: string): name is T =>
    (names as readonly string[]).includes(name);
export const isTrained = isOneOf(trainedNames);
export const takesNeighbours = isOneOf(neighbourNames);

/** Those that can hold columns fixed. */
export const conditionalNames: readonly EstimatorName[] = [
  "auto",
  "ksg",
  "gao",
  "gaussian",
  "copula",
  "discrete",
];

/** Whether the library's method of this name is offered by the command. */
export function isOffered(method: string): boolean {
  const short = { gaussianMi: "gaussian", gaussianCopula: "copula", geometricKnn: "geometric" }[method];
  return isOneOf(estimatorNames)(short ?? method.toLowerCase());
}

/** The critics of the neural ones. */
const criticNames = ["separable", "concat"] as const;
export type CriticName = (typeof criticNames)[number];

export interface EstimatorSettings {
  readonly critic?: CriticName;
  /** Training steps, at the most. */
  readonly steps?: number;
  /** Pairs a training step. */
  readonly batch?: number;
  /** Neighbours, of the estimators that go by them. */
  readonly k?: number;
  /** Of the interval, by default 0.95; null for none. */
  readonly level?: number | null;
  /** Shuffles for the p-value, by default 199; 0 for none. */
  readonly permutations?: number;
  /** Whether rows follow one another in time. */
  readonly series?: boolean;
}

/** What `level` and `permutations` are where nothing else was asked for. */
export const defaults = { level: 0.95, permutations: 199 } as const;

/** What each estimator is, for reports. */
const descriptions: Record<EstimatorName, string> = {
  auto: "auto: looks at the columns, chooses, and checks itself with another family",
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
  doe: "DoE: the difference of two cross-entropies, of y and of y given x, under trained mixtures of Gaussians (McAllester and Stratos 2020)",
  ksg: "KSG: distances to the nearest neighbours, nothing is trained (Kraskov, Stögbauer and Grassberger 2004)",
  gao: "Gao: nearest neighbours of mixtures of numbers and categories (Gao et al. 2017; given other columns Mesner and Shalizi 2021)",
  ross: "Ross: nearest neighbours between categories on one side and numbers on the other (Ross 2014)",
  geometric:
    "Geometric k-NN: nearest neighbours in ellipsoids that follow the data, for strong dependence (Lord, Sun and Bollt 2018)",
  gaussian: "Gaussian: the information in the covariance, all there is if the columns are jointly normal",
  copula:
    "Gaussian copula: the information in the covariance of normal scores, which rising functions of the columns do not change (Ince et al. 2017)",
  discrete: "discrete: counts of categories, corrected for the bias that few rows leave",
};

/** What an estimator is, by the name an estimate carries: "KSG on normal scores" is KSG's. */
export function describe(shown: string): string {
  const plain = shown.toLowerCase().replace("_", "");
  const from: readonly [RegExp, EstimatorName][] = [
    [/^(ksg|frenzel-pompe)\b/, "ksg"],
    [/^(gao|mesner-shalizi)\b/, "gao"],
    [/^ross\b/, "ross"],
    [/^geometric\b/, "geometric"],
    [/^gaussian copula\b/, "copula"],
    [/^gaussian\b/, "gaussian"],
    [/^(discrete|counts)\b/, "discrete"],
  ];
  const name = from.find(([pattern]) => pattern.test(plain))?.[1] ?? plain.split(" ")[0];
  const text = descriptions[name as EstimatorName];
  if (text === undefined) return shown;
  const short = text.slice(0, text.indexOf(":"));
  return short.toLowerCase() === shown.toLowerCase() || text.startsWith(`${shown}:`)
    ? text
    : `${shown}, which is ${text}`;
}

/** An estimator's name from what was typed. */
export function parseEstimator(text: string): EstimatorName {
  return parseName("--estimator", text, estimatorNames, {
    minef: "nwj",
    cpc: "infonce",
    jsd: "js",
    lnc: "geometric",
    geometricknn: "geometric",
    gaussianmi: "gaussian",
    gaussiancopula: "copula",
    counts: "discrete",
  });
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
  { critic, steps, batch, k }: EstimatorSettings,
): Promise<Estimator> {
  const natwise = await import("natwise");
  if (name === "auto") return natwise.auto();
  const { ksg, gao, ross, geometricKnn, gaussianMi, gaussianCopula, discrete } = natwise;
  if (takesNeighbours(name)) return { ksg, gao, ross, geometric: geometricKnn }[name]({ k });
  if (!isTrained(name)) return { gaussian: gaussianMi, copula: gaussianCopula, discrete }[name]();
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
