import { parseHTML } from "linkedom";
import { type Plotter, plotter } from "../plotter.ts";

/** A plotter with a document that needs no browser. */
export function nodePlotter(): Promise<Plotter> {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  return plotter(document as unknown as Document);
}
