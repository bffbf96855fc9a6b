# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads land, lakes and rivers out of ../basemap/basemap.bin, whose README.md describes the bytes."""

import collections
import os

import build

CELL_DEG = 0.01
# a lake or a stretch of river as long as this is crossed at named bridges only
GREAT_WATER_M = 12000


_map = None


def the_map():
    """The base map, read once."""
    global _map
    if _map is None:
        _map = Map()
    return _map


class Reader:
    def __init__(self, data, at):
        self.data, self.at = data, at

    def unsigned(self):
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def signed(self):
        value = self.unsigned()
        return (value >> 1) ^ -(value & 1)

    def text(self):
        length = self.unsigned()
        self.at += length
        return self.data[self.at - length:self.at].decode()

    def points(self):
        """(lat, lon) in degrees; the finest scale."""
        x = y = 0
        line = []
        for _ in range(self.unsigned()):
            step = self.unsigned() >> 2
            x += (step >> 1) ^ -(step & 1)
            y += self.signed()
            line.append((y / 10000, x / 10000))
        return line


class Shape:
    """Rings of one country or of all lakes, quick to ask about a point."""

    def __init__(self):
        self.rows = collections.defaultdict(list)

    def add(self, ring):
        for a, b in zip(ring, ring[1:]):
            for row in range(int(min(a[0], b[0]) / CELL_DEG), int(max(a[0], b[0]) / CELL_DEG) + 1):
                self.rows[row].append((a, b))

    def contains(self, pos):
        inside = False
        for a, b in self.rows.get(int(pos[0] / CELL_DEG), ()):
            if (a[0] > pos[0]) != (b[0] > pos[0]):
                if pos[1] < a[1] + (pos[0] - a[0]) / (b[0] - a[0]) * (b[1] - a[1]):
                    inside = not inside
        return inside


def extent_m(ring):
    lats, lons = zip(*ring)
    return build.distance_m((min(lats), min(lons)), (max(lats), max(lons)))


class Map:
    def __init__(self):
        path = os.path.join(build.HERE, "..", "basemap", "basemap.bin")
        with open(path, "rb") as stream:
            data = stream.read()
        if data[:8] != b"CORBMAP\n" or data[8] != 1:
            raise SystemExit("landmap.py: basemap.bin is not of version 1")
        reader = Reader(data, 52)
        reader.text()
        arcs = [reader.points() for _ in range(reader.unsigned())]
        self.countries = collections.defaultdict(Shape)
        for _ in range(reader.unsigned()):
            country = data[reader.at:reader.at + 2].decode()
            reader.at += 2
            ring = []
            for _ in range(reader.unsigned()):
                number = reader.signed()
                arc = arcs[number] if number >= 0 else arcs[-1 - number][::-1]
                ring.extend(arc[1:] if ring else arc)
            if ring[0] != ring[-1]:
                ring.append(ring[0])
            self.countries[country].add(ring)
        self.lakes = Shape()
        self.great_waters = Shape()
        for _ in range(reader.unsigned()):
            rings = [reader.points() for _ in range(reader.unsigned())]
            great = bool(rings) and extent_m(rings[0]) > GREAT_WATER_M
            for ring in rings:
                self.lakes.add(ring)
                if great:
                    self.great_waters.add(ring)
        lines = []
        for _ in range(reader.unsigned()):
            kind = data[reader.at]
            reader.at += 2
            name = reader.unsigned()
            lines.append((kind, name - 1, reader.points()))
        names = [[reader.text() for _ in range(3)][0] for _ in range(reader.unsigned())]
        self.rivers = [(names[name] if name >= 0 else "", line) for kind, name, line in lines if kind == 3]
