import type { EstimateAnswer, PlainEstimate } from "../types.ts";
import { driftingColumns } from "./driftingColumns.ts";
import { holdsUp } from "./holdsUp.ts";
import { nameList } from "./nameList.ts";
import { formatCount } from "./numbers/formatCount.ts";
import { formatInterval, levelOf } from "./numbers/interval.ts";
import { pInWords, SIGNIFICANT } from "./numbers/pValue.ts";
import { formatValue, type Units } from "./numbers/units.ts";
import { tieBetween } from "./remarks/ofTests.ts";

/** Nats below which information is small even if it is significant. */
const LITTLE = 0.05;

/** The answer as a sentence that states its uncertainty. */
export function estimateSentence(answer: EstimateAnswer, units: Units): string {
  const { estimates, most } = answer;
  const [first] = estimates;
  const { nats, standardError, interval, pValue, guarantee, estimator } = first;
  const value = `${formatValue(nats, units)} ${units}`;
  const x = nameList(answer.x.names);
  const carry = answer.x.names.length === 1 ? "carries" : "carry";
  const about = `about ${nameList(answer.y.names)}${answer.given ? ` given ${nameList(answer.given.names)}` : ""}`;
  const p = pValue === null ? null : pInWords(pValue, first.permutations, answer.shifted);
  const drifting = driftingColumns(answer);
  if (drifting !== null) {
    const drift = `${nameList(drifting)} ${drifting.length === 1 ? "drifts" : "drift"} over time, so the information that ${x} ${carry} ${about} cannot be estimated`;
    if (p === null) return `${drift}: take differences.`;
    const sign = pValue! <= SIGNIFICANT ? "do depend on each other" : "show no sign of dependence";
    return `${drift}: take differences. Their innovations, the part of each row that the rows before it do not explain, ${sign}, ${p}.`;
  }
  const tied = first.remarks.find((said) => said.code === "notLimited");
  if (tied && interval) {
    const tie = tieBetween(tied.values.of, x, nameList(answer.y.names));
    return `${tie} ${formatCount(first.n)} rows show: ${x} ${carry} at least ${formatValue(interval.low, units)} ${units} of information ${about}, and perhaps infinitely much.`;
  }
  const copied = answer.remarks.find((said) => said.code === "oneForOne");
  if (copied && answer.x.names.length === 1 && answer.y.names.length === 1 && !answer.given)
    return `${x} and ${answer.y.names[0]} are the same up to names, value for value: each carries all ${value} of information that the other has.`;
  const noise = 2 * (standardError ?? 0);
  if (nats < -Math.max(0.05, Math.min(noise, 0.2))) {
    return `${estimator} failed here: it gives ${value} for the information that ${x} ${carry} ${about}, which cannot be negative.`;
  }
  const range = interval ? `${levelOf(interval)} ${formatInterval(interval, units)}` : null;
  const sees = estimatorSees(first);
  if (pValue === null ? !sees : pValue > SIGNIFICANT && !holdsUp(first)) {
    if (p !== null && interval && sees)
      return `The test finds no sign that ${x} ${carry} information ${about}, ${p}, although ${estimator} gives ${value}, ${range}.`;
    const why = p ?? range;
    return `No sign that ${x} ${carry} information ${about}: ${value} is indistinguishable from zero${why === null ? "" : `, ${why}`}.`;
  }
  if (!sees) {
    const little = nats > LITTLE ? "cannot tell how much" : "hardly sees it";
    return `${x} ${carry} some information ${about}, ${p}, but ${estimator} ${little}: ${value}${range === null ? "" : `, ${range}`}.`;
  }
  const atLeast = { lower: "at least about", upper: "at most about", none: "about" }[guarantee];
  const share =
    most && nats <= most.nats + 1e-9 ? `, ${Math.round((100 * nats) / most.nats)}% of what is possible` : "";
  return `${x} ${carry} ${atLeast} ${value} of information ${about}${share}.`;
}

/** Whether an estimate differs from zero, by its interval or by two standard errors, and by more than rounding. */
function estimatorSees({ nats, standardError, interval }: PlainEstimate): boolean {
  if (nats < 0.0005) return false;
  return interval ? interval.low > 0 : nats > Math.max(0.01, 2 * (standardError ?? 0));
}
