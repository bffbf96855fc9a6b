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
import settlements

DETOUR_MAX = 1.6


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
    for row in build.read_tsv("distances.csv"):
        found = shortest_km(network, row["from"], row["to"])
        if not found:
            faults.append(f"no road from {row['from']} to {row['to']}")
            continue
        off = found[0] / float(row["km"]) - 1
        text = f"{row['from']}–{row['to']}: {found[0]:.0f} km, table {row['km']}, {off:+.1%} by {' '.join(found[2])}"
        (faults if abs(off) > 0.05 else notes).append(text)


def main():
    verbose = "--verbose" in sys.argv[1:]
    try:
        network = build.load()
    except build.ListError as error:
        sys.exit(f"check.py: {error}")
    failed = False
    for check in (check_totals, check_component, check_meetings, check_lengths, check_towns, check_distances):
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
