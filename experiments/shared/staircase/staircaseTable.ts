import type { Table } from "@natwise/ask/experiments";
import { type End, ends } from "./ends.ts";
import type { CriticName, StaircaseRow, TaskName } from "./staircaseJobs.ts";

/** Bias, variance and mean squared error at the end of each stair. */
export const staircaseTable = ({
  task,
  critic,
  bounds,
}: {
  readonly task: TaskName;
  readonly critic: CriticName;
  readonly bounds: readonly string[];
}): Table<StaircaseRow> => ({
  name: `${task}-${critic}`,
  caption: `${task}, ${critic} critic: bias / variance / mean squared error of one batch at the end of each stair, in nats`,
  cells(rows) {
    const found = ends(rows).filter((end) => end.task === task && end.critic === critic);
    const truths = [...new Set(found.map(({ truth }) => truth))];
    return [
      ["bound", ...truths.map((truth) => `${truth} nats`)],
      ...bounds
        .filter((bound) => found.some((end) => end.bound === bound))
        .map((bound) => [
          bound,
          ...truths.map((truth) => cell(found.find((end) => end.bound === bound && end.truth === truth))),
        ]),
    ];
  },
});

const cell = (end?: End) =>
  end && Number.isFinite(end.value)
    ? [end.bias, end.variance, end.mse].map(number).join(" / ")
    : "not finite";

const number = (value: number) => (Math.abs(value) >= 1000 ? value.toExponential(1) : value.toFixed(2));
