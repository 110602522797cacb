import type { Method } from "natwise";

/** The columns of the table of methods: guarantee, bias, variance and needs. */
export const methodColumns = [
  "method",
  "kind of number",
  "ceiling, nats",
  "value",
  "gradient",
  "more negatives",
  "variance",
  "needs",
] as const;

export function methodRow(method: Method): readonly string[] {
  const { name, guarantee, given, ceiling, bias, batchDependent, variance, critic, baseline } = method;
  const bound = { lower: "lower bound", upper: "upper bound", none: "no bound" }[guarantee];
  const needs = [
    { any: "critic", conditional: "log q(y|x)" }[critic ?? "any"],
    { none: "", row: "baseline of y", pair: "baseline of x, y", density: "log q(y)" }[baseline],
  ].filter((part) => part !== "");
  const more =
    critic === null
      ? "–"
      : baseline === "density"
        ? "not used"
        : batchDependent
          ? "tighter"
          : bias.value === "biased"
            ? "less bias"
            : "less variance";
  return [
    name,
    given ? `${bound}, ${given}` : bound,
    ceiling ?? "–",
    bias.value,
    bias.gradient ?? "–",
    more,
    variance,
    critic === null ? "–" : needs.join(", "),
  ];
}
