import { type Plotter, plotter } from "../plotter.ts";

/** A plotter that needs no browser. */
export async function nodePlotter(): Promise<Plotter> {
  const { parseHTML } = await import("linkedom");
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  return plotter(document as unknown as Document);
}
