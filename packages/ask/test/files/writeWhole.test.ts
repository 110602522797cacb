import { execFileSync } from "node:child_process";
import {
  closeSync,
  constants,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { writeWhole } from "../../src/files/writeWhole.ts";
import { file, scratch } from "../files.ts";

it("writeWhole keeps links, writes to devices, and leaves the old file where it fails", () => {
  const folder = scratch();
  const target = file("target.html", "old", folder);
  const link = join(folder, "link.html");
  symlinkSync(target, link);
  writeWhole(link, "new");
  expect(readFileSync(target, "utf8")).toBe("new");
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
  writeWhole(pipe, "through");
  expect(readFileSync(reader, "utf8")).toBe("through");
  closeSync(reader);
  expect(statSync(pipe).isFIFO()).toBe(true);
  expect(() => writeWhole(join(folder, "no", "r.html"), "x")).toThrow(/cannot be written \(ENOENT\)/);
  expect(readdirSync(folder).sort()).toEqual(["link.html", "pipe", "target.html"]);
});
