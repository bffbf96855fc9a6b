#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs “corridors roads” as an officer's script would: import, info, query.

    test-roads.py CORRIDORS        speaks TAP
"""

import gzip
import json
import os
import stat
import subprocess
import sys
import tempfile

CORRIDORS = sys.argv[1]
# Two ways east: the straight one, and a longer one through the north.
EXTRACT = """<osm version='0.6'>
<node id='1' lat='49.00' lon='24.00'/><node id='2' lat='49.00' lon='24.05'/>
<node id='3' lat='49.00' lon='24.10'/><node id='4' lat='49.05' lon='24.05'/>
<way id='11'><nd ref='1'/><nd ref='2'/><nd ref='3'/><tag k='highway' v='primary'/>
<tag k='ref' v='М-06'/></way>
<way id='12'><nd ref='1'/><nd ref='4'/><nd ref='3'/><tag k='highway' v='secondary'/>
<tag k='ref' v='Т-14-01'/></way>
</osm>"""
# From Lviv to the crossing Shehyni.
WEST = """<osm version='0.6'><node id='1' lat='49.84' lon='24.03'/>
<node id='2' lat='49.82' lon='23.5'/><node id='3' lat='49.7955' lon='22.9525'/>
<way id='11'><nd ref='1'/><nd ref='2'/><nd ref='3'/><tag k='highway' v='trunk'/>
<tag k='ref' v='М-11'/></way></osm>"""
ACROSS = {
    "type": "Feature",
    "properties": {},
    "geometry": {"type": "LineString", "coordinates": [[24.05, 48.99], [24.05, 49.01]]},
}


def run(*arguments, status=0):
    done = subprocess.run([CORRIDORS, "roads", *arguments], capture_output=True, text=True)
    assert done.returncode == status, f"{arguments}: {done.returncode}: {done.stderr}"
    return done


def test_import_and_info(folder):
    for name, data in (("a.osm", EXTRACT.encode()), ("a.osm.gz", gzip.compress(EXTRACT.encode()))):
        with open(f"{folder}/{name}", "wb") as extract:
            extract.write(data)
        run("import", f"{folder}/{name}", "--output", f"{folder}/{name}.roads")
        facts = json.loads(run("info", f"{folder}/{name}.roads", "--json").stdout)
        assert facts["nodes"] == 2 and facts["arcs"] == 4 and facts["islands"] == 0, facts
        assert len(facts["checksum"]) == 64, facts
        mode = stat.S_IMODE(os.stat(f"{folder}/{name}.roads").st_mode)
        assert mode == 0o600, oct(mode)


def test_query(folder):
    network = f"{folder}/a.osm.roads"
    legs = json.loads(run("query", network, "49.0,24.0", "49.0,24.1", "--json").stdout)["legs"]
    assert legs[0]["roads"] == ["M06"], legs
    assert abs(legs[0]["distance_m"] - 7295) < 30, legs
    with open(f"{folder}/closed.geojson", "w", encoding="utf-8") as closed:
        json.dump(ACROSS, closed)
    legs = json.loads(run("query", network, "49.0,24.0", "49.0,24.1", "--close",
                          f"{folder}/closed.geojson", "--json").stdout)["legs"]
    assert legs[0]["roads"] == ["T1401"], legs
    legs = json.loads(run("query", network, "49.0,24.0", "10.0,10.0", "--json").stdout)["legs"]
    assert legs[0]["reason"] == "no road near", legs


def plan_command(*arguments, status=0):
    done = subprocess.run([CORRIDORS, *arguments], capture_output=True, text=True)
    assert done.returncode == status, f"{arguments}: {done.returncode}: {done.stderr}"
    return done


def test_route_on_a_network(folder):
    plan, roads = f"{folder}/plan.corridors", f"{folder}/west.roads"
    with open(f"{folder}/west.osm", "w", encoding="utf-8") as extract:
        extract.write(WEST)
    with open(f"{folder}/list.csv", "w", encoding="utf-8") as rows:
        rows.write("Full name,Passport,City\nTest Alpha,X0000001,Lviv\n")
    run("import", f"{folder}/west.osm", "--output", roads)
    plan_command("new", plan, "--name", "Test", "--start", "2022-02-24T06:00+02:00")
    plan_command("import", plan, f"{folder}/list.csv")

    done = plan_command("route", plan, "--roads", roads, "--json")
    answer = json.loads(done.stdout)
    assert answer["network"]["file"] == roads and not answer["network"]["builtin"], answer
    assert "not within reach" in done.stderr, done.stderr
    assert answer["movements"][0]["roads"] == ["M11"], answer
    # The plan names it now, so the next run needs no telling; nor does it hide that it is gone.
    assert json.loads(plan_command("route", plan, "--json").stdout)["network"]["file"] == roads
    os.rename(roads, f"{folder}/moved.roads")
    plan_command("crossing", plan, "Shehyni", "--capacity", "50")
    done = plan_command("route", plan, "--json")
    answer = json.loads(done.stdout)
    assert answer["network"]["builtin"] and roads in answer["network"]["trouble"], answer
    assert roads in done.stderr, done.stderr
    answer = json.loads(plan_command("route", plan, "--roads", "built-in", "--json").stdout)
    assert answer["network"]["builtin"] and answer["network"]["trouble"] is None, answer
    assert "none of the" in plan_command("route", plan, "--roads", f"{folder}/a.osm.roads",
                                         status=1).stderr.lower()


def test_refusals(folder):
    network = f"{folder}/a.osm.roads"
    run("import", f"{folder}/a.osm", status=2)
    run("query", network, "49.0,24.0", status=2)
    run("query", network, "here", "there", status=2)
    assert "no road network" in run("info", f"{folder}/a.osm", status=1).stderr
    with open(network, "r+b") as damaged:
        damaged.seek(-3, os.SEEK_END)
        damaged.write(b"x")
    assert "damaged" in run("info", network, status=1).stderr
    with open(f"{folder}/bad.osm.pbf", "wb") as bad:
        bad.write(b"%PDF-1.4")
    assert "bad.osm.pbf" in run("import", f"{folder}/bad.osm.pbf", "--output", f"{folder}/x.roads",
                                status=1).stderr
    assert not os.path.exists(f"{folder}/x.roads")


def main():
    tests = [test_import_and_info, test_query, test_route_on_a_network, test_refusals]
    print(f"1..{len(tests)}")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
        os.environ["XDG_DATA_HOME"] = f"{folder}/data"
        for number, test in enumerate(tests, 1):
            try:
                test(folder)
                print(f"ok {number} {test.__name__}")
            except AssertionError as failure:
                print(f"not ok {number} {test.__name__} # {failure}".replace("\n", " "))


main()
