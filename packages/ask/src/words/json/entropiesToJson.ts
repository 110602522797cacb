import type { Entropies, EntropyRow } from "../../types.ts";
import type { Units } from "../numbers/units.ts";
import { inBits } from "./inBits.ts";
import { remarksToJson } from "./remarksToJson.ts";
import { sourceToJson } from "./sourceToJson.ts";

/** Entropies as one plain object; values are in nats, and also in bits if requested. */
export function entropiesToJson(entropies: Entropies, units: Units) {
  const { rows, joint, leftOut } = entropies;
  const one = ({ column, nats, remarks, ...row }: EntropyRow) => ({
    ...{ column, nats, ...inBits(nats, units), ...row },
    ...remarksToJson(remarks, units),
  });
  return { rows: rows.map(one), joint: joint && one(joint), leftOut, ...sourceToJson(entropies, units) };
}
