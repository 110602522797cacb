/** The origin of a page, for its footer. */
export interface Made {
  /** The command line. */
  readonly command: readonly string[];
  /** The version of natwise. */
  readonly version: string;
}
