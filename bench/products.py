"""How fast this PyTorch multiplies matrices on one thread: tells an optimised BLAS from a plain one."""

import time

import torch


def gflops(size=512, rounds=5):
    a, b = torch.randn(size, size), torch.randn(size, size)
    a @ b
    best = float("inf")
    for _ in range(rounds):
        started = time.perf_counter()
        a @ b
        best = min(best, time.perf_counter() - started)
    return 2 * size**3 / best / 1e9
