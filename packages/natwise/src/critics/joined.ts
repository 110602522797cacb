import type { Shape, Shapes } from "../types.ts";

/**
 * The shape of a row of x and one of y joined along their first axis: columns with columns, channels with channels.
 *
 * @throws TypeError for rows that differ in any other axis
 */
export function joined(where: string, { x, y }: Shapes): Shape {
  const [first, ...rest] = x;
  const [other, ...others] = y;
  if (first === undefined || other === undefined || `${rest}` !== `${others}`)
    throw new TypeError(
      `${where}: rows of x and y must have the same shape apart from their first axis, got [${x.join(", ")}] and [${y.join(", ")}]; flatten them, or use separable({ x, y })`,
    );
  return [first + other, ...rest];
}
