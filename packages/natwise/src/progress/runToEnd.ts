/** Drives a generator that yields its progress to the end, for callers that need not breathe. */
export function runToEnd<Result>(work: Generator<number, Result>): Result {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}
