# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the base map file. README.md describes it byte by byte."""

import hashlib
import struct

import geometry

MAGIC = b"CORBMAP\n"
VERSION = 1
# A point less important than these many metres is left out at level 1, 2 and 3.
LEVELS_M = (120.0, 400.0, 1200.0)
COAST, BORDER, OBLAST, RIVER = range(4)


def level_of(weight_m):
    return sum(weight_m >= limit for limit in LEVELS_M)


class Writer:
    def __init__(self, credits):
        self.credits = credits
        self.faces, self.arcs, self.lines, self.lakes = [], [], [], []
        self.rivers, self.labels = [], []
        self.n_points = 0

    def add_face(self, country, references):
        self.faces.append((country, references))

    def add_arc(self, weighted):
        self.arcs.append(weighted)

    def add_line(self, kind, rank, name, weighted):
        self.lines.append((kind, rank, name, weighted))

    def add_lake(self, rings):
        self.lakes.append([r for r in rings if len(r) > 3])

    def add_river_name(self, name):
        self.rivers.append(name)

    def add_label(self, kind, zoom, name, position):
        self.labels.append((kind, zoom, name, position))

    def summary(self):
        return (f"{len(self.faces)} faces, {len(self.arcs)} arcs, {len(self.lines)} lines, "
                f"{len(self.lakes)} lakes, {self.n_points} points")

    def write(self, path):
        out = bytearray()
        put_text(out, self.credits)
        put(out, len(self.arcs))
        for weighted in self.arcs:
            self.put_points(out, weighted)
        put(out, len(self.faces))
        for country, references in self.faces:
            out += country.encode()
            put(out, len(references))
            for reference in references:
                put_signed(out, reference)
        put(out, len(self.lakes))
        for rings in self.lakes:
            put(out, len(rings))
            for weighted in rings:
                self.put_points(out, weighted)
        put(out, len(self.lines))
        for kind, rank, name, weighted in self.lines:
            out += bytes((kind, rank))
            put(out, name + 1)
            self.put_points(out, weighted)
        put(out, len(self.rivers))
        for name in self.rivers:
            for text in name:
                put_text(out, text)
        put(out, len(self.labels))
        for kind, zoom, name, (x, y) in self.labels:
            out += bytes((kind, zoom))
            put_signed(out, x)
            put_signed(out, y)
            for text in name:
                put_text(out, text)
        head = MAGIC + struct.pack("<III", VERSION, geometry.UNITS_PER_DEGREE, len(out))
        with open(path, "wb") as file:
            file.write(head + hashlib.sha256(bytes(out)).digest() + bytes(out))

    def put_points(self, out, weighted):
        put(out, len(weighted))
        before = (0, 0)
        for (x, y), weight in weighted:
            # The level travels in the two low bits of the first number.
            put(out, zigzag(x - before[0]) << 2 | level_of(weight))
            put_signed(out, y - before[1])
            before = (x, y)
        self.n_points += len(weighted)


def zigzag(value):
    return value << 1 if value >= 0 else (-value << 1) - 1


def put(out, value):
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)


def put_signed(out, value):
    put(out, zigzag(value))


def put_text(out, text):
    raw = text.encode()
    put(out, len(raw))
    out += raw
