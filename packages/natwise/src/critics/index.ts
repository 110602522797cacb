/** @module The catalogue of critics. */
import { bilinear } from "./bilinear.ts";
import { concat } from "./concat.ts";
import { conditional } from "./conditional.ts";
import { gated } from "./gated.ts";
import { gaussianConditional } from "./gaussianConditional.ts";
import { mixtureConditional } from "./mixtureConditional.ts";
import { onGaussian } from "./onGaussian.ts";
import { optimal } from "./optimal.ts";
import { separable } from "./separable.ts";

export const critics = {
  concat,
  separable,
  gated,
  bilinear,
  onGaussian,
  optimal,
  conditional,
  gaussianConditional,
  mixtureConditional,
};
