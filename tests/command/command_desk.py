# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the command share: a folder with a plan and a list in it, and TAP."""

import json
import os
import subprocess
import sys
import tempfile

CORRIDORS = sys.argv[1]
HEADING = "Full name,Passport,Birth date,Phone,City,Party size (all),Car\n"
ROWS = [
    "Test Alpha,X0000001,1980-02-01,+972505550001,Kyiv,3,no\n",
    "Test Beta,X0000002,1981-03-02,+972505550002,Kharkiv,2,no\n",
    "Test Gamma,X0000003,1982-04-03,+972505550003,Odesa,1,yes\n",
    "Test Delta,X0000004,1983-05-04,+972505550004,Lviv,4,no\n",
    "Test Alpha,X0000001,1980-02-01,+972505550001,Kyiv,3,no\n",
    ",,,,Kyiv,2,no\n",
]
SQUARE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[23.6, 49.6], [24.6, 49.6], [24.6, 50.1], [23.6, 50.1], [23.6, 49.6]]],
            },
        }
    ],
}


class Failed(Exception):
    pass


def expect(condition, what):
    if not condition:
        raise Failed(what)


def run(*arguments, status=0, env=None):
    done = subprocess.run([CORRIDORS, *arguments], capture_output=True, text=True, env=env)
    expect(
        done.returncode == status,
        f"{' '.join(arguments)}: status {done.returncode}, not {status}: {done.stderr.strip()}",
    )
    return done


def run_json(*arguments):
    return json.loads(run(*arguments, "--json").stdout)


class Desk:
    """A folder with an empty plan in it and a list of four people."""

    plans = {}  # as they were made for the first test that wanted one

    def __init__(self, folder):
        self.folder = folder
        self.plan = self.path("plan.corridors")
        self.list = self.path("list.csv")
        with open(self.list, "w", encoding="utf-8") as file:
            file.write(HEADING + "".join(ROWS))
        self.have("new", self.plan, "--name", "Test", "--start", "2022-02-24T06:00+02:00")

    def with_people(self):
        """Puts the list on the plan."""
        self.have("import", self.plan, self.list)

    def with_demo(self):
        """Makes the plan that ships with the program."""
        self.demo = self.path("demo.corridors")
        self.have("new", self.demo, "--demo")

    def have(self, command, plan, *arguments):
        """Runs the command, or takes the plan that it left at another time."""
        name = os.path.basename(plan)
        if (command, name) not in self.plans:
            run(command, plan, *arguments)
            with open(plan, "rb") as file:
                self.plans[command, name] = file.read()
        else:
            self.write(name, self.plans[command, name])
            os.chmod(plan, 0o600)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        with open(self.path(name), "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return self.path(name)


def main(tests):
    """Runs the functions of a module that are tests; of many shares one, as the arguments say."""
    share, shares = (int(word) for word in sys.argv[2:4] or ("1", "1"))
    tests = [(name, func) for name, func in sorted(tests.items()) if name.startswith("test_")]
    # Those of one subject stay together, for they often begin with the same plan.
    first = {}
    for position, (name, _) in enumerate(tests):
        first.setdefault(name.split("_")[1], position)
    tests = [test for test in tests if first[test[0].split("_")[1]] * shares // len(tests) == share - 1]
    print(f"1..{len(tests)}")
    failed = 0
    for number, (name, func) in enumerate(tests, start=1):
        with tempfile.TemporaryDirectory() as folder:
            try:
                func(Desk(folder))
                print(f"ok {number} /command/{name[5:].replace('_', '-')}")
            except (Failed, KeyError, IndexError, ValueError) as reason:
                failed += 1
                print(f"not ok {number} /command/{name[5:].replace('_', '-')}")
                print(f"# {type(reason).__name__}: {reason}".replace("\n", "\n# "))
    return 1 if failed else 0
