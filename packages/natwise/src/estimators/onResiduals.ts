import { isCategories } from "../discrete/isCategories.ts";
import { residuals } from "../inference/residuals.ts";
import type { Estimator } from "../types.ts";

/**
 * An estimator of I(X; Y | Z), applied to the residuals of x and y after regression on a smooth function of z.
 * Neighbours in z still differ a little in z, and that difference makes x and y look dependent given z.
 *
 * If z is made of categories nothing is subtracted, since neighbours in z are then equal in z.
 */
export function onResiduals(estimator: Estimator): Estimator {
  const { conditional } = estimator;
  return {
    ...estimator,
    name: `${estimator.name} on residuals`,
    conditional:
      conditional &&
      (async (x, y, z, context) => {
        const plain = isCategories(z);
        const a = plain ? x : await residuals(x, z, { ...context, local: true });
        const b = plain ? y : await residuals(y, z, { ...context, local: true });
        const found = await conditional(a, b, z, context);
        return { refit: { estimator, x: a, y: b, z }, ...found };
      }),
  };
}
