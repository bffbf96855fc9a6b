#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compiles the road lists beside this script into nodes.tsv and legs.tsv.

  build.py             reads *.txt and settlements.tsv, writes nodes.tsv and legs.tsv
  build.py --check     writes nothing, fails when the committed files differ

README.md tells the format of the lists and of what is written.
"""

import csv
import difflib
import glob
import math
import os
import re
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
EARTH_RADIUS_M = 6371008.8

# class, lanes -> what a car and a coach make in km/h on average, villages included, where a leg does not say otherwise;
# our estimate, on the careful side: Kyiv to Lviv comes to six and a half hours
SPEEDS = {
    ("motorway", 4): (100, 85), ("trunk", 4): (88, 76), ("trunk", 2): (74, 65),
    ("primary", 4): (80, 70), ("primary", 2): (66, 58), ("secondary", 2): (57, 50),
    ("secondary", 4): (66, 57), ("tertiary", 2): (46, 40), ("town", 2): (38, 32),
    ("town", 4): (45, 38), ("ferry", 1): (10, 10), ("ferry", 2): (10, 10),
}
# how much longer a road is than the line through our points, where no control total says it
CLASS_FACTOR = {"motorway": 1.02, "trunk": 1.04, "primary": 1.06, "secondary": 1.07,
                "tertiary": 1.10, "town": 1.10, "ferry": 1.0}
TOTAL_TOLERANCE = {"M": 0.05, "H": 0.12}
FACTOR_MIN, FACTOR_MAX = 1.005, 1.25
# control totals are sums of chords: the driven road is that much longer
CONTROL_SHORT = {"M": 1.015, "H": 1.10}


class ListError(Exception):
    """A mistake in a list; names file and line."""


def distance_m(a, b):
    lat1, lon1, lat2, lon2 = map(math.radians, (a[0], a[1], b[0], b[1]))
    h = (math.sin((lat2 - lat1) / 2) ** 2
         + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2)
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(h))


def line_length_m(points):
    return sum(distance_m(a, b) for a, b in zip(points, points[1:]))


def slug(text):
    table = str.maketrans("ąćęłńóśźżáéíóöőúüűăâîșşțţčďěňřšťůýžľĺŕäôђё",
                          "acelnoszzaeiooouuuaaissttcdenrstuyzllraode")
    text = text.lower().translate(table)
    return re.sub(r"[^a-z0-9]+", "-", text.replace("’", "").replace("'", "").replace("`", "")).strip("-")


def plain(name):
    """A name as it is looked up: without case, accents and apostrophes."""
    name = unicodedata.normalize("NFD", re.sub("[’'`ʼ]", "", name).replace("ł", "l").replace("Ł", "L"))
    return "".join(letter for letter in name if not unicodedata.combining(letter)).strip().lower()


def read_tsv(name):
    path = os.path.join(HERE, name)
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8", newline="") as stream:
        return list(csv.DictReader((line for line in stream if not line.startswith("#")),
                                   delimiter="\t", quoting=csv.QUOTE_NONE))


def read_crossings():
    """The crossings that ship, for their keys, names and positions."""
    path = os.path.join(HERE, "..", "crossings", "crossings.csv")
    with open(path, encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def read_csv(name):
    with open(os.path.join(HERE, name), encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(line for line in stream if not line.startswith("#")))


class Network:
    """Everything that the lists say, resolved to nodes and legs."""

    def __init__(self, settlements=None):
        self.nodes = {}
        self.legs = []
        self.roads = []
        self.faults = []
        self.controls = {row["road"]: float(row["length_km"]) for row in read_tsv("controls.tsv")}
        self.by_name = {}
        self.point_names = {row["key"]: row for row in read_tsv("points.tsv")}
        self.called = {}
        self.settlement_rows = settlements or read_tsv("settlements.tsv")
        for row in self.settlement_rows:
            row["pos"] = (float(row["lat"]), float(row["lon"]))
            for name in {plain(name) for name in row["called"].split("|")}:
                self.by_name.setdefault(name, []).append(row)
        for row in read_crossings():
            self.add_node(row["key"], (float(row["lat_deg"]), float(row["lon_deg"])), "crossing",
                          crossing=row["key"], name_en=row["name_en"], name_uk=row["name_uk"],
                          name_he=row["name_he"])

    def add_node(self, key, pos, kind, **more):
        node = {"id": key, "pos": pos, "kind": kind, "place": "", "crossing": "", "name_uk": "",
                "name_en": "", "name_he": "", "country": ""}
        node.update(more)
        self.nodes[key] = node
        return node

    # -- points -----------------------------------------------------------

    def settlement(self, text, previous, country, where):
        name, _, region = text.partition("/")
        found = self.by_name.get(plain(name), [])
        if region:
            found = [row for row in found
                     if region.lower() in (row["region"].lower(), row["country"].lower(), f"{row['pos'][0]:.2f}")]
        else:
            found = [row for row in found if row["country"] == country] or found
        if not found:
            near = difflib.get_close_matches(plain(name), self.by_name, 5, 0.7)
            raise ListError(f"{where}: no settlement «{text}»; perhaps {', '.join(near) or 'none'}")
        if len(found) > 1 and previous is not None:
            found = sorted(found, key=lambda row: distance_m(row["pos"], previous))
            first, second = (distance_m(row["pos"], previous) for row in found[:2])
            if first < 60000 and second > 2.5 * first + 5000:
                found = found[:1]
        if len(found) > 1 and all(distance_m(row["pos"], found[0]["pos"]) < 8000 for row in found):
            found = sorted(found, key=lambda row: (-int(row.get("population", 0)), row["number"]))[:1]
        if len(found) > 1:
            some = ", ".join(f"{name}/{row['region']} {row['lat']} {row['lon']}" for row in found[:6])
            raise ListError(f"{where}: «{text}» could be any of {some}")
        row = found[0]
        key = row["key"]
        self.called.setdefault(key, set()).add(name)
        if key not in self.nodes:
            self.add_node(key, row["pos"], "settlement" if row["country"] == "UA" else "reception",
                          place=row["number"], name_uk=row["name_uk"], name_en=row["name_en"],
                          name_he=row["name_he"], country=row["country"])
        elif self.nodes[key]["kind"] not in ("settlement", "reception"):
            raise ListError(f"{where}: «{name}» and the named point @{key} have the same key: rename the point")
        return self.nodes[key]

    def point(self, text, previous, country, where):
        if not text.startswith("@"):
            return self.settlement(text, previous, country, where)
        key = text[1:].split()[0]
        if key not in self.nodes:
            raise ListError(f"{where}: @{key} has no position in any list")
        return self.nodes[key]

    def read_points(self, path):
        """Takes the named points of a list, so that any list can use them."""
        name = os.path.basename(path)
        with open(path, encoding="utf-8") as stream:
            for number, raw in enumerate(stream, 1):
                words = raw.split("#")[0].split("|")[0].split()
                if not words or not words[0].startswith("@") or len(words) == 1:
                    continue
                key, where = words[0][1:], f"{name}:{number}"
                if len(words) != 3:
                    self.faults.append(f"{where}: a named point is «@key» or «@key lat lon»")
                    continue
                pos = (float(words[1]), float(words[2]))
                if key in self.nodes and self.nodes[key]["pos"] != pos:
                    self.faults.append(f"{where}: @{key} is already at {self.nodes[key]['pos']}")
                elif key not in self.nodes:
                    kinds = {"bridge": "bridge", "ferry": "ferry", "town": "reception"}
                    self.add_node(key, pos, kinds.get(key.split("-")[0], "junction"))

    # -- lists ------------------------------------------------------------

    def read_list(self, path):
        name = os.path.basename(path)
        road = None
        previous = None
        shape = []
        settings = {}
        with open(path, encoding="utf-8") as stream:
            for number, raw in enumerate(stream, 1):
                where = f"{name}:{number}"
                line = raw.split("#")[0].strip()
                if not line:
                    continue
                words = line.split()
                if words[0] == "road":
                    settings = {"class": "secondary", "lanes": "2", "conf": "B", "country": "UA",
                                "source": "list"}
                    settings.update(self.attributes(words[2:], where))
                    road = {"number": words[1], "legs": [], "where": where}
                    self.roads.append(road)
                    previous = None
                    shape = []
                elif road is None:
                    raise ListError(f"{where}: a point before the first «road» line")
                elif words[0] == "set":
                    settings.update(self.attributes(words[1:], where))
                elif words[0] == "break":
                    previous = None
                    shape = []
                elif words[0] == "~":
                    for pair in " ".join(words[1:]).split(";"):
                        lat, lon = map(float, pair.split())
                        shape.append((lat, lon))
                else:
                    text, _, extra = line.partition("|")
                    here = shape[-1] if shape else previous and previous["pos"]
                    try:
                        leg = dict(settings)
                        leg.update(self.attributes(extra.split(), where))
                        node = self.point(text.strip(), here, leg["country"], where)
                    except ListError as error:
                        self.faults.append(str(error))
                        shape = []
                        continue
                    if previous is not None:
                        self.add_leg(road, previous, node, shape, leg, where)
                    previous = node
                    shape = []

    @staticmethod
    def attributes(words, where):
        known = {"class", "lanes", "conf", "country", "source", "speed", "coach", "km", "factor",
                 "flags", "oneway", "total", "minutes"}
        result = {}
        for word in words:
            key, equals, value = word.partition("=")
            if not equals or key not in known:
                raise ListError(f"{where}: «{word}» is not one of {', '.join(sorted(known))}=value")
            result[key] = value
        return result

    def add_leg(self, road, start, end, shape, leg, where):
        if start is end:
            raise ListError(f"{where}: a leg from {start['id']} to itself")
        leg.update({"from": start, "to": end, "road": road["number"], "where": where, "shape": list(shape)})
        leg["line_m"] = line_length_m([start["pos"], *shape, end["pos"]])
        if leg["country"] != "UA":
            for node in (start, end):
                if node["kind"] in ("junction", "reception", "ferry") and not node["country"]:
                    node["country"] = leg["country"]
        road["legs"].append(leg)
        self.legs.append(leg)

    # -- lengths ----------------------------------------------------------

    def fit(self):
        """Gives each leg its length: km= where the list says it, else line times a factor.

        The factor of a road stands midway between what its control total asks for and what is usual for its class:
        both are estimates. A leg's own factor= (mountains, straight motorways) goes first.
        """
        by_number = {}
        for road in self.roads:
            by_number.setdefault(road["number"], []).extend(road["legs"])
        self.fitted = {}
        for number, legs in by_number.items():
            self.fitted[number] = self.road_factor(number, legs)
            for leg in legs:
                factor = self.fitted[number] or CLASS_FACTOR[leg["class"]]
                leg["length_m"] = round(self.fixed_m(leg) or leg["line_m"] * factor)
                car, coach = SPEEDS.get((leg["class"], int(leg["lanes"])), (60, 52))
                leg["speed"] = int(leg.get("speed", car))
                leg["coach"] = int(leg.get("coach", min(coach, round(leg["speed"] * 0.88))))

    @staticmethod
    def fixed_m(leg):
        """The length that the list itself gives a leg, or 0."""
        if "km" in leg:
            return float(leg["km"]) * 1000
        return leg["line_m"] * float(leg.get("factor", 0))

    def road_factor(self, number, legs):
        control = self.controls.get(number)
        if not control or any(leg.get("total") == "no" for leg in legs):
            return None
        home = [leg for leg in legs if leg["country"] == "UA" and leg["class"] != "ferry"]
        fixed_m = sum(self.fixed_m(leg) for leg in home)
        free = [leg for leg in home if not self.fixed_m(leg)]
        line_m = sum(leg["line_m"] for leg in free)
        if line_m == 0:
            return None
        asked = (control * 1000 * CONTROL_SHORT[number[0]] - fixed_m) / line_m
        usual = sum(leg["line_m"] * CLASS_FACTOR[leg["class"]] for leg in free) / line_m
        # never so far from the control that the total would fall out of what the check allows
        spread = TOTAL_TOLERANCE[number[0]] - 0.003
        low, high = ((control * 1000 * (1 + sign * spread) - fixed_m) / line_m for sign in (-1, 1))
        return min(max((asked + usual) / 2, FACTOR_MIN, low), FACTOR_MAX, high)

    def total_km(self, number):
        """Length of a road inside Ukraine, legs in towns along it included."""
        return sum(leg["length_m"] for leg in self.legs
                   if leg["road"] == number and leg["country"] == "UA") / 1000

    # -- names ------------------------------------------------------------

    def name_junctions(self):
        meeting = {}
        neighbours = {}
        for leg in self.legs:
            for node, other in ((leg["from"], leg["to"]), (leg["to"], leg["from"])):
                meeting.setdefault(node["id"], []).append(leg["road"])
                neighbours.setdefault(node["id"], []).append(other)
        for node in self.nodes.values():
            named = self.point_names.get(node["id"])
            if named:
                node.update({key: named[key] for key in ("name_uk", "name_en", "name_he")})
            elif node["kind"] in ("junction", "bridge", "ferry") and not node["name_en"]:
                roads = sorted(set(meeting.get(node["id"], [])) - {"other"})
                node["name_en"] = " × ".join(roads) if len(roads) > 1 else ""
                node["name_uk"] = cyrillic(node["name_en"])
                node["name_he"] = node["name_en"]

    # -- output -----------------------------------------------------------

    def node_lines(self):
        yield "id\tlat\tlon\tkind\tplace_number\tcrossing\tcountry\tname_uk\tname_en\tname_he"
        used = {leg[end]["id"] for leg in self.legs for end in ("from", "to")}
        for key in sorted(self.nodes):
            node = self.nodes[key]
            if key in used or node["kind"] == "crossing":
                yield "\t".join((key, f"{node['pos'][0]:.5f}", f"{node['pos'][1]:.5f}", node["kind"],
                                 node["place"], node["crossing"], node["country"] or "UA",
                                 node["name_uk"], node["name_en"], node["name_he"]))

    def leg_lines(self):
        yield ("from\tto\troad_number\tclass\tlanes\tlength_m\tmaxspeed_kmh\tcoach_kmh\tone_way\tflags"
               "\tcountry\tconfidence\tsource\tshape")
        for leg in self.legs:
            flags = [flag for flag in leg.get("flags", "").split(",") if flag]
            if "bridge" in (leg["from"]["kind"], leg["to"]["kind"]) and "bridge" not in flags:
                flags.append("bridge")
            if leg["class"] == "ferry":
                flags.append("ferry")
                flags.append(f"ferry_minutes={leg['minutes']}")
            number = "" if leg["road"] == "other" else leg["road"]
            yield "\t".join((leg["from"]["id"], leg["to"]["id"], number, leg["class"], leg["lanes"],
                             str(leg["length_m"]), str(leg["speed"]), str(leg["coach"]),
                             leg.get("oneway", "0"), ",".join(flags), leg["country"], leg["conf"],
                             leg["source"],
                             " ".join(f"{lat:.5f},{lon:.5f}" for lat, lon in leg["shape"])))


def cyrillic(text):
    """The printed form of road numbers: M06 -> М-06, H02 -> Н-02, P32 -> Р-32, T1234 -> Т-12-34."""
    text = re.sub(r"\bT(\d\d)(\d\d)\b", r"Т-\1-\2", text)
    return re.sub(r"\b([MHP])(\d+)\b", lambda m: {"M": "М", "H": "Н", "P": "Р"}[m[1]] + "-" + m[2], text)


def load(settlements=None):
    """The whole network, or a ListError that names every faulty line."""
    network = Network(settlements)
    lists = sorted(glob.glob(os.path.join(HERE, "*.txt")))
    for path in lists:
        network.read_points(path)
    for path in lists:
        network.read_list(path)
    if network.faults:
        raise ListError("\n  ".join(["the lists cannot be read:", *network.faults]))
    network.fit()
    network.name_junctions()
    return network


def main():
    check = "--check" in sys.argv[1:]
    try:
        network = load()
    except ListError as error:
        sys.exit(f"build.py: {error}")
    for name, lines in (("nodes.tsv", network.node_lines()), ("legs.tsv", network.leg_lines())):
        text = "\n".join(lines) + "\n"
        path = os.path.join(HERE, name)
        if check:
            with open(path, encoding="utf-8") as stream:
                if stream.read() != text:
                    sys.exit(f"build.py: {name} is not what the lists say: run data/roads/build.py")
        else:
            with open(path, "w", encoding="utf-8") as stream:
                stream.write(text)
    print(f"{len(network.nodes)} nodes, {len(network.legs)} legs, "
          f"{sum(leg['length_m'] for leg in network.legs) // 1000} km")


if __name__ == "__main__":
    main()
