# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real desk as a person would: by what it says to a screen reader, by mouse and keys."""

import os
import subprocess
import sys
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

# What somebody can act on must say in words what it is. A list is read out by its rows.
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
    "table",
    "tree table",
}

# Whose parts say nothing that the whole does not say.
WHOLE = {"label", "separator", "push button", "toggle button", "check box", "combo box", "entry"}


def has_size(node):
    extents = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    return extents.width > 0 and extents.height > 0


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

    def walk(self, node=None, from_front=False):
        """Roles and nodes of everything that is on the screen, from the outside in."""
        parent = node or self.application
        places = range(parent.childCount)
        for i in reversed(places) if from_front else places:
            child = parent.getChildAtIndex(i)
            if child is None:
                continue
            if node is not None and not child.getState().contains(pyatspi.STATE_VISIBLE):
                continue
            role = child.getRoleName()
            yield role, child
            # Each question to the desk takes time. A list on a page behind counts as visible, with all
            # its rows, but has no size.
            if role not in WHOLE and (role != "scroll pane" or has_size(child)):
                yield from self.walk(child, from_front)

    def find(self, roles, name, from_front=False):
        """A thing of one of those roles whose name has those words, of a size that can be clicked."""
        for role, node in self.walk(from_front=from_front):
            if role in roles and name in node.name.translate(ISOLATES) and has_size(node):
                return node
        return None

    def await_node(self, role, name):
        return self.wait(f"{role} “{name}”", lambda: self.find([role], name))

    def says(self, text):
        return self.wait(f"“{text}”", lambda: self.find(["label"], text))

    def tells(self, text):
        """What lies above the rest for some seconds, and is gone before all the rest is looked at."""
        return self.wait(f"“{text}”", lambda: self.find(["label"], text, from_front=True))

    def click(self, role, name):
        self.click_node(self.await_node(role, name))

    def click_node(self, node):
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
        for role, node in self.walk():
            if role in ACTED_ON and node.name.startswith("Gtk") and has_size(node):
                unnamed.append(f"{role} {node.name}")
        return unnamed


def ok(what):
    ok.count += 1
    print(f"ok {ok.count} {what}", flush=True)


ok.count = 0


def run(drive, command, plan, *arguments):
    """Drives a desk on a plan; what fails is told, with a picture if one is asked for."""
    desk = Desk([command, plan])
    try:
        drive(desk, *arguments)
    except AssertionError as failure:
        print(f"not ok {ok.count + 1} {failure}", flush=True)
        if "DESK_PICTURE" in os.environ:  # for whoever looks into the failure
            subprocess.run(["import", "-window", "root", os.environ["DESK_PICTURE"]])
    finally:
        desk.process.terminate()
        desk.process.wait()
