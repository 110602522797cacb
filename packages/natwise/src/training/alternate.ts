import { lax, numpy as np, tree, valueAndGrad } from "@jax-js/jax";
import { filled } from "../engine/filled.ts";
import { runtimeOne } from "../engine/runtimeOne.ts";
import type { Params, Player, Step, Tensors } from "../types.ts";

/** The state of several players between steps. */
export type AlternateState<T> = {
  /** Parameters of each group, by key. */
  readonly params: { readonly [group: string]: T };
  /** The state that the objectives carry, of nets, bounds, and so on. */
  readonly state: T;
  readonly optimisers: { readonly [group: string]: T };
  /** Steps since each player last acted, for those that do not act in every step. */
  readonly waited: { readonly [group: string]: T };
};

/** A step of several players, for an engine. */
export interface Alternate {
  /** The first state, from the parameters of each group and the state of the objectives. */
  init(params: { readonly [group: string]: Tensors }, state?: Tensors): AlternateState<Tensors>;
  /** Its metrics are those of the players, by the keys of their groups. */
  readonly step: Step;
}

/**
 * Several groups of parameters, each following its own objective: a critic and a model, a discriminator and a
 * generator. In a step the players act one after the other, and each sees the parameters and the state that the one
 * before left. All see the same batch; random numbers are a part of it. A group without a player stays as it is.
 *
 * A player with `every: n` acts in steps n, 2n, ... In the others its parameters, its optimiser and the state stay as
 * they are, and its metrics are those of the discarded update. A traced step has no branches, so its gradients are
 * computed all the same and thrown away: such a step costs as much as one in which it acts.
 *
 * Gradients are right where an objective ends in a mean of slices or of convolutions, which jax-js 0.1.25 alone gets
 * wrong when it compiles.
 *
 * An encoder that keeps as much information about images x as it can, by a lower bound that a critic tightens:
 *
 *     const look = (outputs) =>
 *       sequential([conv({ channels: 16, window: 4, stride: 2 }), nets.relu(), flatten(), dense({ outputs })]);
 *     const encoder = look(8);
 *     const term = miTerm({ bound: infoNCE(), critic: separable({ x: look(32), y: mlp({ outputs: 32, gain: 0 }) }) });
 *     const climb = (params, state, { x }) => {
 *       const [code, net] = encoder.apply(params.encoder, state.net, x.ref, {});
 *       const [{ value, objective }, carried] = term.apply(params.critic, state.term, x, code);
 *       return [objective, { state: { net, term: carried }, metrics: value }];
 *     };
 *     const direction = "maximise";
 *     const game = alternate([
 *       { params: "critic", objective: climb, optimiser: adam({ learningRate: 1e-3 }), direction },
 *       { params: "encoder", objective: climb, optimiser: adam({ learningRate: 1e-4 }), direction, every: 2 },
 *     ]);
 *     const first = encoder.init(0, [1, 28, 28]);
 *     const start = term.init(0, { x: [1, 28, 28], y: first.shape });
 *     const state = game.init(
 *       { critic: start.params, encoder: first.params },
 *       { net: first.state, term: start.state },
 *     );
 *     const x = { data: new Float32Array(64 * 784), shape: [64, 1, 28, 28] };
 *     const program = await engine.compile(game.step, { state, batch: { x } });
 *
 * @throws TypeError for no player, for two of one group, for a group without parameters, and for an objective that
 *   changes the structure of the state; RangeError for an `every` that is not a whole number above 0, and
 *   for an unknown direction
 */
export function alternate(players: readonly Player[]): Alternate {
  const groups = players.map(({ params }) => params);
  if (groups.length === 0) throw new TypeError("alternate: needs at least one player, got none");
  if (new Set(groups).size < groups.length)
    throw new TypeError(
      `alternate: every player must have a group of parameters of its own, got ${groups.join(", ")}`,
    );
  for (const { params, every = 1, direction } of players) {
    if (!(Number.isInteger(every) && every > 0))
      throw new RangeError(`alternate: every must be a whole number above 0, got ${every} for ${params}`);
    if (direction !== "maximise" && direction !== "minimise")
      throw new RangeError(
        `alternate: direction must be maximise or minimise, got ${direction} for ${params}`,
      );
  }
  return {
    init(params, state = {}) {
      for (const group of groups)
        if (!Object.hasOwn(params, group))
          throw new TypeError(
            `alternate: parameters must be given for ${group}, got ${Object.keys(params).join(", ")}`,
          );
      const of = <T>(some: readonly Player[], value: (player: Player) => T) =>
        Object.fromEntries(some.map((player) => [player.params, value(player)]));
      return {
        params,
        state,
        optimisers: of(players, ({ params: group, optimiser }) => optimiser.init(params[group])),
        waited: of(
          players.filter(({ every = 1 }) => every > 1),
          () => filled(0, []),
        ),
      };
    },
    step(start: AlternateState<Params>, batch: Params, data: Params): [AlternateState<Params>, Params] {
      let now = start;
      const metrics: Record<string, Params> = {};
      for (const player of players) {
        const { params: group, every = 1 } = player;
        const { metrics: found, ...acted } = turn(player, now, batch, data);
        const before = { params: now.params[group], state: now.state, optimiser: now.optimisers[group] };
        let after: Left = acted;
        let { waited } = now;
        if (every > 1) {
          const due = ifDue(waited[group], every, acted, before);
          after = due.left;
          waited = { ...waited, [group]: due.waited };
        } else tree.dispose(before);
        // Groups stay in the order they came in: a state keeps its structure.
        now = {
          params: { ...now.params, [group]: after.params },
          state: after.state,
          optimisers: { ...now.optimisers, [group]: after.optimiser },
          waited,
        };
        metrics[group] = found;
      }
      tree.dispose([batch, data]);
      return [now, metrics];
    },
  };
}

/** A player's parameters, the state, and the optimiser's state after its turn. */
type Left = { params: Params; state: Params; optimiser: Params };

/** One update. Consumes nothing. */
function turn(
  { params: group, objective, optimiser, direction }: Player,
  { params, state, optimisers }: AlternateState<Params>,
  batch: Params,
  data: Params,
): Left & { metrics: Params } {
  const { [group]: own, ...others } = params;
  const [first] = tree.leaves<np.Array>(own);
  if (!first) throw new TypeError(`alternate: a player must have parameters, got none for ${group}`);
  // Keeps gradients right for objectives that end in a mean of slices or of convolutions.
  const one = runtimeOne(first.ref);
  type Rest = { state: Params; metrics: Params };
  const loss = (mine: Params): [np.Array, Rest] => {
    const all = { ...tree.ref(others), [group]: mine };
    const [value, rest] = objective(all, tree.ref(state), tree.ref(batch), tree.ref(data));
    // jax-js 0.1.25 cannot return a parameter itself beside the value, only the result of an operation on it.
    const beside = tree.map((leaf: np.Array) => lax.stopGradient(leaf), rest) as Rest;
    return [(direction === "maximise" ? value.neg() : value).mul(one), beside];
  };
  const [[value, rest], gradients] = valueAndGrad(loss, { hasAux: true })(tree.ref(own));
  value.dispose();
  const [next, after] = optimiser.update(gradients, tree.ref(optimisers[group]), tree.ref(own));
  const kept = tree.structure(rest.state as Params);
  if (!kept.equals(tree.structure(state)))
    throw new TypeError(
      `alternate: the objective of ${group} must return the state in its own structure ${tree.structure(state)}, got ${kept}`,
    );
  return { params: next, state: rest.state, optimiser: after, metrics: rest.metrics };
}

/** The result of a player that acts in every n-th step: its update, or the values before. Consumes its arguments. */
function ifDue(waited: np.Array, every: number, acted: Left, before: Left): { left: Left; waited: np.Array } {
  const now = waited.add(1);
  const due = now.ref.greaterEqual(every);
  const left = tree.map((a: np.Array, b: np.Array) => np.where(due.ref, a, b), acted, before) as Left;
  return { left, waited: np.where(due, 0, now) };
}
