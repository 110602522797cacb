/** @module What a thread of `natwise rank` and `natwise matrix` does. */
export { preparePairs as default } from "../preparePairs.ts";
