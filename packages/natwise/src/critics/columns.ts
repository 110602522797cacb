import type { Shape } from "../types.ts";

/**
 * The number of columns of rows [d].
 *
 * @param where names the part and the rows in the error: "concat: x"
 * @throws TypeError for rows of any other shape
 */
export function columns(where: string, shape: Shape): number {
  if (shape.length !== 1)
    throw new TypeError(
      `${where} must be rows of columns [d], got ${Array.isArray(shape) ? `[${shape.join(", ")}]` : shape}; flatten the rows, or use a critic or baseline of nets`,
    );
  return shape[0];
}
