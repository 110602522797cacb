/**
 * Tables, questions, answers, words, figures and pages, shared by all front ends of natwise. This entry also runs in a browser;
 * `@natwise/ask/node` needs Node.
 *
 * @module
 */
export { catalogue, criticsOffered, type Offered } from "./estimators/catalogue.ts";
export { checkSpecs, type SpecOptions } from "./estimators/checkSpecs.ts";
export { describeEstimator } from "./estimators/describeEstimator.ts";
export { makeEstimator } from "./estimators/makeEstimator.ts";
export { parseCritic, parseEstimator } from "./estimators/parseName.ts";
export { categoryColours, colours } from "./figures/colours.ts";
export { type Plotter, plotter } from "./figures/plotter.ts";
export type { Made } from "./pages/made.ts";
export { renderEntropies } from "./pages/renderEntropies.ts";
export { renderMatrix } from "./pages/renderMatrix.ts";
export { renderRanking } from "./pages/renderRanking.ts";
export { type Reported, type ReportOptions, renderReport } from "./pages/renderReport.ts";
export { renderTest } from "./pages/renderTest.ts";
export { checkSides } from "./questions/checkSides.ts";
export { columnEntropies } from "./questions/columnEntropies.ts";
export { type EncodedQuestion, encodeQuestion } from "./questions/encodeQuestion.ts";
export { type EstimateAsking, estimateInformation } from "./questions/estimateInformation.ts";
export { pairwiseInformation } from "./questions/pairwiseInformation.ts";
export { type PairHandlers, type PairSetup, preparePairs } from "./questions/preparePairs.ts";
export { rankColumns } from "./questions/rankColumns.ts";
export { testIndependence } from "./questions/testIndependence.ts";
export { rowsOf } from "./tables/rowsOf.ts";
export type * from "./types.ts";
export { UsageError } from "./UsageError.ts";
export { entropyRows } from "./words/csv/entropyRows.ts";
export { estimateRows } from "./words/csv/estimateRows.ts";
export { pairRows } from "./words/csv/pairRows.ts";
export { testRows } from "./words/csv/testRows.ts";
export { toCsv } from "./words/csv/toCsv.ts";
export { estimateSentence } from "./words/estimateSentence.ts";
export { formatEntropies } from "./words/formatEntropies.ts";
export { formatEstimate } from "./words/formatEstimate.ts";
export { formatMatrix } from "./words/formatMatrix.ts";
export { formatRanking } from "./words/formatRanking.ts";
export { formatTest } from "./words/formatTest.ts";
export { entropiesToJson } from "./words/json/entropiesToJson.ts";
export { estimateToJson } from "./words/json/estimateToJson.ts";
export { matrixToJson } from "./words/json/matrixToJson.ts";
export { rankingToJson } from "./words/json/rankingToJson.ts";
export { testToJson } from "./words/json/testToJson.ts";
export { methodsMarkdown } from "./words/methodsMarkdown.ts";
export { methodColumns, methodRow } from "./words/methodsTable.ts";
export { formatCount } from "./words/numbers/formatCount.ts";
export { formatRows } from "./words/numbers/formatRows.ts";
export { formatInterval } from "./words/numbers/interval.ts";
export { formatP, pInWords } from "./words/numbers/pValue.ts";
export { formatValue, type Units } from "./words/numbers/units.ts";
export { remarksMarkdown } from "./words/remarks/remarksMarkdown.ts";
export { type RemarkText, remarkText } from "./words/remarks/remarkText.ts";
