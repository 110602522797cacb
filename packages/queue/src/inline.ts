import type { AnyHandlers, Handlers, Prepare, Runner } from "./job.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { nextTurn } from "./nextTurn.ts";
import { type Link, type Listener, schedule } from "./schedule.ts";
import { serve } from "./serve.ts";

export interface InlineOptions<Setup, H extends Handlers> {
  readonly prepare: Prepare<Setup, H>;
  /** What `prepare` is given, not copied. */
  readonly setup: Setup;
  /** As in `threads`. */
  readonly patience?: number;
}

/**
 * Runs jobs in this thread, one at a time, in Node or in a browser; otherwise like `threads`. Before each job the event
 * loop gets a turn. Two things a thread can do are impossible here: a job that outlives its cancelling by `patience`
 * is abandoned, not ended; and an exit or an uncaught error is the whole program's.
 */
export function inline<Setup, H extends Handlers = AnyHandlers>({
  prepare,
  setup,
  patience = 10_000,
}: InlineOptions<Setup, H>): Runner<H> {
  const start = ({ heard, ended }: Listener): Link => {
    const receive = serve({
      prepare: () => prepare(setup),
      send: (message: FromWorker) => heard(structuredClone(message)),
      exit: () => ended("closed"),
    });
    let mail = Promise.resolve();
    return {
      send(message: ToWorker) {
        const copy = structuredClone(message);
        mail = mail.then(nextTurn).then(() => receive(copy));
      },
      terminate: () => queueMicrotask(() => ended("abandoned")),
      keepAlive() {},
    };
  };
  return schedule<H>({ size: 1, patience, start });
}
