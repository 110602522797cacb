import { joinParts } from "../shared/joinParts.ts";
import { gaussians } from "./gaussians.ts";
import { nonlinear } from "./nonlinear.ts";

export default joinParts({
  title: "MINE: Mutual Information Neural Estimation",
  about:
    "Sections 4.1 and 4.2 of Belghazi et al., ICML 2018: MINE and MINE-f against the nearest neighbours of KSG on correlated Gaussians, and on functions seen through noise. Every neural value is cross-fitted: each row is tested once, by a critic that has not seen it.",
  parts: [gaussians, nonlinear],
});
