import type { Figure } from "@natwise/ask/experiments";
import { nwjVariance } from "./nwjVariance.ts";
import { dims, measures, type OptimalRow } from "./optimalJobs.ts";

/** Bias, variance and mean squared error, a panel each, against the batch size. */
const against: Figure<OptimalRow> = {
  name: "optimal-bias-variance",
  caption:
    "The best critic, d = 20: bias, variance and mean squared error of a batch's value against the batch size; rows are 2, 6 and 10 nats. Broken lines are theory: NWJ's variance, and log K − I for InfoNCE. Where the broken line runs above NWJ's points, its variance rests on pairs so rare that no batch had one.",
  draw(rows, { Plot, draw, colours }) {
    const { vermilion, green, blue } = colours;
    const paints: Record<string, string> = { NWJ: vermilion, DV: green, InfoNCE: blue };
    const shown = measures(rows).filter(({ bound, truth }) => bound in paints && [2, 6, 10].includes(truth));
    if (shown.length === 0) return null;
    // Biases and variances span decades: both are drawn as sizes on a logarithmic axis.
    const floor = 1e-4;
    const points = shown.flatMap(({ bound, truth, K, bias, variance: v, mse }) =>
      Object.entries({ "|bias|": Math.abs(bias), variance: v, "mean squared error": mse }).map(
        ([what, value]) => ({ bound, truth, K, what, value: Math.max(floor, value) }),
      ),
    );
    const sizes = [...new Set(shown.map(({ K }) => K))];
    const theory = [...new Set(shown.map(({ truth }) => truth))].flatMap((truth) =>
      sizes.flatMap((K) => [
        { truth, K, bound: "NWJ", what: "variance", value: nwjVariance(truth, K, dims) },
        ...(truth > Math.log(K)
          ? [{ truth, K, bound: "InfoNCE", what: "|bias|", value: truth - Math.log(K) }]
          : []),
      ]),
    );
    const facets = { fx: "what", fy: "truth" };
    const place = { ...facets, x: "K", y: "value" };
    const paint = ({ bound }: { bound: string }) => paints[bound];
    const line = { ...place, z: "bound", stroke: paint };
    return draw("Bias, variance and mean squared error against batch size.", {
      ...{ width: 780, height: 560, marginTop: 52, marginRight: 56, marginLeft: 56 },
      fx: { domain: ["|bias|", "variance", "mean squared error"], label: null },
      fy: { label: "nats" },
      x: { type: "log", base: 2, label: "batch size", tickFormat: "d", ticks: 4 },
      y: {
        type: "log",
        label: "nats, nats²",
        grid: true,
        tickFormat: powerOfTen,
        domain: [floor, 1e7],
        ticks: 5,
      },
      marks: [
        Plot.line(theory, { ...line, strokeDasharray: "5,4", clip: true }),
        Plot.line(points, line),
        Plot.dot(points, { ...place, r: 2.5, fill: paint }),
        ...Object.entries(paints).map(([name, fill], i) =>
          Plot.text([{ name, what: "|bias|", truth: points[0].truth }], {
            ...{ ...facets, text: "name", frameAnchor: "top-right", dx: -4, dy: 4 + 14 * i },
            ...{ fill, fontWeight: "bold" },
          }),
        ),
      ],
    });
  },
};

/** 10⁴ rather than 10000. */
function powerOfTen(value: number): string {
  const power = Math.round(Math.log10(value));
  const digits = [...String(power)].map((digit) => (digit === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]));
  return power === 0 ? "1" : `10${digits.join("")}`;
}

const tradeOff: Figure<OptimalRow> = {
  name: "optimal-alpha",
  caption:
    "I_alpha with the best critic: bias and variance against alpha for batches of 16 to 2048, rows are 4 and 8 nats. alpha = 1 is InfoNCE; towards 0 it becomes TUBA, unbiased.",
  draw(rows, { Plot, draw }) {
    const shown = measures(rows).filter(({ alpha, truth }) => alpha !== null && [4, 8].includes(truth));
    if (shown.length === 0) return null;
    const points = shown.flatMap((row) => [
      { ...row, what: "bias", value: row.bias },
      { ...row, what: "variance (log10)", value: Math.log10(row.variance) },
    ]);
    const place = { fx: "what", fy: "truth", x: "alpha", y: "value" };
    return draw("Bias and variance of I_alpha against alpha.", {
      ...{ width: 720, height: 420, marginTop: 52, marginRight: 60 },
      fx: { label: null },
      fy: { label: "nats" },
      x: { type: "log", label: "alpha", tickFormat: "~g" },
      y: { grid: true, label: "nats" },
      color: { type: "log", scheme: "viridis" },
      marks: [
        Plot.line(points, { ...place, z: "K", stroke: "K", strokeWidth: 1.6 }),
        Plot.text(
          // Elsewhere lines end too near one another for their names.
          points.filter(({ alpha, what, truth }) => alpha === 1 && what === "bias" && truth === 8),
          { ...place, text: "K", dx: 6, textAnchor: "start", fontSize: 9 },
        ),
      ],
    });
  },
};

export const optimalFigures: readonly Figure<OptimalRow>[] = [against, tradeOff];
