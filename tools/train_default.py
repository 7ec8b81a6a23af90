"""Train the default model on synthetic mail, and judge it on synthetic mail of other seeds.

    npm run build
    python tools/train_default.py bundles/default

Writes model.txt (LightGBM's text model) and provenance.json (seeds, parameters, versions and figures) into the folder.
The same versions write the same bytes: every seed is fixed, one thread, deterministic LightGBM.

Rows come from the engine itself, so that a model learns exactly what it will be given:

    postern simulate --parcels N --seed S --base-rate R --labels labels.csv | postern features --input - --out rows.f32

rows.f32 holds little-endian float32, row-major, NaN for missing; rows.f32.json names the columns and counts the rows.

Contraband is planted far more often than 1 in 16,000, or there would be nothing to learn from, and only every fourth
lawful row is kept. Weights put both right: figures are those of a stream with 1 in 16,000. Everything here is
synthetic. The figures test the machinery; they are no evidence of detection in the field.
"""

import argparse
import csv
import json
import platform
import subprocess
import tempfile
from pathlib import Path

import lightgbm
import numpy

ROOT = Path(__file__).resolve().parent.parent
POSTERN = ["node", str(ROOT / "dist/src/cli/main.js")]
COMMAND = "npm run build && python tools/train_default.py bundles/default"

TRAIN = {"seeds": [11, 12, 13, 14], "parcels": 400_000, "baseRate": 1 / 200}
JUDGE = {"seeds": [21, 22], "parcels": 600_000, "baseRate": 1 / 250}
KEPT_LAWFUL = 1 / 4
REAL_BASE_RATE = 1 / 16_000
SHARES = ["0.1%", "0.5%", "1%", "5%", "10%"]
TREES = 100
SHUFFLES = 5
PARAMETERS = {
    "objective": "binary",
    "num_leaves": 31,
    "learning_rate": 0.1,
    "min_data_in_leaf": 100,
    "lambda_l2": 10.0,
    "feature_fraction": 0.7,
    "max_bin": 255,
    "boost_from_average": True,
    "seed": 7,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbosity": -1,
}
# a table of past rates on these columns: the bar a model must beat before it is worth showing
CELL = ("senderCountry", "serviceClass", "hsListed", "precursorNamed", "pressNamed")


class Rows:
    """Feature rows of some seeds with what is known of them; lawful rows sampled, weights as counts of parcels."""

    def __init__(self, plan: dict, folder: Path):
        parts = [simulated(seed, plan, folder) for seed in plan["seeds"]]
        self.names = parts[0]["names"]
        self.features, self.label, self.story, self.group = (
            numpy.concatenate([part[key] for part in parts]) for key in ("features", "label", "story", "group")
        )
        self.weight = sampling_weight(self.label)

    def real_weight(self) -> numpy.ndarray:
        """Weights of a million parcels at the real base rate."""
        positive = self.label == 1
        share = numpy.where(positive, REAL_BASE_RATE / positive.sum(), (1 - REAL_BASE_RATE) / (~positive).sum())
        return share * 1e6


def sampling_weight(label: numpy.ndarray) -> numpy.ndarray:
    return numpy.where(label == 1, 1.0, 1 / KEPT_LAWFUL)


def simulated(seed: int, plan: dict, folder: Path) -> dict:
    rows, labels = folder / f"{seed}.f32", folder / f"{seed}.csv"
    asked = ["--parcels", plan["parcels"], "--seed", seed, "--base-rate", plan["baseRate"], "--labels", labels]
    mail = subprocess.Popen([*POSTERN, "simulate", *map(str, asked)], stdout=subprocess.PIPE)
    source = ["--source", str(ROOT / "bundles/default")]
    subprocess.run([*POSTERN, "features", "--input", "-", *source, "--out", str(rows)], stdin=mail.stdout, check=True)
    mail.stdout.close()
    if mail.wait() != 0:
        raise SystemExit(f"seed {seed}: the simulator failed")
    return read_sampled(seed, rows, labels)


def read_sampled(seed: int, rows: Path, labels: Path) -> dict:
    about = json.loads(rows.with_name(rows.name + ".json").read_text())
    if about["numFlagged"] > 0:
        raise SystemExit(f"seed {seed}: {about['numFlagged']} of {about['numRows']} simulated rows could not be read")
    features = numpy.fromfile(rows, dtype="<f4").reshape(about["numRows"], about["numColumns"])
    with labels.open(newline="") as file:
        truth = list(csv.DictReader(file))
    if len(truth) != len(features):
        raise SystemExit(f"seed {seed}: {len(features)} rows, but {len(truth)} labels")
    label = numpy.array([row["illicit"] == "1" for row in truth], dtype=numpy.int8)
    kept = (label == 1) | (numpy.random.default_rng(seed).random(len(label)) < KEPT_LAWFUL)
    # rows of one network are no independent evidence; a lawful row stands for itself
    group = [f"{seed}-network-{row['network']}" if row["network"] else f"{seed}-{row['row']}" for row in truth]
    rows.unlink()
    return {
        "names": about["names"],
        "features": features[kept],
        "label": label[kept],
        "story": numpy.array([row["story"] for row in truth])[kept],
        "group": numpy.array(group)[kept],
    }


def train(rows: Rows, label: numpy.ndarray) -> lightgbm.Booster:
    data = lightgbm.Dataset(rows.features, label, weight=sampling_weight(label), feature_name=rows.names)
    return lightgbm.train(PARAMETERS, data, num_boost_round=TREES)


def cell_rates(train_rows: Rows, judge_rows: Rows) -> numpy.ndarray:
    """Smoothed share of contraband in the row's cell of the training rows."""
    columns = [train_rows.names.index(name) for name in CELL]
    cells = [list(map(tuple, numpy.nan_to_num(rows.features[:, columns], nan=-1))) for rows in (train_rows, judge_rows)]
    found: dict[tuple, list[float]] = {}
    for cell, label, weight in zip(cells[0], train_rows.label, train_rows.weight):
        counts = found.setdefault(cell, [0.0, 0.0])
        counts[0] += label * weight
        counts[1] += weight
    base = numpy.average(train_rows.label, weights=train_rows.weight)
    rate = {cell: (positive + 10 * base) / (total + 10) for cell, (positive, total) in found.items()}
    return numpy.array([rate.get(cell, base) for cell in cells[1]])


def judged(rows: Rows, score: numpy.ndarray, baseline: numpy.ndarray, folder: Path, resamples: int = 300) -> dict:
    """The figures of `postern evaluate`: recall and precision at capacity, bootstrapped by network."""
    scores = folder / "scores.csv"
    with scores.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["score", "baseline", "label", "weight", "group"])
        writer.writerows(zip(score.tolist(), baseline.tolist(), rows.label, rows.real_weight().tolist(), rows.group))
    asked = ["--label", "label", "--weight", "weight", "--group", "group", "--baseline", "baseline"]
    asked += ["--at", ",".join(SHARES), "--resamples", str(resamples), "--json"]
    done = subprocess.run([*POSTERN, "evaluate", str(scores), *asked], capture_output=True, check=True, text=True)
    return json.loads(done.stdout)


def rounded(value: float) -> float:
    return float(f"{value:.4g}")


def shuffled(seed: int, train_rows: Rows, judge_rows: Rows, baseline: numpy.ndarray, folder: Path) -> dict:
    """The control: what the same procedure finds when there is nothing to learn."""
    model = train(train_rows, numpy.random.default_rng(seed).permutation(train_rows.label))
    score = model.predict(judge_rows.features, raw_score=True, num_threads=1)
    figures = judged(judge_rows, score, baseline, folder, resamples=0)["figures"]
    at_one = figures["cuts"][SHARES.index("1%")]
    return {"auc": rounded(figures["auc"]["value"]), "recallAt1Percent": rounded(at_one["recall"]["mean"])}


def interval(found: dict) -> list[float]:
    return [rounded(found["low"]), rounded(found["high"])]


def summary(figures: dict) -> dict:
    cuts = {}
    for share, cut in zip(SHARES, figures["cuts"]):
        cuts[share] = {
            "recall": rounded(cut["recall"]["mean"]),
            "recall95": interval(cut["recall"]["bootstrap"]),
            "precision": rounded(cut["precision"]["mean"]),
            "precision95": interval(cut["precision"]["bootstrap"]),
            "lift": rounded(cut["lift"]),
        }
    return {"auc": rounded(figures["auc"]["value"]), "auc95": interval(figures["auc"]["bootstrap"]), "inspected": cuts}


def threshold(score: numpy.ndarray, weight: numpy.ndarray, share: float) -> float:
    order = numpy.argsort(-score, kind="stable")
    reached = numpy.searchsorted(numpy.cumsum(weight[order]), share * weight.sum())
    return float(score[order[min(reached, len(order) - 1)]])


def by_story(rows: Rows, score: numpy.ndarray, share: float) -> dict:
    cut = threshold(score, rows.real_weight(), share)
    found = {}
    for story in sorted(set(rows.story) - {""}):
        here = rows.story == story
        found[str(story)] = {"parcels": int(here.sum()), "recall": rounded((score[here] > cut).mean())}
    return found


def top_features(model: lightgbm.Booster, count: int) -> list[str]:
    gain = model.feature_importance("gain")
    return [model.feature_name()[at] for at in numpy.argsort(-gain, kind="stable")[:count]]


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the default model on synthetic mail.")
    parser.add_argument("out", type=Path, help="folder of the bundle's sources")
    out = parser.parse_args().out
    with tempfile.TemporaryDirectory(prefix="postern-train-") as name:
        folder = Path(name)
        train_rows, judge_rows = Rows(TRAIN, folder), Rows(JUDGE, folder)
        model = train(train_rows, train_rows.label)
        score = model.predict(judge_rows.features, raw_score=True, num_threads=1)
        baseline = cell_rates(train_rows, judge_rows)
        figures = judged(judge_rows, score, baseline, folder)
        controls = [shuffled(seed, train_rows, judge_rows, baseline, folder) for seed in range(SHUFFLES)]
    weight = judge_rows.real_weight()
    provenance = {
        "what": "LightGBM, trained and judged on synthetic mail of postern simulate; no evidence of detection in the field",
        "command": COMMAND,
        "versions": {"python": platform.python_version(), "lightgbm": lightgbm.__version__, "numpy": numpy.__version__},
        "training": {**TRAIN, "rows": len(train_rows.label), "positives": int(train_rows.label.sum())},
        "judging": {**JUDGE, "rows": len(judge_rows.label), "positives": int(judge_rows.label.sum())},
        "keptLawful": KEPT_LAWFUL,
        "parameters": {**PARAMETERS, "num_iterations": TREES},
        "figures": {
            "about": "weighted to 1 parcel in 16,000; intervals are 95 %, bootstrap by network; a quarter of the "
            "contraband shows no sign at all and caps recall; list and link signals are not known to this model",
            "model": summary(figures["figures"]),
            "cellRates": {"columns": list(CELL), **summary(figures["baseline"])},
            "shuffledLabels": controls,
            "recallAt1PercentByStory": by_story(judge_rows, score, 0.01),
        },
        "marginAtShare": {share: rounded(threshold(score, weight, float(share[:-1]) / 100)) for share in SHARES},
        "topFeaturesByGain": top_features(model, 15),
    }
    out.mkdir(parents=True, exist_ok=True)
    model.save_model(str(out / "model.txt"))
    (out / "provenance.json").write_text(json.dumps(provenance, indent=2) + "\n")
    print(json.dumps({**provenance["figures"], "marginAtShare": provenance["marginAtShare"]}, indent=2))


if __name__ == "__main__":
    main()
