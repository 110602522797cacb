/**
 * The value, if it is a whole number above 0.
 *
 * @param where the function's name in the error
 * @param name the option's name in the error
 * @throws RangeError for any other value
 */
export function positiveInteger(where: string, name: string, value: number): number {
  if (!(Number.isInteger(value) && value > 0))
    throw new RangeError(`${where}: ${name} must be a whole number above 0, got ${value}`);
  return value;
}
