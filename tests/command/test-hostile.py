#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Gives the command what it must not take: slips of the pen, and plan files that nobody wrote.

    test-hostile.py CORRIDORS [SHARE SHARES]        speaks TAP; of many shares one, counted from 1
"""

import os
import sqlite3
import stat
import sys

sys.dont_write_bytecode = True
from command_desk import expect, main, run, run_json

# What a plan file can hold, but no plan: table, column, value.
ROTTEN = [
    ("settings", "start_utc_s", -(2**63)),
    ("settings", "start_utc_s", 2**62),
    ("settings", "step_min", 0),
    ("settings", "horizon_h", 0),
    ("settings", "horizon_h", 2**32 - 1),
    ("settings", "people_per_car_x10", 0),
    ("settings", "weight_later", 0),
    ("crossing_interval", "id", b"short"),
    ("crossing_wait", "id", b"short"),
    ("crossing_interval", "from_utc_s", 2**62),
    ("crossing_interval", "opens_min", 2**32 - 1),
    ("crossing_interval", "modes", 255),
    ("closure", "until_utc_s", 2**62),
    ("person", "ready_utc_s", 2**62),
    ("vehicle", "n_drivers", 0),
    ("vehicle", "available_until_utc_s", 2**62),
    ("quota", "from_utc_s", 2**62),
]


def list_folder(desk):
    return sorted(name for name in os.listdir(desk.folder) if not name.endswith(".backups"))


def test_times_that_no_plan_can_have(desk):
    before = run_json("settings", desk.plan)
    for time in ("none", "0001-01-01T00:00Z", "9999-12-31T23:59Z", "2200-01-01T00:00Z", "2022-02-30T00:00Z"):
        run("settings", desk.plan, "--start", time, status=1)
        run("new", desk.path("other.corridors"), "--start", time, status=1)
        run("whatif", desk.plan, "--start", time, status=1)
    run("crossing", desk.plan, "Krakivets", "--closed", "--from", "9999-01-01T00:00Z", status=1)
    told = run("settings", desk.plan, "--start", "2200-01-01T00:00Z", status=1).stderr
    expect("--start" in told and "1970 to 2199" in told, told)
    expect(run_json("settings", desk.plan) == before, "the plan was changed")
    expect(not os.path.exists(desk.path("other.corridors")), "a plan was made")
    run("settings", desk.plan, "--start", "2199-12-31T23:00Z")
    expect(run_json("route", desk.plan)["movements"] == [], "somebody is moved")


def test_plan_files_that_nobody_wrote(desk):
    run("import", desk.plan, desk.list)
    run("vehicle", desk.plan, "add", "Coaches", "--depot", "49.8,24.0")
    run("quota", desk.plan, "add", "PL", "--people", "5")
    with open(desk.plan, "rb") as file:
        sound = file.read()
    for table, column, value in ROTTEN:
        desk.write("rotten.corridors", sound)
        with sqlite3.connect(desk.path("rotten.corridors")) as plan:
            if isinstance(value, bytes):
                plan.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = (SELECT min({column}) FROM {table})",
                             (value,))
            else:
                plan.execute(f"UPDATE {table} SET {column} = ?", (value,))
        plan.close()
        done = run("route", desk.path("rotten.corridors"), status=1)
        expect("rotten.corridors" in done.stderr and table in done.stderr and "backups" in done.stderr,
               f"{table}.{column} = {value}: {done.stderr}")


def test_nothing_is_left_beside_a_plan(desk):
    run("import", desk.plan, desk.list)
    before = list_folder(desk)
    missing = desk.path("missing.roads")
    for words in (
        ("crossing", desk.plan, "Krakivets", "--capacity-car", "-1"),
        ("crossing", desk.plan, "Krakivets", "--modes", "tank"),
        ("crossing", desk.plan, "Krakivets", "--reset"),
        ("crossing", desk.plan, "Atlantis", "--closed"),
        ("simulate", desk.plan, "--roads", missing),
        ("route", desk.plan, "--roads", missing),
        ("route", desk.plan, "--scenario", "Atlantis"),
        ("sheets", desk.plan, "-o", desk.path("none/sheets.pdf")),
        ("export", desk.plan, "-o", desk.path("none/routes.csv")),
        ("export", desk.plan, "-o", desk.path("routes.docx")),
        ("closure", desk.plan, "preview", desk.path("none.geojson")),
    ):
        run(*words, status=1)
        expect(list_folder(desk) == before, f"{words[0]} leaves {set(list_folder(desk)) - set(before)}")


def test_a_backup_that_was_not_made_is_told(desk):
    desk.write(".plan.corridors.backups", "no folder")
    done = run("crossing", desk.plan, "Krakivets", "--closed")
    expect("backups" in done.stderr and "plan.corridors" in done.stderr, f"nobody hears of it: {done.stderr}")
    expect(run_json("crossing", desk.plan, "Krakivets")["state"] == "closed", "the plan was kept from its officer")


def test_changes_of_a_crossing_are_one_edit(desk):
    before = run_json("crossing", desk.plan, "Krakivets")
    revision = run_json("info", desk.plan)["revision"]
    for refused in (("--modes", "tank"), ("--reception", "many"), ("--wait", "100000000"), ("--reset",)):
        run("crossing", desk.plan, "Krakivets", "--closed", "--capacity", "7", *refused, status=1)
        expect(run_json("crossing", desk.plan, "Krakivets") == before, f"{refused}: half of it was done")
    after = run_json("crossing", desk.plan, "Krakivets", "--closed", "--capacity", "7", "--reception", "9",
                     "--hours", "08:00-20:00", "--modes", "foot", "--wait", "30")
    expect(30 in [wait["wait_min"] for wait in after["waits"]], f"the waiting is not told: {after}")
    expect(run_json("info", desk.plan)["revision"] == revision + 1, "several edits were made")
    expect((after["state"], after["capacity_people_per_h"], after["reception_people_per_h"]) == ("closed", 7, 9),
           f"not all was done: {after}")
    rules = [i for i in after["intervals"] if i["by_officer"]]
    expect([(i["hours"], i["modes"]) for i in rules] == [("08:00-20:00", "foot")], f"rules: {rules}")
    run("undo", desk.plan)
    expect(run_json("crossing", desk.plan, "Krakivets") == before, "undo leaves something")


def test_numbers_that_no_crossing_can_have(desk):
    before = run_json("crossing", desk.plan, "Krakivets")
    for words, status in (
        (("--capacity", "-1"), 2),
        (("--wait", "-1"), 2),
        (("--capacity", "2000000000"), 1),
        (("--wait", "100000000"), 1),
        (("--modes", ""), 1),
        (("--hours", "00:00-00:00"), 1),
        (("--capacity-car", "1000001"), 1),
    ):
        run("crossing", desk.plan, "Krakivets", *words, status=status)
    run("whatif", desk.plan, "--crossing", "Krakivets", "--capacity", "-1", status=2)
    run("whatif", desk.plan, "--crossing", "Krakivets", "--capacity", "2000000000", status=1)
    expect(run_json("crossing", desk.plan, "Krakivets") == before, "the crossing was changed")


def test_names_and_zones_that_are_none(desk):
    for name in ("", "  ", "two\nlines", "\x1b[31mred", "long" * 70):
        run("settings", desk.plan, "--name", name, status=1)
        run("scenario", desk.plan, "add", name, status=1)
        run("new", desk.path("other.corridors"), "--name", name, status=1)
    run("vehicle", desk.plan, "add", "two\nlines", "--depot", "49.8,24.0", status=1)
    for zone in ("", "Mars/Olympus"):
        told = run("settings", desk.plan, "--night-zone", zone, status=1).stderr
        expect(f"“{zone}” is not a time zone" in told, told)
    for number in ("nan", "0x3", "1e0", "2,5"):
        told = run("settings", desk.plan, "--people-per-car", number, status=1).stderr
        expect("2.5" in told, told)
    expect(run_json("settings", desk.plan)["name"] == "Test", "the plan was changed")
    expect(not os.path.exists(desk.path("other.corridors")), "a plan was made")


def test_depots_that_no_vehicle_comes_from(desk):
    for depot, hint in (("0,0", "Say where the vehicles stand"), ("24,49.8", "latitude first")):
        told = run("vehicle", desk.plan, "add", "Coaches", "--depot", depot, status=1).stderr
        expect("far from every crossing" in told and hint in told, told)
    expect(run_json("vehicle", desk.plan, "list")["vehicles"] == [], "vehicles were taken")


def test_what_is_no_file_is_left_alone(desk):
    os.mkfifo(desk.path("pipe.csv"))
    for words in (("export", "-o", desk.path("pipe.csv")), ("route", "--roads", desk.path("pipe.csv")),
                  ("route", "--roads", desk.folder)):
        done = run(words[0], desk.plan, *words[1:], status=1)
        expect("file" in done.stderr and words[2] in done.stderr, f"{words}: {done.stderr}")
    expect(stat.S_ISFIFO(os.stat(desk.path("pipe.csv")).st_mode), "the pipe is gone")


if __name__ == "__main__":
    sys.exit(main(globals()))
