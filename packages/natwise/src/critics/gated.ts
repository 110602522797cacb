import { activations } from "../nets/activations.ts";
import { gates } from "../nets/gates.ts";
import { mlp } from "../nets/mlp.ts";
import { sequential } from "../nets/sequential.ts";
import type { Critic } from "../types.ts";
import { separable } from "./separable.ts";

/**
 * f(x, y) = g(x) . h(y) / sqrt(embed), with a gate for every column of x and of y and with SiLU in place of ReLU. It is
 * for many columns and for dependence through smooth functions of several columns of a side.
 *
 * Train it with weight decay, which closes the gates of columns that carry nothing:
 *
 *     neural({ bound: mine(), critic: gated(), steps: 3000, weightDecay: 6e-4 })
 *
 * @param options.hidden widths of the hidden layers of g and of h
 * @param options.embed  dimensions of the shared space
 * @throws TypeError, on `init`, for rows that are not columns
 */
export function gated({
  hidden = [64, 64],
  embed = 32,
}: {
  hidden?: readonly number[];
  embed?: number;
} = {}): Critic<"any"> {
  const net = (gain: number) =>
    sequential([gates(), mlp({ hidden, outputs: embed, activation: activations.silu(), gain })]);
  // Only one of the two may begin at zero: if both do, neither has a gradient.
  return { ...separable({ x: net(0), y: net(1) }), name: "gated" };
}
