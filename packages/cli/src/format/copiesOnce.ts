import { formatCount } from "./formatCount.ts";

/** What is said of rows that stand twice, where they count once. */
export function copiesOnce(copies: number, n: number): string {
  return `${formatCount(copies)} of ${formatCount(n)} rows repeat another one in all columns, and count once.`;
}
