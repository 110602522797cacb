/**
 * A uniform sample of `size` items from a stream of unknown length. Called with 0, 1, 2, ..., it returns the place in [0, size)
 * at which to store that item, or null to skip it.
 *
 * Algorithm L: after the first `size` items it draws the number of items to skip, so most items cost one comparison.
 *
 * @param uniform draws from [0, 1)
 * @see Li 1994, Reservoir-sampling algorithms of time complexity O(n(1 + log(N/n))), ACM TOMS 20(4).
 */
export function reservoir(size: number, uniform: () => number): (index: number) => number | null {
  // 1 - u is in (0, 1], so the logarithm is finite.
  const logUniform = () => Math.log(1 - uniform());
  let logW = logUniform() / size;
  const gap = () => Math.floor(logUniform() / Math.log1p(-Math.exp(logW))) + 1;
  let next = size - 1 + gap();
  return (index) => {
    if (index < size) return index;
    if (index < next) return null;
    logW += logUniform() / size;
    next = index + gap();
    return Math.floor(uniform() * size);
  };
}
