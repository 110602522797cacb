import type { TestAnswer } from "../../types.ts";
import { remarkCell } from "./remarkCell.ts";

/** A test of independence for CSV: one row. */
export function testRows({ x, y, given, compared, remarks, ...answer }: TestAnswer) {
  const { pValue, surrogate, statistic, permutations, n, tested, seed } = answer;
  return [
    {
      ...{ x: x.join(", "), y: y.join(", "), given: given.join(", "), pValue, surrogate, statistic },
      ...{ observed: compared.observed, unit: compared.unit, permutations, n, tested, seed },
      warnings: remarkCell(remarks),
    },
  ];
}
