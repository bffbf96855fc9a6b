#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes countries.tsv: the land of Ukraine and its neighbours, taken out of the base map.

An importer of roads asks it in which country a road is, for limits of speed and the local clock.
"""

import os

import landmap

HERE = os.path.dirname(os.path.abspath(__file__))
WANTED = ("BY", "HU", "MD", "PL", "RO", "RU", "SK", "UA")
# Points of the base map's levels below this one are left out: they matter less than 400 m.
LEVEL = 2
# What is smaller than this across is left out.
SMALLEST_M = 3000


class Reader(landmap.Reader):
    def points(self):
        x = y = 0
        line = []
        for _ in range(self.unsigned()):
            step = self.unsigned()
            level, step = step & 3, step >> 2
            x += (step >> 1) ^ -(step & 1)
            y += self.signed()
            if level >= LEVEL:
                line.append((y / 10000, x / 10000))
        return line


def read_rings():
    with open(os.path.join(HERE, "..", "basemap", "basemap.bin"), "rb") as stream:
        data = stream.read()
    reader = Reader(data, 52)
    reader.text()
    arcs = [reader.points() for _ in range(reader.unsigned())]
    for _ in range(reader.unsigned()):
        country = data[reader.at:reader.at + 2].decode()
        reader.at += 2
        ring = []
        for _ in range(reader.unsigned()):
            number = reader.signed()
            arc = arcs[number] if number >= 0 else arcs[-1 - number][::-1]
            ring += arc[1:] if ring and ring[-1] == arc[0] else arc
        yield country, ring


def main():
    lines = []
    for country, ring in read_rings():
        if country in WANTED and len(ring) > 3 and landmap.extent_m(ring) > SMALLEST_M:
            lines.append(country + "\t" + " ".join(f"{lat:.3f},{lon:.3f}" for lat, lon in ring))
    with open(os.path.join(HERE, "countries.tsv"), "w", encoding="utf-8") as out:
        out.write("country\tring\n" + "\n".join(sorted(lines)) + "\n")


if __name__ == "__main__":
    main()
