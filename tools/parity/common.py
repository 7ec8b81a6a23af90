"""What every format's models share: their description, random tables to train on, and hard rows to score."""

import sys
from dataclasses import dataclass, field
from typing import Callable

import numpy

from fixtures.common import around, hostile_categories, hostile_numbers

Array = numpy.ndarray
MOST_ATTEMPTS = 5


@dataclass
class Model:
    """A model of a library and its own answers."""

    name: str
    # the file as the library saved it
    model: bytes
    # (random, n) -> n x features, f64: fresh rows, as hard as the library takes them
    rows: Callable[[numpy.random.Generator, int], Array]
    # rows -> the library's raw prediction, n or n x outputs
    raw: Callable[[Array], Array]
    # rows -> leaf of every tree, n x trees, numbered as the importer numbers them; None where the library is silent
    leaves: Callable[[Array], Array] | None = None
    # what the importer is told
    options: dict = field(default_factory=dict)


def fresh_models(seed, count, make, refusal):
    """`count` models of `make(random)`; where the library refuses what was drawn, another is drawn."""
    for number in range(count):
        for attempt in range(MOST_ATTEMPTS):
            try:
                model = make(numpy.random.default_rng([seed, number, attempt]))
            except refusal as error:
                print(f"refused by the library, drawn again: {str(error).splitlines()[0]}", file=sys.stderr)
                continue
            yield model
            break
        else:
            raise RuntimeError(f"the library refused {MOST_ATTEMPTS} models, one after another")


@dataclass
class Table:
    """Random columns of every kind; `categories` holds the known ones of a column, None for numbers."""

    rows: Array
    categories: list


def random_table(random, num_rows, num_features, *, category_share=0.0, missing=True, dtype=numpy.float64):
    """Ordinary, half zero, skewed, small whole, tiny, few-valued and categorical columns; some with missing values."""
    columns, categories = [], []
    for _ in range(num_features):
        column = random.normal(size=num_rows)
        known = None
        kind = random.integers(0, 6)
        if random.random() < category_share:
            most = int(random.choice([3, 12, 40, 300]))
            column = numpy.minimum(random.zipf(random.uniform(1.2, 2.5), num_rows) - 1, most)
            column = numpy.where(random.random(num_rows) < 0.5, column, random.integers(0, most, num_rows)).astype(float)
            known = sorted(set(column))
        elif kind == 1:
            column[random.random(num_rows) < 0.5] = 0
        elif kind == 2:
            column = numpy.exp(column * 6)
        elif kind == 3:
            column = random.integers(-20, 40, num_rows).astype(float)
        elif kind == 4:
            column *= 10.0 ** random.integers(-37, -33)
        elif kind == 5:
            column = random.choice(random.normal(size=5), num_rows)
        if missing and random.random() < 0.5:
            column[random.random(num_rows) < random.choice([0.02, 0.3, 0.8])] = numpy.nan
        columns.append(column)
        categories.append(known)
    return Table(numpy.column_stack(columns).astype(dtype).astype(numpy.float64), categories)


def signal_of(random, table):
    """Something to learn from a table: a few columns, their missing values and their products, with noise."""
    known = numpy.clip(numpy.nan_to_num(table.rows), -1e6, 1e6)
    scaled = (known - known.mean(axis=0)) / (known.std(axis=0) + 1e-300)
    signal = random.normal(size=len(known)) / 3
    for _ in range(6):
        first, second = random.integers(0, known.shape[1], 2)
        signal += random.normal() * numpy.tanh(scaled[:, first]) * numpy.where(random.random() < 0.5, scaled[:, second], 1)
        signal += random.normal() * numpy.cos(known[:, second] * 3) + random.normal() * numpy.isnan(table.rows[:, first])
    return numpy.clip(signal, -20, 20)


def hard_rows(table, thresholds, *, refused=lambda value: False):
    """A maker of rows: real ones, a third of them whole, in the rest some or most values replaced by hostile ones.

    thresholds  a list a feature, as the model holds them
    refused     says which values the library will not take
    """
    plain, near = [], []
    for feature, known in enumerate(table.categories):
        hostile = hostile_numbers() if known is None else hostile_categories(known)
        plain.append(numpy.array([value for value in hostile if not refused(value)]))
        close = [] if known is not None else around(sorted(set(thresholds[feature])))
        near.append(numpy.array([value for value in close if not refused(value)] or plain[-1]))

    def rows(random, num_rows):
        made = table.rows[random.integers(0, len(table.rows), num_rows)].copy()
        share = random.choice([0.0, 0.15, 0.7], num_rows)
        for feature in range(made.shape[1]):
            replaced = numpy.flatnonzero(random.random(num_rows) < share)
            values = numpy.where(
                random.random(len(replaced)) < 0.5,
                random.choice(plain[feature], len(replaced)),
                random.choice(near[feature], len(replaced)),
            )
            made[replaced, feature] = values
        return made

    return rows
