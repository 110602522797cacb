/** @module PyTorch eager on one thread, with the fastest kernels of this processor. */
import { readFileSync } from "node:fs";
import { peer } from "./peer.mjs";

/** A threshold in GFLOP/s: a plain BLAS reaches a few, an optimised one fifty or more. */
const PLAIN = 20;

/**
 * The script's process, or null if no interpreter has PyTorch, and its name. The environment selects OpenBLAS's widest kernels,
 * which Debian's build does not always find. The name includes the speed of matrix products: PyTorch without an optimised BLAS
 * (on Debian, the package libopenblas0-pthread) is thirteen times slower than with one.
 */
export async function torchPeer(script) {
  const core = readFileSync("/proc/cpuinfo", "utf8").includes("avx512f") ? "SkylakeX" : "Haswell";
  const torch = await peer(new URL(script, import.meta.url), {
    OPENBLAS_CORETYPE: core,
    OPENBLAS_NUM_THREADS: "1",
    OMP_NUM_THREADS: "1",
  });
  if (!torch) return { torch, named: "nothing (PyTorch not found)" };
  const [, version, rate] = torch.greeting.split(" ");
  const unfair =
    Number(rate) < PLAIN
      ? "; THE RATIOS ARE MEANINGLESS: its BLAS is not optimised, install an optimised one"
      : "";
  return {
    torch,
    named: `PyTorch ${version} eager (OPENBLAS_CORETYPE=${core}, matrix products at ${rate} GFLOP/s${unfair})`,
  };
}
