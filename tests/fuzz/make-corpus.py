#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the seeds of the roads' fuzzers: small invented extracts in XML and PBF, and networks.

    tests/fuzz/make-corpus.py CORRIDORS

CORRIDORS is the built program; the networks are what it makes of the extracts.
"""

import gzip
import os
import struct
import subprocess
import sys
import tempfile
import zlib
from xml.sax.saxutils import quoteattr

HERE = os.path.dirname(os.path.abspath(__file__))
CORPUS = os.path.join(HERE, "corpus")


class Extract:
    """Nodes on a grid of hundredths of a degree, ways and relations."""

    def __init__(self):
        self.nodes, self.ways, self.relations = [], [], []

    def node(self, number, row, column, **tags):
        self.nodes.append((number, 49.0 + row / 100, 24.0 + column / 100, clean(tags)))
        return self

    def way(self, number, nodes, **tags):
        self.ways.append((number, nodes, clean(tags)))
        return self

    def turn(self, number, start, via, to, **tags):
        members = [("way", start, "from")]
        members += [(kind, each, "via") for kind, each in via]
        members.append(("way", to, "to"))
        self.relations.append((number, members, clean({"type": "restriction", **tags})))
        return self


def clean(tags):
    """Python's names cannot hold a colon: two underscores stand for one."""
    return {key.replace("__", ":"): value for key, value in tags.items()}


def crossroads():
    extract = Extract()
    extract.node(1, 0, 0).node(2, 1, 1).node(3, 0, 2).node(4, -1, 1).node(5, 0, 1)
    extract.node(6, 0, 3, place="town", name="Місто", name__en="Town", name__he="עיר")
    extract.node(7, 1, 2, barrier="toll_booth").node(8, 1, 3, barrier="bollard", bus="yes")
    extract.way(11, [1, 5], highway="primary", ref="М-06", int_ref="E 40", maxspeed="UA:rural")
    extract.way(12, [5, 2], highway="residential", oneway="yes", maxspeed__forward="40 mph")
    extract.way(13, [5, 3], highway="secondary", motor_vehicle__conditional="no @ (Mo-Fr 22:00-06:00)")
    extract.way(14, [4, 5], highway="service", service="driveway")
    extract.way(15, [2, 7, 8, 6], highway="tertiary", maxweight="7.5 t", maxheight="11'6\"")
    extract.way(16, [3, 6], route="ferry", motor_vehicle="yes", duration="PT1H20M",
                opening_hours="Mo-Sa 08:00-20:00; Su off")
    extract.way(17, [2, 3], highway="track", tracktype="grade3", bridge="yes", lanes="1")
    return extract


def via_node():
    return (crossroads()
            .turn(90, 11, [("node", 5)], 12, restriction="no_left_turn", **{"except": "bus;psv"})
            .turn(91, 11, [("node", 5)], 13, restriction="only_straight_on")
            .turn(92, 13, [("node", 5)], 14,
                  restriction__conditional="no_right_turn @ (Mo-Fr 07:00-09:00,16:00-18:00)")
            .turn(93, 12, [("node", 5)], 12, restriction__hgv="no_u_turn"))


def via_ways():
    extract = Extract()
    for column in range(5):
        extract.node(1 + column, 0, column).node(11 + column, 1, column)
        extract.way(40 + column, [1 + column, 11 + column], highway="unclassified")
    for column in range(4):
        extract.way(20 + column, [1 + column, 2 + column], highway="primary", oneway="yes")
        extract.way(30 + column, [12 + column, 11 + column], highway="primary", oneway="yes")
    extract.turn(90, 20, [("way", 41)], 30, restriction="no_u_turn")
    extract.turn(91, 20, [("way", 21)], 42, restriction="only_left_turn")
    extract.turn(92, 20, [("way", 22), ("way", 21)], 43, restriction="no_left_turn")
    extract.turn(93, 20, [("way", 99)], 43, restriction="no_left_turn")
    return extract


def roundabout():
    extract = Extract()
    for number, row, column in ((1, 0, 1), (2, 1, 2), (3, 2, 1), (4, 1, 0), (5, -1, 1), (6, 3, 1)):
        extract.node(number, row, column)
    extract.way(10, [1, 2, 3, 4, 1], highway="primary", junction="roundabout")
    extract.way(11, [5, 1], highway="primary", oneway="-1", lanes="2")
    extract.way(12, [3, 6], highway="motorway_link", oneway="reversible",
                oneway__conditional="yes @ (Mo-Fr 05:00-12:00); -1 @ (Mo-Fr 12:00-22:00)")
    extract.way(13, [6, 2], highway="construction", construction="primary", opening_date="2022-03")
    extract.turn(90, 11, [("way", 10)], 12, restriction="no_straight_on")
    return extract


def to_xml(extract):
    out = ["<?xml version='1.0'?><osm version='0.6' timestamp='2022-03-01T00:00:00Z'>"]

    def tags(of):
        return "".join(f"<tag k={quoteattr(k)} v={quoteattr(v)}/>" for k, v in of.items())

    for number, lat, lon, of in extract.nodes:
        out.append(f"<node id='{number}' lat='{lat:.2f}' lon='{lon:.2f}'>{tags(of)}</node>")
    for number, nodes, of in extract.ways:
        refs = "".join(f"<nd ref='{n}'/>" for n in nodes)
        out.append(f"<way id='{number}'>{refs}{tags(of)}</way>")
    for number, members, of in extract.relations:
        refs = "".join(f"<member type='{t}' ref='{n}' role='{r}'/>" for t, n, r in members)
        out.append(f"<relation id='{number}'>{refs}{tags(of)}</relation>")
    return "\n".join(out + ["</osm>\n"]).encode()


def varint(value):
    value &= (1 << 64) - 1
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def folded(value):
    return varint(value << 1 if value >= 0 else (-value << 1) - 1)


def number_field(field, value):
    return varint(field << 3) + varint(value)


def bytes_field(field, value):
    return varint(field << 3 | 2) + varint(len(value)) + value


def deltas(values):
    before, out = 0, b""
    for value in values:
        out += folded(value - before)
        before = value
    return out


class Strings:
    def __init__(self):
        self.numbers = {"": 0}

    def add(self, text):
        return self.numbers.setdefault(text, len(self.numbers))

    def fields(self, tags):
        keys = b"".join(varint(self.add(k)) for k in tags)
        values = b"".join(varint(self.add(v)) for v in tags.values())
        return bytes_field(2, keys) + bytes_field(3, values)

    def encode(self):
        return bytes_field(1, b"".join(bytes_field(1, t.encode()) for t in self.numbers))


def nodes_group(extract, strings, is_dense):
    if is_dense:
        tags = b""
        for _, _, _, of in extract.nodes:
            tags += b"".join(varint(strings.add(k)) + varint(strings.add(v)) for k, v in of.items())
            tags += b"\0"
        dense = bytes_field(1, deltas(n[0] for n in extract.nodes))
        dense += bytes_field(8, deltas(round(n[1] * 1e7) for n in extract.nodes))
        dense += bytes_field(9, deltas(round(n[2] * 1e7) for n in extract.nodes))
        group = bytes_field(2, dense + bytes_field(10, tags))
    else:
        group = b""
        for number, lat, lon, of in extract.nodes:
            node = varint(1 << 3) + folded(number) + strings.fields(of)
            node += varint(8 << 3) + folded(round(lat * 1e7))
            node += varint(9 << 3) + folded(round(lon * 1e7))
            group += bytes_field(1, node)
    return group


def ways_group(extract, strings):
    group = b""
    for number, nodes, of in extract.ways:
        group += bytes_field(3, number_field(1, number) + strings.fields(of) +
                             bytes_field(8, deltas(nodes)))
    return group


def relations_group(extract, strings):
    kinds = {"node": 0, "way": 1, "relation": 2}
    group = b""
    for number, members, of in extract.relations:
        fields = number_field(1, number) + strings.fields(of)
        fields += bytes_field(8, b"".join(varint(strings.add(r)) for _, _, r in members))
        fields += bytes_field(9, deltas(n for _, n, _ in members))
        fields += bytes_field(10, bytes(kinds[t] for t, _, _ in members))
        group += bytes_field(4, fields)
    return group


def blocks(extract, is_dense, n_blocks):
    """One block with everything, or three with a kind each."""
    strings = [Strings() for _ in range(3)] if n_blocks == 3 else [Strings()] * 3
    groups = (nodes_group(extract, strings[0], is_dense), ways_group(extract, strings[1]),
              relations_group(extract, strings[2]))
    if n_blocks == 1:
        return [strings[0].encode() + b"".join(bytes_field(2, g) for g in groups) +
                number_field(17, 100)]
    return [each.encode() + bytes_field(2, group) for each, group in zip(strings, groups)]


def lz4(raw):
    """One LZ4 block of nothing but literals."""
    out = bytearray([min(len(raw), 15) << 4])
    left = len(raw) - 15
    while left >= 0:
        out.append(min(left, 255))
        left -= 255
    return bytes(out) + raw


def zstd(raw):
    """One Zstandard frame of one block that is not packed."""
    frame = struct.pack("<IBI", 0xFD2FB528, 0xA0, len(raw))
    return frame + struct.pack("<I", len(raw) << 3 | 1)[:3] + raw


def blob(kind, raw, packing):
    if packing == "bare":
        body = bytes_field(1, raw)
    else:
        field, pack = {"zlib": (3, zlib.compress), "lz4": (6, lz4), "zstd": (7, zstd),
                       "lzma": (4, bytes)}[packing]
        body = number_field(2, len(raw)) + bytes_field(field, pack(raw))
    header = bytes_field(1, kind) + number_field(3, len(body))
    return struct.pack(">I", len(header)) + header + body


def header_block(feature=b"DenseNodes", is_sorted=True):
    block = bytes_field(4, b"OsmSchema-V0.6") + bytes_field(4, feature)
    if is_sorted:
        block += bytes_field(5, b"Sort.Type_then_ID")
    return block + number_field(32, 1646092800)


def to_pbf(extract, packing, is_dense=True, header=header_block()):
    out = blob(b"OSMHeader", header, packing)
    for block in blocks(extract, is_dense, 3):
        out += blob(b"OSMData", block, packing)
    return out


def write(folder, name, contents):
    os.makedirs(os.path.join(CORPUS, folder), exist_ok=True)
    with open(os.path.join(CORPUS, folder, name), "wb") as file:
        file.write(contents)


def main():
    extracts = {"crossroads": crossroads(), "via-node": via_node(), "via-ways": via_ways(),
                "roundabout": roundabout()}
    for name, extract in extracts.items():
        write("osm-xml", f"{name}.osm", to_xml(extract))
    write("osm-xml", "packed.osm.gz", gzip.compress(to_xml(via_node()), mtime=0))
    write("osm-xml", "cut-off.osm", to_xml(via_node())[:700])

    write("osm-pbf", "via-node-zlib.osm.pbf", to_pbf(via_node(), "zlib"))
    write("osm-pbf", "via-ways-bare.osm.pbf", to_pbf(via_ways(), "bare", is_dense=False))
    write("osm-pbf", "via-node-bare.osm.pbf", to_pbf(via_node(), "bare"))
    write("osm-pbf", "roundabout-lz4.osm.pbf", to_pbf(roundabout(), "lz4"))
    write("osm-pbf", "roundabout-zstd.osm.pbf", to_pbf(roundabout(), "zstd"))
    write("osm-pbf", "crossroads-lzma.osm.pbf", to_pbf(crossroads(), "lzma"))
    write("osm-pbf", "history.osm.pbf",
          to_pbf(crossroads(), "zlib", header=header_block(b"HistoricalInformation")))
    write("osm-pbf", "unsorted.osm.pbf",
          to_pbf(crossroads(), "bare", header=header_block(is_sorted=False)))
    for name, extract in extracts.items():
        write("osm-pbf", f"block-{name}", b"block" + blocks(extract, True, 1)[0])
    write("osm-pbf", "block-nodes", b"block" + blocks(via_node(), False, 1)[0])

    with tempfile.TemporaryDirectory() as folder:
        for name in extracts:
            path = os.path.join(folder, f"{name}.roads")
            source = os.path.join(CORPUS, "osm-xml", f"{name}.osm")
            subprocess.run([sys.argv[1], "roads", "import", source, "--output", path], check=True,
                           stdout=subprocess.DEVNULL)
            with open(path, "rb") as file:
                write("network", f"{name}.roads", file.read())


if __name__ == "__main__":
    main()
