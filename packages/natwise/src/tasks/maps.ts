import { normalCdf } from "../special/normalCdf.ts";
import { normalQuantile } from "../special/normalQuantile.ts";
import { elementwise } from "./elementwise.ts";
import { mixtureQuantile } from "./mixtureQuantile.ts";
import { spiral } from "./spiral.ts";
import { swissRoll } from "./swissRoll.ts";
import { wiggly } from "./wiggly.ts";

/** One-to-one maps to see a task through, by name; with `mapX`, `mapY`. All have an inverse. */
export const maps = {
  /** Long tails become short ones. */
  asinh: elementwise({ id: "asinh", apply: Math.asinh, inverse: Math.sinh }),
  /** v -> v sqrt|v|: tails become longer. */
  halfCube: elementwise({
    id: "half-cube",
    apply: (v) => v * Math.sqrt(Math.abs(v)),
    inverse: (v) => Math.sign(v) * Math.cbrt(v * v),
  }),
  /** The standard normal distribution function: what was normal becomes uniform. */
  normalCdf: elementwise({ id: "cdf", apply: normalCdf, inverse: normalQuantile }),
  mixtureQuantile,
  spiral,
  swissRoll,
  wiggly,
} as const;
