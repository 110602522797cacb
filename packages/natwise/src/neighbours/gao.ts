/** @module Nearest neighbours of mixtures of the discrete and the continuous. */

import { withoutTraining } from "../estimators/withoutTraining.ts";
import { formatCount } from "../progress/formatCount.ts";
import { inSlices } from "../progress/inSlices.ts";
import { subProgressOf } from "../progress/subProgressOf.ts";
import { remark } from "../remarks.ts";
import type { Context, Estimator, Found, Matrix } from "../types.ts";
import { checkRows } from "./checkRows.ts";
import { type CountedTies, countedTies } from "./countedTies.ts";
import { digammaTable } from "./digammaTable.ts";
import { manyColumns } from "./manyColumns.ts";
import { meanError } from "./meanError.ts";

export interface GaoOptions {
  /** Neighbours a density is read from where rows do not coincide: more make the estimate steadier and its bias larger. */
  readonly k?: number;
}

export interface GaoResult extends CountedTies {
  /** No data of N rows give more, in nats: psi(N) - psi(k). */
  readonly ceiling: number;
}

/**
 * The estimator of Gao, Kannan, Oh and Viswanath for columns that are discrete, continuous, or partly both, in nats; with
 * z, that of Mesner and Shalizi of I(X; Y | Z). Nothing random is added to the data.
 *
 *   I     = mean_i [ psi(m_i) + psi(N) - psi(nx_i + 1) - psi(ny_i + 1) ]
 *   I | Z = mean_i [ psi(m_i) + psi(nz_i + 1) - psi(nxz_i + 1) - psi(nyz_i + 1) ]
 *
 * eps_i is the distance from row i to its k-th nearest other row, in the maximum norm. Where it is 0, m_i and n_i + 1 count
 * the rows that coincide, row i with them; elsewhere m_i = k and n_i counts the other rows strictly closer. So it is KSG
 * where distances are all different, and where every cell of a table has more than k rows it is the plug-in estimate less
 * the bias (cells - rows - columns + 1) / 2N, to the first order.
 *
 * A generator, so that a caller can breathe. O(N log N) time in low dimension, O(N d) memory.
 *
 * @param x rows [N, dx], columns of comparable scale
 * @param y rows [N, dy]
 * @param z rows [N, dz] to hold fixed, or null
 * @throws TypeError for different numbers of rows; RangeError for k outside 1 ... N - 1
 * @see gao2017estimating algorithm 1; mesner2021conditional algorithm 1. Deviations: psi(n + 1) of the rows strictly closer
 * for log(n + 1) of those at most as far, as in the first authors' own program, and psi(N) for log N, which makes it KSG
 * and tells nothing of independent tables; where several rows share eps_i > 0, both balls, see `countedTies`; what is
 * negative stays negative.
 */
export function* gaoNats(
  x: Matrix,
  y: Matrix,
  z: Matrix | null = null,
  { k = 3 }: GaoOptions = {},
): Generator<number, GaoResult> {
  checkRows("gao", z ? { x, y, z } : { x, y }, k);
  const counted = yield* subProgressOf(0, 1, countedTies(x, y, z, k));
  const psi = digammaTable(x.n);
  return { ...counted, ceiling: psi[x.n] - psi[k] };
}

/**
 * `gaoNats` as an estimator: for counts, categories (0/1 columns) and clipped values beside continuous columns.
 *
 * Equal categories are at distance 0 and different ones far away, so what is discrete takes no neighbours from elsewhere
 * as long as its groups have more than k rows; smaller ones are read together with the nearest. A continuous value near
 * a value that many rows share counts those rows as its neighbours: with 1,000 rows of which half are one of two values
 * and half continuous, both x and y, 0.2 of 1.2 nats are lost, with 10,000 0.1.
 *
 * `standardError` is the deviation of the rows' contributions over sqrt N, its variance doubled for rows that do not
 * tie: over 60 samples of tables, categories with normals, mixtures and rounded Gaussians, N = 200 and 1,000, it was
 * 0.7 to 1.5 of the spread. Where rows tie and nothing depends on anything it is too small to test with: permute.
 */
export function gao({ k = 3 }: GaoOptions = {}): Estimator {
  const find = async (x: Matrix, y: Matrix, z: Matrix | null, context: Context): Promise<Found> => {
    const label = `Gao, ${formatCount(x.n)} rows`;
    const { nats, local, ceiling, tied, reach } = await inSlices(gaoNats(x, y, z, { k }), context, label);
    const low =
      nats > reach / 2 && tied < 0.5
        ? [remark("neighbourCeiling", { estimator: "Gao", ceiling: reach, nats })]
        : [];
    return withoutTraining({
      nats,
      ceiling,
      local,
      standardError: meanError(local, 2 - tied),
      remarks: [...low, ...manyColumns(z ? [x, y, z] : [x, y])],
    });
  };
  return {
    name: "Gao",
    guarantee: "none",
    estimate: (x, y, context) => find(x, y, null, context),
    conditional: find,
  };
}
