import { describe, expect, it } from "vitest";
import { agreeWithTest, remark } from "../../src/index.ts";

const found = { interval: { low: 0.02, high: 0.1, level: 0.95 }, nats: 0.06, standardError: 0.02 };
const given = { continuous: false };

describe("an interval and the test of independence", () => {
  it("agree: without a rejection at its level the interval begins at zero", () => {
    const agreed = agreeWithTest(found, { pValue: 0.06, ...given });
    expect(agreed.interval).toEqual({ low: 0, high: 0.1, level: 0.95 });
    expect(agreed.remarks).toEqual([remark("intervalToZero", { low: 0.02, pValue: 0.06 })]);
    const wider = { ...found, interval: { ...found.interval, level: 0.9 } };
    expect(agreeWithTest(wider, { pValue: 0.06, ...given }).interval!.low).toBe(0.02);
  });

  it("do not meet if the test rejects, was not done, or the interval holds zero already", () => {
    for (const pValue of [0.05, null])
      expect(agreeWithTest(found, { pValue, ...given })).toEqual({ interval: found.interval, remarks: [] });
    const interval = { low: 0, high: 0.1, level: 0.95 };
    expect(agreeWithTest({ ...found, interval }, { pValue: 0.5, ...given })).toEqual({
      interval,
      remarks: [],
    });
    expect(agreeWithTest({ ...found, interval: null }, { pValue: 0.5, ...given }).interval).toBeNull();
  });

  it("do not agree where continuous columns lie five errors above zero: the grid of ranks misses fine patterns", () => {
    const far = { ...found, nats: 0.11, interval: { low: 0.07, high: 0.15, level: 0.95 } };
    expect(agreeWithTest(far, { pValue: 0.5, continuous: true }).interval!.low).toBe(0.07);
    expect(agreeWithTest(far, { pValue: 0.5, continuous: false }).interval!.low).toBe(0);
    expect(agreeWithTest(found, { pValue: 0.5, continuous: true }).interval!.low).toBe(0);
  });
});
