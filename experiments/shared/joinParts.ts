import type {
  Experiment,
  ExperimentJob,
  Figure,
  JobsOptions,
  Row,
  Table,
  Verdict,
} from "@natwise/ask/experiments";
import { ofPart } from "./rows.ts";

/** A claim about the rows of a part. */
export interface PartClaim<R extends Row = Row> {
  readonly claim: string;
  /** `all` are the rows of every part. */
  check(rows: readonly R[], all: readonly Row[]): Verdict;
}

/** An experiment within an experiment: its claims, figures and tables are about its own rows. */
export interface Part<R extends Row = Row> {
  /** The label `part` of its jobs. */
  readonly part: string;
  jobs(options: JobsOptions): readonly ExperimentJob[];
  readonly claims: readonly PartClaim<R>[];
  readonly figures: readonly Figure<R>[];
  readonly tables?: readonly Table<R>[];
}

/** An experiment of several parts. */
export function joinParts({
  parts,
  ...about
}: Pick<Experiment, "title" | "about"> & { readonly parts: readonly Part[] }): Experiment {
  return {
    ...about,
    jobs: (options) => parts.flatMap((part) => part.jobs(options)),
    claims: parts.flatMap(({ part, claims }) =>
      claims.map(({ claim, check }) => ({ claim, check: (rows) => check(ofPart(rows, part), rows) })),
    ),
    figures: parts.flatMap(({ part, figures }) =>
      figures.map((figure) => ({
        ...figure,
        draw: (rows, plotter) => figure.draw(ofPart(rows, part), plotter),
      })),
    ),
    tables: parts.flatMap(({ part, tables = [] }) =>
      tables.map((table) => ({ ...table, cells: (rows) => table.cells(ofPart(rows, part)) })),
    ),
  };
}
