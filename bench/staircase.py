"""The staircase of Poole et al. 2019 in PyTorch eager, one thread: 2, 4, 6, 8, 10 nats, d = 20, batches of 64 fresh pairs.

Reads "NAME STEPS" a line, STEPS being those of each stair, trains a new critic with InfoNCE up the five stairs and answers
with the seconds it took and the mean value over the last quarter of each stair. The same nets, optimiser and batches as
bench/staircase.mjs.
"""

import math
import sys
import time

import torch

from products import gflops

torch.set_num_threads(1)
D, HIDDEN, EMBED, RATE, K = 20, 256, 32, 5e-4, 64


def mlp(inputs, outputs):
    return torch.nn.Sequential(
        torch.nn.Linear(inputs, HIDDEN), torch.nn.ReLU(), torch.nn.Linear(HIDDEN, HIDDEN), torch.nn.ReLU(), torch.nn.Linear(HIDDEN, outputs)
    )


class Separable(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.g, self.h = mlp(D, EMBED), mlp(D, EMBED)

    def forward(self, x, y):
        return self.g(x) @ self.h(y).T


class ConcatTiled(torch.nn.Module):
    """Every pair a row of the critic's input, as the papers' code has it."""

    def __init__(self):
        super().__init__()
        self.net = mlp(2 * D, 1)

    def forward(self, x, y):
        n = len(x)
        pairs = torch.cat([x[:, None].expand(n, n, D), y[None].expand(n, n, D)], 2).reshape(n * n, 2 * D)
        return self.net(pairs).view(n, n)


class ConcatBroadcast(torch.nn.Module):
    """The same critic with its first layer applied to n rows of x and of y and added by broadcasting."""

    def __init__(self):
        super().__init__()
        self.x = torch.nn.Linear(D, HIDDEN, bias=False)
        self.y = torch.nn.Linear(D, HIDDEN)
        self.rest = torch.nn.Sequential(torch.nn.ReLU(), torch.nn.Linear(HIDDEN, HIDDEN), torch.nn.ReLU(), torch.nn.Linear(HIDDEN, 1))

    def forward(self, x, y):
        n = len(x)
        return self.rest((self.x(x)[:, None] + self.y(y)[None]).view(n * n, HIDDEN)).view(n, n)


CRITICS = {"separable": Separable, "concat": ConcatTiled, "concat-broadcast": ConcatBroadcast}


def staircase(name, steps):
    torch.manual_seed(0)
    critic = CRITICS[name]()
    optimiser = torch.optim.Adam(critic.parameters(), lr=RATE)
    ends = []
    for nats in (2, 4, 6, 8, 10):
        rho = math.sqrt(1 - math.exp(-2 * nats / D))
        values = []
        for _ in range(steps):
            x = torch.randn(K, D)
            y = rho * x + math.sqrt(1 - rho * rho) * torch.randn(K, D)
            scores = critic(x, y)
            value = (scores.diag() - torch.logsumexp(scores, 1)).mean() + math.log(K)
            optimiser.zero_grad()
            (-value).backward()
            optimiser.step()
            values.append(value.item())
        last = values[-max(1, steps // 4) :]
        ends.append(sum(last) / len(last))
    return ends


print("ready", torch.__version__, round(gflops()), flush=True)
for line in sys.stdin:
    name, steps = line.split()
    started = time.perf_counter()
    ends = staircase(name, int(steps))
    print(time.perf_counter() - started, *(f"{end:.3f}" for end in ends), flush=True)
