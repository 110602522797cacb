/** @module The words for remarks on incomplete answers. */
import type { RemarkCode, Stop } from "natwise";
import type { Wordings } from "./wording.ts";

/** The reason the work ended early, as the end of a sentence. */
export const because = (stop: Stop) =>
  stop.by === "time" ? `--max-seconds ${stop.seconds} had passed` : "the work was stopped";

const longer = ({ stop }: { stop: Stop }) =>
  stop.by === "time" ? "Allow more seconds." : "Run it again to get the rest.";

export const ofQuestions = {
  stoppedEarly: {
    kind: "warning",
    say: ({ stop, missing }) =>
      `These are the results when ${because(stop)}${missing.length === 0 ? "" : `; ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing`}.`,
    remedy: longer,
  },
  aboveEntropy: {
    kind: "warning",
    say: ({ estimator, nats: value, most }, { nats }) =>
      `${estimator} gave ${nats(value, 3)}, more than the entropy of the side with few values, ${nats(most, 3)}. That entropy is reported: no more is possible.`,
    remedy: "For categories on both sides, use discrete.",
  },
  testMissedIt: {
    kind: "warning",
    say: ({ estimator, pValue }) =>
      `The test of independence finds nothing (p = ${pValue < 0.0995 ? pValue.toFixed(3) : pValue.toFixed(2)}), but the critic of ${estimator} found dependence in rows it had not seen. The test uses ranks or neighbours, which miss some kinds of dependence.`,
    remedy: "More rows would settle it.",
  },
  criticNotSaved: {
    kind: "warning",
    say: ({ file }) => `No critic was trained in time: ${file} is not written.`,
    remedy: "Allow more seconds.",
  },
  rowsTested: {
    kind: "note",
    say: ({ tested, rows }, { count }) =>
      `the test uses ${count(tested)} of ${count(rows)} rows, because each surrogate costs an estimate`,
  },
  fewerSurrogates: {
    kind: "warning",
    say: ({ done, wanted, stop }, { count }) =>
      `Only ${count(done)} of ${count(wanted)} surrogates were drawn, because ${because(stop)}.`,
    remedy: longer,
  },
  unbounded: {
    kind: "warning",
    say: () =>
      "The information between copied numbers is infinite; the value is what a grid of ranks can show.",
    remedy: "Leave one of the two columns out.",
  },
  notEstimated: {
    kind: "warning",
    say: ({ why }) => `Not estimated: ${why}.`,
    remedy: "The value is that of a grid of ranks, which is coarse.",
  },
  notTested: {
    kind: "warning",
    say: ({ why }) => `Not tested: ${why}.`,
    remedy: "Use more rows, or fewer given columns.",
  },
  onlyScreened: {
    kind: "note",
    say: ({ screened, all, what, stopped }, { count }) =>
      `${count(screened)} of ${count(all)} ${what} were only screened: their values come from a grid of ranks, which is coarse, and have no interval${stopped ? "" : `; --top ${all} estimates all`}`,
  },
  leftOut: {
    kind: "warning",
    say: ({ count: left, all, what, stop }, { count, names }) =>
      `${count(left)} of ${count(all)} ${what} are left out, because ${because(stop)}${names.length === 0 ? "" : `: ${names.slice(0, 8).join(", ")}${names.length > 8 ? ` and ${names.length - 8} more` : ""}`}.`,
    remedy: longer,
  },
  notToTheEnd: {
    kind: "warning",
    say: ({ what, stop }) =>
      `Not all ${what} were estimated and tested to the end, because ${because(stop)}.`,
    remedy: longer,
  },
  notTogether: {
    kind: "warning",
    say: ({ stop }) => `The joint entropy is missing, because ${because(stop)}.`,
    remedy: longer,
  },
  alikeInPairs: {
    kind: "warning",
    say: ({ alike, all, what, series }) => {
      const inMany = all === 1 ? "" : ` in ${alike} of ${all} ${what}`;
      return series
        ? `With given categories the test treats rows as independent, but they resemble their neighbours${inMany}: those p-values are too small.`
        : `Neighbouring rows resemble each other${inMany}. In a sorted file that does no harm. In a series, p-values are too small and intervals too narrow.`;
    },
    remedy: ({ series }) =>
      series
        ? "Do not rely on p-values near the limit."
        : "If the rows follow one another in time, add --series.",
  },
  coarseP: {
    kind: "warning",
    say: ({ surrogates, all }) =>
      `The smallest p-value that ${surrogates} surrogates allow is ${1 / (surrogates + 1)}, which may be too coarse for ${all} columns.`,
    remedy: ({ surrogates }) => `Ask for --permutations ${10 * (surrogates + 1) - 1}.`,
  },
  coarseShifts: {
    kind: "warning",
    say: ({ turns, all, what }, { count }) =>
      `A series has no more circular shifts than rows, so the smallest p-value is about 1 in ${count(turns)}, which may be too coarse for ${all} ${what}.`,
    remedy: "Use a longer series, or fewer columns.",
  },
  copiesOutOfOrder: {
    kind: "note",
    say: () => "copies of the target are left out of the order in which columns add most",
  },
} satisfies Partial<Wordings<RemarkCode>>;
