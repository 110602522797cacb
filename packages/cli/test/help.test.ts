import { expect, it } from "vitest";
import { natwise } from "./terminal.ts";

it("natwise help is natwise --help, and natwise help estimate that of the command", async () => {
  expect(await natwise(["help"])).toEqual(await natwise(["--help"]));
  expect(await natwise(["help", "estimate"])).toEqual(await natwise(["estimate", "--help"]));
});
