# SPDX-License-Identifier: GPL-3.0-or-later
"""What a row says of a person: spelled, formatted and spoilt as desks do, with the truth beside it."""

import words

# How a row may be found to be the same person again.
VIA = ("passport", "phone+birth", "name+birth")
LATIN_X, CYRILLIC_X = "X", "Х"
PATRONYMICS = "Тестович Прикладович Зразкович Макетович Шаблонович".split()


class Entry:
    """One row: @said holds the texts by field, the rest is the truth about it."""

    def __init__(self, person, desk):
        self.person, self.desk = person, desk
        self.said = {}
        self.fate, self.via = "added", ""
        self.place, self.place_rule = "", "none"
        self.party = ""
        self.trap = " ".join(person.traps) if person else ""


def typo(rng, text):
    """Two neighbours inside a word change places."""
    spots = [i for i in range(2, len(text) - 2) if text[i].isalpha() and text[i + 1].isalpha() and text[i] != text[i + 1]]
    if not spots:
        return text
    i = rng.choice(spots)
    return text[:i] + text[i + 1] + text[i] + text[i + 2 :]


class Writer:
    """Says what a desk knows; @needed are fields that must come out clean, because rows are found by them."""

    def __init__(self, rng):
        self.rng = rng

    def chance(self, share):
        return self.rng.random() < share

    def entry(self, person, desk, needed=(), plain=False, settled=False):
        entry = Entry(person, desk)
        language = words.LANGUAGE[desk]
        if desk == "community" and not plain and self.chance(0.1):
            language = "ru"
        self.name(entry, language, plain)
        self.birth(entry, "birth" in needed)
        self.passport(entry, "passport" in needed)
        self.phone(entry, "phone" in needed)
        self.place(entry, language, settled)
        self.rest(entry, language)
        return entry

    def name(self, entry, language, plain):
        person, said = entry.person, entry.said
        family, given = person.family[language], person.given[language]
        if language == "en" and not plain and self.chance(0.3):
            family = self.rng.choice([family] + person.family["en_other"])
            given = self.rng.choice([given] + person.given["en_other"])
        elif language == "he" and self.chance(0.08):
            family, given = person.family["en"], person.given["en"]
        elif entry.desk == "web" and not plain and self.chance(0.05):
            family, given = person.family["uk"], person.given["uk"]
        if entry.desk == "workbook" and self.chance(0.5):
            family, given = family.upper(), given.upper()
        said["family"], said["given"], said["patronymic"] = family, given, ""
        if language in ("uk", "ru") and not plain and self.chance(0.4):
            said["patronymic"] = self.rng.choice(PATRONYMICS)
            if person.sex == "f":
                said["patronymic"] = said["patronymic"][:-2] + "на"
        said["full"] = f"{given} {family}"
        if language in ("uk", "ru"):
            said["full"] = f"{family} {given} {said['patronymic']}".strip()
        elif self.chance(0.15):
            said["full"] = self.rng.choice((f"{family} {given}", f"{family.upper()}, {given}"))

    def birth(self, entry, needed):
        day, desk, rng = entry.person.birth, entry.desk, self.rng
        said = entry.said
        said["day"] = None
        kind = rng.random()
        if not needed and kind < 0.03:
            said["birth"] = ""
        elif not needed and kind < 0.04:
            said["birth"] = str(day.year)
        elif not needed and kind < 0.055:
            said["birth"] = rng.choice(words.BAD_DATES)
        else:
            said["birth"] = self.date(day, desk)
            if desk == "workbook" and kind < 0.75:
                said["day"] = day
        entry.has_birth = kind >= 0.055 or needed

    def date(self, day, desk):
        kind = self.rng.random()
        if desk == "web":
            if kind < 0.7:
                return day.isoformat()
            if kind < 0.85:
                return f"{day.day} {words.MONTHS_EN[day.month - 1]} {day.year}"
            return day.strftime("%d/%m/%Y")
        if desk == "hotline":
            if kind < 0.1:
                return day.strftime("%d.%m.%y")
            return day.strftime("%d/%m/%Y" if kind < 0.8 else "%d-%m-%Y")
        if desk == "community":
            if kind < 0.05:
                return f"{day.day} {words.MONTHS_UK[day.month - 1]} {day.year}"
            return day.strftime("%d.%m.%Y") + (" р.н." if kind > 0.95 else "")
        if desk == "workbook":
            return day.strftime("%d/%m/%Y")
        return day.isoformat() if kind < 0.1 else day.strftime("%d.%m.%Y")

    def passport(self, entry, needed):
        number, rng = entry.person.passport, self.rng
        if not number or (not needed and self.chance(0.12)):
            entry.said["passport"] = ""
            entry.has_passport = False
            return
        entry.has_passport = True
        kind = rng.random()
        if kind < 0.06:
            number = f"{number[:2]} {number[2:]}"
        elif kind < 0.1:
            number = number.lower()
        elif kind < 0.13:
            number = f"{number[:2]}-{number[2:5]}-{number[5:]}"
        elif kind < 0.2 and entry.desk in ("community", "embassy"):
            number = number.replace(LATIN_X, CYRILLIC_X)
        entry.said["passport"] = number

    def phone(self, entry, needed):
        rng = self.rng
        entry.said["phone"], entry.said["phone_number"] = "", None
        entry.has_phone = needed or not self.chance(0.06)
        if not entry.has_phone:
            return
        country, number = entry.person.phone
        entry.said["phone"] = self.phone_text(country, number)
        if entry.desk == "workbook" and self.chance(0.3):
            entry.said["phone_number"] = int(country + number)
        elif self.chance(0.04):
            other = self.phone_text("380", f"20{4000000 + rng.randrange(900000):07d}")
            entry.said["phone"] += rng.choice((", ", " / ", "; ")) + other

    def phone_text(self, country, number):
        code, rest = number[:2], number[2:]
        spaced = f"{rest[:3]}-{rest[3:]}" if country == "972" else f"{rest[:3]} {rest[3:5]} {rest[5:]}"
        return self.rng.choice(
            (
                f"+{country}-{code}-{spaced}",
                f"+{country} {code} {rest}",
                f"+{country}{code}{rest}",
                f"{country}{code}{rest}",
                f"00{country}{code}{rest}",
                f"0{code}-{rest}",
                f"0{code}{rest}",
            )
        )

    def place(self, entry, language, settled):
        """@settled: the person stands in two lists, so that the first row must say clearly where."""
        town, rng, said = entry.person.town, self.rng, entry.said
        said["address"] = said["oblast"] = said["position"] = ""
        entry.place = town.number
        kind = rng.random()
        has_oblast = self.chance(0.45)
        if town.rule == "ambiguous":
            has_oblast = settled or self.chance(0.6)
            said["place"] = getattr(town, language) if language != "en" else town.en[0]
            entry.place_rule = "oblast" if has_oblast else "ambiguous"
        elif town.rule == "small":
            said["place"], entry.place_rule = town.en[0], "small"
        elif not settled and kind < 0.02:
            said["place"], entry.place, entry.place_rule = rng.choice(words.NOWHERE[language]), "", "nowhere"
            has_oblast = False
        elif not settled and kind < 0.035:
            said["place"], entry.place, entry.place_rule = "", "", "nowhere"
            has_oblast = False
        elif kind < 0.075 and entry.desk in ("web", "embassy"):
            self.position(entry, town, swapped=kind < 0.042)
            has_oblast = False
        else:
            self.town_name(entry, town, language)
            if kind > 0.97 and entry.desk in ("web", "embassy"):
                name, rule = said["place"], entry.place_rule
                self.position(entry, town, swapped=False)
                said["place"], entry.place_rule = name, rule
        if has_oblast:
            said["oblast"] = words.oblast(town.oblast, language, rng)
            if town.oblast == "UA-30" and self.chance(0.2):
                # The city is not part of the oblast around it; people write it all the same.
                said["oblast"] = words.oblast("UA-32", language, rng)
                entry.place_rule = "usual"
        if self.chance(0.3) and language in ("uk", "ru"):
            said["address"] = f"вул. Тестова {rng.randrange(1, 90)}, кв. {rng.randrange(1, 120)}"
        elif self.chance(0.3) and language == "en":
            said["address"] = f"{rng.randrange(1, 90)} Testova Street" + (",\nentrance 2" if self.chance(0.1) else "")

    def position(self, entry, town, swapped):
        lat = town.position[0] + self.rng.uniform(-0.003, 0.003)
        lon = town.position[1] + self.rng.uniform(-0.003, 0.003)
        first, second = (lon, lat) if swapped else (lat, lon)
        entry.said["place"] = ""
        entry.said["position"] = f"{first:.5f}", f"{second:.5f}"
        entry.place_rule = "swapped" if swapped else "position"

    def town_name(self, entry, town, language):
        rng = self.rng
        name = town.en[0] if language == "en" else getattr(town, language)
        entry.place_rule = "usual" if language == "he" else "exact"
        kind = rng.random()
        if language == "en" and len(town.en) > 1 and kind < 0.3:
            name = rng.choice(town.en[1:])
            entry.place_rule = "usual"
        elif language in ("uk", "ru") and town.former[language] and kind < 0.12:
            name, entry.place_rule = town.former[language], "usual"
        elif entry.desk == "web" and kind > 0.95 and town.uk:
            name = rng.choice((town.uk, town.ru))
        elif kind > 0.985 and len(name) > 6:
            name, entry.place_rule = typo(rng, name), "typo"
        elif language in ("uk", "ru") and kind > 0.85:
            name = rng.choice({"uk": ("м. ", "м.", "місто "), "ru": ("г. ", "г.", "город ")}[language]) + name
        elif town.uk in words.DISTRICTS and kind > 0.8 and language != "he":
            district = rng.choice(words.DISTRICTS[town.uk])[words.COLUMN[language]]
            name = rng.choice((f"{name}, {district}", f"{name} ({district})"))
        elif language == "en" and kind > 0.97:
            name = name.upper() + " "
        entry.said["place"] = name

    def rest(self, entry, language):
        person, said, rng = entry.person, entry.said, self.rng
        column = words.COLUMN[language]
        entry.party = person.party
        said["party_total"], said["party_others"] = str(person.party), str(person.party - 1)
        if person.party == 1 and self.chance(0.3):
            said["party_total"] = said["party_others"] = ""
        elif person.party > 1 and self.chance(0.01):
            said["party_total"], said["party_others"] = f"1+{person.party - 1}", f"~{person.party - 1}"
            entry.party = ""
        said["needs"] = ", ".join(words.NEEDS[need][column] for need in person.needs)
        answers = {True: words.YES, False: words.NO, None: {language: ("",)}}[person.car]
        said["car"] = rng.choice(answers[language])
        said["nationality"] = words.NATIONALITY[person.nationality][column]
        said["notes"] = rng.choice(words.NOTES[language]) if self.chance(0.12) else ""
        refused = person.sex == "m" and 18 <= person.age() <= 60 and "UA" in person.nationality
        said["refused"] = rng.choice((words.YES if refused else words.NO)[language])
        said["email"] = f"p{person.number}@example.org" if self.chance(0.7) else ""
