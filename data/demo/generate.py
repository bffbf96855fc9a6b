#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the demo lists and the truth about them. See README.md.

Usage: generate.py [--output FOLDER]

Needs nothing but Python 3; the same version of these scripts gives the same bytes.
"""

import argparse
import csv
import datetime
import os
import random

import entries
import people
import words
import writers

SEED = 20220224
N_PEOPLE = 8760
N_AGAIN = 1130
HERE = os.path.dirname(os.path.abspath(__file__))
TITLES = (
    ["Registrations taken at the consulate (training data, nobody of these exists)"],
    ["As of 24 February 2022"],
    [],
)
TRUTH = "file line record person fate via place place_rule household party trap".split()


class Lists:
    def __init__(self, rng):
        self.rng = rng
        self.writer = entries.Writer(rng)
        self.rows = {desk: [] for desk in people.LISTS}
        self.maker = people.make(rng, N_PEOPLE)

    def other_desk(self, person, plain):
        desks = ("web", "community", "workbook") if plain else people.LISTS
        if self.rng.random() < 0.25 and person.home in desks:
            return person.home
        desks = [d for d in desks if d != person.home and (d != "hotline" or person.town.he)]
        if person.town.rule == "small":
            desks = [d for d in desks if d in ("web", "workbook")] or ["web"]
        return self.rng.choice(desks)

    def fill(self):
        chosen = [p for p in self.maker.people if not p.traps]
        again = set(p.number for p in self.rng.sample(chosen, N_AGAIN - 90))
        thrice = set(self.rng.sample(sorted(again), 90))
        for person in self.maker.people:
            if person.number not in again:
                self.add(self.writer.entry(person, person.home))
                continue
            via = self.choose_via(person, person.number in thrice)
            self.add_again(person, via, 2 if person.number in thrice else 1)
        self.add_contradictions(again)
        self.add_undecidable(again)
        self.add_rejects()
        self.add_nameless()

    def add(self, entry):
        self.rows[entry.desk].append(entry)

    def choose_via(self, person, thrice):
        kind = self.rng.random()
        if person.passport and (kind < 0.6 or thrice):
            return "passport"
        plain_home = person.home in ("web", "community", "workbook") and person.is_plain()
        if kind > 0.8 and plain_home and person.town.rule != "small" and not thrice:
            return "name+birth"
        return "phone+birth"

    def add_again(self, person, via, times):
        needed = via.split("+")
        plain = via == "name+birth"
        first = self.writer.entry(person, person.home, needed, plain, settled=True)
        self.add(first)
        for _ in range(times):
            row = self.writer.entry(person, self.other_desk(person, plain), needed, plain, settled=True)
            row.fate, row.via = "merged", via
            if via == "name+birth":
                self.hide(row)
            elif via == "phone+birth":
                self.misread_passport(row)
            elif self.rng.random() < 0.04:
                row.said["family"] = entries.typo(self.rng, row.said["family"])
                row.said["full"] = f"{row.said['given']} {row.said['family']}"
                row.trap = "name typo"
            if via == "passport" and self.rng.random() < 0.3:
                row.said["phone"] = self.writer.phone_text(*self.maker.next_phone())
                row.said["phone_number"] = None
            if self.rng.random() < 0.1:
                self.move(row)
            self.add(row)

    def hide(self, row):
        """Nothing but name and birth date is left to find the row by."""
        row.said["passport"] = ""
        row.said["phone_number"] = None
        row.said["phone"] = self.writer.phone_text(*self.maker.next_phone()) if self.rng.random() < 0.5 else ""

    def misread_passport(self, row):
        kind = self.rng.random()
        number = row.said["passport"]
        if kind < 0.4 and len(number) == 9 and number.startswith("X"):
            i = self.rng.randrange(3, 9)
            row.said["passport"] = number[:i] + str((int(number[i]) + 1) % 10) + number[i + 1 :]
            row.trap = "passport typo"
        elif kind < 0.8:
            row.said["passport"] = ""

    def move(self, row):
        """The person has gone on since: the lists name different places."""
        town = self.maker.town_for(row.desk)
        language = words.LANGUAGE[row.desk]
        if town.rule in ("unique", "largest") and getattr(town, language):
            row.said.update(oblast="", address="", position="")
            row.said["place"] = town.en[0] if language == "en" else getattr(town, language)
            row.place = town.number
            row.trap = (row.trap + " place differs").strip()

    def add_contradictions(self, again):
        """The same passport, and a birth date or a name that cannot be: to be listed, never merged."""
        free = [p for p in self.maker.people if p.number not in again and not p.traps and p.passport and p.age() > 20]
        for i, person in enumerate(self.rng.sample(free, 36)):
            first = self.find(person)
            first_clean = self.writer.entry(person, person.home, ("passport", "birth", "phone"), settled=True)
            self.rows[person.home][self.rows[person.home].index(first)] = first_clean
            if i % 3:
                row = self.writer.entry(person, self.other_desk(person, False), ("passport", "birth", "phone"))
                other = person.birth.replace(year=person.birth.year - 7, day=person.birth.day % 27 + 1)
                row.said["birth"], row.said["day"] = other.strftime("%d.%m.%Y"), None
                row.trap = "birth date differs"
                row.place_rule = "merged"
            else:
                stranger = self.maker.stranger_like(person, ())
                stranger.family = next(f for f in self.maker.families if f["en"][:2] != person.family["en"][:2])
                given = self.maker.given[stranger.sex]
                stranger.given = next(g for g in given if g["en"][0] != person.given["en"][0])
                stranger.passport = person.passport
                stranger.traps.append("passport of somebody else")
                row = self.writer.entry(stranger, person.home, ("passport", "birth", "phone"), settled=True)
            row.fate = "possible"
            self.add(row)

    def find(self, person):
        return next(row for row in self.rows[person.home] if row.person is person)

    def add_undecidable(self, again):
        """A name and nothing else: perhaps the same person, perhaps not."""
        free = [p for p in self.maker.people if p.number not in again and not p.traps and p.age() > 20]
        for person in self.rng.sample(free, 40):
            row = self.writer.entry(person, person.home, settled=True)
            row.said.update(birth="", day=None, passport="", phone="", phone_number=None)
            row.fate = "undecidable"
            self.add(row)

    def add_rejects(self):
        for desk, n in (("web", 6), ("hotline", 8), ("community", 7), ("workbook", 3), ("embassy", 3)):
            for person in self.rng.sample(self.maker.people, n):
                row = self.writer.entry(person, desk, settled=True)
                row.person = None
                row.said.update(full="", family="", given="", patronymic="", passport="", phone="", phone_number=None)
                row.said["email"] = ""
                row.fate, row.place, row.place_rule, row.party, row.trap = "rejected", "", "none", "", ""
                self.add(row)

    def add_nameless(self):
        """A phone and a place are enough to look for somebody."""
        for desk in people.LISTS:
            for row in self.rng.sample([r for r in self.rows[desk] if r.fate == "added" and r.has_phone], 5):
                if not row.person.traps and self.is_alone(row):
                    row.said.update(full="", family="", given="", patronymic="")
                    row.trap = "no name"

    def is_alone(self, row):
        return sum(
            r.person is not None and (r.person is row.person or r.person.phone == row.person.phone)
            for rows in self.rows.values()
            for r in rows
        ) == 1  # fmt: skip

    def shuffle(self):
        """Rows of a household mostly stay together; a second registration comes later."""
        for desk in people.LISTS:
            self.rows[desk].sort(key=lambda r: (self.place_in_list(r)))

    def place_in_list(self, row):
        base = row.person.household if row.person else self.rng.randrange(self.maker.n_households)
        late = 1500 + self.rng.randrange(3000) if row.fate in ("merged", "possible", "undecidable") else 0
        return base + late, self.rng.random()


def cells(desk, number, row, rng):
    s = row.said
    position = s["position"] or ("", "")
    if desk == "web":
        moment = datetime.datetime(2022, 2, 12, 8) + datetime.timedelta(seconds=number * 271)
        place = ", ".join(position) if s["position"] else ""
        return [
            moment.strftime("%Y-%m-%d %H:%M:%S"), s["full"], s["birth"], s["passport"], s["nationality"], s["phone"],
            s["email"], s["place"], s["oblast"], s["address"], place, s["party_total"], s["needs"], s["car"], s["notes"],
        ]  # fmt: skip
    if desk == "hotline":
        return [
            str(number), s["family"], s["given"], s["birth"], s["passport"], s["phone"], s["place"], s["oblast"],
            s["party_total"], s["needs"], s["car"], s["notes"],
        ]  # fmt: skip
    if desk == "community":
        return [
            str(number), s["full"], s["birth"], s["passport"], s["nationality"], s["phone"], s["place"], s["oblast"],
            s["address"], s["party_others"], s["needs"], s["car"], s["notes"],
        ]  # fmt: skip
    if desk == "workbook":
        party = int(s["party_total"]) if s["party_total"].isdigit() else s["party_total"]
        return [
            number, s["family"], s["given"], s["passport"], s["day"] or s["birth"], s["phone_number"] or s["phone"],
            s["place"], s["oblast"], party, s["needs"], s["car"], s["refused"], s["notes"],
        ]  # fmt: skip
    return [
        s["family"], s["given"], s["patronymic"], s["birth"], s["passport"], s["nationality"], s["phone"], s["place"],
        s["oblast"], *position, s["party_others"], s["needs"], s["car"], s["refused"], s["notes"],
    ]  # fmt: skip


def lay_out(desk, rows, rng):
    """The rows of a file and, beside each, the entry or the word for what it is."""
    heading = words.HEADINGS[desk]
    blank = [""] * len(heading)
    laid = []
    if desk == "workbook":
        laid += [(list(title), "blank") for title in TITLES]
    if desk == "community":
        laid.append((["Список громади (навчальні дані, цих людей не існує)"] + blank[1:], "blank"))
    laid.append((list(heading), "blank"))
    step = len(rows) // 9
    for number, row in enumerate(rows, 1):
        laid.append((cells(desk, number, row, rng), row))
        if number % step == 0:
            laid.append((blank, "blank"))
        if desk == "community" and number == len(rows) // 2:
            # Two exports were pasted under each other.
            laid.append((list(heading), "blank"))
    if desk == "workbook":
        laid.append((blank, "blank"))
        laid.append((["Total", "", "", "", "", "", "", "", len(rows)], "rejected"))
    return laid


def write(desk, laid, folder):
    path = os.path.join(folder, words.FILES[desk])
    rows = [row for row, _ in laid]
    if desk == "web":
        return writers.write_text(path, rows, ",", "utf-8", bom=b"\xef\xbb\xbf")
    if desk == "hotline":
        return writers.write_text(path, rows, ",", "cp1255")
    if desk == "community":
        return writers.write_text(path, rows, ";", "cp1251")
    if desk == "embassy":
        return writers.write_text(path, rows, "\t", "utf-16-le", bom=b"\xff\xfe")
    workbook = writers.Workbook()
    numbers = workbook.add_sheet("Registrations", rows, merged=("A1:M1",))
    workbook.add_sheet("Read me", [["Town: where the person is now."], ["Party size counts everybody."]])
    workbook.write(path)
    return numbers


def settle_fates(lists):
    """Who comes first in the order of the files is added; the others are merged into that one."""
    rows = [row for desk in people.LISTS for row in lists.rows[desk] if row.person]
    again = {row.person.number: (row.fate, row.via) for row in rows if row.fate in ("merged", "possible")}
    seen = set()
    for row in rows:
        number = row.person.number
        if row.fate == "undecidable" or number not in again or "passport of somebody else" in row.trap:
            continue
        row.fate, row.via = again[number] if number in seen else ("added", "")
        seen.add(number)
        if row.fate == "merged":
            # Where a merged row says another place than the first, that is listed, not decided.
            row.place_rule = "merged"


def check_passports(lists):
    """A misread number must not be somebody else's by chance."""
    owner = {}
    for desk in people.LISTS:
        for row in lists.rows[desk]:
            number = "".join(c for c in row.said["passport"].upper() if c.isdigit())
            if number and owner.setdefault(number, row.person) is not row.person:
                if "passport of somebody else" not in row.trap + " ".join(owner[number].traps):
                    raise AssertionError("a misread passport is somebody else's")


def truth_row(desk, line, record, item):
    name = words.FILES[desk]
    if isinstance(item, str):
        return [name, line, record, "", item, "", "", "none", "", "", ""]
    person = item.person
    return [
        name, line, record, person.number if person else "", item.fate, item.via, item.place, item.place_rule,
        person.household if person else "", item.party, item.trap,
    ]  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--output", default=HERE, help="folder to write to (default: beside this script)")
    folder = parser.parse_args().output
    rng = random.Random(SEED)
    lists = Lists(rng)
    lists.fill()
    lists.shuffle()
    settle_fates(lists)
    check_passports(lists)
    truth = []
    for desk in people.LISTS:
        laid = lay_out(desk, lists.rows[desk], rng)
        lines = write(desk, laid, folder)
        for record, (line, (_, item)) in enumerate(zip(lines, laid), 1):
            truth.append(truth_row(desk, line, record, item))
    with open(os.path.join(folder, "truth.csv"), "w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(TRUTH)
        writer.writerows(truth)


if __name__ == "__main__":
    main()
