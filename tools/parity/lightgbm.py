"""Random LightGBM models: objectives, boosters, kinds of missing value, categories, shapes. See common.py."""

import lightgbm
import numpy
import pandas

from fixtures.lightgbm import thresholds_of
from parity.common import Model, fresh_models, hard_rows, random_table, signal_of

LIBRARIES = [lightgbm, numpy, pandas]
ONE = {"num_threads": 1}
OBJECTIVES = ["regression", "regression_l1", "huber", "fair", "quantile", "mape", "poisson", "gamma", "tweedie", "binary"]
OBJECTIVES += ["cross_entropy", "cross_entropy_lambda", "lambdarank", "rank_xendcg", "multiclass", "multiclassova"]
# the name of a function that is its own objective, which releases before 4 take otherwise
OBJECTIVES += ["none"] if lightgbm.__version__.startswith("4.") else []


def models(seed, count):
    return fresh_models(seed, count, model_of, lightgbm.basic.LightGBMError)


def label_of(objective, signal, num_class):
    if objective in ("mape", "poisson", "gamma", "tweedie"):
        return numpy.exp(signal / 4)
    if objective == "binary":
        return (signal > numpy.median(signal)).astype(float)
    if objective.startswith("cross_entropy"):
        return 1 / (1 + numpy.exp(-signal))
    if objective.startswith(("lambdarank", "rank")):
        return numpy.clip(signal + 2, 0, 4).astype(int)
    if objective.startswith("multiclass"):
        return numpy.searchsorted(numpy.quantile(signal, numpy.arange(1, num_class) / num_class), signal)
    return signal


def random_parameters(random, objective, num_class):
    """What may change the shape of trees, the kinds of their nodes and the values of their leaves."""
    parameters = {
        "objective": objective,
        "seed": int(random.integers(1, 1 << 30)),
        "num_leaves": int(random.choice([2, 5, 31, 31, 64, 127, 255, 600])),
        "max_depth": int(random.choice([-1, -1, 3, 6, 10])),
        "min_data_in_leaf": int(random.choice([1, 5, 20])),
        "max_bin": int(random.choice([15, 255, 255, 1023])),
        "min_data_in_bin": int(random.choice([1, 3])),
        "learning_rate": float(random.uniform(0.02, 0.5)),
        "lambda_l2": float(random.choice([0, 1])),
        "path_smooth": float(random.choice([0, 0, 1.5])),
        "extra_trees": bool(random.random() < 0.15),
        "feature_fraction": float(random.choice([1, 0.6])),
        "zero_as_missing": bool(random.random() < 0.25),
        "use_missing": bool(random.random() > 0.15),
        "max_cat_to_onehot": int(random.choice([1, 4, 64])),
        "max_cat_threshold": int(random.choice([8, 32, 300])),
        "min_data_per_group": int(random.choice([1, 20])),
        "cat_smooth": float(random.choice([1, 10])),
        "boosting": str(random.choice(["gbdt", "gbdt", "gbdt", "dart", "rf"])),
        "verbosity": -1,
        "deterministic": True,
        # row-wise training of 4.7.0 writes beyond its memory when there are NaN and use_missing is false
        "force_col_wise": True,
        **ONE,
    }
    if parameters["boosting"] == "rf" or random.random() < 0.3:
        parameters |= {"bagging_freq": 1, "bagging_fraction": 0.6}
    if objective.startswith("multiclass"):
        parameters["num_class"] = num_class
    if objective in ("binary", "multiclassova", "lambdarank"):
        parameters["sigmoid"] = float(random.choice([1, 0.7, 2]))
    if objective == "regression" and random.random() < 0.3:
        parameters["reg_sqrt"] = True
    return parameters


def model_of(random):
    objective = str(random.choice(OBJECTIVES))
    num_class = int(random.integers(3, 8))
    num_rows = int(random.choice([200, 1000, 4000]))
    table = random_table(random, num_rows, int(random.integers(1, 30)), category_share=float(random.choice([0, 0.2, 0.8])))
    categorical = [feature for feature, known in enumerate(table.categories) if known is not None]
    label = label_of(objective, signal_of(random, table), num_class)
    parameters = random_parameters(random, objective, num_class)
    if objective == "none":
        # a forest of a custom objective wants a start that it has not
        parameters |= {"objective": squared_error, "boosting": "gbdt"}
    rounds = int(random.integers(1, 40)) // (3 if objective.startswith("multiclass") else 1) + 1
    group = [num_rows // 20] * 20 if objective.startswith(("lambdarank", "rank")) else None
    in_frame = bool(categorical) and random.random() < 0.25
    prepared = frame_maker(table, categorical) if in_frame else lambda rows: rows
    data = lightgbm.Dataset(
        prepared(table.rows), label, group=group, categorical_feature="auto" if in_frame else categorical
    )
    trained = lightgbm.train(parameters, data, rounds)
    text = trained.model_to_string()
    booster = lightgbm.Booster(model_str=text)
    make_rows = hard_rows(table, thresholds_of(text, table.rows.shape[1]))
    traits = [objective, parameters["boosting"], f"{parameters['num_leaves']} leaves"]
    traits += ["zero as missing"] * parameters["zero_as_missing"] + ["no missing"] * (not parameters["use_missing"])
    traits += [f"{len(categorical)} categorical"] * bool(categorical) + ["data frame"] * in_frame
    return Model(
        name=", ".join(traits),
        model=text.encode(),
        rows=(lambda random, n: known_only(make_rows(random, n), table)) if in_frame else make_rows,
        raw=lambda rows: booster.predict(prepared(rows), raw_score=True, **ONE),
        leaves=lambda rows: booster.predict(prepared(rows), pred_leaf=True, **ONE),
    )


def squared_error(predictions, data):
    return predictions - data.get_label(), numpy.ones_like(predictions)


def size_of(known):
    return int(max(known)) + 1


def known_only(rows, table):
    """A frame's category is one of its list or missing."""
    for feature, known in enumerate(table.categories):
        if known is not None:
            rows[:, feature] = numpy.where(numpy.isin(rows[:, feature], range(size_of(known))), rows[:, feature], numpy.nan)
    return rows


def frame_maker(table, categorical):
    """Rows whose categories are places in a list, to a frame of texts."""

    def frame(rows):
        columns = {}
        for feature, known in enumerate(table.categories):
            column = rows[:, feature]
            if known is not None:
                places = numpy.where(numpy.isnan(column), -1, column).astype(int)
                column = pandas.Categorical.from_codes(places, pandas.Index([f"no. {i}" for i in range(size_of(known))]))
            columns[f"f{feature}"] = column
        return pandas.DataFrame(columns)

    return frame
