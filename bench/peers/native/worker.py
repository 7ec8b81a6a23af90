"""One library in a process of its own, told by lines of JSON what to do; only predictions are timed.

    python worker.py LIBRARY

  {"load": folder, "shape": shape, "threads": n}           -> {"version": "..."}
  {"rows": n, "milliseconds": budget}                      -> {"calls": n, "best": ms, "median": ms}
  {"margins": file, "rows": n}                             -> {"rows": n}       writes float64
"""

import importlib.metadata
import json
import pathlib
import statistics
import sys
import time

import numpy as np

import predictors

predictors.quiet_threads()
library = sys.argv[1]
# what libraries print must not end up among the answers
answers = sys.stdout
sys.stdout = sys.stderr

prepared = {}
folder = prepare = predict = None


def rows_of(count):
    if count not in prepared:
        prepared.clear()
        prepared[count] = prepare(predictors.read_rows(folder, count))
    return prepared[count]


def load(request):
    global folder, prepare, predict
    folder = pathlib.Path(request["load"])
    prepare, predict = predictors.LOADERS[library](folder, request["shape"], request["threads"])
    prepared.clear()
    return {"version": importlib.metadata.version(library)}


def measure(request):
    rows = rows_of(request["rows"])
    budget = request["milliseconds"] / 1000
    times = []
    start = time.perf_counter()
    while True:
        before = time.perf_counter()
        predict(rows)
        after = time.perf_counter()
        times.append((after - before) * 1000)
        if after - start >= budget:
            return {"calls": len(times), "best": min(times), "median": statistics.median(times)}


def write_margins(request):
    margins = np.asarray(predict(rows_of(request["rows"])), dtype=np.float64).ravel()
    margins.tofile(request["margins"])
    return {"rows": len(margins)}


for line in sys.stdin:
    request = json.loads(line)
    handle = load if "load" in request else write_margins if "margins" in request else measure
    try:
        answer = handle(request)
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), file=answers, flush=True)
