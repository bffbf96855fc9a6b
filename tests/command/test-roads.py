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
AROUND = {
    "type": "Feature",
    "properties": {},
    "geometry": {"type": "Polygon", "coordinates": [[[23.99, 48.99], [24.01, 48.99], [24.01, 49.01],
                                                     [23.99, 49.01], [23.99, 48.99]]]},
}
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


class Skipped(Exception):
    pass


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
        assert facts["mainland_nodes"] == {"car": 2, "coach": 2}, facts
        assert len(facts["checksum"]) == 64, facts
        mode = stat.S_IMODE(os.stat(f"{folder}/{name}.roads").st_mode)
        assert mode == 0o600, oct(mode)


def numbers(way):
    return [road["number"] for road in way["roads"]]


def test_query(folder):
    network = f"{folder}/a.osm.roads"
    places = ["49.0,24.0", "49.0,24.1"]
    answer = json.loads(run("query", network, *places, "--json").stdout)
    leg = answer["legs"][0]
    assert numbers(leg) == ["M06"], leg
    assert abs(leg["distance_m"] - 7295) < 30, leg
    assert leg["roads"][0]["distance_m"] == leg["distance_m"], leg
    assert "impact" not in leg and "alternatives" not in leg, leg
    assert answer["places"][0]["connector_m"] == 0, answer
    assert len(answer["network"]["checksum"]) == 64, answer
    legs = json.loads(run("query", network, "49.0,24.0", "10.0,10.0", "--json").stdout)["legs"]
    assert legs[0]["reason"] == "no road near", legs
    by_coach = json.loads(run("query", network, *places, "--vehicle", "coach", "--json").stdout)
    assert by_coach["legs"][0]["travel_ms"] >= leg["travel_ms"], by_coach


def test_query_with_a_closure(folder):
    network, closed = f"{folder}/a.osm.roads", f"{folder}/closed.geojson"
    with open(closed, "w", encoding="utf-8") as file:
        json.dump(ACROSS, file)
    before = json.loads(run("query", network, "49.0,24.0", "49.0,24.1", "--json").stdout)["legs"][0]
    leg = json.loads(run("query", network, "49.0,24.0", "49.0,24.1", "--close", closed,
                         "--json").stdout)["legs"][0]
    assert numbers(leg) == ["T1401"], leg
    assert leg["impact"]["changed"] and not leg["impact"]["cut_off"], leg
    assert leg["impact"]["open_travel_ms"] == before["travel_ms"], leg
    assert leg["impact"]["longer_ms"] == leg["travel_ms"] - before["travel_ms"], leg
    # A place on the closed road goes to the next open one, and is told.
    answer = json.loads(run("query", network, "49.0,24.051", "49.0,24.1", "--close", closed,
                            "--json").stdout)
    assert answer["places"][0]["passed_over"] == "M06", answer
    assert answer["places"][0]["connector_m"] > 1000, answer
    with open(closed, "w", encoding="utf-8") as file:
        json.dump(AROUND, file)
    answer = json.loads(run("query", network, "49.0,24.0", "49.0,24.1", "--close", closed,
                            "--json").stdout)
    assert answer["places"][0]["closed_area"] and not answer["places"][1]["closed_area"], answer


def restrict(path, *features):
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"type": "FeatureCollection", "features": [
            dict(ACROSS, properties=properties) for properties in features]}, file)


def test_query_with_effects(folder):
    network, closed = f"{folder}/a.osm.roads", f"{folder}/effects.geojson"

    def ask(*options):
        return json.loads(run("query", network, "49.0,24.0", "49.0,24.1", *options,
                              "--json").stdout)["legs"][0]

    free = ask()
    restrict(closed, {"effect": "delay", "delay_min": 2}, {"effect": "delay", "delay_min": 1})
    leg = ask("--close", closed)
    assert numbers(leg) == ["M06"], leg
    assert leg["travel_ms"] == free["travel_ms"] + 180000, (leg, free)
    assert leg["impact"]["longer_ms"] == 180000, leg
    restrict(closed, {"effect": "speed", "speed_percent": 50})
    assert ask("--close", closed)["travel_ms"] >= 2 * free["travel_ms"] - 1000, "not slower"
    # The line is drawn northwards, so that it closes the way from its left, which is the west.
    restrict(closed, {"direction": "forward"})
    assert numbers(ask("--close", closed)) == ["T1401"], "not closed to whoever drives east"
    back = json.loads(run("query", network, "49.0,24.1", "49.0,24.0", "--close", closed,
                          "--json").stdout)["legs"][0]
    assert numbers(back) == ["M06"], back
    # Hours count with a departure; without one, whatever is ever closed is.
    restrict(closed, {"hours": "22:00-05:00", "zone": "Europe/Kyiv"})
    assert numbers(ask("--close", closed)) == ["T1401"], "hours counted without a departure"
    assert numbers(ask("--close", closed, "--depart", "2022-03-01T12:00+02:00")) == ["M06"], "noon"
    assert numbers(ask("--close", closed, "--depart", "2022-03-01T22:30+02:00")) == ["T1401"], "night"
    reach = run("isochrone", network, "49.0,24.1", "--within", "60", "--close", closed, "--json")
    assert json.loads(reach.stdout)["features"], reach.stdout


def test_closure_on_an_extract_elsewhere(folder):
    data = os.environ.get("CORRIDORS_TEST_DATA")
    if not data:
        raise Skipped("CORRIDORS_TEST_DATA is not set")
    network, closed = f"{folder}/li.roads", f"{folder}/li.geojson"
    run("import", f"{data}/osm/liechtenstein.osm.pbf", "--output", network)
    line = {"type": "LineString", "coordinates": [[9.46, 47.11], [9.62, 47.11]]}
    with open(closed, "w", encoding="utf-8") as file:
        json.dump({"type": "Feature", "properties": {"effect": "delay", "delay_min": 40}, "geometry": line}, file)
    ask = ["query", network, "47.1410,9.5209", "47.0667,9.5033", "--json"]
    free = json.loads(run(*ask).stdout)["legs"][0]
    leg = json.loads(run(*ask, "--close", closed).stdout)["legs"][0]
    assert leg["travel_ms"] == free["travel_ms"] + 40 * 60000, (leg, free)


def test_effects_that_are_wrong(folder):
    network, closed = f"{folder}/a.osm.roads", f"{folder}/effects.geojson"
    restrict(closed, {"label": "right"}, {"effect": "delay", "delay_min": "40"})
    done = run("query", network, "49.0,24.0", "49.0,24.1", "--close", closed, status=1)
    for word in ("effects.geojson", "Feature 2", "delay_min", "whole number"):
        assert word in done.stderr, done.stderr
    done = run("isochrone", network, "49.0,24.1", "--within", "2", "--close", closed, status=1)
    assert "Feature 2" in done.stderr, done.stderr


def test_alternatives(folder):
    network = f"{folder}/a.osm.roads"
    leg = json.loads(run("query", network, "49.0,24.0", "49.0,24.1", "--alternatives", "3",
                         "--json").stdout)["legs"][0]
    assert leg["alternatives"] == [], leg  # The other way takes more than 40 % longer.
    with open(f"{folder}/two.osm", "w", encoding="utf-8") as extract:
        extract.write(EXTRACT.replace("lat='49.05'", "lat='49.01'"))
    run("import", f"{folder}/two.osm", "--output", f"{folder}/two.roads")
    leg = json.loads(run("query", f"{folder}/two.roads", "49.0,24.0", "49.0,24.1",
                         "--alternatives", "3", "--json").stdout)["legs"][0]
    assert len(leg["alternatives"]) == 1, leg
    other = leg["alternatives"][0]
    assert numbers(other) == ["T1401"] and other["shared_percent"] == 0, other
    assert other["longer_ms"] == other["travel_ms"] - leg["travel_ms"], other


def test_isochrone(folder):
    network = f"{folder}/a.osm.roads"
    answer = json.loads(run("isochrone", network, "49.0,24.1", "--within", "2,60", "--cell", "100",
                            "--json").stdout)
    assert answer["type"] == "FeatureCollection", answer
    near, far = answer["features"]
    assert near["properties"]["within_min"] == 2 and near["properties"]["cell_m"] == 100, near
    assert 0 < near["properties"]["road_m"] < far["properties"]["road_m"], answer
    assert near["properties"]["nodes"] == 1 and far["properties"]["nodes"] == 2, answer
    for polygon in far["geometry"]["coordinates"]:
        for ring in polygon:
            assert len(ring) >= 5 and ring[0] == ring[-1], ring
            assert all(23.9 < lon < 24.2 and 48.9 < lat < 49.2 for lon, lat in ring), ring
    # A curfew in two minutes cuts off who drives longer.
    restrict(f"{folder}/curfew.geojson", {"from": "2022-03-01T12:02:00+02:00"})
    curfew = json.loads(run("isochrone", network, "49.0,24.1", "--within", "2,60", "--cell", "100",
                            "--close", f"{folder}/curfew.geojson", "--depart",
                            "2022-03-01T12:00+02:00", "--json").stdout)["features"]
    assert curfew[0]["properties"] == near["properties"], (curfew[0], near)
    assert curfew[1]["properties"]["road_m"] < far["properties"]["road_m"], curfew
    run("isochrone", network, "49.0,24.1", "--within", "2", "--depart", "noon", status=1)
    run("isochrone", network, "49.0,24.1", status=2)
    run("isochrone", network, "49.0,24.1", "--within", "2,x", status=2)


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


def test_closures_on_a_newer_network(folder):
    plan, closed = f"{folder}/newer.corridors", f"{folder}/across.geojson"
    old, new = f"{folder}/old.roads", f"{folder}/new.roads"
    for roads, extract in ((old, WEST), (new, WEST.replace("id='", "id='9").replace("ref='", "ref='9"))):
        with open(f"{folder}/version.osm", "w", encoding="utf-8") as source:
            source.write(extract)
        run("import", f"{folder}/version.osm", "--output", roads)
    with open(closed, "w", encoding="utf-8") as shape:
        json.dump({"type": "LineString", "coordinates": [[23.2, 49.7], [23.2, 49.9]]}, shape)
    plan_command("new", plan, "--name", "Test", "--start", "2022-02-24T06:00+02:00")
    plan_command("route", plan, "--roads", old)
    plan_command("closure", plan, "add", closed, "--label", "Across")
    answer = json.loads(plan_command("route", plan, "--json").stdout)
    assert answer["closures_unmatched"] == [], answer["closures_unmatched"]
    answer = json.loads(plan_command("route", plan, "--roads", new, "--json").stdout)
    assert [entry["label"] for entry in answer["closures_unmatched"]] == ["Across"], answer
    assert "Across" not in [entry["label"] for entry in answer["closures_without_road"]], answer
    assert "“Across” hits other roads" in plan_command("route", plan).stdout
    plan_command("closure", plan, "confirm", "Across")
    answer = json.loads(plan_command("route", plan, "--json").stdout)
    assert answer["closures_unmatched"] == [], answer
    plan_command("closure", plan, "confirm", "Nowhere", status=1)


def test_isochrone_of_a_plan(folder):
    plan, roads, closed = f"{folder}/reach.corridors", f"{folder}/reach.roads", f"{folder}/at.geojson"
    with open(f"{folder}/reach.osm", "w", encoding="utf-8") as extract:
        # A side road halfway makes a junction there.
        extract.write(WEST.replace("</osm>", "<node id='4' lat='49.83' lon='23.5'/><way id='12'>"
                                   "<nd ref='2'/><nd ref='4'/><tag k='highway' v='tertiary'/></way>"
                                   "</osm>"))
    run("import", f"{folder}/reach.osm", "--output", roads)
    plan_command("new", plan, "--name", "Test", "--start", "2022-02-24T06:00+02:00")
    plan_command("route", plan, "--roads", roads)

    def reach(*more):
        done = plan_command("isochrone", plan, "--crossing", "Shehyni", "--within", "15,120", *more,
                            "--json")
        return json.loads(done.stdout)

    free = reach()
    near, far = [feature["properties"]["road_m"] for feature in free["features"]]
    assert 5000 < near < 40000 < far < 90000, free
    assert free["crossing"]["name"] == "Shehyni" and free["crossing"]["state"] == "open", free
    assert free["trouble"] is None and free["network"]["source"].startswith("reach.osm"), free
    # Closed from noon on, beyond the junction: that counts for those who leave later.
    with open(closed, "w", encoding="utf-8") as shape:
        json.dump({"type": "LineString", "coordinates": [[23.8, 49.7], [23.8, 49.9]]}, shape)
    plan_command("closure", plan, "add", closed, "--from", "2022-02-24T12:00+02:00")
    assert reach()["features"][1]["properties"]["road_m"] == far, "closed before noon"
    later = reach("--depart", "2022-02-24T13:00+02:00")
    assert later["features"][1]["properties"]["road_m"] < far, later
    assert later["depart"] == "2022-02-24T11:00:00Z", later
    # Who leaves shortly before noon may pass only as long as it is not closed.
    before = reach("--depart", "2022-02-24T11:50+02:00")["features"][1]["properties"]["road_m"]
    assert later["features"][1]["properties"]["road_m"] < before < far, before
    text = plan_command("isochrone", plan, "--crossing", "Shehyni", "--within", "15").stdout
    assert "Shehyni" in text and "within 15 min" in text, text
    plan_command("crossing", plan, "Shehyni", "--closed")
    text = plan_command("isochrone", plan, "--crossing", "Shehyni", "--within", "15").stdout
    assert "not open then" in text, text
    plan_command("isochrone", plan, "--within", "15", status=2)
    plan_command("isochrone", plan, "--crossing", "Shehyni", "--within", "soon", status=2)
    plan_command("isochrone", plan, "--crossing", "Nowhere", "--within", "15", status=1)


def test_refusals(folder):
    network = f"{folder}/a.osm.roads"
    run("import", f"{folder}/a.osm", status=2)
    run("query", network, "49.0,24.0", status=2)
    run("query", network, "here", "there", status=2)
    run("query", network, "49.0,24.0", "49.0,24.1", "--vehicle", "tank", status=2)
    run("query", network, "49.0,24.0", "49.0,24.1", "--alternatives", "-1", status=2)
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
    tests = [test_import_and_info, test_query, test_query_with_a_closure,
             test_query_with_effects, test_closure_on_an_extract_elsewhere,
             test_effects_that_are_wrong, test_alternatives, test_isochrone,
             test_route_on_a_network, test_closures_on_a_newer_network,
             test_isochrone_of_a_plan, test_refusals]
    print(f"1..{len(tests)}")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
        os.environ["XDG_DATA_HOME"] = f"{folder}/data"
        for number, test in enumerate(tests, 1):
            try:
                test(folder)
                print(f"ok {number} {test.__name__}")
            except Skipped as reason:
                print(f"ok {number} {test.__name__} # SKIP {reason}")
            except AssertionError as failure:
                print(f"not ok {number} {test.__name__} # {failure}".replace("\n", " "))


main()
