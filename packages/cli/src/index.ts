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
} from "../../ask/src/questions/ask.ts";
export { reorderRows } from "../../ask/src/tables/encodeColumns.ts";
export { type ReadOptions, readTable } from "../../ask/src/tables/node/readTable.ts";
export { answerToJson } from "../../ask/src/words/answerToJson.ts";
export { formatAnswer, sentence } from "../../ask/src/words/formatAnswer.ts";
export { formatRows } from "../../ask/src/words/formatRows.ts";
export { formatInterval } from "../../ask/src/words/interval.ts";
export { formatP, pInWords } from "../../ask/src/words/pValue.ts";
export { formatValue, type Units } from "../../ask/src/words/units.ts";
export { checkOutput } from "../../ask/src/files/checkOutput.ts";
export { writeWhole } from "../../ask/src/files/writeWhole.ts";
export { main, version } from "./program.ts";
export { progressBar } from "./progressBar.ts";
export { renderReport } from "../../ask/src/pages/renderReport.ts";
export { startEngine } from "../../ask/src/startEngine.ts";
export { UsageError } from "../../ask/src/UsageError.ts";
