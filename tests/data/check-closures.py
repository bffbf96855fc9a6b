# SPDX-License-Identifier: GPL-3.0-or-later
"""The closed areas that ship hold the towns that they should, and no others."""

import csv
import json
import sys

# name, latitude, longitude
CLOSED = {
    "crimea": [
        ("Simferopol", 44.952, 34.102), ("Sevastopol", 44.605, 33.522), ("Kerch", 45.356, 36.467),
        ("Yevpatoriia", 45.200, 33.358), ("Feodosiia", 45.032, 35.382), ("Yalta", 44.497, 34.166),
        ("Dzhankoi", 45.709, 34.393), ("Armiansk", 46.106, 33.692),
        ("Krasnoperekopsk", 45.953, 33.792), ("Chornomorske", 45.503, 32.703),
    ],
    "contact-line": [
        ("Donetsk", 48.016, 37.803), ("Luhansk", 48.574, 39.308), ("Horlivka", 48.306, 38.018),
        ("Makiivka", 48.048, 37.926), ("Yasynuvata", 48.127, 37.859),
        ("Debaltseve", 48.336, 38.403), ("Alchevsk", 48.469, 38.797),
        ("Pervomaisk", 48.630, 38.548), ("Dokuchaievsk", 47.752, 37.678),
        ("Novoazovsk", 47.114, 38.086), ("Olenivka", 47.827, 37.660),
        ("Staromykhailivka", 47.993, 37.586), ("Spartak", 48.081, 37.769),
        ("Panteleimonivka", 48.202, 37.974), ("Holmivskyi", 48.404, 38.082),
        ("Vuhlehirsk", 48.315, 38.272), ("Kalynove", 48.567, 38.519),
        ("Slovianoserbsk", 48.698, 38.981), ("Vesela Hora", 48.710, 39.255),
        ("Bezimenne", 47.107, 37.940), ("Styla", 47.696, 37.846), ("Krasnyi Luch", 48.140, 38.936),
        ("Izvaryne", 48.288, 39.896), ("Uspenka", 47.695, 38.665), ("Dovzhansk", 48.076, 39.647),
        ("Donetskyi", 48.700, 38.676), ("Kadiivka", 48.568, 38.644),
    ],
}
OPEN = [
    ("Mariupol", 47.095, 37.541), ("Sartana", 47.175, 37.692), ("Shyrokyne", 47.098, 37.818),
    ("Talakivka", 47.185, 37.721), ("Chermalyk", 47.314, 37.808), ("Volnovakha", 47.601, 37.494),
    ("Buhas", 47.638, 37.561), ("Olhynka", 47.695, 37.509), ("Vuhledar", 47.780, 37.250),
    ("Marinka", 47.945, 37.505), ("Krasnohorivka", 48.005, 37.507), ("Avdiivka", 48.140, 37.750),
    ("Verkhnotoretske", 48.224, 37.873), ("Niu-York", 48.330, 37.841),
    ("Pivdenne", 48.356, 37.926), ("Toretsk", 48.395, 37.848), ("Bakhmut", 48.594, 37.999),
    ("Zaitseve", 48.395, 38.029), ("Novoluhanske", 48.426, 38.175),
    ("Svitlodarsk", 48.434, 38.223), ("Luhanske", 48.445, 38.255), ("Popasna", 48.632, 38.371),
    ("Zolote", 48.695, 38.515), ("Hirske", 48.740, 38.496), ("Novotoshkivske", 48.725, 38.632),
    ("Krymske", 48.752, 38.792), ("Trokhizbenka", 48.757, 38.965), ("Shchastia", 48.738, 39.230),
    ("Stanytsia Luhanska", 48.662, 39.484), ("Krasna Talivka", 48.863, 39.847),
    ("Sievierodonetsk", 48.944, 38.488), ("Lysychansk", 48.912, 38.421),
    ("Henichesk", 46.177, 34.803), ("Chonhar", 46.000, 34.553), ("Chaplynka", 46.366, 33.530),
    ("Kalanchak", 46.255, 33.290), ("Strilkove", 45.896, 34.880), ("Skadovsk", 46.115, 32.911),
    ("Melitopol", 46.849, 35.368), ("Kherson", 46.635, 32.617), ("Taman", 45.212, 36.717),
    ("Taganrog", 47.236, 38.897),
]


def rings_of(feature):
    geometry = feature["geometry"]
    if geometry["type"] == "Polygon":
        return geometry["coordinates"]
    return [ring for polygon in geometry["coordinates"] for ring in polygon]


def holds(rings, lat, lon):
    inside = False
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, ring[1:]):
            if (ay > lat) != (by > lat) and lon < (bx - ax) * (lat - ay) / (by - ay) + ax:
                inside = not inside
    return inside


def side(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def crosses_itself(ring):
    segments = list(zip(ring, ring[1:]))
    for i, (a, b) in enumerate(segments):
        for c, d in segments[i + 2:]:
            if max(c[0], d[0]) < min(a[0], b[0]) or min(c[0], d[0]) > max(a[0], b[0]):
                continue
            if side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0:
                return True
    return False


def read_table(name):
    with open(f"{sys.argv[1]}/roads/{name}", encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def legs_cut_between_open_places(rings):
    """Road legs that a closure would cut although both ends lie outside: each would be a fault of
    the hand-drawn line."""
    nodes = {n["id"]: (float(n["lon"]), float(n["lat"])) for n in read_table("nodes.tsv")}
    is_open = {n: not holds(rings, lat, lon) for n, (lon, lat) in nodes.items()}
    edges = [edge for ring in rings for edge in zip(ring, ring[1:])]
    cut = []
    for leg in read_table("legs.tsv"):
        if not (is_open[leg["from"]] and is_open[leg["to"]]):
            continue
        shape = [tuple(float(v) for v in reversed(p.split(","))) for p in leg["shape"].split()]
        points = [nodes[leg["from"]], *shape, nodes[leg["to"]]]
        if any(side(p, q, c) * side(p, q, d) < 0 and side(c, d, p) * side(c, d, q) < 0
               for p, q in zip(points, points[1:]) for c, d in edges):
            cut.append(f"{leg['from']}-{leg['to']}")
    return cut


def main():
    number, failed = 0, False

    def report(ok, what):
        nonlocal number, failed
        number += 1
        failed = failed or not ok
        print("ok" if ok else "not ok", number, what)

    closed = []
    for key, places in CLOSED.items():
        with open(f"{sys.argv[1]}/closures/{key}.geojson", encoding="utf-8") as file:
            collection = json.load(file)
        rings = [ring for feature in collection["features"] for ring in rings_of(feature)]
        closed += rings
        report(all(r[0] == r[-1] and len(r) > 3 for r in rings), f"{key}: rings are closed")
        report(not any(crosses_itself(r) for r in rings), f"{key}: no ring crosses itself")
        for name, lat, lon in places:
            report(holds(rings, lat, lon), f"{key}: holds {name}")
    for name, lat, lon in OPEN:
        report(not holds(closed, lat, lon), f"open: {name}")
    cut = legs_cut_between_open_places(closed)
    report(not cut, "no road between two open places is cut " + " ".join(cut))
    print(f"1..{number}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
