/** @module The catalogue of bounds: what is listed here is in the battery of laws, in METHODS.md and in the command. */
import { ba } from "./ba.ts";
import { baRate } from "./baRate.ts";
import { club } from "./club.ts";
import { doe } from "./doe.ts";
import { dv } from "./dv.ts";
import { flo } from "./flo.ts";
import { iAlpha } from "./iAlpha.ts";
import { infoNCE } from "./infoNCE.ts";
import { js } from "./js.ts";
import { leaveOneOut } from "./leaveOneOut.ts";
import { mine } from "./mine.ts";
import { nwj } from "./nwj.ts";
import { smile } from "./smile.ts";
import { tnce } from "./tnce.ts";
import { tuba } from "./tuba.ts";
import { uba } from "./uba.ts";

export const bounds = {
  ...{ mine, nwj, dv, infoNCE, tuba, js, iAlpha, smile, flo, uba },
  ...{ ba, tnce, doe, leaveOneOut, baRate, club },
};
export type BoundName = keyof typeof bounds;
