/** @module Nearest neighbours for mixtures of discrete and continuous values. */

import { inOneColumn } from "../discrete/inOneColumn.ts";
import { withoutTraining } from "../estimators/withoutTraining.ts";
import { formatCount } from "../progress/formatCount.ts";
import { inSlices } from "../progress/inSlices.ts";
import { subProgressOf } from "../progress/subProgressOf.ts";
import { remark } from "../remarks.ts";
import type { Threads } from "../threads/shareOut.ts";
import type { Context, Estimator, Found, Matrix } from "../types.ts";
import { checkRows } from "./checkRows.ts";
import { type CountedTies, countedTies } from "./countedTies.ts";
import { digammaTable } from "./digammaTable.ts";
import { manyColumns } from "./manyColumns.ts";
import { meanError } from "./meanError.ts";

export interface GaoOptions {
  /** Number of neighbours where rows do not coincide: more reduce the variance and increase the bias. */
  readonly k?: number;
}

export interface GaoResult extends CountedTies {
  /** The largest value for N rows, in nats: psi(N) - psi(k). */
  readonly ceiling: number;
}

/**
 * The estimator of Gao, Kannan, Oh and Viswanath for columns that are discrete, continuous, or mixtures of both, in
 * nats; with z, that of Mesner and Shalizi for I(X; Y | Z). No noise is added to the data.
 *
 *   I     = mean_i [ psi(m_i) + psi(N) - psi(nx_i + 1) - psi(ny_i + 1) ]
 *   I | Z = mean_i [ psi(m_i) + psi(nz_i + 1) - psi(nxz_i + 1) - psi(nyz_i + 1) ]
 *
 * eps_i is the distance from row i to its k-th nearest other row, in the maximum norm. If it is 0, m_i and n_i + 1
 * count the rows that coincide with row i, itself included; else m_i = k, and n_i counts the other rows strictly
 * closer. If all distances differ this is KSG. If every cell of a table has more than k rows it is, to first order, the
 * plug-in estimate less its bias (cells - rows - columns + 1) / 2N.
 *
 * A generator that yields the share done, see `inSlices`. O(N log N) time in low dimension, O(N d) memory.
 *
 * @param x rows [N, dx], columns of comparable scale
 * @param y rows [N, dy]
 * @param z given rows [N, dz], or null
 * @throws TypeError for different numbers of rows; RangeError for k outside 1 ... N - 1
 * @see gao2017estimating algorithm 1; mesner2021conditional algorithm 1. Deviations: psi(n + 1) of the rows strictly
 * closer in place of log(n + 1) of those at most as far, as in the first authors' own program, and psi(N) in place of
 * log N, which makes it KSG for continuous columns and about 0 on average for independent tables; if several rows share
 * eps_i > 0, both balls are used, see `countedTies`; negative values are not set to 0.
 */
export function* gaoNats(
  x: Matrix,
  y: Matrix,
  z: Matrix | null = null,
  { k = 3, threads }: GaoOptions & Threads = {},
): Generator<number, GaoResult> {
  checkRows("gao", z ? { x, y, z } : { x, y }, k);
  const counted = yield* subProgressOf(0, 1, countedTies(x, y, z, k, { threads }));
  const psi = digammaTable(x.n);
  return { ...counted, ceiling: psi[x.n] - psi[k] };
}

/**
 * `gaoNats` as an estimator, for counts, categories (0/1 columns) and clipped values together with continuous columns.
 *
 * Equal categories are at distance 0 and different ones far apart, see `inOneColumn`. A category with more than k rows
 * therefore has all its neighbours within itself; a smaller one is merged with the nearest. A continuous value near a
 * value that many rows share has those rows among its neighbours, which loses information: 0.2 of 1.2 nats for 1,000 rows and 0.1 for
 * 10,000, where half of the rows of x and y take one of two values and the others are continuous.
 *
 * `standardError` is the standard deviation of the rows' contributions over sqrt N, with its variance doubled for rows
 * without ties. It was 0.7 to 1.5 of the standard deviation over 60 samples of tables, categories with normals,
 * mixtures and rounded Gaussians, N = 200 and 1,000. For independent tables it is too small to test with: use a
 * permutation test.
 */
export function gao({ k = 3 }: GaoOptions = {}): Estimator {
  const find = async (x: Matrix, y: Matrix, z: Matrix | null, context: Context): Promise<Found> => {
    const label = `Gao, ${formatCount(x.n)} rows`;
    const sides = [inOneColumn(x), inOneColumn(y), z && inOneColumn(z)] as const;
    const work = gaoNats(...sides, { k, threads: context.threads });
    const { nats, local, ceiling, tied, reach } = await inSlices(work, context, label);
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
