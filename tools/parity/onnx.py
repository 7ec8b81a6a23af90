"""Random graphs of trees: exports of scikit-learn, LightGBM and XGBoost, and graphs by hand. See common.py.

onnxruntime with one thread is the library. Where it is known to differ from the standard the graphs keep away.
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
from sklearn import ensemble, tree
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import onnx_graphs as graphs
from onnx_graphs import DOUBLE, FLOAT
from parity.common import Model, fresh_models, hard_rows, random_table, signal_of

LIBRARIES = [onnx, onnxruntime, skl2onnx, onnxmltools, sklearn, lightgbm, xgboost, numpy]


def models(seed, count):
    warnings.filterwarnings("ignore")
    graphs.integers_as_python()
    # what a converter refuses comes as any of these
    return fresh_models(seed, count, model_of, (ValueError, RuntimeError, IndexError))


def model_of(random):
    maker = random.choice([sklearn_model, sklearn_model, lightgbm_model, xgboost_model, handmade_v3, handmade_v3, handmade_v5])
    num_columns = int(random.integers(1, 25))
    table = random_table(random, int(random.choice([200, 1000, 3000])), num_columns, dtype=numpy.float32)
    name, model = maker(random, table)
    thresholds = graphs.thresholds_of(model, num_columns)
    return Model(
        name=name,
        model=model.SerializeToString(),
        rows=hard_rows(table, thresholds),
        raw=graphs.raw_scorer_of(model),
    )


def labels_of(random, signal):
    """A label and whether it is of classes."""
    kind = str(random.choice(["real", "two", "classes"]))
    if kind == "real":
        return kind, signal
    cuts = [0.4] if kind == "two" else [0.25, 0.5, 0.8]
    return kind, numpy.searchsorted(numpy.quantile(signal, cuts), signal)


def sklearn_model(random, table):
    kind, label = labels_of(random, signal_of(random, table))
    ending = "Regressor" if kind == "real" else "Classifier"
    family = str(random.choice(["DecisionTree", "RandomForest", "ExtraTrees", "GradientBoosting", "HistGradientBoosting"]))
    few = {"random_state": int(random.integers(1 << 30)), "max_depth": int(random.integers(1, 9))}
    count = int(random.integers(1, 30))
    counts = {"DecisionTree": {}, "HistGradientBoosting": {"max_iter": count, "max_leaf_nodes": int(random.integers(2, 40))}}
    options = few | counts.get(family, {"n_estimators": count})
    if family == "DecisionTree":
        model = getattr(tree, f"DecisionTree{ending}")(**options)
    else:
        model = getattr(ensemble, f"{family}{ending}")(**options)
    is_filled = family == "GradientBoosting" or random.random() < 0.3
    is_double = not is_filled and random.random() < 0.3
    if is_filled:
        model = make_pipeline(SimpleImputer(keep_empty_features=True), *([StandardScaler()] * int(random.integers(2))), model)
    # a single is all that most of them learn from; a wild value would overflow it
    rows = numpy.clip(table.rows, -1e30, 1e30)
    model.fit(rows, label)
    input_type = DoubleTensorType if is_double else FloatTensorType
    exported = skl2onnx.to_onnx(model, initial_types=[("X", input_type([None, rows.shape[1]]))], target_opset={"": 18, "ai.onnx.ml": 3})
    return f"sklearn {family}{ending} {kind}" + " f64" * is_double + " filled" * is_filled, exported


def lightgbm_model(random, table):
    kind, label = labels_of(random, signal_of(random, table))
    objective = {"real": "regression", "two": "binary", "classes": "multiclass"}[kind]
    parameters = {"objective": objective, "num_leaves": int(random.integers(2, 40)), "min_data_in_leaf": 5, "verbosity": -1}
    parameters |= {"num_threads": 1, "deterministic": True, "seed": int(random.integers(1 << 30))}
    if kind == "classes":
        parameters["num_class"] = 4
    booster = lightgbm.train(parameters, lightgbm.Dataset(table.rows, label), int(random.integers(1, 20)))
    types = [("X", ToolsFloat([None, table.rows.shape[1]]))]
    return f"LightGBM {objective}", onnxmltools.convert_lightgbm(booster, initial_types=types, target_opset=15)


def xgboost_model(random, table):
    kind, label = labels_of(random, signal_of(random, table))
    options = {"n_estimators": int(random.integers(1, 20)), "max_depth": int(random.integers(1, 8)), "n_jobs": 1}
    options["random_state"] = int(random.integers(1 << 30))
    model = xgboost.XGBRegressor(**options) if kind == "real" else xgboost.XGBClassifier(**options)
    model.fit(table.rows, label)
    types = [("X", ToolsFloat([None, table.rows.shape[1]]))]
    return f"XGBoost {kind}", onnxmltools.convert_xgboost(model, initial_types=types, target_opset=15)


def random_trees(random, table, leaf, modes):
    thresholds = [numpy.append(column[~numpy.isnan(column)][:40], random.normal(size=5)) for column in table.rows.T]
    options = {"columns": table.rows.shape[1], "leaf": leaf, "modes": modes, "thresholds": thresholds}
    depth = int(random.integers(1, 9))
    return [graphs.random_tree(random, depth, **options) for _ in range(int(random.integers(1, 40)))]


def modes_of(random, known):
    return [str(mode) for mode in random.choice(known, int(random.integers(1, len(known) + 1)), replace=False)]


def weight_of(random):
    return float(numpy.float32(random.normal() * 10.0 ** random.integers(-3, 3)))


def handmade_v3(random, table):
    kind = FLOAT if random.random() < 0.7 else DOUBLE
    tensors = kind if random.random() < 0.5 else None
    aggregate = str(random.choice(graphs.AGGREGATES))
    outputs = int(random.choice([1, 1, 2, 3, 7]))
    is_class = random.random() < 0.5
    modes = modes_of(random, graphs.MODES[:6])
    given = list(range(outputs))
    num_base = int(random.choice([0, outputs]))
    if is_class and outputs == 2:
        given = [[0], [1], [0, 1]][int(random.integers(3))]
        num_base = int(random.integers(2))
    trees = random_trees(random, table, lambda: [(output, weight_of(random)) for output in given], modes)
    base = [weight_of(random) for _ in range(num_base)] or None
    before, take = before_of(random, kind, table.rows.shape[1], tensors)
    options = {"outputs": outputs, "base": base, "tensors": tensors, "take": take}
    if is_class:
        node = graphs.ensemble_v3("classifier", trees, post=str(random.choice(["NONE", "LOGISTIC", "SOFTMAX"])), **options)
    else:
        node = graphs.ensemble_v3("regressor", trees, aggregate=aggregate, **options)
    inputs = [graphs.tensor_info("X", kind, table.rows.shape[1])]
    model = graphs.graph_of([*before, node], inputs, graphs.tensor_info("S", FLOAT, None), 3)
    traits = [" ".join(modes), f"{outputs} outputs", "classes" if is_class else aggregate]
    traits += ["f64"] * (kind == DOUBLE) + [step.op_type for step in before]
    return f"by hand v3, {', '.join(traits)}", model


def before_of(random, kind, num_columns, tensors):
    """Nodes before the trees and the tensor that they give; the trees' type stays the input's."""
    if random.random() < 0.6 or (kind == DOUBLE and tensors is not None):
        return [], "X"
    scale = {"offset": random.normal(size=num_columns).tolist(), "scale": numpy.exp(random.normal(size=num_columns)).tolist()}
    nodes = [helper.make_node("Scaler", ["X"], ["scaled"], "scale", domain="ai.onnx.ml", **scale)]
    if random.random() < 0.5:
        fill = {"imputed_value_floats": random.normal(size=num_columns).tolist(), "replaced_value_float": numpy.nan}
        nodes.append(helper.make_node("Imputer", ["scaled"], ["filled"], "fill", domain="ai.onnx.ml", **fill))
    return nodes, nodes[-1].output[0]


def handmade_v5(random, table):
    kind = FLOAT if random.random() < 0.6 else DOUBLE
    aggregate = str(random.choice(graphs.AGGREGATES))
    outputs = int(random.choice([1, 1, 2, 5]))
    modes = modes_of(random, graphs.MODES)
    trees = random_trees(random, table, lambda: [(int(random.integers(outputs)), weight_of(random))], modes)
    # a tree of one leaf for each output: every row has all of them
    trees = [[(output, weight_of(random))] for output in range(outputs)] + trees
    node = graphs.ensemble_v5(trees, outputs=outputs, aggregate=aggregate, kind=kind)
    inputs = [graphs.tensor_info("X", kind, table.rows.shape[1])]
    model = graphs.graph_of([node], inputs, graphs.tensor_info("S", kind, None), 5)
    return f"by hand v5, {' '.join(modes)}, {outputs} outputs, {aggregate}" + ", f64" * (kind == DOUBLE), model
