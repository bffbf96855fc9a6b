#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the cases of test logs that Meson wrote, and ends with `N passed, N failed`.

A test program that speaks TAP counts by its cases, any other as one. Skipped cases are named with the
reason that they gave.
"""

import json
import re
import sys

CASE = re.compile(r"^(not ok|ok) \d+ ?-? ?(?P<name>[^#\n]*)(?P<skip># SKIP.*)?", re.MULTILINE | re.IGNORECASE)


def count(log_path):
    passed, failed, skipped = 0, 0, []
    with open(log_path, encoding="utf-8") as log:
        for line in log:
            test = json.loads(line)
            cases = list(CASE.finditer(test.get("stdout") or ""))
            bad = 0
            for case in cases:
                if case.group("skip"):
                    skipped.append(f"{case.group('name').strip()} {case.group('skip')[2:]}")
                elif case.group(1).lower() == "ok":
                    passed += 1
                else:
                    bad += 1
            if not cases and test["result"] == "SKIP":
                skipped.append(test["name"])
            elif not cases and test["result"] == "OK":
                passed += 1
            elif test["result"] not in ("OK", "SKIP", "EXPECTEDFAIL") and bad == 0:
                bad = 1  # crashed, timed out, or a sanitizer spoke up after the last case
            failed += bad
    return passed, failed, skipped


def main():
    passed, failed, skipped = 0, 0, []
    for path in sys.argv[1:]:
        try:
            counts = count(path)
        except OSError as error:
            print(f"{path}: {error.strerror}: these tests did not run")
            counts = (0, 1, [])
        passed, failed, skipped = passed + counts[0], failed + counts[1], skipped + counts[2]
    for name in skipped:
        print(f"skipped: {name}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
