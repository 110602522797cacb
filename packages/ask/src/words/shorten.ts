/** A name that fits a column of a table. */
export function shorten(name: string, width: number): string {
  const letters = [...name];
  return letters.length <= width ? name : `${letters.slice(0, width - 1).join("")}…`;
}
