import { joinParts } from "../shared/joinParts.ts";
import { hardKinds } from "./hardKinds.ts";
import { intervals } from "./intervals.ts";
import { pValues } from "./pValues.ts";

export default joinParts({
  title: "Calibration: intervals and p-values",
  about:
    "Intervals of 95% on data whose information is known, and p-values of data that have none: how often the first contain the truth, and whether the second are uniform. Estimator auto, without trained critics.",
  parts: [intervals, hardKinds, pValues],
});
