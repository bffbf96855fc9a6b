# SPDX-License-Identifier: GPL-3.0-or-later
"""Spelling of place names between scripts.

Everything made here is marked "generated" in the gazetteer, so the tables aim
at what a reader recognises, not at an official form.

  latin_to_uk    the Ukrainian national romanization of 2010 in reverse, with
                 the older BGN forms (yy, iy, apostrophes), soft signs guessed
  uk_to_en       the Ukrainian national romanization of 2010
  uk_to_ru       the usual endings (-ivka/-ovka, -s'ke/-skoe) and letters
  latin_to_ru    BGN/PCGN romanization of Russian in reverse
  ru_to_uk       the letters that differ
  pl, sk, hu, ro practical transcription of the neighbours' spelling
  uk_to_he       Hebrew letters after sound, Ukrainian h as he, ts as tsadi
"""

import re
import unicodedata

VOWELS_LATIN = "aeiouy"
APOSTROPHES = "'’ʼ`´′\""


def plain(text):
    """Latin letters without marks, straight apostrophes, single spaces."""
    out = []
    for char in unicodedata.normalize("NFKD", text):
        if unicodedata.combining(char):
            continue
        out.append("'" if char in APOSTROPHES or char == "”" else char)
    text = "".join(out).replace("ł", "l").replace("Ł", "L")
    return re.sub(r"\s+", " ", text).strip()


def skeleton(text):
    """A key under which the usual romanizations of one name fall together."""
    key = re.sub(r"[^a-z0-9]", "", plain(text).lower())
    key = key.replace("iy", "y").replace("yi", "y").replace("ii", "i")
    key = re.sub(r"[yi]+", "i", key)
    key = re.sub(r"i([aeou])", r"\1", key)
    return key


# ---------------------------------------------------------------- Latin -> uk

COMPOUND_STEMS = ("novo", "staro", "velyko", "malo", "verkhno", "nyzhno", "bilo", "chervono", "krasno",
                  "pervo", "yelyzaveto", "kateryno", "petro", "mykhailo", "mykolo", "oleksandro")

# Beginnings and middles that the rules alone would spell wrongly.
SPECIAL = [
    ("ukrayin", "україн"), ("ukrain", "україн"), ("troyits", "троїц"), ("troits", "троїц"),
    ("kyyiv", "київ"), ("kyiv", "київ"), ("izmail", "ізмаїл"), ("lviv", "львів"), ("kolomyia", "коломия"),
    ("sviat", "свят"), ("svyat", "свят"), ("tsviakh", "цвях"), ("dmytr", "дмитр"),
    ("bratsk", "братськ"), ("okhotsk", "охотськ"), ("kutsk", "кутськ"), ("flotsk", "флотськ"),
    ("mius", "міус"), ("avia", "авіа"), ("melior", "меліор"), ("lukian", "лукʼян"), ("lukyan", "лукʼян"),
    ("maryan", "марʼян"), ("valeryan", "валерʼян"), ("bazaryan", "базарʼян"), ("kyryak", "кирʼяк"),
]

BASIC = [
    ("schch", "щ"), ("shch", "щ"), ("sch", "щ"), ("zgh", "зг"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"),
    ("sh", "ш"),
    ("a", "а"), ("b", "б"), ("v", "в"), ("h", "г"), ("g", "г"), ("d", "д"), ("e", "е"), ("z", "з"),
    ("i", "і"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("r", "р"),
    ("s", "с"), ("t", "т"), ("u", "у"), ("f", "ф"), ("y", "и"), ("c", "ц"), ("w", "в"), ("x", "кс"),
    ("j", "й"), ("q", "к"),
]

IOTATED = {"a": "я", "e": "є", "u": "ю"}
LABIALS = "бпвмф"
CYRILLIC_VOWELS = "аеєиіїоуюяыэё"


def _special(word, position):
    for latin, cyrillic in SPECIAL:
        if word.startswith(latin, position):
            return latin, cyrillic
    return None


def _opens_with_yi(vowel, rest):
    """Whether i after a vowel is ї and not й: so it is before в and н, and in -оїц-, hardly elsewhere."""
    if rest == "":
        return False
    return rest[0] == "v" or rest[0] == "n" and vowel in "аеи" or vowel == "о" and rest.startswith("ts")


def _latin_word_to_uk(word):
    if re.match(r"pry[aeiou]|pryyu", word):
        return "при" + _latin_word_to_uk(word[3:])
    if re.match(r"(verkhno|nyzhno)[b-df-hj-np-tv-z]", word):
        return ("верхньо" if word[0] == "v" else "нижньо") + _latin_word_to_uk(word[word.index("o") + 1:])
    for stem in COMPOUND_STEMS:
        rest = word[len(stem):]
        if word.startswith(stem) and len(rest) > 4 and rest[0] in "aeiouy":
            return _latin_word_to_uk(stem) + _latin_word_to_uk(rest)

    out = ""
    i = 0
    n = len(word)
    while i < n:
        special = _special(word, i)
        if special:
            out += special[1]
            i += len(special[0])
            continue
        char = word[i]
        after = word[i + 1:i + 2]
        start = out == "" or not out[-1].isalpha() and out[-1] != "ʼ"
        after_vowel = bool(out) and out[-1] in CYRILLIC_VOWELS
        if char == "'":
            if after == "i" and out:
                out += "ʼї"
                i += 2
                continue
            if after == "y" and word[i + 2:i + 3] in ("a", "e", "u") and out:
                if out[-1] in LABIALS + "р":
                    out += "ʼ"
            elif out and out[-1] in LABIALS + "гкхжчшщр" or not out:
                if after:
                    out += "ʼ"
            else:
                out += "ь"
            i += 1
            continue
        if char in "yi" and after and after in "aeu" and (start or after_vowel or char == "y" or after in "au" or
                                                  after == "e"):
            # A vowel with y before it.
            if start or after_vowel or (out and out[-1] == "ʼ"):
                out += IOTATED[after]
            else:
                labial = out[-1] in LABIALS + "р" if out else False
                clustered = len(out) > 1 and out[-2] in "сцдтзк" and out[-1] == "в"
                if labial and not clustered and not (out[-1] == "р"):
                    out += "ʼ"
                out += IOTATED[after]
            i += 2
            continue
        if char in "yi" and after == "o":
            out += "йо" if start or after_vowel else "ьо"
            i += 2
            continue
        if char == "y" and after == "i":
            if start or after_vowel:
                out += "ї"
                i += 2
                continue
            if i + 2 >= n:
                out += "ий"
                i += 2
                continue
            if word[i + 2] not in "vn":
                out += "ий"
            else:
                out += "ʼї" if out[-1] in LABIALS + "р" else "иї"
            i += 2
            continue
        if char == "y" and after == "y":
            out += "ий"
            i += 2
            continue
        if char == "i" and after in ("y", "i") and (i + 2 >= n):
            out += "ій"
            i += 2
            continue
        if char == "y" and after_vowel and re.match(r"v[kt]", word[i + 1:]):
            out += "ї"
            i += 1
            continue
        if char == "y" and (after_vowel or (start and after and after in VOWELS_LATIN)):
            out += "й"
            i += 1
            continue
        if char == "i" and after_vowel:
            out += "ї" if _opens_with_yi(out[-1], word[i + 1:]) else "й"
            i += 1
            continue
        for latin, cyrillic in BASIC:
            if word.startswith(latin, i):
                out += cyrillic
                i += len(latin)
                break
        else:
            out += char
            i += 1
    return out


def _soften(word):
    """Writes the soft signs that romanizations leave out, where Ukrainian names mostly have them."""
    word = re.sub(r"([зсц])ьк", r"\1к", word)
    word = re.sub(r"(?<=[а-яіїєґʼ])([зс])к(ий|а|е|о|ого|ої|у|ім|і)?$", r"\1ьк\2", word)
    word = word.replace("цк", "цьк")
    word = re.sub(r"([аеиіїоуюяє])ц$", r"\1ць", word)
    word = re.sub(r"(п[іо]|е|у|а)л$", r"\1ль", word)
    word = re.sub(r"([еіу])н$", r"\1нь", word)
    word = re.sub(r"([взгпс])ан$", r"\1ань", word)
    word = re.sub(r"енке$", "еньке", word)
    word = re.sub(r"(г|з|ш)іря$", r"\1ірʼя", word)
    word = re.sub(r"^уст-", "усть-", word)
    word = re.sub(r"^олг", "ольг", word)
    word = re.sub(r"([аеиіїоуюя])л(?=[нсцчшщ])", r"\1ль", word)
    word = re.sub(r"([иіїеу])л(?=[бвгжмпстх])", r"\1ль", word)
    word = word.replace("илк", "ильк")
    return word.replace("ьь", "ь")


def _apply_case(source, target):
    if not target:
        return target
    return target[0].upper() + target[1:] if source[:1].isupper() else target


SMALL_UK = {"Na": "на", "na": "на", "nad": "над", "pid": "під", "i": "і"}


def latin_to_uk(name):
    def one(match):
        word = match.group(0)
        if word in SMALL_UK:
            return SMALL_UK[word]
        return _apply_case(word, _soften(_latin_word_to_uk(word.lower())))

    return re.sub(r"[A-Za-z'ʼ]+", one, plain(name))


# ---------------------------------------------------------------- uk -> Latin

UK_EN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z",
    "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ь": "", "ю": "iu", "я": "ia", "ʼ": "", "'": "", "’": "",
}
UK_EN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


def uk_to_en(name):
    def one(match):
        word = match.group(0)
        low = word.lower().replace("зг", "з\x01")
        out = ""
        for position, char in enumerate(low):
            if char == "\x01":
                out += "gh"
            elif position == 0 and char in UK_EN_FIRST:
                out += UK_EN_FIRST[char]
            else:
                out += UK_EN.get(char, char)
        return _apply_case(word, out)

    return re.sub(r"[А-Яа-яІіЇїЄєҐґʼ'’]+", one, name)


# ------------------------------------------------------------------- uk <-> ru

RU_WORDS = {
    "нова": "новая", "новий": "новый", "нове": "новое", "нові": "новые", "стара": "старая",
    "старий": "старый", "старе": "старое", "старі": "старые", "велика": "великая", "великий": "великий",
    "велике": "великое", "великі": "великие", "мала": "малая", "малий": "малый", "мале": "малое",
    "малі": "малые", "верхня": "верхняя", "верхній": "верхний", "верхнє": "верхнее", "верхні": "верхние",
    "нижня": "нижняя", "нижній": "нижний", "нижнє": "нижнее", "нижні": "нижние", "біла": "белая",
    "білий": "белый", "біле": "белое", "білі": "белые", "чорна": "чёрная", "чорний": "чёрный",
    "чорне": "чёрное", "червона": "красная", "красна": "красная", "красний": "красный", "красне": "красное",
    "озеро": "озеро", "гора": "гора", "село": "село", "міст": "мост", "ріг": "рог", "степ": "степь",
    "на": "на", "мост": "мост", "гай": "гай", "перше": "первое", "друге": "второе", "перший": "первый",
}


def _ru_y(match):
    return match.group(1) + match.group(2).replace("и", "ы")


def uk_to_ru(name):
    def one(match):
        word = match.group(0)
        low = word.lower().replace("’", "ʼ").replace("'", "ʼ")
        if low in RU_WORDS:
            return _apply_case(word, RU_WORDS[low])
        out = low
        out = re.sub(r"([аеєиіїоуюя])ївк([аи])$", r"\1евк\2", out)
        out = re.sub(r"ївк([аи])$", r"евк\1", out)
        out = re.sub(r"([жчшщцй])івк([аи])$", r"\1евк\2", out)
        out = re.sub(r"івк([аи])$", r"овк\1", out)
        out = re.sub(r"івці$", "овцы", out)
        out = re.sub(r"їв(?=ськ|ц|ч)", "ев", out)
        out = re.sub(r"([жчшщ])івськ", r"\1евск", out)
        out = out.replace("івськ", "овск")
        out = re.sub(r"ївці$", "евцы", out)
        out = re.sub(r"([жчшщ])ів$", r"\1ев", out)
        out = re.sub(r"ів$", "ов", out)
        out = re.sub(r"їв$", "ев", out)
        out = re.sub(r"([сзц])ьк", r"\1к", out)
        out = re.sub(r"([сзц])ке$", r"\1кое", out)
        out = re.sub(r"([сзц])ка$", r"\1кая", out)
        out = re.sub(r"не$", "ное", out)
        out = re.sub(r"нє$", "нее", out)
        out = re.sub(r"ове$", "овое", out)
        out = re.sub(r"ець$", "ец", out)
        out = re.sub(r"ці$", "цы", out)
        out = re.sub(r"([ннлтдс])\1я$", r"\1ье", out)
        out = re.sub(r"([гкх])ий$", r"\1ИЙ", out)
        out = re.sub(r"ий$", "ый", out)
        out = re.sub(r"([гкхжчшщ])и", r"\1И", out)
        out = re.sub(r"и$", "ы", out).replace("И", "и").replace("Й", "й")
        out = re.sub(r"(^|ново|старо)(виш|висок|рибн|рибал|бистр|сир|дим|мис)", _ru_y, out)
        out = out.replace("ій", "ий")
        out = out.replace("ʼя", "ья").replace("ʼє", "ье").replace("ʼю", "ью").replace("ʼї", "ьи")
        out = out.replace("ʼ", "").replace("ьо", "ё").replace("йо", "ё")
        out = out.translate(str.maketrans("іїєґ", "ииег"))
        return _apply_case(word, out)

    return re.sub(r"[А-Яа-яІіЇїЄєҐґʼ'’]+", one, name)


RU_UK_STEMS = [
    (r"^александр", "олександр"), (r"^алексе", "олексі"), (r"^андре", "андрі"), (r"^владимир", "володимир"),
    (r"^константин", "костянтин"), (r"^ники?т", "микит"), (r"^никола", "микола"), (r"^никол", "микіл"),
    (r"^новоникола", "новомикола"), (r"^новоандре", "новоандрі"), (r"^новоалександр", "новоолександр"),
    (r"^днепр", "дніпр"), (r"^светл", "світл"), (r"^завет", "завіт"), (r"^лес", "ліс"), (r"^солнечн", "сонячн"),
    (r"^степ", "степ"), (r"^бел", "біл"), (r"^красн", "красн"), (r"^верхоречье$", "верхоріччя"),
]


def ru_to_uk(name):
    def one(match):
        word = match.group(0)
        low = word.lower()
        for pattern, stem in RU_UK_STEMS:
            low = re.sub(pattern, stem, low)
        low = re.sub(r"ский$", "ський", low)
        low = re.sub(r"ское$", "ське", low)
        low = re.sub(r"ская$", "ська", low)
        low = re.sub(r"цкое$", "цьке", low)
        low = re.sub(r"([аеиоуі])евка$", r"\1ївка", low)
        low = re.sub(r"ь?[её]вка$", "івка", low)
        low = re.sub(r"овка$", "івка", low)
        low = re.sub(r"([аеиоу])ево$", r"\1єве", low)
        low = re.sub(r"([оеё])во$", r"\1ве", low)
        low = re.sub(r"ино$", "ине", low)
        low = re.sub(r"польe$|полье$", "пілля", low)
        low = re.sub(r"поль$", "піль", low)
        low = re.sub(r"лесье$", "лісся", low)
        low = re.sub(r"([чшжщ])ье$", r"\1е", low)
        low = re.sub(r"[ыи]й$", "ий", low)
        low = re.sub(r"(о|е)е$", "е", low)
        low = re.sub(r"ая$", "а", low)
        low = re.sub(r"ые$", "і", low)
        low = re.sub(r"ск$", "ськ", low)
        low = re.sub(r"^е", "є", low)
        low = re.sub(r"(?<=[аеиоуыэюяь])е", "є", low)
        low = low.replace("ъ", "ʼ").replace("шё", "шо").replace("жё", "жо").replace("чё", "чо").replace("ё", "ьо")
        low = re.sub(r"^и", "і", low)
        low = re.sub(r"и(?=[аоуеєяю])", "і", low)
        low = re.sub(r"^(ново|старо|красно)и", r"\1і", low)
        low = re.sub(r"(?<=[аоуеі])и", "ї", low)
        low = low.replace("ы", "и").replace("э", "е")
        return _apply_case(word, low)

    return re.sub(r"[А-Яа-яЁё]+", one, name)


RU_LATIN = [
    ("shch", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("yy", "ый"),
    ("iy", "ий"), ("yye", "ые"), ("iye", "ие"), ("oye", "ое"), ("eye", "ее"), ("aya", "ая"), ("yaya", "яя"),
    ("ya", "я"), ("ye", "е"), ("yë", "ё"), ("yo", "ё"), ("yu", "ю"), ("a", "а"), ("b", "б"), ("v", "в"),
    ("g", "г"), ("h", "х"), ("d", "д"), ("e", "е"), ("z", "з"), ("i", "и"), ("k", "к"), ("l", "л"),
    ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"),
    ("f", "ф"), ("c", "ц"), ("w", "в"), ("j", "й"), ("x", "кс"), ("q", "к"),
]


def latin_to_ru(name):
    def one(match):
        word = match.group(0).lower()
        out = ""
        i = 0
        while i < len(word):
            if word[i] == "'":
                out += "ь" if out else ""
                i += 1
                continue
            if word[i] == "e" and not out:
                out += "э"
                i += 1
                continue
            if word[i] == "y":
                two = word[i:i + 2]
                if two in ("ya", "ye", "yo", "yu") and out and out[-1] not in CYRILLIC_VOWELS + "ьъ":
                    out += "ь" if two != "ye" or True else ""
                elif two == "yy":
                    out += "ый"
                    i += 2
                    continue
                elif two not in ("ya", "ye", "yo", "yu"):
                    out += "й" if out and out[-1] in CYRILLIC_VOWELS else "ы"
                    i += 1
                    continue
            for latin, cyrillic in RU_LATIN:
                if word.startswith(latin, i):
                    out += cyrillic
                    i += len(latin)
                    break
            else:
                out += word[i]
                i += 1
        out = re.sub(r"([нлртсдзбвпм])ья", r"\1я", out)
        out = re.sub(r"([нлртсдзбвпм])ью", r"\1ю", out)
        out = re.sub(r"([нлртсдзбвпм])ьё", r"\1ё", out)
        out = re.sub(r"ск([аои])$", r"ск\1", out)
        return _apply_case(match.group(0), out)

    return re.sub(r"[A-Za-z']+", one, plain(name).replace("\"", "'"))


# ----------------------------------------------------- the neighbours' spelling

def _by_table(table, name, before=()):
    def one(match):
        word = match.group(0)
        out = ""
        low = word.lower()
        for pattern, replacement in before:
            low = re.sub(pattern, replacement, low)
        i = 0
        while i < len(low):
            for latin, cyrillic in table:
                if low.startswith(latin, i):
                    out += cyrillic
                    i += len(latin)
                    break
            else:
                out += low[i]
                i += 1
        out = re.sub(r"й([аеуоі])", lambda m: {"а": "я", "е": "є", "у": "ю", "о": "йо", "і": "ї"}[m.group(1)], out)
        out = out.replace("ьй", "ь").replace("ььи", "ї")
        return _apply_case(word, out)

    return re.sub(r"[^\W\d_]+", one, unicodedata.normalize("NFC", name))


PL = [
    ("szcz", "щ"), ("dzi", "дзі"), ("dź", "дзь"), ("dż", "дж"), ("dz", "дз"), ("cz", "ч"), ("sz", "ш"),
    ("rz", "ж"), ("ch", "х"), ("cia", "ця"), ("cie", "цє"), ("cio", "цьо"), ("ciu", "цю"), ("ci", "ці"),
    ("sia", "ся"), ("sie", "сє"), ("sio", "сьо"), ("siu", "сю"), ("zia", "зя"), ("zie", "зє"), ("zio", "зьо"),
    ("nia", "ня"), ("nie", "нє"), ("nio", "ньо"), ("niu", "ню"), ("mia", "мя"), ("mie", "мє"), ("mio", "мьо"),
    ("bia", "бя"), ("bie", "бє"), ("pia", "пя"), ("pie", "пє"), ("wia", "вя"), ("wie", "вє"), ("wio", "вьо"),
    ("pio", "пьо"), ("bio", "бьо"), ("gie", "гє"), ("kie", "кє"), ("rie", "рє"), ("ie", "є"), ("ia", "я"),
    ("la", "ля"), ("lo", "льо"), ("lu", "лю"), ("ló", "лю"), ("le", "ле"), ("li", "лі"), ("ly", "ли"),
    ("ja", "я"), ("je", "є"), ("jo", "йо"), ("ju", "ю"), ("jó", "йу"), ("ji", "ї"), ("ą", "он"), ("ę", "ен"),
    ("ó", "у"), ("ć", "ць"), ("ś", "сь"), ("ź", "зь"), ("ż", "ж"), ("ń", "нь"), ("ł", "л"), ("l", "ль"),
    ("a", "а"), ("b", "б"), ("c", "ц"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "г"),
    ("i", "і"), ("j", "й"), ("k", "к"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("r", "р"),
    ("s", "с"), ("t", "т"), ("u", "у"), ("w", "в"), ("v", "в"), ("y", "и"), ("z", "з"), ("x", "кс"), ("q", "к"),
]
SK = [
    ("dž", "дж"), ("dz", "дз"), ("ch", "х"), ("ia", "я"), ("ie", "є"), ("iu", "ю"), ("á", "а"), ("ä", "е"),
    ("č", "ч"), ("ď", "дь"), ("é", "е"), ("í", "і"), ("ĺ", "ль"), ("ľa", "ля"), ("ľu", "лю"), ("ľ", "ль"),
    ("ň", "нь"), ("ó", "о"), ("ô", "уо"), ("ŕ", "р"), ("š", "ш"), ("ť", "ть"), ("ú", "у"), ("ů", "у"),
    ("ý", "и"), ("ž", "ж"), ("ř", "рж"), ("ě", "є"), ("ja", "я"), ("je", "є"), ("jo", "йо"), ("ju", "ю"),
    ("a", "а"), ("b", "б"), ("c", "ц"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "ґ"), ("h", "г"),
    ("i", "і"), ("j", "й"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"),
    ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"), ("v", "в"), ("w", "в"), ("y", "и"), ("z", "з"),
    ("ö", "е"), ("ü", "ю"), ("x", "кс"), ("q", "к"),
]
HU = [
    ("dzs", "дж"), ("ccs", "чч"), ("ssz", "сс"), ("ggy", "ддь"), ("nny", "ннь"), ("lly", "лль"), ("zs", "ж"),
    ("cs", "ч"), ("cz", "ц"), ("sz", "с"), ("gya", "дя"), ("gyá", "дя"), ("gyu", "дю"), ("gyú", "дю"),
    ("gyö", "дьо"), ("győ", "дьо"), ("gy", "дь"), ("nya", "ня"), ("nyá", "ня"), ("nyu", "ню"), ("ny", "нь"),
    ("lya", "ья"), ("ly", "й"), ("tya", "тя"), ("tyá", "тя"), ("ty", "ть"), ("th", "т"), ("á", "а"),
    ("é", "е"), ("í", "і"), ("ó", "о"), ("ö", "е"), ("ő", "е"), ("ú", "у"), ("ü", "ю"), ("ű", "ю"),
    ("ja", "я"), ("já", "я"), ("je", "є"), ("jé", "є"), ("ju", "ю"), ("jú", "ю"), ("j", "й"), ("s", "ш"),
    ("a", "а"), ("b", "б"), ("c", "ц"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "г"),
    ("i", "і"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("r", "р"),
    ("t", "т"), ("u", "у"), ("v", "в"), ("w", "в"), ("y", "і"), ("z", "з"), ("x", "кс"), ("q", "к"),
]
RO = [
    ("chi", "кі"), ("che", "ке"), ("ghi", "ґі"), ("ghe", "ґе"), ("ci", "чі"), ("ce", "че"), ("gi", "джі"),
    ("ge", "дже"), ("ia", "я"), ("ie", "є"), ("iu", "ю"), ("ea", "я"), ("ă", "е"), ("â", "и"), ("î", "и"),
    ("ș", "ш"), ("ş", "ш"), ("ț", "ц"), ("ţ", "ц"), ("a", "а"), ("b", "б"), ("c", "к"), ("d", "д"),
    ("e", "е"), ("f", "ф"), ("g", "ґ"), ("h", "х"), ("i", "і"), ("j", "ж"), ("k", "к"), ("l", "л"),
    ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"),
    ("v", "в"), ("w", "в"), ("x", "кс"), ("y", "і"), ("z", "з"), ("q", "к"),
]


def neighbour_to_uk(country, name):
    if country == "PL":
        return _by_table(PL, name)
    if country == "SK":
        return _by_table(SK, name, [(r"([dtnl])([ei])", r"\1\2")])
    if country == "HU":
        return _by_table(HU, name)
    out = _by_table(RO, name)
    return re.sub(r"(?<=[бвгґджзйклмнпрстфхцчш])і(?=$|[ -])", "ь", out).replace("чь", "ч").replace("шь", "ш") \
             .replace("джь", "дж").replace("мь", "м").replace("бь", "б").replace("пь", "п").replace("вь", "в") \
             .replace("кь", "к").replace("рь", "рі")


# ------------------------------------------------------------------- uk -> he

HE_CONSONANTS = {
    "б": "ב", "г": "ה", "ґ": "ג", "д": "ד", "ж": "ז'", "з": "ז", "к": "ק", "л": "ל", "м": "מ", "н": "נ",
    "п": "פ", "р": "ר", "с": "ס", "т": "ט", "ф": "פ", "х": "ח", "ц": "צ", "ч": "צ'", "ш": "ש", "щ": "שצ'",
}
HE_FINAL = {"מ": "ם", "נ": "ן", "צ": "ץ", "פ": "ף"}


def _uk_word_to_he(word):
    out = ""
    n = len(word)
    for i, char in enumerate(word):
        before = word[i - 1] if i else ""
        first, last = i == 0, i == n - 1
        if before and before not in "-" and char == before and char not in "в" + CYRILLIC_VOWELS:
            continue
        if char == "в":
            out += "ו" if first else "ב"
        elif char in HE_CONSONANTS:
            out += HE_CONSONANTS[char]
        elif char == "а":
            out += "א" if first or (i > 0 and before in CYRILLIC_VOWELS) else ("ה" if last else "א")
        elif char in "еэ":
            out += "א" if first else ("ה" if last else "")
        elif char in "єё":
            out += ("י" if first or before in CYRILLIC_VOWELS + "ʼ" else "") + ("ה" if last else "")
        elif char in "иі":
            out += "אי" if first else "י"
        elif char == "ї":
            out += "יי" if (first or not last) and before not in "иі" else "י"
        elif char == "й":
            out += "" if before in "иі" else "י"
        elif char in "оу":
            out += "או" if first else "ו"
        elif char == "ю":
            out += "יו"
        elif char == "я":
            out += ("" if before and before in "иіїй" else "י") + ("ה" if last else "א")
    if len(out) > 1:
        if out[-1] in HE_FINAL and not (word[-1:] == "п"):
            out = out[:-1] + HE_FINAL[out[-1]]
        elif out.endswith("צ'"):
            out = out[:-2] + "ץ'"
    return out


def uk_to_he(name):
    low = name.lower().replace("’", "ʼ").replace("'", "ʼ")
    return re.sub(r"[а-яіїєґёʼ]+", lambda m: _uk_word_to_he(m.group(0)), low)
