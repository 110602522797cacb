/** @module The catalogue of optimisers and of their wrappers. */
import { adam } from "./adam.ts";
import { clipByGlobalNorm } from "./clipByGlobalNorm.ts";
import { sgd } from "./sgd.ts";
import { weightDecay } from "./weightDecay.ts";

export const optimisers = { adam, sgd };

export const wrappers = { clipByGlobalNorm, weightDecay };
