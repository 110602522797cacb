/** @module One line for each bound. A bound listed here is in the library, the laws, METHODS.md and the command. */
export { ba } from "./ba.ts";
export { baRate } from "./baRate.ts";
export { club } from "./club.ts";
export { doe } from "./doe.ts";
export { dv } from "./dv.ts";
export { flo } from "./flo.ts";
export { iAlpha } from "./iAlpha.ts";
export { infoNCE } from "./infoNCE.ts";
export { js } from "./js.ts";
export { leaveOneOut } from "./leaveOneOut.ts";
export { mine } from "./mine.ts";
export { nwj } from "./nwj.ts";
export { smile } from "./smile.ts";
export { tnce } from "./tnce.ts";
export { tuba } from "./tuba.ts";
export { uba } from "./uba.ts";
