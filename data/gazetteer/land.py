# SPDX-License-Identifier: GPL-3.0-or-later
"""Distance to Ukraine's land, good to about a kilometre."""

import collections
import json
import math
import os

from sources import fetch_package

KM_PER_DEGREE = 111.195
CELL_DEG = 0.25


def distance_km(lat_a, lon_a, lat_b, lon_b):
    x = (lon_b - lon_a) * math.cos(math.radians((lat_a + lat_b) / 2))
    return math.hypot(lat_b - lat_a, x) * KM_PER_DEGREE


def _segment_distance_km(lat, lon, a, b):
    scale = math.cos(math.radians(lat))
    ax, ay = (a[0] - lon) * scale, a[1] - lat
    bx, by = (b[0] - lon) * scale, b[1] - lat
    dx, dy = bx - ax, by - ay
    square = dx * dx + dy * dy
    t = 0.0 if square == 0 else max(0.0, min(1.0, -(ax * dx + ay * dy) / square))
    return math.hypot(ax + t * dx, ay + t * dy) * KM_PER_DEGREE


class Land:
    """The land of one country."""

    def __init__(self, folder, code):
        path = os.path.join(fetch_package("@geo-maps/countries-land-1km", folder), "map.geo.json")
        with open(path, encoding="utf-8") as stream:
            features = json.load(stream)["features"]
        self.rings = []
        self.cells = collections.defaultdict(list)
        for feature in features:
            if feature["properties"]["A3"] != code:
                continue
            shape = feature["geometry"]
            polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
            for polygon in polygons:
                self.rings.extend(polygon)
        for ring in self.rings:
            for a, b in zip(ring, ring[1:]):
                for x in range(int(min(a[0], b[0]) / CELL_DEG), int(max(a[0], b[0]) / CELL_DEG) + 1):
                    for y in range(int(min(a[1], b[1]) / CELL_DEG), int(max(a[1], b[1]) / CELL_DEG) + 1):
                        self.cells[(x, y)].append((a, b))

    def contains(self, lat, lon):
        inside = False
        for ring in self.rings:
            for a, b in zip(ring, ring[1:]):
                if (a[1] > lat) != (b[1] > lat) and lon < a[0] + (lat - a[1]) / (b[1] - a[1]) * (b[0] - a[0]):
                    inside = not inside
        return inside

    def edge_distance_km(self, lat, lon, limit_km):
        """The distance to the country's edge, or infinity when it is beyond the limit."""
        reach_y = int(limit_km / KM_PER_DEGREE / CELL_DEG) + 1
        reach_x = int(limit_km / KM_PER_DEGREE / math.cos(math.radians(lat)) / CELL_DEG) + 1
        best = math.inf
        cx, cy = int(lon / CELL_DEG), int(lat / CELL_DEG)
        for x in range(cx - reach_x, cx + reach_x + 1):
            for y in range(cy - reach_y, cy + reach_y + 1):
                for a, b in self.cells.get((x, y), ()):
                    best = min(best, _segment_distance_km(lat, lon, a, b))
        return best if best <= limit_km else math.inf
