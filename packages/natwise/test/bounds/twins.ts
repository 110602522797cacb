/** @module Each bound again in naive float64 loops. */

/** Scores on the host: joint [K], product [K][M], logBaseline [K]. */
export interface HostScores {
  joint: number[];
  product: number[][];
  logBaseline: number[];
}

/** A bound again in naive float64 loops, and what theory says of it. */
export interface Twin {
  value(scores: HostScores): number;
  /** What is climbed, up to a constant; the value where it is not given. */
  objective?(scores: HostScores): number;
  /** The value of f + c. */
  shifted(scores: HostScores, c: number): number;
  /** What the optimal critic gives a bivariate normal, where that is not its information. */
  atOptimum?(rho: number): number;
}

const dvOf = (s: HostScores) => mean(s.joint) - logMeanExp(s.product.flat());
const ubaOf = (s: HostScores) => mean(s.joint.map((f, i) => f - logMeanExp(s.product[i])));
const contrastOf = (s: HostScores) => mean(s.joint.map((f, i) => f - logMeanExp([f, ...s.product[i]])));
const entropiesOf = (s: HostScores) => mean(s.joint.map((f, i) => f - s.logBaseline[i]));
const likelihoodsOf = (s: HostScores) => mean(s.joint.map((f, i) => f + s.logBaseline[i]));
const partitionOf = (s: HostScores) => Math.exp(logMeanExp(s.product.flat()));
const classifierOf = (s: HostScores) =>
  -mean(s.joint.map((f) => softplus(-f))) - mean(s.product.flat().map(softplus));
const tubaOf = (s: HostScores, c = 0) =>
  1 +
  mean(s.joint.map((f, i) => f + c - s.logBaseline[i])) -
  mean(s.product.map((row, i) => Math.exp(logMeanExp(row) + c - s.logBaseline[i])));
const smileOf = (s: HostScores, tau: number, c = 0) =>
  mean(s.joint) + c - logMeanExp(s.product.flat().map((f) => Math.min(tau, Math.max(-tau, f + c))));

/** I_alpha as its docstring has it: every negative left out in turn, each logarithm of a sum from its own terms. */
export function iAlphaOf(s: HostScores, alpha: number, c = 0) {
  const mix = (logMean: number, i: number) => {
    const a = Math.log(alpha) + logMean;
    const b = Math.log1p(-alpha) + s.logBaseline[i] - c;
    return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
  };
  const joint = s.joint.map((f, i) =>
    mean(s.product[i].map((_, l) => f - mix(logMeanExp([f, ...s.product[i].filter((_, m) => m !== l)]), i))),
  );
  const product = s.product.map((row, i) => Math.exp(logMeanExp(row) - mix(logMeanExp(row), i)));
  return 1 + mean(joint) - mean(product);
}

/** By the bounds' names in the catalogue; one without a twin fails the battery of laws. */
export const twins: Readonly<Record<string, Twin>> = {
  mine: { value: dvOf, shifted: dvOf },
  dv: { value: dvOf, shifted: dvOf },
  nwj: {
    value: (s) => mean(s.joint) - partitionOf(s) / Math.E,
    shifted: (s, c) => mean(s.joint) + c - (partitionOf(s) * Math.exp(c)) / Math.E,
  },
  infoNCE: { value: contrastOf, shifted: contrastOf },
  tuba: { value: tubaOf, shifted: tubaOf },
  js: {
    value: (s) => 1 + mean(s.joint) - partitionOf(s),
    objective: classifierOf,
    shifted: (s, c) => 1 + mean(s.joint) + c - partitionOf(s) * Math.exp(c),
  },
  iAlpha: { value: (s) => iAlphaOf(s, 0.5), shifted: (s, c) => iAlphaOf(s, 0.5, c) },
  smile: { value: (s) => smileOf(s, 5), objective: classifierOf, shifted: (s, c) => smileOf(s, 5, c) },
  flo: {
    value: (s) =>
      1 -
      mean(
        s.joint.map((f, i) => {
          const u = s.logBaseline[i];
          return u + Math.exp(logMeanExp(s.product[i]) - f - u);
        }),
      ),
    shifted: (s) => twins.flo.value(s),
  },
  uba: { value: ubaOf, shifted: ubaOf },
  ba: { value: entropiesOf, objective: likelihoodsOf, shifted: (s, c) => entropiesOf(s) + c },
  baRate: { value: entropiesOf, objective: likelihoodsOf, shifted: (s, c) => entropiesOf(s) + c },
  doe: { value: entropiesOf, objective: likelihoodsOf, shifted: (s, c) => entropiesOf(s) + c },
  tnce: { value: contrastOf, shifted: contrastOf },
  leaveOneOut: { value: ubaOf, objective: (s) => mean(s.joint), shifted: ubaOf },
  club: {
    value: (s) => mean(s.joint) - mean(s.product.flat()),
    objective: (s) => mean(s.joint),
    shifted: (s) => mean(s.joint) - mean(s.product.flat()),
    // E log r under the joint distribution less that under the product: I - (I - rho^2 / (1 - rho^2)).
    atOptimum: (rho) => (rho * rho) / (1 - rho * rho),
  },
};

const softplus = (v: number) => Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v)));

export function mean(values: number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}

export function logMeanExp(values: number[]): number {
  const top = Math.max(...values);
  return top + Math.log(mean(values.map((v) => Math.exp(v - top))));
}
