import { catalogue, type Offered } from "./catalogue.ts";

/**
 * Finds an estimator of the catalogue by name.
 *
 * @throws RangeError for a name that is not in the catalogue
 */
export function offeredNamed(name: string): Offered {
  const found = catalogue.find((one) => one.name === name);
  if (found) return found;
  throw new RangeError(
    `estimator: must be one of ${catalogue.map((one) => one.name).join(", ")}, got ${name}`,
  );
}
