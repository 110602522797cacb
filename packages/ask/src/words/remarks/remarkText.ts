import type { ColumnRef, Remark, RemarkCode, RemarkValues } from "natwise";
import { formatCount } from "../numbers/formatCount.ts";
import { inUnits, type Units } from "../numbers/units.ts";
import { ofColumns } from "./ofColumns.ts";
import { ofEstimates } from "./ofEstimates.ts";
import { ofQuestions } from "./ofQuestions.ts";
import { ofTests } from "./ofTests.ts";
import type { RemarkKind, Speaker, Wording, Wordings } from "./wording.ts";

/** The words of every code; the compiler checks that they are complete. */
export const wordings: Wordings<RemarkCode> = { ...ofEstimates, ...ofTests, ...ofColumns, ...ofQuestions };

/** A remark in words. */
export interface RemarkText {
  readonly kind: RemarkKind;
  /** The observation and why it matters. Notes and refusals have no full stop. */
  readonly sentence: string;
  /** The remedy; null if none is needed. */
  readonly remedy: string | null;
  /** Sentence and remedy. */
  readonly text: string;
}

/** A remark in words, with information in `units` and columns by name. */
export function remarkText({ code, values: all, columns }: Remark, units: Units = "nats"): RemarkText {
  // TypeScript cannot call a union of functions: cast to the wording of one code.
  const { kind, say, remedy } = wordings[code] as unknown as Wording<"constant">;
  const values = all as unknown as RemarkValues["constant"];
  const speaker = speakerFor(columns.map(nameOf), units);
  const sentence = say(values, speaker);
  const cure = typeof remedy === "function" ? remedy(values, speaker) : (remedy ?? null);
  const text = cure === null ? sentence : `${sentence}${kind === "refusal" ? "; " : " "}${cure}`;
  return { kind, sentence, remedy: cure, text };
}

const nameOf = (column: ColumnRef) => (typeof column === "string" ? column : column.side);

function speakerFor(names: readonly string[], units: Units): Speaker {
  const and = (list: readonly string[]) =>
    list.length < 2 ? list.join("") : `${list.slice(0, -1).join(", ")} and ${list[list.length - 1]}`;
  const few = (list: readonly string[]) =>
    list.length <= 4 ? and(list) : `${list.slice(0, 3).join(", ")} and ${list.length - 3} more`;
  return {
    names,
    column: `${names.length === 1 ? "column" : "columns"} ${few(names.map((name) => `"${name}"`))}`,
    subject: few(names),
    nats: (value, decimals = 2) => `${inUnits(value, units).toFixed(decimals)} ${units}`,
    count: formatCount,
    percent: (share) => `${Math.round(100 * share)}%`,
    rows: (n) => `${formatCount(n)} ${n === 1 ? "row" : "rows"}`,
  };
}
