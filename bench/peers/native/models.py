"""The benchmark's models and rows: seeded, synthetic, trained with each library on the same data.

    python models.py FOLDER MODEL...

writes FOLDER/MODEL/{lightgbm.txt, xgboost.json, catboost.cbm, catboost.json, ydf/, about.json} and FOLDER/MODEL/rows.f32
(row-major, one million rows). What is there already is kept.
"""

import json
import pathlib
import sys

import catboost
import lightgbm
import numpy as np
import pandas as pd
import xgboost
import ydf

NUM_FEATURES = 32
TRAINING_ROWS = 40_000
TEST_ROWS = 1_000_000
THREADS = 2
# of the mixed models: the last features are categories, those before them are sometimes missing
NUM_CATEGORICAL = 4
NUM_WITH_MISSING = 5
NUM_CATEGORIES = 30
MISSING_SHARE = 0.1

MODELS = {
    f"{shape}-{trees}": (shape, trees) for shape in ("complete", "leafwise", "mixed") for trees in (100, 500)
}
LEAVES = {"complete": 64, "leafwise": 31, "mixed": 31}
# CatBoost's trees are oblivious: the nearest depth
OBLIVIOUS_DEPTH = {"complete": 6, "leafwise": 5, "mixed": 5}


def categorical_features(shape):
    return list(range(NUM_FEATURES - NUM_CATEGORICAL, NUM_FEATURES)) if shape == "mixed" else []


def draw_rows(shape, count, seed):
    random = np.random.default_rng(seed)
    rows = random.standard_normal((count, NUM_FEATURES), dtype=np.float32)
    if shape == "mixed":
        first = NUM_FEATURES - NUM_CATEGORICAL
        rows[:, first:] = random.integers(0, NUM_CATEGORIES, (count, NUM_CATEGORICAL))
        missing = rows[:, first - NUM_WITH_MISSING : first]
        missing[random.random(missing.shape, dtype=np.float32) < MISSING_SHARE] = np.nan
    return rows


def draw_target(rows, shape):
    random = np.random.default_rng(11)
    known = np.nan_to_num(rows, nan=1.5).astype(np.float64)
    weights = random.standard_normal(NUM_FEATURES)
    if shape == "mixed":
        for feature in categorical_features(shape):
            known[:, feature] = random.standard_normal(NUM_CATEGORIES)[known[:, feature].astype(int)] * 0.5
    bends = np.sin(3 * known[:, 0]) + known[:, 1] * known[:, 2] + np.abs(known[:, 3])
    return known @ weights + 2 * bends + random.standard_normal(len(rows))


def train_lightgbm(folder, shape, trees, rows, target):
    parameters = {
        "objective": "regression",
        "num_leaves": LEAVES[shape],
        "max_depth": 6 if shape == "complete" else -1,
        "min_data_in_leaf": 1 if shape == "complete" else 20,
        "min_sum_hessian_in_leaf": 0,
        "learning_rate": 0.1,
        "verbose": -1,
        "seed": 1,
        "deterministic": True,
        "force_col_wise": True,
        "num_threads": THREADS,
    }
    data = lightgbm.Dataset(rows, target, categorical_feature=categorical_features(shape) or "auto")
    model = lightgbm.train(parameters, data, trees)
    model.save_model(folder / "lightgbm.txt")
    return describe(model.dump_model())


def describe(dumped):
    """Shares of the nodes, and how many leaves trees have: what the benchmark says of its model."""
    nodes, leaves = [], []

    def visit(node):
        if "split_feature" not in node:
            return 1
        nodes.append(node)
        return visit(node["left_child"]) + visit(node["right_child"])

    for tree in dumped["tree_info"]:
        leaves.append(visit(tree["tree_structure"]))
    share = lambda test: sum(map(test, nodes)) / max(1, len(nodes))
    return {
        "numTrees": len(leaves),
        "fewestLeaves": min(leaves),
        "mostLeaves": max(leaves),
        "categoricalNodes": share(lambda node: node["decision_type"] == "=="),
        "missingNodes": share(lambda node: node["missing_type"] == "NaN" and node["decision_type"] != "=="),
    }


def train_xgboost(folder, shape, trees, rows, target):
    categorical = categorical_features(shape)
    parameters = {
        "objective": "reg:squarederror",
        "tree_method": "hist",
        "grow_policy": "depthwise" if shape == "complete" else "lossguide",
        "max_depth": 6 if shape == "complete" else 0,
        "max_leaves": 0 if shape == "complete" else LEAVES[shape],
        "min_child_weight": 0,
        "learning_rate": 0.1,
        "nthread": THREADS,
        "seed": 1,
    }
    types = ["c" if feature in categorical else "float" for feature in range(NUM_FEATURES)]
    data = xgboost.DMatrix(rows, target, feature_types=types, enable_categorical=bool(categorical))
    xgboost.train(parameters, data, trees).save_model(folder / "xgboost.json")


def catboost_rows(rows, shape, target=None):
    """CatBoost takes categories as whole numbers only."""
    categorical = categorical_features(shape)
    if not categorical:
        return catboost.Pool(rows, target)
    frame = pd.DataFrame(rows)
    frame = frame.astype({feature: np.int32 for feature in categorical})
    return catboost.Pool(frame, target, cat_features=categorical)


def train_catboost(folder, shape, trees, rows, target):
    pool = catboost_rows(rows, shape, target)
    model = catboost.CatBoostRegressor(
        iterations=trees,
        depth=OBLIVIOUS_DEPTH[shape],
        learning_rate=0.1,
        one_hot_max_size=255,
        thread_count=THREADS,
        random_seed=1,
        verbose=False,
        allow_writing_files=False,
    )
    model.fit(pool)
    model.save_model(str(folder / "catboost.cbm"))
    # with the data, so that categories are named and not only hashed
    model.save_model(str(folder / "catboost.json"), format="json", pool=pool)


def ydf_rows(rows, shape):
    categorical = categorical_features(shape)
    columns = {f"f{feature}": rows[:, feature] for feature in range(NUM_FEATURES)}
    for feature in categorical:
        columns[f"f{feature}"] = rows[:, feature].astype(np.int32).astype(str)
    return columns


def train_ydf(folder, shape, trees, rows, target):
    settings = {"max_depth": 7} if shape == "complete" else {
        "growing_strategy": "BEST_FIRST_GLOBAL",
        "max_num_nodes": LEAVES[shape],
        "max_depth": -1,
    }
    learner = ydf.GradientBoostedTreesLearner(
        label="target",
        task=ydf.Task.REGRESSION,
        num_trees=trees,
        early_stopping="NONE",
        validation_ratio=0.0,
        num_threads=THREADS,
        **settings,
    )
    ydf.verbose(0)
    learner.train({**ydf_rows(rows, shape), "target": target}).save(str(folder / "ydf"))


def make(root, name):
    shape, trees = MODELS[name]
    folder = root / name
    folder.mkdir(parents=True, exist_ok=True)
    rows = draw_rows(shape, TRAINING_ROWS, seed=7)
    target = draw_target(rows, shape)
    if not (folder / "about.json").exists():
        about = train_lightgbm(folder, shape, trees, rows, target)
        (folder / "about.json").write_text(json.dumps(about))
    for made, train in (("xgboost.json", train_xgboost), ("catboost.json", train_catboost), ("ydf", train_ydf)):
        if not (folder / made).exists():
            train(folder, shape, trees, rows, target)
    if not (folder / "rows.f32").exists():
        draw_rows(shape, TEST_ROWS, seed=8).tofile(folder / "rows.f32")


if __name__ == "__main__":
    for model in sys.argv[2:]:
        print(f"training {model}", file=sys.stderr)
        make(pathlib.Path(sys.argv[1]), model)
