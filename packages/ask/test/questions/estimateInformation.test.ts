import { expect, it } from "vitest";
import { estimateInformation } from "../../src/questions/estimateInformation.ts";
import { startEngine } from "../../src/startEngine.ts";
import { readTable } from "../../src/tables/node/readTable.ts";
import type { Stop } from "../../src/types.ts";
import { penguins } from "../files.ts";

const question = {
  ...{ x: ["bill_length_mm"], y: ["body_mass_g"], given: [], level: 0.95, permutations: 99 },
  ...{ series: false, seed: 0 },
};
const table = () => readTable({ path: penguins, columns: ["bill_length_mm", "body_mass_g"] });
const codes = (remarks: readonly { readonly code: string }[]) => remarks.map(({ code }) => code);

/** Answers with DoE and KSG, and stops at the first report that `when` picks. */
async function stoppedAt(when: (label: string) => boolean) {
  const stop = new AbortController();
  const engine = await startEngine(1);
  try {
    return await estimateInformation(
      await table(),
      { ...question, estimators: [{ name: "doe", steps: 1_000_000 }, { name: "ksg" }] },
      {
        ...{ engine, signal: stop.signal },
        stop: (): Stop | null => (stop.signal.aborted ? { by: "time", seconds: 2 } : null),
        onProgress({ label }) {
          if (when(label)) stop.abort(new Error("time is up"));
        },
      },
    );
  } finally {
    await engine.dispose();
  }
}

it("a trained critic is beside the answer, which is plain JSON", async () => {
  const engine = await startEngine(1);
  try {
    const estimators = [{ name: "ksg" }, { name: "mine", steps: 20 }];
    const { answer, critic } = await estimateInformation(
      await table(),
      { ...question, estimators },
      { engine },
    );
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
    expect(answer.estimates.map(({ estimator }) => estimator)).toEqual(["KSG", "MINE"]);
    expect(critic?.dims).toEqual({ x: 1, y: 1 });
    // The test is one of the columns, whichever estimator says how much.
    expect(answer.estimates[1].pValue).toBe(answer.estimates[0].pValue);
  } finally {
    await engine.dispose();
  }
});

// The first report of training comes after one look at the validation rows; patience is five of them.
it("ends training when it is stopped, and says what is done and what is missing", async () => {
  const { answer, critic } = await stoppedAt((label) => label.includes(", step "));
  expect(codes(answer.remarks)).toEqual(["stoppedEarly"]);
  expect(answer.remarks[0].values).toEqual({ stop: { by: "time", seconds: 2 }, missing: ["ksg"] });
  const [doe, ...others] = answer.estimates;
  expect(others).toEqual([]);
  expect(doe.estimator).toBe("DoE");
  expect(codes(doe.remarks)).toContain("trainingCutShort");
  for (const curve of doe.curves) expect(curve.length).toBeLessThan(5);
  expect(critic).not.toBeNull();
});

it("throws the signal's reason if nothing was done", async () => {
  const signal = AbortSignal.abort(new Error("time is up"));
  const asked = estimateInformation(
    await table(),
    { ...question, estimators: [{ name: "ksg" }] },
    { signal },
  );
  await expect(asked).rejects.toThrow("time is up");
});
