import type { Plotter } from "../figures/plotter.ts";
import { surrogatesFigure } from "../figures/surrogatesFigure.ts";
import type { TestAnswer } from "../types.ts";
import { escapeHtml } from "../words/escapeHtml.ts";
import { statisticOf, testCells, testSentence } from "../words/formatTest.ts";
import { remarkLines } from "../words/remarkLines.ts";
import type { Made } from "./made.ts";
import { htmlTable, page } from "./page.ts";

/** A test of independence as one HTML file: a histogram of the surrogates' statistic, and the numbers. */
export function renderTest(plotter: Plotter, answer: TestAnswer, made: Made): string {
  const { compared, statistic, surrogate, path, read, seed } = answer;
  const label = compared.unit === "nats" ? `${statistic}, nats` : "statistic, standard deviations";
  const svg = surrogatesFigure(plotter, compared, label);
  return page({
    title: testSentence(answer),
    ...{ path, read, seed, made },
    notes: remarkLines(answer.notes),
    warnings: remarkLines(answer.remarks),
    sections: [
      `<p class="small">Blue: surrogates, which are data without the dependence (${escapeHtml(surrogate)}). Orange: surrogates that reach the data; their share is the p-value. Line: the data. Statistic: ${escapeHtml(statisticOf(statistic, compared.unit))}.</p>
<figure class="alone">${svg}</figure>`,
      htmlTable(["", "value", "meaning"], testCells(answer), ["value"]),
    ],
  });
}
