#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the demo lists against their truth and their generator, as TAP. Usage: check-demo.py DATA_FOLDER"""

import collections
import csv
import io
import os
import re
import subprocess
import sys
import tempfile
import zipfile

DEMO = os.path.join(sys.argv[1], "demo")
TEXTS = {
    "web-form-export.csv": ("utf-8-sig", ","),
    "hotline-he.csv": ("cp1255", ","),
    "community-uk.csv": ("cp1251", ";"),
    "embassy-list.tsv": ("utf-16", "\t"),
}
WORKBOOK = "consulate-workbook.xlsx"
NUMBER = 0


def check(what, faults):
    global NUMBER
    NUMBER += 1
    faults = list(faults)
    print(f"{'not ok' if faults else 'ok'} {NUMBER} - {what}")
    for fault in faults[:20]:
        print(f"# {fault}")


def read(name):
    with open(os.path.join(DEMO, name), "rb") as stream:
        return stream.read()


def records(name):
    encoding, separator = TEXTS[name]
    text = read(name).decode(encoding)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def differs(name, folder):
    with open(os.path.join(folder, name), "rb") as stream:
        again = stream.read()
    if name == WORKBOOK:
        return parts(read(name)) != parts(again)
    return read(name) != again


def main():
    truth = list(csv.DictReader(io.StringIO(read("truth.csv").decode("utf-8"))))
    names = list(TEXTS) + [WORKBOOK]
    rows = {name: [t for t in truth if t["file"] == name] for name in names}
    fates = collections.Counter(t["fate"] for t in truth)
    said = {name: records(name) for name in TEXTS}

    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-B", os.path.join(DEMO, "generate.py"), "--output", folder], check=True)
        check("the generator writes what ships", (n for n in names + ["truth.csv"] if differs(n, folder)))
    check("together below 3 MB", [1] if sum(len(read(n)) for n in names + ["truth.csv"]) > 3e6 else [])
    check("about 10,000 registrations", [fates] if not 9500 < len(truth) - fates["blank"] < 10500 else [])
    check("a truth for every row", (n for n in TEXTS if len(rows[n]) != len(said[n])))
    check("lines go up", (n for n in names for a, b in zip(rows[n], rows[n][1:]) if int(a["line"]) >= int(b["line"])))
    check("no surname column is lost", (n for n in TEXTS if len({len(r) for r in said[n] if len(r) > 1}) != 1))
    first = {}
    for t in truth:
        if t["person"]:
            first.setdefault(t["person"], t)
    check("who is merged was added before", (t["line"] for t in truth if t["fate"] == "merged" and first[t["person"]]["fate"] == "added" and first[t["person"]] is t))
    check("a merged row says how it is found", (t["line"] for t in truth if (t["fate"] == "merged") != bool(t["via"])))
    check("enough to find", [fates] if fates["merged"] < 1000 else [])
    check("traps are set", (w for w in ("twin", "namesake", "passport typo", "birth date differs") if not any(w in t["trap"] for t in truth)))
    everything = "\n".join("\n".join(r) for n in TEXTS for r in said[n])
    phones = re.findall(r"(?:\+|00)?(?:972|380)[\d \-]{9,12}", everything)
    real = (p for p in phones if not re.match(r"(972 ?5[0248]555|38020)", re.sub(r"\D", "", p).lstrip("0")))
    check("nobody's telephone", real)
    passports = (p for p in re.findall(r"\b[A-ZА-Я]\d{8}\b", everything) if p[1] != "0")
    check("nobody's passport", passports)
    print(f"1..{NUMBER}")


main()
