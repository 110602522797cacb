import type { EstimateAnswer } from "../types.ts";

/** Names of the columns that drift, whose estimates must not be read; null if there are none. */
export function driftingColumns({ remarks, estimates }: EstimateAnswer): readonly string[] | null {
  const all = [...remarks, ...estimates.flatMap((one) => one.remarks)];
  const said = all.find(({ code }) => code === "notStationary");
  return said ? said.columns.map((column) => (typeof column === "string" ? column : column.side)) : null;
}
