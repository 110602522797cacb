import type { RemarkCode, RemarkValues } from "natwise";

/** What a remark is for: a warning about a number, a note on what was done to the data, or why there is no number. */
export type RemarkKind = "warning" | "note" | "refusal";

/** What a wording has at hand: the remark's columns, and numbers as this reader wants them. */
export interface Speaker {
  /** Names of the columns. */
  readonly names: readonly string[];
  /** `column "age"`, or `columns "age" and "sex"`. */
  readonly column: string;
  /** `age`, or `age and sex`: to begin a sentence with. */
  readonly subject: string;
  /** Information with its unit: "0.40 nats". */
  nats(value: number, decimals?: number): string;
  /** "10,000" */
  count(n: number): string;
  /** "12%" */
  percent(share: number): string;
  /** "3 rows", "1 row" */
  rows(n: number): string;
}

/** The words of one code: what was seen and why it matters, and what to do about it. */
export interface Wording<Code extends RemarkCode> {
  readonly kind: RemarkKind;
  say(values: Readonly<RemarkValues[Code]>, speaker: Speaker): string;
  /** Absent where nothing has to be done. */
  readonly remedy?: string | ((values: Readonly<RemarkValues[Code]>, speaker: Speaker) => string);
}

/** Words for some codes. */
export type Wordings<Codes extends RemarkCode> = { readonly [C in Codes]: Wording<C> };
