import { describe, expect, test } from "vitest";
import { remark } from "../src/remarks.ts";

describe("remark", () => {
  test("has a code, values and columns", () => {
    const values = { train: 0.4, heldOut: 0.29, guarantee: "lower" } as const;
    const columns = [{ side: "x", at: 2 }] as const;
    expect(remark("overfitted", values, columns)).toEqual({
      ...{ code: "overfitted", values, columns },
      message: "overfitted: x[2], train 0.4, heldOut 0.29, guarantee lower",
    });
  });

  test("without values and columns is its code", () => {
    expect(remark("diverged")).toEqual({ code: "diverged", values: {}, columns: [], message: "diverged" });
  });

  test("names columns, whole sides, and columns of sides", () => {
    const { message } = remark("redundantColumns", {}, ["age", { side: "given" }, { side: "y", at: 0 }]);
    expect(message).toBe("redundantColumns: age, given, y[0]");
  });

  test("rounds numbers in the message to four digits, and keeps them in values", () => {
    const said = remark("neighbourCeiling", { estimator: "KSG", ceiling: 4.706123, nats: 12_345.678 });
    expect(said.message).toBe("neighbourCeiling: estimator KSG, ceiling 4.706, nats 12350");
    expect(said.values).toEqual({ estimator: "KSG", ceiling: 4.706123, nats: 12_345.678 });
  });

  test("writes lists and objects as JSON, and what is absent as null", () => {
    expect(remark("stoppedBefore", { missing: ["the interval"] }).message).toBe(
      'stoppedBefore: missing ["the interval"]',
    );
    expect(remark("infinite", { count: null }, ["age"]).message).toBe("infinite: age, count null");
    const gaps = [{ column: "age", rows: 3 }];
    expect(remark("rowsDropped", { dropped: 3, read: 20, gaps }).message).toBe(
      'rowsDropped: dropped 3, read 20, gaps [{"column":"age","rows":3}]',
    );
  });
});
