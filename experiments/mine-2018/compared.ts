import { concat, type Estimator, ksg, mine, neural, nwj } from "natwise";

/** How a critic is trained. What is absent is the library's default. */
export interface Training {
  readonly folds: number;
  /** Looks at the validation rows whose parameters are averaged. */
  readonly averaged?: number;
  /** Looks without a better value before training ends. */
  readonly patience?: number;
  readonly steps: number;
}

/** An estimator, and the settings that label its jobs. */
export interface Compared {
  readonly name: EstimatorName;
  readonly settings: Partial<Training> & { readonly critic?: string; readonly k?: number };
  readonly estimator: Estimator;
}

export type EstimatorName = "MINE" | "MINE-f" | "KSG";
export const estimatorNames: readonly EstimatorName[] = ["MINE", "MINE-f", "KSG"];

const neighbours = { k: 3 };

/** MINE and MINE-f with a critic of these widths, and KSG. */
export const compared = (hidden: readonly number[], training: Training): readonly Compared[] => [
  ...(
    [
      ["MINE", mine()],
      ["MINE-f", nwj()],
    ] as const
  ).map(
    ([name, bound]): Compared => ({
      name,
      settings: { critic: `concat ${hidden.join(" ")}`, ...training },
      estimator: neural({ bound, critic: concat({ hidden }), ...training }),
    }),
  ),
  { name: "KSG", settings: neighbours, estimator: ksg(neighbours) },
];
