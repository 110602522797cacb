/**
 * Nodes and weights of Gauss-Legendre quadrature on [-1, 1]: int f = sum_i w_i f(x_i), exact for polynomials of
 * degree 2n - 1. Nodes are the roots of the Legendre polynomial P_n, by Newton's method from Tricomi's guess;
 * w_i = 2 / ((1 - x_i^2) P_n'(x_i)^2).
 */
export function gaussLegendre(n: number): { nodes: Float64Array; weights: Float64Array } {
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let x = -Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 0;
    for (let change = 1, round = 0; Math.abs(change) > 1e-15 && round < 20; round++) {
      let before = 1;
      let value = x;
      for (let k = 2; k <= n; k++)
        [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
      slope = n === 1 ? 1 : (n * (x * value - before)) / (x * x - 1);
      change = value / slope;
      x -= change;
    }
    nodes[i] = x;
    weights[i] = 2 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}
