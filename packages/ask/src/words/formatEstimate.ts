import { score } from "natwise";
import type { EstimateAnswer, PlainEstimate } from "../types.ts";
import { driftingColumns } from "./driftingColumns.ts";
import { estimateSentence } from "./estimateSentence.ts";
import { estimateWarnings } from "./estimateWarnings.ts";
import { formatRowsNeeded } from "./formatRowsNeeded.ts";
import { intervalSource } from "./intervalSource.ts";
import { kindOf } from "./kindOf.ts";
import { formatCount } from "./numbers/formatCount.ts";
import { formatList } from "./numbers/formatList.ts";
import { formatRows } from "./numbers/formatRows.ts";
import { formatInterval, levelOf } from "./numbers/interval.ts";
import { formatP } from "./numbers/pValue.ts";
import { formatValue, type Units } from "./numbers/units.ts";
import { remarkLines } from "./remarkLines.ts";

/** An answer as text: one estimate line by line, several as a table. Ends with a line break. */
export function formatEstimate(answer: EstimateAnswer, units: Units): string {
  const { estimates, notes } = answer;
  const body = estimates.length === 1 ? lineByLine(answer, units) : asTable(answer, units);
  const reasons = estimates.flatMap(({ estimator, reason }) => (reason ? [`${estimator}: ${reason}`] : []));
  return [
    `${estimateSentence(answer, units)}\n`,
    body,
    formatList("Chosen", driftingColumns(answer) === null ? reasons : []),
    crossChecks(answer, units),
    formatRowsNeeded(answer, units),
    formatList("Data", remarkLines(notes, units)),
    formatList("Warnings", estimateWarnings(answer, units)),
  ]
    .filter((section) => section !== "")
    .join("\n");
}

function lineByLine(answer: EstimateAnswer, units: Units): string {
  const [first] = answer.estimates;
  const { interval } = first;
  const readable = driftingColumns(answer) === null;
  const row = (name: string, nats: number | null, meaning: string) =>
    nats === null ? null : [name, `${formatValue(nats, units)} ${units}`, meaning];
  return formatRows(
    [
      row("estimate", readable ? first.nats : null, `${first.estimator} (${kindOf(first)})`),
      interval && [
        levelOf(interval),
        `${formatInterval(interval, units)} ${units}`,
        intervalSource(first, answer.question.series),
      ],
      ...pRow(answer),
      readable
        ? [
            "score",
            score(first.nats, { most: answer.most?.nats }).toFixed(3),
            answer.most === null
              ? "from 0 to 1: the correlation of normal pairs with this information"
              : "from 0 to 1, where 1 is as much as is possible",
          ]
        : null,
      row("standard error", readable ? first.standardError : null, spreadOf(first, units)),
      row("held out", first.heldOut, "on rows not trained on"),
      row("training", first.train, "on the rows trained on"),
      row("ceiling", readable ? first.ceiling : null, "the largest value this estimator can return here"),
      ...dataRows(answer, units),
      ["time", seconds(first.seconds), ""],
    ].filter((one) => one !== null),
    ["left", "right", "left"],
  );
}

function asTable(answer: EstimateAnswer, units: Units): string {
  const { estimates } = answer;
  const interval = estimates.find((e) => e.interval !== null)?.interval;
  const readable = driftingColumns(answer) === null;
  const value = (nats: number | null) => (nats === null || !readable ? "-" : formatValue(nats, units));
  const table = formatRows(
    [
      [
        ...["estimator", units, interval ? levelOf(interval) : "interval", "score"],
        ...["held out", "training", "ceiling", "time", "kind of number"],
      ],
      ...estimates.map((e) => [
        e.estimator,
        value(e.nats),
        e.interval ? formatInterval(e.interval, units) : "-",
        readable ? score(e.nats, { most: answer.most?.nats }).toFixed(3) : "-",
        ...[e.heldOut, e.train, e.ceiling].map(value),
        seconds(e.seconds),
        kindOf(e),
      ]),
    ],
    ["left", "right", "right", "right", "right", "right", "right", "right", "left"],
  );
  return `${table}\n${formatRows([...pRow(answer), ...dataRows(answer, units)], ["left", "right", "left"])}`;
}

/** The row of the permutation p-value; none without a test. */
function pRow({ estimates: [{ pValue, permutations }], shifted }: EstimateAnswer): string[][] {
  if (pValue === null) return [];
  const surrogates = shifted ? "surrogate series" : permutations === 1 ? "shuffle" : "shuffles";
  return [
    [
      "p-value",
      formatP(pValue),
      `permutation test, ${formatCount(permutations)} ${surrogates}: how often independent data show as much`,
    ],
  ];
}

function dataRows({ estimates: [first], most, n, read, given }: EstimateAnswer, units: Units): string[][] {
  const { dims, seed } = first;
  return [
    ...(most
      ? [
          [
            "most possible",
            `${formatValue(most.nats, units)} ${units}`,
            `the entropy of ${most.of} in these rows, which no information about it can exceed`,
          ],
        ]
      : []),
    ["rows", formatCount(first.n), n < read ? `of ${formatCount(read)}` : ""],
    given
      ? ["columns", `${dims.x} + ${dims.y} | ${dims.given}`, "x + y | given, as encoded"]
      : ["columns", `${dims.x} + ${dims.y}`, "x + y, as encoded"],
    ["seed", String(seed), ""],
  ];
}

/** The meaning of the standard error; for cross-fitted critics, its two parts, whose squares add up. */
function spreadOf({ spread }: PlainEstimate, units: Units): string {
  const all = "spread of the estimate over samples like this one";
  if (spread?.critics == null) return all;
  return `${all}: ${formatValue(spread.rows, units)} from the rows drawn, ${formatValue(spread.critics, units)} from the critics trained`;
}

/** Estimates of other families, aligned; empty without cross-checks. */
function crossChecks(answer: EstimateAnswer, units: Units): string {
  const { estimates } = answer;
  if (driftingColumns(answer) !== null) return "";
  const checks = estimates.flatMap((e) => e.checks);
  if (checks.length === 0) return "";
  return `Cross-checks\n${formatRows(
    checks.map(({ estimator, nats, standardError }) => [
      estimator,
      formatValue(nats, units),
      standardError === null ? "" : `± ${formatValue(standardError, units)}`,
      units,
    ]),
    ["left", "right", "right", "left"],
  )}`;
}

const seconds = (s: number) => `${s < 10 ? s.toFixed(1) : s.toFixed(0)} s`;
