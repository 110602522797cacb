import { type Correction, corrections } from "./discrete/corrections.ts";
import { countRows, symbols } from "./discrete/symbols.ts";
import { kozachenkoLeonenko } from "./neighbours/kozachenkoLeonenko.ts";
import { type Remark, remark } from "./remarks.ts";
import { fewestRows } from "./rows/fewestRows.ts";
import { matrix } from "./rows/matrix.ts";
import type { Context, Data, Matrix } from "./types.ts";

export interface EntropyOptions extends Partial<Pick<Context, "seed" | "signal" | "onProgress">> {
  /** By default discrete for categories and if at least half of the rows occur more than once. */
  readonly kind?: "discrete" | "differential";
  /** For a discrete entropy, as in `discrete`. */
  readonly correction?: Correction;
  /** Neighbours for a differential entropy, as in `kozachenkoLeonenko`. */
  readonly k?: number;
}

export interface EntropyEstimate {
  /** A differential entropy depends on the units of x, and is negative for a distribution narrower than a unit. */
  readonly nats: number;
  readonly kind: "discrete" | "differential";
  /** Standard deviation of `nats` over samples of this size. */
  readonly standardError: number;
  readonly n: number;
  /** Reasons to doubt the estimate. */
  readonly remarks: readonly Remark[];
}

/** A column with this many repeated values may hold rounded numbers. */
const MANY_VALUES = 30;

/**
 * The entropy of x, in nats:
 *
 *   discrete       H(X) = -sum_s p_s log p_s        from counts of symbols
 *   differential   H(X) = -integral p log p         from nearest neighbours
 *
 * A discrete entropy is the information of x about itself, and an upper limit of the information that anything carries
 * about x. A differential one depends on the unit: H(a X) = H(X) + log |a|. The two kinds cannot be compared.
 *
 * @param x rows [N, d]; equal rows are one symbol
 * @throws TypeError for shapes that do not fit; RangeError for fewer than 20 rows, values that are not finite, an
 *   unknown kind or correction, and as `kozachenkoLeonenko`
 */
export async function entropy(
  x: Data,
  { kind, correction = "grassberger", k, seed, signal, onProgress }: EntropyOptions = {},
): Promise<EntropyEstimate> {
  const rows = matrix(x, "x");
  if (!(kind === undefined || kind === "discrete" || kind === "differential"))
    throw new RangeError(`entropy: kind must be discrete or differential, got ${kind}`);
  if (!Object.hasOwn(corrections, correction))
    throw new RangeError(
      `entropy: correction must be one of ${Object.keys(corrections).join(", ")}, got ${correction}`,
    );
  const { n, d, categories } = rows;
  if (!(n >= fewestRows)) throw new RangeError(`entropy: needs at least ${fewestRows} rows, got ${n}`);
  if (kind !== "differential") {
    const found = ofSymbols(rows, correction);
    if (kind === "discrete" || categories || found.repeated >= 0.5 * n) {
      const remarks = [...found.remarks];
      if (kind === undefined && !categories && d === 1 && found.count >= MANY_VALUES)
        remarks.push(remark("takenForCategories", { values: found.count }, [{ side: "x" }]));
      return { nats: found.nats, kind: "discrete", standardError: found.standardError, n, remarks };
    }
  }
  const data = { data: rows.data, shape: [n, d], categories };
  const { nats, standardError, remarks } = await kozachenkoLeonenko(data, { k, seed, signal, onProgress });
  return { nats, kind: "differential", standardError, n, remarks };
}

/** The standard error is by the delta method, as of a mean over rows; for "nsb" it is that of the plug-in estimate. */
function ofSymbols(x: Matrix, correction: Correction) {
  const { n } = x;
  const { codes, count } = symbols(x);
  const counts = countRows({ codes, count });
  const once = counts.reduce((rows, m) => rows + (m === 1 ? 1 : 0), 0);
  const repeated = n - once;
  // Not every correction gives a constant exactly 0.
  if (count === 1) {
    return {
      nats: 0,
      standardError: 0,
      count,
      repeated,
      remarks: [remark("constantEntropy", {}, [{ side: "x" }])],
    };
  }
  const { entropy: of, surprise } = corrections[correction];
  const row = (surprise ?? corrections.none.surprise!)(counts);
  let [mean, squares] = [0, 0];
  for (const m of counts) mean += (m * row(m)) / n;
  for (const m of counts) squares += m * (row(m) - mean) ** 2;
  const found = of(counts, count);
  const remarks: Remark[] = [];
  if (once > 0.2 * n) remarks.push(remark("unseenValues", { share: once / n }));
  // With ten rows for each value no other values are to be expected, and equally likely ones are the most uncertain.
  const nats = 10 * count <= n ? Math.min(found, Math.log(count)) : found;
  const standardError = Math.sqrt(squares / (n - 1) / n);
  return { nats, standardError, count, repeated, remarks };
}
