import type * as PlotModule from "@observablehq/plot";
import { escapeHtml } from "./escapeHtml.ts";

/** Okabe and Ito's colours, which people with any colour vision can tell apart; black text on white first. */
export const colours = {
  blue: "#0072B2",
  vermilion: "#D55E00",
  green: "#009E73",
  purple: "#CC79A7",
  orange: "#E69F00",
  sky: "#56B4E9",
  black: "#000000",
} as const;

/** For categories, in this order. */
export const categoryColours = [
  colours.blue,
  colours.orange,
  colours.green,
  colours.purple,
  colours.sky,
  colours.vermilion,
  colours.black,
];

/** Observable Plot and a document to draw into without a browser. */
export async function plotter() {
  const [Plot, { parseHTML }] = await Promise.all([import("@observablehq/plot"), import("linkedom")]);
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  return {
    Plot,
    colours,
    categoryColours,
    /** One picture as SVG, as wide as a phone, with a sentence that says what it shows for those who cannot see it. */
    draw(description: string, options: PlotModule.PlotOptions): string {
      const figure = Plot.plot({
        width: 340,
        height: 260,
        marginLeft: 48,
        marginBottom: 40,
        marginTop: 24,
        marginRight: 16,
        style: { fontSize: "12px", background: "white" },
        ...options,
        document: document as unknown as Document,
      });
      return figure.outerHTML.replace("<svg", `<svg role="img" aria-label="${escapeHtml(description)}"`);
    },
  };
}

export type Plotter = Awaited<ReturnType<typeof plotter>>;
