import { type numpy as np, tree } from "@jax-js/jax";
import { scores } from "../critics/scores.ts";
import type {
  Baseline,
  BaselineKind,
  Bound,
  BoundValue,
  Critic,
  CriticKind,
  Guarantee,
  Params,
  Shapes,
  Tensors,
} from "../types.ts";

/** Mutual information as a term of a loss. */
export interface MiTerm {
  /** The bound's, if the part that has to be exact is; otherwise "none". */
  readonly guarantee: Guarantee;
  /** How a model may use the value: maximise a lower bound, minimise an upper one, or neither. */
  readonly direction: Bound["direction"];
  init(seed: number, shapes: Shapes): { params: Tensors; state: Tensors };
  /**
   * The term of a batch x [K, ...x], y [K, ...y], in nats. Consumes its arguments.
   *
   * The term's own parameters climb `objective`, and so does a model that maximises I(X; Y). A model that minimises it
   * descends the `value` of an upper bound, while the term's parameters keep climbing. Descending a lower bound would
   * only loosen it.
   */
  apply(params: Params, state: Params, x: np.Array, y: np.Array): [BoundValue, state: Params];
}

/** The critics a bound takes. */
export type CriticFor<C extends CriticKind> = C extends "conditional" ? Critic<"conditional"> : Critic;

/** The baselines a bound takes. */
export type BaselineFor<B extends BaselineKind | "none"> = B extends "none"
  ? undefined
  : B extends "density"
    ? Baseline<"density">
    : B extends "row"
      ? Baseline<"row" | "density">
      : Baseline;

/** The parts of a term. An invalid combination does not compile. */
export type MiTermParts<C extends CriticKind, B extends BaselineKind | "none"> = {
  readonly bound: Bound<C, B>;
  readonly critic: CriticFor<C>;
  /** Negatives a row, which are pairs from the product of the marginals; by default all others of the batch. */
  readonly negatives?: number;
} & (B extends "none" ? { readonly baseline?: undefined } : { readonly baseline: BaselineFor<B> });

/**
 * A bound on the scores of a critic, with a baseline where the bound needs one.
 *
 * @throws TypeError for parts that do not fit together
 */
export function miTerm<C extends CriticKind, B extends BaselineKind | "none">({
  bound,
  critic,
  baseline,
  negatives,
}: MiTermParts<C, B>): MiTerm {
  checkParts(bound, critic, baseline);
  const given = bound.given && { critic, baseline }[bound.given];
  return {
    guarantee: given && !given.exact ? "none" : bound.guarantee,
    direction: bound.direction,
    init(seed, shapes) {
      const start = baseline?.init(seed, shapes) ?? { params: {}, state: {} };
      return {
        params: { critic: critic.init(seed, shapes), baseline: start.params },
        state: { bound: bound.init, baseline: start.state },
      };
    },
    apply(params, state, x, y) {
      const M = negatives ?? x.shape[0] - 1;
      const logBaseline = baseline?.apply(params.baseline, tree.ref(state.baseline), x.ref, y.ref);
      const found = scores(critic, params.critic, x, y, M);
      const next = baseline?.next?.(state.baseline, tree.ref({ ...found })) ?? state.baseline;
      const [value, carried] = bound.apply({ ...found, logBaseline } as never, state.bound);
      return [value, { bound: carried, baseline: next }];
    },
  };
}

/** @throws TypeError for parts that do not fit together */
function checkParts(bound: Bound, critic: Critic, baseline: Baseline | undefined) {
  const { name } = bound;
  if (bound.critic === "conditional" && critic.kind !== "conditional")
    throw new TypeError(
      `miTerm: ${name} needs a critic that is log q(y|x) of a density, got ${critic.name}; use mixtureConditional(), gaussianConditional() or conditional(logDensity)`,
    );
  if (bound.baseline === "none") {
    if (baseline) throw new TypeError(`miTerm: ${name} takes no baseline, got ${baseline.name}`);
    return;
  }
  if (!baseline)
    throw new TypeError(
      `miTerm: ${name} needs a baseline, got none; use ${bound.baseline === "density" ? "mixtureDensity(), gaussianDensity() or density(logDensity)" : "learned()"}`,
    );
  if (bound.baseline === "density" && baseline.kind !== "density")
    throw new TypeError(
      `miTerm: ${name} needs a baseline that is log q(y) of a density, got ${baseline.name}; use mixtureDensity(), gaussianDensity() or density(logDensity)`,
    );
  if (bound.baseline === "row" && baseline.kind === "pair")
    throw new TypeError(
      `miTerm: ${name} needs a baseline that is a function of y alone, got ${baseline.name}; use learned()`,
    );
}
