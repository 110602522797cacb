import { describe, expect, test } from "vitest";
import { createGraph } from "../src/graph.ts";

describe("createGraph", () => {
  test("equal nodes and constants are one", () => {
    const graph = createGraph();
    const x = graph.input("x", "float32", [2]);
    const one = graph.constant("float32", [], [1]);
    expect(graph.constant("float32", [], [1])).toBe(one);
    expect(graph.constant("float32", [1], [1])).not.toBe(one);
    expect(graph.constant("int32", [], [1])).not.toBe(one);
    expect(graph.op("Add", [x, one], "float32", [2])).toBe(graph.op("Add", [x, one], "float32", [2]));
    expect(graph.op("Add", [one, x], "float32", [2])).not.toBe(graph.op("Add", [x, one], "float32", [2]));
    expect(graph.nodes).toHaveLength(2);
  });

  test("an element type without a kernel is refused by name", () => {
    const graph = createGraph();
    const x = graph.input("x", "float64", [2]);
    expect(() => graph.op("Erf", [x], "float64", [2])).toThrow(
      "ONNX Runtime has no Erf of float64 on the CPU, only float32",
    );
  });
});
