/** A part of longer work: its progress from 0 to 1 becomes progress from `from` to `to`. */
export function* subProgressOf<Result>(
  from: number,
  to: number,
  part: Generator<number, Result>,
): Generator<number, Result> {
  try {
    let step = part.next();
    for (; !step.done; step = part.next()) yield from + (to - from) * step.value;
    return step.value;
  } finally {
    part.return(undefined as never); // if this generator was stopped
  }
}
