import { callHelpers, cores, started } from "#threads";
import { nextPart, type Task } from "./task.ts";

/** Milliseconds of work before threads that run are called, which takes them a tenth of that. */
const PATIENCE = 0.3;
/** Milliseconds of work, since the program began, before threads are started, which takes about 30. */
const START = 50;
/** Number of values above which arrays are shared: a search in fewer is over before others could help. */
const MANY = 10_000;
/**
 * How long to wait for another thread's last part before doing it again, as a multiple of the time of a part. A thread
 * that has no core to itself may rest for many times that.
 */
const LATE = 3;

/** The work done so far, in milliseconds. */
let spent = 0;

export interface Threads {
  /**
   * Largest number of threads, for work that is long enough. By default one per core in Node's main thread, and one
   * elsewhere. Results have the same bits for any number.
   */
  readonly threads?: number;
}

/** Memory for a task of so many values, which other threads can see if they may help with it. */
export function roomFor(values: number, { threads }: Threads): (bytes: number) => ArrayBufferLike {
  const shared = typeof SharedArrayBuffer === "function" && (threads ?? cores) > 1 && values >= MANY;
  return shared ? (bytes) => new SharedArrayBuffer(bytes) : (bytes) => new ArrayBuffer(bytes);
}

/** Memory that other threads can see if they can see these values. */
export function roomLike({ buffer }: Float64Array): (bytes: number) => ArrayBufferLike {
  return isShared(buffer) ? (bytes) => new SharedArrayBuffer(bytes) : (bytes) => new ArrayBuffer(bytes);
}

/** The values where other threads can see them, if they may help with a task of so many values. */
export function visible(values: Float64Array, options: Threads): Float64Array {
  const buffer = roomFor(values.length, options)(0);
  if (!isShared(buffer) || isShared(values.buffer)) return values;
  const copy = new Float64Array(new SharedArrayBuffer(8 * values.length));
  copy.set(values);
  return copy;
}

function isShared(buffer: ArrayBufferLike): boolean {
  return typeof SharedArrayBuffer === "function" && buffer instanceof SharedArrayBuffer;
}

/**
 * Does all parts of a task, with other threads if its results are in memory that they can see. This thread works like
 * the others, part by part, and does not depend on them: parts that are late are done again, to the same bits.
 *
 * A generator that yields the share done, see `inSlices`.
 *
 * @param results one of the arrays that the parts write to
 */
export function* shareOut<Input>(
  task: Task<Input>,
  input: Input,
  parts: number,
  { threads, results }: Threads & { readonly results: { readonly buffer: ArrayBufferLike } },
): Generator<number, void> {
  const helpers = isShared(results.buffer) ? Math.min(threads ?? cores, parts) - 1 : 0;
  const bytes = 4 * (1 + parts);
  const ledger = new Int32Array(helpers > 0 ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
  const work = { task: task.name, input, parts, ledger };
  let waiting = helpers > 0;
  let own = 0;
  let busy = 0;
  const mine = task.begin(input);
  try {
    for (let part = nextPart(work); part < parts; part = nextPart(work)) {
      if (waiting && (started() ? busy > PATIENCE : spent + busy > START)) {
        waiting = false;
        callHelpers(work, helpers);
      }
      const begun = performance.now();
      mine.do(part);
      busy += performance.now() - begun;
      ledger[1 + part] = 1;
      own++;
      yield part / parts;
    }
    const late = (LATE * busy) / Math.max(1, own);
    for (let part = 0; part < parts; part++) {
      if (Atomics.load(ledger, 1 + part) === 0 && Atomics.wait(ledger, 1 + part, 0, late) === "timed-out") {
        mine.do(part);
      }
    }
  } finally {
    // Others begin no further part, also if this generator was stopped.
    Atomics.store(ledger, 0, parts);
    mine.end?.();
    spent += busy;
  }
}
