#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds crossings.csv against the border line.

Usage: check.py MAP.geo.json

MAP.geo.json comes from the npm package @geo-maps/countries-land-100m (0.6.0 was used). Prints for
each crossing how far its position lies from the border between Ukraine and the neighbour.
"""

import csv
import json
import math
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ALPHA3 = {"PL": "POL", "SK": "SVK", "HU": "HUN", "RO": "ROU", "MD": "MDA"}
KM_PER_DEG = 111.195


def rings(geometry):
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    for polygon in polygons:
        yield from polygon


def distance_km(geometry, lat, lon):
    """To the outline of a country, on a plane through the point: good to metres at this range."""
    scale = math.cos(math.radians(lat))
    best = math.inf
    for ring in rings(geometry):
        for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
            ax, ay = (x1 - lon) * scale, y1 - lat
            if abs(ax) > 1 or abs(ay) > 1:
                continue
            dx, dy = (x2 - x1) * scale, y2 - y1
            length = dx * dx + dy * dy
            t = 0 if length == 0 else max(0.0, min(1.0, -(ax * dx + ay * dy) / length))
            best = min(best, math.hypot(ax + t * dx, ay + t * dy))
    return best * KM_PER_DEG


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as stream:
        countries = {f["properties"]["A3"]: f["geometry"] for f in json.load(stream)["features"]}
    far = 0
    with open(os.path.join(HERE, "crossings.csv"), encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            lat, lon = float(row["lat_deg"]), float(row["lon_deg"])
            ours = distance_km(countries["UKR"], lat, lon)
            theirs = distance_km(countries[ALPHA3[row["country"]]], lat, lon)
            # Between two banks of a river a crossing lies on neither.
            off = max(ours, theirs) > 1.0
            far += off
            print(f"{row['key']:20} {ours:6.2f} km {theirs:6.2f} km {row['position_quality']}"
                  + (" FAR" if off else ""))
    sys.exit(1 if far else 0)


if __name__ == "__main__":
    main()
