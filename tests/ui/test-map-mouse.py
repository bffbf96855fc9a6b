#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the mouse drags on the map: a rally point, and a closure.

usage: test-map-mouse.py DESK COMMAND
"""

import json
import os
import subprocess
import sys
import tempfile
import time

import pyatspi

from desk_driver import BORDER_PX, ok, run

LIST = """Full name,Phone,City,Oblast,People including you
Person A Testenko,+380501234567,Lviv,Lviv,25
"""


def find_map(desk):
    """The middle of the map, on the screen."""

    def largest():
        found = None
        for _, node in desk.walk():
            if "1 cluster" in node.description:
                extents = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
                if extents.width > 300:
                    found = extents
        return found

    extents = desk.wait("the map", largest)
    return extents.x + extents.width // 2 + BORDER_PX, extents.y + extents.height // 2 + BORDER_PX


def mouse(*words):
    subprocess.run(["xdotool", *map(str, words)], check=True)
    time.sleep(0.1)


def click(x, y):
    mouse("mousemove", x, y)
    mouse("click", 1)
    time.sleep(0.4)  # two clicks are no double click


def drag(x, y, dx, dy, hold=False):
    mouse("mousemove", x, y)
    mouse("mousedown", 1)
    for step in range(1, 11):
        mouse("mousemove", x + dx * step // 10, y + dy * step // 10)
    if not hold:
        mouse("mouseup", 1)


def get_rally(command, plan, folder):
    path = os.path.join(folder, "clusters.geojson")
    subprocess.run(
        [command, "export", plan, "--output", path, "--what", "clusters"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    with open(path, encoding="utf-8") as stream:
        lon, lat = json.load(stream)["features"][0]["geometry"]["coordinates"][:2]
    return lat, lon


def drive_rally(desk):
    desk.says("Registered: 25")
    desk.says("Routes are up to date")
    desk.click("list item", "Lviv")
    time.sleep(1)
    drag(*find_map(desk), 120, 60)
    desk.wait("undo", lambda: desk.find(["push button"], "Undo: "))
    desk.says("Routes are up to date")


def drive_closure(desk):
    desk.says("Registered: 25")
    desk.says("Routes are up to date")
    desk.click("list item", "Lviv")
    time.sleep(1)
    x, y = find_map(desk)

    # A square to the right of the town: nobody is in it.
    mouse("key", "ctrl+d")
    desk.says("Click the corners of the closed area.")
    ok("says how to draw")
    for dx, dy in ((120, -40), (200, -40), (200, 40), (120, 40)):
        click(x + dx, y + dy)
    mouse("key", "Return")
    desk.wait("undo", lambda: desk.find(["push button"], "Undo: "))
    desk.says("Routes are up to date")
    desk.says("Unserved: 0")
    ok("draws a closed area by mouse")

    click(x + 160, y)
    drag(x + 160, y, -160, 0, hold=True)
    desk.says("Unserved: 25")
    ok("shows what a closure would do while it is dragged")

    mouse("key", "Escape")
    desk.says("Unserved: 0")
    mouse("mouseup", 1)
    ok("lets go of it on Escape")

    drag(x + 160, y, -160, 0)
    desk.says("Unserved: 25")
    desk.says("Routes are up to date")
    ok("closes the town that a closure was dragged to")

    # By its corner, off the town again.
    drag(x - 40, y - 40, 70, 75)
    desk.says("Unserved: 0")
    ok("reshapes a closure by a corner")


def main():
    desk_program, command = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        plan = os.path.join(folder, "plan.corridors")
        people = os.path.join(folder, "list.csv")
        with open(people, "w", encoding="utf-8") as stream:
            stream.write(LIST)
        for words in (["new", plan], ["import", plan, people]):
            subprocess.run([command, *words], check=True, stdout=subprocess.DEVNULL)

        run(drive_closure, desk_program, plan)
        subprocess.run([command, "undo", plan], check=True, stdout=subprocess.DEVNULL)
        before = get_rally(command, plan, folder)
        run(drive_rally, desk_program, plan)
        after = get_rally(command, plan, folder)
        # 120 pixels to the east, half as many to the south, at a zoom of 7 or nearer.
        east, south = after[1] - before[1], before[0] - after[0]
        if 0.01 < east < 1.4 and 0.25 < south / east < 0.4:
            ok("drops a rally point where the pointer is")
        else:
            print(f"not ok {ok.count + 1} the rally point went {east}° east, {south}° south")
    print("1..7")


main()
