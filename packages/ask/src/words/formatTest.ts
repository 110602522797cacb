import type { TestAnswer } from "../types.ts";
import { nameList } from "./nameList.ts";
import { formatCount } from "./numbers/formatCount.ts";
import { formatList } from "./numbers/formatList.ts";
import { formatRows } from "./numbers/formatRows.ts";
import { formatP, SIGNIFICANT } from "./numbers/pValue.ts";
import { remarkLines } from "./remarkLines.ts";

/** A test of independence as text. Ends with a line break. */
export function formatTest(answer: TestAnswer): string {
  return [
    `${testSentence(answer)}.\n`,
    formatRows(testCells(answer), ["left", "right", "left"]),
    formatList("Data", remarkLines(answer.notes)),
    formatList("Warnings", remarkLines(answer.remarks)),
  ]
    .filter((section) => section !== "")
    .join("\n");
}

/** The result as a sentence without a full stop. */
export function testSentence({ x, y, given, pValue }: TestAnswer): string {
  const side = (names: readonly string[]) => (names.length === 1 ? names[0] : `(${names.join(", ")})`);
  const beyond = given.length > 0 ? ` given ${nameList(given)}` : "";
  const sign = pValue <= SIGNIFICANT ? "" : "No sign that ";
  return `${sign}${side(x)} and ${side(y)} depend on each other${beyond}: p = ${formatP(pValue)}`;
}

/** Rows of a table: name, value, meaning. */
export function testCells(answer: TestAnswer): string[][] {
  const { pValue, permutations, surrogate, statistic, compared, n, tested, seed } = answer;
  const unit = compared.unit === "nats" ? "nats" : "s.d.";
  return [
    [
      "p-value",
      formatP(pValue),
      `${formatP(1 / (permutations + 1))} is the smallest that ${formatCount(permutations)} surrogates allow`,
    ],
    ["surrogates", formatCount(permutations), surrogate],
    ["statistic", `${formatStatistic(compared.observed)} ${unit}`, statisticOf(statistic, compared.unit)],
    ["rows", formatCount(tested), tested < n ? `of ${formatCount(n)}` : ""],
    ["seed", String(seed), ""],
  ];
}

/** Three significant digits: with many independent rows, statistics are small. */
export const formatStatistic = (value: number): string => String(Number(value.toPrecision(3)));

/** The statistic in words. Several estimators are compared in standard deviations from each one's mean over surrogates. */
export function statisticOf(statistic: string, unit: TestAnswer["compared"]["unit"]): string {
  return unit === "nats"
    ? statistic
    : `the larger of ${statistic}, in standard deviations from its mean over data and surrogates`;
}
