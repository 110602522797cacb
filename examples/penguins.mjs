/**
 * How much information do the bill and flipper measures of penguins carry about their species, and about their body mass?
 * Prints a table and writes a report. `npm start` runs this.
 *
 * @module
 */
import { mkdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import {
  estimateInformation,
  estimateSentence,
  formatInterval,
  formatP,
  formatRows,
  formatValue,
  renderReport,
  rowsOf,
} from "@natwise/ask";
import { checkOutput, nodePlotter, readTable, startEngine, writeWhole } from "@natwise/ask/node";
import { progressBar, version } from "@natwise/cli";
import { random } from "natwise";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const path = relative(process.cwd(), join(root, "examples/penguins.csv"));
const report = relative(process.cwd(), join(root, "reports/penguins.html"));
const x = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm"];
const seed = 0;

mkdirSync(dirname(report), { recursive: true });
checkOutput("the report", report, path);

const species = await readTable({ path, columns: [...x, "species"] });
const bodyMass = await readTable({ path, columns: [...x, "body_mass_g"] });
// The same columns, each bird's measures beside another bird's species: no information is left.
const order = random(seed).permutation(species.n);
const shuffled = {
  ...species,
  columns: species.columns.map((column) => (column.name === "species" ? rowsOf(column, order) : column)),
};
const questions = [
  {
    title: "Bill and flipper about the species",
    about: "the species",
    table: species,
    y: "species",
    comment: "Biologists tell these three species apart by just such measures.",
  },
  {
    title: "Bill and flipper about the body mass",
    about: "the body mass",
    table: bodyMass,
    y: "body_mass_g",
    comment: "Body mass is a number on a scale, so the information about it has no limit.",
  },
  {
    title: "Bill and flipper about a shuffled species",
    about: "a shuffled species",
    table: shuffled,
    y: "species",
    comment:
      "Here each bird stands beside the species of a bird drawn at random, so the truth is 0. It shows how far an estimate strays by chance.",
  },
];

const bar = await progressBar(process.stderr.isTTY ? process.stderr : null);
let engine;
const reported = [];
for (const [i, { table, y, ...of }] of questions.entries()) {
  const question = {
    ...{ x, y: [y], given: [], estimators: [{ name: "auto" }] },
    ...{ level: 0.95, permutations: 199, series: false, seed },
  };
  const { answer } = await estimateInformation(table, question, {
    onProgress: ({ done, label }) => bar.update({ done: (i + done) / questions.length, label }),
    // An engine starts when there is a critic to train.
    engine: () => (engine ??= startEngine()),
  });
  reported.push({ ...of, table, answer });
}
bar.stop();
await (await engine)?.dispose();

const value = (nats) => (nats === null ? "-" : formatValue(nats, "nats"));
console.log(`\nWhat do a penguin's bill and flipper say about it? ${species.n} penguins, ${path}\n`);
console.log(
  formatRows(
    [
      [
        "bill length, bill depth and flipper length about",
        "nats",
        "95% interval",
        "p-value",
        "most possible",
      ],
      ...reported.map(({ about, answer: { estimates, most } }) => {
        const [{ nats, interval, pValue }] = estimates;
        return [
          about,
          value(nats),
          interval ? formatInterval(interval, "nats") : "-",
          formatP(pValue),
          value(most?.nats ?? null),
        ];
      }),
    ],
    ["left", "right", "right", "right", "right"],
  ),
);
for (const { title, answer } of reported) console.log(`  ${title}: ${estimateSentence(answer, "nats")}`);

const html = renderReport(await nodePlotter(), reported, {
  units: "nats",
  title: "What a penguin's bill and flipper say about it",
  made: { command: ["npm", "start"], version: version() },
});
writeWhole(report, html);
console.log(`
  Report, to open in a browser: ${report}
  Ask your own: npx natwise estimate ${path} --x body_mass_g --y sex
`);
