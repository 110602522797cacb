/** @module From a jaxpr to ONNX nodes: one rule for each primitive. */
import type { Jaxpr } from "@jax-js/jax";
import type { Graph } from "./graph.ts";
import { bitRules } from "./lower/bits.ts";
import { convRules } from "./lower/conv.ts";
import { dotRules } from "./lower/dot.ts";
import { elementwiseRules } from "./lower/elementwise.ts";
import { indexingRules } from "./lower/indexing.ts";
import { linalgRules } from "./lower/linalg.ts";
import { movementRules } from "./lower/movement.ts";
import { reduceRules } from "./lower/reduce.ts";
import type { Aval, Equation, Rule } from "./lower/rule.ts";
import { sortingRules } from "./lower/sorting.ts";
import { windowRules } from "./lower/windows.ts";
import type { DType } from "./types.ts";
import { type View, whole } from "./view.ts";

/** The primitives that can be compiled. A new one is an entry in the table of its family. */
export const rules: Readonly<Record<string, Rule>> = {
  ...elementwiseRules,
  ...movementRules,
  ...reduceRules,
  ...dotRules,
  ...convRules,
  ...windowRules,
  ...indexingRules,
  ...sortingRules,
  ...bitRules,
  ...linalgRules,
};

type Atom = Equation["inputs"][number];

/**
 * Adds the nodes of a jaxpr to the graph.
 *
 * @param inputs one view for each of the jaxpr's binders, constants first
 * @returns one view for each of its outputs
 * @throws TypeError that names the primitive and prints the equation, where it has no rule or no kernel
 */
export const lower = (graph: Graph, jaxpr: Jaxpr, inputs: readonly View[]): View[] => {
  const flat = jaxpr.flatten().simplify();
  const views = new Map<Atom, View>(flat.inBinders.map((binder, i) => [binder, inputs[i]]));
  const read = (atom: Atom): View => {
    const view = views.get(atom);
    if (view) return view;
    if (!("value" in atom)) throw new Error(`lower: variable ${atom} is read before it is computed`);
    const literal = whole(graph.constant(supported(atom.aval.dtype), [], [Number(atom.value)]));
    views.set(atom, literal);
    return literal;
  };
  for (const equation of flat.eqns) {
    const rule = rules[equation.primitive];
    if (!rule)
      throw new TypeError(`lower: no rule for the primitive ${equation.primitive}, got ${print(equation)}`);
    try {
      const results = rule({
        graph,
        inputs: equation.inputs.map(read),
        params: equation.params,
        outputs: equation.outBinders.map(
          ({ aval }): Aval => ({ shape: aval.shape, dtype: supported(aval.dtype) }),
        ),
        weak: equation.inputs.map((atom) => atom.aval.weakType),
      });
      for (const [i, view] of [results].flat().entries()) views.set(equation.outBinders[i], view);
    } catch (error) {
      const { message } = error as Error;
      throw new TypeError(`lower: ${equation.primitive}: ${message}, got ${print(equation)}`, {
        cause: error,
      });
    }
  }
  return flat.outs.map(read);
};

const print = (equation: Equation): string => equation.toString().replace(/\s+/g, " ").trim();

const dtypes = new Set<string>(["float32", "float64", "int32", "uint32", "bool"]);

const supported = (dtype: string): DType => {
  if (!dtypes.has(dtype))
    throw new TypeError(`element type must be one of ${[...dtypes].join(", ")}, got ${dtype}`);
  return dtype as DType;
};
