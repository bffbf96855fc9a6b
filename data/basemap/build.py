# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes basemap.bin. README.md says from what, and how.

Usage: build.py geo-maps-countries-land-100m-0.6.0.tgz
"""

import csv
import os
import sys

import geometry
import names
import sources
import water
import writer

HERE = os.path.dirname(os.path.abspath(__file__))
WORLD_DEG = (8.0, 36.0, 56.0, 62.0)
CORE_DEG = (19.0, 43.0, 42.5, 54.5)
CLOSE_DEG = (21.5, 45.0, 30.6, 52.5)
LARGEST_GAP_KM2 = 30.0
CREDITS = ("© OpenStreetMap contributors (ODbL) via geo-maps · lakes and rivers: GSHHG (LGPL) · "
           "oblasts: Natural Earth")


def within(point, box_deg, margin_deg=0.0):
    west, south, east, north = box_deg
    return (west - margin_deg <= point[0] / geometry.UNITS_PER_DEGREE <= east + margin_deg
            and south - margin_deg <= point[1] / geometry.UNITS_PER_DEGREE <= north + margin_deg)


def tolerance_m(point):
    """How coarse a line may be at a point: as the source near Ukraine, coarser far off."""
    if within(point, CORE_DEG):
        return 60.0
    return 600.0 if within(point, CORE_DEG, 2.5) else 2500.0


def simplify(points):
    """The points worth keeping, each with its importance."""
    weights = geometry.importance_m(points)
    return [(p, w) for p, w in zip(points, weights) if w >= tolerance_m(p)]


def is_claim_on_crimea(ring):
    """Whether a part of Russia's land in the source is Ukraine's Crimea or an islet beside it."""
    xs = [p[0] for p in ring]
    ys = [p[1] for p in ring]
    return min(xs) > 32.0 and max(xs) < 36.65 and max(ys) < 46.3 and sum(xs) / len(xs) < 36.58


def split_claim(countries):
    claim = [p for p in countries["RUS"] if is_claim_on_crimea(p[0])]
    countries["RUS"] = [p for p in countries["RUS"] if not is_claim_on_crimea(p[0])]
    return claim


def units(box_deg):
    return tuple(round(v * geometry.UNITS_PER_DEGREE) for v in box_deg)


def build_land(countries):
    """(arcs, owners, faces) of all countries, cut to the box. Islands in lakes are left out, since
    the lakes come from elsewhere."""
    topology = geometry.Topology()
    for code in sorted(countries):
        if code not in names.ALPHA_2:
            continue
        rings = [geometry.clip_ring(geometry.quantise_ring(p[0]), units(WORLD_DEG))
                 for p in countries[code]]
        rings = sorted((r for r in rings if is_large_enough(r)), key=geometry.ring_area_km2)
        large = [(geometry.bounds(r), r) for r in rings[-40:]]
        for ring in rings:
            if not any(other is not ring and geometry.box_holds(box, ring[0])
                       and geometry.point_in_ring(ring[0], other) for box, other in large):
                topology.add(code, ring)
    return join_arcs(*join_banks(*topology.build()))


def join_banks(arcs, owners, faces):
    """The source leaves border rivers out of both countries, in pieces. Where only such a gap lies
    between two neighbours, both get the bank of the first as their border."""
    by_ends, instead = {}, {}
    islets = {r if r >= 0 else ~r for _, refs in faces if len(refs) < 3 for r in refs}
    for number, arc in enumerate(arcs):
        if len(owners[number]) == 1 and number not in islets:
            by_ends.setdefault(frozenset((arc[0], arc[-1])), []).append(number)
    for numbers in by_ends.values():
        for i, kept in enumerate(numbers):
            for gone in numbers[i + 1:]:
                if gone in instead or kept in instead or owners[kept] & owners[gone]:
                    continue
                forward = arcs[kept][0] == arcs[gone][0]
                there_and_back = arcs[kept] + (arcs[gone][::-1] if forward else arcs[gone])
                if geometry.ring_area_km2(list(there_and_back)) < LARGEST_GAP_KM2:
                    instead[gone] = kept if forward else ~kept
                    owners[kept] |= owners[gone]
                    owners[gone] = set()

    def replace(reference):
        number = reference if reference >= 0 else ~reference
        if number not in instead:
            return reference
        return instead[number] if reference >= 0 else ~instead[number]

    return arcs, owners, [(code, [replace(r) for r in refs]) for code, refs in faces]


def join_arcs(arcs, owners, faces):
    """Joins arcs that follow each other in every face they are in, so that they are simplified as
    one line."""
    neighbours = {}
    for _, refs in faces:
        for a, b in zip(refs, refs[1:] + refs[:1]):
            neighbours.setdefault(a, set()).add(b)
            neighbours.setdefault(~b, set()).add(~a)

    def owner_of(reference):
        return owners[reference if reference >= 0 else ~reference]

    def follows(a, b):
        return (len(neighbours[a]) == 1 and len(neighbours[~b]) == 1 and a not in (b, ~b)
                and owner_of(a) == owner_of(b))

    new_arcs, new_owners, place = [], [], {}
    for _, refs in faces:
        starts = [i for i in range(len(refs)) if not follows(refs[i - 1], refs[i])] or [0]
        for k, start in enumerate(starts):
            end = starts[(k + 1) % len(starts)]
            run = [refs[(start + j) % len(refs)] for j in range((end - start - 1) % len(refs) + 1)]
            if run[0] in place:
                continue
            points = []
            for r in run:
                line = arcs[r] if r >= 0 else arcs[~r][::-1]
                points += line if not points else line[1:]
            place[run[0]] = len(new_arcs)
            place[~run[-1]] = ~len(new_arcs)
            new_arcs.append(tuple(points))
            new_owners.append(owner_of(run[0]))
    return new_arcs, new_owners, [(code, [place[r] for r in refs if r in place])
                                  for code, refs in faces]


def is_large_enough(ring):
    if len(ring) < 3:
        return False
    return geometry.ring_area_km2(ring) >= (0.02 if within(ring[0], CORE_DEG) else 12.0)


def on_frame(a, b):
    west, south, east, north = units(WORLD_DEG)
    return (a[0] == b[0] and a[0] in (west, east)) or (a[1] == b[1] and a[1] in (south, north))


def split_off_frame(arc):
    """The runs of an arc that do not follow the edge of the map."""
    runs, run = [], [arc[0]]
    for a, b in zip(arc, arc[1:]):
        if on_frame(a, b):
            if len(run) > 1:
                runs.append(run)
            run = [b]
        else:
            run.append(b)
    if len(run) > 1:
        runs.append(run)
    return runs


def build_lakes(countries):
    def in_core(ring):
        return any(within(geometry.quantise(p), CORE_DEG) for p in ring[:1])

    holes = [h for code in sorted(countries) for p in countries[code] for h in p[1:] if in_core(h)]
    shapes = sources.read_lakes((8, 36, 56, 62))
    lakes = [r for level, r in shapes if level == 2]
    islands = [r for level, r in shapes if level == 3]
    return [[geometry.quantise_ring(r) for r in polygon]
            for polygon in water.build(holes, lakes, islands, names.WIDE_RIVERS, names.REPLACED)]


def build_oblast_lines(claim, land):
    """Lines between two oblasts. The line of Crimea comes from the finer source."""
    sides = {}
    for name, rings in sources.read_oblasts().items():
        if name in ("Crimea", "Sevastopol"):
            continue
        for ring in rings:
            ring = geometry.quantise_ring(ring)
            for a, b in zip(ring, ring[1:] + ring[:1]):
                sides.setdefault(tuple(sorted((a, b))), set()).add(name)
    lines = geometry.chain(sorted(s for s, owners in sides.items() if len(owners) == 2))
    lines = [snap_ends(line, land) for line in lines]
    coast = {frozenset(s) for code, ring in land for s in zip(ring, ring[1:] + ring[:1])}
    inner = []
    for polygon in claim:
        ring = geometry.quantise_ring(polygon[0])
        for a, b in zip(ring, ring[1:] + ring[:1]):
            if frozenset((a, b)) not in coast:
                inner.append(tuple(sorted((a, b))))
    return lines + geometry.chain(sorted(set(inner)))


def snap_ends(line, land):
    """Draws the ends of an oblast line to the border or coast where they miss it by little."""
    line = list(line)
    for end in (0, -1):
        near = min((p for code, ring in land if code == "UKR" for p in ring),
                   key=lambda p: geometry.distance_m(p, line[end]))
        if 0 < geometry.distance_m(near, line[end]) < 4000:
            line.insert(0 if end == 0 else len(line), near)
    return line


def build_rivers(border):
    """[(rank, name number or -1, points)]"""
    lines = [(level, [geometry.quantise(p) for p in line])
             for level, line in sources.read_rivers((17, 42, 44, 56))]
    edges = join_rivers(lines)
    rivers, used = [], set()
    for number, (rank, (english, _, _), waypoints) in enumerate(names.RIVERS):
        course = trace(edges, waypoints, english)
        used.update(frozenset(s) for s in zip(course, course[1:]))
        rivers.append((rank, number, snap_to_border(course, border)))
        rivers += [(rank, -1, [geometry.quantise(p) for p in gap])
                   for name, gap in names.RIVER_GAPS if name == english]
        if english == names.WIDE_RIVER_NAME:
            rivers += [(rank, number, [geometry.quantise(p) for p in line])
                       for _, line in names.WIDE_RIVERS]
    rest = {tuple(sorted(s)) for _, line in lines for s in zip(line, line[1:])
            if s[0] != s[1] and frozenset(s) not in used and not is_beside_wide_river(s[0])}
    rivers += [(3, -1, snap_to_border(line, border)) for line in geometry.chain(sorted(rest))
               if sum(geometry.distance_m(a, b) for a, b in zip(line, line[1:])) > 15000]
    return rivers


WIDE_POINTS = [geometry.quantise(p) for _, line in names.WIDE_RIVERS for p in line]


def is_beside_wide_river(point):
    """Whether the source's line there is the same river once more, a little off."""
    return any(abs(point[0] - p[0]) < 1000 and abs(point[1] - p[1]) < 1000
               and geometry.distance_m(point, p) < 7000 for p in WIDE_POINTS)


def join_rivers(lines):
    """{point: {neighbour: metres}}. The source's lines often end a little beside the river that
    they fall into, or before a lake; such ends are joined at a price that keeps courses on the
    lines, and the larger rivers are cheaper to follow."""
    edges, ends, cells = {}, {}, {}
    for number, (level, line) in enumerate(lines):
        for end in (line[0], line[-1]):
            ends[end] = number
        for a, b in zip(line, line[1:]):
            if a != b:
                price = geometry.distance_m(a, b) * (1 + 0.2 * level)
                edges.setdefault(a, {})[b] = edges.setdefault(b, {})[a] = price
        for point in line:
            cells.setdefault((point[0] // 400, point[1] // 400), []).append((number, point))

    def join(a, b, price):
        if a != b:
            edges.setdefault(a, {}).setdefault(b, price)
            edges.setdefault(b, {}).setdefault(a, price)

    for end, number in sorted(ends.items()):
        x, y = end[0] // 400, end[1] // 400
        for cell in ((x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
            for other, point in cells.get(cell, ()):
                if other != number and geometry.distance_m(end, point) < 3500:
                    join(end, point, geometry.distance_m(end, point) * 3)
    far = sorted(ends)
    for i, a in enumerate(far):
        for b in far[i + 1:]:
            if b[0] - a[0] > 3000:
                break
            if geometry.distance_m(a, b) < 20000:
                join(a, b, geometry.distance_m(a, b) * 4)
    return edges


def trace(edges, waypoints, name):
    """The course of a river."""
    nodes = sorted(edges)
    course = []
    for waypoint in waypoints:
        stop = min(nodes, key=lambda n: geometry.distance_m(n, geometry.quantise(waypoint)))
        if geometry.distance_m(stop, geometry.quantise(waypoint)) > 15000:
            print(f"warning: the {name} misses {waypoint}", file=sys.stderr)
        path = geometry.shortest_path(edges, course[-1], stop) if course else [stop]
        if path is None:
            print(f"warning: no course of the {name} to {waypoint}", file=sys.stderr)
            continue
        course += path if not course else path[1:]
    return [p for i, p in enumerate(course) if i == 0 or p != course[i - 1]]


def snap_to_border(course, border):
    """Moves a border river, which the source draws a little off, onto the border."""
    cells = {}
    for line in border:
        for a, b in zip(line, line[1:]):
            for cell in {(p[0] // 500, p[1] // 500) for p in (a, b)}:
                cells.setdefault(cell, []).append((a, b))
    snapped = []
    for point in course:
        x, y = point[0] // 500, point[1] // 500
        near = [geometry.nearest_on_segment(point, a, b)
                for dx in (-1, 0, 1) for dy in (-1, 0, 1) for a, b in cells.get((x + dx, y + dy), ())]
        best = min(near, key=lambda n: n[1], default=(point, 1e9))
        there = tuple(map(round, best[0])) if best[1] < 2200 else point
        if not snapped or snapped[-1] != there:
            snapped.append(there)
    return snapped


def add_oblast_labels(out):
    with open(os.path.join(HERE, "..", "gazetteer", "regions.tsv"), encoding="utf-8") as file:
        for region in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if region["code"] in names.OBLASTS:
                name = (region["name_en"], region["name_uk"], region["name_he"])
                position = names.OBLASTS[region["code"]]
                out.add_label(names.OBLAST, 7, name, geometry.quantise(position))


def main():
    countries = sources.read_countries(sys.argv[1], WORLD_DEG)
    claim = split_claim(countries)
    arcs, owners, faces = build_land(countries)
    land = [(code, [p for r in refs for p in (arcs[r] if r >= 0 else arcs[~r][::-1])[:-1]])
            for code, refs in faces]
    borders = [arc for arc, who in zip(arcs, owners) if len(who) > 1]
    out = writer.Writer(CREDITS)
    for code, refs in faces:
        out.add_face(names.ALPHA_2[code], refs)
    for arc in arcs:
        out.add_arc(simplify(list(arc)))
    for arc, who in zip(arcs, owners):
        for run in split_off_frame(list(arc)):
            out.add_line(writer.BORDER if len(who) > 1 else writer.COAST,
                         1 if "UKR" in who else 0, -1, simplify(run))
    for polygon in build_lakes(countries):
        out.add_lake([simplify(ring + ring[:1]) for ring in polygon])
    for line in build_oblast_lines(claim, land):
        out.add_line(writer.OBLAST, 0, -1, simplify(line))
    for _, name, _ in names.RIVERS:
        out.add_river_name(name)
    for rank, name, points in build_rivers(borders):
        out.add_line(writer.RIVER, rank, name, simplify(points))
    for kind, zoom, name, position in names.LABELS:
        out.add_label(kind, zoom, name, geometry.quantise(position))
    add_oblast_labels(out)
    out.write(os.path.join(HERE, "basemap.bin"))
    print(out.summary())


if __name__ == "__main__":
    main()
