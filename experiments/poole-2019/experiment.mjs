import { optimal } from "./optimal.mjs";
import { staircase } from "./staircase.mjs";

const parts = [staircase, optimal];
const all = (key) => parts.flatMap((part) => part[key] ?? []);

export default {
  title: "On Variational Bounds of Mutual Information",
  about:
    "Poole et al., ICML 2019: every bound with separable and joint critics up a staircase of 2 to 10 nats, and what is left of bias and variance when the critic is the best there is. Values are taken on fresh batches, before the critic learns from them: all are held out.",
  jobs: (options) => parts.flatMap((part) => part.jobs(options)),
  claims: all("claims"),
  figures: all("figures"),
  tables: all("tables"),
};
