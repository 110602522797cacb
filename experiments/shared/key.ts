import type { Plotter } from "@natwise/ask/experiments";

type Facet = { readonly fx: unknown; readonly fy: unknown };

/**
 * Names in their colours, in a row above the frame: room for it is a marginTop of 36.
 *
 * @param facet the one that it stands above, where there are several
 */
export function key(
  Plot: Plotter["Plot"],
  entries: readonly (readonly [name: string, colour: string])[],
  facet?: Facet,
) {
  let dx = 0;
  return entries.map(([name, colour]) => {
    const mark = Plot.text([{ name, ...facet }], {
      ...{ text: "name", ...(facet && { fx: "fx", fy: "fy" }) },
      ...{ frameAnchor: "top-left", textAnchor: "start", lineAnchor: "bottom", dx, dy: -8 },
      ...{ fill: colour, fontWeight: "bold" },
    });
    dx += 7.2 * name.length + 16;
    return mark;
  });
}
