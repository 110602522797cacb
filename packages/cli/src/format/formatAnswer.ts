import { type Estimate, type Guarantee, score } from "natwise";
import { type Answer, holdsUp } from "../ask.ts";
import { formatCount } from "./formatCount.ts";
import { formatList } from "./formatList.ts";
import { formatRows } from "./formatRows.ts";
import { formatInterval, levelOf } from "./interval.ts";
import { formatP, pInWords, SIGNIFICANT } from "./pValue.ts";
import { formatValue, textInUnits, type Units } from "./units.ts";

/** An answer for people: one estimate line by line, several as a table. Ends with a line break. */
export function formatAnswer(answer: Answer, units: Units): string {
  const { estimates, notes } = answer;
  const body = estimates.length === 1 ? lineByLine(answer, units) : asTable(answer, units);
  const reasons = estimates.flatMap(({ estimator, reason }) => (reason ? [`${estimator}: ${reason}`] : []));
  return [
    `${sentence(answer, units)}\n`,
    body,
    formatList("Chosen", reasons),
    crossChecks(answer, units),
    formatList("Data", notes),
    formatList("Warnings", warningsOf(answer, units)),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function lineByLine(answer: Answer, units: Units): string {
  const [first] = answer.estimates;
  const { interval } = first;
  const row = (name: string, nats: number | null, meaning: string) =>
    nats === null ? null : [name, `${formatValue(nats, units)} ${units}`, meaning];
  return formatRows(
    [
      row("estimate", first.nats, `${first.estimator}: ${kindOf(first)}`),
      interval && [
        levelOf(interval),
        `${formatInterval(interval, units)} ${units}`,
        intervalFrom(first, answer.settings.series),
      ],
      ...pRow(answer),
      [
        "score",
        score(first.nats).toFixed(3),
        "from 0 to 1: the correlation of normal pairs that know as much",
      ],
      row("standard error", first.standardError, strays(first, units)),
      row("held out", first.heldOut, "on rows not trained on"),
      row("training", first.train, "on the rows trained on"),
      row("ceiling", first.ceiling, "more cannot come out, whatever the data"),
      ...dataRows(answer, units),
      ["time", seconds(first.seconds), ""],
    ].filter((one) => one !== null),
    ["left", "right", "left"],
  );
}

function asTable(answer: Answer, units: Units): string {
  const { estimates } = answer;
  const interval = estimates.find((e) => e.interval !== null)?.interval;
  const value = (nats: number | null) => (nats === null ? "-" : formatValue(nats, units));
  const table = formatRows(
    [
      [
        ...["estimator", units, interval ? levelOf(interval) : "interval", "score"],
        ...["held out", "training", "ceiling", "time", "kind of number"],
      ],
      ...estimates.map((e) => [
        e.estimator,
        value(e.nats),
        e.interval ? formatInterval(e.interval, units) : "-",
        score(e.nats).toFixed(3),
        ...[e.heldOut, e.train, e.ceiling].map(value),
        seconds(e.seconds),
        kindOf(e),
      ]),
    ],
    ["left", "right", "right", "right", "right", "right", "right", "right", "left"],
  );
  return `${table}\n${formatRows([...pRow(answer), ...dataRows(answer, units)], ["left", "right", "left"])}`;
}

/** How likely chance alone is; no row where that was not tested. */
function pRow(answer: Answer): string[][] {
  const { pValue } = answer.estimates[0];
  if (pValue === null) return [];
  const { permutations } = answer.settings;
  const surrogates = answer.shifted ? "shifts in time" : permutations === 1 ? "shuffle" : "shuffles";
  return [
    [
      "p-value",
      formatP(pValue),
      `${formatCount(permutations)} ${surrogates}: the chance of as much dependence where there is none`,
    ],
  ];
}

function dataRows({ estimates: [first], most, n, read, given }: Answer, units: Units): string[][] {
  const { dims, seed } = first;
  return [
    ...(most
      ? [
          [
            "most possible",
            `${formatValue(most.nats, units)} ${units}`,
            `the entropy of ${most.of}: nothing can know more about it`,
          ],
        ]
      : []),
    ["rows", formatCount(first.n), n < read ? `of ${formatCount(read)}` : ""],
    given
      ? ["columns", `${dims.x} + ${dims.y} | ${dims.given}`, "x + y | held fixed, as encoded"]
      : ["columns", `${dims.x} + ${dims.y}`, "x + y, as encoded"],
    ["seed", String(seed), ""],
  ];
}

/** What a standard error is of; of cross-fitted critics its two parts, whose squares add up. */
function strays({ spread }: Estimate, units: Units): string {
  const all = "how far it strays over samples like this one";
  if (spread?.critics == null) return all;
  return `${all}: by the rows drawn ${formatValue(spread.rows, units)}, by the critics trained ${formatValue(spread.critics, units)}`;
}

/** What an interval was made from. */
export function intervalFrom({ curves }: Pick<Estimate, "curves">, series = false): string {
  return curves.length > 0
    ? `from the tested rows and the spread of ${curves.length} folds: of what the critic tells`
    : `from estimates on parts of the rows${series ? ", in their order" : ""}`;
}

/** What other families say, aligned; empty where nothing was checked. */
function crossChecks({ estimates }: Answer, units: Units): string {
  const checks = estimates.flatMap((e) => e.checks);
  if (checks.length === 0) return "";
  return `Cross-checks\n${formatRows(
    checks.map(({ estimator, nats, standardError }) => [
      estimator,
      formatValue(nats, units),
      standardError === null ? "" : `± ${formatValue(standardError, units)}`,
      units,
    ]),
    ["left", "right", "right", "left"],
  )}`;
}

/** The answer as a sentence, without a full stop's worth of doubt more or less than it deserves. */
export function sentence(answer: Answer, units: Units): string {
  const { estimates, settings, most, given } = answer;
  const [first] = estimates;
  const { nats, standardError, interval, pValue, guarantee, estimator } = first;
  const value = `${formatValue(nats, units)} ${units}`;
  const x = answer.x.names.join(", ");
  const know = answer.x.names.length === 1 ? "knows" : "know";
  const about = `about ${answer.y.names.join(", ")}`;
  const beyond = given
    ? ` beyond what ${given.names.join(", ")} ${given.names.length === 1 ? "tells" : "tell"}`
    : "";
  const noise = 2 * (standardError ?? 0);
  if (nats < -Math.max(0.05, Math.min(noise, 0.2))) {
    return `${estimator} failed here: ${value}, although what ${x} ${know} ${about}${beyond} cannot be less than 0.`;
  }
  const p = pValue === null ? null : pInWords(pValue, settings.permutations, answer.shifted);
  const range = interval ? `${levelOf(interval)} ${formatInterval(interval, units)}` : null;
  const sees = estimatorSees(first);
  if (pValue === null ? !sees : pValue > SIGNIFICANT && !holdsUp(first)) {
    if (p !== null && interval && sees)
      return `No sign in the test that ${x} ${know} anything ${about}${beyond}, ${p}, although ${estimator} says ${value}, ${range}.`;
    const why = p ?? range;
    return `No sign that ${x} ${know} anything ${about}${beyond}: ${value} is indistinguishable from zero${why === null ? "" : `, ${why}`}.`;
  }
  if (!sees) {
    const little = nats > LITTLE ? "cannot tell how much" : "sees hardly anything of it";
    return `${x} ${know} something ${about}${beyond}, ${p}, but ${estimator} ${little}: ${value}${range === null ? "" : `, ${range}`}.`;
  }
  const atLeast = { lower: "at least about", upper: "at most about", none: "about" }[guarantee];
  const share =
    most && nats < most.nats ? `, ${Math.round((100 * nats) / most.nats)}% of what there is to know` : "";
  return `${x} ${know} ${atLeast} ${value} ${about}${beyond}${share}.`;
}

/** Nats that are little even where they are not noise. */
const LITTLE = 0.05;

/** Whether an estimate is told from zero: by its interval, or by two standard errors, and by more than rounding. */
function estimatorSees({ nats, standardError, interval }: Estimate): boolean {
  if (nats < 0.0005) return false;
  return interval ? interval.low > 0 : nats > Math.max(0.01, 2 * (standardError ?? 0));
}

/** What kind of number an estimate is. */
export function kindOf({ guarantee }: { readonly guarantee: Guarantee }): string {
  return {
    lower: "lower bound: on average the truth is not below it",
    upper: "upper bound: on average the truth is not above it",
    none: "not a bound: it may lie on either side of the truth",
  }[guarantee];
}

/** All warnings, those of one among several estimators with its name. */
export function warningsOf({ warnings, estimates }: Answer, units: Units): string[] {
  const named = (e: Estimate) =>
    e.warnings.map((text) => (estimates.length > 1 ? `${e.estimator}: ${text}` : text));
  return [...warnings, ...estimates.flatMap(named)].map((text) => textInUnits(text, units));
}

const seconds = (s: number) => `${s < 10 ? s.toFixed(1) : s.toFixed(0)} s`;
