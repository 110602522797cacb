/** @module The staircase, for every bound that takes any critic. */
import type { Figure } from "@natwise/ask/experiments";
import { dv, flo, iAlpha, infoNCE, js, learned, mine, miTerm, nwj, tuba } from "natwise";
import type { Part, PartClaim } from "../shared/joinParts.ts";
import { groups, largest, ofPart, rowsWhere } from "../shared/rows.ts";
import { type End, ends } from "../shared/staircase/ends.ts";
import { staircaseFigure } from "../shared/staircase/staircaseFigure.ts";
import {
  batch,
  criticNames,
  type StaircaseRow,
  type StaircaseTerm,
  staircaseJobs,
  taskNames,
} from "../shared/staircase/staircaseJobs.ts";
import { staircaseTable } from "../shared/staircase/staircaseTable.ts";
import { mean } from "../shared/statistics.ts";
import { measures } from "./optimalJobs.ts";

const [half, little] = [iAlpha({ alpha: 0.5 }), iAlpha({ alpha: 0.01 })];

/** Baselines are MLPs of two layers of 512. */
const terms: Readonly<Record<string, StaircaseTerm>> = {
  NWJ: ({ critic }) => miTerm({ bound: nwj(), critic }),
  TUBA: ({ critic, wide }) => miTerm({ bound: tuba(), critic, baseline: learned({ hidden: wide }) }),
  JS: ({ critic }) => miTerm({ bound: js(), critic }),
  MINE: ({ critic }) => miTerm({ bound: mine(), critic }),
  DV: ({ critic }) => miTerm({ bound: dv(), critic }),
  FLO: ({ critic, wide }) =>
    miTerm({ bound: flo(), critic, baseline: learned({ hidden: wide, of: "pairs" }) }),
  InfoNCE: ({ critic }) => miTerm({ bound: infoNCE(), critic }),
  "I_alpha 0.5": ({ critic, wide }) => miTerm({ bound: half, critic, baseline: learned({ hidden: wide }) }),
  "I_alpha 0.01": ({ critic, wide }) =>
    miTerm({ bound: little, critic, baseline: learned({ hidden: wide }) }),
};
const bounds = Object.keys(terms);
const ceilings = {
  InfoNCE: infoNCE().ceiling(batch - 1),
  "I_alpha 0.5": half.ceiling(batch - 1),
  "I_alpha 0.01": little.ceiling(batch - 1),
};

const list = (items: readonly End[]) =>
  items
    .map(({ bound, critic, truth, value }) => `${bound} ${critic} ${value.toFixed(2)} at ${truth}`)
    .join("; ");

const claims: readonly PartClaim<StaircaseRow>[] = [
  {
    claim:
      "InfoNCE on Gaussians ends within 0.15 nats of min(truth, log 64) on every stair, with both critics",
    check(rows) {
      const found = rowsWhere(ends(rows), { task: "gaussian", bound: "InfoNCE" }).map((end) => ({
        ...end,
        gap: Math.abs(end.value - Math.min(end.truth, Math.log(batch))),
      }));
      const worst = largest(found, ({ gap }) => gap);
      return {
        pass: found.every(({ gap }) => gap < 0.15),
        because: `largest gap ${worst.gap.toFixed(2)}: ${list([worst])} nats`,
      };
    },
  },
  {
    claim:
      "InfoNCE ends within 0.15 nats of what the best critic gives for batches of 64, on every stair with the concat critic",
    check(rows, all) {
      const best = rowsWhere(measures(ofPart(all, "optimal")), { bound: "InfoNCE", K: batch });
      const found = rowsWhere(ends(rows), { task: "gaussian", bound: "InfoNCE", critic: "concat" }).map(
        (end) => ({
          ...end,
          gap: end.value - rowsWhere(best, { truth: end.truth })[0].mean,
        }),
      );
      return {
        pass: found.every(({ gap }) => Math.abs(gap) < 0.15),
        because: found
          .map(
            ({ truth, value, gap }) =>
              `${value.toFixed(2)} at ${truth} nats (${gap > 0 ? "+" : ""}${gap.toFixed(2)})`,
          )
          .join(", "),
      };
    },
  },
  {
    claim: "InfoNCE never exceeds log 64 and its variance stays below 0.1 everywhere",
    check(rows) {
      const found = rowsWhere(ends(rows), { bound: "InfoNCE" });
      const high = largest(found, ({ value }) => value);
      const noisy = largest(found, (end) => end.variance);
      return {
        pass: high.value <= Math.log(batch) && noisy.variance < 0.1,
        because: `at most ${high.value.toFixed(3)} of ${Math.log(batch).toFixed(3)}, variance at most ${noisy.variance.toFixed(3)}`,
      };
    },
  },
  {
    claim:
      "With a concat critic on Gaussians, NWJ and JS follow the truth to 6 nats (bias below 1), and go beyond InfoNCE's ceiling",
    check(rows) {
      const found = ["NWJ", "JS"].flatMap((bound) =>
        rowsWhere(ends(rows), { task: "gaussian", bound, critic: "concat" }),
      );
      const near = found.filter(({ truth }) => truth <= 6);
      return {
        pass:
          near.every(({ bias }) => Math.abs(bias) < 1) &&
          near.filter(({ truth }) => truth === 6).every(({ value }) => value > Math.log(batch)),
        because: list(found),
      };
    },
  },
  {
    claim: "The variance of NWJ and JS grows with the information: tenfold or more from 2 to 10 nats",
    check(rows) {
      const found = ["NWJ", "JS"].flatMap((bound) =>
        criticNames.map((critic) => {
          const [low, high] = [2, 10].map(
            (truth) => rowsWhere(ends(rows), { task: "gaussian", bound, critic, truth })[0].variance,
          );
          return { bound, critic, ratio: high / low };
        }),
      );
      return {
        pass: found.every(({ ratio }) => ratio > 10),
        because: found
          .map(({ bound, critic, ratio }) => `${bound} ${critic} ${ratio.toPrecision(2)} times`)
          .join(", "),
      };
    },
  },
  {
    claim:
      "I_alpha at 0.01 stands between InfoNCE and NWJ at 8 and 10 nats: less bias than InfoNCE, less variance than NWJ",
    check(rows) {
      const found = [8, 10].flatMap((truth) =>
        criticNames.map((critic) => {
          const of = (bound: string) => rowsWhere(ends(rows), { task: "gaussian", bound, critic, truth })[0];
          const [between, nce, other] = [of("I_alpha 0.01"), of("InfoNCE"), of("NWJ")];
          return {
            where: `${critic} at ${truth}: bias ${between.bias.toFixed(2)} against ${nce.bias.toFixed(2)}, variance ${between.variance.toPrecision(2)} against ${other.variance.toPrecision(2)}`,
            holds: Math.abs(between.bias) < Math.abs(nce.bias) && between.variance < other.variance,
          };
        }),
      );
      return { pass: found.every(({ holds }) => holds), because: found.map(({ where }) => where).join("; ") };
    },
  },
  {
    claim:
      "Joint critics beat separable ones for NWJ and JS; for InfoNCE the critic matters less than half as much",
    check(rows) {
      const gain = (bound: string) =>
        mean(
          groups(rowsWhere(ends(rows), { task: "gaussian", bound }), "truth").map(
            ([, pair]) =>
              rowsWhere(pair, { critic: "concat" })[0].value -
              rowsWhere(pair, { critic: "separable" })[0].value,
          ),
        );
      const [n, j, nce] = ["NWJ", "JS", "InfoNCE"].map(gain);
      return {
        pass: n > 0 && j > 0 && Math.abs(nce) < 0.5 * Math.min(n, j),
        because: `gain of concat, mean over the stairs: NWJ ${n.toFixed(2)}, JS ${j.toFixed(2)}, InfoNCE ${nce.toFixed(2)} nats`,
      };
    },
  },
];

const seconds: Figure<StaircaseRow> = {
  name: "seconds",
  caption:
    "Accuracy against time, Gaussian, end of the 6-nat stair: distance from the truth against seconds for the 20,000 steps of a job, two jobs running side by side. Filled: concat; open: separable.",
  draw(rows, { Plot, draw, colours, categoryColours }) {
    if (rows.length === 0) return null;
    const secondsOf = ({ task, critic, bound }: End) => rowsWhere(rows, { task, critic, bound })[0].seconds;
    const points = rowsWhere(ends(rows), { task: "gaussian", truth: 6 })
      .filter(({ value }) => Number.isFinite(value))
      .map((end) => ({ ...end, seconds: secondsOf(end), error: Math.abs(end.bias) }));
    if (points.length === 0) return null;
    const paint = ({ bound }: End) => categoryColours[bounds.indexOf(bound) % categoryColours.length];
    return draw("Distance from the truth against seconds.", {
      ...{ width: 720, height: 300, marginRight: 90 },
      x: { label: "seconds", type: "log" },
      y: { label: "|value − truth|, nats", grid: true, zero: true },
      marks: [
        Plot.dot(points, {
          ...{ x: "seconds", y: "error", r: 4, stroke: paint, strokeWidth: 2 },
          fill: (point: End) => (point.critic === "concat" ? paint(point) : "white"),
        }),
        Plot.text(points, {
          ...{ x: "seconds", y: "error", text: "bound", dx: 8, textAnchor: "start" },
          ...{ fill: colours.black, fontSize: 10 },
        }),
      ],
    });
  },
};

export const staircase: Part<StaircaseRow> = {
  part: "staircase",
  jobs: (options) => staircaseJobs(terms, options),
  claims,
  figures: [...taskNames.map((task) => staircaseFigure({ task, bounds, ceilings })), seconds],
  tables: taskNames.flatMap((task) => criticNames.map((critic) => staircaseTable({ task, critic, bounds }))),
};
