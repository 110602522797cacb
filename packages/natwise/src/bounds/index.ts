/** @module Every bound by name, and `bounds`, all of them as one object. */
export { type BoundParts, bound } from "./bound.ts";
export * from "./catalogue.ts";
export * as bounds from "./catalogue.ts";
export type BoundName = keyof typeof import("./catalogue.ts");
