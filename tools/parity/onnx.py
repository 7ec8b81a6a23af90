"""Random ONNX models: exports of scikit-learn, LightGBM and XGBoost, and graphs of every mode that no library wrote.

onnxruntime with one thread is the oracle. It tells no leaves. See common.py and onnx_graphs.py.
"""

import warnings

import lightgbm
import numpy
import onnx
import onnxmltools
import onnxruntime
import skl2onnx
import sklearn
import xgboost
from onnx import helper
from onnxmltools.convert.common.data_types import FloatTensorType as ToolsFloat
from skl2onnx.common.data_types import DoubleTensorType, FloatTensorType
from sklearn import ensemble
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import onnx_graphs as graphs
from parity.common import Model, Table, fresh_models, hard_rows, random_table, signal_of

LIBRARIES = [onnx, onnxruntime, skl2onnx, onnxmltools, sklearn, lightgbm, xgboost, numpy]
# the chain of equalities that a LightGBM export makes of a set of categories grows fast
MOST_CATEGORIES = 12


def models(seed, count):
    warnings.filterwarnings("ignore")
    graphs.integers_as_python()
    return fresh_models(seed, count, model_of, (ValueError, RuntimeError, NotImplementedError))


def model_of(random):
    kinds = [sklearn_model, sklearn_model, lightgbm_model, xgboost_model, graph_model, graph_model, graph_model]
    name, exported, table = kinds[random.integers(len(kinds))](random)
    thresholds = graphs.thresholds_of(exported, table.rows.shape[1])
    return Model(
        name=name,
        model=exported.SerializeToString(),
        rows=hard_rows(table, thresholds),
        raw=graphs.raw_scorer_of(exported),
    )


def labelled_table(random, *, missing, dtype=numpy.float32):
    table = random_table(random, int(random.choice([200, 1000])), int(random.integers(1, 20)), missing=missing, dtype=dtype)
    table.rows = numpy.clip(table.rows, -1e30, 1e30)
    signal = signal_of(random, table)
    classes = numpy.searchsorted(numpy.quantile(signal, [0.3, 0.5, 0.8]), signal)
    return table, {"real": signal, "two": (signal > numpy.median(signal)).astype(int), "four": classes}


def sklearn_model(random):
    hist = bool(random.random() < 0.3)
    table, labels = labelled_table(random, missing=hist)
    kind = str(random.choice(["real", "two", "four"]))
    suffix = "Regressor" if kind == "real" else "Classifier"
    seed = {"random_state": int(random.integers(1 << 30))}
    depth = int(random.integers(1, 9))
    if hist:
        name = f"HistGradientBoosting{suffix}"
        options = {"max_iter": int(random.integers(1, 12)), "max_leaf_nodes": int(random.choice([4, 31]))}
    else:
        name = str(random.choice(["RandomForest", "ExtraTrees", "GradientBoosting"])) + suffix
        options = {"n_estimators": int(random.integers(1, 30)), "max_depth": depth}
    fitted = getattr(ensemble, name)(**options, **seed)
    with_steps = bool(random.random() < 0.25)
    model = make_pipeline(SimpleImputer(), StandardScaler(), fitted) if with_steps and not hist else fitted
    model.fit(table.rows, labels[kind])
    # no runtime fills in doubles
    double = model is fitted and bool(random.random() < 0.3)
    input_type = (DoubleTensorType if double else FloatTensorType)([None, table.rows.shape[1]])
    exported = skl2onnx.to_onnx(model, initial_types=[("X", input_type)])
    traits = [f"scikit-learn {name}", kind, *["pipeline"] * (model is not fitted), "f64" if double else "f32"]
    return ", ".join(traits), exported, table


def lightgbm_model(random):
    table, labels = labelled_table(random, missing=True)
    objective, kind = [("regression", "real"), ("binary", "two"), ("multiclass", "four")][random.integers(3)]
    categorical = []
    if random.random() < 0.3:
        table.rows[:, 0] = random.integers(0, MOST_CATEGORIES, len(table.rows))
        categorical = [0]
    parameters = {
        "objective": objective,
        "num_leaves": int(random.choice([2, 7, 31])),
        "min_data_in_leaf": 5,
        "min_data_per_group": 1,
        "max_cat_to_onehot": 1,
        "seed": int(random.integers(1 << 30)),
        "force_col_wise": True,
        "deterministic": True,
        "num_threads": 1,
        "verbosity": -1,
    }
    if objective == "multiclass":
        parameters["num_class"] = 4
    data = lightgbm.Dataset(table.rows, labels[kind], categorical_feature=categorical)
    booster = lightgbm.train(parameters, data, int(random.integers(1, 15)))
    exported = onnxmltools.convert_lightgbm(
        booster, initial_types=[("X", ToolsFloat([None, table.rows.shape[1]]))], target_opset=15
    )
    return ", ".join([f"LightGBM {objective}", *["categories"] * bool(categorical)]), exported, table


def xgboost_model(random):
    table, labels = labelled_table(random, missing=True)
    kind = str(random.choice(["real", "two", "four"]))
    options = {"n_estimators": int(random.integers(1, 15)), "max_depth": int(random.integers(1, 7)), "n_jobs": 1}
    make = xgboost.XGBRegressor if kind == "real" else xgboost.XGBClassifier
    model = make(**options, random_state=int(random.integers(1 << 30))).fit(table.rows, labels[kind])
    exported = onnxmltools.convert_xgboost(
        model, initial_types=[("X", ToolsFloat([None, table.rows.shape[1]]))], target_opset=15
    )
    return f"XGBoost {kind}", exported, table


def graph_model(random):
    """Trees that nobody trained: all modes, aggregates, base values, types and numbers of outputs."""
    num_columns = int(random.integers(1, 8))
    real = numpy.round(random.normal(size=(200, num_columns)) * 4) / 4
    real[random.random(real.shape) < 0.1] = numpy.nan
    whole = [float(value) for value in range(-3, 9)]
    thresholds = [whole + [float(value) for value in random.normal(size=6)] for _ in range(num_columns)]
    v5 = bool(random.random() < 0.5)
    double = bool(random.random() < 0.4)
    modes = graphs.MODES[:6] if random.random() < 0.5 else [str(random.choice(graphs.MODES[:4]))]
    if v5 and random.random() < 0.4:
        modes = [*modes, "MEMBER"]
    aggregate = str(random.choice(graphs.AGGREGATES))
    classifier = not v5 and bool(random.random() < 0.3)
    outputs = int(random.choice([1, 2, 2, 3, 5] if classifier else [1, 1, 2, 4]))
    # the scores of two classes depend on which of them have weights
    given = [[0], [1], [0, 1]][random.integers(3)] if classifier and outputs == 2 else list(range(outputs))

    def weight():
        return float(numpy.float32(random.normal() * 10.0 ** random.integers(-3, 3)))

    def leaf():
        if v5 or random.random() < 0.3:
            return [(given[random.integers(len(given))], weight())]
        return [(output, weight()) for output in given]

    depth = int(random.integers(1, 8))
    # a tree a target that speaks always: for a target without any, onnxruntime has rules of its own
    trees = [[(output, weight())] for output in given]
    grown = {"columns": num_columns, "leaf": leaf, "modes": modes, "thresholds": thresholds}
    trees += [graphs.random_tree(random, depth, **grown) for _ in range(int(random.integers(1, 20)))]
    kind = graphs.DOUBLE if double else graphs.FLOAT
    # what a Scaler gives are singles, whatever it takes
    before = [] if double and (v5 or random.random() < 0.5) else steps_before(random, num_columns)
    take = before[-1].output[0] if before else "X"
    if v5:
        node = graphs.ensemble_v5(trees, outputs=outputs, aggregate=aggregate, kind=kind, take=take)
    else:
        more = {"tensors": graphs.DOUBLE if double and not before else None, "take": take}
        num_base = 1 if classifier and outputs == 2 else outputs
        more |= {"base": [weight() for _ in range(num_base)]} if random.random() < 0.5 else {}
        more |= {} if classifier else {"aggregate": aggregate}
        node = graphs.ensemble_v3("classifier" if classifier else "regressor", trees, outputs=outputs, **more)
    gives_double = v5 and double
    output = graphs.tensor_info("S", graphs.DOUBLE if gives_double else graphs.FLOAT, None)
    inputs = [graphs.tensor_info("X", kind, num_columns)]
    exported = graphs.graph_of([*before, node], inputs, output, 5 if v5 else 3)
    traits = [step.op_type for step in before]
    traits += [node.op_type, *(["SUM"] if classifier else [aggregate]), f"{outputs} outputs", "f64" if double else "f32"]
    return ", ".join([*traits, " ".join(modes)]), exported, Table(real, [None] * num_columns)


def steps_before(random, num_columns):
    """A Scaler, and behind it perhaps an Imputer, or nothing."""
    steps = []
    if random.random() < 0.3:
        offset, scale = random.normal(size=num_columns), numpy.exp(random.normal(size=num_columns))
        more = {"offset": offset.tolist(), "scale": scale.tolist()}
        steps.append(helper.make_node("Scaler", ["X"], ["scaled"], "scale", domain="ai.onnx.ml", **more))
    if steps and random.random() < 0.5:
        more = {"imputed_value_floats": random.normal(size=num_columns).tolist(), "replaced_value_float": numpy.nan}
        steps.append(helper.make_node("Imputer", ["scaled"], ["filled"], "fill", domain="ai.onnx.ml", **more))
    return steps
