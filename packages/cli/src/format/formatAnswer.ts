import type { Estimate, Guarantee } from "natwise";
import type { Answer } from "../ask.ts";
import { formatCount } from "./formatCount.ts";
import { formatRows } from "./formatRows.ts";
import { formatValue, type Units } from "./units.ts";

/** An answer for people: one estimate line by line, several as a table. Ends with a line break. */
export function formatAnswer(answer: Answer, units: Units): string {
  const { estimates, notes } = answer;
  const value = (nats: number | null) => (nats === null ? "" : `${formatValue(nats, units)} ${units}`);
  const [first] = estimates;
  const limit = answer.most && [
    "most possible",
    value(answer.most.nats),
    `the entropy of ${answer.most.of}: nothing can know more about it`,
  ];
  const rows = ["rows", formatCount(first.n), answer.n < answer.read ? `of ${formatCount(answer.read)}` : ""];
  const dims = ["columns", `${first.dims.x} + ${first.dims.y}`, "x + y, as encoded"];
  const body =
    estimates.length === 1
      ? formatRows(
          [
            ["estimate", value(first.nats), `${first.estimator}: ${kindOf(first)}`],
            first.standardError === null
              ? null
              : [
                  "standard error",
                  value(first.standardError),
                  "how far it strays over samples like this one",
                ],
            first.heldOut === null ? null : ["held out", value(first.heldOut), "on rows not trained on"],
            first.train === null ? null : ["training", value(first.train), "on the rows trained on"],
            first.ceiling === null
              ? null
              : ["ceiling", value(first.ceiling), "more cannot come out, whatever the data"],
            limit,
            rows,
            dims,
            ["seed", String(first.seed), ""],
            ["time", seconds(first.seconds), ""],
          ].filter((row) => row !== null),
          ["left", "right", "left"],
        )
      : `${formatRows(
          [
            ["estimator", units, "± s.e.", "held out", "training", "ceiling", "time", "kind of number"],
            ...estimates.map((e) => [
              e.estimator,
              formatValue(e.nats, units),
              ...[e.standardError, e.heldOut, e.train, e.ceiling].map((v) =>
                v === null ? "-" : formatValue(v, units),
              ),
              seconds(e.seconds),
              kindOf(e),
            ]),
          ],
          ["left", "right", "right", "right", "right", "right", "right", "left"],
        )}\n${formatRows(
          [limit, rows, dims, ["seed", String(first.seed), ""]].filter((row) => row !== null),
          ["left", "right", "left"],
        )}`;
  return [`${sentence(answer, units)}\n`, body, list("Data", notes), list("Warnings", warningsOf(answer))]
    .filter((part) => part !== "")
    .join("\n");
}

/** The answer as a sentence, without a full stop's worth of doubt more or less than it deserves. */
export function sentence(answer: Answer, units: Units): string {
  const [first] = answer.estimates;
  const value = `${formatValue(first.nats, units)} ${units}`;
  const x = answer.x.names.join(", ");
  const y = answer.y.names.join(", ");
  const know = answer.x.names.length === 1 ? "knows" : "know";
  const noise = 2 * (first.standardError ?? 0);
  if (first.nats < -Math.max(0.05, Math.min(noise, 0.2))) {
    return `${first.estimator} failed here: ${value}, although what ${x} ${know} about ${y} cannot be less than 0.`;
  }
  if (first.nats <= Math.max(0.01, noise)) {
    return `No sign that ${x} ${know} anything about ${y}: ${value}.`;
  }
  const atLeast = { lower: "at least about", upper: "at most about", none: "about" }[first.guarantee];
  const share =
    answer.most && first.nats < answer.most.nats
      ? `, ${Math.round((100 * first.nats) / answer.most.nats)}% of what there is to know`
      : "";
  return `${x} ${know} ${atLeast} ${value} about ${y}${share}.`;
}

/** What kind of number an estimate is. */
export function kindOf({ guarantee }: { readonly guarantee: Guarantee }): string {
  return {
    lower: "lower bound: on average the truth is not below it",
    upper: "upper bound: on average the truth is not above it",
    none: "not a bound: it may lie on either side of the truth",
  }[guarantee];
}

/** All warnings, those of one among several estimators with its name. */
export function warningsOf({ warnings, estimates }: Answer): string[] {
  const named = (e: Estimate) =>
    e.warnings.map((text) => (estimates.length > 1 ? `${e.estimator}: ${text}` : text));
  return [...warnings, ...estimates.flatMap(named)];
}

const seconds = (s: number) => `${s < 10 ? s.toFixed(1) : s.toFixed(0)} s`;
const list = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? "" : `${title}\n${lines.map((line) => `  - ${line}\n`).join("")}`;
