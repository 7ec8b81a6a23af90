"""RapidFuzz in a process of its own, told by lines of JSON what to match; only the matching is timed.

    python names.py

  {"load": file}                              -> {"version": "..."}    the file: {"names": [...], "owners": [...]}
  {"queries": [...], "owners": [...]}         -> {"milliseconds": m, "best": [...], "meant": [...]}

Names and queries are brought to lower case without punctuation, their words sorted, and compared by `fuzz.ratio`: of
its scorers (token_sort_ratio, token_set_ratio, WRatio, Jaro-Winkler) the fastest by far and, with sorted words, the one
that found most listed parties at equal rates of innocents hit. One thread; all comparisons of some queries in one call.
"""

import importlib.metadata
import json
import sys
import time

import numpy as np
from rapidfuzz import fuzz, process, utils

BATCH = 50

names = []
owners = np.zeros(0)


def prepare(text):
    return " ".join(sorted(utils.default_process(text).split()))


def load(request):
    global names, owners
    with open(request["load"], encoding="utf-8") as file:
        told = json.load(file)
    names = [prepare(name) for name in told["names"]]
    owners = np.array(told["owners"])
    return {"version": importlib.metadata.version("rapidfuzz")}


def match(request):
    """`best`: the highest score of any name; `meant`: of a name of the query's owner, -1 where it has none."""
    best, meant = [], []
    seconds = 0.0
    for start in range(0, len(request["queries"]), BATCH):
        queries = request["queries"][start : start + BATCH]
        before = time.perf_counter()
        scores = process.cdist([prepare(query) for query in queries], names, scorer=fuzz.ratio, workers=1)
        highest = scores.max(axis=1)
        seconds += time.perf_counter() - before
        best += [float(score) for score in highest]
        for row, owner in enumerate(request["owners"][start : start + BATCH]):
            own = scores[row][owners == owner]
            meant.append(float(own.max()) if len(own) > 0 else -1.0)
    return {"milliseconds": seconds * 1000, "best": best, "meant": meant}


for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = load(request) if "load" in request else match(request)
    except Exception as error:  # told to whoever asked, who ends
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
