/** Drives a generator that yields its progress to the end, at once. */
export function toEnd<Result>(work: Generator<number, Result>): Result {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}
