/** @module PyTorch eager on one thread, as fast as this processor lets it be. */
import { readFileSync } from "node:fs";
import { peer } from "./peer.mjs";

/** A product of a plain BLAS runs at a few GFLOP/s, of an optimised one at fifty and more. */
const PLAIN = 20;

/**
 * The script's process, or null where no interpreter has PyTorch, and how to name it. OpenBLAS is told the widest kernels of the
 * processor, which Debian's does not always find itself; how fast its products are stands beside its name, since a PyTorch
 * without an optimised BLAS (on Debian, the package libopenblas0-pthread) is thirteen times slower than with one.
 */
export async function torchPeer(script) {
  const core = readFileSync("/proc/cpuinfo", "utf8").includes("avx512f") ? "SkylakeX" : "Haswell";
  const torch = await peer(new URL(script, import.meta.url), {
    OPENBLAS_CORETYPE: core,
    OPENBLAS_NUM_THREADS: "1",
    OMP_NUM_THREADS: "1",
  });
  if (!torch) return { torch, named: "nothing: no PyTorch here" };
  const [, version, rate] = torch.greeting.split(" ");
  const unfair =
    Number(rate) < PLAIN
      ? "; THE RATIOS MEAN NOTHING: its BLAS is a plain one, install an optimised one"
      : "";
  return {
    torch,
    named: `PyTorch ${version} eager (OPENBLAS_CORETYPE=${core}, matrix products at ${rate} GFLOP/s${unfair})`,
  };
}
