"""Train LightGBM on the public customs-declaration set, for a run on rows that are not Postern's own.

    python tools/train_customs.py FOLDER OUT

FOLDER holds df_syn_train_eng.csv (2020) and df_syn_valid_eng.csv (January to March 2021), from
github.com/Seondong/Customs-Declaration-Datasets. OUT receives

    model.txt      LightGBM's text model
    valid.csv      the valid file as the model sees it, numeric and integer-coded columns, then fraud and lookup
    expected.txt   LightGBM's own raw margins of those rows, 17 significant digits each

`lookup` is the score that any model must be held against: HS6, departure, origin, tax rate and tax type were synthesised
as one value, so a table of past fraud rates on that cell says nearly all there is to say. Its rates are smoothed
towards the base rate with the weight of one row. A model that does no better has learned the table, not fraud.
"""

import argparse
import csv
from collections import Counter
from pathlib import Path

import lightgbm
import numpy

SEED = 7
FRAUD = "Fraud"
CELL = ("HS6 Code", "Country of Departure", "Country of Origin", "Tax Rate", "Tax Type")
NUMBERS = ("Office ID", "Import Type", "Import Use", "Payment Type", "Mode of Transport", "Tax Rate", "Net Mass", "Item Price")
# text coded by order of first sight in the train file; what only the valid file has is missing
TEXTS = ("Process Type", "Country of Departure", "Country of Origin", "Tax Type", "Country of Origin Indicator")
PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.05,
    "num_leaves": 63,
    "min_data_in_leaf": 20,
    "feature_fraction": 0.8,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "seed": SEED,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbosity": -1,
}
ROUNDS = 300


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def column_name(text):
    return text.lower().replace(" ", "_")


def number(text):
    return float(text) if text else numpy.nan


def encode(rows, codes):
    """Columns by name. The HS code is text with leading zeros; its chapter and heading are numbers of their own."""
    columns = {column_name(name): [number(row[name]) for row in rows] for name in NUMBERS}
    columns["hs_chapter"] = [number(row["HS6 Code"].zfill(6)[:2]) for row in rows]
    columns["hs_heading"] = [number(row["HS6 Code"].zfill(6)[:4]) for row in rows]
    columns["hs6"] = [number(row["HS6 Code"]) for row in rows]
    for name in TEXTS:
        columns[f"{column_name(name)}_code"] = [codes[name].get(row[name], numpy.nan) for row in rows]
    columns["has_seller"] = [float(row["Seller ID"] != "") for row in rows]
    columns["has_courier"] = [float(row["Courier ID"] != "") for row in rows]
    columns["departure_is_origin"] = [float(row["Country of Departure"] == row["Country of Origin"]) for row in rows]
    mass = numpy.array(columns["net_mass"])
    columns["price_per_kg"] = numpy.array(columns["item_price"]) / numpy.where(mass > 0, mass, numpy.nan)
    return {name: numpy.asarray(values, dtype=float) for name, values in columns.items()}


def codes_of(rows):
    codes = {name: {} for name in TEXTS}
    for row in rows:
        for name in TEXTS:
            if row[name]:
                codes[name].setdefault(row[name], float(len(codes[name])))
    return codes


def cell_of(row):
    return tuple(row[name] for name in CELL)


def lookup_rates(train, valid, labels):
    """Past fraud rate of each valid row's cell."""
    seen = Counter(cell_of(row) for row in train)
    frauds = Counter(cell_of(row) for row, label in zip(train, labels) if label)
    base = labels.mean()
    return [(frauds[cell_of(row)] + base) / (seen[cell_of(row)] + 1) for row in valid]


def shortest(value):
    """Decimals that read back as the very double that LightGBM was given; nothing for a missing value."""
    return "" if numpy.isnan(value) else repr(float(value))


def write_rows(path, columns, labels, lookup):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*columns, "fraud", "lookup"])
        for row, (label, rate) in enumerate(zip(labels, lookup)):
            writer.writerow([*(shortest(values[row]) for values in columns.values()), int(label), repr(float(rate))])


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("out", type=Path)
    given = arguments.parse_args()
    train = read(given.folder / "df_syn_train_eng.csv")
    valid = read(given.folder / "df_syn_valid_eng.csv")
    codes = codes_of(train)
    train_labels = numpy.array([row[FRAUD] == "1" for row in train])
    valid_labels = numpy.array([row[FRAUD] == "1" for row in valid])

    columns = encode(train, codes)
    matrix = numpy.column_stack(list(columns.values()))
    data = lightgbm.Dataset(matrix, train_labels.astype(float), feature_name=list(columns))
    model = lightgbm.train(PARAMETERS, data, ROUNDS)

    given.out.mkdir(parents=True, exist_ok=True)
    model.save_model(given.out / "model.txt")
    # the saved model is asked, not the one in memory: what was written is what counts
    saved = lightgbm.Booster(model_file=given.out / "model.txt")
    valid_columns = encode(valid, codes)
    raw = saved.predict(numpy.column_stack(list(valid_columns.values())), raw_score=True, num_threads=1)
    (given.out / "expected.txt").write_text("".join(f"{margin:.17g}\n" for margin in raw))
    write_rows(given.out / "valid.csv", valid_columns, valid_labels, lookup_rates(train, valid, train_labels))
    print(f"{len(train)} rows trained on, {len(valid)} written, {model.num_trees()} trees, {len(columns)} features")


if __name__ == "__main__":
    main()
