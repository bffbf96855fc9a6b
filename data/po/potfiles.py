#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes POTFILES: every file of the desk that has text to translate."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAYS = re.compile(r'\bN?_ ?\("|\bn?gettext \(|translatable="yes"')
HEAD = "# SPDX-License-Identifier: GPL-3.0-or-later\n"


def main():
    names = ["data/org.corridors.Corridors.desktop.in", "data/org.corridors.Corridors.metainfo.xml.in"]
    for path in sorted((ROOT / "ui").rglob("*")):
        if path.suffix in (".c", ".ui") and SAYS.search(path.read_text(encoding="utf-8")):
            names.append(str(path.relative_to(ROOT)))
    text = HEAD + "\n".join(names) + "\n"
    target = ROOT / "data" / "po" / "POTFILES"
    target.write_text(text, encoding="utf-8")



main()
