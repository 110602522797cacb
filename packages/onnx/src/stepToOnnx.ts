import { constantsOf, info, nameOutputs, readsOf } from "./assemble.ts";
import { encodeModel } from "./encodeModel.ts";
import { createGraph } from "./graph.ts";
import { lower } from "./lower.ts";
import type { Node, Value, ValueInfo } from "./model.ts";
import { optimize } from "./optimize.ts";
import { constantValue, trace } from "./trace.ts";
import { dtypeOfData, flatten, type Structure, structureOf } from "./tree.ts";
import type { DType, Example, Step } from "./types.ts";
import { dense, whole } from "./view.ts";

/** An input or output of a model. Where it holds one tensor a step, its leading axis is "T". */
export interface Port {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly (number | "T")[];
}

export interface StepModel {
  readonly bytes: Uint8Array;
  /** In the order of the leaves of the example's trees. */
  readonly inputs: { readonly state: Port[]; readonly batch: Port[]; readonly data: Port[] };
  readonly outputs: { readonly state: Port[]; readonly metrics: Port[] };
  readonly structure: { readonly state: Structure; readonly metrics: Structure };
}

/**
 * Compiles a step to an ONNX model that runs it T times, T known only at run time: one Scan whose body is the step.
 *
 * Inputs are "state.i", "batch.i" [T, ...] and "data.i"; outputs are "state.i.next" and "metrics.i" [T, ...]. Values
 * that depend on the data alone are computed once, before the Scan. A state leaf that no step changes bypasses it.
 *
 * @throws TypeError for a step that does not return [state, metrics] with the state's own structure, shapes and element
 *   types, or that contains a primitive that cannot be compiled; RangeError for a batch without leaves, which give T
 */
export const stepToOnnx = async (step: Step, { state, batch, data = [] }: Example): Promise<StepModel> => {
  const leaves = { state: flatten(state), batch: flatten(batch), data: flatten(data) };
  if (leaves.batch.length === 0) throw new RangeError("stepToOnnx: batch must have a leaf, got none");
  const { jaxpr, constants, structure } = await trace(step, [state, batch, data]);
  checkStructure(structure, structureOf(state));
  const [, metricsStructure] = structure as [Structure, Structure];

  const graph = createGraph();
  const ports = (kind: "state" | "batch" | "data"): Value[] =>
    leaves[kind].map(({ leaf }, i) => graph.input(`${kind}.${i}`, dtypeOfData(leaf.data), leaf.shape));
  const outer = { state: ports("state"), batch: ports("batch"), data: ports("data") };
  const stateBinders = jaxpr.inBinders.slice(constants.length, constants.length + outer.state.length);
  const threaded = outer.state.map((_, i) => jaxpr.outs[i] !== stateBinders[i]);
  const inner = {
    state: outer.state.map((value, i) => (threaded[i] ? { ...value, name: `step.${value.name}` } : value)),
    batch: outer.batch.map((value) => ({ ...value, name: `step.${value.name}` })),
  };

  const inputs = [
    ...constants.map((tensor) => constantValue(graph, tensor)),
    ...inner.state,
    ...inner.batch,
    ...outer.data,
  ];
  const results = lower(graph, jaxpr, inputs.map(whole)).map((view) => dense(graph, view));
  results.slice(0, outer.state.length).forEach((value, i) => {
    const { dtype, shape } = outer.state[i];
    if (value.dtype !== dtype || `${value.shape}` !== `${shape}`)
      throw new TypeError(
        `stepToOnnx: the state must keep its type, got ${value.dtype}[${value.shape}] for ${dtype}[${shape}] at "${leaves.state[i].path}"`,
      );
  });
  const changing = <V>(values: readonly V[]): V[] =>
    values.filter((_, i) => i >= outer.state.length || threaded[i]);
  const optimized = optimize(graph, changing(results));

  // Values computed from data and constants alone are the same in every step.
  const varies = new Set([...inner.state, ...inner.batch].map((value) => value.name));
  for (const value of outer.state) varies.delete(value.name);
  const before: Node[] = [];
  const during: Node[] = [];
  for (const node of optimized.nodes) {
    const varying = readsOf(node).some((name) => varies.has(name));
    (varying ? during : before).push(node);
    if (varying) for (const value of node.outputs) varies.add(value.name);
  }

  const stateNames = outer.state.map((value) => `${value.name}.next`);
  const metricNames = results.slice(outer.state.length).map((_, i) => `metrics.${i}`);
  const names = changing([...stateNames, ...metricNames]);
  const bodyNodes = nameOutputs(
    during,
    optimized.outputs,
    names.map((name) => `step.${name}`),
  );
  const bodyConstants = constantsOf(optimized.graph, bodyNodes);
  const outerConstants = constantsOf(optimized.graph, before);
  const shared = new Set(outerConstants.map(({ value }) => value.name));
  const scanned = changing(inner.state);
  const bodyOutputs = optimized.outputs.map((value, i): Value => ({ ...value, name: `step.${names[i]}` }));
  const body = {
    name: "step",
    nodes: bodyNodes,
    constants: bodyConstants.filter(({ value }) => !shared.has(value.name)),
    inputs: [...scanned.filter((value) => value.name.startsWith("step.")), ...inner.batch].map((v) =>
      info(v),
    ),
    outputs: bodyOutputs.map((value) => info(value)),
  };
  const next = outer.state.map((value, i): Value => ({ ...value, name: stateNames[i] }));
  const metrics = results
    .slice(outer.state.length)
    .map((value, i): Value => ({ ...value, name: metricNames[i] }));
  const loop: Node = {
    type: "Scan",
    inputs: [...outer.state.filter((_, i) => threaded[i]), ...outer.batch],
    outputs: [...next.filter((_, i) => threaded[i]), ...metrics],
    attributes: { body: { graph: body }, num_scan_inputs: inner.batch.length },
  };
  const copies = outer.state.flatMap((value, i): Node[] =>
    threaded[i] ? [] : [{ type: "Identity", inputs: [value], outputs: [next[i]], attributes: {} }],
  );
  const graphInputs = [
    ...outer.state.map((value) => info(value)),
    ...outer.batch.map((value) => info(value, ["T"])),
    ...outer.data.map((value) => info(value)),
  ];
  const graphOutputs = [...next.map((value) => info(value)), ...metrics.map((value) => info(value, ["T"]))];
  const bytes = encodeModel({
    name: "steps",
    nodes: [...before, loop, ...copies],
    constants: outerConstants,
    inputs: graphInputs,
    outputs: graphOutputs,
  });
  const cut = (all: ValueInfo[], kind: string) =>
    all.filter(({ name }) => name.startsWith(`${kind}.`)) as Port[];
  return {
    bytes,
    inputs: {
      state: cut(graphInputs, "state"),
      batch: cut(graphInputs, "batch"),
      data: cut(graphInputs, "data"),
    },
    outputs: { state: cut(graphOutputs, "state"), metrics: cut(graphOutputs, "metrics") },
    structure: { state: structureOf(state), metrics: metricsStructure },
  };
};

const checkStructure = (returned: Structure, state: Structure): void => {
  if (!Array.isArray(returned) || returned.length !== 2)
    throw new TypeError(`stepToOnnx: a step must return [state, metrics], got ${JSON.stringify(returned)}`);
  const [next] = returned;
  if (JSON.stringify(next) !== JSON.stringify(state))
    throw new TypeError(
      `stepToOnnx: a step must return the state's own structure ${JSON.stringify(state)}, got ${JSON.stringify(next)}`,
    );
};
