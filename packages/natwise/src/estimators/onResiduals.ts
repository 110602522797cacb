import { isCategories } from "../discrete/isCategories.ts";
import { residuals } from "../inference/residuals.ts";
import type { Estimator } from "../types.ts";

/**
 * An estimator of I(X; Y | Z) of what a quadratic function of z leaves of x and y. Rows near in z differ in it, and neighbours
 * would count what both sides share through that.
 *
 * Where z is made of categories nothing is subtracted: rows near in it are equal in it.
 */
export function onResiduals(estimator: Estimator): Estimator {
  const { conditional } = estimator;
  return {
    ...estimator,
    name: `${estimator.name} of residuals`,
    conditional:
      conditional &&
      (async (x, y, z, context) => {
        const plain = isCategories(z);
        const a = plain ? x : await residuals(x, z, context);
        const b = plain ? y : await residuals(y, z, context);
        const found = await conditional(a, b, z, context);
        return { refit: { estimator, x: a, y: b, z }, ...found };
      }),
  };
}
