import { gaussians } from "./gaussians.mjs";
import { nonlinear } from "./nonlinear.mjs";

const parts = [gaussians, nonlinear];
const all = (key) => parts.flatMap((part) => part[key]);

export default {
  title: "MINE: Mutual Information Neural Estimation",
  about:
    "Sections 4.1 and 4.2 of Belghazi et al., ICML 2018: MINE and MINE-f against the nearest neighbours of KSG on correlated Gaussians, and on functions seen through noise. Every neural value is cross-fitted: each row is tested once, by a critic that has not seen it.",
  jobs: (options) => parts.flatMap((part) => part.jobs(options)),
  claims: all("claims"),
  figures: all("figures"),
};
