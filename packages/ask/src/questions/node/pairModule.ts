/** @module The worker of `natwise rank` and `natwise matrix`. */
export { preparePairs as default } from "../preparePairs.ts";
