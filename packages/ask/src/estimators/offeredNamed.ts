import { catalogue, type Offered } from "./catalogue.ts";

/**
 * The estimator of a name.
 *
 * @throws RangeError for a name that the catalogue does not have
 */
export function offeredNamed(name: string): Offered {
  const found = catalogue.find((one) => one.name === name);
  if (found) return found;
  throw new RangeError(
    `estimator: must be one of ${catalogue.map((one) => one.name).join(", ")}, got ${name}`,
  );
}
