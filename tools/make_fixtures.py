"""Golden fixtures from the real LightGBM: small models, hostile rows and the library's own raw margins, as bits.

    python tools/make_fixtures.py test/fixtures/lightgbm

Writes a folder a case with model.txt, rows.f64 (row-major) and raw.f64 (one margin a row), little-endian f64, and
manifest.json with versions and parameters. Seeds and one thread are fixed, so the same versions write the same bytes.
Models that Postern refuses go to refused/, without rows.
"""

import argparse
import json
import platform
import shutil
from pathlib import Path

import lightgbm
import numpy

COMMAND = "python tools/make_fixtures.py test/fixtures/lightgbm"
SEED = 20260101
NUM_FEATURES = 6
ZERO_BAND = float(numpy.float32(1e-35))
COMMON = {"seed": SEED, "deterministic": True, "force_row_wise": True, "num_threads": 1, "verbosity": -1}
SMALL = {"num_leaves": 8, "min_data_in_leaf": 5}

# name: (label, parameters, boosting rounds, rows of training data)
CASES = {
    "regression": ("real", {"objective": "regression", **SMALL}, 12, 600),
    "regression_sqrt": ("positive", {"objective": "regression", "reg_sqrt": True, **SMALL}, 6, 400),
    "regression_l1": ("real", {"objective": "regression_l1", **SMALL}, 6, 400),
    "huber": ("real", {"objective": "huber", **SMALL}, 6, 400),
    "fair": ("real", {"objective": "fair", **SMALL}, 6, 400),
    "quantile": ("real", {"objective": "quantile", "alpha": 0.8, **SMALL}, 6, 400),
    "mape": ("positive", {"objective": "mape", **SMALL}, 6, 400),
    "poisson": ("positive", {"objective": "poisson", **SMALL}, 6, 400),
    "gamma": ("positive", {"objective": "gamma", **SMALL}, 6, 400),
    "tweedie": ("positive", {"objective": "tweedie", **SMALL}, 6, 400),
    "binary": ("binary", {"objective": "binary", "sigmoid": 0.7, **SMALL}, 12, 600),
    "binary_zero_as_missing": ("binary", {"objective": "binary", "zero_as_missing": True, **SMALL}, 12, 600),
    "binary_no_missing": ("binary", {"objective": "binary", "use_missing": False, **SMALL}, 12, 600),
    "cross_entropy": ("share", {"objective": "cross_entropy", **SMALL}, 6, 400),
    "cross_entropy_lambda": ("share", {"objective": "cross_entropy_lambda", **SMALL}, 6, 400),
    "lambdarank": ("rank", {"objective": "lambdarank", **SMALL}, 6, 400),
    "custom": ("real", {"objective": "none", **SMALL}, 6, 400),
    "dart": ("binary", {"objective": "binary", "boosting": "dart", "drop_rate": 0.5, **SMALL}, 12, 400),
    "random_forest": (
        "binary",
        {"objective": "binary", "boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.6, **SMALL},
        8,
        400,
    ),
    "one_leaf": ("real", {"objective": "regression", "num_leaves": 8, "min_data_in_leaf": 100000}, 3, 300),
    "many_leaves": ("real", {"objective": "regression", "num_leaves": 300, "min_data_in_leaf": 1}, 2, 3000),
    "many_thresholds": (
        "real",
        {"objective": "regression", "num_leaves": 128, "min_data_in_leaf": 1, "max_bin": 4095, "min_data_in_bin": 1},
        8,
        6000,
    ),
}


def training_rows(random, num_rows):
    """Every kind of column: ordinary, around zero, skewed, integer-coded, mostly missing, tiny."""
    rows = random.normal(size=(num_rows, NUM_FEATURES))
    rows[:, 1] = numpy.where(random.random(num_rows) < 0.4, 0.0, rows[:, 1])
    rows[:, 2] = numpy.exp(rows[:, 2] * 4)
    rows[:, 3] = random.integers(0, 40, num_rows)
    rows[:, 5] *= 1e-35
    for column, share in ((0, 0.1), (2, 0.05), (4, 0.7)):
        rows[random.random(num_rows) < share, column] = numpy.nan
    return rows


def label_of(kind, rows, random):
    known = numpy.nan_to_num(rows)
    signal = known[:, 0] + numpy.sin(known[:, 3]) + (known[:, 1] == 0) + 0.8 * numpy.isnan(rows[:, 4])
    signal = signal + numpy.log1p(known[:, 2]) / 4 + numpy.sign(known[:, 5]) + random.normal(size=len(rows)) / 4
    return {
        "real": signal,
        "positive": numpy.exp(signal / 4),
        "binary": (signal > 1).astype(float),
        "share": 1 / (1 + numpy.exp(-signal)),
        "rank": numpy.clip(signal + 1, 0, 4).astype(int),
    }[kind]


def squared_error(predictions, data):
    return predictions - data.get_label(), numpy.ones_like(predictions)


def train(kind, parameters, rounds, rows, label, **options):
    group = [len(rows) // 20] * 20 if kind == "rank" else None
    parameters = {**COMMON, **parameters}
    if parameters["objective"] == "none":
        parameters["objective"] = squared_error
    return lightgbm.train(parameters, lightgbm.Dataset(rows, label, group=group, **options), rounds)


def hostile_values():
    values = [numpy.nan, numpy.inf, -numpy.inf, 0.0, -0.0, 5e-324, -5e-324, 1e-36, -1e-36, 1e300, -1e300]
    for zero in (ZERO_BAND, -ZERO_BAND):
        values += [zero, numpy.nextafter(zero, numpy.inf), numpy.nextafter(zero, -numpy.inf)]
    return values + [numpy.float64(numpy.finfo(numpy.float32).max), 1e-45, -1e-45]


def thresholds_of(model_text):
    """Thresholds used by each feature, straight from the model file."""
    found = [set() for _ in range(NUM_FEATURES)]
    features = None
    for line in model_text.splitlines():
        key, _, value = line.partition("=")
        if key == "split_feature":
            features = [int(word) for word in value.split()]
        elif key == "threshold":
            for feature, word in zip(features, value.split()):
                found[feature].add(float(word))
    return [sorted(column) for column in found]


def scored_rows(model_text, rows, random):
    """Real rows, hostile values in every column, and thresholds with their neighbours in f64 and f32."""
    thresholds = thresholds_of(model_text)
    special = []
    for feature in range(NUM_FEATURES):
        kept = thresholds[feature]
        if len(kept) > 40:
            kept = [kept[i] for i in sorted(random.choice(len(kept), 40, replace=False))]
        near = []
        for threshold in kept:
            single = numpy.float32(threshold)
            near += [threshold, numpy.nextafter(threshold, numpy.inf), numpy.nextafter(threshold, -numpy.inf)]
            near += [single, numpy.nextafter(single, numpy.float32(numpy.inf))]
            near += [numpy.nextafter(single, numpy.float32(-numpy.inf))]
        special.append(numpy.array(hostile_values() + [float(value) for value in near]))
    num_special = max(len(column) for column in special)
    mixed = rows[random.integers(0, len(rows), num_special)].copy()
    for feature, column in enumerate(special):
        places = random.permutation(num_special)[: len(column)]
        mixed[places, feature] = column
    return numpy.concatenate([rows[:50], mixed])


def write_case(folder, name, kind, parameters, rounds, num_rows):
    random = numpy.random.default_rng(SEED)
    rows = training_rows(random, num_rows)
    model = train(kind, parameters, rounds, rows, label_of(kind, rows, random))
    case = folder / name
    case.mkdir(parents=True)
    model.save_model(case / "model.txt")
    text = (case / "model.txt").read_text()
    scored = scored_rows(text, rows, random)
    raw = lightgbm.Booster(model_str=text).predict(scored, raw_score=True, num_threads=1)
    scored.astype("<f8").tofile(case / "rows.f64")
    numpy.asarray(raw, dtype="<f8").tofile(case / "raw.f64")
    return {"name": name, "parameters": parameters, "numRows": len(scored), "numColumns": NUM_FEATURES}


def write_refused(folder):
    random = numpy.random.default_rng(SEED)
    rows = training_rows(random, 300)
    small = {"num_leaves": 4, "min_data_in_leaf": 5}
    refused = folder / "refused"
    refused.mkdir()
    classes = label_of("rank", rows, random) % 3
    odd = rows[:, 3] % 2
    groups = {"min_data_per_group": 1, "cat_smooth": 1}
    models = {
        "categorical": train("binary", {"objective": "binary", **small, **groups}, 2, rows, odd, categorical_feature=[3]),
        "linear_tree": train("real", {"objective": "regression", "linear_tree": True, **small}, 2, rows, rows[:, 3]),
        "multiclass": train("real", {"objective": "multiclass", "num_class": 3, **small}, 2, rows, classes),
    }
    for name, model in models.items():
        model.save_model(refused / f"{name}.txt")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=Path)
    folder = arguments.parse_args().folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    cases = [write_case(folder, name, *plan) for name, plan in CASES.items()]
    write_refused(folder)
    manifest = {
        "command": COMMAND,
        "versions": {"lightgbm": lightgbm.__version__, "numpy": numpy.__version__, "python": platform.python_version()},
        "machine": platform.machine(),
        "seed": SEED,
        "cases": cases,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    main()
