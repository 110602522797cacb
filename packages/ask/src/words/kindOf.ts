import type { Guarantee } from "natwise";

/** What kind of number an estimate is. */
export function kindOf({ guarantee }: { readonly guarantee: Guarantee }): string {
  return {
    lower: "lower bound: on average at most the truth",
    upper: "upper bound: on average at least the truth",
    none: "not a bound: may be too high or too low",
  }[guarantee];
}
