import { random } from "natwise";
import type { Column } from "../types.ts";
import { categoryColours, colours } from "./colours.ts";
import type { Plotter } from "./plotter.ts";

/** Maximum number of pictures; each shows a pair of an x and a y column. */
const mostPictures = 6;
/** Maximum number of points per picture: more would make the file large and the picture black. */
const mostPoints = 2000;

/**
 * Small SVGs of the data, one per pair of columns: points for two numbers, strips for a number and a text, stacked bars for two
 * texts.
 *
 * @returns the pictures, the number of pairs, and the number of points in a picture
 */
export function dataPictures(
  plotter: Plotter,
  { x, y, n }: { readonly x: readonly Column[]; readonly y: readonly Column[]; readonly n: number },
): { pictures: string[]; pairs: number; points: number } {
  const rows =
    n <= mostPoints
      ? Int32Array.from({ length: n }, (_, i) => i)
      : random(0).permutation(n).slice(0, mostPoints);
  const jitter = random(1).uniform;
  // Diagonal order: with many columns on both sides, the pictures show different columns of each.
  const pairs = x.flatMap((left, i) => y.map((right, j) => ({ left, right, order: i + j })));
  const shown = pairs.sort((a, b) => a.order - b.order).slice(0, mostPictures);
  return {
    pictures: shown.map(({ left, right }) => picture(plotter, left, right, rows, jitter)),
    pairs: pairs.length,
    points: rows.length,
  };
}

function picture(plotter: Plotter, x: Column, y: Column, rows: Int32Array, jitter: () => number): string {
  const description = `${x.name} against ${y.name}, ${rows.length} rows.`;
  if (x.kind === "number" && y.kind === "number") return points(plotter, description, x, y, rows);
  if (x.kind === "number" && y.kind === "category") return strips(plotter, description, x, y, rows, jitter);
  if (x.kind === "category" && y.kind === "number") return strips(plotter, description, y, x, rows, jitter);
  return shares(plotter, description, x as Categories, y as Categories, rows);
}

type Numbers = Column & { kind: "number" };
type Categories = Column & { kind: "category" };

const at = (column: Numbers, i: number) =>
  column.time ? new Date(column.values[i] * 1000) : column.values[i];
const dotOpacity = (n: number) => Math.max(0.25, Math.min(0.8, 150 / n));

function points(
  { Plot, draw }: Plotter,
  description: string,
  x: Numbers,
  y: Numbers,
  rows: Int32Array,
): string {
  const below = numberAxis(x);
  const beside = numberAxis(y);
  return draw(description, {
    // Dates need two lines below the axis.
    marginBottom: x.time ? 52 : 40,
    marginRight: Math.max(16, below.width / 2),
    x: { ...below.scale, label: `${short(x.name)} →` },
    y: { ...beside.scale, label: `↑ ${short(y.name)}`, grid: true },
    marginLeft: Math.max(56, beside.width),
    marks: [
      Plot.dot(rows, {
        x: (i: number) => at(x, i),
        y: (i: number) => at(y, i),
        r: 2,
        fill: colours.blue,
        fillOpacity: dotOpacity(rows.length),
      }),
    ],
  });
}

/** A name, shortened to fit beside an axis; the picture's description has the full name. */
const short = (name: string, length = 44) => (name.length > length ? `${name.slice(0, length - 1)}…` : name);

/** An axis with enough digits to distinguish its ticks, and the width of its labels in pixels. */
function numberAxis({ values, time }: Numbers) {
  const scale = { labelArrow: false, ticks: 5, nice: true };
  let [low, high] = [values[0], values[0]];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const size = Math.max(Math.abs(low), Math.abs(high));
  // Plot formats dates and short numbers well by itself.
  if (time || (size >= 1e-3 && size < 1e5)) return { scale, width: 0 };
  const digits = Math.min(17, Math.ceil(Math.log10(size / (high - low))) + 2);
  const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumSignificantDigits: digits });
  const powers = size < 1e5 || size >= 1e15;
  const tickFormat = (value: number) =>
    (powers && value !== 0
      ? value.toExponential(digits - 1).replace(/\.?0*e\+?/, "e")
      : compact.format(value)
    ).replace(/^-/, "−");
  const width = 16 + 7 * Math.max(...[low, high].map((value) => tickFormat(value).length));
  return { scale: { ...scale, ticks: width > 80 ? 2 : 5, tickFormat }, width };
}

/** A strip of points for each of the most frequent texts, jittered so that equal values stay visible. */
function strips(
  { Plot, draw }: Plotter,
  description: string,
  x: Numbers,
  y: Categories,
  rows: Int32Array,
  jitter: () => number,
): string {
  const { lanes, laneOf } = mostFrequent(y, rows, 8);
  const shake = Float64Array.from(rows, () => (jitter() - 0.5) * 0.6);
  const indices = Array.from(rows, (_, i) => i);
  const below = numberAxis(x);
  const names = lanes.map((name) => short(name, 13));
  const beside = 7.5 * Math.max(...names.map((name) => name.length));
  return draw(description, {
    marginRight: Math.max(16, below.width / 2),
    x: { ...below.scale, label: `${short(x.name)} →` },
    y: {
      label: null,
      domain: [lanes.length - 0.5, -0.5],
      ticks: lanes.map((_, i) => i),
      tickFormat: (i: number) => names[i],
      tickSize: 0,
    },
    marginLeft: 12 + beside,
    marginTop: 28,
    height: Math.max(180, 78 + 44 * lanes.length),
    marks: [
      Plot.text([`↑ ${short(y.name)}`], {
        frameAnchor: "top-left",
        dy: -20,
        dx: -8 - beside,
        textAnchor: "start",
      }),
      Plot.dot(indices, {
        x: (i: number) => at(x, rows[i]),
        y: (i: number) => laneOf(y.codes[rows[i]]) + shake[i],
        r: 2,
        fill: (i: number) => categoryColours[laneOf(y.codes[rows[i]]) % categoryColours.length],
        fillOpacity: dotOpacity(rows.length),
      }),
    ],
  });
}

/** Stacked bars: for each text of x, the shares of the texts of y. */
function shares(
  { Plot, draw }: Plotter,
  description: string,
  x: Categories,
  y: Categories,
  rows: Int32Array,
): string {
  const { lanes, laneOf } = mostFrequent(x, rows, 8);
  const parts = mostFrequent(y, rows, 6);
  const counts = new Map<string, { x: string; y: string; rows: number }>();
  const rowsIn = new Map<string, number>();
  for (const i of rows) {
    const cell = { x: lanes[laneOf(x.codes[i])], y: parts.lanes[parts.laneOf(y.codes[i])], rows: 0 };
    const key = JSON.stringify([cell.x, cell.y]);
    counts.set(key, { ...cell, rows: (counts.get(key)?.rows ?? 0) + 1 });
    rowsIn.set(cell.x, (rowsIn.get(cell.x) ?? 0) + 1);
  }
  /** The name of a part, shortened to fit its bar. */
  const inBar = (cell: { x: string; y: string; rows: number }) => {
    const room = Math.floor(((cell.rows / rowsIn.get(cell.x)!) * 234) / 7) - 1;
    return room < 3 ? "" : short(cell.y, room);
  };
  const colourOf = (part: string) => categoryColours[parts.lanes.indexOf(part) % categoryColours.length];
  const darkOnes = new Set<string>([colours.blue, colours.vermilion, colours.black]);
  return draw(description, {
    x: { label: `share of ${short(y.name, 34)}, % →`, labelArrow: false, percent: true, ticks: 5 },
    y: {
      label: short(x.name),
      labelAnchor: "top",
      labelArrow: false,
      domain: lanes,
      tickSize: 0,
      tickFormat: (lane: string) => short(lane, 11),
    },
    color: { domain: parts.lanes, range: [...categoryColours], legend: false },
    marginLeft: 90,
    height: Math.max(160, 70 + 34 * lanes.length),
    marks: [
      Plot.barX(
        [...counts.values()],
        Plot.stackX({ offset: "normalize", order: parts.lanes as never }, {
          x: "rows",
          y: "x",
          fill: "y",
          inset: 0.5,
          z: "y",
        } as never),
      ),
      Plot.text(
        [...counts.values()],
        Plot.stackX({ offset: "normalize", order: parts.lanes as never }, {
          x: "rows",
          y: "x",
          z: "y",
          // Black text is legible on all but the darkest colours.
          fill: (cell: { y: string }) => (darkOnes.has(colourOf(cell.y)) ? "white" : "black"),
          text: inBar,
          title: "y",
        } as never),
      ),
    ],
  });
}

/** The most frequent texts of a column; the others share a lane named "(other)". */
function mostFrequent({ values, codes }: Categories, rows: Int32Array, most: number) {
  const occurrences = new Int32Array(values.length);
  for (const i of rows) occurrences[codes[i]]++;
  if (values.length <= most) return { lanes: values, laneOf: (code: number) => code };
  const kept = [...values.keys()].sort((a, b) => occurrences[b] - occurrences[a]).slice(0, most - 1);
  const lane = new Map(kept.map((code, i) => [code, i]));
  return {
    lanes: [...kept.map((code) => values[code]), "(other)"],
    laneOf: (code: number) => lane.get(code) ?? most - 1,
  };
}
