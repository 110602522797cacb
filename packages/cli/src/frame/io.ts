/** The environment of a command, so that tests can run it without a new process. */
export interface Io {
  stdout(text: string): void;
  stderr(text: string): void;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** The terminal for a progress bar; null without one. */
  readonly terminal: NodeJS.WriteStream | null;
  /** The command's arguments, for the report. */
  readonly argv: readonly string[];
}
