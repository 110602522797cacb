import { expect, it } from "vitest";
import { toCsv } from "../../../src/words/csv/toCsv.ts";

it("has every column that occurs, in the order of their first occurrence", () => {
  expect(toCsv([{ a: 1 }, { b: true, a: 2 }])).toBe("a,b\r\n1,\r\n2,true\r\n");
});

it("quotes what needs it, writes lists and objects as JSON, and nothing for what is not there", () => {
  const row = {
    'say "d"': "a, b",
    lines: "one\ntwo",
    list: [1, 2],
    inner: { k: null },
    none: null,
    gone: undefined,
  };
  expect(toCsv([{ ...row, nan: Number.NaN, infinite: -Infinity, zero: 0 }])).toBe(
    '"say ""d""",lines,list,inner,none,gone,nan,infinite,zero\r\n' +
      '"a, b","one\ntwo","[1,2]","{""k"":null}",,,,,0\r\n',
  );
});
