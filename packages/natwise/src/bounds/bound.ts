import type { numpy as np } from "@jax-js/jax";
import type { BaselineKind, Bound, CriticKind, Guarantee, ScoresFor, Tensors, Traits } from "../types.ts";

/**
 * A bound whose value is a function of the scores alone. Each function owns its scores and need not read all of them.
 */
interface Plain<B extends BaselineKind | "none"> {
  /** The number to report, in nats: a scalar. */
  value(scores: ScoresFor<B>): np.Array;
  /** The scalar to climb, where it is not the value. */
  objective?(scores: ScoresFor<B>): np.Array;
}

/** A bound that carries a state from step to step, or shares work between value and objective. */
interface Stateful<B extends BaselineKind | "none"> {
  readonly init: Tensors;
  readonly apply: Bound<CriticKind, B>["apply"];
}

/** The properties of a bound. Optional ones default to the value that most bounds have. */
export type BoundParts<C extends CriticKind, B extends BaselineKind | "none"> = Pick<
  Traits,
  "title" | "summary" | "formula" | "references" | "libraryOnly"
> & {
  readonly name: string;
  /** By default "lower". */
  readonly guarantee?: Guarantee;
  /** The part that has to be exact for the guarantee to hold; by default none. */
  readonly given?: Bound["given"];
  /** By default maximise a lower bound, minimise an upper one, and only report what guarantees nothing. */
  readonly direction?: Bound["direction"];
  /** By default "any". */
  readonly critic?: C;
  /** By default "none". */
  readonly baseline?: B;
  /** By default 0. */
  readonly offset?: number;
  /** By default both. */
  readonly unbiased?: Partial<Traits["unbiased"]>;
  /** By default false. */
  readonly batchDependent?: boolean;
  /** By default "high". */
  readonly variance?: Traits["variance"];
  /** The largest value with M negatives a row, as a formula and as a number; by default there is none. */
  readonly ceiling?: { readonly formula: string; readonly nats: (M: number) => number | null };
} & (Plain<B> | Stateful<B>);

/**
 * A bound from its equation and its properties.
 *
 *     bound({ name: "DV", title, summary, formula, references,
 *             value: ({ joint, product }) => joint.mean().sub(logMeanExp(product)) })
 */
export function bound<C extends CriticKind = "any", B extends BaselineKind | "none" = "none">({
  name,
  title,
  summary,
  formula,
  references,
  libraryOnly,
  guarantee = "lower",
  given,
  direction = ({ lower: "maximise", upper: "minimise", none: "report" } as const)[guarantee],
  critic = "any" as C,
  baseline = "none" as B,
  offset = 0,
  unbiased,
  batchDependent = false,
  variance = "high",
  ceiling,
  ...equation
}: BoundParts<C, B>): Bound<C, B> {
  return {
    name,
    guarantee,
    ...(given && { given }),
    direction,
    critic,
    baseline,
    offset,
    traits: {
      title,
      summary,
      formula,
      unbiased: { value: true, gradient: true, ...unbiased },
      batchDependent,
      variance,
      ...(ceiling && { limit: ceiling.formula }),
      references,
      ...(libraryOnly && { libraryOnly }),
    },
    ceiling: (M) => ceiling?.nats(M) ?? null,
    ...("apply" in equation ? { init: equation.init, apply: equation.apply } : stateless(equation)),
  };
}

function stateless<B extends BaselineKind | "none">({ value, objective }: Plain<B>): Stateful<B> {
  return {
    init: {},
    apply(scores, state) {
      if (objective) {
        const again = Object.fromEntries(present(scores).map(([key, array]) => [key, array.ref]));
        return [{ value: owned(value, again as never), objective: owned(objective, scores) }, state];
      }
      const both = owned(value, scores);
      return [{ value: both.ref, objective: both }, state];
    },
  };
}

/** Calls an equation and disposes of the scores that it did not read. */
function owned<S extends object>(equation: (scores: S) => np.Array, scores: S): np.Array {
  const unread = new Map(present(scores));
  const read = (_: S, key: string) => {
    unread.delete(key);
    return scores[key as keyof S];
  };
  const result = equation(new Proxy(scores, { get: read as ProxyHandler<S>["get"] }));
  for (const array of unread.values()) array.dispose();
  return result;
}

const present = (scores: object): [string, np.Array][] =>
  Object.entries(scores).filter(([, array]) => array !== undefined);
