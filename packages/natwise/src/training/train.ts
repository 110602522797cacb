import { numpy as np, tree, valueAndGrad } from "@jax-js/jax";
import type { Params, Step } from "../types.ts";
import { type AdamState, adam } from "./adam.ts";
import type { MiTerm } from "./miTerm.ts";

/**
 * One step of gradient ascent on a term's objective, as an engine compiles it:
 * batch { x [K], y [K] } are row numbers of data { x [N, dx], y [N, dy] }; the metric is the batch's value in nats.
 */
export function trainStep(term: MiTerm, learningRate: number): Step {
  const { update } = adam({ learningRate });
  return (
    state: { params: Params; term: Params; optimiser: AdamState<np.Array> },
    batch: { x: np.Array; y: np.Array },
    data: { x: np.Array; y: np.Array },
  ) => {
    const x = np.take(data.x, batch.x, 0);
    const y = np.take(data.y, batch.y, 0);
    const loss = (params: Params): [np.Array, { value: np.Array; next: Params }] => {
      const [{ value, objective }, next] = term.apply(params, state.term, x, y);
      return [objective.neg(), { value, next }];
    };
    const [[objective, { value, next }], gradients] = valueAndGrad(loss, { hasAux: true })(
      tree.ref(state.params),
    );
    objective.dispose();
    const [params, optimiser] = update(gradients, state.optimiser, state.params);
    return [{ params, term: next, optimiser }, value];
  };
}
