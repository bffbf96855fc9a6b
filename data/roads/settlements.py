#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the settlements that the road lists name out of the gazetteer into settlements.tsv.

Run it after a list names a new settlement, or when the gazetteer has better names or positions. What was taken
before is recognised by its gazetteer number, so the lists may go on calling a place as they always did.
"""

import csv
import os
import sys

import build

HEADING = ["key", "number", "called", "region", "country", "lat", "lon", "name_uk", "name_en", "name_he"]


def read_gazetteer():
    """All places of the gazetteer, as rows that build.Network understands."""
    folder = os.path.join(build.HERE, "..", "gazetteer")
    with open(os.path.join(folder, "regions.tsv"), encoding="utf-8", newline="") as stream:
        regions = {row["code"]: row["name_en"] for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)}
    known = {row["number"]: row for row in build.read_tsv("settlements.tsv") if row.get("number")}
    rows = []
    with open(os.path.join(folder, "places.tsv"), encoding="utf-8", newline="") as stream:
        for place in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            names = [place["name_en"]]
            for alias in filter(None, place["aliases"].split("|")):
                language, _, name = alias.partition(":")
                if language == "en":
                    names.append(name)
            row = dict(place)
            row["key"] = ""
            if place["number"] in known:
                row["key"] = known[place["number"]]["key"]
                names = known[place["number"]]["called"].split("|") + names
            row["called"] = "|".join(dict.fromkeys(names))
            row["region"] = region_word(regions.get(place["region"], place["region"]))
            rows.append(row)
    give_keys(rows)
    return rows


def region_word(name):
    for word in (" Oblast", " oblast", " region", " county", " Voivodeship", " voivodeship"):
        name = name.replace(word, "")
    return name


def give_keys(rows):
    taken = {row["key"] for row in rows if row["key"]}
    for row in sorted((row for row in rows if not row["key"]), key=lambda row: int(row["number"])):
        base = build.slug(row["name_en"])
        if row["country"] != "UA":
            base += "-" + row["country"].lower()
        for key in (base, f"{base}-{build.slug(row['region'])}", f"{base}-{row['number']}"):
            if key not in taken:
                break
        row["key"] = key
        taken.add(key)


def main():
    try:
        network = build.load(read_gazetteer())
    except build.ListError as error:
        sys.exit(f"settlements.py: {error}")
    path = os.path.join(build.HERE, "settlements.tsv")
    lines = ["# Made by settlements.py from the gazetteer: the settlements that the lists name. Source and licence as there.",
             "\t".join(HEADING)]
    for row in sorted(network.settlement_rows, key=lambda row: row["key"]):
        if row["key"] in network.called:
            called = "|".join(sorted(network.called[row["key"]]))
            lines.append("\t".join({**row, "called": called}[column] for column in HEADING))
    with open(path, "w", encoding="utf-8") as stream:
        stream.write("\n".join(lines) + "\n")
    print(f"{len(network.called)} settlements")


if __name__ == "__main__":
    main()
