/** Shortens a name to the width of a table column. */
export function shorten(name: string, width: number): string {
  const letters = [...name];
  return letters.length <= width ? name : `${letters.slice(0, width - 1).join("")}…`;
}
