import type { Jaxpr } from "@jax-js/jax";
import type { Graph } from "../graph.ts";
import type { DType } from "../types.ts";
import type { View } from "../view.ts";

export type Equation = Jaxpr["eqns"][number];

/** The type of one result of an equation. */
export interface Aval {
  readonly shape: readonly number[];
  readonly dtype: DType;
}

/** An equation as its rule sees it. `weak` marks operands that adopt the element type of the other. */
export interface Operation {
  readonly graph: Graph;
  readonly inputs: readonly View[];
  // biome-ignore lint/suspicious/noExplicitAny: every primitive has its own parameters
  readonly params: Record<string, any>;
  readonly outputs: readonly Aval[];
  readonly weak: readonly boolean[];
}

/** Adds the nodes of a primitive to the graph, and returns one view for each of its outputs. */
export type Rule = (operation: Operation) => View | View[];
