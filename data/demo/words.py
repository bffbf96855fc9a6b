# SPDX-License-Identifier: GPL-3.0-or-later
"""What the five desks write: headings, oblasts, needs, answers, notes."""

# ISO 3166-2: English, Ukrainian, Russian, Hebrew
OBLASTS = {
    "UA-05": ("Vinnytsia", "Вінницька", "Винницкая", "ויניציה"),
    "UA-07": ("Volyn", "Волинська", "Волынская", "ווהלין"),
    "UA-09": ("Luhansk", "Луганська", "Луганская", "לוהנסק"),
    "UA-12": ("Dnipropetrovsk", "Дніпропетровська", "Днепропетровская", "דנייפרופטרובסק"),
    "UA-14": ("Donetsk", "Донецька", "Донецкая", "דונצק"),
    "UA-18": ("Zhytomyr", "Житомирська", "Житомирская", "ז'יטומיר"),
    "UA-21": ("Zakarpattia", "Закарпатська", "Закарпатская", "זקרפטיה"),
    "UA-23": ("Zaporizhzhia", "Запорізька", "Запорожская", "זפוריז'יה"),
    "UA-26": ("Ivano-Frankivsk", "Івано-Франківська", "Ивано-Франковская", "איוונו-פרנקיבסק"),
    "UA-30": ("Kyiv city", "м. Київ", "г. Киев", "קייב"),
    "UA-32": ("Kyiv", "Київська", "Киевская", "קייב"),
    "UA-35": ("Kirovohrad", "Кіровоградська", "Кировоградская", "קירובוהרד"),
    "UA-40": ("Sevastopol", "м. Севастополь", "г. Севастополь", "סבסטופול"),
    "UA-43": ("Crimea", "АР Крим", "Крым", "קרים"),
    "UA-46": ("Lviv", "Львівська", "Львовская", "לבוב"),
    "UA-48": ("Mykolaiv", "Миколаївська", "Николаевская", "מיקולאייב"),
    "UA-51": ("Odesa", "Одеська", "Одесская", "אודסה"),
    "UA-53": ("Poltava", "Полтавська", "Полтавская", "פולטבה"),
    "UA-56": ("Rivne", "Рівненська", "Ровенская", "רובנו"),
    "UA-59": ("Sumy", "Сумська", "Сумская", "סומי"),
    "UA-61": ("Ternopil", "Тернопільська", "Тернопольская", "טרנופול"),
    "UA-63": ("Kharkiv", "Харківська", "Харьковская", "חרקוב"),
    "UA-65": ("Kherson", "Херсонська", "Херсонская", "חרסון"),
    "UA-68": ("Khmelnytskyi", "Хмельницька", "Хмельницкая", "חמלניצקי"),
    "UA-71": ("Cherkasy", "Черкаська", "Черкасская", "צ'רקסי"),
    "UA-74": ("Chernihiv", "Чернігівська", "Черниговская", "צ'רניהיב"),
    "UA-77": ("Chernivtsi", "Чернівецька", "Черновицкая", "צ'רנוביץ"),
}
COLUMN = {"en": 0, "uk": 1, "ru": 2, "he": 3}


def oblast(code, language, rng):
    name = OBLASTS[code][COLUMN[language]]
    if code in ("UA-30", "UA-40", "UA-43"):
        return name
    if language == "en":
        return name + rng.choice((" oblast", " region", "", " obl."))
    if language == "he":
        return rng.choice(("", "מחוז ")) + name
    if language == "ru":
        return name + rng.choice((" область", " обл.", ""))
    return name + rng.choice((" область", " обл.", ""))


NEEDS = {
    "wheelchair": ("wheelchair", "інвалідний візок", "инвалидная коляска", "כיסא גלגלים"),
    "stretcher": ("stretcher", "лежачий", "носилки", "אלונקה"),
    "oxygen": ("oxygen", "кисень", "кислород", "חמצן"),
    "medication": ("insulin", "ліки", "лекарства", "תרופות"),
    "infant": ("infant", "немовля", "грудной ребёнок", "תינוק"),
    "pregnant": ("pregnant", "вагітна", "беременная", "בהריון"),
    "elderly": ("elderly", "похилий вік", "пожилой", "קשיש"),
    "pet": ("dog", "собака", "кот", "כלב"),
}
YES = {"en": ("yes", "Yes", "Y"), "uk": ("так", "Так", "є"), "ru": ("да", "Да", "есть"), "he": ("כן", "יש")}
NO = {"en": ("no", "No", "N"), "uk": ("ні", "Ні", "немає"), "ru": ("нет", "Нет"), "he": ("לא", "אין")}
NATIONALITY = {
    "IL": ("Israel", "Ізраїль", "Израиль", "ישראל"),
    "IL UA": ("Israel, Ukraine", "Ізраїль, Україна", "Израиль, Украина", "ישראל, אוקראינה"),
    "UA": ("Ukraine", "Україна", "Украина", "אוקראינה"),
    "other": ("USA", "США", "США", 'ארה"ב'),
}
NOWHERE = {
    "en": ("on the road", "shelter, will update", "not sure", "?"),
    "uk": ("в дорозі", "не знаю", "у підвалі", "?"),
    "ru": ("в пути", "не знаю", "уточнить", "-"),
    "he": ("בדרך", "לא ידוע", "במקלט", "?"),
}
NOTES = {
    "en": (
        "Please call after 18:00",
        'Neighbour says "all fine"',
        "Two suitcases;\nno pets",
        "Speaks Hebrew, no English",
        "Needs help with stairs, 3rd floor",
        "Called twice, no answer",
    ),
    "uk": (
        "Передзвонити після 18:00",
        "Сусідка каже: «все добре»; чекати дзвінка",
        "Дві валізи",
        "called, no answer",
        "Немає ліфта, 5 поверх",
    ),
    "ru": (
        "Перезвонить после 18:00",
        "Соседка говорит: все хорошо",
        "Два чемодана",
        "Говорит на иврите",
        "Нет лифта, 5 этаж",
    ),
    "he": (
        "להתקשר אחרי 18:00",
        "לא ענה, called twice",
        "שתי מזוודות",
        'דובר עברית בלבד, ללא אנגלית',
        "קומה 5, אין מעלית",
    ),
}
MONTHS_EN = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
MONTHS_UK = "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split()
BAD_DATES = ("31.02.1990", "unknown", "99/99/9999", "00.00.0000", "1.13.1975", "see passport")
DISTRICTS = {
    "Київ": (("Obolon", "Оболонь", "Оболонь", ""), ("Troieshchyna", "Троєщина", "Троещина", "")),
    "Харків": (("Saltivka", "Салтівка", "Салтовка", ""),),
    "Одеса": (("Arkadiia", "Аркадія", "Аркадия", ""), ("Tairova", "Таїрова", "Таирово", "")),
}
HEADINGS = {
    "web": (
        "Timestamp|Full name|Date of birth|Passport number|Citizenship|Phone (with country code)|E-mail"
        "|City or town where you are now|Oblast (region)|Street address|Location (latitude, longitude)"
        "|Number of people travelling, including you|Special needs|Do you have a car?|Anything else?"
    ).split("|"),
    "hotline": (
        "מס'|שם משפחה|שם פרטי|תאריך לידה|מספר דרכון|טלפון|עיר|מחוז|מספר נפשות|צרכים מיוחדים|רכב|הערות"
    ).split("|"),
    "community": (
        "№|ПІБ|Дата народження|Номер паспорта|Громадянство|Телефон|Населений пункт|Область|Адреса"
        "|Скільки людей їде з вами|Особливі потреби|Автомобіль|Примітки"
    ).split("|"),
    "workbook": (
        "No.|Surname|Given names|Passport|DOB|Mobile|Town|Region|Party size|Needs|Vehicle"
        "|May be refused exit|Remarks"
    ).split("|"),
    "embassy": (
        "Фамилия|Имя|Отчество|Дата рождения|Паспорт|Гражданство|Телефон|Город|Область|Широта|Долгота"
        "|Сопровождающих|Нужды|Машина|Могут не выпустить|Примечание"
    ).split("|"),
}
FILES = {
    "web": "web-form-export.csv",
    "hotline": "hotline-he.csv",
    "community": "community-uk.csv",
    "workbook": "consulate-workbook.xlsx",
    "embassy": "embassy-list.tsv",
}
LANGUAGE = {"web": "en", "hotline": "he", "community": "uk", "workbook": "en", "embassy": "ru"}
