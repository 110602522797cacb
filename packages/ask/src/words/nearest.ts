/**
 * The candidate that `word` probably means, or undefined if there is no close one.
 * Case, spaces and underscores are ignored; the beginning of a longer name counts as close.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[\s_.-]+/g, "");
  const wanted = plain(word);
  if (wanted === "") return undefined;
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of candidates) {
    const other = plain(candidate);
    const distance =
      other.startsWith(wanted) && wanted.length >= 3 ? 0.5 : editDistance(wanted, other.slice(0, 200));
    if (distance < least) [best, least] = [candidate, distance];
  }
  // The end of a long name is often left out, sometimes with another typo: also compare beginnings.
  if (least > Math.max(1, wanted.length * 0.4)) {
    for (const candidate of candidates) {
      const distance = editDistance(wanted, plain(candidate).slice(0, wanted.length)) + 0.5;
      if (distance < least) [best, least] = [candidate, distance];
    }
  }
  return least <= Math.max(1, wanted.length * 0.4) ? best : undefined;
}

/** Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b` (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length];
}
