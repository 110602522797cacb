/** @module The default estimator: it chooses one by the data, and says which and why. */

import { linearlyDetermined } from "../../gaussian/linearlyDetermined.ts";
import type { SeriesModel } from "../../inference/seriesModel.ts";
import { withoutCopiedRows } from "../../inference/withoutCopies.ts";
import { seriesModelFor, withoutMemory } from "../../inference/withoutMemory.ts";
import { inSlices } from "../../progress/inSlices.ts";
import { orNullWhenStopped } from "../../progress/orNullWhenStopped.ts";
import { subProgress } from "../../progress/subProgress.ts";
import { remark } from "../../remarks.ts";
import { rowsAt } from "../../rows/rowsAt.ts";
import type { Context, Estimator, Found, Matrix } from "../../types.ts";
import { autoRemarks } from "./autoRemarks.ts";
import { choose } from "./choose.ts";
import { type Candidate, type Facts, factsOf, hasManyColumns } from "./facts.ts";
import { highest } from "./highest.ts";
import type { Rule } from "./rule.ts";
import { autoRules } from "./rules.ts";

export interface AutoOptions {
  /** Whether to train a critic if there are too many columns for neighbours. That takes ten to ninety seconds. */
  readonly train?: boolean;
}

/**
 * Chooses an estimator by the kinds of columns (`autoRules`), checks it with another family, and reports one estimate,
 * the reason for the choice, and remarks.
 *
 * - Categories on both sides: counts (`discrete`).
 * - Categories on one side: nearest neighbours within and across categories (`ross`).
 * - Numbers on both sides: the columns become normal scores, which keeps the information and removes outliers and
 *   units. The candidates are nearest neighbours (`ksg`; `geometricKnn` if KSG comes near its ceiling) and the Gaussian
 *   copula. With several columns on each side, KSG on distances from the centre is a candidate too, in normal and in
 *   heavy-tailed scores. From four columns on, so is a critic trained on top of the Gaussian (`onGaussian`), and, unless
 *   the Gaussian fits, one that compares learned functions of each side (`gated`).
 *
 * Sampling noise and the Gaussian's model error aside, every candidate is biased low: the first is reported, unless a
 * later one exceeds it by more than their combined error.
 *
 * Repeated rows of numbers count once, unless the rows are a series. From every estimate of a series of numbers the
 * bias of its memory is subtracted (`withoutMemory`).
 *
 * Given other columns, the candidates are `discrete`, `gao` or `ksg` by the same rule, and with `ksg` also the Gaussian
 * copula, fitted within groups if the given columns are categories.
 */
export function auto({ train = true }: AutoOptions = {}): Estimator {
  return {
    name: "auto",
    guarantee: "none",
    estimate: (x, y, context) => find(x, y, null, context, train),
    conditional: (x, y, z, context) => find(x, y, z, context, train),
    progressShare: (x, y) => (train && hasManyColumns(x, y) ? 0.8 : 0.5),
  };
}

async function find(
  x: Matrix,
  y: Matrix,
  z: Matrix | null,
  context: Context,
  train: boolean,
): Promise<Found> {
  const kept = context.series ? null : withoutCopiedRows({ x, y, z });
  if (kept) {
    const different = (side: Matrix) => rowsAt(side, kept);
    const found = await find(different(x), different(y), z && different(z), context, train);
    const copies = remark("copiesCountedOnce", { copies: x.n - kept.length, rows: x.n });
    return { ...found, rows: kept, local: null, remarks: [copies, ...found.remarks] };
  }
  const known = factsOf(x, y, z, { train, seed: context.seed });
  const determined =
    known.sides === "numbers"
      ? await inSlices(linearlyDetermined(x, y, z), { signal: context.signal }, "auto")
      : null;
  const { facts, ruled, missing } = await follow(
    autoRules,
    known,
    context,
    seriesModelFor({ x, y, z }, context),
  );
  // Without any candidate the work was stopped.
  if (ruled.length === 0) context.signal?.throwIfAborted();
  const best = choose(ruled);
  const candidates = ruled.map(({ candidate }) => candidate);
  return {
    ...best.candidate.found,
    estimator: best.candidate.estimator,
    reason: facts.stopped
      ? "the work was stopped: the best of the estimates done by then, not compared with the others"
      : (best.rule.reason ?? null),
    checks: candidates
      .filter((one) => one !== best.candidate)
      .map(({ estimator, nats, standardError }) => ({ estimator, nats, standardError })),
    highest: determined === null ? highest(best.candidate, candidates, facts) : null,
    remarks: autoRemarks(best.candidate, { facts, candidates, determined }),
    missing: [...(best.candidate.found.missing ?? []), ...missing],
  };
}

/**
 * Runs every rule that applies, in the order of `share`. Results may make further rules apply.
 *
 * @returns the final facts; the candidates of the rules that apply then, in the order of priority, one for each name;
 *   the names of those that were stopped
 */
async function follow(rules: readonly Rule[], known: Facts, context: Context, model: SeriesModel | null) {
  const found = new Map<string, Candidate>();
  const stopped = new Set<string>();
  const run = new Set<string>();
  const facts = (): Facts => ({ ...known, found, stopped: context.signal?.aborted === true });
  const shareOf = ({ share }: Rule) => share?.(known) ?? 1;
  let done = 0;
  while (true) {
    const now = facts();
    const [next] = rules
      .filter((rule) => !run.has(rule.name) && rule.applies(now))
      .sort((a, b) => shareOf(a) - shareOf(b));
    if (!next) break;
    run.add(next.name);
    const candidate = await tryRule(next, now, { model, context: subProgress(context, done, shareOf(next)) });
    done = shareOf(next);
    if (candidate) found.set(next.name, candidate);
    else if (context.signal?.aborted) stopped.add(next.name);
  }
  const last = facts();
  const standing = rules.filter((rule) => rule.applies(last));
  const first = standing.filter((rule, at) => standing.findIndex(({ name }) => name === rule.name) === at);
  return {
    facts: last,
    ruled: first.flatMap((rule) => {
      const candidate = found.get(rule.name);
      return candidate ? [{ rule, candidate }] : [];
    }),
    missing: first.flatMap(({ name }) => (stopped.has(name) ? [name] : [])),
  };
}

/** Null if the work was stopped, or if an optional rule's estimator refuses the data. */
async function tryRule(
  rule: Rule,
  facts: Facts,
  { model, context }: { readonly model: SeriesModel | null; readonly context: Context },
): Promise<Candidate | null> {
  const { x, y, z } = facts;
  const estimator = rule.estimator(facts);
  try {
    const found = await orNullWhenStopped(context, async () => {
      const first = await (z ? estimator.conditional!(x, y, z, context) : estimator.estimate(x, y, context));
      return model ? withoutMemory(first, estimator, { model, n: x.n, context }) : first;
    });
    if (found === null) return null;
    const { nats, standardError } = found;
    return {
      ...{ estimator: rule.name, nats, standardError },
      found: { guarantee: estimator.guarantee, ...found, refit: found.refit ?? { estimator, x, y, z } },
    };
  } catch (error) {
    if (rule.optional && error instanceof RangeError) return null;
    throw error;
  }
}
