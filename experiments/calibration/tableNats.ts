/** @module Information of tables of probabilities. */

/** I(X; Y) of a table of probabilities [rows][columns], in nats. */
export function tableNats(table: readonly (readonly number[])[]): number {
  const total = table.reduce((sum, row) => sum + row.reduce((a, b) => a + b, 0), 0);
  const left = table.map((row) => row.reduce((a, b) => a + b, 0) / total);
  const right = table[0].map((_, j) => table.reduce((sum, row) => sum + row[j], 0) / total);
  let nats = 0;
  for (const [i, row] of table.entries())
    for (const [j, share] of row.entries())
      if (share > 0) nats += (share / total) * Math.log(share / total / left[i] / right[j]);
  return nats;
}

/**
 * Probabilities of the cells of a pair of normals with correlation rho, by the midpoint rule over x.
 *
 * @param x edges of the cells, ascending; may begin and end with an infinity
 */
export function normalTable(rho: number, x: readonly number[], y: readonly number[]): number[][] {
  const scale = Math.sqrt(1 - rho * rho);
  return x.slice(1).map((to, i) => {
    const [low, high] = [Math.max(x[i], -9), Math.min(to, 9)];
    const steps = Math.max(8, Math.ceil((high - low) / 0.01));
    const cells: number[] = new Array(y.length - 1).fill(0);
    for (let s = 0; s < steps && high > low; s++) {
      const at = low + ((s + 0.5) * (high - low)) / steps;
      const weight = (Math.exp(-(at * at) / 2) / Math.sqrt(2 * Math.PI)) * ((high - low) / steps);
      const below = y.map((edge) => cumulative((edge - rho * at) / scale));
      for (let j = 0; j < cells.length; j++) cells[j] += weight * (below[j + 1] - below[j]);
    }
    return cells;
  });
}

/** The distribution function of the standard normal. */
function cumulative(t: number): number {
  if (t === Number.POSITIVE_INFINITY) return 1;
  if (t === Number.NEGATIVE_INFINITY) return 0;
  const scaled = Math.abs(t) / Math.SQRT2;
  // A continued fraction for the tail, a series near zero.
  const value = scaled < 3 ? series(scaled) : 1 - fraction(scaled);
  return t < 0 ? (1 - value) / 2 : (1 + value) / 2;
}

/** erf by its series. */
function series(t: number): number {
  let [term, sum] = [t, t];
  for (let n = 1; n < 200 && Math.abs(term) > 1e-18; n++) {
    term *= (-t * t) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/** erfc for large arguments by its continued fraction. */
function fraction(t: number): number {
  let below = t;
  for (let n = 60; n >= 1; n--) below = t + n / 2 / below;
  return Math.exp(-t * t) / Math.sqrt(Math.PI) / below;
}
