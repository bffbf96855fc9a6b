#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what ships about crossings and posts, as TAP. Usage: check-facts.py DATA_FOLDER"""

import csv
import math
import os
import re
import sys
import zoneinfo

import basemap_file

DATA = sys.argv[1]
COUNTS = {"PL": 9, "SK": 3, "HU": 6, "RO": 7, "MD": 17}
LATER = {"pl-nyzhankovychi", "hu-velyka-palad", "ro-krasnoilsk", "ro-diakivtsi", "ro-bila-tserkva"}
TRANSNISTRIA = {"md-kuchurhan", "md-platonove"}
NUMBER = 0


def read(*names):
    with open(os.path.join(DATA, *names), encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def check(what, faults):
    global NUMBER
    NUMBER += 1
    faults = list(faults)
    print(f"{'not ok' if faults else 'ok'} {NUMBER} - {what}")
    for fault in faults:
        print(f"# {fault}")


def km(a, b):
    lat = math.radians((a[0] + b[0]) / 2)
    return 111.195 * math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(lat))


def at(row, prefix=""):
    return float(row[prefix + "lat_deg"]), float(row[prefix + "lon_deg"])


def has_zone(name):
    try:
        zoneinfo.ZoneInfo(name)
        return True
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return False


def main():
    crossings = read("crossings", "crossings.csv")
    intervals = read("crossings", "crossing-intervals.csv")
    waits = read("crossings", "crossing-waits.csv")
    posts = read("posts", "posts.csv")
    land = basemap_file.Land(os.path.join(DATA, "basemap", "basemap.bin"))
    keys = [row["key"] for row in crossings]
    state = {}
    for row in intervals:
        state.setdefault(row["key"], []).append(row)

    check("42 crossings, none twice", [len(keys)] if len(set(keys)) != 42 else [])
    check(
        "so many for each neighbour",
        (c for c, n in COUNTS.items() if sum(r["country"] == c for r in crossings) != n),
    )
    check(
        "each lies on the border of Ukraine and its neighbour",
        (
            f"{r['key']} {country} {land.distance_km(country, *at(r)):.2f} km"
            for r in crossings
            for country in ("UA", r["country"])
            # A river between two banks is nobody's land.
            if land.distance_km(country, *at(r)) > 0.8
        ),
    )
    check(
        "each control stands on its own side",
        (
            f"{r['key']} {country}"
            for r in crossings
            for country, side in (("UA", "ua_control_"), (r["country"], "neighbour_control_"))
            if not land.contains(country, *at(r, side)) and land.distance_km(country, *at(r, side)) > 0.15
        ),
    )
    check(
        "controls stand within 4 km, doubtful ones within 8",
        (
            f"{r['key']} {side}"
            for r in crossings
            for side in ("ua_control_", "neighbour_control_")
            if km(at(r), at(r, side)) > (8 if r["position_quality"] == "doubtful" else 4)
        ),
    )
    check(
        "the town behind is within 50 km",
        (r["key"] for r in crossings if r["town_en"] and km(at(r), at(r, "town_")) > 50),
    )
    check("clocks are in the tz database", (r["key"] for r in crossings if not has_zone(r["neighbour_zone"])))
    check(
        "every position that was doubted says why",
        (r["key"] for r in crossings if r["position_quality"] != "checked" and not r["note"]),
    )
    check(
        "names in three scripts",
        (
            r["key"]
            for r in crossings
            if not re.search("[А-Яа-яІіЇїЄє]", r["name_uk"] + r["neighbour_uk"])
            or not re.search("[א-ת]", r["name_he"])
            or not re.search("[א-ת]", r["neighbour_he"])
            or not r["name_en"].isascii()
        ),
    )
    check(
        "every row has a dated source",
        (
            f"{row.get('key')} {row['source']}"
            for row in crossings + intervals + waits + posts
            if not row["source"] or not re.fullmatch(r"20\d\d-\d\d-\d\d", row["source_date"])
        ),
    )
    check("every crossing has a state", (k for k in keys if k not in state))
    check("no state of an unknown crossing", (k for k in list(state) + [w["key"] for w in waits] if k not in keys))
    check(
        "Transnistria is never open",
        (k for k in TRANSNISTRIA for r in state[k] if r["state"] != "closed" or r["until_local"]),
    )
    check("later openings are not open", (k for k in LATER for r in state[k] if r["state"] != "not_open"))
    check("what is unverified is closed", (r["key"] for r in intervals if "unverified" in r["note"] and r["state"] != "closed"))
    check(
        "who may pass stands at the open ones only",
        (r["key"] for r in intervals if bool(r["modes"]) != (r["state"] == "open")),
    )
    check(
        "states follow each other without a gap",
        (
            f"{k} {a['until_local']}"
            for k, rows in state.items()
            for a, b in zip(rows, rows[1:])
            if a["until_local"] != b["from_local"]
        ),
    )
    check("the last state has no end", (k for k, rows in state.items() if rows[-1]["until_local"] or rows[0]["from_local"]))
    check(
        "a telephone has a source and a date",
        (p["key"] for p in posts if p["phone"] and not (p["phone_source"] and p["phone_date"])),
    )
    check("posts serve crossings that exist", (p["key"] for p in posts if p["crossing"] and p["crossing"] not in keys))
    check("an embassy and a mission", (k for k in ("embassy", "mission") if k not in {p["post"] for p in posts}))
    print(f"1..{NUMBER}")


main()
