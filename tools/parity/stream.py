"""Fresh models of one format and what the library says of fresh rows, as frames on standard output (readFrames.ts).

    PYTHONPATH=tools python -P -m parity.stream FORMAT ROWS SEED

Run by `npm run parity`, in the format's environment. tools/parity/FORMAT.py has LIBRARIES and
`models(seed, count)`, which gives `common.Model`s one by one; the same seed yields the same models in the same environment.
"""

import importlib
import json
import os
import platform
import struct
import sys

import numpy

ROWS_A_FRAME = 8192
LEAVES_ROWS = 32
MOST_ROWS_A_MODEL = 25_000
FEWEST_MODELS = 8


def main():
    format_name, num_rows, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    # libraries print as they please; frames have the real standard output for themselves
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    module = importlib.import_module(f"parity.{format_name}")

    def frame(head, *parts):
        head = json.dumps({**head, "parts": [len(part) for part in parts]}).encode()
        out.write(struct.pack("<I", len(head)) + head)
        for part in parts:
            out.write(part)

    versions = {"python": platform.python_version()} | {library.__name__: library.__version__ for library in module.LIBRARIES}
    frame({"kind": "about", "versions": versions})
    num_models = max(min(FEWEST_MODELS, num_rows), num_rows // MOST_ROWS_A_MODEL)
    for number, model in enumerate(module.models(seed, num_models)):
        left = num_rows * (number + 1) // num_models - num_rows * number // num_models
        name = f"{number + 1}/{num_models} {model.name}"
        frame({"kind": "model", "name": name, "options": model.options}, model.model)
        random = numpy.random.default_rng([seed, number, 1])
        first = True
        while left > 0:
            rows = numpy.ascontiguousarray(model.rows(random, min(left, ROWS_A_FRAME)), dtype="<f8")
            raw = numpy.asarray(model.raw(rows), dtype="<f8").reshape(len(rows), -1)
            leaves = numpy.zeros((0, 0), dtype="<i4")
            if first and model.leaves is not None:
                leaves = numpy.asarray(model.leaves(rows[:LEAVES_ROWS]), dtype="<i4")
                leaves = leaves.reshape(min(len(rows), LEAVES_ROWS), -1)
            shape = {"numRows": len(rows), "numOutputs": raw.shape[1], "numTrees": leaves.shape[1]}
            frame({"kind": "rows", **shape}, rows.tobytes(), raw.tobytes(), leaves.tobytes())
            left -= len(rows)
            first = False
    out.close()


if __name__ == "__main__":
    main()
