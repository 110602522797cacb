/** @module Information of columns with atoms. */

import { type Atoms, atomsOf } from "../discrete/atoms.ts";
import { discrete } from "../discrete/discrete.ts";
import { isCategories } from "../discrete/isCategories.ts";
import { countRows, pairs, symbols } from "../discrete/symbols.ts";
import { ksg } from "../neighbours/ksg.ts";
import { meanError } from "../neighbours/meanError.ts";
import { ross } from "../neighbours/ross.ts";
import { normalScores } from "../rows/normalScores.ts";
import { random } from "../rows/random.ts";
import { rowsAt } from "../rows/rowsAt.ts";
import { streams } from "../rows/streams.ts";
import type { Context, Estimator, Matrix } from "../types.ts";
import { withoutTraining } from "./withoutTraining.ts";

/** Fewer rows than this in a part of the rows show nothing. */
const FEWEST = 8;
/** If more than this share of the rows is in parts that are too small, the estimate would miss too much. */
const MOST_LOST = 0.1;

/**
 * The information of columns with atoms, see `atomsOf`, by the chain rule. A and B are the atoms that a row holds in x
 * and in y, which x and y determine:
 *
 *   I(X; Y) = I(A; B) + I(A; Y | B) + I(X; B | A) + I(X; Y | A, B)
 *
 * The first term is a matter of counts (`discrete`). In the second and the third one side is discrete and the other
 * continuous (`ross`). In the last, both are continuous (`ksg`). Neighbours are normal scores within each part of the
 * rows. Each estimator meets the data it is made for, while nearest neighbours among all rows confuse an atom with the
 * values near it.
 *
 * A side of categories consists of atoms. The standard error is as in `gao`: of a mean over rows, with twice the
 * variance for rows without atoms.
 *
 * Parts of fewer than 8 rows contribute nothing, see `hasAtoms`. Without atoms this is `ksg` on normal scores.
 */
export function atomwise(): Estimator {
  return {
    name: "counts of atoms, neighbours between them",
    guarantee: "none",
    async estimate(x, y, context) {
      const n = x.n;
      const [left, right] = [statesOf(x), statesOf(y)];
      const quiet: Context = { ...context, onProgress: undefined };
      const local = new Float64Array(n);
      const add = (rows: Int32Array, values: Float64Array | null | undefined) => {
        if (values) for (const [at, row] of rows.entries()) local[row] += values[at];
      };
      const counts = await discrete().estimate(asColumn(left), asColumn(right), quiet);
      add(
        Int32Array.from({ length: n }, (_, i) => i),
        counts.local,
      );
      let between = 0;
      const free = (side: Matrix, of: Atoms, rows: Int32Array, stream: number) =>
        scores(freeColumns(side, of, rows), context.seed, stream);
      for (const rows of groups(right)) {
        const values = free(y, right, rows, 1);
        if (values === null) continue;
        add(rows, await withDiscrete(rowsAt(asColumn(left), rows), values, quiet));
      }
      for (const rows of groups(left)) {
        const values = free(x, left, rows, 0);
        if (values === null) continue;
        add(rows, await withDiscrete(rowsAt(asColumn(right), rows), values, quiet));
      }
      for (const rows of groups({ states: joint(left, right) })) {
        const [a, b] = [free(x, left, rows, 0), free(y, right, rows, 1)];
        if (a === null || b === null) continue;
        between += rows.length;
        if (rows.length >= FEWEST) add(rows, (await ksg().estimate(a, b, quiet)).local);
      }
      let nats = 0;
      for (const value of local) nats += value / n;
      return withoutTraining({
        nats,
        ceiling: null,
        local,
        standardError: meanError(local, 1 + between / n),
        remarks: [],
      });
    },
  };
}

/** Whether x or y is a side of numbers with atoms, and nine tenths of the rows are in parts of 8 rows or more. */
export function hasAtoms(x: Matrix, y: Matrix): boolean {
  if ([x, y].every((side) => isCategories(side) || atomsOf(side) === null)) return false;
  const sizes = countRows(joint(statesOf(x), statesOf(y)));
  const lost = sizes.reduce((sum, size) => sum + (size < FEWEST ? size : 0), 0);
  return lost <= MOST_LOST * x.n;
}

/** The atoms of a side; one state if it has none; a state for each category. */
function statesOf(side: Matrix): Atoms {
  if (isCategories(side)) {
    const states = symbols(side);
    const all = new Array(side.d).fill(true);
    return { states, held: new Array(states.count).fill(all) };
  }
  return (
    atomsOf(side) ?? {
      states: { codes: new Int32Array(side.n), count: 1 },
      held: [new Array(side.d).fill(false)],
    }
  );
}

const asColumn = ({ states: { codes } }: Atoms): Matrix => ({
  data: Float64Array.from(codes),
  n: codes.length,
  d: 1,
});

const joint = (a: Atoms, b: Atoms) => pairs(a.states, b.states);

/** Row numbers of each state. */
function groups({ states }: Pick<Atoms, "states">): Int32Array[] {
  const rows = Array.from(countRows(states), (count) => new Int32Array(count));
  const filled = new Int32Array(states.count);
  for (const [i, code] of states.codes.entries()) rows[code][filled[code]++] = i;
  return rows;
}

/** The columns of rows of one state that hold no atom, and vary; null without any. */
function freeColumns({ data, d }: Matrix, { states, held }: Atoms, rows: Int32Array): Matrix | null {
  const atoms = held[states.codes[rows[0]]];
  const columns = atoms.flatMap((atom, j) =>
    !atom && rows.some((row) => data[row * d + j] !== data[rows[0] * d + j]) ? [j] : [],
  );
  if (columns.length === 0) return null;
  const out = new Float64Array(rows.length * columns.length);
  for (const [at, row] of rows.entries())
    for (const [c, j] of columns.entries()) out[at * columns.length + c] = data[row * d + j];
  return { data: out, n: rows.length, d: columns.length };
}

const scores = (side: Matrix | null, seed: number, stream: number) =>
  side && normalScores(side, { random: random(seed, streams.scoreTies, stream) });

/** The rows' contributions to the information of a discrete and a continuous side; null if it cannot be told. */
async function withDiscrete(
  codes: Matrix,
  values: Matrix,
  context: Context,
): Promise<Float64Array | null | undefined> {
  const sizes = countRows(symbols(codes));
  const several = sizes.filter((size) => size > 1).length;
  if (sizes.length < 2 || several < 2 || codes.n < FEWEST) return null;
  return (await ross({ discrete: "x" }).estimate(codes, values, context)).local;
}
