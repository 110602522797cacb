import type { Task } from "../types.ts";
import { mapRows, type RowMap } from "./rowMap.ts";

/** The same task after a one-to-one map of y, which does not change the information. */
export function mapY(task: Task, map: RowMap): Task {
  const { inverse } = map;
  const { logRatio } = task;
  return {
    id: `${task.id}-y.${map.id}`,
    nats: task.nats,
    dims: { x: task.dims.x, y: mapRows(task.sample(1, 0).y, map).d },
    sample(n, seed, ...stream) {
      const { x, y } = task.sample(n, seed, ...stream);
      return { x, y: mapRows(y, map) };
    },
    logRatio: inverse && logRatio && ((x, y) => logRatio(x, inverse(Float64Array.from(y)))),
  };
}
