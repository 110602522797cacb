import type { Tested } from "../askTest.ts";
import { formatCount } from "./formatCount.ts";
import { formatList } from "./formatList.ts";
import { formatRows } from "./formatRows.ts";
import { formatP, SIGNIFICANT } from "./pValue.ts";

/** A test of independence for people. Ends with a line break. */
export function formatTest(tested: Tested): string {
  return [
    `${testSentence(tested)}.\n`,
    formatRows(testRows(tested), ["left", "right", "left"]),
    formatList("Data", tested.notes),
    formatList("Warnings", tested.warnings),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** What was found, in a sentence without its full stop. */
export function testSentence({ x, y, given, pValue }: Tested): string {
  const beyond = given.length > 0 ? `, given ${given.join(", ")}` : "";
  const who = `${x.join(", ")} and ${y.join(", ")}`;
  const depend = pValue <= SIGNIFICANT ? `${who} depend` : `No sign that ${who} depend`;
  return `${depend} on each other${beyond}: p = ${formatP(pValue)}`;
}

/** The numbers, and what they are. */
export function testRows(tested: Tested): string[][] {
  const { pValue, permutations, surrogate, statistic, compared, n, seed } = tested;
  const unit = compared.unit === "nats" ? "nats" : "s.d.";
  return [
    ["p-value", formatP(pValue), `no less than ${formatP(1 / (permutations + 1))} can come out`],
    ["surrogates", formatCount(permutations), surrogate],
    ["statistic", `${formatStatistic(compared.observed)} ${unit}`, statisticOf(statistic, compared.unit)],
    ["rows", formatCount(tested.tested), tested.tested < n ? `of ${formatCount(n)}` : ""],
    ["seed", String(seed), ""],
  ];
}

/** Three digits: statistics of many rows without dependence are small. */
export const formatStatistic = (value: number): string => String(Number(value.toPrecision(3)));

/** What the statistic is; several estimators are compared by how far each is from its own mean. */
export function statisticOf(statistic: string, unit: Tested["compared"]["unit"]): string {
  return unit === "nats"
    ? statistic
    : `${statistic}, whichever says more, in standard deviations from its mean over data and surrogates`;
}
