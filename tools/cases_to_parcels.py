#!/usr/bin/env python3
"""Maps reported seizures (declared against found) to parcels, as NDJSON on standard output.

Usage: cases_to_parcels.py declared_vs_found.csv > cases.ndjson

Only what was declared goes into the record: the row number as item id, the countries of the route, the declared
description, the weight where the report gives one for a single parcel, and the kind of address. What was found is
the truth to compare with and stays out. A case whose origin names no country keeps its empty country, so that it
comes back as a row error and is counted instead of being guessed at.
"""
import csv
import json
import re
import sys

GRAMS_PER_POUND = 453.59237
GRAMS_PER_OUNCE = 28.349523125


def country(place: str) -> str:
    """The leading two capitals of a place such as "CN Shanghai" or "US-NM Artesia"; empty when it has none."""
    found = re.match(r"([A-Z]{2})\b", place)
    return found.group(1) if found else ""


def city(place: str) -> str:
    """What follows the country, without the words that describe the address."""
    rest = re.sub(r"^[A-Z]{2}(-[A-Z/]+)?\s*", "", place)
    return re.sub(r"\b(apartment|residence|individual|warehouse)\b", "", rest).strip()


def grams(text: str) -> int | None:
    """The weight of one parcel; none for counts and for several parcels together."""
    if "together" in text:
        return None
    pounds = re.search(r"([\d.]+)\s*lb", text)
    ounces = re.search(r"([\d.]+)\s*oz", text)
    if not pounds and not ounces:
        return None
    total = GRAMS_PER_POUND * float(pounds.group(1)) if pounds else 0.0
    total += GRAMS_PER_OUNCE * float(ounces.group(1)) if ounces else 0.0
    return round(total)


def parcel(row: dict[str, str]) -> dict:
    """One case as the record that a carrier could have sent."""
    destination = row["destination"]
    recipient = {"country": country(destination), "city": city(destination)}
    if re.search(r"\b(apartment|residence|individual)\b", destination):
        recipient["addressType"] = "residence"
    return {
        "itemId": row["id"],
        "serviceClass": "express" if row["mode"] == "express" else None,
        "sender": {"country": country(row["origin"]), "city": city(row["origin"])},
        "recipient": recipient,
        "totalGrossWeightG": grams(row["weight_or_count"]),
        "contents": [{"description": row["declared_description"]}],
    }


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            print(json.dumps(parcel(row), ensure_ascii=False))


if __name__ == "__main__":
    main()
