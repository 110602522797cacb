/** N uniforms of s = (1664525 s + 1013904223) mod 2^32, u = (s + 0.5) / 2^32: short enough to write in any language. */
export function lcg(n: number, seed: number): number[] {
  let state = seed;
  return Array.from({ length: n }, () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  });
}
