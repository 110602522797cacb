/** @module The estimators that questions can name: `auto`, and what the library's list of methods offers. */
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

/** An estimator by its name, with what a front end needs to offer it. */
export interface Offered {
  /** As it is asked for. */
  readonly name: string;
  /** Its name in the library. */
  readonly method: string;
  /** Other names it goes by, in lower case without blanks and dashes. */
  readonly also: readonly string[];
  readonly kind: "auto" | "trained" | "neighbours" | "closed form";
  /** Whether it takes a critic of the caller's choice. */
  readonly takesCritic: boolean;
  /** Whether it can condition on columns. */
  readonly conditional: boolean;
  make(options: Options): Estimator;
}

/** The networks of the trained ones. */
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

/** In the order in which they are listed. */
export const catalogue: readonly Offered[] = [
  {
    ...{ name: "auto", method: "auto", also: [], kind: "auto", takesCritic: false, conditional: true },
    make: () => auto(),
  },
  ...methods.flatMap(offer),
];
