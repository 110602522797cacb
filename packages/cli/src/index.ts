/**
 * What the `natwise` command is made of, for scripts that ask several questions or write reports of their own.
 *
 * @module
 */
export {
  type Answer,
  type AskOptions,
  ask,
  type Most,
  type Question,
  question,
  readQuestion,
} from "./ask.ts";
export { reorderRows } from "./data/encodeColumns.ts";
export { type ReadOptions, readTable } from "./data/readTable.ts";
export { answerToJson } from "./format/answerToJson.ts";
export { formatAnswer, sentence } from "./format/formatAnswer.ts";
export { formatRows } from "./format/formatRows.ts";
export { formatInterval } from "./format/interval.ts";
export { formatP, pInWords } from "./format/pValue.ts";
export { formatValue, type Units } from "./format/units.ts";
export { checkOutput } from "./output/checkOutput.ts";
export { writeWhole } from "./output/writeWhole.ts";
export { main, version } from "./program.ts";
export { progressBar } from "./progressBar.ts";
export { renderReport } from "./report/renderReport.ts";
export { startEngine } from "./startEngine.ts";
export { UsageError } from "./UsageError.ts";
