/** How a page was made, for its foot. */
export interface Made {
  /** What was typed. */
  readonly command: readonly string[];
  /** Of natwise. */
  readonly version: string;
}
