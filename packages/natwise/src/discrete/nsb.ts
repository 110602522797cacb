import { digamma } from "../special/digamma.ts";
import { trigamma } from "../special/trigamma.ts";
import { type Counts, rowsIn } from "./counts.ts";

/**
 * The posterior mean entropy of Nemenman, Shafee and Bialek, in nats: over a mixture of Dirichlet priors of all
 * concentrations beta, with weights that make the prior of the entropy nearly uniform.
 *
 *   H = integral E[H | beta, counts] w(beta) dbeta / integral w(beta) dbeta
 *   w(beta) = d xi / d beta  Gamma(K beta) / Gamma(N + K beta)  prod_s Gamma(n_s + beta) / Gamma(beta)
 *   xi(beta) = psi(K beta + 1) - psi(beta + 1)
 *   E[H | beta, counts] = psi(N + K beta + 1) - sum_s (n_s + beta) / (N + K beta) psi(n_s + beta + 1)
 *
 * For few rows and a known number of possible symbols. If all K are about equally probable, sqrt K rows are enough.
 *
 * @param counts rows of each symbol; zeros are symbols that were not observed
 * @param options.K possible symbols, by default as many as there are counts
 * @throws RangeError for counts that are not whole numbers, without a count above 0, or for more symbols than K
 * @see nemenman2002entropy; wolpert1995estimating for E[H | beta, counts]
 */
export function nsb(counts: Counts, { K = counts.length }: { readonly K?: number } = {}): number {
  const N = rowsIn(counts, "nsb");
  /** The number of symbols with n rows, for every observed n above 0. */
  const multiplicity = new Map<number, number>();
  let met = 0;
  for (let s = 0; s < counts.length; s++) {
    if (counts[s] === 0) continue;
    multiplicity.set(counts[s], (multiplicity.get(counts[s]) ?? 0) + 1);
    met++;
  }
  if (!(Number.isInteger(K) && K >= met))
    throw new RangeError(`nsb: K must be a whole number of at least the ${met} observed symbols, got ${K}`);
  if (K === 1) return 0;

  // Integrated over u = log beta: the weight decays exponentially on both sides.
  const logWeight = (u: number) => {
    const beta = Math.exp(u);
    let sum = u + Math.log(slope(beta, K)) - logGammaRatio(K * beta, N);
    for (const [n, times] of multiplicity) sum += times * logGammaRatio(beta, n);
    return sum;
  };
  const meanEntropy = (u: number) => {
    const beta = Math.exp(u);
    const all = N + K * beta;
    let sum = (((K - met) * beta) / all) * digamma(beta + 1);
    for (const [n, times] of multiplicity) sum += ((times * (n + beta)) / all) * digamma(n + beta + 1);
    return digamma(all + 1) - sum;
  };

  const mode = highest(logWeight);
  const top = logWeight(mode);
  const drop = (u: number) => top - logWeight(u) - 36; // e^-36 is below the rounding of a float64
  const low = crossing(drop, mode, -1);
  const high = crossing(drop, mode, 1);
  // The trapezoid rule converges exponentially for a smooth peak that has vanished at both ends.
  const steps = 400;
  let weights = 0;
  let entropies = 0;
  for (let i = 0; i <= steps; i++) {
    const u = low + ((high - low) * i) / steps;
    const weight = Math.exp(logWeight(u) - top);
    weights += weight;
    entropies += weight * meanEntropy(u);
  }
  return entropies / weights;
}

/**
 * d xi / d beta = K psi'(K beta + 1) - psi'(beta + 1); for large beta by series, where the difference loses its digits.
 */
function slope(beta: number, K: number): number {
  if (beta < 20) return K * trigamma(K * beta + 1) - trigamma(beta + 1);
  const term = (power: number) => (1 - K ** (1 - power)) / beta ** power;
  return term(2) / 2 - term(3) / 6 + term(5) / 30 - term(7) / 42 + term(9) / 30;
}

/** log Gamma(a + n) - log Gamma(a), by Stirling's series once a is at least 10; exact to rounding for any size of a. */
function logGammaRatio(a: number, n: number): number {
  let sum = 0;
  let from = a;
  let steps = n;
  for (; from < 10 && steps > 0; from++, steps--) sum += Math.log(from);
  if (steps === 0) return sum;
  const to = from + steps;
  return (
    sum +
    (from - 0.5) * Math.log1p(steps / from) +
    steps * Math.log(to) -
    steps +
    stirling(to) -
    stirling(from)
  );
}

function stirling(x: number): number {
  const w = 1 / (x * x);
  return (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w * (1 / 1188 - (w * 691) / 360360))))) / x;
}

/** The mode of a function with one peak: on a grid, then by golden section. */
function highest(f: (u: number) => number): number {
  let best = -40;
  for (let u = -40; u <= 40; u++) if (f(u) > f(best)) best = u;
  let [a, b] = [best - 1, best + 1];
  const golden = (Math.sqrt(5) - 1) / 2;
  for (let i = 0; i < 40; i++) {
    const [c, d] = [b - golden * (b - a), a + golden * (b - a)];
    if (f(c) > f(d)) b = d;
    else a = c;
  }
  return (a + b) / 2;
}

/**
 * The point at which a function, negative at `start`, becomes positive in one direction: by doubling steps, then
 * halving.
 */
function crossing(f: (u: number) => number, start: number, way: -1 | 1): number {
  let step = 1e-4;
  while (f(start + way * step) < 0) step *= 2;
  let inside = step / 2;
  let outside = step;
  for (let i = 0; i < 12; i++) {
    const middle = (inside + outside) / 2;
    if (f(start + way * middle) < 0) inside = middle;
    else outside = middle;
  }
  return start + way * outside;
}
