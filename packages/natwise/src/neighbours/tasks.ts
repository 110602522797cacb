import type { Task } from "../threads/task.ts";
import { buildTask } from "./buildTask.ts";
import { countTask } from "./countTask.ts";
import { ellipsoidTask } from "./ellipsoidTask.ts";
import { lineTask } from "./lineTask.ts";
import { nearestTask } from "./nearestTask.ts";
import { orderTask } from "./orderTask.ts";

/** Everything that a worker thread can help with. */
export const tasks = [
  orderTask,
  buildTask,
  nearestTask,
  countTask,
  lineTask,
  ellipsoidTask,
] as readonly Task<unknown>[];
