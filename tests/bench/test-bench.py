#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs corridors-bench on small networks: what it prints and what it refuses, never how long it took.

    test-bench.py CORRIDORS_BENCH        speaks TAP
"""

import json
import os
import subprocess
import sys
import tempfile

BENCH = sys.argv[1]
NAMES = {
    "road closed -> 10000x50",
    "polygon closed -> 10000x50",
    "all nodes x 50",
    "nearest crossing",
    "customize",
    "route",
    "road loads",
    "10000x50",
    "departing 10000x50",
}
PLANNER_NAMES = {"first plan", "1 % gap", "optimum", "cancel", "CCRP", "greedy, nearest first"}
POSITIONS = "c three places\np aux sp co 3\nv 1 0 0\nv 2 1000 0\nv 3 1000 -1000\n"
GRAPH = "p sp 3 4\na 1 2 5\na 2 1 5\na 2 3 0\na 3 2 7\n"


def run(*arguments, status=0):
    done = subprocess.run([BENCH, *arguments], capture_output=True, text=True)
    assert done.returncode == status, f"{arguments}: {done.returncode}: {done.stderr}"
    return done.stdout if status == 0 else done.stderr


def dimacs(folder, graph, positions, **options):
    paths = [os.path.join(folder, name) for name in ("g.gr", "g.co")]
    for path, text in zip(paths, (graph, positions)):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    return run("roads", "--dimacs", *paths, "--runs", "1", "--json", **options)


def dimacs_min(folder, text, **options):
    path = os.path.join(folder, "flow.min")
    with open(path, "w", newline="", encoding="utf-8") as file:
        file.write(text)
    return run("planner", "--dimacs-min", path, "--json", **options)


def check_report(text):
    report = json.loads(text)
    operations = {operation["name"]: operation for operation in report["operations"]}
    assert NAMES <= operations.keys(), NAMES - operations.keys()
    for operation in operations.values():
        assert 0 <= operation["median_ms"] <= operation["p95_ms"] <= operation["max_ms"]
        assert operation["runs"] >= 1
        assert (operation["peer"] is None) == (operation["ratio"] is None)
        assert operation["peer"] is None or operation["peer_runs"] >= 1
    assert operations["10000x50"]["peer"] is not None
    assert operations["10000x50"]["peer_median_ms"] >= 0
    assert operations["customize"]["peer"] is None
    assert report["rss_mb"] > 0 and report["bandwidth_gb_s"] > 0


def test_measures_built_in(folder):
    check_report(run("roads", "--json", "--runs", "1"))


def test_measures_synthetic(folder):
    path = os.path.join(folder, "made.roads")
    check_report(run("roads", "--synthetic", "400", "--json", "--runs", "1", "--save", path))
    check_report(run("roads", path, "--json", "--runs", "1", "--threads", "1"))


def test_measures_what_is_asked_for(folder):
    report = json.loads(run("roads", "--only", "nearest", "--no-peers", "--json", "--runs", "1"))
    assert [operation["name"] for operation in report["operations"]] == ["nearest crossing"]


def test_reads_dimacs(folder):
    check_report(dimacs(folder, GRAPH, POSITIONS))


def test_refuses_bad_dimacs(folder):
    for graph, positions, wanted in (
        (GRAPH.replace("a 2 3", "a 2 4"), POSITIONS, "g.gr, line 4: no such node"),
        (GRAPH.replace("a 2 3", "a 0 3"), POSITIONS, "g.gr, line 4: no such node"),
        (GRAPH.replace("3 0", "3 -1"), POSITIONS, "g.gr, line 4: no weight"),
        (GRAPH.replace("3 0", "3 x"), POSITIONS, "g.gr, line 4: no weight"),
        (GRAPH.replace("p sp 3 4", "p sp 3 5"), POSITIONS, "another number of arcs"),
        (GRAPH.replace("p sp 3 4", "p sp 4 4"), POSITIONS, "another graph"),
        (GRAPH.replace("p sp 3 4\n", ""), POSITIONS, "g.gr, line 1: expected “p sp"),
        (GRAPH, POSITIONS.replace("v 3", "v 2"), "g.co, line 5: this node had"),
        (GRAPH, POSITIONS.replace("-1000", "-91000000"), "g.co, line 5: no position"),
        (GRAPH, POSITIONS.replace("v 3 1000 -1000\n", ""), "before every node"),
        (GRAPH, "", "expected “p aux sp co"),
    ):
        message = dimacs(folder, graph, positions, status=1)
        assert wanted in message, (wanted, message)


def test_measures_planner(folder):
    del folder
    size = ["--clusters", "40", "--crossings", "3", "--hours", "48", "--step", "30", "--json"]
    for options in [], ["--road-capacity"], ["--road-capacity", "--crossings-limit"]:
        report = json.loads(run("planner", *size, *options))
        operations = {operation["name"]: operation for operation in report["operations"]}
        assert PLANNER_NAMES <= operations.keys(), PLANNER_NAMES - operations.keys()
        assert ("CCRP, goal-directed" in operations) == bool(options)
        assert operations.pop("cancel")["max_ms"] >= 0
        assert operations["first plan"]["gap"] >= operations["1 % gap"]["gap"]
        optimum = operations["optimum"]
        assert optimum["gap"] == 0 and operations["1 % gap"]["gap"] <= 0.01
        for operation in operations.values():
            assert operation["people_out"] <= optimum["people_out"], operation
            if operation["people_out"] == optimum["people_out"]:
                assert operation["person_hours"] >= optimum["person_hours"], operation
                assert operation["clearance_h"] >= optimum["clearance_h"], operation


def test_reads_dimacs_min(folder):
    # The example of the format's definition, with lower bounds, and with lines as DOS ends them.
    flow = "c\np min 4 5\nn 1 4\nn 4 -4\na 1 2 0 4 2\na 1 3 0 2 2\na 2 3 0 2 1\na 2 4 0 3 3\na 3 4 0 5 1\n"
    for text, cost in (
        (flow, 14),
        (flow.replace("a 2 4 0", "a 2 4 2"), 16),
        (flow.replace("\n", "\r\n"), 14),
    ):
        entries = json.loads(dimacs_min(folder, text))["operations"]
        assert [entry["cost"] for entry in entries if "cost" in entry] == [cost]


def test_refuses_bad_dimacs_min(folder):
    head = "p min 3 2\nn 1 4\nn 3 -4\n"
    for text, said in (
        ("", "missing"),
        ("n 1 4\n", "line 1"),
        ("p max 3 2\n", "line 1"),
        ("p min 2000000000 1\n", "nodes"),
        ("p min 3 2\nn 1 four\n", "line 2"),
        ("p min 3 2\nn 4 1\n", "line 2"),
        (head + "a 1 2 0 9\n", "line 4"),
        (head + "a 1 4 0 9 1\n", "line 4"),
        (head + "a 1 2 5 2 1\n", "line 4"),
        (head + "a 1 2 0 9 1\n", "as many arcs"),
        (head + "a 1 2 0 9 1\na 2 3 0 9 1\na 1 3 0 9 1\n", "as many arcs"),
        (head + "a 1 2 0 2 1\na 2 3 0 9 1\n", "no flow"),
        (head + "n 3 -1\na 1 2 0 9 1\na 2 3 0 9 1\n", "no flow"),
        (head + 3 * "n 3 -2000000000\n" + "a 1 2 0 9 1\na 2 3 0 9 1\n", "2^31"),
        (head + "a 1 2 0 2000000000 -2000000000\na 2 3 0 2000000000 2000000000\n", "cost more"),
        (head + 2 * "a 1 2 2000000000 2000000000 2000000000\n", "cost more"),
    ):
        message = dimacs_min(folder, text, status=1)
        assert said in message, (text, message)


def test_refuses_wrong_call(folder):
    assert "roads" in run(status=2)
    assert "roads" in run("rivers", status=2)
    run("roads", "--dimacs", "one.gr", status=2)
    run("roads", "--synthetic", "3", status=2)
    run("roads", "one.roads", "two.roads", status=2)
    assert "nothere.roads" in run("roads", os.path.join(folder, "nothere.roads"), status=1)


def main():
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    failed = 0
    print(f"1..{len(tests)}")
    for number, (name, test) in enumerate(tests, 1):
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(folder)
                print(f"ok {number} {name}", flush=True)
            except Exception as error:  # pylint: disable=broad-except
                failed += 1
                print(f"# {error!r}\nnot ok {number} {name}", flush=True)
    sys.exit(1 if failed else 0)


main()
