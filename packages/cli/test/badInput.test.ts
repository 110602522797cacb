import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "@natwise/ask";
import { describe, expect, it } from "vitest";
import { csv, file, natwise, noise, penguins, scratch } from "./terminal.ts";

const good = { a: (i: number) => noise(i), b: (i: number) => noise(i, 2), g: (i: number) => "uvw"[i % 3] };

/** Runs the command and expects exit code 2 with one line on stderr, nothing on stdout. */
async function refusal(...argv: string[]): Promise<string> {
  const { code, stdout, stderr } = await natwise(argv);
  expect({ code, stdout }, stderr).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^natwise: [^\n]+\n$/);
  return stderr;
}
const ask = (path: string, x = "a", y = "b", ...more: string[]) =>
  refusal("estimate", path, "--x", x, "--y", y, "--estimator", "ksg", ...more);

describe("bad input ends with exit code 2 and one line", () => {
  it("a random sample of a series", async () => {
    const path = file("a.csv", csv(60, good));
    expect(await ask(path, "a", "b", "--series", "--sample", "40")).toMatch(
      /--sample loses the order of rows that --series needs; leave one of them out$/m,
    );
  });

  it("a missing file, naming one that is there", async () => {
    const path = file("measures.csv", csv(30, good));
    expect(await ask(path.replace("measures", "mesures"))).toMatch(
      /no such file: .*mesures\.csv; did you mean .*measures\.csv\?/,
    );
  });

  it("a pattern nothing matches", async () => {
    expect(await ask(join(scratch(), "*.csv"))).toMatch(/no file matches .*\*\.csv/);
    expect(await ask(join(scratch(), "*.parquet"))).toMatch(/no file matches/);
  });

  it("a folder, an address, and a format natwise does not read", async () => {
    expect(await ask(`${scratch()}/`)).toMatch(/the ending names the file's format/);
    const folder = join(scratch(), "folder.csv");
    mkdirSync(folder);
    expect(await ask(folder)).toMatch(/is a folder; name a file/);
    expect(await ask("https://example.org/a.csv")).toMatch(/download it first/);
    expect(await ask(file("a.xlsx", "x"))).toMatch(/use \.csv, \.tsv, \.json/);
  });

  it("an unknown column, with the nearest name", async () => {
    expect(await ask(penguins, "bill_lenght_mm", "species")).toMatch(
      /no column "bill_lenght_mm".*did you mean "bill_length_mm"\?/,
    );
    expect(await ask(penguins, "Flipper", "species")).toMatch(/did you mean "flipper_length_mm"\?/);
  });

  it("an unknown column that is like no other, with the names there are", async () => {
    expect(await ask(penguins, "zzzzzz", "species")).toMatch(
      /no column "zzzzzz" .*; columns: species, island/,
    );
  });

  it("a file without a line of names", async () => {
    expect(
      await ask(
        file(
          "a.csv",
          csv(30, good)
            .replace(/^.*\n/, "")
            .replace(/,[uvw]$/gm, ""),
        ),
      ),
    ).toMatch(
      /no column "a" in .*: its first line holds numbers \([\d.]+, [\d.]+\), and must name the columns; put/,
    );
  });

  it("the same column in x and y, or twice on one side", async () => {
    expect(await ask(penguins, "species,island", "species")).toMatch(/"species" is both in --x and in --y/);
    expect(await ask(penguins, "island,island", "species")).toMatch(/"island" is named twice/);
  });

  it("an empty name among the columns", async () => {
    expect(await ask(penguins, "island,,sex", "species")).toMatch(/empty column name/);
  });

  it("no --x at all", async () => {
    expect(await refusal("estimate", penguins, "--y", "species")).toMatch(/required option '--x <columns>'/);
  });

  it("no rows left by --where", async () => {
    expect(await ask(penguins, "body_mass_g", "species", "--where", "body_mass_g > 1e6")).toMatch(
      /no rows left: --where/,
    );
  });

  it("no rows left because every row misses something", async () => {
    const path = file(
      "gaps.csv",
      csv(30, { ...good, b: (i) => (i % 2 ? "" : i), a: (i) => (i % 2 ? i : "") }),
    );
    expect(await ask(path)).toMatch(/no rows left: each of the 30 rows misses a value \(a in 15, b in 15\)/);
  });

  it("no rows at all", async () => {
    expect(await ask(file("header.csv", "a,b\n"))).toMatch(/header\.csv has no rows/);
    expect(await ask(file("empty.csv", ""))).toMatch(/empty\.csv is empty/);
  });

  it("fewer than 20 rows", async () => {
    expect(await ask(file("few.csv", csv(19, good)))).toMatch(/only 19 complete rows in .*at least 20/);
  });

  it("missing values with --missing error", async () => {
    expect(await ask(penguins, "body_mass_g", "sex", "--missing", "error")).toMatch(
      /11 of 344 rows have missing values \(body_mass_g in 2, sex in 11\)/,
    );
  });

  it("a constant column of numbers or of texts", async () => {
    expect(await ask(file("c.csv", csv(30, { ...good, a: () => 7 })))).toMatch(/"a" is 7 in all 30 rows/);
    expect(await ask(file("c.csv", csv(30, { ...good, a: () => "same" })))).toMatch(
      /"a" is "same" in all 30 rows/,
    );
  });

  it("infinite values", async () => {
    const path = file("inf.csv", csv(30, { ...good, a: (i) => (i === 9 ? "-inf" : i / 7) }));
    expect(await ask(path)).toMatch(/"a" has 1 infinite value; .*--where 'isfinite\("a"\)'/);
  });

  it("a column whose name stands twice in the first line, whatever its letter case", async () => {
    const path = file("twice.csv", csv(30, good).replace("a,b,g", "a,b,A"));
    expect(await ask(path)).toMatch(/"a": the first line of .*twice\.csv names 2 columns so \(a, A\)/);
    expect(await ask(path, "A")).toMatch(/names 2 columns so/);
    expect((await natwise(["estimate", path, "--x", "b", "--y", "A_1", "--estimator", "ksg"])).code).toBe(0);
  });

  it("a column of unique strings", async () => {
    const path = file("id.csv", csv(60, { ...good, a: (i) => `user-${i}` }));
    expect(await ask(path)).toMatch(/"a" has 60 different texts in 60 rows: it looks like an identifier/);
  });

  it("numbers spoilt by a text, or written with a decimal comma", async () => {
    const spoilt = file("spoilt.csv", csv(60, { ...good, a: (i) => (i === 40 ? "unknown" : i) }));
    expect(await ask(spoilt)).toMatch(
      /"a" is text although most of its values look like numbers; "unknown" is not one; correct it/,
    );
    const rows = Array.from({ length: 60 }, (_, i) => `${i},5;${i}`).join("\n");
    expect(await ask(file("comma.csv", `a;b\n${rows}\n`))).toMatch(/write them with a decimal point/);
  });

  it("an unreadable Parquet file", async () => {
    expect(await ask(file("bad.parquet", "not parquet at all"))).toMatch(
      /cannot be read as Parquet .*magic bytes/,
    );
  });

  it("broken JSON", async () => {
    expect(await ask(file("bad.json", '[{"a": 1, "b": 2}, {"a":'))).toMatch(/cannot be read as JSON/);
    const records = Array.from({ length: 30 }, (_, i) => JSON.stringify({ a: noise(i), b: noise(i, 2) }));
    // Cut off between two records.
    expect(await ask(file("cut.json", `[${records.join(",\n")},\n`))).toMatch(
      /cut\.json: cannot be read as JSON \(it begins with \[ and does not end with \]\); write/,
    );
    expect(await ask(file("bad.ndjson", '{"a": 1}\n{"a":\n'))).toMatch(
      /cannot be read as newline-delimited JSON/,
    );
  });

  it("nested values, naming their type", async () => {
    const rows = Array.from({ length: 30 }, (_, i) => ({ a: [i], b: i }));
    expect(await ask(file("nested.json", JSON.stringify(rows)))).toMatch(
      /column "a" of .* holds BIGINT\[\] values/,
    );
  });

  it("a CSV with a ragged row, early or late, naming the line", async () => {
    expect(await ask(file("r.csv", `${csv(30, good)}1,2,x,4\n`))).toMatch(
      /r\.csv, line 32: 4 fields where the first line names 3/,
    );
    expect(await ask(file("r.csv", `${csv(30, good)}1,2\n`))).toMatch(
      /line 32: 2 fields where the first line names 3/,
    );
    expect(await ask(file("r.csv", `${csv(30_000, good)}1,2,x,4\n`))).toMatch(/line 30002: 4 fields/);
    expect(await ask(file("r.csv", "a,b\n1,2,3\n4,5,6\n"))).toMatch(
      /line 2: 3 fields where the first line names 2/,
    );
  });

  it("text that is not UTF-8", async () => {
    const latin = Buffer.from(csv(30, { ...good, g: () => "caf\xe9" }), "latin1");
    expect(await ask(file("latin.csv", latin))).toMatch(/not UTF-8 text; convert it/);
    const utf16 = Buffer.from(`\uFEFF${csv(30, good)}`, "utf16le");
    expect(await ask(file("utf16.csv", utf16))).toMatch(/not UTF-8 text; .*-f utf-16/);
  });

  it("a quote that is never closed, naming the line", async () => {
    expect(await ask(file("q.csv", `${csv(30, good)}"1,2,u\n`))).toMatch(/line 32: a quote is opened there/);
  });

  it("a critic for densities, and densities of categories", async () => {
    const ask = (...more: string[]) => refusal("estimate", penguins, "--x", "body_mass_g", ...more);
    expect(await ask("--y", "flipper_length_mm", "--estimator", "doe", "--critic", "concat")).toMatch(
      /--critic has no meaning for doe/,
    );
    expect(await ask("--y", "species", "--estimator", "doe")).toMatch(
      /DoE fits a density, which needs continuous numbers in y, but column "species" has 3 different/,
    );
  });

  it("an unknown estimator or critic, with the nearest name", async () => {
    expect(await ask(penguins, "island", "species", "--estimator", "infonec")).toMatch(
      new RegExp(`did you mean infonce\\? Known are ${catalogue.map(({ name }) => name).join(", ")}$`, "m"),
    );
    expect(await ask(penguins, "island", "species", "--estimator", "xyzzy")).toMatch(
      /xyzzy: known are auto, \w+, /,
    );
    expect(await ask(penguins, "island", "species", "--critic", "seperable")).toMatch(
      /did you mean separable\?/,
    );
  });

  it("a number of steps, pairs, rows or threads that makes no sense", async () => {
    expect(await ask(penguins, "island", "species", "--steps", "0")).toMatch(
      /--steps must be a whole number, at least 1, got 0/,
    );
    expect(await ask(penguins, "island", "species", "--batch", "1")).toMatch(
      /--batch must be a whole number, at least 2, got 1/,
    );
    expect(await ask(penguins, "island", "species", "--sample", "1e3")).toMatch(/--sample must be/);
    expect(await ask(penguins, "island", "species", "--seed", "-1")).toMatch(/--seed must be/);
    expect(await ask(penguins, "island", "species", "--threads", "0")).toMatch(/--threads must be/);
  });

  it("options that an estimator has no use for", async () => {
    const of = (estimator: string, ...more: string[]) =>
      refusal(
        ...["estimate", penguins, "--x", "body_mass_g", "--y", "flipper_length_mm"],
        ...["--estimator", estimator, ...more],
      );
    expect(await of("ksg", "--steps", "5")).toMatch(/--steps has no meaning for ksg, which trains nothing/);
    expect(await of("auto", "--critic", "concat")).toMatch(
      /--critic has no meaning for auto, which chooses by itself; leave it out, or add --estimator mine/,
    );
    expect(await of("gaussian,auto", "--save", "critic.onnx")).toMatch(/--save has no meaning for/);
    expect(await of("mine,copula", "--k", "4")).toMatch(
      /--k has no meaning for mine, copula; leave it out, or add --estimator ksg/,
    );
  });

  it("columns to hold fixed that are asked about too, are constant, or that an estimator cannot hold", async () => {
    const given = (column: string, ...more: string[]) =>
      refusal(
        ...["estimate", penguins, "--x", "body_mass_g", "--y", "flipper_length_mm"],
        ...["--given", column, ...more],
      );
    expect(await given("body_mass_g")).toMatch(
      /"body_mass_g" is both in --x and in --given: given a column, it carries no further information; leave it out of one/,
    );
    expect(await given("species,flipper_length_mm")).toMatch(/is both in --y and in --given/);
    expect(await given("species,Species")).toMatch(/"Species" is named twice/);
    expect(await given("specie")).toMatch(/no column "specie" .* did you mean "species"\?/);
    expect(await given("species", "--where", "species = 'Gentoo'")).toMatch(
      /"species" is "Gentoo" in all 123 rows/,
    );
    expect(await given("species", "--estimator", "ksg,mine,ross")).toMatch(
      /--given: mine, ross cannot condition on columns; auto, ksg, gao, gaussian, copula, discrete can/,
    );
  });

  it("a level or a number of shuffles that makes no sense", async () => {
    expect(await ask(penguins, "island", "species", "--level", "95")).toMatch(
      /--level must be between 0 and 1, such as 0\.95, got 95/,
    );
    expect(await ask(penguins, "island", "species", "--level", "")).toMatch(/--level must be between/);
    expect(await ask(penguins, "island", "species", "--permutations", "-1")).toMatch(
      /--permutations must be a whole number, at least 0, got -1/,
    );
    for (const few of ["1", "18"])
      expect(await ask(penguins, "island", "species", "--permutations", few)).toContain(
        `--permutations must be 0, for no p-value, or at least 19, got ${few}: with fewer`,
      );
    expect(await ask(penguins, "island", "species", "--permutations", "100000000000")).toMatch(
      /--permutations must be a whole number, at most 10,000,000, got 100000000000/,
    );
  });

  it("a column of numbers that is another one, as it is or in the same or the reversed order", async () => {
    const as = (f: (b: number) => number) =>
      file("copy.csv", csv(60, { ...good, a: (i) => f(noise(i, 2)), b: (i) => noise(i, 2) }));
    expect(await ask(as((b) => b))).toMatch(
      /columns "a" and "b" are equal in every row: each determines the other completely, so their information is infinite; leave one out/,
    );
    const copies = [(b: number) => 5 - 9 * b, (b: number) => Math.exp(b)];
    for (const copy of copies)
      expect(await ask(as(copy))).toMatch(/"a" and "b" .* same or the reversed order/);
    expect(
      await ask(
        as((b) => -b),
        "a,g",
        "b",
      ),
    ).toMatch(/reversed order/);
  });

  it("a column in which everything is missing", async () => {
    const path = file("void.csv", csv(30, { ...good, a: () => "" }));
    expect(await ask(path)).toMatch(
      /no rows left: each of the 30 rows misses a value \(a in 30\); leave that column out/,
    );
    expect(await refusal("estimate", path, "--x", "b", "--y", "g", "--given", "a")).toMatch(/no rows left/);
    const gaps = file("gaps.csv", csv(30, { ...good, a: () => "", g: (i) => (i % 2 ? "" : good.g(i)) }));
    expect(await ask(gaps, "a", "g")).toMatch(/\(a in 30, g in 15\); leave out a$/m);
    const error = await refusal("estimate", gaps, "--x", "a", "--y", "b", "--missing", "error");
    expect(error).toMatch(/30 of 30 rows have missing values \(a in 30\); leave out a$/m);
    const turns = file("turns.csv", csv(30, { a: (i) => (i % 2 ? "" : i), b: (i) => (i % 2 ? i : "") }));
    expect(await ask(turns)).toMatch(/\(a in 15, b in 15\); leave one of these columns out$/m);
  });

  it("lines that begin with # before the names", async () => {
    const path = file("comment.csv", `# measured in May, by hand\n${csv(30, good)}`);
    expect(await ask(path)).toMatch(
      /comment\.csv, line 1: begins with #, but natwise reads no comments and takes it for the names of the columns; remove it/,
    );
  });

  it("a condition that is not SQL, or names no column", async () => {
    const where = (condition: string) => ask(penguins, "island", "species", "--where", condition);
    expect(await where("body_mass_g >")).toMatch(/--where body_mass_g >: not an SQL condition/);
    expect(await where("specie = 'Gentoo'")).toMatch(/no column "specie"; did you mean "species"\?/);
    expect(await where("true); DROP TABLE x; SELECT (1")).toMatch(/not an SQL condition/);
    expect(await where("")).toMatch(/not an SQL condition \(syntax error/);
    expect(await where("body_mass_g > $1")).toMatch(/not an SQL condition \(a \? or \$ stands for/);
    for (const condition of ["CAST(island AS INT) > 3", "body_mass_g > 'heavy'", "island"]) {
      expect(await where(condition)).toMatch(
        /--where [^:]*: Could not convert string '\w+' to \w+; texts stand in single quotes/,
      );
    }
    const ragged = file("r.csv", `${csv(30_000, good)}1,2,x,4\n`);
    expect(await ask(ragged, "a", "b", "--where", "a > 0")).toMatch(/line 30002: 4 fields/);
  });

  it("an unknown option or command, with the nearest name", async () => {
    expect(
      await refusal("estimate", penguins, "--x", "island", "--y", "species", "--estimater", "ksg"),
    ).toMatch(/unknown option '--estimater' \(Did you mean --estimator\?\)/);
    expect(await refusal("estimat", penguins)).toMatch(
      /unknown command 'estimat' \(Did you mean estimate\?\); see natwise --help/,
    );
    expect(await refusal("estimate", penguins, "--x", "island", "--y", "species", "--units", "bit")).toMatch(
      /is invalid\. Allowed choices are nats, bits; see natwise estimate --help\n$/,
    );
  });

  it("an output path in no folder, a folder, the data itself, or one that cannot be written", async () => {
    const html = (path: string) => ask(penguins, "body_mass_g", "species", "--html", path);
    expect(await html(join(scratch(), "no", "r.html"))).toMatch(/there is no folder/);
    expect(await html(scratch())).toMatch(/is a folder; give a file name/);
    const data = file("a.csv", csv(30, good));
    expect(await ask(data, "a", "b", "--html", data)).toMatch(/is the data itself/);
    expect(await html("")).toMatch(/--html: an empty name/);
    const folder = scratch();
    const both = ["--estimator", "mine", "--html", join(folder, "both"), "--save", `${folder}/./both`];
    expect(await refusal("estimate", penguins, "--x", "body_mass_g", "--y", "species", ...both)).toMatch(
      /--html and --save both name/,
    );
    const one = join(folder, "one");
    for (const command of [
      ["rank", data, "--target", "a"],
      ["matrix", data],
    ])
      expect(await refusal(...command, "--html", one, "--csv", one)).toMatch(/--html and --csv both name/);
    expect(existsSync(one)).toBe(false);
    if (existsSync("/proc/self")) expect(await html("/proc/self/r.html")).toMatch(/cannot be written/);
  });
});

it("a failed run changes nothing: no file overwritten, none left behind", async () => {
  const folder = scratch();
  const report = file("report.html", "old report", folder);
  const data = file("a.csv", csv(30, { ...good, a: () => 1 }), folder);
  await ask(data, "a", "b", "--html", report);
  expect(readFileSync(report, "utf8")).toBe("old report");
  expect(readdirSync(folder).sort()).toEqual(["a.csv", "report.html"]);
});

describe("the installed command", () => {
  const bin = new URL("../bin/natwise.js", import.meta.url).pathname;
  const spawn = (...argv: string[]) => {
    try {
      return {
        code: 0,
        stdout: execFileSync(process.execPath, [bin, ...argv], { encoding: "utf8", stdio: "pipe" }),
        stderr: "",
      };
    } catch (error) {
      const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
      return { code: status, stdout, stderr };
    }
  };

  it("exits with 2 and one line for a missing file, an unknown column and ragged rows", () => {
    const ragged = file("r.csv", `${csv(30, good)}1,2,x,4\n`);
    for (const [path, x] of [
      ["nowhere.csv", "a"],
      [penguins, "no_such"],
      [ragged, "a"],
    ]) {
      const { code, stdout, stderr } = spawn("estimate", path, "--x", x, "--y", "species");
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toMatch(/^natwise: [^\n]+\n$/);
    }
  });

  it("is not content with output that went nowhere, unless its reader left", () => {
    const shell = (redirection: string) =>
      spawnSync("bash", ["-c", `"$0" "$1" --help ${redirection}`, process.execPath, bin], {
        encoding: "utf8",
      });
    expect(shell("| head -1; exit $PIPESTATUS")).toMatchObject({ status: 0, stderr: "" });
    if (!existsSync("/dev/full")) return;
    const { status, stderr } = shell("> /dev/full");
    expect(status).toBe(2);
    expect(stderr).toMatch(/^natwise: the output cannot be written \(ENOSPC\)\n$/);
  });

  it("prints its help and its version without loading anything heavy", () => {
    const trace = file("loaded.mjs", "");
    writeFileSync(
      trace,
      `import { main } from ${JSON.stringify(new URL("../dist/program.js", import.meta.url).href)};
const io = { stdout() {}, stderr() {}, signal: new AbortController().signal, terminal: null, argv: [] };
await main(["--help"], io); await main(["estimate", "--help"], io); await main(["--version"], io);
process.stdout.write(JSON.stringify(process.report.getReport().sharedObjects.filter((f) => /duckdb|onnxruntime/.test(f))));`,
    );
    expect(execFileSync(process.execPath, [trace], { encoding: "utf8" })).toBe("[]");
    expect(spawn("--help").stdout).toMatch(/Usage: natwise/);
    expect(spawn("--version").stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
