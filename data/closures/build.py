# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes crimea.geojson and contact-line.geojson. README.md says from what.

Usage: build.py geo-maps-countries-land-100m-0.6.0.tgz
"""

import json
import os
import sys

from shapely.geometry import Polygon
from shapely.ops import unary_union

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "basemap"))

import build as basemap  # noqa: E402
import sources  # noqa: E402
import water  # noqa: E402

# The line as of February 2022, from the sea to the border with Russia, (longitude, latitude).
# On its left lie the places named beside it that the government held.
CONTACT_LINE = [
    (37.870, 46.900),
    (37.866, 47.090),  # Shyrokyne | Bezimenne
    (37.858, 47.140),  # Vodiane | Sakhanka
    (37.805, 47.172),  # Lebedynske | Pikuzy
    (37.812, 47.210),  # Hnutove | Zaichenko
    (37.845, 47.250),  # Pavlopil | Khreshchatytske
    (37.848, 47.340),  # Chermalyk | Prymorske
    (37.858, 47.385),
    (37.902, 47.430),  # Hranitne | Staromarivka
    (37.905, 47.462),
    (37.860, 47.500),  # Starohnativka | Bila Kamianka
    (37.820, 47.535),
    (37.800, 47.570),
    (37.762, 47.605),  # Bohdanivka | Petrivske
    (37.730, 47.645),
    (37.700, 47.680),  # Buhas | Styla
    (37.645, 47.712),
    (37.622, 47.748),  # Novotroitske | Dokuchaievsk
    (37.612, 47.830),  # Berezove | Olenivka
    (37.580, 47.872),
    (37.550, 47.908),  # Taramchuk | Oleksandrivka
    (37.534, 47.930),
    (37.534, 47.955),  # Marinka | Trudivske
    (37.544, 47.980),
    (37.546, 48.012),  # Krasnohorivka | Staromykhailivka
    (37.568, 48.030),
    (37.620, 48.036),  # Nevelske | Lozove
    (37.665, 48.045),
    (37.702, 48.056),  # Pisky | Donetsk
    (37.718, 48.080),
    (37.742, 48.091),  # Opytne | the airport
    (37.768, 48.097),  # Avdiivka | Spartak
    (37.792, 48.112),
    (37.806, 48.132),  # Avdiivka | Yasynuvata
    (37.818, 48.165),
    (37.842, 48.186),  # Kamianka | Vasylivka
    (37.868, 48.198),
    (37.908, 48.216),  # Verkhnotoretske | Panteleimonivka
    (37.925, 48.255),
    (37.930, 48.300),  # New York | Ozerianivka
    (37.948, 48.332),
    (37.968, 48.356),  # Pivdenne | Horlivka
    (37.998, 48.378),
    (38.034, 48.388),  # Zaitseve | Mykytivka
    (38.062, 48.416),
    (38.100, 48.420),  # Novoluhanske | Holmivskyi
    (38.132, 48.396),
    (38.180, 48.392),
    (38.250, 48.405),  # Svitlodarsk, Luhanske | Vuhlehirsk
    (38.305, 48.418),
    (38.318, 48.440),  # Myronivskyi | Lohvynove
    (38.345, 48.465),
    (38.395, 48.485),  # Troitske | Debaltseve
    (38.440, 48.508),  # Novozvanivka | Almazna
    (38.465, 48.535),
    (38.462, 48.590),  # Popasna | Kalynove
    (38.470, 48.628),
    (38.492, 48.652),  # Zolote | Sokolohirsk
    (38.550, 48.662),  # Katerynivka | Pervomaisk
    (38.590, 48.670),  # Orikhove | Holubivka
    (38.622, 48.690),
    (38.645, 48.712),  # Novotoshkivske | Donetskyi
    (38.690, 48.716),
    (38.730, 48.726),  # Krymske | Zholobok
    (38.800, 48.735),
    (38.880, 48.742),  # from here along the Siverskyi Donets: Trokhizbenka | Slovianoserbsk
    (38.935, 48.738),
    (38.985, 48.735),
    (38.994, 48.706),
    (39.018, 48.680),
    (39.036, 48.657),
    (39.070, 48.652),
    (39.100, 48.657),
    (39.132, 48.670),
    (39.165, 48.684),
    (39.190, 48.703),
    (39.222, 48.716),  # Shchastia | Luhansk
    (39.242, 48.722),
    (39.270, 48.740),
    (39.305, 48.757),
    (39.338, 48.755),
    (39.352, 48.730),
    (39.366, 48.694),
    (39.392, 48.680),
    (39.412, 48.667),
    (39.440, 48.654),  # Stanytsia Luhanska | Krasnyi Yar
    (39.474, 48.645),
    (39.505, 48.638),
    (39.526, 48.620),
    (39.536, 48.601),
    (39.560, 48.598),  # | Mykolaivka
    (39.600, 48.592),
    (39.640, 48.592),
    (39.668, 48.600),
    (39.760, 48.640),
]
# Round the rest of the area, well inside Russia and the sea.
FAR_SIDE = [(40.600, 48.400), (40.600, 46.900)]

MERGE_M = 400.0
SIMPLIFY_M = 150.0


def write(name, shape, properties):
    shape = shape.simplify(SIMPLIFY_M)
    polygons = sorted(water.parts_of(shape), key=lambda p: -p.area)
    rings = [[round_ring(p.exterior)] for p in polygons if p.area > 0.5e6]
    geometry = ({"type": "Polygon", "coordinates": rings[0]} if len(rings) == 1
                else {"type": "MultiPolygon", "coordinates": rings})
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
        json.dump({"type": "FeatureCollection", "features": [feature]}, file, ensure_ascii=False,
                  separators=(",", ":"))
        file.write("\n")
    print(name, len(rings), "areas,", sum(len(r[0]) for r in rings), "points")


def round_ring(ring):
    points = []
    for x, y in water.from_plane(list(ring.coords)):
        point = [round(x, 4), round(y, 4)]
        if not points or points[-1] != point:
            points.append(point)
    return points


def main():
    countries = sources.read_countries(sys.argv[1], basemap.WORLD_DEG)
    claim = basemap.split_claim(countries)
    crimea = unary_union([Polygon(water.to_plane(p[0])).buffer(0) for p in claim])
    crimea = water.close_gaps(crimea, MERGE_M).buffer(0)
    write("crimea.geojson", crimea,
          {"key": "crimea", "name_en": "Crimea", "name_uk": "Крим", "name_he": "קרים",
           "source": "OpenStreetMap 2017 via geo-maps", "precision_m": 200})
    ukraine = unary_union([Polygon(water.to_plane(p[0])).buffer(0) for p in countries["UKR"]])
    beyond = Polygon(water.to_plane(CONTACT_LINE + FAR_SIDE))
    assert beyond.is_valid
    write("contact-line.geojson", ukraine.intersection(beyond),
          {"key": "contact-line", "name_en": "Contact line of 2014",
           "name_uk": "Лінія розмежування 2014 року", "name_he": "קו המגע של 2014",
           "source": "drawn by hand; border: OpenStreetMap 2017 via geo-maps",
           "precision_m": 2000})


if __name__ == "__main__":
    main()
