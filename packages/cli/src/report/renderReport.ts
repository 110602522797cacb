import type { Estimate } from "natwise";
import type { Answer } from "../ask.ts";
import { descriptions, type EstimatorName } from "../estimators.ts";
import { kindOf, sentence, warningsOf } from "../format/formatAnswer.ts";
import { formatCount } from "../format/formatCount.ts";
import { formatValue, type Units } from "../format/units.ts";
import { version } from "../program.ts";
import { dataPictures } from "./dataPictures.ts";
import { escapeHtml } from "./escapeHtml.ts";
import { colours, plotter } from "./figure.ts";
import { learningCurve } from "./learningCurve.ts";
import { styleSheet } from "./styleSheet.ts";

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
${warnings(answer)}
${table(answer, units)}
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
<ul>${how(answer)
      .map((line) => `<li>${escapeHtml(line)}</li>`)
      .join("\n")}</ul>
</section>`);
  }
  const heading = title ?? titleOf(answers[0]);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(heading)} · natwise</title>
<style>${styleSheet}</style>
</head>
<body>
<main>
<h1>${escapeHtml(heading)}</h1>
${answers.length > 1 ? overview(answers, units) : ""}
${sections.join("\n")}
<footer>
<p>Made by natwise ${escapeHtml(version())} with</p>
<pre>${escapeHtml(command.map(shellWord).join(" "))}</pre>
<p>Mutual information says how much knowing one thing reduces the uncertainty about another, whatever the shape of the
relation. It is 0 when they are independent. 1 bit, or 0.693 nats, is one yes-or-no question answered.</p>
</footer>
</main>
</body>
</html>
`;
}

function titleOf({ x, y }: Answer): string {
  return `What ${x.names.join(", ")} ${x.names.length === 1 ? "knows" : "know"} about ${y.names.join(", ")}`;
}

function overview(answers: ReportOptions["answers"], units: Units): string {
  const rows = answers.map(
    (answer) =>
      `<tr><td>${escapeHtml(answer.title ?? titleOf(answer))}</td><td class="number">${value(answer.estimates[0].nats, units)}</td><td class="number">${value(answer.most?.nats ?? null, units)}</td></tr>`,
  );
  return `<div class="wide"><table><thead><tr><th>question</th><th class="number">${units}</th><th class="number">most possible</th></tr></thead><tbody>${rows.join("\n")}</tbody></table></div>`;
}

function warnings(answer: Answer): string {
  const all = warningsOf(answer);
  if (all.length === 0) return "";
  return `<div class="warnings"><strong>Before you rely on it</strong><ul>${all.map((text) => `<li>${escapeHtml(text)}</li>`).join("\n")}</ul></div>`;
}

function table({ estimates, most }: Answer, units: Units): string {
  const columns: [string, (e: Estimate) => string][] = [
    [units, (e) => `<strong>${value(e.nats, units)}</strong>`],
    ["± s.e.", (e) => value(e.standardError, units)],
    ["held out", (e) => value(e.heldOut, units)],
    ["training", (e) => value(e.train, units)],
    ["ceiling", (e) => value(e.ceiling, units)],
    ["most possible", () => value(most?.nats ?? null, units)],
    ["rows", (e) => formatCount(e.n)],
    ["columns x + y", (e) => `${e.dims.x} + ${e.dims.y}`],
    ["seconds", (e) => e.seconds.toFixed(1)],
  ];
  const head = columns.map(([name]) => `<th class="number">${name}</th>`).join("");
  const rows = estimates.map(
    (e) =>
      `<tr><td>${escapeHtml(e.estimator)}</td>${columns.map(([, cell]) => `<td class="number">${cell(e)}</td>`).join("")}<td>${kindOf(e).replace(/:.*/, "")}</td></tr>`,
  );
  return `<div class="wide"><table><thead><tr><th>estimator</th>${head}<th>kind of number</th></tr></thead><tbody>${rows.join("\n")}</tbody></table></div>`;
}

const value = (nats: number | null, units: Units) =>
  nats === null ? "–" : formatValue(nats, units).replace("-", "−");

function how({ path, notes, estimates, settings, most, n, read }: Answer): string[] {
  const { critic, steps, batch } = settings;
  const chosen = Object.entries({ critic, steps, batch }).flatMap(([name, set]) =>
    set === undefined ? [] : [`${name} ${set}`],
  );
  const trained = estimates.some(({ curves }) => curves.length > 0);
  return [
    `${path}: ${formatCount(n)} of ${formatCount(read)} rows`,
    ...notes,
    ...estimates.map((e) =>
      `${descriptions[e.estimator.toLowerCase().replace("_", "") as EstimatorName] ?? e.estimator}. It is a ${kindOf(e)}.`.replace(
        "a not a",
        "not a",
      ),
    ),
    ...(most
      ? [
          `the most possible is the entropy of ${most.of}: nothing can know more about it than there is to know`,
        ]
      : []),
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
