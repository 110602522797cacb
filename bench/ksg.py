"""KSG by scikit-learn and by ennemi, one thread each. Reads "WHO N D SEED", answers with milliseconds and the estimate.

scikit-learn's mutual_info_regression takes one column a side. For more, its own recipe (feature_selection/_mutual_info.py,
_compute_mi_cc) is followed with its own trees.
"""

import sys
import time

import numpy as np
import sklearn
from scipy.special import digamma
from sklearn.feature_selection import mutual_info_regression
from sklearn.neighbors import KDTree, NearestNeighbors

try:
    import ennemi
    from importlib.metadata import version

    known = {"ennemi": version("ennemi")}
except ImportError:
    known = {}

K = 3


def with_trees(x, y):
    n = len(x)
    both = NearestNeighbors(metric="chebyshev", n_neighbors=K).fit(np.hstack([x, y]))
    radius = np.nextafter(both.kneighbors()[0][:, -1], 0)
    counts = [
        KDTree(side, metric="chebyshev").query_radius(side, radius, count_only=True, return_distance=False)
        for side in (x, y)
    ]
    return digamma(n) + digamma(K) - np.mean(digamma(counts[0])) - np.mean(digamma(counts[1]))


def by_scikit(x, y):
    if x.shape[1] > 1:
        return with_trees(x, y)
    return mutual_info_regression(x, y[:, 0], n_neighbors=K, random_state=0)[0]


def by_ennemi(x, y):
    return ennemi.estimate_mi(y[:, 0], x[:, 0], k=K, max_threads=1)[0, 0]


print("ready", sklearn.__version__, known.get("ennemi", "-"), flush=True)
for line in sys.stdin:
    who, *numbers = line.split()
    n, d, seed = map(int, numbers)
    source = np.random.default_rng(seed)
    x = source.standard_normal((n, d))
    y = 0.6 * x + 0.8 * source.standard_normal((n, d))
    started = time.perf_counter()
    value = {"scikit-learn": by_scikit, "ennemi": by_ennemi}[who](x, y)
    print(1000 * (time.perf_counter() - started), value, flush=True)
