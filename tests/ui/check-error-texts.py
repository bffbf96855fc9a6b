#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that the core still says what the desk translates, as TAP.

usage: check-error-texts.py SOURCE_FOLDER
"""

import pathlib
import re
import sys

LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
LITERALS = re.compile(r'"(?:[^"\\\n]|\\.)*"(?:\s*"(?:[^"\\\n]|\\.)*")*')
KNOWN = re.compile(r"N_ \(((?:[^()\"]|\"(?:[^\"\\]|\\.)*\")*)\)")

# A prefix that the core puts before another's text: the desk fills that text in.
PREFIX = re.compile(r": %s$")


def join(literals):
    return "".join(LITERAL.findall(literals)).replace('\\"', '"')


def read_core(root):
    """All texts of the core's sources."""
    said = set()
    for path in sorted((root / "app").rglob("*.c")):
        source = path.read_text(encoding="utf-8").replace("'\"'", "").replace("'\\\"'", "")
        said.update(join(found) for found in LITERALS.findall(source))
    return said


def read_known(root):
    source = (root / "ui" / "cor-error-text.c").read_text(encoding="utf-8")
    return [join(found) for found in KNOWN.findall(source)]


def read_catalogue(root, language):
    text = (root / "data" / "po" / f"{language}.po").read_text(encoding="utf-8")
    return {join(found) for found in re.findall(r'^msgid ((?:".*"\n?)+)', text, re.M)}


def check(number, what, faults):
    print(f"{'not ok' if faults else 'ok'} {number} - {what}")
    for fault in faults:
        print(f"# {fault}")


def main():
    root = pathlib.Path(sys.argv[1])
    said = read_core(root)
    known = read_known(root)
    check(1, "there are texts", [] if len(known) > 30 else ["none were found"])
    check(2, "the core says them",
          [text for text in known if text not in said and PREFIX.sub(": ", text) not in said])
    for number, language in enumerate(("he", "uk"), 3):
        catalogue = read_catalogue(root, language)
        check(number, f"all are translated: {language}",
              [text for text in known if text not in catalogue])
    print("1..4")


main()
