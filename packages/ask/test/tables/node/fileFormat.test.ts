import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { csvDialect } from "../../../src/tables/node/fileFormat.ts";
import { file } from "../../files.ts";

it("csvDialect counts separators in the first line, outside quotes, also when the line is compressed", () => {
  expect(csvDialect(file("a.csv", '\ufeff"a;b",c\n1,2'))).toEqual({ delimiter: ",", names: ["a;b", "c"] });
  expect(csvDialect(file("a.csv", "a;b;c,d\n"))).toEqual({ delimiter: ";", names: ["a", "b", "c,d"] });
  expect(csvDialect(file("a.tsv", "a,b,c\td\n"))).toEqual({ delimiter: "\t", names: ["a,b,c", "d"] });
  expect(csvDialect(file("a.csv.gz", gzipSync("a|b\n1|2\n"))).names).toEqual(["a", "b"]);
});
