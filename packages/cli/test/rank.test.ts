import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codesOf, csv, file, natwise, noise, penguins, scratch, untilBegun, walk } from "./terminal.ts";

/** The JSON answer of a run that must succeed. */
async function ranking(path: string, target: string, ...more: string[]) {
  const { code, stdout, stderr } = await natwise(["rank", path, "--target", target, "--json", ...more]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
}

interface Row {
  readonly column: string;
  readonly nats: number | null;
  readonly pValue: number | null;
  readonly qValue: number | null;
  readonly interval: { low: number; high: number } | null;
  readonly warnings: readonly string[];
  readonly remarks: readonly {
    readonly code: string;
    readonly message: string;
    readonly columns: readonly string[];
  }[];
}
const namesOf = ({ rows }: { rows: readonly Row[] }) => rows.map(({ column }) => column);
const row = ({ rows }: { rows: readonly Row[] }, name: string) => rows.find(({ column }) => column === name)!;

const t = (i: number) => noise(i);
const columns = {
  t: (i: number) => t(i).toFixed(6),
  weak: (i: number) => (t(i) + 1.5 * noise(i, 2)).toFixed(6),
  none: (i: number) => noise(i, 3).toFixed(6),
  strong: (i: number) => (t(i) + 0.2 * noise(i, 4)).toFixed(6),
  kind: (i: number) =>
    ["low", "middle", "high"][Math.floor(3 * Math.min(0.999, 0.7 * t(i) + 0.3 * noise(i, 5)))],
};

describe("natwise rank", () => {
  it("puts the best column first, tests each, and prints the promised JSON", async () => {
    const answer = await ranking(file("a.csv", csv(400, columns)), "t");
    expect(answer.target).toBe("t");
    expect(namesOf(answer)).toEqual(["strong", "kind", "weak", "none"]);
    expect(Object.keys(answer.rows[0])).toEqual([
      "column",
      "nats",
      "interval",
      "pValue",
      "qValue",
      "estimator",
      "warnings",
      "remarks",
    ]);
    for (const { nats, interval } of answer.rows) {
      expect(interval.low).toBeLessThanOrEqual(Math.max(0, nats));
      expect(interval.high).toBeGreaterThanOrEqual(nats);
    }
    expect(row(answer, "strong").pValue).toBeLessThanOrEqual(0.001);
    expect(row(answer, "none").pValue).toBeGreaterThan(0.05);
  });

  it("gives q-values by Benjamini and Hochberg over all columns", async () => {
    const { rows } = await ranking(file("a.csv", csv(400, columns)), "t");
    const p: number[] = rows.map((r: Row) => r.pValue);
    for (const { pValue, qValue } of rows as { pValue: number; qValue: number }[]) {
      // The smallest m p_(j) / j over all p_(j) at or above this one.
      const q = Math.min(
        ...p
          .filter((other) => other >= pValue)
          .map((other) => (p.length * other) / p.filter((x) => x <= other).length),
      );
      expect(qValue).toBeCloseTo(Math.min(1, q), 12);
    }
  });

  it("ranks real data with texts and missing values, each pair by its own rows", async () => {
    const answer = await ranking(penguins, "body_mass_g");
    expect(answer.rows).toHaveLength(6);
    expect(namesOf(answer)[0]).toBe("flipper_length_mm");
    expect(answer.notes.join(" ")).toMatch(
      /sex in 11.*each pair of columns uses the rows in which both have one/,
    );
    expect(row(answer, "sex").qValue).toBeLessThan(0.05);
  });

  it("draws bars, aligned, and says what was found", async () => {
    const { stdout } = await natwise(["rank", penguins, "--target", "species", "--units", "bits"]);
    expect(stdout).toMatch(/^5 of 6 columns carry information about species \(significant at FDR 5%\)\n/);
    const bars = stdout.split("\n").filter((line) => line.includes("█"));
    expect(bars).toHaveLength(5);
    expect(new Set(bars.map((line) => line.search(/\d\.\d{3}/))).size).toBe(1);
    expect(stdout).toMatch(/column +bits +95% interval +p +q\n/);
  });

  it("counts one column in the singular", async () => {
    const path = file("a.csv", csv(100, columns));
    const first = async (command: string, ...more: string[]) =>
      (await natwise([command, path, ...more])).stdout.split("\n")[0];
    expect(await first("rank", "--target", "t", "--columns", "strong")).toMatch(
      /^1 of 1 column carries information about t \(/,
    );
    expect(await first("rank", "--target", "t", "--columns", "strong,none")).toMatch(
      /^1 of 2 columns carries information/,
    );
    expect(await first("matrix", "--columns", "t,strong")).toMatch(
      /^1 of 1 pair of columns depends on each other \(/,
    );
  });

  it("gives the same numbers on any number of threads", async () => {
    const path = file("a.csv", csv(300, columns));
    const { rows } = await ranking(path, "t", "--threads", "1");
    expect((await ranking(path, "t", "--threads", "2")).rows).toEqual(rows);
  });

  it("tells what columns add to given ones", async () => {
    const path = file(
      "a.csv",
      csv(400, { ...columns, again: (i) => (t(i) + 0.2 * noise(i, 4) + 0.01 * noise(i, 6)).toFixed(6) }),
    );
    const plain = await ranking(path, "t", "--columns", "again,kind");
    const given = await ranking(path, "t", "--columns", "again,kind", "--given", "strong");
    expect(namesOf(plain)[0]).toBe("again");
    expect(given.given).toEqual(["strong"]);
    expect(row(given, "again").nats).toBeLessThan(0.3 * row(plain, "again").nats!);
    expect(row(given, "again").pValue).toBeGreaterThan(0.05);
  });

  it("puts columns in the order in which they add most: a repetition is not chosen second", async () => {
    const a = (i: number) => noise(i, 11);
    const b = (i: number) => noise(i, 12);
    const path = file(
      "a.csv",
      csv(600, {
        sum: (i) => (2 * a(i) + b(i)).toFixed(6),
        a: (i) => a(i).toFixed(6),
        repeated: (i) => (a(i) + 0.05 * noise(i, 13)).toFixed(6),
        b: (i) => b(i).toFixed(6),
      }),
    );
    const { rows, redundancy } = await ranking(path, "sum", "--redundancy");
    expect(namesOf({ rows })).toEqual(["a", "repeated", "b"]);
    expect(redundancy.method).toContain("fleuret2004fast");
    expect(redundancy.rows.slice(0, 2).map(({ column }: Row) => column)).toEqual(["a", "b"]);
    const again = redundancy.rows.find(({ column }: Row) => column === "repeated");
    expect(again === undefined || again.beyond === "a").toBe(true);
  });

  it("has a row at the end for what cannot be answered, and warns of copies of the target", async () => {
    const path = file(
      "a.csv",
      csv(200, {
        ...columns,
        copy: (i) => (3 - 2 * Number(t(i).toFixed(6))).toFixed(6),
        constant: () => 3,
        three: () => 3,
        gone: () => "",
        half: (i) => (i < 15 ? noise(i, 9) : ""),
        id: (i) => `k${i}x`,
        infinite: (i) => (i === 7 ? "inf" : noise(i, 8)),
        counter: (i) => i,
      }),
    );
    const answer = await ranking(path, "t");
    expect(namesOf(answer)[0]).toBe("copy");
    expect(codesOf(row(answer, "copy"))).toEqual(["copies", "unbounded"]);
    expect(row(answer, "copy").warnings[0]).toContain("A copy of the target");
    expect(row(answer, "counter").remarks).toContainEqual(
      expect.objectContaining({ code: "rowCounter", columns: ["counter"] }),
    );
    expect(row(answer, "counter").warnings.join()).toContain("counter counts the rows");
    const last = answer.rows.slice(-6);
    expect(new Set(namesOf({ rows: last }))).toEqual(
      new Set(["constant", "three", "gone", "half", "id", "infinite"]),
    );
    for (const { nats, pValue, warnings } of last) {
      expect([nats, pValue]).toEqual([null, null]);
      expect(warnings).toHaveLength(1);
    }
    for (const [name, code] of Object.entries({
      ...{ constant: "constant", three: "constant", gone: "noValues", half: "tooFewCommonRows" },
      ...{ id: "identifier", infinite: "infinite" },
    }))
      expect(row(answer, name).remarks).toMatchObject([{ code, columns: [name] }]);
    expect(row(answer, "constant").warnings[0]).toContain(
      "is 3 in all 200 rows, and a constant carries no information",
    );
    expect(row(answer, "gone").warnings[0]).toBe('column "gone" has no values; leave it out');
    expect(row(answer, "half").warnings[0]).toMatch(
      /^column "half" has a value in 15 of the rows that have one in t: natwise needs at least 20; fill/,
    );
    const { stdout } = await natwise(["rank", path, "--target", "t"]);
    expect(stdout).toContain("a constant carries no information; leave it out (also three)\n");
    expect(row(answer, "id").warnings[0]).toContain("looks like an identifier");
    expect(row(answer, "infinite").warnings[0]).toContain("infinite values");
  });

  it("screens a wide file, with surrogates enough for its many tests, and estimates the best", async () => {
    const wide = Object.fromEntries(
      Array.from({ length: 300 }, (_, c) => [
        `c${c}`,
        (i: number) => ((c === 137 ? 2 * t(i) : 0) + noise(i, 20 + c)).toFixed(5),
      ]),
    );
    const answer = await ranking(file("wide.csv", csv(500, { t: columns.t, ...wide })), "t", "--top", "5");
    expect(answer.rows).toHaveLength(300);
    expect(namesOf(answer)[0]).toBe("c137");
    // With 999 surrogates no column alone among 300 could have a q-value below 0.3.
    expect(answer.rows[0].qValue).toBeLessThanOrEqual(0.02);
    expect(answer.rows.filter(({ interval }: Row) => interval !== null)).toHaveLength(5);
    expect(answer.rows[5].estimator).toBe("grid of ranks");
    expect(answer.rows.filter(({ qValue }: Row) => qValue! <= 0.05).length).toBeLessThan(5);
    expect(answer.notes.join()).toContain("295 of 300 columns were only screened");
  });

  it("counts rows that stand twice once, and says so: copies are no dependence", async () => {
    const independent = { t: columns.t, none: columns.none, other: (i: number) => noise(i, 6).toFixed(6) };
    const once = csv(80, independent);
    const rows = once.slice(once.indexOf("\n") + 1);
    const four = file("four.csv", once + rows + rows + rows);
    const [copied, different] = [await ranking(four, "t"), await ranking(file("once.csv", once), "t")];
    expect(copied.rows).toEqual(different.rows);
    const said = "240 of 320 rows repeat another row in all columns, and count once.";
    expect(copied.warnings[0]).toContain(said);
    expect([codesOf(copied), codesOf(different)]).toEqual([["copiesTakenOnce"], []]);
    const { stdout } = await natwise(["test", four, "--x", "none", "--y", "t", "--json"]);
    expect(JSON.parse(stdout).warnings.join()).toContain(said);
    expect(JSON.parse(stdout).notes.join()).not.toContain("the test uses");
    // Rounded numbers repeat, too, and are no copies.
    const rounded = csv(400, { t: (i) => Math.round(10 * t(i)), u: (i) => Math.round(10 * noise(i, 2)) });
    expect((await ranking(file("rounded.csv", rounded), "t")).remarks).toEqual([]);
  });

  it("keeps what is done when the time is over, and says what is left out", async () => {
    const wide = Object.fromEntries(
      Array.from({ length: 120 }, (_, c) => [`c${c}`, (i: number) => (t(i) + noise(i, 20 + c)).toFixed(5)]),
    );
    const path = file("wide.csv", csv(3000, { t: columns.t, ...wide }));
    const argv = ["rank", path, "--target", "t", "--json", "--threads", "1", "--permutations", "2000"];
    const { seconds, stdout } = await untilBegun((seconds) =>
      natwise([...argv, "--max-seconds", String(seconds)]),
    );
    const answer = JSON.parse(stdout);
    expect(answer.rows.length).toBeGreaterThan(0);
    expect(answer.rows.length + answer.leftOut.length).toBe(120);
    expect(codesOf(answer)).toContain(answer.leftOut.length > 0 ? "leftOut" : "notToTheEnd");
    expect(answer.warnings.join()).toContain(`--max-seconds ${seconds} had passed`);
  });

  it("prints what is done when it is stopped, and ends with 130", async () => {
    const wide = Object.fromEntries(
      Array.from({ length: 120 }, (_, c) => [`c${c}`, (i: number) => (t(i) + noise(i, 20 + c)).toFixed(5)]),
    );
    const path = file("wide.csv", csv(3000, { t: columns.t, ...wide }));
    const argv = ["rank", path, "--target", "t", "--permutations", "2000", "--threads", "1", "--json"];
    const { code, stdout, stderr } = await untilBegun((seconds) => {
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 1000 * seconds);
      return natwise(argv, stop.signal);
    });
    expect(code).toBe(130);
    expect(stderr).toMatch(/stopped; what was done on \d+ of 120 columns is printed/);
    expect(JSON.parse(stdout).rows.length).toBeGreaterThan(0);
  });

  it("keeps the order of a series: independent walks are not found", async () => {
    const walks = Array.from({ length: 7 }, (_, c) => walk(600, 10 + c, 0.9));
    const [target, ...others] = walks;
    const path = file(
      "series.csv",
      csv(600, {
        t: (i) => target[i].toFixed(5),
        near: (i) => (target[i] + noise(i, 50)).toFixed(5),
        half: (i) => (i % 2 === 0 ? "even" : "odd"),
        ...Object.fromEntries(others.map((of, c) => [`w${c}`, (i: number) => of[i].toFixed(5)])),
      }),
    );
    const foundIn = ({ rows }: { rows: readonly Row[] }) =>
      rows.filter(({ qValue }) => qValue! <= 0.05).map(({ column }) => column);
    const plain = await ranking(path, "t");
    expect(foundIn(plain).length).toBeGreaterThan(1);
    expect(plain.warnings[0]).toMatch(
      /^Neighbouring rows resemble each other in 7 of 8 columns\. .*, add --series\.$/,
    );
    expect(codesOf(plain)).toEqual(["alikeInPairs"]);
    const series = await ranking(path, "t", "--series");
    expect(foundIn(series)).toEqual(["near"]);
    expect(series.remarks).toEqual([]);
    // A category has only as many shifts as there are rows; numbers have any number of surrogate series.
    const many = await ranking(path, "t", "--series", "--columns", "near", "--permutations", "5000");
    expect(many.rows[0].pValue).toBeCloseTo(1 / 5001, 12);
    // With numbers held fixed their residuals are a series; with categories rows are shuffled, which is said.
    const given = await ranking(path, "t", "--series", "--columns", "near,w1,w2,w3", "--given", "w0");
    expect(foundIn(given)).toEqual(["near"]);
    expect(given.remarks).toEqual([]);
    const grouped = await ranking(path, "t", "--series", "--columns", "near", "--given", "half");
    expect(codesOf(grouped)).toEqual(["alikeInPairs"]);
    expect(grouped.warnings[0]).toMatch(
      /^With given categories the test treats rows as independent, but they resemble their neighbours: those/,
    );
    const wide = await ranking(path, "t", "--series", "--columns", "near,w1,w2", "--permutations", "19");
    expect(wide.remarks).toEqual([]);
  });

  it("has no p-values of a short series, and says that a category and many columns ask for more turns than there are", async () => {
    const short = await ranking(file("a.csv", csv(39, columns)), "t", "--series", "--columns", "strong");
    expect(short.rows[0]).toMatchObject({ pValue: null, qValue: null });
    expect(codesOf(short.rows[0])).toEqual(["seriesTooShort", "noIntervalFewRows"]);
    expect(short.rows[0].warnings[0]).toMatch(
      /^No p-value: a series of 39 rows has too few shifts to compare/,
    );
    const none = Object.fromEntries(
      Array.from({ length: 30 }, (_, c) => [`c${c}`, (i: number) => noise(i, 20 + c)]),
    );
    const many = await ranking(file("b.csv", csv(60, { ...columns, ...none })), "kind", "--series");
    expect(codesOf(many)).toContain("coarseShifts");
    expect(many.warnings.join()).toMatch(/p-value is about 1 in 60, which may be too coarse for 34 columns/);
  });

  it("writes CSV and a report that needs nothing from elsewhere", async () => {
    const folder = scratch();
    const [rows, page] = [join(folder, "rows.csv"), join(folder, "page.html")];
    const { code } = await natwise(["rank", penguins, "--target", "species", "--csv", rows, "--html", page]);
    expect(code).toBe(0);
    const lines = readFileSync(rows, "utf8").trim().split("\r\n");
    expect(lines[0]).toBe("column,nats,low,high,pValue,qValue,estimator,warnings");
    expect(lines).toHaveLength(7);
    const html = readFileSync(page, "utf8");
    expect(html).toContain("<svg");
    expect(html).not.toMatch(/<script|(src|href)="http/);
  });

  it("refuses bad input in one sentence, and writes nothing", async () => {
    const page = join(scratch(), "page.html");
    const path = file("a.csv", csv(100, { ...columns, constant: () => 3 }));
    for (const [argv, message] of [
      [["--target", "tt"], /no column "tt".*did you mean "t"/],
      [["--target", "constant"], /a constant carries no information; leave it out/],
      [["--target", "t", "--given", "t"], /is the target and cannot be given too; leave it out of --given/],
      [["--target", "t", "--columns", "t"], /name a column besides the target/],
      [["--target", "t", "--columns", "nowhere"], /no column "nowhere"/],
      [
        ["--target", "t", "--columns", "constant"],
        /: no column can be ranked \(column "constant" is 3 in all/,
      ],
      [["--target", "t", "--max-seconds", "0"], /--max-seconds must be a number above 0, got 0/],
      [["--target", "t", "--max-seconds", "0.001"], /nothing was done in that time; allow more/],
      [["--target", "t", "--permutations", "3"], /--permutations must be a whole number, at least 19, got 3/],
      [
        ["--target", "t", "--permutations", "100000000000"],
        /--permutations must be a whole number, at most 10,000,000, got/,
      ],
      [["--target", "t", "--csv", "/nowhere/a.csv"], /there is no folder/],
      [["--target", "t", "--series", "--sample", "50"], /--sample loses the order of rows/],
      [[], /required option '--target <column>' not specified/],
    ] as const) {
      const { code, stdout, stderr } = await natwise(["rank", path, ...argv, "--html", page]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toMatch(message);
      expect(stderr.trim()).not.toContain("\n");
    }
    const gaps = await natwise(["rank", penguins, "--target", "species", "--missing", "error"]);
    expect(gaps.stderr).toMatch(/values are missing \(.*sex in 11\); fill them in/);
    const empty = file("c.csv", csv(50, { ...columns, gone: () => "" }));
    const gone = await natwise(["rank", empty, "--target", "t", "--missing", "error"]);
    expect(gone.stderr).toMatch(/values are missing \(gone in 50\); leave out gone\n/);
    const lonely = await natwise(["rank", file("b.csv", csv(50, { t: columns.t })), "--target", "t"]);
    expect(lonely.stderr).toMatch(/no column besides t: there is nothing to rank/);
    expect(existsSync(page)).toBe(false);
  });
});
