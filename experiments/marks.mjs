/** @module Marks that several figures share. */

/** Names in their colours, in a row above the frame; room for it is a marginTop of 36. */
export function key(Plot, entries) {
  let dx = 0;
  return entries.map(([name, colour]) => {
    const mark = Plot.text([name], {
      ...{ frameAnchor: "top-left", textAnchor: "start", lineAnchor: "bottom", dx, dy: -8 },
      ...{ fill: colour, fontWeight: "bold" },
    });
    dx += 7.2 * name.length + 16;
    return mark;
  });
}
