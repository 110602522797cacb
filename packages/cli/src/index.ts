/**
 * The `natwise` command as a function, for tests and for scripts with their own progress bar.
 *
 * @module
 */
export type { Io } from "./frame/io.ts";
export { progressBar } from "./frame/progressBar.ts";
export { main } from "./program.ts";
export { version } from "./version.ts";
