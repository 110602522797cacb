import { type Critic, standardise } from "natwise";
import { expect, it } from "vitest";
import { type Answer, ask, readQuestion } from "../../ask/src/questions/ask.ts";
import { criticToOnnx } from "../../ask/src/questions/node/criticToOnnx.ts";
import { csvDialect } from "../../ask/src/tables/node/fileFormat.ts";
import { reservoir } from "../../ask/src/tables/node/reservoir.ts";
import { answerToJson } from "../../ask/src/words/answerToJson.ts";
import { columnNames } from "../../ask/src/words/columnNames.ts";
import { formatAnswer, sentence } from "../../ask/src/words/formatAnswer.ts";
import { formatRows } from "../../ask/src/words/formatRows.ts";
import { groupWarnings } from "../../ask/src/words/groupWarnings.ts";
import { nearest } from "../../ask/src/words/nearest.ts";
import { formatP, pInWords } from "../../ask/src/words/pValue.ts";
import { formatValue, textInUnits } from "../../ask/src/words/units.ts";
import { parseColumns } from "../src/parseColumns.ts";
import { file, natwise, penguins } from "./terminal.ts";

type Column = Parameters<Critic["rotations"]>[1];

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

it("a saved critic standardises as the library does, also columns of which a few huge values hide the rest", async () => {
  const z = Array.from({ length: 60 }, (_, i) => Math.sin(7 * i));
  for (const column of [z.map((v) => 1000 + v), z.map((v) => Math.exp(30 * v))]) {
    const side = { data: Float64Array.from(column), shape: [60, 1], labels: ["a"] };
    const critic = { name: "x", rotations: (_: unknown, x: Column, y: Column) => x.add(y.mul(0)) };
    const found = { estimator: "x", critic: { critic, params: {}, dims: { x: 1, y: 1 } } };
    const model = await criticToOnnx({ x: side, y: side, estimates: [found] } as unknown as Answer);
    const { default: ort } = await import("onnxruntime-node");
    const session = await ort.InferenceSession.create(model);
    const rows = new ort.Tensor("float32", Float32Array.from(column), [60, 1]);
    const { score } = await session.run({ x: rows, y: rows });
    const { data } = standardise({ data: side.data, n: 60, d: 1 }, "x");
    // float32 keeps 1000 + v to 3e-5, of a standard deviation of .7.
    for (const [i, value] of (score.data as Float32Array).entries())
      expect(Math.abs(value - data[i])).toBeLessThan(1e-4);
  }
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
  const trained = { heldOut: 0.03, guarantee: "lower" };
  const failed = /^discrete, Grassberger failed here: -0\.400 nats, although what sex knows about island/;
  const knows = /^sex knows about 0\.030 nats about island\.$/;
  const nothing = /^No sign that sex knows anything about island: 0\.030 nats is indist.* from zero/;
  const hardly =
    /^sex knows something about island, p = 0\.010 \(0 shuffles\), but discrete, Grassberger sees hardly anything of it: /;
  for (const [nats, pValue, interval, expected, more] of [
    // Without a test, the interval decides; without one, two standard errors of 0.02.
    [0.3, null, null, /^sex knows about 0\.300 nats about island\.$/],
    [0.03, null, null, nothing],
    [0.03, null, [-0.01, 0.07], /from zero, 90% interval -0\.010 to 0\.070\.$/],
    [0.03, null, [0.01, 0.05], knows],
    // The test finds something: then nothing denies it, and an estimate that sees none of it is not the answer.
    [0.3, 0.01, null, /^sex knows about 0\.300 nats/],
    [0.03, 0.01, null, hardly],
    [-0.02, 0.01, null, /sees hardly anything of it: -0\.020 nats\.$/],
    [0.03, 0.01, [-0.01, 0.05], /sees hardly anything of it: 0\.030 nats, 90% interval -0\.010 to 0\.050\.$/],
    [0.0003, 0.01, [0.0001, 0.0005], hardly],
    [0.2, 0.01, [-0.1, 0.5], /, but discrete, Grassberger cannot tell how much: 0\.200 nats, 90% interval/],
    [0.03, 0.01, [0.01, 0.05], knows],
    // The test finds nothing: an interval without zero, of an estimate with an unknown bias, is told beside it.
    [0.03, 0.3, null, /^No sign .* from zero, p = 0\.30 \(0 shuffles\)\.$/],
    [0.03, 0.3, [-0.01, 0.07], nothing],
    [
      0.03,
      0.3,
      [0.01, 0.05],
      /^No sign in the test that sex knows anything about island, p = 0\.30 \(0 shuffles\), although discrete, Grassberger says 0\.030 nats, 90% interval 0\.010 to 0\.050\.$/,
    ],
    // But rows a critic had not seen are evidence too.
    [0.03, 0.3, [0.01, 0.05], /^sex knows at least about 0\.030/, trained],
    [0.03, 0.3, [-0.01, 0.05], nothing, trained],
    [-0.4, null, null, failed],
    [-0.4, 0.01, [-0.6, -0.2], failed],
  ] as const) {
    const [low, high] = interval ?? [0, 0];
    const found = { nats, pValue, interval: interval && { low, high, level: 0.9 }, standardError: 0.02 };
    expect(of({ ...found, ...more })).toMatch(expected);
  }
});

it("a test of a series shifts it, but with categories held fixed it shuffles, and both say so", async () => {
  const of = async (given: string[]) => {
    const question = await readQuestion({ path: penguins, x: ["sex"], y: ["species"], given });
    const options = { estimators: ["discrete"], level: null, permutations: 19, series: true } as const;
    return formatAnswer(await ask(question, options), "nats");
  };
  expect(await of([])).toMatch(/\n {2}p-value +[\d.]+ +19 shifts in time: /);
  expect(await of(["island"])).toMatch(/\n {2}p-value +[\d.]+ +19 shuffles: /);
});

it("columns are called by their names, which people know, not by the numbers of the encoded ones", async () => {
  const sides = { x: { labels: ["age", "city=Bonn", "city=Köln"] }, y: { labels: ["a", "b"] } };
  const named = (text: string) => columnNames(text, sides);
  expect(named("Other columns determine column 0 of x: left out.")).toBe(
    'Other columns determine column "age": left out.',
  );
  expect(named("Other columns determine columns 1, 2 of x")).toMatch(/columns "city=Bonn", "city=Köln"$/);
  expect(named("Column 1 of y is a linear function")).toBe('Column "b" is a linear function');
  expect(
    named("columns 0 (skewness 1.5, excess kurtosis 0.3), 2 (skewness 3.0, excess 9.1) and 2 more of x"),
  ).toBe(
    'columns "age" (skewness 1.5, excess kurtosis 0.3), "city=Köln" (skewness 3.0, excess 9.1) and 2 more',
  );
  expect(named("12 columns of x")).toBe("12 columns of x");
  const rows = Array.from({ length: 50 }, (_, i) => [Math.sin(i), Math.sin(i * i)]);
  const path = file("a.csv", `a,b,c\n${rows.map(([a, b]) => `${a},${b},${a + b}`).join("\n")}\n`);
  const question = await readQuestion({ path, x: ["a"], y: ["b", "c"] });
  await expect(ask(question, { estimators: ["gaussian"] })).rejects.toThrow(/got column "c" as a linear/);
});

it("groupWarnings says once what is true of several, whatever they are called, and names each once", () => {
  const groups = groupWarnings([
    { name: "a", warnings: ["a has a few values 3 m away.", '12% of "a" repeat', '7% of "a" repeat'] },
    { name: "b", warnings: ["b has a few values 2 m away.", '9% of "b" repeat'] },
  ]);
  expect(groups).toEqual([
    { text: "a has a few values 3 m away.", names: ["a", "b"] },
    { text: '12% of "a" repeat', names: ["a", "b"] },
  ]);
});
