"""scikit-learn's mutual_info_regression, one thread. Reads "N SEED", answers with milliseconds and the estimate."""

import sys
import time

import numpy as np
import sklearn
from sklearn.feature_selection import mutual_info_regression

print("ready", sklearn.__version__, flush=True)
for line in sys.stdin:
    n, seed = map(int, line.split())
    source = np.random.default_rng(seed)
    x = source.standard_normal(n)
    y = 0.6 * x + 0.8 * source.standard_normal(n)
    started = time.perf_counter()
    value = mutual_info_regression(x[:, None], y, n_neighbors=3, random_state=0)[0]
    print(1000 * (time.perf_counter() - started), value, flush=True)
