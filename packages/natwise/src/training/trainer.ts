import { numpy as np, tree, valueAndGrad } from "@jax-js/jax";
import { adam } from "../optimisers/adam.ts";
import { chain } from "../optimisers/chain.ts";
import { weightDecay } from "../optimisers/weightDecay.ts";
import type { Optimiser, Params, Shapes, Step, Tensors } from "../types.ts";
import type { MiTerm } from "./miTerm.ts";

/** The state of training between steps. */
export type TrainState<T> = {
  readonly params: T;
  /** The term's own state. */
  readonly term: T;
  readonly optimiser: T;
};

/** Gradient ascent on a term, to be compiled by an engine. */
export interface Trainer {
  init(seed: number, shapes: Shapes): TrainState<Tensors>;
  readonly step: Step;
}

/**
 * Adam on a term's objective. A step takes a batch { x [K], y [K] } of row numbers of the data { x [N, ...x], y [N,
 * ...y] }. Without data it takes the rows themselves, { x [K, ...x], y [K, ...y] }. Its metric is the batch's value in
 * nats before the update.
 *
 * This is `alternate` with one player, without its factor for correct compiled gradients: `scores` has that factor
 * already, and a second one would change the last bits of estimates.
 *
 * @param options.weightDecay share of every parameter that is lost in a step
 */
export function trainer(
  term: MiTerm,
  { learningRate, weightDecay: rate = 0 }: { learningRate: number; weightDecay?: number },
): Trainer {
  const optimiser: Optimiser =
    rate === 0 ? adam({ learningRate }) : chain(weightDecay({ rate }), adam({ learningRate }));
  return {
    init(seed, shapes) {
      const { params, state } = term.init(seed, shapes);
      return { params, term: state, optimiser: optimiser.init(params) };
    },
    step(
      state: TrainState<Params>,
      batch: { x: np.Array; y: np.Array },
      data: { x?: np.Array; y?: np.Array },
    ): [TrainState<Params>, np.Array] {
      const x = data.x ? np.take(data.x, batch.x, 0) : batch.x;
      const y = data.y ? np.take(data.y, batch.y, 0) : batch.y;
      const loss = (params: Params): [np.Array, { value: np.Array; next: Params }] => {
        const [{ value, objective }, next] = term.apply(params, state.term, x, y);
        return [objective.neg(), { value, next }];
      };
      const [[objective, { value, next }], gradients] = valueAndGrad(loss, { hasAux: true })(
        tree.ref(state.params),
      );
      objective.dispose();
      const [params, moments] = optimiser.update(gradients, state.optimiser, state.params);
      return [{ params, term: next, optimiser: moments }, value];
    },
  };
}
