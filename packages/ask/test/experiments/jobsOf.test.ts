import { expect, it } from "vitest";
import type { Experiment, ExperimentJob } from "../../src/experiments/experiment.ts";
import { jobsOf } from "../../src/experiments/jobsOf.ts";
import { UsageError } from "../../src/UsageError.ts";

const experimentOf = (...ids: string[]): Experiment => ({
  ...{ title: "", about: "", claims: [], figures: [] },
  jobs: ({ seed }) => ids.map((id): ExperimentJob => ({ id, labels: { seed }, run: async () => ({}) })),
});
const options = { quick: false, seed: 3 };

it("gives an experiment's jobs for the seed asked for", () => {
  const jobs = jobsOf(experimentOf("ksg/rho0.3-seed0", "a_b+c=1.5"), options);
  expect(jobs.map(({ id }) => id)).toEqual(["ksg/rho0.3-seed0", "a_b+c=1.5"]);
  expect(jobs[0].labels).toEqual({ seed: 3 });
});

it.each(["", "../up", "a/../b", "a//b", "/a", "a/", "a b", "a/.", "...", "ä"])(
  "refuses %j as an id: its result is a file of that name",
  (id) => {
    expect(() => jobsOf(experimentOf("good", id), options)).toThrow(/an id is words of letters, digits/);
    expect(() => jobsOf(experimentOf(id), options)).toThrow(UsageError);
  },
);

it("refuses two jobs of one id: they would share a result", () => {
  expect(() => jobsOf(experimentOf("a", "b", "a"), options)).toThrow('job "a": two jobs have this id');
});
