# SPDX-License-Identifier: GPL-3.0-or-later
"""Plane geometry on points (longitude, latitude) in whole units of 1/10000 degree."""

import heapq
import math

UNITS_PER_DEGREE = 10000
METRES_PER_UNIT = 111195.0 / UNITS_PER_DEGREE


def quantise(point):
    return (round(point[0] * UNITS_PER_DEGREE), round(point[1] * UNITS_PER_DEGREE))


def quantise_ring(ring):
    """Quantises, drops repeated points and the closing one."""
    points = []
    for point in map(quantise, ring):
        if not points or points[-1] != point:
            points.append(point)
    while len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return points


def clip_ring(ring, box):
    """Cuts an open ring of quantised points to a box (Sutherland and Hodgman, 1974)."""
    west, south, east, north = box
    for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        clipped = []
        for i, here in enumerate(ring):
            before = ring[i - 1]
            here_in = (here[axis] - limit) * sign >= 0
            before_in = (before[axis] - limit) * sign >= 0
            if here_in != before_in:
                part = (limit - before[axis]) / (here[axis] - before[axis])
                other = before[1 - axis] + part * (here[1 - axis] - before[1 - axis])
                cut = (limit, round(other)) if axis == 0 else (round(other), limit)
                if not clipped or clipped[-1] != cut:
                    clipped.append(cut)
            if here_in and (not clipped or clipped[-1] != here):
                clipped.append(here)
        while len(clipped) > 1 and clipped[0] == clipped[-1]:
            clipped.pop()
        ring = clipped
        if len(ring) < 3:
            return []
    return ring


def ring_area_km2(ring):
    """Unsigned area of an open ring of quantised points."""
    if len(ring) < 3:
        return 0.0
    mid = sum(p[1] for p in ring) / len(ring) / UNITS_PER_DEGREE
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1]))
    return abs(twice) / 2 * (METRES_PER_UNIT / 1000) ** 2 * math.cos(math.radians(mid))


def distance_m(a, b):
    squeeze = math.cos(math.radians((a[1] + b[1]) / 2 / UNITS_PER_DEGREE))
    return math.hypot((a[0] - b[0]) * squeeze, a[1] - b[1]) * METRES_PER_UNIT


def nearest_on_segment(point, a, b):
    """The point of a–b nearest to a point, and its distance in metres."""
    squeeze = math.cos(math.radians(point[1] / UNITS_PER_DEGREE))
    ax, ay = (a[0] - point[0]) * squeeze, a[1] - point[1]
    dx, dy = (b[0] - a[0]) * squeeze, b[1] - a[1]
    length2 = dx * dx + dy * dy
    part = 0.0 if length2 == 0 else max(0.0, min(1.0, -(ax * dx + ay * dy) / length2))
    return ((a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part),
            math.hypot(ax + dx * part, ay + dy * part) * METRES_PER_UNIT)


def importance_m(points):
    """How far the line would move, in metres, if each point were left out, so that leaving out
    all points below a limit gives the same as simplifying with that limit (Douglas and Peucker,
    1973). Ends count as infinite."""
    n = len(points)
    result = [math.inf] * n
    stack = [(0, n - 1, math.inf)]
    while stack:
        first, last, limit = stack.pop()
        if last - first < 2:
            continue
        worst, where = -1.0, first + 1
        for i in range(first + 1, last):
            away = nearest_on_segment(points[i], points[first], points[last])[1]
            if away > worst:
                worst, where = away, i
        worst = min(worst, limit)
        result[where] = worst
        stack.append((first, where, worst))
        stack.append((where, last, worst))
    return result


def bounds(ring):
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    return min(xs), min(ys), max(xs), max(ys)


def box_holds(box, point):
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def point_in_ring(point, ring):
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(ring, ring[-1:] + ring[:-1]):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


class Topology:
    """Rings of several owners, cut into arcs where owners meet, so that two neighbours share one
    line and stay joined when it is simplified."""

    def __init__(self):
        self.rings = []

    def add(self, owner, ring):
        self.rings.append((owner, ring))

    def build(self):
        """Gives (arcs, owners of each arc, [(owner, [arc reference])]). A reference of ~n is arc
        n backwards."""
        meetings = {}
        for _, ring in self.rings:
            for i, here in enumerate(ring):
                pair = frozenset((ring[i - 1], ring[(i + 1) % len(ring)]))
                meetings.setdefault(here, set()).add(pair)
        crowded = {p for p, pairs in meetings.items() if len(pairs) > 1}
        # Where a border meets the sea, the line changes its owners though not its course.
        sides = {}
        for owner, ring in self.rings:
            for a, b in zip(ring, ring[1:] + ring[:1]):
                sides.setdefault(frozenset((a, b)), set()).add(owner)
        arcs, owners, numbers, faces = [], [], {}, []
        for owner, ring in self.rings:
            n = len(ring)
            cuts = [i for i, p in enumerate(ring) if p in crowded
                    or sides[frozenset((ring[i - 1], p))]
                    != sides[frozenset((p, ring[(i + 1) % n]))]]
            if not cuts:
                cuts = [ring.index(min(ring))]
            references = []
            for k, start in enumerate(cuts):
                end = cuts[(k + 1) % len(cuts)]
                count = (end - start - 1) % n + 1
                arc = tuple(ring[(start + j) % n] for j in range(count + 1))
                back = arc[::-1]
                if arc in numbers:
                    references.append(numbers[arc])
                elif back in numbers:
                    references.append(~numbers[back])
                else:
                    numbers[arc] = len(arcs)
                    references.append(len(arcs))
                    arcs.append(arc)
                    owners.append(set())
                number = references[-1]
                owners[number if number >= 0 else ~number].add(owner)
            faces.append((owner, references))
        return arcs, owners, faces


def shortest_path(edges, start, goal):
    """Dijkstra over {node: {neighbour: metres}}; the nodes from start to goal, or None."""
    distance, before, done = {start: 0.0}, {}, set()
    queue = [(0.0, start)]
    while queue:
        here_m, here = heapq.heappop(queue)
        if here in done:
            continue
        done.add(here)
        if here == goal:
            path = [here]
            while path[-1] != start:
                path.append(before[path[-1]])
            return path[::-1]
        for there, leg_m in edges.get(here, {}).items():
            if there not in distance or here_m + leg_m < distance[there]:
                distance[there] = here_m + leg_m
                before[there] = here
                heapq.heappush(queue, (here_m + leg_m, there))
    return None


def chain(segments):
    """Joins point pairs into lines as long as they go."""
    at = {}
    for a, b in segments:
        at.setdefault(a, set()).add(b)
        at.setdefault(b, set()).add(a)
    lines = []

    def walk(start, there):
        line = [start, there]
        at[start].discard(there)
        at[there].discard(start)
        while len(at[line[-1]]) == 1:
            following = next(iter(at[line[-1]]))
            at[line[-1]].discard(following)
            at[following].discard(line[-1])
            line.append(following)
        return line

    ends = sorted(p for p, n in at.items() if len(n) != 2)
    for start in ends:
        while at[start]:
            lines.append(walk(start, min(at[start])))
    for start in sorted(at):
        while at[start]:
            lines.append(walk(start, min(at[start])))
    return lines
