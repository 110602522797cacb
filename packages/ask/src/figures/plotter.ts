import type * as PlotModule from "@observablehq/plot";
import { escapeHtml } from "../words/escapeHtml.ts";
import { categoryColours, colours } from "./colours.ts";

/** Observable Plot, drawing into a document: the page's own, or one without a browser. */
export async function plotter(document: Document) {
  const Plot = await import("@observablehq/plot");
  return {
    Plot,
    colours,
    categoryColours,
    /** One picture as SVG, by default as wide as a phone, with a description for screen readers. */
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
        document,
      });
      return figure.outerHTML.replace("<svg", `<svg role="img" aria-label="${escapeHtml(description)}"`);
    },
  };
}

export type Plotter = Awaited<ReturnType<typeof plotter>>;
