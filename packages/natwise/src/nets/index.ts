/** @module The catalogue of nets. */
import { activations } from "./activations.ts";
import { batchNorm } from "./batchNorm.ts";
import { conv } from "./conv.ts";
import { convTranspose } from "./convTranspose.ts";
import { dense } from "./dense.ts";
import { dropout } from "./dropout.ts";
import { flatten } from "./flatten.ts";
import { gates } from "./gates.ts";
import { gaussianNoise } from "./gaussianNoise.ts";
import { layerNorm } from "./layerNorm.ts";
import { mlp } from "./mlp.ts";
import { reshape } from "./reshape.ts";
import { residual } from "./residual.ts";
import { sequential } from "./sequential.ts";

export const nets = {
  dense,
  conv,
  convTranspose,
  batchNorm,
  layerNorm,
  dropout,
  gaussianNoise,
  gates,
  flatten,
  reshape,
  ...activations,
  sequential,
  residual,
  mlp,
};
