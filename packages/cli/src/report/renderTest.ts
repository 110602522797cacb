import type { Tested } from "../askTest.ts";
import { statisticOf, testRows, testSentence } from "../format/formatTest.ts";
import { escapeHtml } from "./escapeHtml.ts";
import { plotter } from "./figure.ts";
import { htmlTable, page } from "./page.ts";
import { surrogatesFigure } from "./surrogatesFigure.ts";

/** A test of independence as one HTML file: the surrogates' statistic beside that of the data, and the numbers. */
export async function renderTest(tested: Tested, command: readonly string[]): Promise<string> {
  const { compared, statistic, surrogate, notes, warnings, path, read, seed } = tested;
  const label = compared.unit === "nats" ? `${statistic}, nats` : "statistic, standard deviations";
  const svg = surrogatesFigure(await plotter(), compared, label);
  return page({
    title: testSentence(tested),
    ...{ notes, warnings, path, read, seed, command },
    sections: [
      `<p class="small">Blue: surrogates, data without the dependence (${escapeHtml(surrogate)}). Orange: surrogates with as much as the data, whose share is the p-value. Line: the data. The statistic: ${escapeHtml(statisticOf(statistic, compared.unit))}.</p>
<figure class="alone">${svg}</figure>`,
      htmlTable(["", "value", "meaning"], testRows(tested), ["value"]),
    ],
  });
}
