#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The desk's main job, as a person would do it.

usage: test-desk.py DESK COMMAND
"""

import os
import subprocess
import sys
import tempfile
import time

from desk_driver import ok, run


def write_list(path):
    with open(path, "w", encoding="utf-8") as stream:
        stream.write("Full name,Phone,City,Oblast,People including you\n")
        for i in range(200):  # parties so small that they fill every hour of a crossing
            name = "Person " + chr(65 + i // 26) + chr(65 + i % 26)
            stream.write(f"{name} Testenko,+380501234{i:03},Uzhhorod,Zakarpattia,5\n")
        stream.write(",,Uzhhorod,Zakarpattia,1\n")


def drive(desk, folder):
    desk.says("Registered: 0")
    ok("shows an empty plan")

    desk.click("push button", "Import a List")
    desk.wait("the file chooser", lambda: len(list(desk.application)) > 1)
    time.sleep(1.5)
    desk.type(os.path.join(folder, "list.csv"), "Return")
    desk.await_node("push button", "_Try without importing")
    unnamed = desk.find_unnamed()
    desk.press("push button", "_Import Import")
    desk.says("Rejected rows")
    desk.press("push button", "_Done Done")
    desk.says("Registered: 1000")
    desk.says("Routes are up to date")
    desk.says("after 4 hours")
    ok("imports a list through the dialog and computes the routes")

    unnamed += desk.find_unnamed()
    assert not unnamed, "without words: " + ", ".join(unnamed)
    ok("says in words what can be acted on")

    desk.click("entry", "Find a person")
    desk.type("Vysne Nemecke", "Return")
    desk.says("Reception town")
    desk.click_node(await_switch(desk))
    desk.says("after 5 hours")
    ok("closes a crossing by mouse, and the totals change")

    desk.click("entry", "Find a person")
    desk.type("abc", "ctrl+z")
    time.sleep(1)
    subprocess.run(["xdotool", "key", "Escape"], check=True)
    desk.says("Routes are up to date")
    desk.says("after 5 hours")
    ok("takes back the typing, not the plan, while somebody types")

    desk.click("push button", "Undo: ")
    desk.says("after 4 hours")
    ok("takes it back")

    desk.click("page tab", "People")
    desk.says("Person AA Testenko")
    desk.says("200 registrations")
    ok("lists the people")

    pdf = os.path.join(folder, "sheets.pdf")
    subprocess.run(["xdotool", "key", "ctrl+s"], check=True)
    desk.wait("the file chooser", lambda: len(list(desk.application)) > 1)
    time.sleep(1.5)
    subprocess.run(["xdotool", "key", "ctrl+a"], check=True)
    desk.type(pdf, "Return")
    desk.wait("the sheets", lambda: is_pdf(pdf))
    ok("writes the sheets as PDF")

    table = os.path.join(folder, "routes.csv")
    subprocess.run(["xdotool", "key", "ctrl+e"], check=True)
    desk.wait("the file chooser", lambda: len(list(desk.application)) > 1)
    time.sleep(1.5)
    subprocess.run(["xdotool", "key", "ctrl+a"], check=True)
    desk.type(table, "Return")
    desk.wait("the routes", lambda: os.path.exists(table))
    # GTK 4.8 ends a desk that is asked about a window which is just going.
    desk.wait("the end of the file chooser", lambda: desk.application.childCount == 1)
    desk.tells("routes.csv was written")
    assert os.path.getsize(table) > 0
    ok("writes routes for other programs, and says so")


def await_switch(desk):
    """GTK 4.8 tells of a switch as a toggle button; later ones as a switch."""
    roles = ["toggle button", "switch", "check box"]
    return desk.wait("the switch", lambda: desk.find(roles, "Open"))


def is_pdf(path):
    if not os.path.exists(path):
        return False
    with open(path, "rb") as stream:
        text = stream.read()
    return text.startswith(b"%PDF") and b"%%EOF" in text[-64:]


def main():
    desk_program, command = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        plan = os.path.join(folder, "plan.corridors")
        write_list(os.path.join(folder, "list.csv"))
        subprocess.run([command, "new", plan], check=True, stdout=subprocess.DEVNULL)
        run(drive, desk_program, plan, folder)
    print("1..9")


main()
