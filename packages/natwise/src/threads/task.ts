/**
 * Work in parts that do not depend on one another, so that any thread can do any part. A part may be done twice, even
 * while later tasks use its results: it writes the same results again, and never to its input.
 */
export interface Task<Input> {
  /** A worker thread finds the task by its name, see `neighbours/tasks.ts`. */
  readonly name: string;
  /** Makes a thread ready for parts of the input. Results are written into arrays of the input. */
  begin(input: Input): Parts;
}

export interface Parts {
  do(part: number): void;
  /** Called after the thread's last part. */
  end?(): void;
}

/** A task for another thread. */
export interface SharedWork {
  readonly task: string;
  readonly input: unknown;
  readonly parts: number;
  /** The next part that nobody has begun, then 1 for each part that is done [1 + parts]. */
  readonly ledger: Int32Array;
}

/** The next part that nobody has begun; `parts` or more if there is none. */
export function nextPart({ ledger }: Pick<SharedWork, "ledger">): number {
  return Atomics.add(ledger, 0, 1);
}
