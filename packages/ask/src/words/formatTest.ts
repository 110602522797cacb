import type { TestAnswer } from "../types.ts";
import { nameList } from "./nameList.ts";
import { formatCount } from "./numbers/formatCount.ts";
import { formatList } from "./numbers/formatList.ts";
import { formatRows } from "./numbers/formatRows.ts";
import { formatP, SIGNIFICANT } from "./numbers/pValue.ts";
import { remarkLines } from "./remarkLines.ts";

/** A test of independence for people. Ends with a line break. */
export function formatTest(answer: TestAnswer): string {
  return [
    `${testSentence(answer)}.\n`,
    formatRows(testRows(answer), ["left", "right", "left"]),
    formatList("Data", remarkLines(answer.notes)),
    formatList("Warnings", remarkLines(answer.remarks)),
  ]
    .filter((section) => section !== "")
    .join("\n");
}

/** What was found, in a sentence without its full stop. */
export function testSentence({ x, y, given, pValue }: TestAnswer): string {
  const side = (names: readonly string[]) => (names.length === 1 ? names[0] : `(${names.join(", ")})`);
  const beyond = given.length > 0 ? ` given ${nameList(given)}` : "";
  const sign = pValue <= SIGNIFICANT ? "" : "No sign that ";
  return `${sign}${side(x)} and ${side(y)} depend on each other${beyond}: p = ${formatP(pValue)}`;
}

/** The numbers, and what they are. */
export function testRows(answer: TestAnswer): string[][] {
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

/** Three digits: statistics of many rows without dependence are small. */
export const formatStatistic = (value: number): string => String(Number(value.toPrecision(3)));

/** What the statistic is; several estimators are compared by how far each is from its own mean. */
export function statisticOf(statistic: string, unit: TestAnswer["compared"]["unit"]): string {
  return unit === "nats"
    ? statistic
    : `the larger of ${statistic}, in standard deviations from its mean over data and surrogates`;
}
