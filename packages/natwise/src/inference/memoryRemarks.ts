import { type Remark, remark } from "../remarks.ts";
import type { Memory } from "../types.ts";

/** Remarks on the memory of a series; none without it. */
export function memoryRemarks(memory: Memory | undefined): Remark[] {
  if (!memory) return [];
  const { drifting, corrected, bias, independent } = memory;
  if (drifting.length > 0) return [remark("notStationary", {}, drifting)];
  return corrected ? [remark("memoryRemoved", { nats: bias, independent })] : [];
}
