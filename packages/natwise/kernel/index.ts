/**
 * Searches for neighbours in a k-d tree, in the maximum norm. The language is AssemblyScript, a subset of TypeScript;
 * `npm run kernel` compiles it to src/neighbours/kernelBytes.ts.
 *
 * Four rows at a time are looked at in single precision. Those within its rounding error of the radius are compared
 * again in double precision, so results are those of double precision to the last bit.
 */
export { countLeaf } from "./countLeaf";
export {
  boxes,
  counts,
  distances,
  layout,
  middle,
  nearest,
  points,
  prepare,
  reaches,
  starts,
} from "./memory";
export { nearestLeaf } from "./nearestLeaf";
