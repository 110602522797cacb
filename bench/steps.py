"""The three training steps of the benchmark in PyTorch eager, one thread.

Reads a line per request on standard input, "NAME STEPS", and answers with milliseconds per step. The same nets, the
same optimiser and the same batch sizes as bench/steps.mjs; data are drawn beforehand on both sides.
"""

import math
import sys
import time

import torch

from products import gflops

torch.set_num_threads(1)
torch.manual_seed(0)
D, HIDDEN, EMBED, RATE = 20, 256, 32, 5e-4
RHO = math.sqrt(1 - math.exp(-2 * 4 / D))


def mlp(inputs, outputs):
    return torch.nn.Sequential(
        torch.nn.Linear(inputs, HIDDEN), torch.nn.ReLU(), torch.nn.Linear(HIDDEN, HIDDEN), torch.nn.ReLU(), torch.nn.Linear(HIDDEN, outputs)
    )


def batches(size, count=50):
    x = torch.randn(count, size, D)
    return x, RHO * x + math.sqrt(1 - RHO * RHO) * torch.randn(count, size, D)


class Mine(torch.nn.Module):
    """128 joint pairs and 128 shuffled ones; the Donsker-Varadhan value."""

    size = 128

    def __init__(self):
        super().__init__()
        self.net = mlp(2 * D, 1)

    def forward(self, x, y):
        shuffled = torch.cat([y[1:], y[:1]])
        scores = self.net(torch.cat([torch.cat([x, y], 1), torch.cat([x, shuffled], 1)])).view(2, -1)
        return scores[0].mean() - (torch.logsumexp(scores[1], 0) - math.log(len(x)))


class ConcatTiled(torch.nn.Module):
    """InfoNCE over 64 x 64 pairs, every pair a row of the critic's input, as the papers' code has it."""

    size = 64

    def __init__(self):
        super().__init__()
        self.net = mlp(2 * D, 1)

    def forward(self, x, y):
        n = len(x)
        pairs = torch.cat([x[:, None].expand(n, n, D), y[None].expand(n, n, D)], 2).reshape(n * n, 2 * D)
        return info_nce(self.net(pairs).view(n, n))


class ConcatBroadcast(torch.nn.Module):
    """The same critic with its first layer applied to n rows of x and of y and added by broadcasting."""

    size = 64

    def __init__(self):
        super().__init__()
        self.x = torch.nn.Linear(D, HIDDEN, bias=False)
        self.y = torch.nn.Linear(D, HIDDEN)
        self.rest = torch.nn.Sequential(torch.nn.ReLU(), torch.nn.Linear(HIDDEN, HIDDEN), torch.nn.ReLU(), torch.nn.Linear(HIDDEN, 1))

    def forward(self, x, y):
        n = len(x)
        return info_nce(self.rest((self.x(x)[:, None] + self.y(y)[None]).view(n * n, HIDDEN)).view(n, n))


class Separable(torch.nn.Module):
    """InfoNCE over 128 x 128 pairs of a separable critic."""

    size = 128

    def __init__(self):
        super().__init__()
        self.g, self.h = mlp(D, EMBED), mlp(D, EMBED)

    def forward(self, x, y):
        return info_nce(self.g(x) @ self.h(y).T)


def info_nce(scores):
    return (scores.diag() - torch.logsumexp(scores, 1)).mean() + math.log(len(scores))


MODELS = {"mine": Mine, "concat": ConcatTiled, "concat-broadcast": ConcatBroadcast, "separable": Separable}
READY = {}
for name, Model in MODELS.items():
    model = Model()
    READY[name] = (model, torch.optim.Adam(model.parameters(), lr=RATE), batches(Model.size))

print("ready", torch.__version__, round(gflops()), flush=True)
for line in sys.stdin:
    name, steps = line.split()
    model, optimiser, (xs, ys) = READY[name]
    started = time.perf_counter()
    for step in range(int(steps)):
        loss = -model(xs[step % 50], ys[step % 50])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    print(1000 * (time.perf_counter() - started) / int(steps), flush=True)
