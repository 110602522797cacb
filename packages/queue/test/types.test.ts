import { expect, it } from "vitest";
import { type HandlersOf, inline, type OutputOf, type Prepare, runAll } from "../src/index.ts";

interface Columns {
  readonly x: number;
  readonly y?: number;
}
const prepare = (({ table }) => ({
  handlers: {
    sum: ({ x, y = 0 }: Columns) => table[x] + table[y],
    name: async (input: { readonly x: number }) => `column ${input.x}`,
  },
})) satisfies Prepare<{ readonly table: readonly number[] }>;

it("knows a job's input and output by its kind", async () => {
  const runner = inline({ prepare, setup: { table: [1, 2, 4] } });
  const sum: number = await runner.run({ id: "a", kind: "sum", input: { x: 1, y: 2 } });
  const name: string = await runner.run({ id: "b", kind: "name", input: { x: 1 } });
  expect([sum, name]).toEqual([6, "column 1"]);
  // @ts-expect-error a sum is a number
  const wrong: string = await runner.run({ id: "c", kind: "sum", input: { x: 0 } });
  expect(wrong).toBe(2);
  // @ts-expect-error a column is a number
  expect(await runner.run({ id: "d", kind: "name", input: { x: "1" } })).toBe("column 1");
  // @ts-expect-error there is no such kind
  await expect(runner.run({ id: "e", kind: "product", input: { x: 0 } })).rejects.toThrow("got product");
});

it("knows the handlers of a function that prepares", () => {
  const output: OutputOf<HandlersOf<typeof prepare>, "name"> = "column 1";
  // @ts-expect-error the name is a text
  const wrong: OutputOf<HandlersOf<typeof prepare>, "name"> = 1;
  expect([output, wrong]).toEqual(["column 1", 1]);
});

it("knows the outputs of all jobs", async () => {
  const runner = inline({ prepare, setup: { table: [1, 2, 4] } });
  const outcomes = await runAll(runner, [
    { id: "a", kind: "sum", input: { x: 1 } },
    { id: "b", kind: "name", input: { x: 2 } },
  ]);
  const outputs = [...outcomes.values()].map((outcome): string | number =>
    "output" in outcome ? outcome.output : outcome.error.message,
  );
  expect(outputs).toEqual([3, "column 2"]);
});
