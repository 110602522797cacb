import { expect, it } from "vitest";
import { ask, readQuestion } from "../src/ask.ts";
import { csvDialect } from "../src/data/fileFormat.ts";
import { reservoir } from "../src/data/reservoir.ts";
import { answerToJson } from "../src/format/answerToJson.ts";
import { sentence } from "../src/format/formatAnswer.ts";
import { formatRows } from "../src/format/formatRows.ts";
import { formatP, pInWords } from "../src/format/pValue.ts";
import { formatValue, textInUnits } from "../src/format/units.ts";
import { nearest } from "../src/nearest.ts";
import { criticToOnnx } from "../src/output/criticToOnnx.ts";
import { parseColumns } from "../src/parseColumns.ts";
import { file, natwise, penguins } from "./terminal.ts";

it("reservoir keeps every item of a stream equally often", () => {
  // 20 of 100 items, 4,000 times: each is kept 800 times give or take sqrt(4000 * .2 * .8) = 25; 5 of those allowed.
  let state = 1;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const kept = new Array(100).fill(0);
  for (let run = 0; run < 4000; run++) {
    const place = reservoir(20, uniform);
    const items: number[] = [];
    for (let i = 0; i < 100; i++) {
      const at = place(i);
      if (at !== null) items[at] = i;
    }
    expect(items.length).toBe(20);
    for (const item of items) kept[item]++;
  }
  expect(Math.min(...kept)).toBeGreaterThan(800 - 125);
  expect(Math.max(...kept)).toBeLessThan(800 + 125);
});

it("natwise help is natwise --help, and natwise help estimate that of the command", async () => {
  expect(await natwise(["help"])).toEqual(await natwise(["--help"]));
  expect(await natwise(["help", "estimate"])).toEqual(await natwise(["estimate", "--help"]));
});

it("nearest forgives swapped letters, case, underscores and missing ends, and nothing far away", () => {
  const names = ["bill_length_mm", "bill_depth_mm", "species", "sex"];
  expect(nearest("bill_lenght_mm", names)).toBe("bill_length_mm");
  expect(nearest("Bill Depth mm", names)).toBe("bill_depth_mm");
  expect(nearest("spec", names)).toBe("species");
  expect(nearest("bill_dpeth", names)).toBe("bill_depth_mm");
  expect(nearest("temperature", names)).toBeUndefined();
  expect(nearest("", names)).toBeUndefined();
});

it("parseColumns splits at commas outside quotes", () => {
  expect(parseColumns("a")).toEqual(["a"]);
  expect(parseColumns(" a , b c")).toEqual(["a", "b c"]);
  expect(parseColumns('"a, b",c,"d ""e"""')).toEqual(["a, b", "c", 'd "e"']);
  expect(() => parseColumns("a,")).toThrow(/empty column name/);
});

it("answers without a trained critic are not saved, and values JSON would turn into null are not printed", async () => {
  const question = await readQuestion({ path: penguins, x: ["body_mass_g"], y: ["species"] });
  const answer = await ask(question, { estimators: ["ksg"] });
  await expect(criticToOnnx(answer)).rejects.toThrow("needs an estimate with a trained critic, got none");
  expect(answerToJson(answer, "nats").nats).toBe(answer.estimates[0].nats);
  const broken = { ...answer, estimates: [{ ...answer.estimates[0], nats: NaN }] };
  expect(() => answerToJson(broken, "nats")).toThrow("answer.nats: must be a finite number, got NaN");
});

it("csvDialect counts separators in the first line, outside quotes, also when the line is compressed", async () => {
  expect(csvDialect(file("a.csv", '\ufeff"a;b",c\n1,2'))).toEqual({ delimiter: ",", names: ["a;b", "c"] });
  expect(csvDialect(file("a.csv", "a;b;c,d\n"))).toEqual({ delimiter: ";", names: ["a", "b", "c,d"] });
  expect(csvDialect(file("a.tsv", "a,b,c\td\n"))).toEqual({ delimiter: "\t", names: ["a,b,c", "d"] });
  const { gzipSync } = await import("node:zlib");
  expect(csvDialect(file("a.csv.gz", gzipSync("a|b\n1|2\n"))).names).toEqual(["a", "b"]);
});

it("formatRows aligns columns and leaves no blanks at the end of a line", () => {
  const rows = formatRows(
    [
      ["a", "1", "x"],
      ["bcd", "22", ""],
    ],
    ["left", "right", "left"],
  );
  expect(rows).toBe("  a     1  x\n  bcd  22\n");
});

it("formatValue never prints minus zero", () => {
  expect(formatValue(-0.0001, "nats")).toBe("0.000");
  expect(formatValue(Math.LN2, "bits")).toBe("1.000");
});

it("p-values are never 0, and have no more digits than they deserve", () => {
  expect([1, 0.5, 0.1, 0.0995, 0.05, 0.005, 0.001].map(formatP)).toEqual([
    ...["1.00", "0.50", "0.10", "0.10", "0.050", "0.005", "0.001"],
  ]);
  expect([0.00025, 1e-4, 1e-6].map(formatP)).toEqual(["0.0003", "0.0001", "0.000001"]);
  expect(pInWords(0.5, 1)).toBe("p = 0.50 (1 shuffle)");
  expect(pInWords(0.001, 1999, true)).toBe("p = 0.001 (1,999 shifts)");
});

it("sentences have their values in the unit asked for, with as many decimals", () => {
  const text = "near its ceiling of 4.61 nats, -0.693 nats on the others, 10 nats";
  expect(textInUnits(text, "bits")).toBe("near its ceiling of 6.65 bits, -1.000 bits on the others, 14 bits");
  expect(textInUnits(text, "nats")).toBe(text);
});

it("the sentence agrees with the p-value, the interval and what is held out", async () => {
  const question = await readQuestion({ path: penguins, x: ["sex"], y: ["island"] });
  const answer = await ask(question, { estimators: ["discrete"], level: null, permutations: 0 });
  const of = (found: object) =>
    sentence({ ...answer, estimates: [{ ...answer.estimates[0], ...found }], most: null }, "nats");
  const interval = (low: number, high: number) => ({ low, high, level: 0.9 });
  const none = { interval: null, pValue: null, standardError: 0.02 };
  expect(of({ nats: 0.3, ...none })).toBe("sex knows about 0.300 nats about island.");
  expect(of({ nats: 0.03, ...none })).toBe(
    "No sign that sex knows anything about island: 0.030 nats is indistinguishable from zero.",
  );
  expect(of({ nats: 0.03, ...none, interval: interval(-0.01, 0.07) })).toMatch(
    /from zero, 90% interval -0\.010 to 0\.070\.$/,
  );
  expect(of({ nats: 0.03, ...none, interval: interval(0.01, 0.05) })).toMatch(/^sex knows about 0\.030/);
  // By the test where there was one, whatever the interval of an estimate with an unknown bias.
  expect(of({ nats: 0.03, ...none, pValue: 0.3, interval: interval(0.01, 0.05) })).toMatch(
    /^No sign .* from zero, p = 0\.30 \(0 shuffles\)\.$/,
  );
  expect(of({ nats: 0.03, ...none, pValue: 0.01, interval: interval(-0.01, 0.05) })).toMatch(/^sex knows/);
  // But rows a critic had not seen are evidence too.
  const trained = { heldOut: 0.03, interval: interval(0.01, 0.05), guarantee: "lower" };
  expect(of({ nats: 0.03, ...none, ...trained, pValue: 0.3 })).toMatch(/^sex knows at least about 0\.030/);
  expect(of({ nats: -0.02, ...none, ...trained, pValue: 0.01, interval: null })).toMatch(
    /^sex knows something about island \(p = 0\.010 .*\), but discrete, Grassberger sees nothing of it: -0\.020 nats\.$/,
  );
  expect(of({ nats: -0.4, ...none })).toMatch(/^discrete, Grassberger failed here: -0\.400 nats/);
});
