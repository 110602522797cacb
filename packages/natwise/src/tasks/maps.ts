import { normalCdf } from "../special/normalCdf.ts";
import { normalQuantile } from "../special/normalQuantile.ts";
import { blob } from "./blob.ts";
import { elementwise } from "./elementwise.ts";
import { mixtureQuantile } from "./mixtureQuantile.ts";
import { shear } from "./shear.ts";
import { spiral } from "./spiral.ts";
import { swissRoll } from "./swissRoll.ts";
import { wiggly } from "./wiggly.ts";

/** One-to-one maps of a task's rows, by name, for `mapX` and `mapY`. All have an inverse. */
export const maps = {
  /** Makes long tails short. */
  asinh: elementwise({ id: "asinh", apply: Math.asinh, inverse: Math.sinh }),
  /** v -> v sqrt|v|: makes tails longer. */
  halfCube: elementwise({
    id: "half-cube",
    apply: (v) => v * Math.sqrt(Math.abs(v)),
    inverse: (v) => Math.sign(v) * Math.cbrt(v * v),
  }),
  /** The standard normal distribution function: makes a normal column uniform. */
  normalCdf: elementwise({ id: "cdf", apply: normalCdf, inverse: normalQuantile }),
  mixtureQuantile,
  blob,
  shear,
  spiral,
  swissRoll,
  wiggly,
} as const;
