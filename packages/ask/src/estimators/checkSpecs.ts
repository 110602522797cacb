import type { EstimatorSpec } from "../types.ts";
import { UsageError } from "../UsageError.ts";
import { catalogue } from "./catalogue.ts";
import { offeredNamed } from "./offeredNamed.ts";

/** Options of the command line, for all estimators of a question. */
export interface SpecOptions extends Omit<EstimatorSpec, "name"> {
  /** Whether there are given columns. */
  readonly conditional?: boolean;
  /** File name for the trained critic. */
  readonly save?: string;
  /** Whether the first estimator is run on parts of the rows. */
  readonly rowsNeeded?: boolean;
}

/**
 * The estimators of a question, each with the options that apply to it.
 *
 * @throws UsageError for an option that applies to no estimator
 */
export function checkSpecs(
  names: readonly string[],
  { critic, steps, batch, k, conditional = false, save, rowsNeeded = false }: SpecOptions,
): EstimatorSpec[] {
  const asked = names.map(offeredNamed);
  const listed = names.join(", ");
  const trained = asked.filter(({ kind }) => kind === "trained");
  if (trained.length === 0) {
    const why = names.includes("auto") ? "chooses by itself" : "trains nothing";
    for (const [option, value] of Object.entries({ critic, steps, batch, save })) {
      if (value === undefined) continue;
      throw new UsageError(
        `--${option} has no meaning for ${listed}, which ${why}; leave it out, or add --estimator mine`,
      );
    }
  }
  if (k !== undefined && asked.every(({ kind }) => kind !== "neighbours"))
    throw new UsageError(`--k has no meaning for ${listed}; leave it out, or add --estimator ksg`);
  const fixed = trained.find(({ takesCritic }) => !takesCritic);
  if (critic !== undefined && fixed)
    throw new UsageError(`--critic has no meaning for ${fixed.name}, which fits densities; leave it out`);
  if (save !== undefined && trained.length > 1) {
    const several = trained.map(({ name }) => name).join(", ");
    throw new UsageError(`--save writes one critic, but ${several} train one each; name one estimator`);
  }
  if (rowsNeeded && asked[0].kind === "trained")
    throw new UsageError(
      `--rows-needed would train ${asked[0].name} fifteen times; name an estimator that trains nothing first, such as ksg`,
    );
  const unable = asked.filter((one) => !one.conditional).map(({ name }) => name);
  if (conditional && unable.length > 0) {
    const able = catalogue.filter((one) => one.conditional).map(({ name }) => name);
    throw new UsageError(`--given: ${unable.join(", ")} cannot condition on columns; ${able.join(", ")} can`);
  }
  return asked.map(({ name, kind }) => {
    const options = kind === "trained" ? { critic, steps, batch } : kind === "neighbours" ? { k } : {};
    const set = Object.entries(options).filter(([, value]) => value !== undefined);
    return { name, ...Object.fromEntries(set) };
  });
}
