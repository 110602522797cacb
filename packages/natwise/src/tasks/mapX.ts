import type { Task } from "../types.ts";
import { mapRows, type RowMap } from "./rowMap.ts";

/** The same task after a one-to-one map of x, which does not change the information. */
export function mapX(task: Task, map: RowMap): Task {
  const { inverse } = map;
  const { logRatio } = task;
  return {
    id: `${task.id}-x.${map.id}`,
    nats: task.nats,
    dims: { x: mapRows(task.sample(1, 0).x, map).d, y: task.dims.y },
    sample(n, seed, ...stream) {
      const { x, y } = task.sample(n, seed, ...stream);
      return { x: mapRows(x, map), y };
    },
    logRatio: inverse && logRatio && ((x, y) => logRatio(inverse(Float64Array.from(x)), y)),
  };
}
