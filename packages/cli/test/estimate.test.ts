import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codesOf, csv, file, natwise, noise, penguins, scratch, untilBegun } from "./terminal.ts";

/** The JSON answer of a run that must succeed. */
async function answer(path: string, x: string, y: string, ...more: string[]) {
  const argv = [
    "estimate",
    path,
    "--x",
    x,
    "--y",
    y,
    "--json",
    ...(more.includes("--estimator") ? [] : ["--estimator", "ksg"]),
    ...more,
  ];
  const { code, stdout, stderr } = await natwise(argv);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
}

const columns = {
  a: (i: number) => noise(i).toFixed(6),
  b: (i: number) => (noise(i) + noise(i, 2)).toFixed(6),
  g: (i: number) => ["u", "v", "w"][Math.floor(noise(i) * 3)],
};

describe("natwise estimate", () => {
  it("prints one JSON object with finite numbers", async () => {
    const result = await answer(penguins, "bill_length_mm,flipper_length_mm", "body_mass_g");
    expect(result).toMatchObject({
      estimator: "KSG",
      guarantee: "none",
      heldOut: null,
      train: null,
      n: 342,
      dims: { x: 2, y: 1, given: 0 },
      seed: 0,
      x: ["bill_length_mm", "flipper_length_mm"],
      y: ["body_mass_g"],
      rows: { read: 344, dropped: 2, used: 342 },
    });
    expect(result.nats).toBeGreaterThan(0.5);
    expect(result.seconds).toBeGreaterThan(0);
    expect(result.estimates).toHaveLength(1);
    expect(result.notes[0]).toBe(
      "2 of 344 rows dropped: values are missing (bill_length_mm in 2, flipper_length_mm in 2, body_mass_g in 2)",
    );
  });

  it("gives the same number for the same data as CSV, TSV, JSON, NDJSON, gzip and Parquet, by path and by pattern", async () => {
    const folder = scratch();
    const text = csv(100, columns);
    const rows = text
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(","));
    const objects = rows.map(([a, b, g]) => ({ a: Number(a), b: Number(b), g }));
    const paths = [
      file("t.csv", text, folder),
      file("t.tsv", text.replaceAll(",", "\t"), folder),
      file("semicolon.txt", text.replaceAll(",", ";"), folder),
      file("t.json", JSON.stringify(objects), folder),
      file("t.ndjson", objects.map((row) => JSON.stringify(row)).join("\n"), folder),
    ];
    const { DuckDBInstance } = await import("@duckdb/node-api");
    const connection = await (await DuckDBInstance.create()).connect();
    for (const target of ["t.parquet", "t2.csv.gz"]) {
      await connection.run(`COPY (FROM read_csv('${paths[0]}')) TO '${join(folder, target)}'`);
      paths.push(join(folder, target));
    }
    const lines = text.trim().split("\n");
    file("part-1.csv", `${lines.slice(0, 51).join("\n")}\n`, folder);
    file("part-2.csv", `${[lines[0], ...lines.slice(51)].join("\n")}\n`, folder);
    paths.push(join(folder, "part-*.csv"));
    const results = await Promise.all(paths.map((path) => answer(path, "a,g", "b")));
    expect(new Set(results.map(({ nats }) => nats)).size).toBe(1);
    expect(results[0].dims).toEqual({ x: 4, y: 1, given: 0 });
  });

  it("reads the file that is named, even where its name is also a pattern for another", async () => {
    const folder = scratch();
    const path = file("t[1].csv", csv(100, columns), folder);
    file("t1.csv", csv(30, columns), folder);
    expect((await answer(path, "a", "b")).n).toBe(100);
    expect((await answer(join(folder, "t[1-9].csv"), "a", "b")).n).toBe(30);
  });

  it("takes only the rows the condition holds for, whatever is written after it", async () => {
    const result = await answer(
      penguins,
      "bill_length_mm",
      "body_mass_g",
      "--where",
      "species = 'Gentoo' -- only those",
    );
    expect(result.n).toBe(123);
    expect(result.notes).toContain("only rows where species = 'Gentoo' -- only those");
  });

  it("draws the same sample for the same seed and number of threads or another, and another for another seed", async () => {
    const path = file("a.csv", csv(5000, columns));
    const sample = (...more: string[]) => answer(path, "a", "b", "--sample", "200", ...more);
    const [first, again, oneThread, other] = [
      await sample("--seed", "1"),
      await sample("--seed", "1"),
      await sample("--seed", "1", "--threads", "1"),
      await sample("--seed", "2"),
    ];
    expect(first.n).toBe(200);
    expect(again.nats).toBe(first.nats);
    expect(oneThread.nats).toBe(first.nats);
    expect(other.nats).not.toBe(first.nats);
  });

  it("says when a sample is larger than the data", async () => {
    const result = await answer(penguins, "bill_length_mm", "body_mass_g", "--sample", "1000");
    expect(result.n).toBe(342);
    expect(result.notes.join()).toMatch(
      /--sample 1,000 asks for more rows than there are: all 342 were used/,
    );
  });

  it("takes quoted names with commas, repeated --x, and names in another letter case", async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${noise(i)},${noise(i, 3)},${noise(i, 2)}`).join("\n");
    const path = file("names.csv", `"a, b",C,"say ""d"""\n${rows}\n`);
    const result = await answer(path, '"a, b"', '"say ""d"""', "--x", "c");
    expect(result.x).toEqual(["a, b", "C"]);
    expect(result.y).toEqual(['say "d"']);
  });

  it("encodes texts and booleans, dates as numbers, and says so", async () => {
    const path = file(
      "types.csv",
      csv(60, {
        when: (i) =>
          new Date(Date.UTC(2020, 0, 1 + Math.floor(noise(i, 7) * 500))).toISOString().slice(0, 10),
        yes: (i) => noise(i) > 0.4,
        city: (i) => ["Ulm", "Rom", "Oslo"][i % 3],
        value: (i) => noise(i, 4),
      }),
    );
    const { dims, notes } = await answer(path, "when,yes,city", "value");
    expect(dims).toEqual({ x: 5, y: 1, given: 0 });
    expect(notes).toEqual([
      "when is a date or time: taken as seconds",
      "yes has two values: encoded as 0 (false) and 1 (true)",
      "city is one-hot encoded: one 0/1 column for each of its 3 values",
      "all columns of numbers are standardised, which does not change their information",
    ]);
  });

  it("keeps all values of a text column, and merges the rare ones beside numbers and for covariances, and says so", async () => {
    const path = file(
      "many.csv",
      csv(400, {
        city: (i) => `c${Math.floor(noise(i) ** 3 * 100)}`,
        size: (i) => noise(i, 3),
        value: (i) => noise(i, 2),
      }),
    );
    const merged =
      /city has \d\d different values: the 31 most frequent have a 0\/1 column each and the others share one/;
    const alone = await answer(path, "city", "value");
    expect(alone.dims.x).toBe(1);
    expect([...alone.notes, ...alone.warnings].join()).not.toMatch(merged);
    const covariances = await answer(path, "city", "value", "--estimator", "gaussian");
    expect(covariances.warnings.join()).toMatch(merged);
    const beside = await answer(path, "city,size", "value", "--estimator", "ksg");
    expect(beside.dims.x).toBe(33);
    expect(beside.notes.join()).toMatch(merged);
  });

  it("reads text that holds only numbers as numbers, and says so", async () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({ a: String(noise(i)), b: noise(i, 2) }));
    const { dims, notes } = await answer(file("text.json", JSON.stringify(rows)), "a", "b");
    expect(dims.x).toBe(1);
    expect(notes[0]).toBe("a is text that holds only numbers: read as numbers");
  });

  it("treats NA, NaN, null and blanks as missing", async () => {
    const gaps = ["NA", "NaN", "", "null", "  "];
    const path = file(
      "gaps.csv",
      csv(60, {
        ...columns,
        a: (i) => (i < 4 ? gaps[i] : noise(i)),
        g: (i) => (i === 9 ? gaps[4] : "uv"[i % 2]),
      }),
    );
    expect((await answer(path, "a,g", "b")).rows).toEqual({ read: 60, dropped: 5, used: 55 });
  });

  it("finds out late that a column is not what its first rows looked like", async () => {
    const path = file(
      "late.csv",
      csv(30_000, { a: (i) => i % 4, g: (i) => (i < 29_000 ? i % 2 : "odd"), b: (i) => noise(i) }),
    );
    const { notes, dims } = await answer(path, "g", "b", "--sample", "2000");
    expect(notes.join()).toMatch(/g has 3 categories/);
    expect(dims.x).toBe(1);
  });

  it("warns of a few values that make all others look equal, and of nothing on tame data", async () => {
    const wild = { ...columns, a: (i: number) => (i === 9 ? "1e12" : columns.a(i)) };
    const { remarks, warnings } = await answer(file("wild.csv", csv(200, wild)), "a", "b");
    expect(remarks[0]).toMatchObject({ code: "extremes", columns: ["a"] });
    expect(warnings[0]).toMatch(/^a has a few values so far from the others .* leave them out with --where/);
    const skewed = { ...columns, a: (i: number) => -Math.log(1 - noise(i)) };
    expect((await answer(file("tame.csv", csv(200, skewed)), "a", "b")).remarks).toEqual([]);
  });

  it("is not moved by units and offsets: a billion times, a billion more, a billionth", async () => {
    const scaled = (a: (v: number) => number, b: (v: number) => number) =>
      csv(300, { a: (i) => a(noise(i)), b: (i) => b(noise(i) + noise(i, 2)) });
    const as = async (name: string, text: string) => (await answer(file(name, text), "a", "b")).nats;
    const plain = await as(
      "plain.csv",
      scaled(
        (v) => v,
        (v) => v,
      ),
    );
    // Scaling by a power of ten and reading decimals rounds the last of 16 digits, and an offset of 1e9 the last nine of
    // them: of distances between neighbours, some 1e-3 wide, that is 1e-4. Ties in order change a row's count by one.
    const times = await as(
      "times.csv",
      scaled(
        (v) => 1e9 * v,
        (v) => 1e-9 * v,
      ),
    );
    expect(times).toBeCloseTo(plain, 9);
    const plus = await as(
      "plus.csv",
      scaled(
        (v) => 1e9 + v,
        (v) => v - 1e-9,
      ),
    );
    expect(Math.abs(plus - plain)).toBeLessThan(0.01);
  });

  it("says so where columns of few values determine each other, and where rows stand twice", async () => {
    const twins = file("twins.csv", csv(60, { g: columns.g, h: (i) => columns.g(i).toUpperCase() }));
    const copied = await answer(twins, "g", "h", "--estimator", "discrete");
    expect(copied.remarks).toContainEqual({
      code: "oneForOne",
      message:
        "g and h determine each other completely: each value of one corresponds to one value of the other. If one was made from the other, that is no discovery. If so, leave one of them out.",
      columns: ["g", "h"],
    });
    expect(copied.nats).toBeGreaterThan(0.9 * copied.entropy.nats);
    const tenTimes = { a: (i: number) => columns.a(i % 14), b: (i: number) => columns.b(i % 14) };
    const numbers = await answer(file("ten.csv", csv(140, tenTimes)), "a", "b", "--estimator", "auto");
    expect(numbers.remarks).toContainEqual(
      expect.objectContaining({ code: "oneForOne", columns: ["a", "b"] }),
    );
    const once = csv(100, columns);
    const twice = file("twice.csv", once + once.slice(once.indexOf("\n") + 1));
    expect((await answer(twice, "a", "b")).remarks).toContainEqual(
      expect.objectContaining({
        code: "repeatedRows",
        message:
          "100 of 200 rows repeat another row in all columns of the question. If they are copies, most estimates read high and p-values can be too small. If the file holds rows twice, remove the copies.",
      }),
    );
    const auto = (path: string) => answer(path, "a", "b", "--estimator", "auto");
    const [copies, different] = [await auto(twice), await auto(file("once.csv", once))];
    expect(copies.nats).toBeCloseTo(different.nats, 1);
    expect(copies.interval.low).toBeCloseTo(different.interval.low, 1);
    const whole = file("whole.csv", csv(400, { a: (i) => Math.floor(20 * noise(i)), g: columns.g }));
    expect(codesOf(await answer(whole, "a", "g"))).not.toContain("repeatedRows");
  });

  it("says what it did with ties: integers, and values that many rows share", async () => {
    const path = file("ties.csv", csv(300, { a: (i) => Math.round(40 * noise(i)), b: columns.b }));
    const { remarks, warnings, nats } = await answer(path, "a", "b");
    expect(remarks).toContainEqual(expect.objectContaining({ code: "repeatsSpread", columns: ["a"] }));
    expect(warnings.join()).toMatch(/\d% of the rows share a value of a exactly with other rows/);
    expect(nats).toBeGreaterThan(0);
  });

  it("gives the entropy of the texts as the most there is to know", async () => {
    const { entropy } = await answer(penguins, "bill_length_mm", "species");
    // 151, 68 and 123 of 342 rows.
    const expected = -[151, 68, 123].reduce((sum, k) => sum + (k / 342) * Math.log(k / 342), 0);
    expect(entropy.of).toBe("species");
    expect(entropy.nats).toBeCloseTo(expected, 12);
  });

  it("gives what columns held fixed leave of that entropy, where these are texts too", async () => {
    const asked = ["--given", "island", "--estimator", "discrete"];
    const { entropy, share, nats } = await answer(penguins, "sex", "species", ...asked);
    // Adelie, Chinstrap and Gentoo of 333 rows with a sex: Biscoe 44, 0, 119; Dream 55, 68, 0; Torgersen 47, 0, 0.
    const islands = [[44, 119], [55, 68], [47]];
    const expected = islands.reduce((sum, counts) => {
      const all = counts.reduce((a, b) => a + b);
      return sum - counts.reduce((h, k) => h + (k / 333) * Math.log(k / all), 0);
    }, 0);
    expect(entropy.of).toBe("species given island");
    expect(entropy.nats).toBeCloseTo(expected, 12);
    expect(share).toBe(nats / entropy.nats);
    const number = await answer(penguins, "sex", "species", "--given", "body_mass_g");
    expect(number).toMatchObject({ entropy: null, share: null, given: ["body_mass_g"] });
  });

  it("without a named estimator looks at the columns, says why, checks, and tests", async () => {
    const auto = await answer(penguins, "body_mass_g", "sex", "--estimator", "auto");
    expect(auto).toMatchObject({ guarantee: "none", given: [], dims: { x: 1, y: 1, given: 0 } });
    expect(auto.reason).toMatch(/categories/);
    expect(auto.checks.length).toBeGreaterThan(0);
    for (const check of auto.checks)
      expect(Object.keys(check)).toEqual(["estimator", "nats", "standardError"]);
    expect(auto.interval.level).toBe(0.95);
    expect(auto.interval.low).toBeLessThan(auto.nats);
    expect(auto.interval.high).toBeGreaterThan(auto.nats);
    expect(auto.pValue).toBe(1 / 200);
    // Relative to the most that is possible, which a copy reaches.
    expect(auto.score).toBe(Math.sqrt(Math.expm1(-2 * auto.nats) / Math.expm1(-2 * auto.entropy.nats)));
    expect(auto.share).toBe(auto.nats / auto.entropy.nats);
  });

  it.each(["ksg", "gao", "ross", "geometric", "gaussian", "copula", "discrete"])(
    "gives %s an interval and a p-value as well, at the level and with the shuffles asked for",
    async (estimator) => {
      const y = ["ross", "discrete"].includes(estimator) ? "species" : "flipper_length_mm";
      const x = estimator === "discrete" ? "island" : "body_mass_g";
      const more = ["--estimator", estimator, "--level", "0.8", "--permutations", "99"];
      const { interval, pValue, nats } = await answer(penguins, x, y, ...more);
      expect(interval.level).toBe(0.8);
      expect(interval.low).toBeLessThan(nats);
      expect(interval.high).toBeGreaterThan(nats);
      expect(pValue).toBe(0.01);
      const none = await answer(penguins, x, y, "--estimator", estimator, "--permutations", "0");
      expect(none).toMatchObject({ nats, pValue: null });
    },
  );

  it("takes the number of neighbours", async () => {
    const at = (k: string) => answer(penguins, "body_mass_g", "flipper_length_mm", "--k", k);
    expect((await at("3")).nats).not.toBe((await at("10")).nats);
  });

  it("holds columns fixed: flipper and mass go together within a species too, but less", async () => {
    const all = await answer(penguins, "body_mass_g", "flipper_length_mm");
    const within = await answer(penguins, "body_mass_g", "flipper_length_mm", "--given", "species");
    expect(within).toMatchObject({ given: ["species"], dims: { x: 1, y: 1, given: 1 }, pValue: 1 / 200 });
    expect(within.nats).toBeGreaterThan(0.05);
    expect(within.nats).toBeLessThan(all.nats);
    expect(within.notes.join()).toMatch(/species has 3 categories/);
  });

  it("compares a series with surrogate series instead of shuffling it", async () => {
    let [a, b] = [0, 0];
    const walks = csv(500, {
      a: (i) => {
        a = 0.97 * a + noise(i) - 0.5;
        return a.toFixed(6);
      },
      b: (i) => {
        b = 0.97 * b + noise(i, 2) - 0.5;
        return b.toFixed(6);
      },
    });
    const path = file("walks.csv", walks);
    const shuffled = await answer(path, "a", "b");
    const turned = await answer(path, "a", "b", "--series");
    expect(codesOf(shuffled)).toContain("neighbouringRowsAlike");
    expect(shuffled.warnings.join()).toContain("If the rows follow one another in time, add --series.");
    expect(codesOf(turned)).not.toContain("neighbouringRowsAlike");
    expect(turned.warnings.join()).not.toContain("--series");
    expect(turned.pValue).toBeGreaterThan(shuffled.pValue);
    // A remark on the test, which all estimators share, is no remark on one of them.
    const several = await answer(path, "a", "b", "--estimator", "ksg,gaussian");
    expect(codesOf(several)).toContain("neighbouringRowsAlike");
    for (const one of several.estimates) expect(codesOf(one)).not.toContain("neighbouringRowsAlike");
    const many = await answer(path, "a", "b", "--series", "--permutations", "999", "--estimator", "ksg");
    expect(many.permutations).toBe(999);
  });

  it("adds bits when asked, and leaves the nats alone", async () => {
    const nats = await answer(penguins, "bill_length_mm", "body_mass_g");
    const bits = await answer(penguins, "bill_length_mm", "body_mass_g", "--units", "bits");
    expect(bits.nats).toBe(nats.nats);
    expect(bits.bits).toBeCloseTo(nats.nats / Math.LN2, 12);
  });
});

describe("what people see", () => {
  it("one estimate is a sentence and aligned lines with units", async () => {
    const { stdout } = await natwise([
      "estimate",
      penguins,
      "--x",
      "body_mass_g",
      "--y",
      "species",
      "--estimator",
      "ksg",
      "--units",
      "bits",
    ]);
    const lines = stdout.split("\n");
    expect(lines[0]).toMatch(
      /^body_mass_g carries about \d\.\d{3} bits of information about species, \d+% of what is possible\.$/,
    );
    expect(stdout).toMatch(
      /^ {2}estimate +\d\.\d{3} bits {2}KSG \(not a bound: may be too high or too low\)$/m,
    );
    expect(stdout).toMatch(/^ {2}most possible +\d\.\d{3} bits {2}the entropy of species/m);
    expect(stdout).not.toMatch(/nats|NaN|undefined/);
  });

  it("nothing is said to be nothing, with the chance of it", async () => {
    const argv = ["estimate", penguins, "--x", "island", "--y", "sex"];
    const { stdout } = await natwise(argv);
    expect(stdout.split("\n")[0]).toMatch(
      /^No sign that island carries information about sex: -?0\.0\d\d nats is indistinguishable from zero, p = 0\.\d\d \(199 shuffles\)\.$/,
    );
    const untested = await natwise([...argv, "--permutations", "0"]);
    expect(untested.stdout.split("\n")[0]).toMatch(
      /indistinguishable from zero, 95% interval 0\.000 to 0\.\d{3}\.$/,
    );
  });

  it("an estimator that sees nothing of a dependence that is there does not deny it", async () => {
    const path = file("even.csv", csv(400, { a: (i) => i - 200 + noise(i), b: (i) => (i - 199.5) ** 2 }));
    const { stdout } = await natwise(["estimate", path, "--x", "a", "--y", "b", "--estimator", "gaussian"]);
    expect(stdout.split("\n")[0]).toMatch(
      /^a carries some information about b, p = 0\.005 \(199 shuffles\), but Gaussian hardly sees it: -?0\.00\d nats, 95% interval 0\.000 to 0\.\d+\.$/,
    );
  });

  it("auto says in lines what it chose, its interval, its p-value, its score and its checks", async () => {
    const { stdout } = await natwise([
      "estimate",
      penguins,
      "--x",
      "body_mass_g",
      "--y",
      "flipper_length_mm",
    ]);
    expect(stdout).toMatch(
      /^body_mass_g carries about \d\.\d{3} nats of information about flipper_length_mm\.$/m,
    );
    expect(stdout).toMatch(
      /^ {2}95% interval +\d\.\d{3} to \d\.\d{3} nats {2}confidence interval from estimates on parts/m,
    );
    expect(stdout).toMatch(
      /^ {2}p-value +0\.005 {2}permutation test, 199 shuffles: how often independent data show as much$/m,
    );
    expect(stdout).toMatch(/^ {2}score +0\.\d{3} {2}from 0 to 1/m);
    expect(stdout).toMatch(/^Chosen\n {2}- .+: .+/m);
    expect(stdout).toMatch(/^Cross-checks\n {2}\w.+ {2}\d\.\d{3} {2}± 0\.\d{3} {2}nats$/m);
  });

  it("information given other columns is said to be so", async () => {
    const argv = [
      "estimate",
      penguins,
      "--x",
      "body_mass_g",
      "--y",
      "flipper_length_mm",
      "--given",
      "species",
    ];
    const { stdout } = await natwise(argv);
    expect(stdout).toMatch(
      /^body_mass_g carries about \d\.\d{3} nats of information about flipper_length_mm given species\.\n/,
    );
    expect(stdout).toMatch(/^ {2}columns +1 \+ 1 \| 1 {2}x \+ y \| given, as encoded$/m);
  });

  it("no information left is not less than what was found", async () => {
    const path = file(
      "a.csv",
      csv(120, { a: (i) => "uvw"[i % 3], b: (i) => "UVW"[i % 3], c: (i) => (noise(i) < 0.5 ? "p" : "q") }),
    );
    const { stdout } = await natwise(["estimate", path, "--x", "a", "--y", "c", "--given", "b"]);
    expect(stdout).toMatch(/^No sign that a carries information about c given b: 0\.000 nats/);
    expect(stdout).not.toMatch(/exceeds the entropy/);
  });

  it("several estimators are a table", async () => {
    const { stdout, code } = await natwise([
      ...[
        "estimate",
        penguins,
        "--x",
        "flipper_length_mm",
        "--y",
        "body_mass_g",
        "--estimator",
        "ksg,mine",
        "--steps",
        "50",
      ],
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^ {2}estimator +nats +95% interval +score +held out +training +ceiling +time +kind of number$/m,
    );
    expect(stdout).toMatch(/^ {2}KSG +\d/m);
    expect(stdout).toMatch(/^ {2}MINE +-?\d/m);
  });
});

describe("files written", () => {
  it("the report is one HTML file that names no other host and escapes what it shows", async () => {
    const folder = scratch();
    const path = file(
      "<b>.csv",
      csv(100, { "<script>": (i) => noise(i), g: (i) => ["<i>", "&"][i % 2] }),
      folder,
    );
    const report = join(folder, "report.html");
    const { code, stdout } = await natwise([
      ...[
        "estimate",
        path,
        "--x",
        "<script>",
        "--y",
        "g",
        "--estimator",
        "mine,ksg",
        "--steps",
        "50",
        "--html",
        report,
      ],
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Report: .*report\.html$/m);
    const html = readFileSync(report, "utf8");
    expect(html.replaceAll(/http:\/\/www\.w3\.org\/\S+/g, "").match(/https?:\/\/\S+/)).toBeNull();
    expect(html.match(/<script|<i>|<link|@import|NaN|undefined|\[object/)).toBeNull();
    expect(html.includes("&lt;script&gt;")).toBe(true);
    // Of the data, the estimates and the learning curve.
    expect(html.match(/<svg/g)).toHaveLength(3);
    expect(readdirSync(folder).sort()).toEqual(["<b>.csv", "report.html"]);
  });

  it("draws every mix of numbers, texts and dates, and at most 2,000 points of large data", async () => {
    const folder = scratch();
    const path = file(
      "mix.csv",
      csv(3000, {
        n: (i) => noise(i),
        t: (i) => `t${i % 12}`,
        d: (i) => new Date(i * 3.6e6).toISOString(),
        m: (i) => noise(i, 5),
        u: (i) => "pq"[Math.floor(noise(i, 6) * 2)],
      }),
      folder,
    );
    const report = join(folder, "report.html");
    const { code } = await natwise([
      "estimate",
      path,
      "--x",
      "n,t,d",
      "--y",
      "m,u",
      "--estimator",
      "ksg",
      "--html",
      report,
    ]);
    expect(code).toBe(0);
    const html = readFileSync(report, "utf8");
    // Six pairs of columns, and the estimate with its one dot.
    expect(html.match(/<svg/g)).toHaveLength(7);
    expect(html.match(/<circle/g)!.length).toBe(5 * 2000 + 1);
    expect(html.match(/NaN|undefined/)).toBeNull();
  });

  it("the report says why, draws the interval and what others say, in the unit asked for", async () => {
    const report = join(scratch(), "r.html");
    const argv = ["estimate", penguins, "--x", "body_mass_g", "--y", "sex", "--given", "island"];
    expect((await natwise([...argv, "--units", "bits", "--html", report])).code).toBe(0);
    const html = readFileSync(report, "utf8");
    expect(html).toContain("Information of body_mass_g about sex given island");
    expect(html).toMatch(/<p>Chosen: .+ – .+\.<\/p>/);
    expect(html).toMatch(
      /aria-label="[^"]+: \d\.\d{3} bits, 95% interval \d\.\d{3} to \d\.\d{3}(; \d others? beside it)?\."/,
    );
    expect(html).toContain("Permutation test: p = 0.005 (199 shuffles).");
    expect(html).toContain(
      "given island: conditional mutual information, beyond the information in this column",
    );
    expect(html).not.toContain('<th class="number">held out</th>');
    const texts = [...html.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
    expect(texts.join("\n")).not.toMatch(/nats/);
  });

  it("labels large, tiny and shifted numbers briefly, and shortens long names", async () => {
    const name = "a name that is much longer than any picture of it is wide";
    const path = file(
      "far.csv",
      csv(60, {
        [name]: (i) => noise(i) - 0.5,
        millions: (i) => 4e6 * (noise(i, 2) - 0.5),
        tiny: (i) => 4e-7 * (noise(i, 3) - 0.5),
        shifted: (i) => 1e9 + 4 * noise(i, 4),
      }),
    );
    const report = join(scratch(), "r.html");
    const y = "millions,tiny,shifted";
    const argv = ["estimate", path, "--x", name, "--y", y, "--estimator", "ksg", "--html", report];
    expect((await natwise(argv)).code).toBe(0);
    const texts = [...readFileSync(report, "utf8").matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
    expect(texts).toEqual(expect.arrayContaining(["−2M", "2M", "−2e-7", "2e-7", "1.000000002B"]));
    for (const text of texts) expect(text.length).toBeLessThan(50);
  });

  it("the saved critic runs in ONNX Runtime and scores true pairs above mixed ones", async () => {
    const folder = scratch();
    const path = file(
      "a.csv",
      csv(600, { a: (i) => 1000 + noise(i), b: (i) => noise(i) * 5 + noise(i, 2) / 5 }),
      folder,
    );
    const model = join(folder, "critic.onnx");
    const { code, stderr } = await natwise([
      "estimate",
      path,
      "--x",
      "a",
      "--y",
      "b",
      "--estimator",
      "infonce",
      "--steps",
      "200",
      "--save",
      model,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { default: ort } = await import("onnxruntime-node");
    const session = await ort.InferenceSession.create(model);
    expect(session.inputNames).toEqual(["x", "y"]);
    const x = Float32Array.from({ length: 300 }, (_, i) => 1000 + noise(i));
    const y = Float32Array.from({ length: 300 }, (_, i) => noise(i) * 5 + noise(i, 2) / 5);
    const mean = async (yOf: Float32Array) => {
      const feeds = {
        x: new ort.Tensor("float32", x, [300, 1]),
        y: new ort.Tensor("float32", yOf, [300, 1]),
      };
      const { score } = await session.run(feeds);
      return (score.data as Float32Array).reduce((sum, value) => sum + value / 300, 0);
    };
    expect(await mean(y)).toBeGreaterThan((await mean(Float32Array.from(y).reverse())) + 1);
    expect(readFileSync(model).includes("natwise.estimator")).toBe(true);
  });
});

describe("--max-seconds and --csv", () => {
  it("ends the work then, says what is done and what is missing, and writes the rest as it would", async () => {
    const folder = scratch();
    const [rows, critic] = [join(folder, "rows.csv"), join(folder, "critic.onnx")];
    const { seconds, stdout, stderr } = await untilBegun((seconds) =>
      natwise([
        ...["estimate", penguins, "--x", "bill_length_mm", "--y", "body_mass_g", "--estimator", "doe,ksg"],
        // The time ends in training or, where that is over, among more shuffles than any time is enough for.
        ...["--permutations", "10000000", "--json", "--csv", rows, "--save", critic],
        ...["--max-seconds", String(seconds)],
      ]),
    );
    expect(stderr).toBe("");
    const { estimator, nats, remarks, warnings } = JSON.parse(stdout);
    expect(estimator).toBe("DoE");
    expect(remarks[0].code).toBe("stoppedEarly");
    expect(nats).toBeGreaterThan(0);
    expect(warnings[0]).toBe(
      `These are the results when --max-seconds ${seconds} had passed; ksg is missing. Allow more seconds.`,
    );
    const [head, first, ...others] = readFileSync(rows, "utf8").trimEnd().split("\r\n");
    expect(head).toMatch(/^x,y,given,estimator,guarantee,nats,score,low,high,pValue,/);
    expect(first).toContain(`bill_length_mm,body_mass_g,,DoE,none,${nats},`);
    expect(others).toEqual([]);
    expect(statSync(critic).size).toBeGreaterThan(1000);
  });

  it("keeps what is done where there is no critic to save", async () => {
    const folder = scratch();
    const critic = join(folder, "critic.onnx");
    const { stdout } = await untilBegun((seconds) =>
      natwise([
        ...["estimate", penguins, "--x", "bill_length_mm", "--y", "body_mass_g", "--estimator", "ksg,mine"],
        // So many shuffles are not done in any time: it ends before the critic is begun.
        ...["--permutations", "10000000", "--json", "--save", critic, "--max-seconds", String(seconds)],
      ]),
    );
    const { estimator, nats, pValue, remarks, warnings } = JSON.parse(stdout);
    expect([estimator, pValue]).toEqual(["KSG", null]);
    expect(nats).toBeGreaterThan(0.2);
    expect(codesOf({ remarks })).toEqual(expect.arrayContaining(["criticNotSaved", "stoppedBefore"]));
    expect(warnings).toContain(
      `No critic was trained in time: ${critic} is not written. Allow more seconds.`,
    );
    expect(warnings).toContain(
      "The work was stopped before the end. Missing: the test of independence. Allow more time.",
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it("takes times longer than a timer can be set for", async () => {
    const { code } = await natwise([
      ...["estimate", penguins, "--x", "bill_length_mm", "--y", "body_mass_g", "--estimator", "ksg"],
      ...["--permutations", "0", "--max-seconds", "3000000"],
    ]);
    expect(code).toBe(0);
  });

  it("refuses a time in which nothing is done", async () => {
    const { code, stdout, stderr } = await natwise([
      ...["estimate", penguins, "--x", "bill_length_mm", "--y", "body_mass_g", "--max-seconds", "0.001"],
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe("natwise: --max-seconds 0.001: nothing was done in that time; allow more\n");
  });
});

describe("--rows-needed", () => {
  const argv = ["estimate", penguins, "--x", "bill_length_mm", "--y", "body_mass_g", "--rows-needed"];

  it("adds a section, an object to the JSON, and a figure to the report", async () => {
    const report = join(scratch(), "report.html");
    const { code, stdout } = await natwise([...argv, "--html", report]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /\nRows\n +rows +nats.*\n +42 .*\n +85 .*\n +171 .*\n +342 .*\n {2}With more rows/,
    );
    const html = readFileSync(report, "utf8");
    expect(html).toMatch(
      /<h3>Rows needed<\/h3>[\s\S]*aria-label="Estimate against rows: [^"]*tends to 0\.\d+\."/,
    );
    expect(html).not.toMatch(/NaN|undefined/);
    const json = JSON.parse((await natwise([...argv, "--json"])).stdout);
    expect(json.extrapolation.points[3].nats).toBe(json.nats);
    expect((await natwise(argv.slice(0, -1))).stdout).not.toContain("\nRows\n");
  });

  it("refuses to train fifteen times before it reads the file", async () => {
    const { code, stderr } = await natwise([...argv, "--estimator", "mine"]);
    expect(code).toBe(2);
    expect(stderr).toBe(
      "natwise: --rows-needed would train mine fifteen times; name an estimator that trains nothing first, such as ksg\n",
    );
  });
});

describe("Ctrl-C", () => {
  it("ends a run with exit code 130 and one line, and what was done is written", async () => {
    const folder = scratch();
    const report = join(folder, "report.html");
    const argv = [
      ...["estimate", penguins, "--x", "bill_length_mm", "--y", "body_mass_g", "--permutations", "0"],
      // KSG takes a moment, the others a second each.
      ...["--estimator", "ksg,mine,nwj,infonce,tuba,js,smile,doe", "--html", report],
    ];
    const { code, stdout, stderr } = await untilBegun((seconds) => {
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 1000 * seconds);
      return natwise(argv, stop.signal);
    });
    expect(code).toBe(130);
    expect(stderr).toMatch(/^natwise: stopped; what was done on [1-7] of 8 estimators is printed\n$/);
    const said = /These are the results when the work was stopped; .*doe (is|are) missing\./;
    expect(stdout).toMatch(said);
    expect(readFileSync(report, "utf8")).toMatch(said);
  });

  it("writes nothing if nothing was done", async () => {
    const report = join(scratch(), "report.html");
    const argv = ["estimate", penguins, "--x", "bill_length_mm", "--y", "body_mass_g", "--html", report];
    const { code, stdout, stderr } = await natwise(argv, AbortSignal.abort());
    expect({ code, stdout, stderr }).toEqual({
      ...{ code: 130, stdout: "" },
      stderr: "natwise: stopped; nothing was written\n",
    });
    expect(existsSync(report)).toBe(false);
  });
});
