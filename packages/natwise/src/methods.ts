/** @module All methods, as data. `natwise methods`, `natwise cite` and METHODS.md are made from this list. */
import { bounds } from "./bounds/index.ts";
import type { ReferenceKey } from "./references.ts";
import type { Bound, Guarantee } from "./types.ts";

export interface Method {
  /** Its name in code. */
  readonly name: string;
  readonly title: string;
  /** Its method and its source, for a report: half a sentence, to follow its name and a colon. */
  readonly summary: string;
  /** The beginnings of the names that its estimates carry: "KSG" of "KSG on normal scores". */
  readonly shownAs: readonly string[];
  /** Its name in commands; null if only the library has it. */
  readonly offeredAs: string | null;
  readonly kind: "bound" | "neighbours" | "gaussian" | "discrete";
  readonly guarantee: Guarantee;
  /** The assumption of the guarantee; null without one. */
  readonly given: "p(y|x) known" | "p(y) known" | "x or y one column" | null;
  /** The largest possible value, as a formula of M negatives a row or of N rows and k neighbours; null without one. */
  readonly ceiling: string | null;
  /** Whether a finite sample biases the value, and a finite batch the gradient. */
  readonly bias: { readonly value: "unbiased" | "biased"; readonly gradient: "unbiased" | "biased" | null };
  /** Whether more negatives a row tighten the bound. */
  readonly batchDependent: boolean;
  readonly variance: "low" | "high";
  /** The kinds of critic and baseline that are trained or given. */
  readonly critic: Bound["critic"] | null;
  readonly baseline: Bound["baseline"];
  readonly formula: string;
  /** Its path in packages/natwise/src. */
  readonly file: string;
  /** Keys in references.bib, the first the one to cite. */
  readonly references: readonly ReferenceKey[];
}

const given = { critic: "p(y|x) known", baseline: "p(y) known" } as const;

function ofBound([name, make]: [string, () => Bound]): Method {
  const bound = make();
  const { title, summary, formula, unbiased, batchDependent, variance, limit, references, libraryOnly } =
    bound.traits;
  return {
    name,
    title,
    summary,
    shownAs: [bound.name],
    offeredAs: bound.given || libraryOnly ? null : name.toLowerCase(),
    kind: "bound",
    guarantee: bound.guarantee,
    given: bound.given ? given[bound.given] : null,
    ceiling: limit ?? null,
    bias: {
      value: unbiased.value ? "unbiased" : "biased",
      gradient: unbiased.gradient ? "unbiased" : "biased",
    },
    batchDependent,
    variance,
    critic: bound.critic,
    baseline: bound.baseline,
    formula,
    file: `bounds/${name}.ts`,
    references,
  };
}

/** Bounds come from their catalogue, in alphabetical order; any other method is one entry here. */
export const methods: readonly Method[] = [
  ...Object.entries(bounds)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(ofBound),
  {
    name: "ksg",
    title: "Kraskov-Stögbauer-Grassberger; Frenzel-Pompe given z",
    summary: "distances to nearest neighbours, without training (Kraskov, Stögbauer and Grassberger 2004)",
    shownAs: ["KSG", "Frenzel-Pompe"],
    offeredAs: "ksg",
    kind: "neighbours",
    guarantee: "none",
    given: null,
    ceiling: "psi(N) - psi(k)",
    bias: { value: "biased", gradient: null },
    batchDependent: false,
    variance: "low",
    critic: null,
    baseline: "none",
    formula: "psi(k) + psi(N) - E[psi(n_x + 1) + psi(n_y + 1)]",
    file: "neighbours/ksg.ts",
    references: ["kraskov2004estimating", "frenzel2007partial"],
  },
  {
    name: "gao",
    title: "Gao-Kannan-Oh-Viswanath, for discrete-continuous mixtures; Mesner-Shalizi given z",
    summary:
      "nearest neighbours for mixtures of numbers and categories (Gao et al. 2017; given other columns, Mesner and Shalizi 2021)",
    shownAs: ["Gao", "Mesner-Shalizi"],
    offeredAs: "gao",
    kind: "neighbours",
    guarantee: "none",
    given: null,
    ceiling: "psi(N) - psi(k)",
    bias: { value: "biased", gradient: null },
    batchDependent: false,
    variance: "low",
    critic: null,
    baseline: "none",
    formula: "E[psi(m) + psi(N) - psi(n_x + 1) - psi(n_y + 1)], m = k or the number of coinciding rows",
    file: "neighbours/gao.ts",
    references: ["gao2017estimating", "mesner2021conditional"],
  },
  {
    name: "ross",
    title: "Ross, for a discrete and a continuous side",
    summary: "nearest neighbours, for categories on one side and numbers on the other (Ross 2014)",
    shownAs: ["Ross"],
    offeredAs: "ross",
    kind: "neighbours",
    guarantee: "none",
    given: null,
    ceiling: "psi(N) - E[psi(n_x)], about H(X) of the discrete side",
    bias: { value: "biased", gradient: null },
    batchDependent: false,
    variance: "low",
    critic: null,
    baseline: "none",
    formula: "psi(N) + psi(k) - E[psi(n_x) + psi(m + 1)]",
    file: "neighbours/ross.ts",
    references: ["ross2014mutual"],
  },
  {
    name: "geometricKnn",
    title: "Geometric nearest neighbours: ellipsoids fitted to the data",
    summary:
      "nearest neighbours in ellipsoids fitted to the data, for strong dependence (Lord, Sun and Bollt 2018)",
    shownAs: ["Geometric k-NN"],
    offeredAs: "geometric",
    kind: "neighbours",
    guarantee: "none",
    given: null,
    ceiling: null,
    bias: { value: "biased", gradient: null },
    batchDependent: false,
    variance: "low",
    critic: null,
    baseline: "none",
    formula: "H(X) + H(Y) - H(X, Y), H = psi(N) - psi(k) + E[log(V_d r^d) + 1/2 log |S|]",
    file: "neighbours/geometricKnn.ts",
    references: ["lord2018geometric", "kozachenko1987sample"],
  },
  {
    name: "latentKsg",
    title: "KSG on learned summaries of each side",
    summary: "KSG on a few columns computed from each side by trained networks (Gowri et al. 2024)",
    shownAs: ["latent KSG"],
    offeredAs: null,
    kind: "neighbours",
    guarantee: "none",
    given: null,
    ceiling: null,
    bias: { value: "biased", gradient: null },
    batchDependent: false,
    variance: "low",
    critic: null,
    baseline: "none",
    formula: "KSG of g(x), h(y), trained on the other half",
    file: "estimators/latentKsg.ts",
    references: ["gowri2024approximating", "kraskov2004estimating"],
  },
  {
    name: "gaussianMi",
    title: "Information of the Gaussian with the same covariance (canonical correlations)",
    summary: "the information of the Gaussian with the same covariance, exact for jointly normal columns",
    shownAs: ["Gaussian"],
    offeredAs: "gaussian",
    kind: "gaussian",
    guarantee: "none",
    given: null,
    ceiling: null,
    bias: { value: "unbiased", gradient: null },
    batchDependent: false,
    variance: "low",
    critic: null,
    baseline: "none",
    formula: "-1/2 log(|S_xy| / (|S_x| |S_y|)) - its mean for independent Gaussians",
    file: "gaussian/gaussianMi.ts",
    references: ["ince2017statistical", "misra2005estimation", "hotelling1936relations"],
  },
  {
    name: "gaussianCopula",
    title: "Gaussian copula: the same, on normal scores",
    summary:
      "the information in the covariance of normal scores, invariant under increasing functions of each column (Ince et al. 2017)",
    shownAs: ["Gaussian copula"],
    offeredAs: "copula",
    kind: "gaussian",
    guarantee: "lower",
    given: "x or y one column",
    ceiling: null,
    bias: { value: "biased", gradient: null },
    batchDependent: false,
    variance: "low",
    critic: null,
    baseline: "none",
    formula: "gaussianMi of normal quantiles of ranks",
    file: "gaussian/gaussianCopula.ts",
    references: ["ince2017statistical"],
  },
  {
    name: "discrete",
    title: "Entropies of symbols: plug-in, Miller-Madow, Chao-Shen, Grassberger, NSB",
    summary: "counts of categories, with a correction for the bias of small samples",
    shownAs: ["discrete", "counts"],
    offeredAs: "discrete",
    kind: "discrete",
    guarantee: "none",
    given: null,
    ceiling: "min(H(X), H(Y)); none for Chao-Shen, NSB",
    bias: { value: "biased", gradient: null },
    batchDependent: false,
    variance: "low",
    critic: null,
    baseline: "none",
    formula: "H(X) + H(Y) - H(X, Y)",
    file: "discrete/discrete.ts",
    references: [
      "grassberger2003entropy",
      "miller1955note",
      "chao2003nonparametric",
      "nemenman2002entropy",
      "wolpert1995estimating",
    ],
  },
];
