/** The point between low and high at which an increasing function takes a value, to the last digit, by bisection. */
export function solveIncreasing(f: (at: number) => number, value: number, low: number, high: number): number {
  let [left, right] = [low, high];
  for (;;) {
    const middle = left + (right - left) / 2;
    if (!(middle > left && middle < right)) return middle;
    if (f(middle) < value) left = middle;
    else right = middle;
  }
}
