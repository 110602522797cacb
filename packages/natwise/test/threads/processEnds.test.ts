import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const library = fileURLToPath(new URL("../../dist/index.js", import.meta.url));

/** Runs a module in a process of its own. */
function run(code: string): {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
} {
  const program = `
    import { estimate, ksg, random } from ${JSON.stringify(library)};
    const { normal } = random(1);
    const rows = () => Array.from({ length: 20_000 }, () => [normal(), normal()]);
    ${code}
  `;
  return spawnSync(process.execPath, ["--input-type=module", "-e", program], {
    encoding: "utf8",
    timeout: 30_000,
  });
}

test("threads do not keep a process alive, and a thread that works is not lost", () => {
  const { status, stdout, stderr } = run(`
    const found = await estimate(rows(), rows(), { estimator: ksg(), threads: 3 });
    console.log(Number.isFinite(found.nats));
  `);
  expect(stderr).toBe("");
  expect(stdout).toBe("true\n");
  expect(status).toBe(0);
});

test("searches that run at once share the threads, and have the bits that they have alone", () => {
  const { status, stdout, stderr } = run(`
    const sides = [rows(), rows(), rows()];
    const work = (threads) => sides.map((x) => () => estimate(x, sides[1], { estimator: ksg(), threads }));
    const alone = [];
    for (const one of work(1)) alone.push((await one()).nats);
    const together = await Promise.all(work(2).map((one) => one()));
    console.log(together.every(({ nats }, i) => nats === alone[i]));
  `);
  expect(stderr).toBe("");
  expect(stdout).toBe("true\n");
  expect(status).toBe(0);
});
