/**
 * How much do the bill and flipper measures of penguins say about their species, and about their body mass?
 * Prints a table and writes a report. `npm start` runs this.
 *
 * @module
 */
import { mkdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import {
  ask,
  checkOutput,
  formatInterval,
  formatP,
  formatRows,
  formatValue,
  progressBar,
  readQuestion,
  renderReport,
  reorderRows,
  sentence,
  startEngine,
  writeWhole,
} from "@natwise/cli";
import { random } from "natwise";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const path = relative(process.cwd(), join(root, "examples/penguins.csv"));
const report = relative(process.cwd(), join(root, "reports/penguins.html"));
const x = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm"];
const seed = 0;

mkdirSync(dirname(report), { recursive: true });
checkOutput("the report", report, path);

const species = await readQuestion({ path, x, y: ["species"] });
const bodyMass = await readQuestion({ path, x, y: ["body_mass_g"] });
// The same columns, each bird's measures beside another bird's species: whatever was to be known is gone.
const shuffled = { ...species, y: reorderRows(species.y, random(seed).permutation(species.n)) };
const questions = [
  {
    title: "What bill and flipper know about the species",
    about: "the species",
    asked: species,
    remark: "Biologists tell these three species apart by just such measures.",
  },
  {
    title: "What bill and flipper know about the body mass",
    about: "the body mass",
    asked: bodyMass,
    remark: "Body mass is a number: there is no most that can be known about it.",
  },
  {
    title: "What they know about a shuffled species",
    about: "a shuffled species",
    asked: shuffled,
    remark:
      "Here each bird stands beside the species of a bird drawn at random, so the truth is 0. It shows how far an estimate strays by chance.",
  },
];

const bar = await progressBar(process.stderr.isTTY ? process.stderr : null);
let engine;
const answers = [];
for (const [i, { asked, about, title, remark }] of questions.entries()) {
  const onProgress = ({ done, label }) => bar.update({ done: (i + done) / questions.length, label });
  // An engine starts when there is a critic to train.
  const answer = await ask(asked, { seed, onProgress, engine: () => (engine ??= startEngine()) });
  answers.push({ ...answer, about, title, remark });
}
bar.stop();
await (await engine)?.dispose();

const value = (nats) => (nats === null ? "-" : formatValue(nats, "nats"));
console.log(`\nWhat do a penguin's bill and flipper say about it? ${species.n} penguins, ${path}\n`);
console.log(
  formatRows(
    [
      [
        "bill length, bill depth and flipper length know about",
        "nats",
        "95% interval",
        "p-value",
        "most possible",
      ],
      ...answers.map(({ about, estimates: [{ nats, interval, pValue }], most }) => [
        about,
        value(nats),
        interval ? formatInterval(interval, "nats") : "-",
        formatP(pValue),
        value(most?.nats ?? null),
      ]),
    ],
    ["left", "right", "right", "right", "right"],
  ),
);
for (const answer of answers) console.log(`  ${answer.title}: ${sentence(answer, "nats")}`);

const html = await renderReport({
  answers,
  units: "nats",
  title: "What a penguin's bill and flipper say about it",
  command: ["npm", "start"],
});
writeWhole(report, html);
console.log(`
  Report, to open in a browser: ${report}
  Ask your own: npx natwise estimate ${path} --x body_mass_g --y sex
`);
