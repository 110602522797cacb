import { numpy as np } from "@jax-js/jax";
import { infoNCE } from "../bounds/infoNCE.ts";
import { type Layer, mlp } from "../critics/mlp.ts";
import { separable } from "../critics/separable.ts";
import { startJax, toArrays } from "../engine/jaxEngine.ts";
import { ksg } from "../neighbours/ksg.ts";
import { type Remark, remark } from "../remarks.ts";
import { random } from "../rows/random.ts";
import { rowsAt } from "../rows/rowsAt.ts";
import { standardise } from "../rows/standardise.ts";
import { streams } from "../rows/streams.ts";
import type { Context, Estimator, Matrix, Params, Tensors } from "../types.ts";
import { forCritics } from "./forCritics.ts";
import { neural } from "./neural.ts";

export interface LatentKsgOptions {
  /** Columns of each side's summary. More keep more information, but neighbours are then farther apart. */
  readonly embed?: number;
  /** Neighbours, as in `ksg`. */
  readonly k?: number;
  /** Maximum number of training steps. */
  readonly steps?: number;
}

/**
 * KSG on learned summaries g(x) and h(y) of a few columns each, for data with too many columns for neighbours.
 *
 * A separable critic f(x, y) = g(x) . h(y) is trained with InfoNCE on one half of the rows, and KSG is applied to g and
 * h of the other half. Then the halves are exchanged. By the data processing inequality I(g(X); h(Y)) <= I(X; Y), so
 * the estimate is biased low, by the summaries' loss and by KSG's own bias. InfoNCE's ceiling does not apply: only the
 * directions of g and h matter.
 *
 * `nats` is the mean of both halves; `standardError` combines KSG's of each.
 *
 * @see gowri2024approximating, which trains autoencoders instead
 */
export function latentKsg({ embed = 2, k = 3, steps = 2000 }: LatentKsgOptions = {}): Estimator {
  if (!(Number.isInteger(embed) && embed >= 1)) {
    throw new RangeError(`latentKsg: embed must be a whole number above 0, got ${embed}`);
  }
  const trained = neural({ bound: infoNCE(), critic: separable({ embed }), folds: 1, steps });
  const neighbours = ksg({ k });
  return {
    name: "latent KSG",
    guarantee: "none",
    async estimate(left, right, context) {
      await startJax();
      // Both halves need the same columns.
      const { rows: x, remarks: ofX } = forCritics(left, "x");
      const { rows: y, remarks: ofY } = forCritics(right, "y");
      const { n } = x;
      // The halves of a series are stretches of it, as neighbours in time resemble each other.
      const order = context.series
        ? Int32Array.from({ length: n }, (_, i) => i)
        : random(context.seed, streams.halves).permutation(n);
      const halves = [order.subarray(0, n >> 1), order.subarray(n >> 1)];
      const curves = [];
      const local = new Float64Array(n);
      const found = [];
      const remarks = new Map<string, Remark>();
      for (const [h, rows] of halves.entries()) {
        const others = halves[1 - h];
        const part: Context = {
          ...context,
          seed: context.seed + h,
          onProgress: (p) => context.onProgress?.({ done: (h + 0.9 * p.done) / 2, label: p.label }),
        };
        const fitted = await trained.estimate(rowsAt(x, others), rowsAt(y, others), part);
        const { g, h: other } = fitted.critic!.params as Params;
        const [a, b] = [await summary(g, rowsAt(x, rows)), await summary(other, rowsAt(y, rows))];
        const result = a && b && (await neighbours.estimate(a, b, { ...part, onProgress: undefined }));
        // A critic that learned nothing has constant summaries.
        const said = result ? result.remarks : [remark("nothingLearnedInAHalf")];
        for (const one of [...fitted.remarks, ...said]) remarks.set(one.code, one);
        for (const [at, row] of rows.entries()) local[row] = result ? result.local![at] : 0;
        found.push({ nats: result ? result.nats : 0, error: result ? result.standardError! : 0 });
        curves.push(...fitted.curves);
      }
      const nats = (found[0].nats + found[1].nats) / 2;
      return {
        nats,
        ceiling: null,
        heldOut: nats,
        train: null,
        local,
        standardError: Math.hypot(found[0].error, found[1].error) / 2,
        curves,
        remarks: [...ofX, ...ofY, ...remarks.values()],
      };
    },
  };
}

/** A side's summary, standardised; null if it is constant. */
async function summary(layers: Tensors, rows: Matrix): Promise<Matrix | null> {
  const x = np.array(Float32Array.from(rows.data), { shape: [rows.n, rows.d] });
  const out = mlp(toArrays(layers) as Layer<np.Array>[], x);
  const [, d] = out.shape;
  const data = Float64Array.from((await out.data()) as Float32Array);
  const varies = Array.from({ length: d }, (_, j) =>
    data.some((_, at) => at % d === j && data[at] !== data[j]),
  );
  const kept = varies.flatMap((yes, j) => (yes ? [j] : []));
  if (kept.length === 0) return null;
  const some = new Float64Array(rows.n * kept.length);
  for (let i = 0; i < rows.n; i++) {
    for (const [to, j] of kept.entries()) some[i * kept.length + to] = data[i * d + j];
  }
  return standardise({ data: some, n: rows.n, d: kept.length }, "latentKsg");
}
