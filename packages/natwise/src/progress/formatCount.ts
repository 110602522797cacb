/** A count for people: 100,000. */
export function formatCount(n: number): string {
  return n.toLocaleString("en-US");
}
