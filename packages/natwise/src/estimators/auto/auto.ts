/** @module The estimator for those who do not want to choose one: it looks at the data first, and says what it did. */

import { linearlyDetermined } from "../../gaussian/linearlyDetermined.ts";
import { withoutCopies } from "../../inference/withoutCopies.ts";
import { inSlices } from "../../progress/inSlices.ts";
import { orNullWhenStopped } from "../../progress/orNullWhenStopped.ts";
import { subProgress } from "../../progress/subProgress.ts";
import { remark } from "../../remarks.ts";
import { rowsAt } from "../../rows/rowsAt.ts";
import type { Context, Estimator, Found, Matrix } from "../../types.ts";
import { autoRemarks } from "./autoRemarks.ts";
import { choose } from "./choose.ts";
import { type Candidate, type Facts, factsOf } from "./facts.ts";
import type { Rule } from "./rule.ts";
import { autoRules } from "./rules.ts";

export interface AutoOptions {
  /** Whether a critic may be trained where neighbours are not enough: takes ten to sixty seconds. */
  readonly train?: boolean;
}

/**
 * Chooses by what the columns are (`autoRules`), checks with an estimator of another family, and reports one number, why it
 * was chosen and what could be wrong.
 *
 * - categories on both sides: counts (`discrete`)
 * - categories on one side: neighbours within and across them (`ross`)
 * - numbers: normal scores first, which keeps the information and takes outliers and units away. Then nearest neighbours
 *   (`ksg`; `geometricKnn` where KSG comes near its ceiling), the Gaussian copula, for two and more columns a side
 *   neighbours of the distances from the centre alone, in normal scores and in those of heavier tails, and from four
 *   columns on a critic trained on top of the Gaussian (`onGaussian`). Sampling noise and the Gaussian's model error aside,
 *   every candidate is biased low: the first is reported, unless a later one exceeds it by more than their combined error.
 *
 * Rows of numbers that stand twice count once, unless they are a series.
 *
 * With columns held fixed: `discrete`, `gao` or `ksg` by the same rule, and beside `ksg` the Gaussian copula, within the
 * groups where what is held fixed is of categories.
 */
export function auto({ train = true }: AutoOptions = {}): Estimator {
  return {
    name: "auto",
    guarantee: "none",
    estimate: (x, y, context) => find(x, y, null, context, train),
    conditional: (x, y, z, context) => find(x, y, z, context, train),
    progressShare: (x, y, z) => (factsOf(x, y, z, { train }).trains ? 0.8 : 0.5),
  };
}

async function find(
  x: Matrix,
  y: Matrix,
  z: Matrix | null,
  context: Context,
  train: boolean,
): Promise<Found> {
  const kept = context.series ? null : withoutCopies({ x, y, z });
  if (kept) {
    const different = (side: Matrix) => rowsAt(side, kept);
    const found = await find(different(x), different(y), z && different(z), context, train);
    const copies = remark("copiesCountedOnce", { copies: x.n - kept.length, rows: x.n });
    return { ...found, rows: kept, local: null, remarks: [copies, ...found.remarks] };
  }
  const known = factsOf(x, y, z, { train });
  const determined =
    known.sides === "numbers"
      ? await inSlices(linearlyDetermined(x, y, z), { signal: context.signal }, "auto")
      : null;
  const { facts, ruled, missing } = await follow(autoRules, known, context);
  // Only work that was stopped leaves nothing to choose from; what it leaves was not compared with all.
  if (ruled.length === 0) context.signal?.throwIfAborted();
  const best = choose(ruled);
  const candidates = ruled.map(({ candidate }) => candidate);
  return {
    ...best.candidate.found,
    estimator: best.candidate.estimator,
    reason: facts.stopped
      ? "what was found by the time the work was stopped, not compared with all there is"
      : (best.rule.reason ?? null),
    checks: candidates
      .filter((one) => one !== best.candidate)
      .map(({ estimator, nats, standardError }) => ({ estimator, nats, standardError })),
    remarks: autoRemarks(best.candidate, { facts, candidates, determined }),
    missing,
  };
}

/**
 * Runs rules until none that has not run applies, those after which a smaller share of the work is done first.
 *
 * @returns what was found by the rules that still apply, in their order, once for each name; names of what was stopped
 */
async function follow(rules: readonly Rule[], known: Facts, context: Context) {
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
    const candidate = await tryRule(next, now, subProgress(context, done, shareOf(next)));
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

/** Null where the work was stopped, or an optional rule's estimator does not take the data. */
async function tryRule(rule: Rule, facts: Facts, context: Context): Promise<Candidate | null> {
  const { x, y, z } = facts;
  const estimator = rule.estimator(facts);
  try {
    const found = await orNullWhenStopped(context, () =>
      z ? estimator.conditional!(x, y, z, context) : estimator.estimate(x, y, context),
    );
    if (found === null) return null;
    const { nats, standardError } = found;
    return {
      ...{ estimator: rule.name, nats, standardError },
      found: { ...found, refit: found.refit ?? { estimator, x, y, z } },
    };
  } catch (error) {
    if (rule.optional && error instanceof RangeError) return null;
    throw error;
  }
}
