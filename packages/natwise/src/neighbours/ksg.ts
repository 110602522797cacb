/** @module The nearest-neighbour estimator of Kraskov, Stögbauer and Grassberger. */
import type { Estimator, Matrix } from "../types.ts";
import { digammaTable } from "./digammaTable.ts";
import { inSlices } from "./inSlices.ts";
import {
  countCloser,
  countCloserInTree,
  kdTree,
  nearestNeighbours,
  nextUp,
  TIE_TOLERANCE,
} from "./kdTree.ts";

export interface KsgResult {
  /** The mean of `local`, in nats. May be negative. */
  readonly nats: number;
  /** What each row contributes, in nats [N]. */
  readonly local: Float64Array;
  /** Share of the rows whose k nearest neighbours all lie at distance 0. */
  readonly repeated: number;
  /** Share of the rows whose k-th and (k+1)-th neighbours are equally far. */
  readonly tied: number;
}

/** The work of `ksg`, in slices: drive it with `inSlices`, or to the end at once. */
export function* ksgNats(x: Matrix, y: Matrix, { k = 3 } = {}): Generator<number, KsgResult> {
  const n = x.n;
  if (y.n !== n) throw new TypeError(`ksg: x and y must have the same number of rows, got ${n} and ${y.n}`);
  if (!(Number.isInteger(k) && k >= 1 && k < n)) {
    throw new RangeError(`ksg: k must be a whole number from 1 to N - 1 = ${n - 1}, got ${k}`);
  }

  const tree = yield* kdTree(sideBySide(x, y));
  const { distance, tied } = yield* nearestNeighbours(tree, k);
  const tiedRadius = new Float64Array(n);
  let ties = 0;
  let repeats = 0;
  for (let i = 0; i < n; i++) {
    if (distance[i] === 0) repeats++;
    if (tied[i] === 0 && distance[i] > 0) continue;
    ties++;
    distance[i] = tiedRadius[i] = nextUp(distance[i] * (1 + TIE_TOLERANCE));
  }
  const nx = yield* countCloser(x, distance);
  const ny = yield* countCloser(y, distance);
  const nxy = ties > 0 ? yield* countCloserInTree(tree, tiedRadius) : undefined;

  const psi = digammaTable(n);
  const local = new Float64Array(n);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const joint = tiedRadius[i] > 0 ? psi[nxy![i] + 1] : psi[k];
    local[i] = joint + psi[n] - psi[nx[i] + 1] - psi[ny[i] + 1];
    sum += local[i];
  }
  return { nats: sum / n, local, repeated: repeats / n, tied: ties / n };
}

/** [x y], row by row. */
function sideBySide(x: Matrix, y: Matrix): Matrix {
  const d = x.d + y.d;
  const data = new Float64Array(x.n * d);
  for (let i = 0; i < x.n; i++) {
    for (let j = 0; j < x.d; j++) data[i * d + j] = x.data[i * x.d + j];
    for (let j = 0; j < y.d; j++) data[i * d + x.d + j] = y.data[i * y.d + j];
  }
  return { data, n: x.n, d };
}

export function ksg({ k = 3 } = {}): Estimator {
  return {
    name: "KSG",
    guarantee: "none",
    async estimate(x, y, context) {
      const { nats } = await inSlices(ksgNats(x, y, { k }), context, `KSG, ${x.n} rows`);
      return {
        nats,
        ceiling: null,
        heldOut: null,
        train: null,
        standardError: null,
        curves: [],
        warnings: [],
      };
    },
  };
}
