import type { RemarkCode, RemarkValues } from "natwise";

/** A warning about a number, a note on changes to the data, or the reason there is no number. */
export type RemarkKind = "warning" | "note" | "refusal";

/** Helpers for a wording: the remark's columns, and formats for numbers. */
export interface Speaker {
  /** Names of the columns. */
  readonly names: readonly string[];
  /** `column "age"`, or `columns "age" and "sex"`. */
  readonly column: string;
  /** `age`, or `age and sex`: the subject of a sentence. */
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

/** The words of one code: the observation and why it matters, and the remedy. */
export interface Wording<Code extends RemarkCode> {
  readonly kind: RemarkKind;
  say(values: Readonly<RemarkValues[Code]>, speaker: Speaker): string;
  /** Absent if no remedy is needed. */
  readonly remedy?: string | ((values: Readonly<RemarkValues[Code]>, speaker: Speaker) => string);
}

/** Words for some codes. */
export type Wordings<Codes extends RemarkCode> = { readonly [C in Codes]: Wording<C> };

/** The remedy for an estimate that is too low. */
export const atLeast = 'Read the number as "at least about".';
