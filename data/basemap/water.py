# SPDX-License-Identifier: GPL-3.0-or-later
"""Lakes and reservoirs from two sources that each lack what the other has.

The holes in the land of the country map are where they should be, but many are missing and their
shores are ragged. The lakes of GSHHG are whole, but stand off by a kilometre in places and are
older than the dam at Kaniv. So: the holes, smoothed, wherever they are of some size; of
GSHHG's what is not near one of these; and the Dnipro between its reservoirs, which both have in
pieces only, by hand.
"""

import math

from shapely.geometry import LineString, MultiPolygon, Polygon, box
from shapely.ops import unary_union

METRES_PER_DEGREE = 111195.0
SQUEEZE = math.cos(math.radians(48.5))
SMOOTH_M = 750.0
LARGE_KM2 = 20.0
SMALLEST_KM2 = 4.0
ROUND_M = 110.0
SMALLEST_ISLAND_KM2 = 6.0


def to_plane(ring):
    return [(x * METRES_PER_DEGREE * SQUEEZE, y * METRES_PER_DEGREE) for x, y in ring]


def from_plane(ring):
    return [(x / METRES_PER_DEGREE / SQUEEZE, y / METRES_PER_DEGREE) for x, y in ring]


def parts_of(shape):
    if isinstance(shape, Polygon):
        return [shape]
    return [p for p in getattr(shape, "geoms", []) if isinstance(p, Polygon)]


def make(rings):
    shapes = [Polygon(to_plane(r)).buffer(0) for r in rings if len(r) > 3]
    return unary_union([s for s in shapes if not s.is_empty])


def close_gaps(shape, by_m):
    return shape.buffer(by_m, resolution=3).buffer(-by_m, resolution=3)


def drop_islands(polygon):
    keep = [h for h in polygon.interiors if Polygon(h).area > SMALLEST_ISLAND_KM2 * 1e6]
    return Polygon(polygon.exterior, keep)


def round_corners(shape, by_m):
    return shape.buffer(-by_m, resolution=3).buffer(2 * by_m, resolution=3).buffer(-by_m)


def build(holes, lakes, islands, rivers, replaced):
    """[[outer ring, island, ...]] in degrees. Rivers are (half the width in metres, line); in the
    boxes replaced there is no other water than they."""
    holes = make([r for r in holes if len(r) > 4])
    gshhg = make(lakes).difference(make(islands)) if islands else make(lakes)
    smooth = close_gaps(holes, SMOOTH_M)
    smooth = smooth.buffer(-40).buffer(40, resolution=2)
    smooth = MultiPolygon([p for p in parts_of(smooth) if p.area > SMALLEST_KM2 * 1e6])
    large = unary_union([p for p in parts_of(smooth) if p.area > LARGE_KM2 * 1e6])
    # What lies beside a large hole is the same lake once more, a little off.
    rest = gshhg.difference(large.buffer(2500)).buffer(-100).buffer(100)
    rest = unary_union([p for p in parts_of(rest) if p.area > SMALLEST_KM2 * 1e6])
    # Grown a little before it is joined, so that the cut does not leave a slit.
    rest = rest.union(gshhg.intersection(rest.buffer(2600)).intersection(large.buffer(2500)))
    everything = round_corners(close_gaps(unary_union([smooth, rest]), 150), ROUND_M)
    for west, south, east, north in replaced:
        everything = everything.difference(Polygon(to_plane(box(west, south, east, north)
                                                            .exterior.coords)))
    wide = [LineString(to_plane(line)).buffer(half_m, resolution=4) for half_m, line in rivers]
    everything = close_gaps(unary_union([everything, *wide]), 60).simplify(25)
    result = []
    for polygon in sorted(parts_of(everything), key=lambda p: -p.area):
        if polygon.area > SMALLEST_KM2 * 1e6:
            polygon = drop_islands(polygon)
            rings = [polygon.exterior, *polygon.interiors]
            result.append([from_plane(list(r.coords)) for r in rings])
    return result
