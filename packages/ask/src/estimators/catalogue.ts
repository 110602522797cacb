/** @module The estimators that questions can name. A bound is here by being in the library's catalogue. */
import {
  auto,
  type Bound,
  bounds,
  concat,
  discrete,
  type Estimator,
  gao,
  gaussianCopula,
  gaussianMi,
  geometricKnn,
  ksg,
  neural,
  ross,
  separable,
} from "natwise";
import type { EstimatorSpec } from "../types.ts";

/** An estimator by its name, with what a front end needs to offer it. */
export interface Offered {
  /** As it is asked for. */
  readonly name: string;
  /** Its name in the library. */
  readonly method: string;
  /** Other names it goes by, without blanks and dashes. */
  readonly also: readonly string[];
  /** What its estimates may be called, at their beginning. */
  readonly shown: readonly string[];
  readonly kind: "auto" | "trained" | "neighbours" | "closed form";
  /** Whether it takes a critic of the caller's choice. */
  readonly takesCritic: boolean;
  /** Whether it can hold columns fixed. */
  readonly conditional: boolean;
  /** What it is, for reports: "KSG: distances to ...". */
  readonly summary: string;
  make(options: Omit<EstimatorSpec, "name">): Estimator;
}

/** The networks of the trained ones. */
export const criticsOffered = { separable, concat } as const;
export type CriticName = keyof typeof criticsOffered;

const alsoCalled: Readonly<Record<string, readonly string[]>> = {
  nwj: ["minef"],
  infoNCE: ["cpc"],
  js: ["jsd"],
};

function trained([method, make]: [string, () => Bound]): Offered[] {
  const bound = make();
  const { libraryOnly, summary } = bound.traits;
  if (libraryOnly !== undefined) return [];
  const takesCritic = bound.critic === "any";
  return [
    {
      ...{ name: method.toLowerCase(), method, also: alsoCalled[method] ?? [], shown: [bound.name] },
      ...{ kind: "trained", takesCritic, conditional: false, summary: `${bound.name}: ${summary}` },
      make: ({ critic, steps, batch }) =>
        neural({
          bound: bound as Parameters<typeof neural>[0]["bound"],
          critic: critic === undefined ? undefined : criticsOffered[critic as CriticName](),
          ...{ steps, batch },
        }),
    },
  ];
}

const untrained = (
  kind: Offered["kind"],
  method: string,
  offered: Pick<Offered, "shown" | "summary" | "make"> & Partial<Offered>,
): Offered => ({
  ...{ name: method.toLowerCase(), method, also: [], kind, takesCritic: false },
  conditional: offered.make({}).conditional !== undefined,
  ...offered,
});

/** In the order in which they are listed. */
export const catalogue: readonly Offered[] = [
  untrained("auto", "auto", {
    shown: ["auto"],
    summary: "auto: looks at the columns, chooses, and checks itself with another family",
    make: () => auto(),
  }),
  ...(Object.entries(bounds) as unknown as [string, () => Bound][]).flatMap(trained),
  untrained("neighbours", "ksg", {
    shown: ["KSG", "Frenzel-Pompe"],
    summary:
      "KSG: distances to the nearest neighbours, nothing is trained (Kraskov, Stögbauer and Grassberger 2004)",
    make: ({ k }) => ksg({ k }),
  }),
  untrained("neighbours", "gao", {
    shown: ["Gao", "Mesner-Shalizi"],
    summary:
      "Gao: nearest neighbours for mixtures of numbers and categories (Gao et al. 2017; given other columns Mesner and Shalizi 2021)",
    make: ({ k }) => gao({ k }),
  }),
  untrained("neighbours", "ross", {
    shown: ["Ross"],
    summary:
      "Ross: nearest neighbours between categories on one side and numbers on the other (Ross 2014)",
    make: ({ k }) => ross({ k }),
  }),
  untrained("neighbours", "geometricKnn", {
    ...{ name: "geometric", also: ["geometricknn", "lnc"], shown: ["Geometric"] },
    summary:
      "Geometric k-NN: nearest neighbours in ellipsoids that follow the data, for strong dependence (Lord, Sun and Bollt 2018)",
    make: ({ k }) => geometricKnn({ k }),
  }),
  untrained("closed form", "gaussianMi", {
    ...{ name: "gaussian", also: ["gaussianmi"], shown: ["Gaussian"] },
    summary: "Gaussian: the information in the covariance, which is all of it if the columns are jointly normal",
    make: () => gaussianMi(),
  }),
  untrained("closed form", "gaussianCopula", {
    ...{ name: "copula", also: ["gaussiancopula"], shown: ["Gaussian copula"] },
    summary:
      "Gaussian copula: the information in the covariance of normal scores, which increasing functions of the columns do not change (Ince et al. 2017)",
    make: () => gaussianCopula(),
  }),
  untrained("closed form", "discrete", {
    ...{ also: ["counts"], shown: ["discrete", "counts"] },
    summary: "discrete: counts of categories, corrected for the bias of few rows",
    make: () => discrete(),
  }),
];
