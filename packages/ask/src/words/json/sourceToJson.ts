import type { Source } from "../../types.ts";
import type { Units } from "../numbers/units.ts";
import { remarkLines } from "../remarkLines.ts";
import { remarksToJson } from "./remarksToJson.ts";

/** The origin of an answer, for a program. */
export function sourceToJson({ path, read, seed, notes, remarks }: Source, units: Units) {
  return { file: path, read, seed, notes: remarkLines(notes, units), ...remarksToJson(remarks, units) };
}
