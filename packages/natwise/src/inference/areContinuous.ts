import { isCategories } from "../discrete/isCategories.ts";
import { mostInformation } from "../discrete/mostInformation.ts";
import type { Matrix } from "../types.ts";

/** Whether x and y are sides of numbers whose entropies do not limit the information. */
export const areContinuous = (x: Matrix, y: Matrix): boolean =>
  !isCategories(x) && !isCategories(y) && mostInformation(x, y, null) === null;
