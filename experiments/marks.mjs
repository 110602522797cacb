/** @module Marks that several figures share. */

/**
 * Names in their colours, in a row above the frame; room for it is a marginTop of 36.
 *
 * @param facet the one to stand above, { fx, fy }, where there are several
 */
export function key(Plot, entries, facet) {
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
