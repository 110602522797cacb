import type { AnyHandlers, Handlers, Prepare, Runner } from "./job.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { nextTurn } from "./nextTurn.ts";
import { type Link, type Listener, schedule } from "./schedule.ts";
import { serve } from "./serve.ts";

export interface InlineOptions<Setup, H extends Handlers> {
  readonly prepare: Prepare<Setup, H>;
  /** Passed to `prepare` without copying. */
  readonly setup: Setup;
  /** As in `threads`. */
  readonly patience?: number;
}

/**
 * Runs jobs one at a time in this thread, in Node or in a browser; otherwise like `threads`. Before each job the event loop gets
 * a turn. Unlike a thread, a job that is still running `patience` after its cancellation is abandoned but not ended, and an exit
 * or an uncaught error ends the whole program.
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
