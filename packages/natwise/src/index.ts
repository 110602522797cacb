/**
 * Mutual information from data.
 *
 * @module
 */

export { dv } from "./bounds/dv.ts";
export { type BoundName, bounds } from "./bounds/index.ts";
export { infoNCE } from "./bounds/infoNCE.ts";
export { mine } from "./bounds/mine.ts";
export { nwj } from "./bounds/nwj.ts";
export { concat } from "./critics/concat.ts";
export { scores } from "./critics/scores.ts";
export { separable } from "./critics/separable.ts";
export { jaxEngine } from "./engine/jaxEngine.ts";
export { type EstimateOptions, estimate } from "./estimate.ts";
export { type NeuralOptions, neural } from "./estimators/neural.ts";
export { ksg } from "./neighbours/ksg.ts";
export { random } from "./random.ts";
export { cubic } from "./tasks/cubic.ts";
export { elementwise } from "./tasks/elementwise.ts";
export { gaussian } from "./tasks/gaussian.ts";
export { linear } from "./tasks/linear.ts";
export { mapX } from "./tasks/mapX.ts";
export { mapY } from "./tasks/mapY.ts";
export { noisyFunction } from "./tasks/noisyFunction.ts";
export type { RowMap } from "./tasks/rowMap.ts";
export { type MiTerm, miTerm } from "./training/miTerm.ts";
export { type StreamOptions, stream } from "./training/stream.ts";
export { type Trainer, type TrainState, trainer } from "./training/trainer.ts";
export type * from "./types.ts";
