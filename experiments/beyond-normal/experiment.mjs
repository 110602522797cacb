import { tasks } from "./forty.mjs";
import { grid } from "./grid.mjs";

const parts = [tasks, grid];
const all = (key) => parts.flatMap((part) => part[key]);

export default {
  title: "Beyond Normal: 40 tasks",
  about:
    "The benchmark of Czyż et al., NeurIPS 2023: distributions of known information with long tails, many columns, sparse dependence and one-to-one maps that change their shape and not their information. And the grid of correlated normal pairs of 1 to 10 nats that mutinfo publishes. 10,000 rows a draw; critics are cross-fitted.",
  jobs: (options) => parts.flatMap((part) => part.jobs(options)),
  claims: all("claims"),
  tables: all("tables"),
  figures: all("figures"),
};
