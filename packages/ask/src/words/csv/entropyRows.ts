import type { Entropies } from "../../types.ts";
import { remarkCell } from "./remarkCell.ts";

/** Entropies for CSV: a row per column, and the joint entropy last. */
export function entropyRows({ rows, joint }: Entropies) {
  return [...rows, ...(joint ? [joint] : [])].map(({ column, nats, kind, standardError, n, remarks }) => ({
    ...{ column, nats, kind, standardError, n },
    warnings: remarkCell(remarks),
  }));
}
