import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { commitOf } from "../../src/experiments/commitOf.ts";
import { file, scratch } from "../files.ts";

it("is the commit, with a + where code has changed, and null outside a repository", () => {
  const folder = scratch();
  expect(commitOf(folder)).toBeNull();
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
  const git = (...args: string[]) =>
    execFileSync("git", [...identity, ...args], { cwd: folder, encoding: "utf8" });
  file("experiment.ts", "1", folder);
  file("rows.jsonl", "1", folder);
  git("init", "-q");
  git("add", "-A");
  git("commit", "-q", "-m", "first");
  const commit = git("rev-parse", "--short=12", "HEAD").trim();
  expect(commitOf(folder)).toBe(commit);
  // Results are no code, and neither is a file that is not under version control.
  writeFileSync(join(folder, "rows.jsonl"), "2");
  file("other.ts", "1", folder);
  expect(commitOf(folder)).toBe(commit);
  writeFileSync(join(folder, "experiment.ts"), "2");
  expect(commitOf(folder)).toBe(`${commit}+`);
});
