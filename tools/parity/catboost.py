"""Random CatBoost models: losses, growing policies, treatments of missing values, one-hot categories, scales. See common.py."""

import json

import catboost
import numpy

from fixtures.catboost import loaded, saved
from parity.common import Model, fresh_models, hard_rows, random_table, signal_of

LIBRARIES = [catboost, numpy]
ONE = {"thread_count": 1}
POSITIVE = ["Poisson", "Tweedie:variance_power=1.5", "MAPE"]
CLASSES = ["MultiClass", "MultiClassOneVsAll"]
SEVERAL = ["MultiRMSE", "MultiLogloss", "MultiCrossEntropy"]
LOSSES = ["RMSE", "MAE", "Quantile:alpha=0.3", "Lq:q=3", "Huber:delta=1", "Expectile:alpha=0.3", "LogCosh", "RMSEWithUncertainty"]
LOSSES += ["Logloss", "CrossEntropy", "QueryRMSE", "YetiRank", "MultiQuantile:alpha=0.1,0.9", *POSITIVE, *CLASSES, *SEVERAL]


def models(seed, count):
    return fresh_models(seed, count, model_of, catboost.CatBoostError)


def label_of(loss, signal):
    binary = (signal > numpy.median(signal)).astype(int)
    if loss in POSITIVE:
        return numpy.exp(signal / 4)
    if loss == "Logloss":
        return binary
    if loss == "CrossEntropy":
        return 1 / (1 + numpy.exp(-signal))
    if loss in CLASSES:
        return numpy.searchsorted(numpy.quantile(signal, [0.25, 0.5, 0.8]), signal)
    if loss == "YetiRank":
        return numpy.clip(signal + 2, 0, 4).astype(int)
    if loss == "MultiRMSE":
        return numpy.column_stack([signal, numpy.abs(signal), -signal])
    if loss in SEVERAL:
        return numpy.column_stack([binary, 1 - binary, signal > 1]).astype(int)
    return signal


def random_parameters(random, loss):
    policy = str(random.choice(["SymmetricTree", "SymmetricTree", "Depthwise", "Lossguide"]))
    parameters = {
        "loss_function": loss,
        "iterations": int(random.integers(1, 40)),
        "depth": int(random.integers(1, 9)),
        "grow_policy": policy,
        "border_count": int(random.choice([5, 32, 254, 1000])),
        "nan_mode": str(random.choice(["Min", "Max"])),
        "learning_rate": float(random.uniform(0.02, 0.5)),
        "l2_leaf_reg": float(random.choice([0.1, 3])),
        "random_strength": float(random.choice([0, 1])),
        "rsm": float(random.choice([1, 0.6])),
        # above every number of categories: statistics of categories are not supported
        "one_hot_max_size": 255,
        "random_seed": int(random.integers(1, 1 << 30)),
        "bootstrap_type": "Bernoulli",
        "subsample": float(random.choice([1, 0.7])),
        "boost_from_average": False,
        "allow_writing_files": False,
        "verbose": 0,
        **ONE,
    }
    if policy == "Lossguide":
        parameters |= {"max_leaves": int(random.choice([2, 16, 31, 60])), "min_data_in_leaf": int(random.choice([1, 20]))}
    if loss in ("RMSE", "MAE", "MAPE", "Quantile:alpha=0.3") and random.random() < 0.5:
        parameters["boost_from_average"] = True
    return parameters


def model_of(random):
    loss = str(random.choice(LOSSES))
    num_rows = int(random.choice([200, 1000, 3000]))
    table = random_table(random, num_rows, int(random.integers(1, 25)), category_share=float(random.choice([0, 0, 0.3])))
    columns = [feature for feature, known in enumerate(table.categories) if known is not None]
    # more kinds than a one-hot feature may have would become statistics; a missing one is one more kind
    for feature in columns:
        table.rows[:, feature] = numpy.nan_to_num(numpy.minimum(table.rows[:, feature], 100), nan=101)
    num_columns = table.rows.shape[1]
    options = {"group_id": numpy.repeat(numpy.arange(num_rows // 20), 20)} if loss in ("QueryRMSE", "YetiRank") else {}
    parameters = random_parameters(random, loss)
    label = label_of(loss, signal_of(random, table))

    # training rows hold the category "no. 7" as 7
    everything = {feature: [f"no. {i}" for i in range(102)] for feature in columns}
    pool = pool_of(table.rows, everything, label, **options)
    model = catboost.CatBoost(parameters)
    model.fit(pool)
    num_outputs = numpy.asarray(model.predict(pool, **ONE)).reshape(num_rows, -1).shape[1]
    scaled = random.random() < 0.2
    if scaled:
        model.set_scale_and_bias(float(random.normal()), [float(value) for value in random.normal(size=num_outputs)])
    file = saved(model, pool)
    features = json.loads(file)["features_info"]
    borders = {feature["flat_feature_index"]: feature["borders"] for feature in features.get("float_features") or []}
    text_of = {entry["hash"]: entry["value"] for entry in features.get("cat_features_hash") or []}
    # scored rows hold a category's place in the model's own list, and what is beyond it for all others
    listed = {
        feature["flat_feature_index"]: [text_of[value % 2**32] for value in feature.get("values", [])]
        for feature in features.get("categorical_features") or []
    }
    table.categories = [None] * num_columns
    make_numbers = hard_rows(table, [borders.get(column, []) for column in range(num_columns)])

    def rows(random, count):
        made = make_numbers(random, count)
        for feature, texts in listed.items():
            made[:, feature] = random.integers(0, len(texts) + 1, count)
        return made

    # its leaves are numbered as in the file once it has been read from there, but then last bits of numbers are missing
    again = loaded(file)
    traits = [loss, parameters["grow_policy"], f"depth {parameters['depth']}", f"nan {parameters['nan_mode']}"]
    traits += [f"{len(columns)} one-hot"] * bool(columns) + ["scaled"] * scaled
    return Model(
        name=", ".join(traits),
        model=file,
        rows=rows,
        raw=lambda rows: model.predict(pool_of(rows, listed), prediction_type="RawFormulaVal", **ONE),
        leaves=lambda rows: again.calc_leaf_indexes(pool_of(rows, listed), **ONE),
    )


def pool_of(rows, texts, label=None, **options):
    if not texts:
        return catboost.Pool(rows, label, **options)
    table = rows.astype(object)
    for feature, known in texts.items():
        names = numpy.array([*known, "another"], dtype=object)
        table[:, feature] = names[rows[:, feature].astype(int)]
    return catboost.Pool(table, label, cat_features=list(texts), **options)
