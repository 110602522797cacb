import { remark } from "natwise";
import { expect, it } from "vitest";
import { nameColumns } from "../../src/questions/nameColumns.ts";
import { remarkText } from "../../src/words/remarks/remarkText.ts";

const sides = {
  x: { names: ["age", "city"], labels: ["age", "city=Bonn", "city=Köln"] },
  y: { names: ["a", "b"], labels: ["a", "b"] },
  given: null,
};
const named = (...said: Parameters<typeof remark>) =>
  nameColumns([remark(...said)], sides).map((one) => remarkText(one).text)[0];

it("columns are called by their names, which people know, not by the places of the encoded ones", () => {
  expect(named("redundantColumns", {}, [{ side: "x", at: 0 }])).toBe(
    'Other columns determine column "age": it was left out, which changes nothing. Nothing has to be done.',
  );
  const two = [1, 2].map((at) => ({ side: "x", at }) as const);
  expect(named("redundantColumns", {}, two)).toMatch(/columns "city=Bonn" and "city=Köln": they were/);
  expect(named("linearFunction", { rows: 50 }, [{ side: "y", at: 1 }])).toMatch(/^b is a linear function/);
  expect(named("farFromNormal", { skewness: 1.5, excess: 0.3 }, two)).toMatch(
    /^Far from normal: columns "city=Bonn" and "city=Köln" \(the first with skewness 1\.5, excess kurtosis 0\.3\)/,
  );
});

it("a whole side is called by the names of its columns, and names pass as they are", () => {
  expect(nameColumns([remark("determinedByGiven", {}, [{ side: "x" }])], sides)[0].columns).toEqual([
    ...["age", "city"],
  ]);
  expect(nameColumns([remark("rowCounter", {}, ["Zeit"])], sides)[0].columns).toEqual(["Zeit"]);
  expect(nameColumns([remark("tiesBroken", { share: 0.1 }, [{ side: "given" }])], sides)[0].columns).toEqual([
    "given",
  ]);
});
