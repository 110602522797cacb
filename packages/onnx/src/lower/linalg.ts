/** @module Factorisations, as a Scan over the columns of the matrix. */
import { info } from "../assemble.ts";
import { type Graph, sizeOf } from "../graph.ts";
import type { Value } from "../model.ts";
import { dense, dtypeOf, reshapeValue, transposed, whole } from "../view.ts";
import type { Rule } from "./rule.ts";
import { range } from "./windows.ts";

/**
 * Runs `body` for every slice of the constants in `over`, and passes `state` from one to the next. The body may read
 * values of the surrounding graph. Returns the last state and the stacked rows.
 */
const scan = (
  graph: Graph,
  state: readonly Value[],
  over: readonly Value[],
  body: (inner: Graph, state: Value[], slices: Value[]) => { state: Value[]; rows: Value[] },
): Value[] => {
  const inner = graph.child();
  const states = state.map((v) => inner.argument(v.dtype, v.shape));
  const slices = over.map((v) => inner.argument(v.dtype, v.shape.slice(1)));
  const out = body(inner, states, slices);
  const leaving = [...out.state, ...out.rows];
  const T = over[0].shape[0];
  return graph.ops(
    "Scan",
    [...state, ...over],
    [
      ...state.map((v) => [v.dtype, v.shape] as const),
      ...out.rows.map((v) => [v.dtype, [T, ...v.shape]] as const),
    ],
    {
      num_scan_inputs: over.length,
      body: {
        graph: {
          name: "columns",
          nodes: inner.nodes,
          constants: [...inner.constants.values()],
          inputs: [...states, ...slices].map((v) => info(v)),
          outputs: leaving.map((v) => info(v)),
        },
      },
    },
  );
};

const matrixOf = (n: number, element: (i: number, j: number) => boolean) =>
  range(n).flatMap((i) => range(n).map((j) => Number(element(i, j))));

/** Column by column: l = a_j / sqrt(a_jj) below the diagonal, then A <- A - l l'. Reads the lower triangle. */
const cholesky: Rule = ({ graph, inputs: [x] }) => {
  const dtype = dtypeOf(x);
  const n = x.shape.at(-1)!;
  const lead = x.shape.slice(0, -2);
  const B = sizeOf(lead);
  const A = reshapeValue(graph, dense(graph, x), [B, n, n]);
  const columns = graph.constant("int64", [n], range(n));
  const below = graph.constant(
    "bool",
    [n, n],
    matrixOf(n, (j, i) => i >= j),
  );
  const [, L] = scan(graph, [A], [columns, below], (g, [a], [j, mask]) => {
    const column = g.op("Gather", [a, j], dtype, [B, n], { axis: 2 });
    const pivot = g.op("Gather", [column, j], dtype, [B], { axis: 1 });
    const root = reshapeValue(g, g.op("Sqrt", [pivot], dtype, [B]), [B, 1]);
    const scaled = g.op("Div", [column, root], dtype, [B, n]);
    const l = g.op("Where", [mask, scaled, g.constant(dtype, [], [0])], dtype, [B, n]);
    const outer = g.op("Mul", [reshapeValue(g, l, [B, n, 1]), reshapeValue(g, l, [B, 1, n])], dtype, [
      B,
      n,
      n,
    ]);
    return { state: [g.op("Sub", [a, outer], dtype, [B, n, n])], rows: [l] };
  });
  const lower = dense(graph, transposed(whole(L), [1, 2, 0]));
  return whole(reshapeValue(graph, lower, x.shape));
};

/** x_j = (b_j - sum_{k > j} a_jk x_k) / a_jj from the last column to the first: X = B A^-T, A upper triangular. */
const triangularSolve: Rule = ({ graph, inputs: [a, b], params }) => {
  const dtype = dtypeOf(b);
  const [m, n] = b.shape.slice(-2);
  const batch = sizeOf(b.shape.slice(0, -2));
  const A = reshapeValue(graph, dense(graph, a), [batch, n, n]);
  const B = reshapeValue(graph, dense(graph, b), [batch, m, n]);
  const zeros = graph.op(
    "Expand",
    [graph.constant(dtype, [], [0]), graph.constant("int64", [3], [batch, m, n])],
    dtype,
    [batch, m, n],
  );
  const columns = graph.constant("int64", [n], range(n).reverse());
  const here = graph.constant(
    "bool",
    [n, n],
    matrixOf(n, (i, k) => k === n - 1 - i),
  );
  const above = graph.constant(
    "bool",
    [n, n],
    matrixOf(n, (i, k) => k > n - 1 - i),
  );
  const [solved] = scan(graph, [zeros], [columns, here, above], (g, [X], [j, at, mask]) => {
    const row = g.op("Gather", [A, j], dtype, [batch, n], { axis: 1 });
    const known = g.op("Where", [mask, row, g.constant(dtype, [], [0])], dtype, [batch, n]);
    const sum = g.op("MatMul", [X, reshapeValue(g, known, [batch, n, 1])], dtype, [batch, m, 1]);
    const right = g.op("Gather", [B, j], dtype, [batch, m], { axis: 2 });
    let x = g.op("Sub", [reshapeValue(g, right, [batch, m, 1]), sum], dtype, [batch, m, 1]);
    if (!params.unitDiagonal) {
      const pivot = g.op("Gather", [row, j], dtype, [batch], { axis: 1 });
      x = g.op("Div", [x, reshapeValue(g, pivot, [batch, 1, 1])], dtype, [batch, m, 1]);
    }
    return { state: [g.op("Where", [at, x, X], dtype, [batch, m, n])], rows: [] };
  });
  return whole(reshapeValue(graph, solved, b.shape));
};

export const linalgRules: Record<string, Rule> = { cholesky, triangular_solve: triangularSolve };
