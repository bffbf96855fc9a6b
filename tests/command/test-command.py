#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the command as an officer's script would: new, import, route, crossing, closure, undo, export.

    test-command.py CORRIDORS [SHARE SHARES]        speaks TAP; of many shares one, counted from 1
"""

import json
import os
import re
import stat
import subprocess
import sys

sys.dont_write_bytecode = True
from command_desk import CORRIDORS, SQUARE, expect, main, run, run_json


def test_new_never_overwrites(desk):
    before = open(desk.plan, "rb").read()
    run("new", desk.plan, status=1)
    expect(open(desk.plan, "rb").read() == before, "the plan was changed")
    expect(stat.S_IMODE(os.stat(desk.plan).st_mode) == 0o600, "others can read the plan")


def test_import_adds_up(desk):
    report = run_json("import", desk.plan, desk.list, "--rejects", desk.path("rejects.csv"))["lists"][0]
    expect(report["registrations_added"] == 4 and report["people_added"] == 10, f"added: {report}")
    expect(report["merged"] == 1 and report["rejected"] == 1, f"merged and rejected: {report}")
    total = sum(report[key] for key in ("registrations_added", "merged", "rejected", "blank"))
    expect(report["rows"] == total, f"rows do not add up: {report}")
    expect(report["columns"]["Passport"] == "passport", "the passport column was not recognised")
    expect(report["rejects"][0]["row"] == 7, f"the rejected row is not named: {report['rejects']}")
    expect("Kyiv" not in json.dumps(report["rejects"]), "a value stands in the report")
    expect("Kyiv" in open(desk.path("rejects.csv"), encoding="utf-8-sig").read(), "no value in the rejects")


def test_dry_run_changes_nothing(desk):
    before = run_json("info", desk.plan)["revision"]
    report = run_json("import", desk.plan, desk.list, "--dry-run")["lists"][0]
    expect(report["registrations_added"] == 4, f"dry run: {report}")
    expect(run_json("info", desk.plan)["revision"] == before, "the dry run made an edit")


def test_one_bad_list_does_not_stop_others(desk):
    bad = desk.write("bad.csv", "%PDF-1.4\n%binary\n")
    done = run("import", desk.plan, bad, desk.list, status=1)
    expect("bad.csv" in done.stderr, "the bad list is not named")
    expect(run_json("info", desk.plan)["people"] == 10, "the good list was not imported")


def test_route_balances(desk):
    desk.with_people()
    routes = run_json("route", desk.plan)
    totals = routes["totals"]
    expect(totals["people"] == 10, f"people: {totals}")
    expect(
        totals["people"] == totals["assigned"] + totals["unserved"] + totals["unplaced"] + totals["out"],
        f"totals do not add up: {totals}",
    )
    expect(sum(m["people"] for m in routes["movements"]) == totals["assigned"], "movements do not add up")
    for movement in routes["movements"]:
        expect(movement["depart"] <= movement["arrive"] <= movement["pass"], f"times: {movement}")
        expect(movement["pass"].endswith(":00:00Z"), f"no clock hour: {movement['pass']}")
        expect(movement["depart"] >= "2022-02-24T04:00:00Z", f"departs before the start: {movement}")
        expect(movement["roads"] and all(road.isascii() for road in movement["roads"]), "road numbers")
    expect([term["unit"] for term in routes["objective"]][:3] == ["people by weight", "s", "person_s"], "units")
    expect(routes["scenario"] is None, "whose")
    lviv = next(m for m in routes["movements"] if m["cluster"] == "Lviv")
    expect(lviv["country"] == "PL" and 50 < lviv["distance_km"] < 120, f"Lviv: {lviv}")


def test_simulation(desk):
    desk.with_people()
    revision = run_json("info", desk.plan)["revision"]
    first = run("simulate", desk.plan, "--runs", "20", "--seed", "3", "--json").stdout
    forecast = json.loads(first)
    expect(first == run("simulate", desk.plan, "--runs", "20", "--seed", "3", "--json").stdout, "not the same")
    expect(first != run("simulate", desk.plan, "--runs", "20", "--seed", "4", "--json").stdout, "the seed is not used")
    expect(forecast["assigned"] == 10 and forecast["revision"] == revision, f"whose: {forecast}")
    spread = forecast["clearance_h"]
    expect(0 < spread["p5"] <= spread["median"] <= spread["p95"], f"clearance: {spread}")
    expect(forecast["out_by_hour"][-1]["people"]["median"] == 10, "not everybody gets out")
    expect(len(forecast["movements"]) == 4 and forecast["queues"], "movements and queues")
    calm = run_json("simulate", desk.plan, "--runs", "1", "--calm")
    expect(all(m["misses_hour"] == 0 for m in calm["movements"]), f"the plan is not kept: {calm['movements']}")
    expect(calm["clearance_h"]["median"] <= calm["planned_clearance_h"], "later than planned without delays")
    told = run("simulate", desk.plan, "--calm").stdout
    expect("One run in which nothing is delayed" in told and "of 10" not in told, f"a spread of one run: {told}")
    expect("hours after the plan" in run("simulate", desk.plan, "--runs", "5").stdout, "no text")
    run("simulate", desk.plan, "--runs", "0", status=2)
    run("simulate", desk.plan, "--runs", "100000", status=2)
    expect(run_json("info", desk.plan)["revision"] == revision, "simulating changed the plan")


def test_what_if_writes_nothing(desk):
    desk.with_people()
    routes = run_json("route", desk.plan)
    before = open(desk.plan, "rb").read()
    victim = sorted({m["crossing_id"] for m in routes["movements"]})[0]
    affected = sum(m["people"] for m in routes["movements"] if m["crossing_id"] == victim)
    answer = run_json("whatif", desk.plan, "--crossing", victim, "--closed")
    expect(answer["a"]["assigned"] == 10 and answer["b"]["assigned"] == 10, f"assigned: {answer['a']} {answer['b']}")
    moved = [d for d in answer["differences"] if d["a"]["crossing_id"] == victim]
    expect(sum(d["people"] for d in moved) == affected, f"not all go elsewhere: {answer['differences']}")
    expect(all(d["change"] == "elsewhere" for d in moved), f"changes: {moved}")
    expect(sum(d["people"] for d in answer["differences"]) + answer["people_alike"] == 10, "people do not add up")
    expect(all(load["b"] == 0 for load in answer["crossings"] if load["crossing_id"] == victim), "still passed")
    area = desk.write("area.geojson", json.dumps(SQUARE))
    answer = run_json("whatif", desk.plan, "--closure", area)
    expect(answer["b"]["unserved"] == 4 and answer["a"]["unserved"] == 0, f"closed area: {answer['b']}")
    expect([d["change"] for d in answer["differences"]] == ["left"], f"differences: {answer['differences']}")
    answer = run_json("whatif", desk.plan, "--crossing", victim, "--capacity", "500")
    expect(answer["b"]["person_hours"] <= answer["a"]["person_hours"], "more room makes it worse")
    expect("instead of" in run("whatif", desk.plan, "--crossing", victim, "--closed").stdout, "no text")
    run("whatif", desk.plan, status=2)
    run("whatif", desk.plan, "--crossing", victim, status=2)
    run("whatif", desk.plan, "--open", status=2)
    run("whatif", desk.plan, "--crossing", "Atlantis", "--closed", status=1)
    expect(open(desk.plan, "rb").read() == before, "the plan was changed")


def test_what_if_anything_else_were_otherwise(desk):
    desk.with_people()
    run("vehicle", desk.plan, "add", "Coaches", "--depot", "49.8,24.0", "--count", "2")
    area = desk.write("area.geojson", json.dumps(SQUARE))
    run("closure", desk.plan, "add", area, "--label", "Square")
    routes = run_json("route", desk.plan)
    before = open(desk.plan, "rb").read()
    whatif = lambda *words: run_json("whatif", desk.plan, *words)
    served = routes["totals"]["assigned"]
    expect(whatif("--without-closure", "Square")["b"]["unserved"] == 0, "the area stays closed")
    answer = whatif("--closure", area, "--from", "2022-04-01T00:00:00Z")
    expect(answer["differences"] == [], f"a closure of later counts at once: {answer}")
    answer = whatif("--horizon", "1")
    expect(answer["b"]["assigned"] == 0 and answer["a"]["assigned"] == served, f"an hour is enough: {answer}")
    answer = whatif("--start", "2022-02-26T04:00:00Z")
    expect(all(d["b"]["depart"] >= "2022-02-26T04" for d in answer["differences"] if d["b"]), "leaves before")
    answer = whatif("--vehicle", "Coaches", "--count", "4")
    expect(answer["b"]["person_hours"] <= answer["a"]["person_hours"], "more vehicles make it worse")
    whatif("--quota", "PL", "--people", "100000", "--daily")
    crossing = routes["movements"][0]["crossing_id"]
    passes = routes["movements"][0]["pass"]
    answer = whatif("--crossing", crossing, "--closed", "--from", passes, "--until", passes.replace(":00:00Z", ":59:00Z"))
    loads = [load for load in answer["crossings"] if load["crossing_id"] == crossing and load["hour"] == passes]
    expect(loads and loads[0]["a"] > 0, f"nobody passed: {answer['crossings']}")
    expect(loads[0]["b"] <= loads[0]["a"], f"more pass in an hour that is nearly closed: {loads}")
    whatif("--crossing", crossing, "--reception", "10")
    run("whatif", desk.plan, "--quota", "PL", status=2)
    run("whatif", desk.plan, "--people", "7", status=2)
    run("whatif", desk.plan, "--vehicle", "Coaches", status=2)
    run("whatif", desk.plan, "--horizon", "0", status=2)
    run("whatif", desk.plan, "--from", passes, status=2)
    run("whatif", desk.plan, "--quota", "Poland", "--people", "7", status=1)
    expect("only vehicles" in run("whatif", desk.plan, "--vehicle", "Coaches", "--count", "0", status=1).stderr, "no why")
    run("whatif", desk.plan, "--vehicle", "Trams", "--count", "1", status=1)
    run("whatif", desk.plan, "--without-closure", "Circle", status=1)
    expect(open(desk.plan, "rb").read() == before, "the plan was changed")


def test_what_if_commands_were_run(desk):
    """Whatever a command changes can be asked, several at a time; nothing is written."""
    desk.with_people()
    area = desk.write("area.geojson", json.dumps(SQUARE))
    line = write_line(desk, "ends.geojson", [[24.03, 49.84], [23.11, 49.96]])
    names = {m["crossing"] for m in run_json("route", desk.plan)["movements"]}
    person = run_json("person", desk.plan, "list")["persons"][0]
    before = open(desk.plan, "rb").read()

    def whatif(*commands):
        return run_json("whatif", desk.plan, *(word for command in commands for word in ("--do", command)))["b"]

    present = whatif("settings --night drive")
    expect(whatif(f"closure add {area}")["unserved"] == 4, "the area is open")
    expect(whatif(f"closure add {area} --label S", "closure remove S") == present, "one after the other")
    expect(whatif("vehicle add 'One car' --depot 49.8,24.0 --kind van --seats 1")["assigned"] < 10, "seats for all")
    expect(whatif("quota add PL --people 0", "settings --people-per-car 2")["assigned"] == 10, "a quota leaves people")
    whatif(f"corridor add {line} --label Line", "corridor set Line --column 5")
    expect(whatif(f"person set {person['id']} --status safe")["assigned"] == 10 - person["party_size"], "still to go")
    answer = run_json("whatif", desk.plan, *(w for n in sorted(names) for w in ("--do", f"crossing '{n}' --closed")))
    expect(not names & {d["b"]["crossing"] for d in answer["differences"] if d["b"]}, "through a closed crossing")
    for command, status, why in (
        ("vehicle sell Coaches", 2, "“sell” cannot be done"),
        ("crossing Krakivets", 2, "changes nothing"),
        ("closure list", 2, "changes nothing"),
        ("route", 2, "“route” changes no plan"),
        ("closure remove Nowhere", 1, "no closure called “Nowhere”"),
        ("settings --night 'drive", 1, "“settings --night 'drive”"),
        ("", 1, "“”"),
    ):
        told = run("whatif", desk.plan, "--do", command, status=status).stderr
        expect(why in told, f"{command}: {told}")
    expect(open(desk.plan, "rb").read() == before, "the plan was changed")


def test_info_counts_what_planning_needs(desk):
    before = run_json("info", desk.plan)
    run("vehicle", desk.plan, "add", "Coaches", "--depot", "49.8,24.0", "--count", "3")
    run("vehicle", desk.plan, "add", "Vans", "--depot", "49.8,24.0", "--kind", "van", "--count", "2")
    run("quota", desk.plan, "add", "PL", "--people", "500", "--daily", "yes")
    run("scenario", desk.plan, "add", "Closes")
    run("closure", desk.plan, "add", desk.write("area.geojson", json.dumps(SQUARE)))
    run("import", desk.plan, desk.list)
    info = run_json("info", desk.plan)
    expect((before["vehicles"], before["quotas"], before["scenarios"]) == (0, 0, 0), f"before: {before}")
    expect((info["vehicles"], info["quotas"], info["scenarios"]) == (5, 1, 1), f"after: {info}")
    expect(info["closures"] == before["closures"] + 1 and info["corridors"] == 0, f"roads: {info}")
    expect(info["parted_households"] == [], f"parted: {info}")
    expect(info["published_number"] == 0 and "not published" in run("info", desk.plan).stdout, "published?")
    run("publish", desk.plan)
    expect(run_json("info", desk.plan)["published_number"] == 1, "not published")


def test_simulate_and_what_if_in_a_scenario(desk):
    desk.with_people()
    victim = run_json("route", desk.plan)["movements"][0]["crossing_id"]
    run("scenario", desk.plan, "add", "Closes")
    run("crossing", desk.plan, victim, "--closed", "--scenario", "Closes")
    uses = lambda forecast: any(q["crossing_id"] == victim for q in forecast["queues"])
    forecast = run_json("simulate", desk.plan, "--runs", "1", "--calm", "--scenario", "Closes")
    expect(forecast["scenario"] == "Closes" and not uses(forecast), "not the scenario was driven")
    expect(uses(run_json("simulate", desk.plan, "--runs", "1", "--calm")), "the plan was not driven")
    answer = run_json("whatif", desk.plan, "--scenario", "Closes", "--crossing", victim, "--open")
    expect(answer["scenario"] == "Closes", f"scenario: {answer['scenario']}")
    expect(all(load["a"] == 0 for load in answer["crossings"] if load["crossing_id"] == victim), "a is the plan")
    expect(any(load["b"] > 0 for load in answer["crossings"] if load["crossing_id"] == victim), "b is the scenario")
    run("simulate", desk.plan, "--scenario", "Atlantis", status=1)
    run("whatif", desk.plan, "--scenario", "Atlantis", "--horizon", "9", status=1)


def test_compare_with_itself(desk):
    desk.with_people()
    answer = run_json("compare", desk.plan, "plan", "plan")
    expect(answer["differences"] == [] and answer["people_alike"] == 10, f"differs from itself: {answer}")
    expect(answer["a"] == answer["b"] and answer["a"]["assigned"] == 10, f"totals: {answer['a']}")
    expect("Atlantis" in run("compare", desk.plan, "plan", "Atlantis", status=1).stderr, "not named")
    run("compare", desk.plan, "plan", "7", status=1)
    run("compare", desk.plan, "plan", status=2)


def test_demo_plan_is_kept(desk):
    desk.with_demo()
    calm = run_json("simulate", desk.demo, "--calm")
    expect(calm["runs"] == 1, f"{calm['runs']} runs that are all alike")
    expect(calm["assigned"] > 10000 and calm["not_out"]["median"] == 0, f"assigned: {calm['assigned']}")
    expect(calm["stops"] == 0 and calm["caught"] == 0, "movements meet closures")
    missed = [m for m in calm["movements"] if m["misses_hour"] > 0]
    expect(not missed, f"{len(missed)} movements miss their hour without any delay: {missed[:3]}")
    late = calm["planned_clearance_h"] - calm["clearance_h"]["median"]
    expect(0 <= late <= 1, f"clearance: {calm['clearance_h']}, planned {calm['planned_clearance_h']}")


def test_demo_plan_keeps_away_from_a_front(desk):
    desk.with_demo()
    plan = desk.demo
    front = write_line(desk, "front.geojson", [[24.4, 50.1], [25.0, 50.0], [25.6, 50.05]])
    run("closure", plan, "add", front, "--label", "Front", "--kind", "front", "--distance", "2000")
    movements = run_json("route", plan)["movements"]
    ways = [reason for m in movements for reason in m["why"] if reason["code"] == "exposure"]
    expect(len(ways) > 10, f"{len(ways)} movements keep away from the front")
    expect(all(way["amount"] > 0 and way["worth_min"] <= 0 for way in ways), f"ways: {ways[:3]}")
    expect("To keep away from fronts" in run("route", plan).stdout, "nothing is said of these ways")
    calm = run_json("simulate", plan, "--runs", "1", "--calm")
    expect(calm["stops"] == 0 and calm["caught"] == 0, "movements meet closures")
    missed = [m for m in calm["movements"] if m["misses_hour"] > 0]
    expect(not missed, f"{len(missed)} movements miss their hour without any delay: {missed[:3]}")


def test_compare_scenarios_and_published(desk):
    desk.with_people()
    victim = run_json("route", desk.plan)["movements"][0]["crossing_id"]
    run("publish", desk.plan)
    run("scenario", desk.plan, "add", "Closes")
    run("crossing", desk.plan, victim, "--closed", "--scenario", "Closes")
    answer = run_json("compare", desk.plan, "1", "Closes")
    expect(any(d["change"] == "elsewhere" for d in answer["differences"]), f"nobody goes elsewhere: {answer}")
    expect(sum(d["people"] for d in answer["differences"]) + answer["people_alike"] == 10, "people do not add up")
    expect(run_json("compare", desk.plan, "1", "plan")["differences"] == [], "the plan is not what was published")
    run("compare", desk.plan, "1", "2", status=1)


def test_route_says_why(desk):
    desk.with_people()
    area = desk.write("area.geojson", json.dumps(SQUARE))
    run("closure", desk.plan, "add", area, "--label", "Lviv")
    routes = run_json("route", desk.plan)
    for key in ("objective", "bound", "gap", "rounding_gap", "flow_proven", "has_vehicles", "left_by_priority"):
        expect(key in routes, f"no {key}")
    expect(len(routes["objective"]) == 6 and routes["gap"] >= 0, f"objective: {routes['objective']}")
    for term in routes["objective"]:
        expect(term["value"] is not None and term["value"] >= term["bound"] and 0 <= term["tolerance"] <= 1, f"term: {term}")
    for movement in routes["movements"]:
        expect(all(key in movement for key in ("persons", "vehicles", "why", "second_best")), "movement")
        expect(all(reason["text"].endswith(".") for reason in movement["why"]), f"why: {movement['why']}")
        if movement["second_best"] is not None:
            expect(movement["second_best"]["crossing_id"] != movement["crossing_id"], "second best is the best")
    left = routes["unserved"][0]
    expect(all(key in left for key in ("priority", "needs", "persons", "remedy")), f"unserved: {left}")


def test_route_keeps_to_limits(desk):
    desk.with_people()
    routes = run_json("route", desk.plan)
    used = routes["crossings"][0]
    country = used["country"]
    run("crossing", desk.plan, used["crossing_id"], "--capacity-coach", "2", "--capacity-foot", "1", "--reception", "3")
    run("quota", desk.plan, "add", country, "--people", "3", "--daily", "yes")
    run("quota", desk.plan, "add", country, "--people", "5")
    routes = run_json("route", desk.plan)
    for crossing in routes["crossings"]:
        for hour in crossing["hours"]:
            expect(hour["people"] == hour["car"] + hour["coach"] + hour["foot"], f"hour: {hour}")
            expect(hour["people"] <= crossing["capacity_people_per_h"], f"{crossing['crossing']}: {hour}")
            if crossing["crossing_id"] == used["crossing_id"]:
                expect(crossing["reception_people_per_h"] == 3 and hour["people"] <= 3, f"reception: {hour}")
                expect(hour["coach"] <= 2 and hour["foot"] <= 1, f"by mode: {hour}")
    expect(len(routes["quotas"]) == 2, f"quotas: {routes['quotas']}")
    for quota in routes["quotas"]:
        expect(len(quota["loads"]) > 0, f"nobody counts: {quota}")
        expect(all(load["people"] <= quota["max_people"] for load in quota["loads"]), f"quota: {quota}")
        expect(all(("day" in load) == quota["daily"] for load in quota["loads"]), f"days: {quota}")
    through = sum(hour["people"] for crossing in routes["crossings"] for hour in crossing["hours"])
    expect(through == routes["totals"]["assigned"], f"{through} pass")


def test_crossing_closes_and_undo_opens(desk):
    desk.with_people()
    chosen = {m["crossing_id"] for m in run_json("route", desk.plan)["movements"]}
    victim = sorted(chosen)[0]
    run("crossing", desk.plan, victim, "--closed")
    expect(
        victim not in {m["crossing_id"] for m in run_json("route", desk.plan)["movements"]},
        "people still pass the closed crossing",
    )
    state = {c["id"]: c["state"] for c in run_json("info", desk.plan)["crossings"]}
    expect(state[victim] == "closed", f"state: {state[victim]}")
    run("undo", desk.plan)
    expect(
        {m["crossing_id"] for m in run_json("route", desk.plan)["movements"]} == chosen,
        "undo did not bring the routes back",
    )
    run("redo", desk.plan)
    history = run_json("history", desk.plan)["history"]
    expect([entry["id"] for entry in history] == list(range(1, len(history) + 1)), "history has gaps")


def test_crossing_names(desk):
    run("crossing", desk.plan, "Краківець")
    run("crossing", desk.plan, "pl-krakivets", "--capacity", "123")
    shown = {c["key"]: c for c in run_json("info", desk.plan)["crossings"]}
    expect(shown["pl-krakivets"]["capacity"] == 123, "capacity")
    expect(shown["pl-krakivets"]["state"] == "open", "state of Krakivets")
    expect(shown["pl-nyzhankovychi"]["state"] == "not_open", "a later opening is offered")
    expect(shown["md-kuchurhan"]["state"] != "open", "Transnistria is offered")
    expect("Sighetu" in run("crossing", desk.plan, "Sighetu Marmatiei", status=1).stderr, "candidates")
    run("crossing", desk.plan, "Atlantis", status=1)


def test_closure_is_timed_and_removed(desk):
    desk.with_people()
    area = desk.write("area.geojson", json.dumps(SQUARE))
    closure = run("closure", desk.plan, "add", area, "--label", "Lviv").stdout.split()[0]
    unserved = run_json("route", desk.plan)["unserved"]
    expect([u["cluster"] for u in unserved] == ["Lviv"], f"unserved: {unserved}")
    expect(unserved[0]["reason"]["code"] == "inside_closure", f"reason: {unserved}")
    expect("Lviv" in run("closure", desk.plan, "list").stdout, "the closure is not listed")
    run("closure", desk.plan, "remove", closure)
    expect(run_json("route", desk.plan)["unserved"] == [], "the closure still holds")
    run("closure", desk.plan, "add", area, "--from", "2022-03-02T00:00Z", "--until", "2022-03-01T00:00Z", status=1)
    run("closure", desk.plan, "add", area, "--from", "2022-03-02T00:00", status=1)


def write_line(desk, name, coordinates):
    path = desk.path(name)
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"type": "LineString", "coordinates": coordinates}, file)
    return path


def test_vehicles(desk):
    added = run_json("vehicle", desk.plan, "add", "Buses of the city", "--depot", "50.45,30.52", "--count", "3")
    expect(added["seats"] == 49 and added["n_vehicles"] == 3, f"added: {added}")
    expect(added["depot"] == [50.45, 30.52], f"depot: {added['depot']}")
    run("vehicle", desk.plan, "set", "Buses of the city", "--seats", "40", "--until", "2022-03-02T00:00Z")
    listed = run_json("vehicle", desk.plan, "list")["vehicles"]
    expect([v["seats"] for v in listed] == [40], f"listed: {listed}")
    expect(listed[0]["available_until"].startswith("2022-03-02"), f"until: {listed}")
    expect("seats 40" in run("vehicle", desk.plan, "list").stdout, "the seats are not shown")
    done = run("vehicle", desk.plan, "set", "Buses of the city", "--seats", "many", status=1)
    expect("--seats" in done.stderr, f"error: {done.stderr}")
    run("vehicle", desk.plan, "add", "Nowhere", status=1)
    run("vehicle", desk.plan, "add", status=2)
    run("vehicle", desk.plan, "list", "--seats", "3", status=2)
    run("vehicle", desk.plan, "remove", "Trams", status=1)
    run("vehicle", desk.plan, "remove", "Buses of the city")
    run("undo", desk.plan)
    expect(len(run_json("vehicle", desk.plan, "list")["vehicles"]) == 1, "undo brought nothing back")


def test_corridors_and_quotas(desk):
    path = write_line(desk, "path.geojson", [[30.5, 50.4], [28.7, 50.3]])
    added = run_json("corridor", desk.plan, "add", path, "--hours", "09:00-21:00", "--days", "mon-fri",
                     "--column", "30", "--spacing", "20", "--modes", "coach")
    expect(added["hours"] == "09:00-21:00" and added["days"] == "mon,tue,wed,thu,fri", f"added: {added}")
    expect(added["modes"] == "coach" and added["vehicles_per_h"] is None, f"added: {added}")
    run("corridor", desk.plan, "set", "path.geojson", "--hours", "25:00-26:00", status=1)
    run("corridor", desk.plan, "set", "path.geojson", "--modes", "boat", status=1)
    area = desk.write("area.geojson", json.dumps(SQUARE))
    run("corridor", desk.plan, "add", area, status=1)
    quota = run_json("quota", desk.plan, "add", "MD", "--people", "500", "--daily", "yes")
    expect(quota["country"] == "MD" and quota["is_daily"] and quota["max_people"] == 500, f"quota: {quota}")
    run("quota", desk.plan, "add", "Moldova", "--people", "5", status=1)
    run("quota", desk.plan, "add", "PL", status=1)
    run("quota", desk.plan, "remove", "MD")
    expect(run_json("quota", desk.plan, "list")["quotas"] == [], "the quota is still there")


def test_corridor_says_what_it_is(desk):
    """The properties of its line say what was agreed, as those of a closure do; options are stronger."""
    line = {"type": "LineString", "coordinates": [[24.03, 49.84], [23.11, 49.96]]}
    said = {"label": "To the border", "hours": "09:00-21:00", "max_column_vehicles": 20, "kind": "road", "note": None}
    feature = {"type": "Feature", "properties": said, "geometry": line}
    files = (feature, {"type": "FeatureCollection", "features": [feature]})
    for number, one in enumerate(files):
        path = desk.write(f"{number}.geojson", json.dumps(one))
        added = run_json("corridor", desk.plan, "add", path, "--column", "30")
        expect(added["label"] == "To the border" and added["hours"] == "09:00-21:00", f"not as it says: {added}")
        expect(added["max_column_vehicles"] == 30 and added["note"] is None, f"options: {added}")
    said["hours"] = "all day"
    done = run("corridor", desk.plan, "add", desk.write("bad.geojson", json.dumps(feature)), status=1)
    expect("bad.geojson" in done.stderr and "“hours”" in done.stderr, done.stderr)
    done = run("corridor", desk.plan, "add", path, "--modes", "foot", status=1)
    expect("cars, coaches or both" in done.stderr, done.stderr)
    point = desk.write("point.geojson", json.dumps({"type": "Point", "coordinates": [24.0, 49.8]}))
    done = run("corridor", desk.plan, "add", point, status=1)
    expect("neither an area nor a line" in done.stderr, done.stderr)


def test_path_of_a_corridor(desk):
    """Drawn by its ends, or far from roads, a corridor says so at once, and nothing is taken unasked."""
    path = write_line(desk, "ends.geojson", [[24.03, 49.84], [23.11, 49.96]])
    added = run_json("corridor", desk.plan, "add", path, "--label", "To Krakivets")["path"]
    expect(not added["on_roads"] and added["to_be_confirmed"], f"ends alone: {added}")
    part = added["parts"][0]
    expect(not part["on_road"] and part["from"] == [49.84, 24.03], f"the part: {part}")
    expect("M10" in [road["number"] for road in part["found"]["roads"]], f"the way: {part['found']}")
    told = run("corridor", desk.plan, "set", "To Krakivets", "--column", "10").stdout
    expect("does not lie on roads" in told and "to be confirmed" in told, f"told: {told}")
    idle = run_json("route", desk.plan)["closures_without_road"]
    expect([one["label"] for one in idle] == ["To Krakivets"], f"it binds unconfirmed: {idle}")

    taken = run_json("corridor", desk.plan, "path", "To Krakivets", "--take")["path"]
    expect(taken["on_roads"] and not taken["to_be_confirmed"], f"taken: {taken}")
    expect(abs(taken["way"]["distance_km"] - part["found"]["distance_km"]) < 5, f"another way: {taken}")
    corridor = run_json("corridor", desk.plan, "list")["corridors"][0]
    expect("found on the roads by the program" in corridor["note"], f"no note: {corridor}")
    expect(run_json("route", desk.plan)["closures_without_road"] == [], "it does not bind")
    run("corridor", desk.plan, "path", "To Krakivets", "--take", status=1)

    # Of the roads from Kyiv to Lviv none runs where the line does, so that it means none of them.
    far = write_line(desk, "far.geojson", [[30.52, 50.45], [24.03, 49.84]])
    expect(not run_json("corridor", desk.plan, "add", far)["path"]["on_roads"], "a road far off was taken")
    sea = write_line(desk, "sea.geojson", [[31.0, 43.0], [32.0, 43.2]])
    lost = run_json("corridor", desk.plan, "add", sea)["path"]
    expect(not lost["on_roads"] and lost["way"] is None and not lost["to_be_confirmed"], f"at sea: {lost}")
    run("corridor", desk.plan, "path", "sea.geojson", "--take", status=1)
    run("corridor", desk.plan, "path", "nothing", status=1)


def test_people_and_settings(desk):
    desk.with_people()
    persons = run_json("person", desk.plan, "list")["persons"]
    expect(len(persons) == 4 and {p["priority"] for p in persons} == {"normal"}, f"persons: {persons}")
    run("person", desk.plan, "set", persons[0]["id"], persons[1]["id"], "--priority", "urgent",
        "--ready", "2022-02-25T06:00Z", "--free-seats", "2")
    changed = {p["id"]: p for p in run_json("person", desk.plan, "list")["persons"]}
    expect(sum(p["priority"] == "urgent" for p in changed.values()) == 2, f"changed: {changed}")
    expect(changed[persons[0]["id"]]["free_seats"] == 2, f"changed: {changed}")
    run("person", desk.plan, "set", persons[0]["id"], "nobody", "--priority", "later", status=1)
    expect(run_json("person", desk.plan, "list")["persons"][0]["priority"] != "later", "half an edit was made")
    settings = run_json("settings", desk.plan, "--step", "20", "--tolerance-last-out", "10",
                        "--night", "no_start", "--night-hours", "21:00-04:30", "--people-per-car", "3.5")
    expect(settings["step_min"] == 20 and settings["tolerance_last_out_permille"] == 10, f"settings: {settings}")
    expect(settings["night_hours"] == "21:00-04:30" and settings["people_per_car"] == 3.5, f"settings: {settings}")
    run("settings", desk.plan, "--step", "7", status=1)
    run("settings", desk.plan, "--weight-later", "900", status=1)
    expect(run_json("settings", desk.plan)["step_min"] == 20, "a refused setting was kept")


def test_crossing_limits(desk):
    desk.with_people()
    name = run_json("route", desk.plan)["movements"][0]["crossing_id"]
    crossing = run_json("crossing", desk.plan, name, "--capacity-coach", "30", "--capacity-foot", "0",
                        "--reception", "55", "--from", "2022-02-25T00:00Z", "--until", "2022-02-25T06:00Z",
                        "--capacity", "5")
    expect(crossing["capacity_coach_people_per_h"] == 30, f"crossing: {crossing}")
    expect(crossing["capacity_car_people_per_h"] is None, f"crossing: {crossing}")
    expect(crossing["capacity_foot_people_per_h"] == 0, f"crossing: {crossing}")
    expect(crossing["reception_people_per_h"] == 55, f"crossing: {crossing}")
    expect([i.get("capacity_people_per_h") for i in crossing["intervals"]].count(5) == 1, f"crossing: {crossing}")
    run("crossing", desk.plan, name, "--until", "2022-02-25T06:00Z", status=2)
    run("crossing", desk.plan, name, "--from", "2022-02-25T06:00Z", "--until", "2022-02-25T05:00Z", "--closed", status=1)


def test_closure_effects(desk):
    line = write_line(desk, "line.geojson", [[29.0, 50.0], [29.0, 50.9]])
    added = run_json("closure", desk.plan, "add", line, "--effect", "delay", "--delay", "40",
                     "--hours", "22:00-05:00", "--direction", "forward")
    expect(added["effect"] == "delay" and added["delay_min"] == 40, f"added: {added}")
    expect(added["hours"] == "22:00-05:00" and added["direction"] == "forward", f"added: {added}")
    run("closure", desk.plan, "set", added["id"], "--effect", "speed", "--speed", "30")
    expect(run_json("closure", desk.plan, "list")["closures"][-1] is not None, "nothing is listed")
    run("closure", desk.plan, "set", added["id"], "--speed", "0", status=1)
    run("closure", desk.plan, "set", added["id"], "--kind", "front", status=1)
    run("closure", desk.plan, "set", added["id"], "--kind", "front", "--distance", "20000")


def test_limit_of_an_area_with_many_roads(desk):
    # A comb over the middle of the country: every tooth is led into by many roads.
    teeth = [[24.0 + 0.25 * i, 51.0 if i // 2 % 2 else 48.0] for i in range(48)]
    comb = desk.write("comb.geojson", json.dumps({"type": "Polygon", "coordinates": [
        teeth + [[36.0, 47.8], [24.0, 47.8], teeth[0]]]}))
    for options in ([], ["--json"]):
        told = run("closure", desk.plan, "add", comb, "--label", "Comb", "--effect", "limit", "--limit", "60",
                   *options, status=1).stderr
        expect("nothing can be planned until it is changed" in told and "roads lead into it" in told, told)
        run("closure", desk.plan, "remove", "Comb")


def test_closures_as_features(desk):
    shape = {"type": "LineString", "coordinates": [[29.0, 50.0], [29.0, 50.9]]}
    post = {"effect": "delay", "delay_min": 40, "hours": "22:00-05:00", "days": "mon-fri", "label": "Post"}
    features = [{"type": "Feature", "geometry": shape, "properties": p} for p in (post, {"kind": "bridges"})]
    path = desk.write("two.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    before = run_json("closure", desk.plan, "list")["closures"]
    added = run_json("closure", desk.plan, "add", path)["closures"]
    expect([c["kind"] for c in added] == ["line", "bridges"], f"added: {added}")
    expect(added[0]["delay_min"] == 40 and added[0]["days"] == "mon,tue,wed,thu,fri", f"added: {added}")
    expect(added[0]["label"] == "Post" and added[1]["label"] == "two.geojson 2", f"added: {added}")
    run("undo", desk.plan)
    expect(run_json("closure", desk.plan, "list")["closures"] == before, "they were not one edit")
    expect("instead of" in run("closure", desk.plan, "preview", path).stdout, "no preview")
    features[1]["properties"]["kind"] = "river"
    path = desk.write("two.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    for verb in ("add", "preview"):
        done = run("closure", desk.plan, verb, path, status=1)
        expect("two.geojson: Feature 2: “kind”" in done.stderr, done.stderr)
    expect(run_json("closure", desk.plan, "list")["closures"] == before, "some were added")


def test_scenarios(desk):
    desk.with_people()
    crossing = run_json("route", desk.plan)["movements"][0]["crossing_id"]
    run("scenario", desk.plan, "add", "Poland closes", "--note", "asked for")
    run("crossing", desk.plan, crossing, "--closed", "--scenario", "Poland closes")
    used = {m["crossing_id"] for m in run_json("route", desk.plan)["movements"]}
    there = {m["crossing_id"] for m in run_json("route", desk.plan, "--scenario", "Poland closes")["movements"]}
    expect(crossing in used and crossing not in there, f"crossings: {used} {there}")
    listed = run_json("scenario", desk.plan, "list")["scenarios"]
    expect([(s["name"], s["changes"], s["from"]) for s in listed] == [("Poland closes", 1, "plan")], f"listed: {listed}")
    run("scenario", desk.plan, "add", "Second", "--from", "Poland closes")
    run("scenario", desk.plan, "rename", "Second", "Poland closes", status=1)
    run("scenario", desk.plan, "add", "7", status=1)
    done = run("route", desk.plan, "--scenario", "Nothing", status=1)
    expect("Poland closes" in done.stderr, f"the error does not list them: {done.stderr}")
    run("crossing", desk.plan, crossing, "--reset", "--scenario", "Second")
    run("scenario", desk.plan, "remove", "Second")
    run("scenario", desk.plan, "adopt", "Poland closes")
    expect(run_json("scenario", desk.plan, "list")["scenarios"] == [], "it is still there")
    used = {m["crossing_id"] for m in run_json("route", desk.plan)["movements"]}
    expect(crossing not in used, "the plan is not as the scenario was")
    run("undo", desk.plan)
    expect(len(run_json("scenario", desk.plan, "list")["scenarios"]) == 1, "undo brought nothing back")


def test_publishing(desk):
    desk.with_people()
    expect(run_json("publish", desk.plan)["number"] == 1, "the first is not number 1")
    run("settings", desk.plan, "--horizon", "100")
    expect(run_json("publish", desk.plan)["number"] == 2, "the second is not number 2")
    run("undo", desk.plan)
    listed = run_json("publish", desk.plan, "--list")["published"]
    expect([p["number"] for p in listed] == [1, 2], f"listed: {listed}")
    expect(run_json("settings", desk.plan)["published_number"] == 1, "undo kept the second")


def test_sheets_are_of_what_was_published(desk):
    def sheets(*arguments):
        path = desk.path("sheets.pdf")
        told = run("sheets", desk.plan, "-o", path, *arguments).stdout
        return told, subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout

    desk.with_people()
    told, text = sheets()
    expect("DRAFT" in text and "published" not in told, f"a draft: {told}")
    run("publish", desk.plan)
    crossing = run_json("route", desk.plan)["movements"][0]["crossing"]
    told, text = sheets()
    expect("published plan 1" in told and "changed" not in told, told)
    expect("Published plan no. 1" in text and "DRAFT" not in text and crossing in text, "not as published")
    run("crossing", desk.plan, crossing, "--closed")
    told, text = sheets()
    expect("published plan 1" in told and "has changed since" in told, told)
    expect("Published plan no. 1" in text and crossing in text, "not what people were told")
    told, text = sheets("--draft")
    expect("DRAFT" in text and "Published plan" not in text and crossing not in text, "not as it is now")
    run("publish", desk.plan)
    told, text = sheets("--published", "1")
    expect("SUPERSEDED: plan no. 2" in text and "Published plan no. 1" in text and crossing in text, "not the first")
    expect("SUPERSEDED" not in sheets()[1], "the second is in force")
    refused = run("sheets", desk.plan, "-o", desk.path("none.pdf"), "--published", "9", status=1)
    expect("No plan was published under number 9" in refused.stderr, refused.stderr)
    run("sheets", desk.plan, "-o", desk.path("none.pdf"), "--published", "1", "--draft", status=2)


def test_exports_are_of_what_was_published(desk):
    def export(*arguments):
        told = run("export", desk.plan, "-o", desk.path("movements.csv"), "--what", "movements", *arguments).stdout
        with open(desk.path("movements.csv"), encoding="utf-8-sig") as file:
            return told, file.read()

    desk.with_people()
    expect("published" not in export()[0], "nothing was published")
    run("publish", desk.plan)
    crossing = run_json("route", desk.plan)["movements"][0]["crossing"]
    expect("published plan 1" in export()[0] and "changed" not in export()[0], "not as published")
    first = export()[1]
    run("crossing", desk.plan, crossing, "--closed")
    told, text = export()
    expect("published plan 1" in told and "has changed since" in told, told)
    expect(text == first and crossing in text, "not what people were told")
    told, text = export("--draft")
    expect("published" not in told and crossing not in text, "not as it is now")
    run("publish", desk.plan)
    expect(export("--published", "1")[1] == first and crossing not in export()[1], "not the first")
    refused = run("export", desk.plan, "-o", desk.path("none.csv"), "--published", "9", status=1)
    expect("No plan was published under number 9" in refused.stderr, refused.stderr)
    run("export", desk.plan, "-o", desk.path("none.csv"), "--published", "1", "--draft", status=2)


def test_closure_preview_writes_nothing(desk):
    desk.with_people()
    area = desk.write("area.geojson", json.dumps(SQUARE))
    revision = run_json("info", desk.plan)["revision"]
    preview = run_json("closure", desk.plan, "preview", area)
    changes = {change["cluster"]: change for change in preview["changes"]}
    expect(changes["Lviv"]["crossing_before"] is not None, f"Lviv: {preview}")
    expect(changes["Lviv"]["crossing_after"] is None, f"Lviv: {preview}")
    expect(changes["Lviv"]["unserved_after"] == 4 == preview["unserved_after"], f"Lviv: {preview}")
    expect(preview["unserved_before"] == 0, f"before: {preview}")
    expect("Odesa" not in changes, f"Odesa does not pass Lviv: {preview}")
    expect(run_json("info", desk.plan)["revision"] == revision, "an edit was made")
    expect(run_json("route", desk.plan)["unserved"] == [], "the closure holds")
    run("closure", desk.plan, "preview", status=2)


def test_closure_preview_waits_for_the_best_plan(desk):
    """A first plan sends nobody along a corridor; what is told of a closure is of the plan itself."""
    run("import", desk.plan, desk.list)
    run("closure", desk.plan, "add", desk.write("area.geojson", json.dumps(SQUARE)))
    line = write_line(desk, "ends.geojson", [[24.03, 49.84], [23.11, 49.96]])
    run("corridor", desk.plan, "add", line, "--label", "To Krakivets")
    run("corridor", desk.plan, "path", "To Krakivets", "--take")
    run("quota", desk.plan, "add", "PL", "--people", "1000")
    expect(run_json("route", desk.plan)["unserved"] == [], "the corridor leads nobody out")
    at_sea = {"type": "Polygon", "coordinates": [[[31.0, 43.0], [31.1, 43.0], [31.1, 43.1], [31.0, 43.0]]]}
    preview = run_json("closure", desk.plan, "preview", desk.write("sea.geojson", json.dumps(at_sea)))
    expect(preview["unserved_after"] == 0 and preview["changes"] == [], f"a first plan was told: {preview}")


def test_bad_geojson_changes_nothing(desk):
    before = run_json("info", desk.plan)["revision"]
    SQUARE_OPEN = json.loads(json.dumps(SQUARE))
    SQUARE_OPEN["features"][0]["geometry"]["coordinates"][0].pop()
    area = desk.write("open.geojson", json.dumps(SQUARE_OPEN))
    done = run("closure", desk.plan, "add", area, status=1)
    expect("open.geojson" in done.stderr and "not closed" in done.stderr, done.stderr)
    expect(run_json("info", desk.plan)["revision"] == before, "an edit was made")


def test_place_in_any_spelling(desk):
    places = run_json("place", "Kiev", "Дніпропетровськ", "לבוב", "Odesa")["places"]
    names = [place["candidates"][0]["name"] for place in places]
    expect(names == ["Kyiv", "Dnipro", "Lviv", "Odesa"], f"places: {names}")
    for place in places:
        best = place["candidates"][0]
        expect(best["country"] == "UA" and 0 <= best["score"] <= 1 and best["id"], f"candidate: {best}")


def test_exports(desk):
    desk.with_people()
    for name in ("r.gpx", "r.kml", "r.geojson", "r.csv"):
        for what in ("routes", "clusters", "movements"):
            run("export", desk.plan, "--output", desk.path(name), "--what", what)
            expect(stat.S_IMODE(os.stat(desk.path(name)).st_mode) == 0o600, f"others can read {name}")
    run("export", desk.plan, "--output", desk.path("r.docx"), status=1)


def test_usage(desk):
    run("import", desk.plan, status=2)
    run("route", status=2)
    run("frobnicate", status=2)
    expect("Usage: corridors route PLAN" in run("route", "--help").stdout, "no help for one command")
    expect("--tolerance-last-out" in run("settings", "--help").stdout, "an option of settings is not told")
    run("export", desk.plan, "--output", desk.path("r.gpx"), "--what", "people", status=2)
    run("crossing", desk.plan, "Krakivets", "--open", "--closed", status=2)


def test_usage_is_one_and_true(desk):
    commands = re.findall(r"^  ([a-z]+)  +[A-Z]", run("--help").stdout, re.M)
    expect(len(commands) > 20, f"few commands: {commands}")
    # Each command is looked at for leaks when it refuses; doing so again for each option doubles the time.
    again = {**os.environ, "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"}
    for command in commands:
        text = run(command, "--help").stdout
        usage = text.split("\n\n")[0]
        expect(usage.startswith(f"Usage: corridors {command}"), f"{command} --help: {text}")
        expect(all(len(line) <= 100 for line in text.splitlines() if " [--" in line), f"long lines: {text}")
        told = run(command, status=2).stderr
        expect(told.endswith(f"{usage}\n") and not told.startswith("Usage"), f"{command} does not say why: {told}")
        # Where an option is known, its value or another word is missed.
        starts = [[command], [command, desk.plan, "path"], [command, "query"], [command, "isochrone"]]
        for option in sorted(set(re.findall(r"--[a-z][a-z-]*", usage))):
            known = ("Unknown option" not in run(*start, option, status=2, env=again).stderr for start in starts)
            expect(any(known), f"{usage} names {option}, which is not known")
            expect(re.search(f"^  {option} +[a-z“]", text, re.M), f"{command} --help does not say what {option} is")


def test_refusals_say_why(desk):
    for words, why in (
        (("simulate", desk.plan, "--runs", "0"), "--runs is a number from 1 to 10000"),
        (("compare", desk.plan, "plan"), "Something is missing"),
        (("route", desk.plan, "more"), "too much"),
        (("crossing", desk.plan, "Krakivets", "--open", "--closed"), "either open or closed"),
        (("whatif", desk.plan, "--crossing", "Krakivets"), "--crossing needs --open"),
        (("whatif", desk.plan, "--quota", "PL"), "belong together"),
        (("vehicle", desk.plan, "set", "Coaches"), "needs an option"),
        (("vehicle", desk.plan, "sell", "Coaches"), "“sell” cannot be done"),
        (("sheets", desk.plan), "--output is missing"),
    ):
        told = run(*words, status=2).stderr
        expect(why in told.split("Usage:")[0], f"{words}: {told}")


def test_lost_output_is_told(desk):
    with open("/dev/full", "w") as full:
        done = subprocess.run([CORRIDORS, "info", desk.plan], stdout=full, stderr=subprocess.PIPE, text=True)
    expect(done.returncode == 1 and "output" in done.stderr, f"a full disk: {done}")
    # Without any standard output the file must be what it is with one.
    for redirection, status in (("", 0), (">&-", 1)):
        words = f'"$1" export "$2" --output "$3" --what routes {redirection}'
        done = subprocess.run(["sh", "-c", words, "sh", CORRIDORS, desk.plan, desk.path(f"{status}.csv")],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        expect(done.returncode == status, f"{redirection}: {done}")
    files = [open(desk.path(name), "rb").read() for name in ("0.csv", "1.csv")]
    expect(files[0] == files[1], f"the file holds what was printed: {files}")


def test_foreign_files_are_refused(desk):
    for name, text in (("empty.corridors", ""), ("text.corridors", "not a plan" * 500)):
        done = run("info", desk.write(name, text), "--json", status=1)
        expect(name in done.stderr, f"the file is not named: {done.stderr}")
    run("info", desk.path("missing.corridors"), status=1)


if __name__ == "__main__":
    sys.exit(main(globals()))
