# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what registry packages offer: countries, lakes, rivers, oblasts."""

import json
import sqlite3
import struct
import tarfile

import netCDF4

COUNTRIES_MEMBER = "package/map.geo.json"
GSHHG = "/usr/share/gmt-gshhg/binned_GSHHS_f.nc"
WDBII = "/usr/share/gmt-gshhg/binned_river_f.nc"
WORLD_MAP = "/usr/share/qgis/resources/data/world_map.gpkg"


def read_countries(path, box_deg):
    """{ISO 3166 alpha-3: [[outer ring, hole, ...]]} of countries that touch a box."""
    west, south, east, north = box_deg
    countries = {}
    with tarfile.open(path) as archive:
        for line in archive.extractfile(COUNTRIES_MEMBER):
            text = line.decode().strip().rstrip(",")
            if not text.startswith('{"type":"Feature",'):
                continue
            feature = json.loads(text)
            shape = feature["geometry"]
            parts = shape["coordinates"]
            if shape["type"] == "Polygon":
                parts = [parts]
            near = [p for p in parts
                    if max(q[0] for q in p[0]) > west and min(q[0] for q in p[0]) < east
                    and max(q[1] for q in p[0]) > south and min(q[1] for q in p[0]) < north]
            if near:
                countries.setdefault(feature["properties"]["A3"], []).extend(near)
    return countries


class Bins:
    """The one-degree bins of GMT's coast and river files."""

    def __init__(self, path, box_deg):
        self.file = netCDF4.Dataset(path)
        self.file.set_auto_mask(False)
        self.box_deg = box_deg
        self.first = self.get("Id_of_first_segment_in_a_bin")
        self.count = self.get("N_segments_in_a_bin")
        self.first_point = self.get("Id_of_first_point_in_a_segment")
        self.x = self.get("Relative_longitude_from_SW_corner_of_bin").view("u2")
        self.y = self.get("Relative_latitude_from_SW_corner_of_bin").view("u2")

    def get(self, name):
        return self.file.variables[name][:]

    def segments(self):
        west, south, east, north = self.box_deg
        for row in range(180):
            lat = 89 - row
            for column in range(360):
                lon = column if column < 180 else column - 360
                if west <= lon < east and south <= lat < north:
                    number = row * 360 + column
                    first = self.first[number]
                    for segment in range(first, first + self.count[number]):
                        yield segment, lon, lat

    def points(self, segment, n, lon, lat):
        first = self.first_point[segment]
        return [(lon + float(x) / 65535, lat + float(y) / 65535)
                for x, y in zip(self.x[first:first + n], self.y[first:first + n])]


def read_lakes(box_deg):
    """[(level, ring)]: level 2 is a lake, 3 an island in it. Lakes are stored cut along whole
    degrees; here they are joined again."""
    bins = Bins(GSHHG, box_deg)
    embedded = bins.get("Embedded_npts_levels_exit_entry_for_a_segment")
    polygon = bins.get("Id_of_GSHHS_ID")
    parts = {}
    for segment, lon, lat in bins.segments():
        packed = int(embedded[segment])
        level = packed >> 6 & 7
        if level in (2, 3):
            points = bins.points(segment, packed >> 9, lon, lat)
            parts.setdefault((int(polygon[segment]), level), []).append(points)
    return [(level, ring) for (_, level), pieces in sorted(parts.items())
            for ring in join_pieces(pieces)]


def join_pieces(pieces):
    def key(point):
        return (round(point[0] * 20000), round(point[1] * 20000))

    rings = []
    pieces = [p for p in pieces if len(p) > 1]
    while pieces:
        line = pieces.pop(0)
        while key(line[0]) != key(line[-1]):
            for i, piece in enumerate(pieces):
                if key(piece[0]) == key(line[-1]):
                    line = line + pieces.pop(i)[1:]
                    break
                if key(piece[-1]) == key(line[-1]):
                    line = line + pieces.pop(i)[::-1][1:]
                    break
            else:
                break
        if len(line) > 3:
            rings.append(line)
    return rings


def read_rivers(box_deg):
    """[(level, line)]; canals and salt flats left out."""
    bins = Bins(WDBII, box_deg)
    sizes = bins.get("N_points_for_a_segment").view("u2")
    levels = bins.get("Hierarchial_level_of_a_segment")
    return [(int(levels[s]), bins.points(s, int(sizes[s]), lon, lat))
            for s, lon, lat in bins.segments() if levels[s] < 10]


def read_oblasts():
    """{name: [ring]} of the oblasts of Ukraine, Crimea and Sevastopol among them."""
    base = sqlite3.connect(f"file:{WORLD_MAP}?mode=ro", uri=True)
    rows = base.execute("SELECT name, geom FROM states_provinces WHERE adm0_a3 = 'UKR'"
                        " OR name IN ('Crimea', 'Sevastopol') ORDER BY name")
    return {name: read_geopackage_rings(blob) for name, blob in rows}


def read_geopackage_rings(blob):
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[blob[3] >> 1 & 7]
    at = 8 + envelope
    rings = []

    def read(layout):
        nonlocal at
        values = struct.unpack_from(order + layout, blob, at)
        at += struct.calcsize(order + layout)
        return values

    order = "<" if blob[at] else ">"
    at += 1
    kind, n_polygons = read("II")
    assert kind == 6, "not a multipolygon"
    for _ in range(n_polygons):
        at += 1
        _, n_rings = read("II")
        for _ in range(n_rings):
            (n_points,) = read("I")
            flat = read(f"{2 * n_points}d")
            rings.append(list(zip(flat[0::2], flat[1::2])))
    return rings
