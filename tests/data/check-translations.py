#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what translations must keep, as TAP. Usage: check-translations.py DATA_FOLDER"""

import ast
import os
import re
import sys

DATA = sys.argv[1]
LANGUAGES = ("he", "uk")
NUMBER = 0

# A range of hours, or a date and a clock: in a line of Hebrew they turn round unless set apart.
CLOCK = re.compile(r"(.?)(?:\d\d:\d\d–\d\d:\d\d|\d{4}-\d\d-\d\d \d\d:\d\d)(.?)")
SLOT = re.compile(r"\{[a-z]+\}")


def check(what, faults):
    global NUMBER
    NUMBER += 1
    faults = list(faults)
    print(f"{'not ok' if faults else 'ok'} {NUMBER} - {what}")
    for fault in faults:
        print(f"# {fault}")


def read(language):
    """All (msgid, [msgstr]) of a catalogue."""
    with open(os.path.join(DATA, "po", language + ".po"), encoding="utf-8") as stream:
        blocks = stream.read().split("\n\n")
    for block in blocks:
        fields = {}
        for name, lines in re.findall(r'^(msg[a-z_]+(?:\[\d\])?) ((?:".*"\n?)+)', block, re.M):
            fields[name] = "".join(ast.literal_eval(line) for line in lines.splitlines())
        if fields.get("msgid"):
            yield fields["msgid"], [v for k, v in fields.items() if k.startswith("msgstr")]


for language in LANGUAGES:
    catalogue = list(read(language))
    check(f"every text is translated: {language}",
          (msgid for msgid, texts in catalogue if not all(texts)))
    check(f"what is filled in stays: {language}",
          (msgid for msgid, texts in catalogue for text in texts
           if sorted(SLOT.findall(msgid)) != sorted(SLOT.findall(text))))

# Pango takes a line's direction from its first letter, and knows nothing of isolates: where a name or
# a time comes first, a mark must say that the line is Hebrew.
FIRST_IS_FILLED_IN = re.compile(r"[„“]?(?:%s|\{)")
HEBREW = re.compile(r"[א-ת]")

check("lines that begin with a name or a time are Hebrew lines",
      (text for _, texts in read("he") for text in texts
       if FIRST_IS_FILLED_IN.match(text) and HEBREW.search(text)))

check("times are set apart in Hebrew",
      (text for _, texts in read("he") for text in texts for before, after in CLOCK.findall(text)
       if (before, after) != ("\u2066", "\u2069")))

print(f"1..{NUMBER}")
