#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the compiled road network: topology first, then lengths, then the drawn lines.

  check.py             prints what is wrong and ends with 1 when there is anything
  check.py --verbose   also prints totals by road and what is only odd
"""

import collections
import heapq
import sys

import build
import landmap
import settlements

DETOUR_MAX = 1.6
AGREE, AGREE_WORST, AGREE_MIN = 0.05, 0.20, 40
# ponds and small rivers are crossed on dams and bridges that need no name
WATER_MAX_M = 1500
GREAT_WATER_MAX_M = 300
AFLOAT_M = 1200
# the map's rivers lie up to 2 km off, the bridges up to 1 km
BRIDGE_NEAR_M = 4000
BORDER_MAX_M = 700


def cells(box, size=0.1):
    lat0, lon0, lat1, lon1 = box
    for i in range(int(lat0 / size), int(lat1 / size) + 1):
        for j in range(int(lon0 / size), int(lon1 / size) + 1):
            yield i, j


def segments(leg):
    line = [leg["from"]["pos"], *leg["shape"], leg["to"]["pos"]]
    return list(zip(line, line[1:]))


def meet(a, b, c, d):
    """Where the open segments ab and cd cross, or None."""
    det = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0])
    if abs(det) < 1e-14:
        return None
    t = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / det
    u = ((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0])) / det
    if 1e-6 < t < 1 - 1e-6 and 1e-6 < u < 1 - 1e-6:
        return (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]))
    return None


def check_totals(network, faults, notes):
    for number in sorted(network.controls):
        control = network.controls[number]
        legs = [leg for leg in network.legs if leg["road"] == number]
        if not legs:
            faults.append(f"{number} is not in the lists")
            continue
        total = network.total_km(number)
        off = total / control - 1
        partial = any(leg.get("total") == "no" for leg in legs)
        text = f"{number}: {total:.0f} km, control {control:.0f}, {off:+.1%}, factor {network.fitted[number] or 0:.3f}"
        if abs(off) > build.TOTAL_TOLERANCE[number[0]] and not partial:
            faults.append(text)
        else:
            notes.append(text + (" (list and control cover different roads)" if partial else ""))


def check_component(network, faults, notes):
    near = collections.defaultdict(set)
    for leg in network.legs:
        near[leg["from"]["id"]].add(leg["to"]["id"])
        near[leg["to"]["id"]].add(leg["from"]["id"])
    left = set(near)
    parts = []
    while left:
        start = min(left)
        part, queue = {start}, [start]
        while queue:
            for other in near[queue.pop()]:
                if other not in part:
                    part.add(other)
                    queue.append(other)
        parts.append(part)
        left -= part
    parts.sort(key=len, reverse=True)
    for part in parts[1:]:
        faults.append(f"not connected to the rest: {', '.join(sorted(part)[:8])}")
    for node in network.nodes.values():
        if node["kind"] == "crossing" and node["id"] not in near:
            faults.append(f"no road reaches the crossing {node['id']}")
    ends = [key for key in near if len(near[key]) == 1 and network.nodes[key]["kind"] == "junction"]
    notes.append(f"{len(ends)} junctions at the end of a road: {', '.join(sorted(ends))}")


def check_meetings(network, faults, notes):
    """Two drawn roads that cross without a common node are a missing junction or a wrong bend."""
    grid = collections.defaultdict(list)
    for index, leg in enumerate(network.legs):
        for a, b in segments(leg):
            box = (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
            for cell in cells(box):
                grid[cell].append((index, a, b))
    seen = set()
    for entries in grid.values():
        for i, (one, a, b) in enumerate(entries):
            for two, c, d in entries[i + 1:]:
                if one == two or (one, two) in seen:
                    continue
                leg, other = network.legs[one], network.legs[two]
                if leg.get("over") or other.get("over"):
                    continue
                at = meet(a, b, c, d)
                if at:
                    seen.add((one, two))
                    faults.append(
                        f"{leg['where']} {leg['road']} {leg['from']['id']}–{leg['to']['id']} crosses "
                        f"{other['where']} {other['road']} {other['from']['id']}–{other['to']['id']} "
                        f"without a junction near {at[0]:.3f} {at[1]:.3f}")
    for node in network.nodes.values():
        pos = node["pos"]
        for index, a, b in grid.get((int(pos[0] / 0.1), int(pos[1] / 0.1)), ()):
            leg = network.legs[index]
            if node in (leg["from"], leg["to"]) or node["id"] in leg.get("pass", ""):
                continue
            away = point_to_segment_m(pos, a, b)
            if away < 700 and leg["class"] != "town":
                notes.append(f"{node['id']} lies {away:.0f} m off {leg['where']} {leg['road']} "
                             f"{leg['from']['id']}–{leg['to']['id']} without being on it")


def point_to_segment_m(p, a, b):
    scale = 0.64
    ax, ay, bx, by = a[1] * scale, a[0], b[1] * scale, b[0]
    px, py = p[1] * scale, p[0]
    length = (bx - ax) ** 2 + (by - ay) ** 2
    t = 0 if length == 0 else max(0, min(1, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length))
    return build.distance_m(p, (ay + t * (by - ay), (ax + t * (bx - ax)) / scale))


def check_lengths(network, faults, notes):
    twice = collections.Counter()
    for leg in network.legs:
        twice[tuple(sorted((leg["from"]["id"], leg["to"]["id"])))] += 1
        crow = build.distance_m(leg["from"]["pos"], leg["to"]["pos"])
        name = f"{leg['where']} {leg['road']} {leg['from']['id']}–{leg['to']['id']}"
        if leg["length_m"] < crow * 0.999 - 1:
            faults.append(f"{name}: {leg['length_m']} m is less than the crow flies ({crow:.0f} m)")
        if leg["length_m"] > crow * DETOUR_MAX and leg["length_m"] - crow > 3000:
            notes.append(f"{name}: {leg['length_m']} m for {crow:.0f} m as the crow flies")
        if crow > 70000 and leg["country"] == "UA":
            notes.append(f"{name}: one leg of {crow / 1000:.0f} km")
    for pair, count in twice.items():
        if count > 1:
            notes.append(f"{pair[0]}–{pair[1]} is in the lists {count} times")


def check_towns(network, faults, notes):
    nodes = list(network.nodes.values())
    used = {leg[end]["id"] for leg in network.legs for end in ("from", "to")}
    for row in settlements.read_gazetteer():
        if row["country"] != "UA" or int(row["population"]) < 15000 or row["key"] in used:
            continue
        pos = (float(row["lat"]), float(row["lon"]))
        near = min(nodes, key=lambda node: build.distance_m(pos, node["pos"]) if node["id"] in used else 1e9)
        away = build.distance_m(pos, near["pos"])
        if away > 2500:
            faults.append(f"{row['name_en']} ({row['region']}, {row['population']}) is {away / 1000:.1f} km "
                          f"from the nearest node {near['id']}")


def shortest_km(network, start, goal):
    near = collections.defaultdict(list)
    for leg in network.legs:
        near[leg["from"]["id"]].append((leg["to"]["id"], leg))
        near[leg["to"]["id"]].append((leg["from"]["id"], leg))
    best = {start: 0}
    back = {}
    queue = [(0, 0, start)]
    while queue:
        hours, metres, key = heapq.heappop(queue)
        if key == goal:
            route = []
            while key in back:
                key, leg = back[key]
                if not route or route[-1] != leg["road"]:
                    route.append(leg["road"])
            return metres / 1000, hours, route[::-1]
        if hours > best[key]:
            continue
        for other, leg in near[key]:
            cost = hours + leg["length_m"] / 1000 / leg["speed"]
            if cost < best.get(other, 1e9):
                best[other] = cost
                back[other] = (key, leg)
                heapq.heappush(queue, (cost, metres + leg["length_m"], other))
    return None


def check_distances(network, faults, notes):
    """Table distances that took no part in the fitting."""
    agree = 0
    for row in build.read_csv("distances.csv"):
        found = shortest_km(network, row["from"], row["to"])
        if not found:
            faults.append(f"no road from {row['from']} to {row['to']}")
            continue
        off = found[0] / float(row["km"]) - 1
        agree += abs(off) <= AGREE
        notes.append(f"{row['from']}–{row['to']}: {found[0]:.0f} km, table {row['km']}, {off:+.1%} by "
                     f"{' '.join(found[2])}{'' if abs(off) <= AGREE else '  <<<'}")
        if abs(off) > AGREE_WORST :
            faults.append(notes[-1])
    notes.append(f"{agree} agree within {AGREE:.0%}")
    if agree < AGREE_MIN:
        faults.append(f"only {agree} table distances agree within {AGREE:.0%}, {AGREE_MIN} should")


def walk(leg, step_m):
    """Points along a leg, step_m apart."""
    for a, b in segments(leg):
        length = build.distance_m(a, b)
        count = max(1, int(length / step_m))
        for i in range(count):
            t = (i + 0.5) / count
            yield (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])), length / count


def bridges_of(leg):
    return [node for node in (leg["from"], leg["to"]) if node["kind"] in ("bridge", "crossing")]


def check_water(network, faults, notes):
    """No road runs through a lake, a reservoir or a wide river but to a bridge."""
    land = landmap.the_map()
    # the gazetteer has a few settlements just off the shore
    afloat = {node["id"] for node in network.nodes.values()
              if node["kind"] == "settlement" and land.lakes.contains(node["pos"])}
    notes.append(f"settlements drawn in water: {', '.join(sorted(afloat))}")
    for leg in network.legs:
        if leg["class"] == "ferry" or bridges_of(leg):
            continue
        for water, limit_m in ((land.lakes, WATER_MAX_M), (land.great_waters, GREAT_WATER_MAX_M)):
            run = worst = 0
            where = None
            wet = [node["pos"] for node in (leg["from"], leg["to"]) if node["id"] in afloat]
            for point, step in walk(leg, 150):
                ashore = any(build.distance_m(point, pos) < AFLOAT_M for pos in wet)
                run = run + step if water.contains(point) and not ashore else 0
                if run > worst:
                    worst, where = run, point
            if worst > limit_m:
                faults.append(f"{leg['where']} {leg['road']} {leg['from']['id']}–{leg['to']['id']} runs {worst:.0f} m "
                              f"through water near {where[0]:.3f} {where[1]:.3f}")
                break


def wide(river, at):
    """Where a river is one that cannot be crossed just anywhere."""
    return (river == "Dnipro" and at[0] < 50.65 or river == "Danube" or river == "Desna" and at[0] < 52.2
            or river == "Dniester" and at[1] > 23.8 or river == "Southern Buh" and at[0] < 49.3)


def check_rivers(network, faults, notes):
    """The wide rivers are crossed only where a listed bridge is near and is an end of the leg."""
    land = landmap.the_map()
    grid = collections.defaultdict(list)
    for name, line in land.rivers:
        if name in ("Dnipro", "Danube", "Desna", "Dniester", "Southern Buh"):
            for a, b in zip(line, line[1:]):
                for cell in cells((min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))):
                    grid[cell].append((name, a, b))
    crossed = collections.Counter()
    for leg in network.legs:
        if leg["class"] == "ferry":
            continue
        for a, b in segments(leg):
            near = set()
            for cell in cells((min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))):
                near.update(grid[cell])
            for name, c, d in near:
                at = meet(a, b, c, d)
                if not at or not wide(name, at):
                    continue
                away = min((build.distance_m(at, node["pos"]) for node in bridges_of(leg)), default=1e9)
                crossed[name] += 1
                if away > BRIDGE_NEAR_M:
                    faults.append(f"{leg['where']} {leg['road']} {leg['from']['id']}–{leg['to']['id']} crosses the {name} "
                                  f"near {at[0]:.3f} {at[1]:.3f} without a bridge")
    notes.append(", ".join(f"{name} met {count} times" for name, count in sorted(crossed.items())))


def check_borders(network, faults, notes):
    """No leg of Ukraine leaves Ukraine but the marked strip at Palanca; none abroad comes back."""
    land = landmap.the_map()
    home = land.countries["UA"]
    abroad = {code: shape for code, shape in land.countries.items() if code != "UA"}
    for leg in network.legs:
        if leg["class"] == "ferry":
            continue
        outside = {}
        for point, step in walk(leg, 300):
            if leg["country"] == "UA":
                if not home.contains(point):
                    for code, shape in abroad.items():
                        if shape.contains(point):
                            outside[code] = outside.get(code, 0) + step
            elif home.contains(point):
                outside["UA"] = outside.get("UA", 0) + step
        text = (f"{leg['where']} {leg['road']} {leg['from']['id']}–{leg['to']['id']} runs "
                + ", ".join(f"{metres:.0f} m in {code}" for code, metres in outside.items()))
        if outside and "transit" in leg.get("flags", ""):
            notes.append(text + " (transit)")
        elif sum(outside.values()) > BORDER_MAX_M:
            faults.append(text)


def check_reached(network, faults, notes):
    """Every crossing is reached from Kyiv on Ukrainian legs only, and none through Transnistria."""
    near = collections.defaultdict(set)
    beyond = collections.defaultdict(set)
    for leg in network.legs:
        side = near if leg["country"] == "UA" else beyond
        side[leg["from"]["id"]].add(leg["to"]["id"])
        side[leg["to"]["id"]].add(leg["from"]["id"])
    seen, queue = {"kyiv"}, ["kyiv"]
    while queue:
        for other in near[queue.pop()]:
            if other not in seen:
                seen.add(other)
                queue.append(other)
    for node in network.nodes.values():
        if node["kind"] == "crossing":
            if node["id"] not in seen:
                faults.append(f"the crossing {node['id']} is not reached from Kyiv on Ukrainian roads")
            if node["id"] in ("md-kuchurhan", "md-platonove"):
                if beyond[node["id"]]:
                    faults.append(f"{node['id']} leads into Transnistria")
            elif not beyond[node["id"]]:
                faults.append(f"{node['id']} has no road on the other side")


CHECKS = (check_totals, check_component, check_reached, check_meetings, check_lengths, check_towns, check_distances,
          check_water, check_rivers, check_borders)


def main():
    verbose = "--verbose" in sys.argv[1:]
    try:
        network = build.load()
    except build.ListError as error:
        sys.exit(f"check.py: {error}")
    failed = False
    for check in CHECKS:
        faults, notes = [], []
        check(network, faults, notes)
        failed = failed or bool(faults)
        print(f"{check.__name__}: {len(faults)} faults")
        for text in faults:
            print("  FAULT", text)
        for text in notes if verbose else ():
            print("   note", text)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
