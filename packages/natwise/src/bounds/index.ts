/** @module The catalogue of bounds: what is listed here is in the battery of laws and in the command. */
import { dv } from "./dv.ts";
import { infoNCE } from "./infoNCE.ts";
import { mine } from "./mine.ts";
import { nwj } from "./nwj.ts";

export const bounds = { mine, nwj, dv, infoNCE };
export type BoundName = keyof typeof bounds;
