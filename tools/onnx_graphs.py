"""Tree ensembles as ONNX graphs by hand, and what onnxruntime says of any graph of trees.

A tree is a leaf, a list of (output, weight), or a branch (mode, column, threshold, NaN is true, when true, when false);
modes are LEQ LT GTE GT EQ NEQ, and with TreeEnsemble also MEMBER, whose threshold is a list.
"""

import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper

ENSEMBLES = ("TreeEnsembleClassifier", "TreeEnsembleRegressor", "TreeEnsemble")
MODES = ["LEQ", "LT", "GTE", "GT", "EQ", "NEQ", "MEMBER"]
AGGREGATES = ["AVERAGE", "SUM", "MIN", "MAX"]
POST_TRANSFORMS = ["NONE", "SOFTMAX", "LOGISTIC", "SOFTMAX_ZERO", "PROBIT"]
FLOAT, DOUBLE = TensorProto.FLOAT, TensorProto.DOUBLE
DTYPES = {FLOAT: numpy.float32, DOUBLE: numpy.float64}


def tensor_info(name, kind, width):
    return helper.make_tensor_value_info(name, kind, [None, width])


def graph_of(nodes, inputs, output, version, initializers=()):
    graph = helper.make_graph(nodes, "trees", inputs, [output], list(initializers))
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid("ai.onnx.ml", version)]
    model = helper.make_model(graph, opset_imports=opsets)
    model.ir_version = 9
    return model


def flat(trees):
    """Rows of every tree in the order of writing, and weights with their row."""
    rows, weights = [], []

    def add(tree, node, tree_id, numbers):
        number = len(numbers)
        numbers.append(None)
        row = {"tree": tree_id, "node": number, "mode": "LEAF", "column": 0, "value": 0.0, "tracks": 0, "true": 0, "false": 0}
        rows.append(row)
        if isinstance(node, list):
            weights.extend((tree_id, number, output, weight) for output, weight in node)
            return number
        mode, column, threshold, tracks, when_true, when_false = node
        row |= {"mode": f"BRANCH_{mode}", "column": column, "value": threshold, "tracks": tracks}
        row["true"] = add(tree, when_true, tree_id, numbers)
        row["false"] = add(tree, when_false, tree_id, numbers)
        return number

    for tree_id, tree in trees:
        add(tree, tree, tree_id, [])
    return rows, weights


def with_tensors(attributes, names, kind):
    """The lists of these names as tensors of doubles or singles."""
    for name in names:
        if name in attributes:
            values = attributes.pop(name)
            attributes[f"{name}_as_tensor"] = helper.make_tensor(name, kind, [len(values)], values)
    return attributes


def ensemble_v3(kind, trees, *, outputs=None, post="NONE", aggregate="SUM", base=None, tensors=None, take="X", **more):
    """A TreeEnsembleClassifier or -Regressor node. `trees` may be (tree id, tree) pairs; `tensors` a type for *_as_tensor."""
    if not isinstance(trees[0], tuple) or not isinstance(trees[0][0], int):
        trees = list(enumerate(trees))
    rows, weights = flat(trees)
    is_class = kind == "classifier"
    prefix = "class" if is_class else "target"
    attributes = {
        "nodes_treeids": [row["tree"] for row in rows],
        "nodes_nodeids": [row["node"] for row in rows],
        "nodes_modes": [row["mode"] for row in rows],
        "nodes_featureids": [row["column"] for row in rows],
        "nodes_values": [float(row["value"]) for row in rows],
        "nodes_truenodeids": [row["true"] for row in rows],
        "nodes_falsenodeids": [row["false"] for row in rows],
        "nodes_missing_value_tracks_true": [row["tracks"] for row in rows],
        f"{prefix}_treeids": [tree for tree, _, _, _ in weights],
        f"{prefix}_nodeids": [node for _, node, _, _ in weights],
        f"{prefix}_ids": [output for _, _, output, _ in weights],
        f"{prefix}_weights": [float(weight) for _, _, _, weight in weights],
        "post_transform": post,
    }
    if base is not None:
        attributes["base_values"] = base
    if tensors is not None:
        with_tensors(attributes, ["nodes_values", f"{prefix}_weights", "base_values"], tensors)
    if is_class:
        attributes["classlabels_int64s"] = list(range(outputs or 2))
        return helper.make_node(
            "TreeEnsembleClassifier", [take], ["label", "S"], "trees", domain="ai.onnx.ml", **(attributes | more)
        )
    attributes |= {"n_targets": outputs or 1, "aggregate_function": aggregate}
    return helper.make_node("TreeEnsembleRegressor", [take], ["S"], "trees", domain="ai.onnx.ml", **(attributes | more))


def ensemble_v5(trees, *, outputs=1, post=0, aggregate="SUM", kind=FLOAT, take="X", **more):
    """A TreeEnsemble node. Every leaf has one weight."""
    columns, modes, splits, tracks, members, roots = [], [], [], [], [], []
    true_ids, true_leafs, false_ids, false_leafs, targets, weights = [], [], [], [], [], []

    def add(node):
        if isinstance(node, list):
            ((target, weight),) = node
            targets.append(target)
            weights.append(weight)
            return len(weights) - 1, 1
        mode, column, threshold, is_tracked, when_true, when_false = node
        place = len(columns)
        columns.append(column)
        modes.append(MODES.index(mode))
        splits.append(0.0 if mode == "MEMBER" else float(threshold))
        tracks.append(is_tracked)
        if mode == "MEMBER":
            members.extend([*threshold, numpy.nan])
        for list_ in (true_ids, true_leafs, false_ids, false_leafs):
            list_.append(0)
        true_ids[place], true_leafs[place] = add(when_true)
        false_ids[place], false_leafs[place] = add(when_false)
        return place, 0

    for tree in trees:
        if isinstance(tree, list):
            # a tree of one leaf is a branch with the leaf on both sides
            roots.append(len(columns))
            leaf, _ = add(tree)
            for list_, value in ((columns, 0), (modes, 0), (splits, 0.0), (tracks, 0)):
                list_.append(value)
            for list_, value in ((true_ids, leaf), (true_leafs, 1), (false_ids, leaf), (false_leafs, 1)):
                list_.append(value)
        else:
            roots.append(add(tree)[0])
    attributes = {
        "nodes_featureids": columns,
        "nodes_modes": helper.make_tensor("modes", TensorProto.UINT8, [len(modes)], modes),
        "nodes_splits": helper.make_tensor("splits", kind, [len(splits)], splits),
        "nodes_missing_value_tracks_true": tracks,
        "nodes_truenodeids": true_ids,
        "nodes_trueleafs": true_leafs,
        "nodes_falsenodeids": false_ids,
        "nodes_falseleafs": false_leafs,
        "leaf_targetids": targets,
        "leaf_weights": helper.make_tensor("weights", kind, [len(weights)], [float(weight) for weight in weights]),
        "tree_roots": roots,
        "n_targets": outputs,
        "post_transform": post,
        "aggregate_function": AGGREGATES.index(aggregate),
    }
    if members:
        attributes["membership_values"] = helper.make_tensor("members", kind, [len(members)], members)
    return helper.make_node("TreeEnsemble", [take], ["S"], "trees", domain="ai.onnx.ml", **(attributes | more))


def ensemble_of(model):
    return next(node for node in model.graph.node if node.op_type in ENSEMBLES)


def attribute(node, name, default=None):
    return next((helper.get_attribute_value(each) for each in node.attribute if each.name == name), default)


def has_one_margin(node):
    """Whether a classifier's two scores are made of one sum: the second class has no weights and no base value."""
    if node.op_type != "TreeEnsembleClassifier":
        return False
    labels = attribute(node, "classlabels_int64s") or attribute(node, "classlabels_strings")
    base = attribute(node, "base_values", [])
    tensor = attribute(node, "base_values_as_tensor")
    num_base = len(base) if tensor is None else onnx.numpy_helper.to_array(tensor).size
    return len(labels) == 2 and set(attribute(node, "class_ids")) == {0} and num_base < 2


def session_of(model):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def scorer_of(model):
    """A function of rows that says what comes out of the trees, before ZipMap and casts.

    Rows hold the columns of the graph's inputs side by side, as f64.
    """
    cut = onnx.ModelProto()
    cut.CopyFrom(model)
    node = ensemble_of(cut)
    # only TreeEnsemble gives doubles
    is_double = node.op_type == "TreeEnsemble" and attribute(node, "nodes_splits").data_type == DOUBLE
    del cut.graph.output[:]
    cut.graph.output.append(helper.make_tensor_value_info(node.output[-1], DOUBLE if is_double else FLOAT, None))
    session = session_of(cut)
    kinds = [(value.name, value.type.tensor_type) for value in cut.graph.input]

    def score(rows):
        feeds, first = {}, 0
        for name, kind in kinds:
            width = kind.shape.dim[1].dim_value or rows.shape[1]
            with numpy.errstate(over="ignore"):
                feeds[name] = rows[:, first : first + width].astype(DTYPES[kind.elem_type])
            first += width
        (scores,) = session.run(None, feeds)
        return scores

    return score


def raw_scorer_of(model):
    """A function of rows that says the raw margins: the scores without the post-transform."""
    plain = onnx.ModelProto()
    plain.CopyFrom(model)
    node = ensemble_of(plain)
    for each in [each for each in node.attribute if each.name == "post_transform"]:
        node.attribute.remove(each)
    score = scorer_of(plain)
    return (lambda rows: score(rows)[:, 1:]) if has_one_margin(node) else score


def answers(model, rows):
    """Raw margins and outputs as common.write_case takes them."""
    return {"raw": raw_scorer_of(model)(rows), "output": scorer_of(model)(rows)}


def thresholds_of(model, num_columns):
    """What each column that the trees see is compared with."""
    node = ensemble_of(model)
    tensor = attribute(node, "nodes_values_as_tensor") or attribute(node, "nodes_splits")
    values = attribute(node, "nodes_values") if tensor is None else onnx.numpy_helper.to_array(tensor)
    found = [set() for _ in range(num_columns)]
    modes = attribute(node, "nodes_modes")
    for i, (column, value) in enumerate(zip(attribute(node, "nodes_featureids"), values)):
        if isinstance(modes, list) and modes[i] == b"LEAF":
            continue
        found[column].add(float(value))
    members = attribute(node, "membership_values")
    if members is not None:
        for column in found:
            column.update(float(value) for value in onnx.numpy_helper.to_array(members))
    return [sorted(value for value in column if not numpy.isnan(value)) for column in found]


def random_tree(random, depth, *, columns, leaf, modes=("LEQ",), thresholds=None):
    """`leaf()` makes a leaf; `thresholds` is a list a column to draw from, else they are normal."""
    if depth == 0 or random.random() < 0.1:
        return leaf()
    column = int(random.integers(columns))
    value = random.normal() if thresholds is None else random.choice(thresholds[column])
    mode = modes[int(random.integers(len(modes)))]
    if mode == "MEMBER":
        value = sorted({float(one) for one in random.integers(0, 12, int(random.integers(1, 6)))})
    below = [random_tree(random, depth - 1, columns=columns, leaf=leaf, modes=modes, thresholds=thresholds) for _ in "tf"]
    return (mode, column, value, int(random.integers(2)), *below)


def integers_as_python():
    """skl2onnx hands numpy's integers to a function of onnx that takes Python's."""
    plain = helper.make_attribute

    def make_attribute(key, value, *more, **named):
        if isinstance(value, (list, tuple)) and len(value) > 0 and isinstance(value[0], numpy.integer):
            value = [int(one) for one in value]
        return plain(key, value, *more, **named)

    helper.make_attribute = make_attribute
