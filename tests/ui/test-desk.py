#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real desk as a person would: by what it says to a screen reader, by mouse and keys.

usage: test-desk.py DESK COMMAND
"""

import os
import subprocess
import sys
import tempfile
import time

try:
    import gi

    gi.require_version("Atspi", "2.0")
    import pyatspi
except (ImportError, ValueError):
    print("1..0 # SKIP pyatspi is not installed")
    sys.exit(77)

PATIENCE_S = 60

# Without a window manager GTK draws the window's shadow itself, this wide.
BORDER_PX = 5

ISOLATES = {code: None for code in range(0x2066, 0x206A)}

# What somebody can act on must say in words what it is.
ACTED_ON = {
    "push button",
    "toggle button",
    "check box",
    "radio button",
    "combo box",
    "entry",
    "spin button",
    "slider",
    "menu item",
    "switch",
    "page tab",
    "list",
    "table",
    "tree table",
}


def write_list(path):
    with open(path, "w", encoding="utf-8") as stream:
        stream.write("Full name,Phone,City,Oblast,People including you\n")
        for i in range(40):
            name = "Person " + chr(65 + i // 26) + chr(65 + i % 26)
            stream.write(f"{name} Testenko,+3805012345{i:02},Uzhhorod,Zakarpattia,25\n")
        stream.write(",,Uzhhorod,Zakarpattia,1\n")


class Desk:
    def __init__(self, command):
        self.process = subprocess.Popen(command)
        self.application = self.wait("the desk", self.find_application)

    def find_application(self):
        for application in pyatspi.Registry.getDesktop(0):
            if application and application.get_process_id() == self.process.pid:
                return application
        return None

    def wait(self, what, condition):
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise AssertionError(f"the desk ended while waiting for {what}")
            try:
                found = condition()
            except Exception:  # a widget went away while it was looked at
                found = None
            if found:
                return found
            time.sleep(0.2)
        raise AssertionError(f"waited {PATIENCE_S} s in vain for {what}")

    def walk(self, node=None, only_shown=True):
        """Everything that is on the screen, from the outside in."""
        for child in list(node or self.application):
            if child is None:
                continue
            if only_shown and node is not None:
                if not child.getState().contains(pyatspi.STATE_VISIBLE):
                    continue
            yield child
            yield from self.walk(child, only_shown)

    def find(self, role, name):
        """A thing of that role whose name has those words, of a size that can be clicked."""
        for node in self.walk():
            if node.getRoleName() == role and name in node.name.translate(ISOLATES):
                extents = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
                if extents.width > 0 and extents.height > 0:
                    return node
        return None

    def await_node(self, role, name):
        return self.wait(f"{role} “{name}”", lambda: self.find(role, name))

    def says(self, text):
        return self.wait(f"“{text}”", lambda: self.find("label", text))

    def click(self, role, name):
        node = self.await_node(role, name)
        extents = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        x = extents.x + extents.width // 2 + BORDER_PX
        y = extents.y + extents.height // 2 + BORDER_PX
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], check=True)
        time.sleep(0.5)

    def press(self, role, name):
        """Through accessibility, for what lies in a window of its own."""
        self.await_node(role, name).queryAction().doAction(0)
        time.sleep(0.3)

    def type(self, text, *keys):
        subprocess.run(["xdotool", "type", "--delay", "20", text], check=True)
        for key in keys:
            time.sleep(0.7)
            subprocess.run(["xdotool", "key", key], check=True)

    def find_unnamed(self):
        unnamed = []
        for node in self.walk():
            if node.getRoleName() not in ACTED_ON:
                continue
            if not node.getState().contains(pyatspi.STATE_SHOWING):
                continue
            if node.name.startswith("Gtk"):
                unnamed.append(f"{node.getRoleName()} {node.name}")
        return unnamed


def ok(what):
    ok.count += 1
    print(f"ok {ok.count} {what}", flush=True)


ok.count = 0


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
    desk.click(*find_switch(desk))
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
    desk.says("40 registrations")
    ok("lists the people")

    pdf = os.path.join(folder, "sheets.pdf")
    subprocess.run(["xdotool", "key", "ctrl+s"], check=True)
    desk.wait("the file chooser", lambda: len(list(desk.application)) > 1)
    time.sleep(1.5)
    subprocess.run(["xdotool", "key", "ctrl+a"], check=True)
    desk.type(pdf, "Return")
    desk.wait("the sheets", lambda: is_pdf(pdf))
    ok("writes the sheets as PDF")


def find_switch(desk):
    """GTK 4.8 tells of a switch as a toggle button; later ones as a switch."""

    def either():
        for role in ("toggle button", "switch", "check box"):
            if desk.find(role, "Open"):
                return role
        return None

    return desk.wait("the switch", either), "Open"


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
        desk = Desk([desk_program, plan])
        try:
            drive(desk, folder)
        except AssertionError as failure:
            print(f"not ok {ok.count + 1} {failure}", flush=True)
            if "DESK_PICTURE" in os.environ:  # for whoever looks into the failure
                subprocess.run(["import", "-window", "root", os.environ["DESK_PICTURE"]])
        finally:
            desk.process.terminate()
            desk.process.wait()
    print("1..8")


main()
