/** Runs a generator that yields the share done to its end, in one piece. */
export function runToEnd<Result>(work: Generator<number, Result>): Result {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}
