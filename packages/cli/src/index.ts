/**
 * The `natwise` command, for those who start it from a program: tests, and scripts with a progress bar of their own.
 *
 * @module
 */
export type { Io } from "./frame/io.ts";
export { progressBar } from "./frame/progressBar.ts";
export { main } from "./program.ts";
export { version } from "./version.ts";
