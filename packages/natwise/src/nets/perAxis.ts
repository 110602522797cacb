/**
 * An option that is one number for every axis, or a list of one for each.
 *
 * @throws RangeError for numbers that are not whole or below `least`, TypeError for a list of another length
 */
export function perAxis(
  name: string,
  value: number | readonly number[],
  axes: number,
  least: number,
): readonly number[] {
  const values = typeof value === "number" ? Array<number>(axes).fill(value) : value;
  if (values.length !== axes)
    throw new TypeError(`${name} must have a number for each of ${axes} axes, got [${values.join(", ")}]`);
  for (const one of values)
    if (!(Number.isInteger(one) && one >= least))
      throw new RangeError(`${name} must be a whole number of at least ${least}, got ${one}`);
  return values;
}
