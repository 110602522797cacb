import { type ColumnRef, type Remark, type RemarkCode, remark } from "natwise";
import { describe, expect, it } from "vitest";
import { exampleColumns, exampleValues } from "../../../src/words/remarks/examples.ts";
import { remarksMarkdown } from "../../../src/words/remarks/remarksMarkdown.ts";
import { remarkText, wordings } from "../../../src/words/remarks/remarkText.ts";

const codes = Object.keys(wordings) as RemarkCode[];
const example = (code: RemarkCode, columns: readonly ColumnRef[] = exampleColumns(code)) =>
  remark(code, exampleValues[code] as never, columns);

const units = ["nats", "bits"] as const;

/** What is true of the words of any remark. */
function checkWords(said: Remark) {
  for (const unit of units) {
    const { kind, sentence, remedy, text } = remarkText(said, unit);
    expect(text).not.toMatch(/undefined|null|NaN|Infinity|\[object/);
    expect(text).not.toMatch(/ {2}|\.\.|\s[.,;:]|^\s|\s$|,,|;;|\(\)|""/);
    expect(sentence).not.toBe("");
    expect(text).toBe(remedy === null ? sentence : `${sentence}${kind === "refusal" ? "; " : " "}${remedy}`);
    // A warning is one or more sentences; what stands in a list or after a colon is none.
    for (const part of remedy === null ? [sentence] : [sentence, remedy]) {
      if (kind === "warning") expect(part).toMatch(/\.$/);
      else expect(part).not.toMatch(/\.$/);
    }
    if (kind === "note") expect(remedy).toBeNull();
    if (kind === "refusal") expect(remedy).not.toBeNull();
    expect(text).not.toMatch(unit === "bits" ? /\bnats\b/ : /\bbits\b/);
  }
}

describe.each(codes)("%s", (code) => {
  it("reads as a sentence in either unit", () => checkWords(example(code)));

  it("has its information in the unit asked for, and nothing else changes with it", () => {
    const [nats, bits] = units.map((unit) => remarkText(example(code), unit).text);
    expect(bits).not.toMatch(/\bnats\b/);
    const values = /-?\d+(\.\d+)? (nats|bits)/g;
    expect(bits.replaceAll(values, "#")).toBe(nats.replaceAll(values, "#"));
    expect(bits === nats).toBe(!values.test(nats));
  });

  it("names its columns, or has the same words for all columns; whatever is in their names", () => {
    const [one, other] = ["plainname", "othername"];
    const columns = (name: string) => exampleColumns(code).map((_, i) => (i === 0 ? name : `${name} too`));
    const told = (names: readonly string[]) => remarkText(example(code, names)).text;
    const names = told(columns(one)).includes(one);
    if (!names) {
      expect(told(columns(one))).toBe(told(columns(other)));
      return;
    }
    expect(told(columns(one)).replaceAll(one, other)).toBe(told(columns(other)));
    const odd = ['say "d"', "a, b", "two\nlines", "$& $1", "a'b", "100%", "", "<i>"];
    for (const name of odd) {
      const text = told(columns(name));
      expect(text).not.toMatch(/undefined|NaN|\[object/);
      expect(text).toContain(name);
    }
  });

  it("may be about a side whose columns nobody named", () => {
    for (const column of [{ side: "x" }, { side: "given", at: 2 }] as const)
      expect(remarkText(example(code, [column])).text).not.toMatch(/undefined|\[object/);
  });
});

const over = { by: "time", seconds: 1 } as const;
const interrupted = { by: "interrupt" } as const;
const gaps = Array.from({ length: 9 }, (_, i) => ({ column: `c${i}`, rows: 1000 + i }));

it.each<[string, Remark]>([
  ["an upper bound", remark("overfitted", { train: 0.4, heldOut: -0.29, guarantee: "upper" })],
  ["one step", remark("notConverged", { steps: 1 })],
  ["the plug-in estimate", remark("rareCombinations", { share: 1, plugIn: true })],
  ["Ross", remark("repeatsSpread", { share: 0.06, estimator: "Ross" }, ["a"])],
  ["an entropy", remark("repeatsSpread", { share: 0.06, estimator: "entropy" }, ["a"])],
  ["columns of a side", remark("repeatsSpread", { share: 0.06, estimator: "KSG" }, ["a", "b"])],
  ["columns together", remark("indistinctOnAScale", { together: true }, ["a", "b"])],
  ["one infinite value", remark("infinite", { count: 1 }, ["a"])],
  ["infinite values, not counted", remark("infinite", { count: null }, ["a"])],
  ["a decimal comma", remark("textOfNumbers", { odd: null }, ["a"])],
  ["a text among numbers", remark("numbersReadAsText", { odd: "n.a." }, ["a"])],
  ["one row", remark("tooFewRows", { rows: 1, read: 1, path: "a.csv", fewest: 20 })],
  ["one value", remark("tooFewValues", { rows: 1, read: 1, fewest: 20 }, ["a"])],
  ["one value of many", remark("tooFewValues", { rows: 1, read: 300, fewest: 20 }, ["a"])],
  ["equal columns", remark("sameOrder", { equal: true }, ["a", "b"])],
  ["copies of each other", remark("copies", { of: "each other" })],
  ["gaps of columns alone", remark("missingValues", { gaps, use: "columns" })],
  ["many gaps", remark("rowsDropped", { dropped: 1, read: 2000, gaps })],
  ["an interrupt", remark("stoppedEarly", { stop: interrupted, missing: ["ksg", "mine"] })],
  ["an interrupt with nothing missing", remark("stoppedEarly", { stop: interrupted, missing: [] })],
  ["an interrupted test", remark("fewerSurrogates", { done: 99, wanted: 4999, stop: interrupted })],
  ["pairs left out", remark("leftOut", { count: 2, all: 300, what: "pairs", stop: over })],
  [
    "many columns left out",
    remark(
      "leftOut",
      { count: 9, all: 9, what: "columns", stop: interrupted },
      gaps.map(({ column }) => column),
    ),
  ],
  ["columns not to the end", remark("notToTheEnd", { what: "columns", stop: interrupted })],
  ["one pair", remark("alikeInPairs", { alike: 1, all: 1, what: "pairs", series: false })],
  ["a series", remark("alikeInPairs", { alike: 2, all: 3, what: "columns", series: true })],
  ["one of a series", remark("alikeInPairs", { alike: 1, all: 1, what: "columns", series: true })],
  ["screened in time", remark("onlyScreened", { screened: 1, all: 3, what: "pairs", stopped: true })],
])("other values read as sentences, too: %s", (_, said) => checkWords(said));

it("several columns have what one has", () => {
  for (const said of [
    remark("fewRowsPerCategory", { categories: 60, rows: 6, k: 3 }, ["a", "b"]),
    remark("valuesLikeNumbers", { values: 390, rows: 400 }, ["a", "b"]),
    remark("tooFewForEntropy", { rows: 12, fewest: 20 }, ["a", "b"]),
  ]) {
    checkWords(said);
    expect(remarkText(said).text).toMatch(/^(a and b|columns "a" and "b") have \d/);
  }
});

it("a reason that is itself a refusal keeps one full stop", () => {
  const why = remarkText(remark("constant", { value: "3", rows: 40 }, ["a"])).text;
  checkWords(remark("notEstimated", { why }));
  checkWords(remark("notTested", { why }));
});

it("many columns are three and how many more", () => {
  const names = ["a", "b", "c", "d", "e"];
  const text = (n: number) => remarkText(remark("redundantColumns", {}, names.slice(0, n))).text;
  expect(text(1)).toMatch(/ column "a": it was left out/);
  expect(text(2)).toMatch(/ columns "a" and "b": they were left out/);
  expect(text(4)).toMatch(/ columns "a", "b", "c" and "d": they/);
  expect(text(5)).toMatch(/ columns "a", "b", "c" and 2 more: they/);
});

it("the table of remarks has every code once, in one line of four cells", () => {
  const [head, rule, ...rows] = remarksMarkdown().trimEnd().split("\n");
  expect(head).toBe("| code | kind | what it says | what to do |");
  expect(rule).toBe("| --- | --- | --- | --- |");
  expect(rows.map((row) => /^\| `(\w+)` \|/.exec(row)?.[1]).sort()).toEqual([...codes].sort());
  expect(new Set(codes).size).toBe(codes.length);
  for (const row of rows) {
    expect(row.replaceAll("\\|", "").split("|")).toHaveLength(6);
    expect(row).toMatch(/^\| `\w+` \| (warning|note|refusal) \| \S/);
  }
});
