import { type Estimate, score } from "natwise";
import type { Answer } from "../ask.ts";
import { describe } from "../estimators.ts";
import { intervalFrom, kindOf, sentence, warningsOf } from "../format/formatAnswer.ts";
import { formatCount } from "../format/formatCount.ts";
import { formatInterval, levelOf } from "../format/interval.ts";
import { pInWords } from "../format/pValue.ts";
import { formatValue, type Units } from "../format/units.ts";
import { version } from "../program.ts";
import { dataPictures } from "./dataPictures.ts";
import { escapeHtml } from "./escapeHtml.ts";
import { estimatesFigure } from "./estimatesFigure.ts";
import { colours, plotter } from "./figure.ts";
import { htmlDocument } from "./htmlDocument.ts";
import { learningCurve } from "./learningCurve.ts";

export interface ReportOptions {
  readonly answers: readonly (Answer & { readonly title?: string; readonly remark?: string })[];
  readonly units: Units;
  /** What was typed to make it. */
  readonly command: readonly string[];
  readonly title?: string;
}

/** What the learning curves' colours mean. */
const keys = [
  [colours.orange, "batches trained on"],
  [colours.blue, "validation rows, which choose when to stop"],
  [colours.black, "reported, on rows held out of both"],
] as const;

/** A report of one or several answers: one HTML file that needs nothing else to be read, and asks for nothing. */
export async function renderReport({ answers, units, command, title }: ReportOptions): Promise<string> {
  const drawing = await plotter();
  const sections: string[] = [];
  for (const answer of answers) {
    const { pictures, pairs, points } = await dataPictures(drawing, answer);
    const curves = answer.estimates.flatMap((estimate) => {
      const svg = learningCurve(drawing, estimate, { units, most: answer.most?.nats ?? null });
      return svg === null ? [] : [{ estimate, svg }];
    });
    const shown =
      pictures.length < pairs
        ? ` ${pictures.length} of ${formatCount(pairs)} pairs of columns are shown.`
        : "";
    const drawn =
      points < answer.n ? ` Of ${formatCount(answer.n)} rows, ${formatCount(points)} are drawn.` : "";
    sections.push(`<section>
${answers.length > 1 ? `<h2>${escapeHtml(answer.title ?? titleOf(answer))}</h2>` : ""}
<p class="answer">${escapeHtml(sentence(answer, units))}</p>
${answer.remark ? `<p>${escapeHtml(answer.remark)}</p>` : ""}
${reasons(answer)}
${warnings(answer, units)}
${table(answer, units)}
<figure class="estimates">${estimatesFigure(drawing, answer, units)}</figure>
<p class="small">${escapeHtml(legend(answer))}</p>
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
  const heading = title ?? titleOf(answers[0]);
  return htmlDocument(
    heading,
    `${answers.length > 1 ? overview(answers, units) : ""}
${sections.join("\n")}
<footer>
<p>Made by natwise ${escapeHtml(version())} with</p>
<pre>${escapeHtml(command.map(shellWord).join(" "))}</pre>
<p>Mutual information says how much knowing one thing reduces the uncertainty about another, whatever the shape of the
relation. It is 0 when they are independent. 1 bit, or 0.693 nats, is one yes-or-no question answered.</p>
</footer>`,
  );
}

function titleOf({ x, y, given }: Answer): string {
  const beyond = given ? ` beyond ${given.names.join(", ")}` : "";
  return `What ${x.names.join(", ")} ${x.names.length === 1 ? "knows" : "know"} about ${y.names.join(", ")}${beyond}`;
}

function reasons({ estimates }: Answer): string {
  return estimates
    .filter(({ reason }) => reason !== null)
    .map(({ estimator, reason }) => `<p>${escapeHtml(`Chosen: ${estimator} – ${reason}.`)}</p>`)
    .join("\n");
}

/** What the picture of the estimates shows. */
function legend(answer: Answer): string {
  const { estimates, settings } = answer;
  const { interval } = estimates.find((e) => e.interval !== null) ?? {};
  const beside = estimates.some(({ checks }) => checks.length > 0);
  return [
    interval ? `Full dots: reported, with the ${levelOf(interval)}.` : "Full dots: reported.",
    beside ? "Open dots: estimators of other families on the same rows, give or take a standard error." : "",
    ...(estimates[0].pValue === null
      ? []
      : [`Chance alone: ${pInWords(estimates[0].pValue, settings.permutations, answer.shifted)}.`]),
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function overview(answers: ReportOptions["answers"], units: Units): string {
  const rows = answers.map(
    (answer) =>
      `<tr><td>${escapeHtml(answer.title ?? titleOf(answer))}</td><td class="number">${value(answer.estimates[0].nats, units)}</td><td class="number">${value(answer.most?.nats ?? null, units)}</td></tr>`,
  );
  return `<div class="wide"><table><thead><tr><th>question</th><th class="number">${units}</th><th class="number">most possible</th></tr></thead><tbody>${rows.join("\n")}</tbody></table></div>`;
}

function warnings(answer: Answer, units: Units): string {
  const all = warningsOf(answer, units);
  if (all.length === 0) return "";
  return `<div class="warnings"><strong>Before you rely on it</strong><ul>${all.map((text) => `<li>${escapeHtml(text)}</li>`).join("\n")}</ul></div>`;
}

function table({ estimates }: Answer, units: Units): string {
  const possible: [string, (e: Estimate) => string][] = [
    [units, (e) => `<strong>${value(e.nats, units)}</strong>`],
    [
      levelOf(estimates.find((e) => e.interval)?.interval ?? { level: 0.95 }),
      (e) => (e.interval ? formatInterval(e.interval, units).replaceAll("-", "−") : NONE),
    ],
    ["score", (e) => score(e.nats).toFixed(3)],
    ["± s.e.", (e) => value(e.standardError, units)],
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

function how(answer: Answer, units: Units): string[] {
  const { path, given, notes, estimates, settings, most, n, read } = answer;
  const [{ dims }] = estimates;
  const { critic, steps, batch, k, level, permutations, series } = settings;
  const chosen = Object.entries({ critic, steps, batch, k }).flatMap(([name, set]) =>
    set === undefined ? [] : [`${name} ${set}`],
  );
  const trained = estimates.some(({ curves }) => curves.length > 0);
  return [
    `${path}: ${formatCount(n)} of ${formatCount(read)} rows; ${dims.x} + ${dims.y} columns (x + y, as encoded)${given ? `, ${dims.given} held fixed` : ""}`,
    ...notes,
    ...estimates.map((e) => `${describe(e.estimator)}. It is a ${kindOf(e)}.`.replace("a not a", "not a")),
    ...(most
      ? [
          `the most possible is the entropy of ${most.of}, ${value(most.nats, units)} ${units}: nothing can know more about it than there is to know`,
        ]
      : []),
    ...(given
      ? [
          `held fixed: ${given.names.join(", ")}; what ${given.names.length === 1 ? "it tells" : "they tell"} is not counted`,
        ]
      : []),
    ...(level !== null && estimates[0].interval
      ? [`the interval is ${intervalFrom(estimates[0], series)}`]
      : []),
    ...(estimates[0].pValue === null
      ? []
      : [
          `the p-value is the share of ${formatCount(permutations)} ${answer.shifted ? "shifts in time" : "shuffles"} with as much dependence, and does not depend on the estimator`,
        ]),
    "the score is √(1 − e^(−2 I)), the correlation of normal pairs that know as much",
    ...(trained
      ? [
          "the value reported is on rows not trained on: the rows are cut into folds, and each fold is scored by a critic trained on the others",
        ]
      : []),
    ...(chosen.length > 0 ? [`chosen: ${chosen.join(", ")}`] : []),
    `seed ${estimates[0].seed}: the same seed gives the same number`,
  ];
}

/** A word as a shell would want it typed. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
