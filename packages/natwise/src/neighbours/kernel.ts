import { kernelBytes } from "./kernelBytes.ts";
import { largestLeaf, type Tree } from "./tree.ts";

/** The exports of packages/natwise/kernel. Values of globals are addresses in `memory`. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly points: WebAssembly.Global<"i32">;
  readonly starts: WebAssembly.Global<"i32">;
  readonly boxes: WebAssembly.Global<"i32">;
  readonly middle: WebAssembly.Global<"i32">;
  readonly distances: WebAssembly.Global<"i32">;
  readonly counts: WebAssembly.Global<"i32">;
  readonly reaches: WebAssembly.Global<"i32">;
  readonly nearest: WebAssembly.Global<"i32">;
  layout(n: number, d: number, leaves: number, largestLeaf: number, k: number): number;
  prepare(): void;
  nearestLeaf(leaf: number): void;
  countLeaf(leaf: number): void;
}

/** A search in one tree, compiled to Wasm. A leaf is searched by rows at a time. */
export interface Kernel {
  /** For each position, the distance to the k-th nearest row, or the radius to count in [N]. */
  readonly distances: Float64Array;
  /** For each position, the number of other rows closer than its radius [N]. */
  readonly counts: Int32Array;
  /** For each row of the leaf searched last, the distances to the k nearest rows, ascending [rows of the leaf, k]. */
  readonly reaches: Float64Array;
  /** For each row of the leaf searched last, the positions of the k nearest rows, nearest first [rows of the leaf, k]. */
  readonly nearest: Int32Array;
  /** Writes `distances`, `reaches` and `nearest` of a leaf. */
  nearestLeaf(leaf: number): void;
  /** Writes `counts` of a leaf from its `distances`. */
  countLeaf(leaf: number): void;
  /** Gives the memory back. */
  end(): void;
}

/** Larger memories are not kept, in bytes: a memory cannot shrink. */
const KEPT = 2 ** 26;

let compiled: WebAssembly.Module | undefined;
/** Instances without a search. */
const idle: Exports[] = [];

/**
 * Begins a search, which has its own memory.
 *
 * @throws RangeError if the tree does not fit into 4 gigabytes
 */
export function beginSearch(tree: Tree, k: number): Kernel {
  const { n, d, points, starts, boxes, middle } = tree;
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(kernelBytes), (letter) => letter.charCodeAt(0)));
  const exports = idle.pop() ?? (new WebAssembly.Instance(compiled).exports as unknown as Exports);
  if (!exports.layout(n, d, starts.length - 1, largestLeaf(tree), k)) {
    throw new RangeError(
      `nearest neighbours: rows times columns must fit into 4 gigabytes of memory, got ${n} x ${d}; take fewer rows`,
    );
  }
  const { buffer } = exports.memory;
  new Float64Array(buffer, exports.points.value, n * d).set(points);
  new Int32Array(buffer, exports.starts.value, starts.length).set(starts);
  new Float64Array(buffer, exports.boxes.value, boxes.length).set(boxes);
  new Float64Array(buffer, exports.middle.value, 2 * d).set(middle);
  exports.prepare();
  return {
    distances: new Float64Array(buffer, exports.distances.value, n),
    counts: new Int32Array(buffer, exports.counts.value, n),
    reaches: new Float64Array(buffer, exports.reaches.value, k * largestLeaf(tree)),
    nearest: new Int32Array(buffer, exports.nearest.value, k * largestLeaf(tree)),
    nearestLeaf: exports.nearestLeaf,
    countLeaf: exports.countLeaf,
    end() {
      if (buffer.byteLength <= KEPT) idle.push(exports);
    },
  };
}
