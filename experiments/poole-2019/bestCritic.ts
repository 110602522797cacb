import { numpy as np } from "@jax-js/jax";
import { type Critic, optimal } from "natwise";

/** log p(y|x)/p(y) of correlated normals, for all pairs of a batch by one matrix product. */
export function bestCritic({ dims, nats }: { readonly dims: number; readonly nats: number }): Critic<"any"> {
  const rho = Math.sqrt(-Math.expm1((-2 * nats) / dims));
  const rest = 1 - rho * rho;
  const squares = (rows: np.Array) => np.square(rows).sum(1);
  /** `cross` is x^T y, `x` and `y` are the squared lengths. */
  const logRatio = (cross: np.Array, x: np.Array, y: np.Array) =>
    cross
      .mul(rho)
      .sub(x.add(y).mul((rho * rho) / 2))
      .mul(1 / rest)
      .sub(0.5 * dims * Math.log(rest));
  return {
    ...optimal((x, y) => logRatio(x.ref.mul(y.ref).sum(1), squares(x), squares(y))),
    cost: "rows",
    pairs(_, x, y) {
      const [R] = x.shape;
      const [K] = y.shape;
      return logRatio(
        np.matmul(x.ref, np.matrixTranspose(y.ref)),
        squares(x).reshape([R, 1]),
        squares(y).reshape([1, K]),
      );
    },
  };
}
