import { describe, expect, test } from "vitest";
import { dtypeOfData, flatten, structureOf, unflatten } from "../src/tree.ts";
import { tensor } from "./agree.ts";

const [a, b, c] = [tensor([1]), tensor([2, 3]), tensor([4])];

describe("trees of tensors", () => {
  test("leaves come in the order of the keys, with their paths", () => {
    const leaves = flatten({ z: [a, { w: b }], y: c });
    expect(leaves.map(({ path }) => path)).toEqual(["z.0", "z.1.w", "y"]);
    expect(leaves.map(({ leaf }) => leaf)).toEqual([a, b, c]);
    expect(flatten(a)).toEqual([{ path: "", leaf: a }]);
  });

  test("unflatten undoes flatten", () => {
    const tree = { z: [a, { w: b }], y: c, none: {}, empty: [] };
    const leaves = flatten(tree).map(({ leaf }) => leaf);
    expect(unflatten(structureOf(tree), leaves)).toEqual(tree);
    expect(() => unflatten(structureOf(tree), [a])).toThrow("structure has 3 leaves, got 1");
  });

  test("a leaf that is no tensor, or of another kind of data, is refused", () => {
    expect(() => flatten({ x: [new Float32Array(2)] as never })).toThrow('got 0,0 at "x.0"');
    expect(() => dtypeOfData(new Int16Array(1) as never)).toThrow("got Int16Array");
  });
});
