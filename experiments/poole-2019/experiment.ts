import { joinParts } from "../shared/joinParts.ts";
import { optimal } from "./optimal.ts";
import { staircase } from "./staircase.ts";

export default joinParts({
  title: "On Variational Bounds of Mutual Information",
  about:
    "Poole et al., ICML 2019: every bound with separable and joint critics up a staircase of 2 to 10 nats, and what is left of bias and variance when the critic is the best there is. Values are taken on fresh batches, before the critic learns from them: all are held out.",
  parts: [staircase, optimal],
});
