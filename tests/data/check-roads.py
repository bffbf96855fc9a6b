#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the built-in road network, as TAP. Usage: check-roads.py DATA_FOLDER"""

import os
import sys

sys.dont_write_bytecode = True
ROADS = os.path.join(sys.argv[1], "roads")
sys.path.insert(0, ROADS)

import build  # noqa: E402
import check  # noqa: E402

NUMBER = 0


def report(what, faults):
    global NUMBER
    NUMBER += 1
    print(f"{'not ok' if faults else 'ok'} {NUMBER} - {what}")
    for fault in faults:
        print(f"# {fault}")


def stale(network):
    """Which of the compiled files are not what the lists say."""
    for name, lines in (("nodes.tsv", network.node_lines()), ("legs.tsv", network.leg_lines())):
        with open(os.path.join(ROADS, name), encoding="utf-8") as stream:
            if stream.read() != "\n".join(lines) + "\n":
                yield f"{name}: run data/roads/build.py"


def sample_mistakes(network):
    """The water, river and border checks must see a road that is wrong on purpose."""
    wrong = {
        "check_water": ((46.80, 33.10), (46.68, 33.20)),
        "check_rivers": ((49.10, 25.30), (48.60, 25.30)),
        "check_borders": ((46.50, 30.10), (47.20, 28.80)),
    }
    for name, line in wrong.items():
        ends = [{"id": f"wrong-{i}", "pos": pos, "kind": "junction"} for i, pos in enumerate((line[0], line[-1]))]
        leg = {"from": ends[0], "to": ends[1], "shape": list(line[1:-1]), "road": "wrong", "where": "test",
               "class": "trunk", "country": "UA"}
        faults = []
        legs, network.legs = network.legs, [leg]
        getattr(check, name)(network, faults, [])
        network.legs = legs
        if not any("wrong" in fault for fault in faults):
            yield f"{name} did not see a road that is wrong on purpose"


def main():
    print(f"1..{len(check.CHECKS) + 2}")
    network = build.load()
    report("compiled files are what the lists say", list(stale(network)))
    for one in check.CHECKS:
        faults = []
        one(network, faults, [])
        report((one.__doc__ or one.__name__).strip().split("\n")[0], faults)
    report("the checks see what is wrong on purpose", list(sample_mistakes(network)))


if __name__ == "__main__":
    main()
