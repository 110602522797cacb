import { describe, expect, it } from "vitest";
import { agreeWithTest, remark } from "../../src/index.ts";

const found = {
  interval: { low: 0.02, high: 0.1, level: 0.95 },
  ...{ nats: 0.06, standardError: 0.02, remarks: [], continuous: false },
};
const test = (pValue: number | null, permutations = 199) => ({ pValue, permutations });

describe("an interval and the test of independence", () => {
  it("agree: without a rejection at its level the interval begins at zero", () => {
    const agreed = agreeWithTest(found, test(0.06));
    expect(agreed.interval).toEqual({ low: 0, high: 0.1, level: 0.95 });
    expect(agreed.remarks).toEqual([remark("intervalToZero", { low: 0.02, pValue: 0.06 })]);
    const wider = { ...found, interval: { ...found.interval, level: 0.9 } };
    expect(agreeWithTest(wider, test(0.06)).interval!.low).toBe(0.02);
  });

  it("do not meet if the test rejects, was not done, or the interval holds zero already", () => {
    for (const pValue of [0.05, null])
      expect(agreeWithTest(found, test(pValue))).toEqual({ interval: found.interval, remarks: [] });
    const interval = { low: 0, high: 0.1, level: 0.95 };
    expect(agreeWithTest({ ...found, interval }, test(0.5))).toEqual({ interval, remarks: [] });
    expect(agreeWithTest({ ...found, interval: null }, test(0.5)).interval).toBeNull();
  });

  it("ask no more of a test than its permutations allow", () => {
    const strict = { ...found, interval: { ...found.interval, level: 0.999 } };
    expect(agreeWithTest(strict, test(1 / 200)).interval!.low).toBe(0.02);
    expect(agreeWithTest(strict, test(2 / 200)).interval!.low).toBe(0);
    expect(agreeWithTest(found, test(0.5, 1)).interval!.low).toBe(0.02);
  });

  it("do not agree on an exact function, nor on continuous columns five errors above zero", () => {
    const far = { ...found, nats: 0.11, interval: { low: 0.07, high: 0.15, level: 0.95 } };
    expect(agreeWithTest({ ...far, continuous: true }, test(0.5)).interval!.low).toBe(0.07);
    expect(agreeWithTest(far, test(0.5)).interval!.low).toBe(0);
    expect(agreeWithTest({ ...found, continuous: true }, test(0.5)).interval!.low).toBe(0);
    const counted = [remark("rareCombinations", { share: 0.9, plugIn: false })];
    expect(agreeWithTest({ ...far, continuous: true, remarks: counted }, test(0.5)).interval!.low).toBe(0);
    const of = (kind: "y of x" | "none") => [remark("notLimited", { of: kind, rise: 0.7, rows: 300 })];
    expect(agreeWithTest({ ...found, remarks: of("y of x") }, test(0.5)).interval!.low).toBe(0.02);
    expect(agreeWithTest({ ...found, remarks: of("none") }, test(0.5)).interval!.low).toBe(0);
  });
});
