import type { Entropies } from "../../types.ts";
import { remarkCell } from "./remarkCell.ts";

/** Entropies for CSV: a row a column, and last that of all together. */
export function entropyRows({ rows, joint }: Entropies) {
  return [...rows, ...(joint ? [joint] : [])].map(({ column, nats, kind, standardError, n, remarks }) => ({
    ...{ column, nats, kind, standardError, n },
    warnings: remarkCell(remarks),
  }));
}
