import { DataError, type RemarkCode, remark } from "natwise";
import { expect, it } from "vitest";
import { estimateInformation } from "../../../src/questions/estimateInformation.ts";
import { readTable } from "../../../src/tables/node/readTable.ts";
import { UsageError } from "../../../src/UsageError.ts";
import { exampleColumns, exampleValues } from "../../../src/words/remarks/examples.ts";
import { csv, file, noise } from "../../files.ts";

it("a remark's message has code, columns and values in one line that a developer can read", () => {
  const x = { side: "x", at: 2 } as const;
  expect(remark("overfitted", { train: 0.4, heldOut: 0.29123456, guarantee: "lower" }, [x]).message).toBe(
    "overfitted: x[2], train 0.4, heldOut 0.2912, guarantee lower",
  );
  expect(remark("tiesBroken", { share: 0.123456 }, [{ side: "given" }]).message).toBe(
    "tiesBroken: given, share 0.1235",
  );
  expect(remark("evenlySpread").message).toBe("evenlySpread");
  const stop = { by: "time", seconds: 2 } as const;
  expect(remark("stoppedEarly", { stop, missing: ["ksg"] }).message).toBe(
    'stoppedEarly: stop {"by":"time","seconds":2}, missing ["ksg"]',
  );
  for (const code of Object.keys(exampleValues) as RemarkCode[]) {
    const { message } = remark(code, exampleValues[code] as never, exampleColumns(code));
    expect(message).toMatch(new RegExp(`^${code}: .*\\bage\\b`));
    expect(message).not.toMatch(/undefined|\[object|\n/);
  }
});

it("a remark is plain JSON", () => {
  for (const code of Object.keys(exampleValues) as RemarkCode[]) {
    const said = remark(code, exampleValues[code] as never, exampleColumns(code));
    expect(JSON.parse(JSON.stringify(said))).toEqual(said);
  }
});

/** What a question about these columns is refused with. */
async function refusal(path: string, estimator: string, x: string[], y: string[]) {
  const table = await readTable({ path, columns: [...x, ...y] });
  return estimateInformation(table, {
    ...{ x, y, given: [], estimators: [{ name: estimator }], level: null, permutations: 0 },
    ...{ series: false, seed: 0 },
  }).then(
    () => expect.unreachable("must be refused"),
    (error: unknown) => error as Error,
  );
}

const rows = (i: number) => [Math.sin(i), Math.sin(i * i)];
const path = () =>
  file(
    "a.csv",
    csv(50, {
      a: (i) => rows(i)[0],
      b: (i) => rows(i)[1],
      c: (i) => rows(i)[0] + rows(i)[1],
      far: (i) => (i % 2 ? 1.7e308 : -1.7e308) * noise(i),
      near: (i) => 1 + Number.EPSILON * (i % 2),
    }),
  );

it("what the library refuses has a code, and a question words it with the column's own name", async () => {
  const linear = await refusal(path(), "gaussian", ["a"], ["b", "c"]);
  expect(linear).toBeInstanceOf(UsageError);
  expect(linear.message).toMatch(/^column "c" is a linear function of the other columns, .* Gaussian has no/);
  expect((await refusal(path(), "ksg", ["near"], ["a"])).message).toBe(
    'column "near" is 1 in all 50 rows, and a constant carries no information; leave it out',
  );
  expect((await refusal(path(), "ksg", ["a"], ["b", "far"])).message).toBe(
    'column "far" spans more than a 64-bit number can hold; divide it by a constant first',
  );
});

it("a DataError is a RangeError that carries its remark", async () => {
  const { gaussianMi, estimate } = await import("natwise");
  const columns = Array.from({ length: 50 }, (_, i) => rows(i));
  const x = columns.map(([a]) => a);
  const y = columns.map(([a, b]) => [b, a + b]);
  const error = await estimate(x, y, { estimator: gaussianMi() }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DataError);
  expect(error).toBeInstanceOf(RangeError);
  const { remark: said, message } = error as DataError;
  expect(said).toEqual(remark("determinedByX", { estimator: "Gaussian" }, [{ side: "y", at: 1 }]));
  // For developers: where it is, the rule, and the column by its place.
  expect(message).toMatch(/^gaussianMi: .*column 1 of y/);
});
