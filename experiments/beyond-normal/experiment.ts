import { joinParts } from "../shared/joinParts.ts";
import { beyond } from "./beyond.ts";
import { forty } from "./forty.ts";
import { grid } from "./grid.ts";

export default joinParts({
  title: "Beyond Normal: 40 tasks",
  about:
    "The benchmark of Czyż et al., NeurIPS 2023: distributions of known information with long tails, many columns, sparse dependence and one-to-one maps that change their shape and not their information. And the grid of correlated normal pairs of 1 to 10 nats that mutinfo publishes. 10,000 rows a draw; critics are cross-fitted.",
  parts: [forty, grid, beyond],
});
