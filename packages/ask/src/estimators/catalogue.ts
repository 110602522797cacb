/** @module The estimators that questions can name: `auto`, and those of the library's list of methods. */
import {
  auto,
  type Bound,
  bounds,
  concat,
  discrete,
  type Estimator,
  gao,
  gaussianCopula,
  gaussianMi,
  geometricKnn,
  ksg,
  type Method,
  methods,
  neural,
  ross,
  separable,
} from "natwise";
import type { EstimatorSpec } from "../types.ts";

type Options = Omit<EstimatorSpec, "name">;

/** An estimator, with the properties that a front end needs. */
export interface Offered {
  /** Its name in questions. */
  readonly name: string;
  /** Its name in the library. */
  readonly method: string;
  /** Alternative names, in lower case without blanks and dashes. */
  readonly also: readonly string[];
  readonly kind: "auto" | "trained" | "neighbours" | "closed form";
  /** Whether the user can choose its critic. */
  readonly takesCritic: boolean;
  /** Whether it can condition on columns. */
  readonly conditional: boolean;
  make(options: Options): Estimator;
}

/** The networks of trained estimators. */
export const criticsOffered: Readonly<Record<string, () => ReturnType<typeof concat>>> = {
  separable: () => separable(),
  concat: () => concat(),
};

const makers: Readonly<Record<string, (options: Options) => Estimator>> = {
  ksg: ({ k }) => ksg({ k }),
  gao: ({ k }) => gao({ k }),
  ross: ({ k }) => ross({ k }),
  geometricKnn: ({ k }) => geometricKnn({ k }),
  gaussianMi: () => gaussianMi(),
  gaussianCopula: () => gaussianCopula(),
  discrete: () => discrete(),
};

const alsoCalled: Readonly<Record<string, readonly string[]>> = {
  nwj: ["minef"],
  infoNCE: ["cpc"],
  js: ["jsd"],
  geometricKnn: ["lnc"],
  discrete: ["counts"],
};

const trainBound =
  (name: string) =>
  ({ critic, steps, batch }: Options) =>
    neural({
      bound: (bounds as unknown as Record<string, () => Bound<"any", "none">>)[name](),
      critic: critic === undefined ? undefined : criticsOffered[critic](),
      ...{ steps, batch },
    });

function offer({ name, offeredAs, kind, critic }: Method): Offered[] {
  if (offeredAs === null) return [];
  const trained = kind === "bound";
  const make = trained ? trainBound(name) : makers[name];
  return [
    {
      ...{ name: offeredAs, method: name, also: [name.toLowerCase(), ...(alsoCalled[name] ?? [])], make },
      kind: trained ? "trained" : kind === "neighbours" ? "neighbours" : "closed form",
      takesCritic: trained && critic === "any",
      conditional: !trained && make({}).conditional !== undefined,
    },
  ];
}

/** All estimators, in the order in which they are listed. */
export const catalogue: readonly Offered[] = [
  {
    ...{ name: "auto", method: "auto", also: [], kind: "auto", takesCritic: false, conditional: true },
    make: () => auto(),
  },
  ...methods.flatMap(offer),
];
