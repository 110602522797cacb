"""Mutual information of each column with the target by scikit-learn, for data sets that come with it.

Writes DIRECTORY/NAME.csv for each data set, and prints one JSON object: name -> column -> nats, the mean over ten seeds
of the noise that scikit-learn adds.
"""

import json
import sys

import numpy as np
import sklearn
from sklearn.datasets import load_breast_cancer, load_diabetes, load_iris, load_wine
from sklearn.feature_selection import mutual_info_classif, mutual_info_regression

SETS = {
    "iris": (load_iris, mutual_info_classif),
    "wine": (load_wine, mutual_info_classif),
    "breast_cancer": (load_breast_cancer, mutual_info_classif),
    "diabetes": (load_diabetes, mutual_info_regression),
}


def write(path, names, data, target):
    with open(path, "w") as file:
        file.write(",".join([*names, "target"]) + "\n")
        for row, label in zip(data, target):
            file.write(",".join([*(repr(float(v)) for v in row), label]) + "\n")


found = {}
for name, (load, measure) in SETS.items():
    loaded = load()
    names = ["_".join(column.replace("(", "").replace(")", "").split()) for column in loaded.feature_names]
    numbers = measure is mutual_info_regression
    labels = [repr(float(t)) if numbers else f"class {t}" for t in loaded.target]
    write(f"{sys.argv[1]}/{name}.csv", names, loaded.data, labels)
    values = [measure(loaded.data, loaded.target, n_neighbors=3, random_state=seed) for seed in range(10)]
    found[name] = dict(zip(names, np.mean(values, axis=0)))
print(json.dumps({"version": sklearn.__version__, "found": found}))
