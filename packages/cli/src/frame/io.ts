/** What a command may touch of the world, so that tests run it without a process of its own. */
export interface Io {
  stdout(text: string): void;
  stderr(text: string): void;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** Where a progress bar may be drawn; null where nobody watches. */
  readonly terminal: NodeJS.WriteStream | null;
  /** How the command was called, for the report. */
  readonly argv: readonly string[];
}
