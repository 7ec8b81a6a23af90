"""One loader a library: (folder, shape, threads) to (prepare, predict).

`prepare` turns float32 rows into what the library likes best and is never timed; `predict` gives raw margins and is.
"""

import os

import numpy as np

from models import NUM_FEATURES, catboost_rows, ydf_rows


def load_lightgbm(folder, shape, threads):
    import lightgbm

    model = lightgbm.Booster(model_file=str(folder / "lightgbm.txt"))
    return same, lambda rows: model.predict(rows, raw_score=True, num_threads=threads)


def load_lleaves(folder, shape, threads):
    import lleaves

    model = lleaves.Model(model_file=str(folder / "lightgbm.txt"))
    model.compile(cache=str(folder / "lleaves.bin"), raw_score=True)
    # its compiled code takes float64
    return lambda rows: rows.astype(np.float64), lambda rows: model.predict(rows, n_jobs=threads)


def load_tl2cgen(folder, shape, threads):
    import tl2cgen
    import treelite

    library = folder / "tl2cgen.so"
    if not library.exists():
        model = treelite.frontend.load_lightgbm_model(folder / "lightgbm.txt")
        tl2cgen.export_lib(model, toolchain="gcc", libpath=library, params={"parallel_comp": 8}, nthread=2)
    predictor = tl2cgen.Predictor(library, nthread=threads)
    return tl2cgen.DMatrix, lambda rows: predictor.predict(rows, pred_margin=True)


def load_onnxruntime(folder, shape, threads):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    return same, lambda rows: session.run(None, {"rows": rows})[0]


def load_xgboost(folder, shape, threads):
    import xgboost

    model = xgboost.Booster({"nthread": threads}, model_file=str(folder / "xgboost.json"))
    return same, lambda rows: model.inplace_predict(rows, predict_type="margin", validate_features=False)


def load_catboost(folder, shape, threads):
    import catboost

    model = catboost.CatBoost()
    model.load_model(str(folder / "catboost.cbm"))
    prepare = lambda rows: catboost_rows(rows, shape)
    return prepare, lambda rows: model.predict(rows, prediction_type="RawFormulaVal", thread_count=threads)


def load_ydf(folder, shape, threads):
    import ydf

    model = ydf.load_model(str(folder / "ydf"))

    def prepare(rows):
        # the column that it learned to predict must be there
        columns = {**ydf_rows(rows, shape), "target": np.zeros(len(rows))}
        return ydf.create_vertical_dataset(columns, data_spec=model.data_spec())

    return prepare, lambda rows: model.predict(rows, num_threads=threads)


def same(rows):
    return rows


LOADERS = {
    "lightgbm": load_lightgbm,
    "lleaves": load_lleaves,
    "tl2cgen": load_tl2cgen,
    "onnxruntime": load_onnxruntime,
    "xgboost": load_xgboost,
    "catboost": load_catboost,
    "ydf": load_ydf,
}


def read_rows(folder, count):
    mapped = np.memmap(folder / "rows.f32", dtype=np.float32, mode="r").reshape(-1, NUM_FEATURES)
    return np.ascontiguousarray(mapped[:count])


def quiet_threads():
    """Threads that wait must not take the processor from whoever has the turn."""
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    os.environ.setdefault("KMP_BLOCKTIME", "0")
