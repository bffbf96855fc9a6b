# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the land of data/basemap/basemap.bin, as its README.md describes it."""

import math
import struct

KM_PER_DEG = 111.195


class Land:
    """Rings of each country's land, in degrees."""

    def __init__(self, path):
        with open(path, "rb") as stream:
            self.raw = stream.read()
        version, self.units = struct.unpack_from("<II", self.raw, 8)
        if self.raw[:8] != b"CORBMAP\n" or version != 1:
            raise ValueError("not a base map of version 1")
        self.at = 52
        credits_length = self.number()
        self.at += credits_length
        arcs = [self.points() for _ in range(self.number())]
        self.rings = {}
        for _ in range(self.number()):
            country = self.raw[self.at : self.at + 2].decode()
            self.at += 2
            ring = []
            for _ in range(self.number()):
                arc = self.signed()
                ring += arcs[arc] if arc >= 0 else arcs[-1 - arc][::-1]
            self.rings.setdefault(country, []).append(ring + ring[:1])

    def number(self):
        value = shift = 0
        while True:
            byte = self.raw[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def signed(self):
        return self.unfold(self.number())

    @staticmethod
    def unfold(value):
        return -(value + 1) // 2 if value & 1 else value // 2

    def points(self):
        x = y = 0
        result = []
        for _ in range(self.number()):
            x += self.unfold(self.number() >> 2)
            y += self.signed()
            result.append((x / self.units, y / self.units))
        return result

    def distance_km(self, country, lat, lon):
        """To the outline of the country's land."""
        scale = math.cos(math.radians(lat))
        best = math.inf
        for ring in self.rings[country]:
            for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
                ax, ay = (x1 - lon) * scale, y1 - lat
                if abs(ax) > 0.5 or abs(ay) > 0.5:
                    continue
                dx, dy = (x2 - x1) * scale, y2 - y1
                length = dx * dx + dy * dy
                t = 0 if length == 0 else max(0.0, min(1.0, -(ax * dx + ay * dy) / length))
                best = min(best, math.hypot(ax + t * dx, ay + t * dy))
        return best * KM_PER_DEG

    def contains(self, country, lat, lon):
        inside = False
        for ring in self.rings[country]:
            for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
                if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                    inside = not inside
        return inside
