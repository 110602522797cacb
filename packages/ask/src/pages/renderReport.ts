import { score } from "natwise";
import { describeEstimator } from "../estimators/describeEstimator.ts";
import { colours } from "../figures/colours.ts";
import { dataPictures } from "../figures/dataPictures.ts";
import { estimatesFigure } from "../figures/estimatesFigure.ts";
import { learningCurve } from "../figures/learningCurve.ts";
import type { Plotter } from "../figures/plotter.ts";
import { rowsFigure } from "../figures/rowsFigure.ts";
import { sidesOf } from "../tables/sidesOf.ts";
import type { EstimateAnswer, PlainEstimate, Table } from "../types.ts";
import { driftingColumns } from "../words/driftingColumns.ts";
import { escapeHtml } from "../words/escapeHtml.ts";
import { estimateSentence } from "../words/estimateSentence.ts";
import { estimateWarnings } from "../words/estimateWarnings.ts";
import { intervalSource } from "../words/intervalSource.ts";
import { kindOf } from "../words/kindOf.ts";
import { nameList } from "../words/nameList.ts";
import { formatCount } from "../words/numbers/formatCount.ts";
import { formatInterval, levelOf } from "../words/numbers/interval.ts";
import { pInWords } from "../words/numbers/pValue.ts";
import { formatValue, type Units } from "../words/numbers/units.ts";
import { remarkLines } from "../words/remarkLines.ts";
import { rowsSentences } from "../words/rowsSentences.ts";
import { htmlDocument } from "./htmlDocument.ts";
import type { Made } from "./made.ts";
import { shellWord } from "./shellWord.ts";

export interface ReportOptions {
  readonly units: Units;
  readonly made: Made;
  readonly title?: string;
}

/** An answer and its table, whose columns are drawn. */
export interface Reported {
  readonly answer: EstimateAnswer;
  readonly table: Table;
  readonly title?: string;
  /** A sentence below the answer. */
  readonly comment?: string;
}

/** The key of the learning curves. */
const keys = [
  [colours.orange, "batches trained on"],
  [colours.blue, "validation rows, which choose when to stop"],
  [colours.black, "reported, on rows held out of both"],
] as const;

/** A report of one or several answers as a self-contained HTML file. */
export function renderReport(
  plotter: Plotter,
  reported: readonly Reported[],
  { units, made, title }: ReportOptions,
): string {
  const sections: string[] = [];
  for (const one of reported) {
    const { answer, table, comment } = one;
    const { pictures, pairs, points } = dataPictures(plotter, {
      ...sidesOf(table, answer.question),
      n: answer.n,
    });
    const curves = answer.estimates.flatMap((estimate) => {
      const svg = learningCurve(plotter, estimate, { units, most: answer.most?.nats ?? null });
      return svg === null ? [] : [{ estimate, svg }];
    });
    const shown =
      pictures.length < pairs
        ? ` ${pictures.length} of ${formatCount(pairs)} pairs of columns are shown.`
        : "";
    const drawn =
      points < answer.n ? ` Of ${formatCount(answer.n)} rows, ${formatCount(points)} are drawn.` : "";
    sections.push(`<section>
${reported.length > 1 ? `<h2>${escapeHtml(titleOf(one))}</h2>` : ""}
<p class="answer">${escapeHtml(estimateSentence(answer, units))}</p>
${comment ? `<p>${escapeHtml(comment)}</p>` : ""}
${reasons(answer)}
${warnings(answer, units)}
${estimateTable(answer, units)}
${driftingColumns(answer) === null ? `<figure class="estimates">${estimatesFigure(plotter, answer, units)}</figure>` : ""}
<p class="small">${escapeHtml(legend(answer))}</p>
${rowsNeeded(plotter, answer, units)}
<h3>The data</h3>
<div class="pictures">${pictures.map((svg) => `<figure>${svg}</figure>`).join("\n")}</div>
${shown + drawn === "" ? "" : `<p class="small">${escapeHtml(`${shown}${drawn}`.trim())}</p>`}
${
  curves.length === 0
    ? ""
    : `<h3>Learning curves</h3>
<p class="small">${keys.map(([colour, meaning]) => `<span class="key"><i style="border-color:${colour}"></i>${meaning}</span>`).join(" ")}</p>
<p class="small">A line for each of ${curves[0].estimate.curves.length} folds.</p>
<div class="pictures">${curves.map(({ estimate, svg }) => `<figure><figcaption>${escapeHtml(estimate.estimator)}</figcaption>${svg}</figure>`).join("\n")}</div>`
}
<h3>How it was computed</h3>
<ul>${how(answer, units)
      .map((line) => `<li>${escapeHtml(line)}</li>`)
      .join("\n")}</ul>
</section>`);
  }
  const heading = title ?? titleOf(reported[0]);
  return htmlDocument(
    heading,
    `${reported.length > 1 ? overview(reported, units) : ""}
${sections.join("\n")}
<footer>
<p>Made by natwise ${escapeHtml(made.version)} with</p>
<pre>${escapeHtml(made.command.map(shellWord).join(" "))}</pre>
<p>Mutual information says how much knowing one thing reduces the uncertainty about another, for any kind of dependence. It is
0 when they are independent. 1 bit, or 0.693 nats, is the answer to one yes-or-no question.</p>
</footer>`,
  );
}

function titleOf({ title, answer: { x, y, given } }: Reported): string {
  const beyond = given ? ` given ${nameList(given.names)}` : "";
  return title ?? `Information of ${nameList(x.names)} about ${nameList(y.names)}${beyond}`;
}

/** How the estimate depends on the number of rows; empty if it was not asked. */
function rowsNeeded(plotter: Plotter, answer: EstimateAnswer, units: Units): string {
  const { extrapolation } = answer;
  if (extrapolation === null) return "";
  const means = "Dots: means over parts of the rows, with one standard error of the mean either way.";
  const line = extrapolation.tends === null ? "" : " Line: limit + c / rows, fitted.";
  return `<h3>Rows needed</h3>
${rowsSentences(answer, units)
  .map((sentence) => `<p>${escapeHtml(sentence)}</p>`)
  .join("\n")}
<figure class="rows">${rowsFigure(plotter, extrapolation, units)}</figure>
<p class="small">${means}${line}</p>`;
}

function reasons({ estimates }: EstimateAnswer): string {
  return estimates
    .filter(({ reason }) => reason !== null)
    .map(({ estimator, reason }) => `<p>${escapeHtml(`Chosen: ${estimator} – ${reason}.`)}</p>`)
    .join("\n");
}

/** The legend of the picture of estimates. */
function legend(answer: EstimateAnswer): string {
  const { estimates } = answer;
  const { interval } = estimates.find((e) => e.interval !== null) ?? {};
  const beside = estimates.some(({ checks }) => checks.length > 0);
  return [
    interval ? `Full dots: reported, with the ${levelOf(interval)}.` : "Full dots: reported.",
    beside
      ? "Open dots: estimators of other families on the same rows, with one standard error either way."
      : "",
    ...(estimates[0].pValue === null
      ? []
      : [`Permutation test: ${pInWords(estimates[0].pValue, estimates[0].permutations, answer.shifted)}.`]),
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function overview(reported: readonly Reported[], units: Units): string {
  const rows = reported.map(
    ({ answer, ...of }) =>
      `<tr><td>${escapeHtml(titleOf({ ...of, answer }))}</td><td class="number">${value(driftingColumns(answer) === null ? answer.estimates[0].nats : null, units)}</td><td class="number">${value(answer.most?.nats ?? null, units)}</td></tr>`,
  );
  return `<div class="wide"><table><thead><tr><th>question</th><th class="number">${units}</th><th class="number">most possible</th></tr></thead><tbody>${rows.join("\n")}</tbody></table></div>`;
}

function warnings(answer: EstimateAnswer, units: Units): string {
  const all = estimateWarnings(answer, units);
  if (all.length === 0) return "";
  return `<div class="warnings"><strong>Before you rely on it</strong><ul>${all.map((text) => `<li>${escapeHtml(text)}</li>`).join("\n")}</ul></div>`;
}

function estimateTable(answer: EstimateAnswer, units: Units): string {
  const { estimates } = answer;
  const readable = driftingColumns(answer) === null;
  const possible: [string, (e: PlainEstimate) => string][] = [
    [units, (e) => (readable ? `<strong>${value(e.nats, units)}</strong>` : NONE)],
    [
      levelOf(estimates.find((e) => e.interval)?.interval ?? { level: 0.95 }),
      (e) => (e.interval ? formatInterval(e.interval, units).replaceAll("-", "−") : NONE),
    ],
    ["score", (e) => (readable ? score(e.nats, { most: answer.most?.nats }).toFixed(3) : NONE)],
    ["± s.e.", (e) => (readable ? value(e.standardError, units) : NONE)],
    ["held out", (e) => value(e.heldOut, units)],
    ["training", (e) => value(e.train, units)],
    ["ceiling", (e) => value(e.ceiling, units)],
    ["seconds", (e) => e.seconds.toFixed(1)],
  ];
  const columns = possible.filter(([, cell]) => estimates.some((e) => cell(e) !== NONE));
  const head = columns.map(([name]) => `<th class="number">${name}</th>`).join("");
  const rows = estimates.map(
    (e) =>
      `<tr><td class="name">${escapeHtml(e.estimator)}</td>${columns.map(([, cell]) => `<td class="number">${cell(e)}</td>`).join("")}<td>${kindOf(e).replace(/:.*/, "")}</td></tr>`,
  );
  return `<div class="wide"><table><thead><tr><th>estimator</th>${head}<th>kind of number</th></tr></thead><tbody>${rows.join("\n")}</tbody></table></div>`;
}

const NONE = "–";
const value = (nats: number | null, units: Units) =>
  nats === null ? NONE : formatValue(nats, units).replace("-", "−");

function how(answer: EstimateAnswer, units: Units): string[] {
  const { path, given, notes, estimates, question, most, n, read } = answer;
  const [{ dims }] = estimates;
  const { level, series } = question;
  const [{ permutations }] = estimates;
  const chosen = question.estimators.flatMap(({ name: _, ...options }) =>
    Object.entries(options).flatMap(([name, set]) => (set === undefined ? [] : [`${name} ${set}`])),
  );
  const trained = estimates.some(({ curves }) => curves.length > 0);
  return [
    `${path}: ${formatCount(n)} of ${formatCount(read)} rows; ${dims.x} + ${dims.y} columns (x + y, as encoded)${given ? `, ${dims.given} given` : ""}`,
    ...remarkLines(notes, units),
    ...estimates.map((e) => `${describeEstimator(e.estimator)}; ${kindOf(e)}`),
    ...(most
      ? [`the largest possible value is the entropy of ${most.of}, ${value(most.nats, units)} ${units}`]
      : []),
    ...(given
      ? [
          `given ${nameList(given.names)}: conditional mutual information, beyond the information in ${given.names.length === 1 ? "this column" : "these columns"}`,
        ]
      : []),
    ...(level !== null && estimates[0].interval
      ? [`the interval is a ${intervalSource(estimates[0], series)}`]
      : []),
    ...(estimates[0].pValue === null
      ? []
      : [
          `the p-value is the share of ${formatCount(permutations)} ${answer.shifted ? "surrogate series" : "shuffles"} with as much dependence as the data; it is the same for all estimators`,
        ]),
    "the score is √(1 − e^(−2 I)), the correlation of normal pairs with this information",
    ...(trained
      ? [
          "the value is held out: the rows are cut into folds, and each fold is scored by a critic trained on the others",
        ]
      : []),
    ...(chosen.length > 0 ? [`options: ${[...new Set(chosen)].join(", ")}`] : []),
    `seed ${estimates[0].seed}: the same seed gives the same number`,
  ];
}
