# SPDX-License-Identifier: GPL-3.0-or-later
"""The invented people: households, who registers twice, and the traps."""

import csv
import datetime
import os

import names

HERE = os.path.dirname(os.path.abspath(__file__))
PLAN_DAY = datetime.date(2022, 2, 24)
LISTS = ("web", "hotline", "community", "workbook", "embassy")
HOME_SHARE = (36, 24, 20, 13, 7)
NEEDS = ("wheelchair", "stretcher", "oxygen", "medication", "infant", "pregnant", "elderly", "pet")


class Town:
    def __init__(self, row):
        self.number = int(row["number"])
        self.oblast = row["oblast"]
        self.position = float(row["lat"]), float(row["lon"])
        self.weight = int(row["weight"])
        self.rule = row["rule"]
        self.en = row["en"].split("|")
        self.uk, self.ru, self.he = row["uk"], row["ru"], row["he"]
        self.former = {"uk": row["former_uk"], "ru": row["former_ru"]}


class Person:
    """Who somebody is, apart from what any list says of them."""

    count = 0

    def __init__(self, family, given, sex, birth, passport, phone, town):
        Person.count += 1
        self.number = Person.count
        self.family, self.given, self.sex, self.birth = family, given, sex, birth
        self.passport, self.phone, self.town = passport, phone, town
        self.household = None
        self.party = 1
        self.needs = []
        self.car = None
        self.home = None
        self.nationality = "IL"
        self.traps = []

    def is_plain(self):
        return names.is_plain(self.family, self.given)

    def age(self):
        return (PLAN_DAY - self.birth).days // 365


def read_towns():
    with open(os.path.join(HERE, "towns.csv"), encoding="utf-8", newline="") as stream:
        return [Town(row) for row in csv.DictReader(stream)]


class Maker:
    def __init__(self, rng):
        self.rng = rng
        self.towns = read_towns()
        self.families = names.family_names()
        self.given = {"m": names.given_names(names.MALE), "f": names.given_names(names.FEMALE)}
        self.people = []
        self.births = set()
        self.n_phones = 0
        self.n_passports = 0
        self.n_households = 0

    def town_for(self, home):
        """Each desk knows some towns better; a name of many places comes with any."""
        while True:
            town = self.rng.choices(self.towns, [t.weight for t in self.towns])[0]
            if town.rule == "small" and home not in ("web", "workbook"):
                continue
            if home == "hotline" and not town.he:
                continue
            return town

    def next_phone(self):
        """Israeli 05x-555-xxxx, or Ukrainian with the code 20, which nobody has."""
        self.n_phones += 1
        mixed = self.n_phones * 7919 % 40000
        if self.n_phones % 5 < 3:
            return "972", ("50", "52", "54", "58")[mixed // 10000] + f"555{mixed % 10000:04d}"
        return "380", f"20{(5000000 + self.n_phones * 6661 % 4999999):07d}"

    def next_passport(self):
        self.n_passports += 1
        return f"X0{(1000000 + self.n_passports * 7368787 % 8999993):07d}"

    def birth_at(self, age):
        """No two strangers share name and birth date by chance: the day is free of its family."""
        day = PLAN_DAY - datetime.timedelta(days=age * 365 + 20 + self.rng.randrange(340))
        return day

    def person(self, family, sex, age, phone, town):
        while True:
            given = self.rng.choice(self.given[sex])
            birth = self.birth_at(age)
            # Dates that read the same in both orders or in neither confuse nobody: keep the day clear.
            key = family["en"], birth
            if key not in self.births:
                break
        self.births.add(key)
        passport = self.next_passport() if self.rng.random() < 0.9 else None
        person = Person(family, given, sex, birth, passport, phone, town)
        self.people.append(person)
        return person

    def household(self):
        rng = self.rng
        self.n_households += 1
        home = rng.choices(LISTS, HOME_SHARE)[0]
        family, phone, town = rng.choice(self.families), self.next_phone(), self.town_for(home)
        n = rng.choices((1, 2, 3, 4), (66, 20, 9, 5))[0]
        members = []
        used = set()
        for i in range(n):
            age = rng.choice((24, 29, 34, 38, 42, 47, 55, 63, 71, 79)) if i < 2 else rng.randrange(1, 22)
            sex = "mf"[(i + rng.randrange(2)) % 2] if i != 1 else ("f" if members[0].sex == "m" else "m")
            person = self.person(family, sex, age, phone, town)
            while person.given["en"] in used:
                person.given = rng.choice(self.given[person.sex])
            used.add(person.given["en"])
            members.append(person)
        car = rng.choices((True, False, None), (38, 42, 20))[0]
        party = max(n, rng.choices((1, 2, 3, 4, 5, 6, 8), (40, 24, 14, 12, 6, 3, 1))[0])
        for person in members:
            person.household, person.home, person.car = self.n_households, home, car
            person.party = party if person is members[0] else 1
            person.nationality = rng.choices(("IL", "IL UA", "UA", "other"), (78, 14, 7, 1))[0]
            self.add_needs(person)
        return members

    def add_needs(self, person):
        rng = self.rng
        if person.age() >= 75 and rng.random() < 0.7:
            person.needs.append("elderly")
        if person.age() >= 1 and rng.random() < 0.06:
            person.needs.append(rng.choice(("wheelchair", "oxygen", "medication", "medication", "stretcher")))
        if person.sex == "f" and 20 <= person.age() <= 42 and rng.random() < 0.06:
            person.needs.append("pregnant")
        if person.party > 2 and rng.random() < 0.1:
            person.needs.append("infant")
        if rng.random() < 0.04:
            person.needs.append("pet")

    # Traps: people whom a hasty desk would take for one.

    def stranger_like(self, other, keep):
        """Somebody else with some of the particulars of @other."""
        self.n_households += 1
        person = Person(
            other.family,
            other.given,
            other.sex,
            other.birth if "birth" in keep else self.birth_at(25 + self.rng.randrange(40)),
            self.next_passport(),
            other.phone if "phone" in keep else self.next_phone(),
            other.town if "phone" in keep else self.town_for(other.home),
        )
        while person.birth == other.birth and "birth" not in keep:
            person.birth = self.birth_at(25 + self.rng.randrange(40))
        person.household = other.household if "phone" in keep else self.n_households
        person.home = other.home
        self.people.append(person)
        return person

    def twin(self, other, given):
        person = self.stranger_like(other, ("birth", "phone"))
        person.given = given
        person.traps.append("twin")
        return person

    def add_traps(self):
        rng = self.rng
        adults = [p for p in self.people if p.age() > 20 and p.passport]
        for other in rng.sample(adults, 60):
            self.stranger_like(other, ()).traps.append("namesake")
        for other in rng.sample(adults, 20):
            # Father and son of one name on one phone.
            self.stranger_like(other, ("phone",)).traps.append("same name in family")
        by_name = {g["en"]: g for sex in "mf" for g in self.given[sex]}
        pairs = [("Mariia", "Marta"), ("Dana", "Polina"), ("Anton", "Andrii"), ("Lev", "Leonid"), ("Olena", "Alina")]
        pairs += [("Roman", "Ruslan"), ("Sara", "Ester"), ("Inna", "Nina"), ("Maksym", "Mark"), ("Dana", "Diana")]
        children = [p for p in self.people if p.age() < 22 and not p.traps]
        for i, other in enumerate(rng.sample(children, 40)):
            first, second = pairs[i % len(pairs)]
            other.given, other.sex = by_name[first], "f" if by_name[first] in self.given["f"] else "m"
            other.traps.append("twin")
            if i % 3 == 0:
                other.passport = None
            twin = self.twin(other, by_name[second])
            twin.sex = other.sex
            if i % 3 == 0:
                twin.passport = None


def check_apart(made):
    """Two people may share a name or a birth date, never both: no desk could tell them apart."""
    keys = [(p.family["en"], p.given["en"], p.birth) for p in made]
    if len(set(keys)) != len(keys):
        raise AssertionError("two people with one name and one birth date")


def make(rng, n_people):
    maker = Maker(rng)
    while len(maker.people) < n_people - 120:
        maker.household()
    maker.add_traps()
    check_apart(maker.people)
    return maker
