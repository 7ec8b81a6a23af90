"""Random XGBoost models of one release: objectives, boosters, categories, kinds of missing value. See common.py.

Margins come from inplace_predict, which takes infinities; of DART up to 3.3, where it subtracts the base margin again, from
DMatrix, without them. See fixtures/xgboost.py.
"""

import numpy
import xgboost

from fixtures.xgboost import LARGEST, RELEASE, is_single_infinite, leaf_numbers, trees_of
from parity.common import Model, fresh_models, hard_rows, random_table, signal_of

LIBRARIES = [xgboost, numpy]
NEWEST = RELEASE == "3.4"
POSITIVE = ["count:poisson", "reg:gamma", "reg:tweedie", "reg:squaredlogerror"]
CLASSES = ["multi:softprob", "multi:softmax"]
OBJECTIVES = ["reg:squarederror", "reg:pseudohubererror", "reg:absoluteerror", "reg:logistic", "binary:logistic"]
OBJECTIVES += ["binary:logitraw", "binary:hinge", "rank:pairwise", "rank:ndcg", *CLASSES, *POSITIVE]
OBJECTIVES += [] if RELEASE == "1.7" else ["reg:quantileerror"]
MISSING = -999.0


def models(seed, count):
    # releases share the seed and not the models
    own_seed = seed + int(RELEASE.replace(".", ""))
    return fresh_models(own_seed, count, model_of, xgboost.core.XGBoostError)


def label_of(objective, signal, num_class):
    if objective in POSITIVE:
        return numpy.exp(signal / 4)
    if objective.startswith("binary"):
        return (signal > numpy.median(signal)).astype(float)
    if objective == "reg:logistic":
        return 1 / (1 + numpy.exp(-signal))
    if objective in CLASSES:
        return numpy.searchsorted(numpy.quantile(signal, numpy.arange(1, num_class) / num_class), signal)
    if objective.startswith("rank"):
        return numpy.clip(signal + 2, 0, 4).astype(int)
    return signal


def random_parameters(random, objective, num_class, has_categories):
    method = str(random.choice(["hist", "approx"] if has_categories else ["hist", "hist", "approx", "exact"]))
    parameters = {
        "objective": objective,
        "tree_method": method,
        "max_depth": int(random.integers(1, 9)),
        "eta": float(random.uniform(0.02, 0.6)),
        "gamma": float(random.choice([0, 0, 1])),
        "lambda": float(random.choice([0.01, 1])),
        "min_child_weight": float(random.choice([0, 1])),
        "subsample": float(random.choice([1, 0.6])),
        "num_parallel_tree": int(random.choice([1, 1, 3])),
        "max_cat_to_onehot": int(random.choice([1, 4, 1000])),
        "seed": int(random.integers(1, 1 << 30)),
        "booster": str(random.choice(["gbtree", "gbtree", "dart"])),
        "nthread": 1,
        "verbosity": 0,
    }
    if method != "exact":
        parameters |= {"max_bin": int(random.choice([16, 256, 2000])), "colsample_bynode": float(random.choice([1, 0.6]))}
    if method == "hist" and random.random() < 0.3:
        parameters |= {"grow_policy": "lossguide", "max_leaves": int(random.choice([8, 40])), "max_depth": 0}
    if parameters["booster"] == "dart":
        parameters |= {"rate_drop": 0.3, "one_drop": 1}
    if objective in ("reg:absoluteerror", "reg:quantileerror"):
        # refused as forests
        parameters["num_parallel_tree"] = 1
    if objective in CLASSES:
        parameters["num_class"] = num_class
    if objective == "reg:quantileerror":
        parameters["quantile_alpha"] = numpy.array([0.2, 0.5, 0.9])
    if random.random() < 0.4:
        parameters["base_score"] = float(random.choice([0.5, 0.125, 0.3, 0.77]))
    return parameters


def model_of(random):
    objective = str(random.choice(OBJECTIVES))
    num_class = int(random.integers(3, 7))
    num_rows = int(random.choice([200, 1000, 3000]))
    table = random_table(random, num_rows, int(random.integers(1, 25)), category_share=float(random.choice([0, 0.4])))
    categorical = [feature for feature, known in enumerate(table.categories) if known is not None]
    num_columns = table.rows.shape[1]
    parameters = random_parameters(random, objective, num_class, bool(categorical))
    missing = numpy.nan if random.random() < 0.8 else MISSING
    if missing == MISSING:
        table.rows = numpy.where(numpy.isnan(table.rows), MISSING, table.rows)
        table.rows[random.random(table.rows.shape) < 0.02] = MISSING
    label = label_of(objective, signal_of(random, table), num_class)
    several = objective == "reg:squarederror" and random.random() < 0.3
    if several:
        label = numpy.column_stack([label, -label, label**2])

    def matrix(rows, label=None):
        types = ["c" if feature in categorical else "q" for feature in range(num_columns)]
        return xgboost.DMatrix(rows, label, missing=missing, feature_types=types, enable_categorical=bool(categorical))

    data = matrix(table.rows, label)
    if objective.startswith("rank"):
        data.set_group([num_rows // 20] * 20)
    rounds = int(random.integers(1, 30)) // (3 if objective in CLASSES else 1) + 1
    model = xgboost.train(parameters, data, rounds)
    trees = trees_of(model)
    matrix_only = parameters["booster"] == "dart" and not NEWEST
    make_rows = hard_rows(
        table, thresholds_of(trees, num_columns), refused=is_single_infinite if matrix_only else lambda value: False
    )

    def rows(random, count):
        made = make_rows(random, count)
        if missing == MISSING:
            made[random.random(made.shape) < 0.05] = MISSING
        return made

    def raw(rows):
        if matrix_only:
            return model.predict(matrix(rows), output_margin=True)
        return model.inplace_predict(rows, predict_type="margin", missing=missing, validate_features=False)

    def leaves(rows):
        finite = rows.copy()
        for feature in range(num_columns):
            values = rows[:, feature]
            edge = numpy.where(values > 0, LARGEST, -LARGEST)
            if feature in categorical:
                edge = numpy.where(values > 0, 2.0**24, -1.0)
            finite[:, feature] = numpy.where(is_single_infinite(values), edge, values)
        nodes = model.predict(matrix(finite), pred_leaf=True).astype(int).reshape(len(rows), -1)
        numbers = [leaf_numbers(tree) for tree in trees]
        return [[numbers[tree][node] for tree, node in enumerate(row)] for row in nodes]

    suffix = str(random.choice(["json", "ubj"]))
    traits = [objective, parameters["booster"], parameters["tree_method"], suffix]
    traits += [f"{len(categorical)} categorical"] * bool(categorical) + ["three targets"] * several
    traits += [f"missing {missing:g}"] * (missing == MISSING) + ["forest"] * (parameters["num_parallel_tree"] > 1)
    return Model(
        name=", ".join(traits),
        model=bytes(model.save_raw(suffix)),
        rows=rows,
        raw=raw,
        leaves=leaves,
        options={"missing": MISSING} if missing == MISSING else {},
    )


def thresholds_of(trees, num_columns):
    found = [set() for _ in range(num_columns)]
    for tree in trees:
        columns = zip(tree["left_children"], tree["split_indices"], tree["split_conditions"], tree["split_type"])
        for left, feature, condition, kind in columns:
            # pruned nodes have a feature that there is not
            if left != -1 and feature < num_columns and kind == 0:
                found[feature].add(float(condition))
    return [sorted(column) for column in found]
