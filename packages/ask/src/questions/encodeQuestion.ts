import { type Remark, remark } from "natwise";
import { checkColumns } from "../tables/checkColumns.ts";
import { checkRows } from "../tables/checkRows.ts";
import { type Encoded, encodeColumns } from "../tables/encodeColumns.ts";
import { sidesOf } from "../tables/sidesOf.ts";
import type { EstimateQuestion, Table } from "../types.ts";
import { refuse } from "../words/refuse.ts";
import { checkSides } from "./checkSides.ts";

/** The sides of a question in the library's format. */
export interface EncodedQuestion {
  readonly x: Encoded;
  readonly y: Encoded;
  readonly given: Encoded | null;
  readonly notes: readonly Remark[];
  readonly remarks: readonly Remark[];
}

/**
 * Looks up, checks and encodes the columns of a question.
 *
 * @throws UsageError for names that are not in the table, and for columns that cannot be used
 */
export function encodeQuestion(
  table: Table,
  question: Pick<EstimateQuestion, "x" | "y" | "given">,
): EncodedQuestion {
  checkSides(question);
  const sides = sidesOf(table, question);
  const columns = [...sides.x, ...sides.y, ...sides.given];
  const asked = { ...table, columns };
  const width = sides.x.length;
  const checks = [checkColumns(asked), checkRows(asked, width, width + sides.y.length)];
  for (const { refusal } of checks) if (refusal !== null) throw refuse(refusal);
  const x = encodeColumns(sides.x);
  const y = encodeColumns(sides.y);
  const given = sides.given.length === 0 ? null : encodeColumns(sides.given);
  return {
    ...{ x, y, given },
    notes: [
      ...table.notes,
      ...[x, y, given].flatMap((side) => side?.notes ?? []),
      ...([x, y, given].some((side) => side?.categories === false) ? [remark("standardised")] : []),
    ],
    remarks: checks.flatMap(({ remarks }) => remarks),
  };
}
