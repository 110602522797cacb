import type { Engine } from "../types.ts";
import { jaxEngine } from "./jaxEngine.ts";

/** The engine that `estimate` uses in a browser when none is given. */
export function defaultEngine(): Promise<Engine> {
  return jaxEngine();
}
