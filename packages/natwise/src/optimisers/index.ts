/** @module The catalogue of optimisers and of what can be put round them. */
import { adam } from "./adam.ts";
import { clipByGlobalNorm } from "./clipByGlobalNorm.ts";
import { sgd } from "./sgd.ts";
import { weightDecay } from "./weightDecay.ts";

export const optimisers = { adam, sgd };

export const wrappers = { clipByGlobalNorm, weightDecay };
