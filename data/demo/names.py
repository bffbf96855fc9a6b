# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of people who do not exist, in the four scripts of the desks.

Family names are made of words such as "test", "mask" or "template" with usual endings, so that a
reader sees that they are invented. Given names are ordinary ones. Each is written by hand in every
script; nothing here is computed by a transliteration that the program might share.
"""

# English (Ukrainian standard) | other English spellings | Ukrainian | Russian | Hebrew
MALE = """
Oleksandr|Alexander,Aleksandr,Olexandr|Олександр|Александр|אלכסנדר
Andrii|Andrey,Andriy,Andrei|Андрій|Андрей|אנדריי
Dmytro|Dmitry,Dmitri,Dmitriy|Дмитро|Дмитрий|דמיטרי
Mykhailo|Mikhail,Michael,Mykhaylo|Михайло|Михаил|מיכאיל
Davyd|David|Давид|Давид|דוד
Danylo|Daniel,Danilo|Данило|Даниил|דניאל
Roman|Roman|Роман|Роман|רומן
Anton|Anton|Антон|Антон|אנטון
Borys|Boris|Борис|Борис|בוריס
Leonid|Leonid|Леонід|Леонид|לאוניד
Viktor|Victor|Віктор|Виктор|ויקטור
Yosyp|Iosif,Yosef,Josef|Йосип|Иосиф|יוסף
Moshe|Moshe|Моше|Моше|משה
Avraam|Abraham,Avraham|Авраам|Авраам|אברהם
Itskhak|Yitzhak,Itzhak|Іцхак|Ицхак|יצחק
Shlomo|Shlomo|Шломо|Шломо|שלמה
Mark|Marc|Марк|Марк|מרק
Lev|Lev|Лев|Лев|לב
Ihor|Igor|Ігор|Игорь|איגור
Oleh|Oleg|Олег|Олег|אולג
Pavlo|Pavel|Павло|Павел|פבל
Vadym|Vadim|Вадим|Вадим|ואדים
Maksym|Maxim,Maksim|Максим|Максим|מקסים
Artem|Artem|Артем|Артем|ארטם
Denys|Denis|Денис|Денис|דניס
Ruslan|Ruslan|Руслан|Руслан|רוסלן
Stanislav|Stanislav|Станіслав|Станислав|סטניסלב
Eduard|Edward|Едуард|Эдуард|אדוארד
Semen|Semyon|Семен|Семен|סמיון
Hryhorii|Grigory,Grigoriy|Григорій|Григорий|גריגורי
"""

FEMALE = """
Olena|Elena|Олена|Елена|ילנה
Iryna|Irina|Ірина|Ирина|אירינה
Nataliia|Natalia,Natalya|Наталія|Наталия|נטליה
Tetiana|Tatiana,Tatyana|Тетяна|Татьяна|טטיאנה
Svitlana|Svetlana|Світлана|Светлана|סבטלנה
Hanna|Anna,Ganna|Ганна|Анна|אנה
Mariia|Maria,Mariya|Марія|Мария|מריה
Marta|Marta|Марта|Марта|מרתה
Sofiia|Sofia,Sophia|Софія|София|סופיה
Dana|Dana|Дана|Дана|דנה
Diana|Diana|Діана|Диана|דיאנה
Yuliia|Julia,Yulia|Юлія|Юлия|יוליה
Oksana|Oxana|Оксана|Оксана|אוקסנה
Larysa|Larisa|Лариса|Лариса|לריסה
Liudmyla|Ludmila,Lyudmila|Людмила|Людмила|לודמילה
Polina|Polina|Поліна|Полина|פולינה
Rivka|Rebecca|Рівка|Ривка|רבקה
Sara|Sarah|Сара|Сара|שרה
Rakhel|Rachel,Rahel|Рахель|Рахель|רחל
Lia|Leah|Лія|Лия|לאה
Ester|Esther|Естер|Эстер|אסתר
Miriam|Miriam|Міріам|Мириам|מרים
Nina|Nina|Ніна|Нина|נינה
Vira|Vera|Віра|Вера|ורה
Alla|Alla|Алла|Алла|אלה
Halyna|Galina|Галина|Галина|גלינה
Inna|Inna|Інна|Инна|אינה
Kateryna|Katerina,Ekaterina|Катерина|Екатерина|קטרינה
Alina|Alina|Аліна|Алина|אלינה
Viktoriia|Victoria,Viktoria|Вікторія|Виктория|ויקטוריה
"""

ROOTS = """
Test|Тест|Тест|טסט
Dumk|Думк|Думк|דומק
Zrazk|Зразк|Зразк|זרזק
Prymir|Примір|Примир|פרימיר
Vydum|Видум|Выдум|וידום
Fikt|Фікт|Фикт|פיקט
Maket|Макет|Макет|מקט
Shablon|Шаблон|Шаблон|שבלון
Prob|Проб|Проб|פרוב
Model|Модел|Модел|מודל
Narys|Нарис|Нарис|נריס
Nomer|Номер|Номер|נומר
Pustel|Пустел|Пустел|פוסטל
Zhart|Жарт|Жарт|ז'רט
Kazk|Казк|Казк|קזק
Mryn|Мрин|Мрин|מרין
Tuman|Туман|Туман|טומן
Vyhad|Вигад|Выгад|ויגד
Lyst|Лист|Лист|ליסט
Anket|Анкет|Анкет|אנקט
Rubryk|Рубрик|Рубрик|רובריק
Tabl|Табл|Табл|טבל
Kolonk|Колонк|Колонк|קולונק
Paragraf|Параграф|Параграф|פרגרף
Krapk|Крапк|Крапк|קרפק
Dram|Драм|Драм|דרם
Teatr|Театр|Театр|תיאטר
Mask|Маск|Маск|מסק
Klon|Клон|Клон|קלון
Symul|Симул|Симул|סימול
Zapys|Запис|Запис|זפיס
Bland|Бланд|Бланд|בלנד
Protot|Протот|Протот|פרוטוט
Zhurnal|Журнал|Журнал|ז'ורנל
Arkush|Аркуш|Аркуш|ארקוש
"""

# English | other English | Ukrainian | Russian | Hebrew
ENDINGS = """
enko|enko|енко|енко|נקו
chuk|tchuk|чук|чук|צ'וק
man|mann|ман|ман|מן
berg|berg|берг|берг|ברג
ovych|ovich,ovitch|ович|ович|וביץ'
son|sohn|сон|сон|סון
shtein|stein,shteyn|штейн|штейн|שטיין
"""



# Five Hebrew letters look otherwise at the end of a word.
FINAL_LETTERS = str.maketrans("ךםןףץ", "כמנפצ")


def rows(text):
    return [line.split("|") for line in text.strip().split("\n")]


def given_names(text):
    result = []
    for english, others, ukrainian, russian, hebrew in rows(text):
        result.append(
            {"en": english, "en_other": others.split(","), "uk": ukrainian, "ru": russian, "he": hebrew}
        )
    return result


def family_names():
    result = []
    for root in rows(ROOTS):
        for ending in rows(ENDINGS):
            result.append(
                {
                    "en": root[0] + ending[0],
                    "en_other": [root[0] + other for other in ending[1].split(",")],
                    "uk": root[1] + ending[2],
                    "ru": root[2] + ending[3],
                    "he": root[3].translate(FINAL_LETTERS) + ending[4],
                }
            )
    return result


# Romanized alike by every system in use: a reader of any desk writes these the same way.
PLAIN_ENDINGS = ("enko", "chuk", "man", "berg", "son", "ovych")
PLAIN_GIVEN = set(
    "Oleksandr Dmytro Davyd Danylo Roman Anton Borys Leonid Viktor Moshe Shlomo Mark Lev Oleh Pavlo Vadym"
    " Maksym Artem Denys Ruslan Stanislav Olena Iryna Svitlana Hanna Marta Dana Oksana Larysa Polina Rivka"
    " Sara Ester Nina Vira Alla Halyna Inna Kateryna Alina".split()
)


def is_plain(family, given):
    return family["en"].endswith(PLAIN_ENDINGS) and given["en"] in PLAIN_GIVEN
