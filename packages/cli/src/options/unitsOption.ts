import { Option } from "commander";

/** The option --units. */
export const unitsOption = () =>
  new Option("--units <unit>", "unit of the values printed").choices(["nats", "bits"]).default("nats");
