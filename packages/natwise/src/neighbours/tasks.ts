import type { Task } from "../threads/task.ts";
import { buildTask } from "./buildTask.ts";
import { countTask } from "./countTask.ts";
import { lineTask } from "./lineTask.ts";
import { nearestTask } from "./nearestTask.ts";

/** Everything that a worker thread can help with. */
export const tasks = [buildTask, nearestTask, countTask, lineTask] as readonly Task<unknown>[];
