/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-column-words.h"

/* How lists head their columns, in English, Hebrew, Ukrainian and Russian: a bar between headings,
 * punctuation and quotation marks gone, letters small, as cor_heading_fold() does it. Where two
 * languages share a word it stands once. */
const CorColumnWords cor_column_words[] = {
  { COR_FIELD_FULL_NAME,
    "name|full name|fullname|first and last name|name and surname|surname and name|"
    "name surname|last name first name|first name last name|"
    "family name and given name|passenger|passenger name|person|citizen|citizen name|"
    "applicant|applicant name|registrant|registrant name|traveller|traveler|"
    "name of citizen|your name|participant|contact name|evacuee" },
  { COR_FIELD_FULL_NAME,
    "שם|שם מלא|שם ושם משפחה|שם פרטי ומשפחה|שם משפחה ושם פרטי|שם פרטי ושם משפחה|"
    "שם משפחה ופרטי|שם הנרשם|שם הפונה|שם האזרח|שם האדם|השם|הפונה|שם נוסע|שם הנוסע|"
    "שמות" },
  { COR_FIELD_FULL_NAME,
    "піб|п і б|піп|прізвище та імя|прізвище імя|прізвище і імя|прізвище ім я|"
    "прізвище імя по батькові|прізвище імя та по батькові|імя та прізвище|"
    "імя прізвище|імя і прізвище|повне імя|імя повністю|ваше імя|особа|громадянин|"
    "заявник" },
  { COR_FIELD_FULL_NAME, "фио|ф и о|фамилия имя отчество|фамилия и имя|фамилия имя|имя фамилия|"
                         "имя и фамилия|полное имя|гражданин|заявитель|ф и о полностью" },
  { COR_FIELD_FAMILY_NAME, "family name|last name|surname|lastname|familyname|family|second name|"
                           "last name as in passport|surname in passport" },
  { COR_FIELD_FAMILY_NAME, "שם משפחה|משפחה|שם המשפחה|שם משפחתו" },
  { COR_FIELD_FAMILY_NAME, "прізвище|прізвище в паспорті|фамілія" },
  { COR_FIELD_FAMILY_NAME, "фамилия" },
  { COR_FIELD_GIVEN_NAME,
    "given name|given names|first name|firstname|forename|forenames|first names|"
    "christian name|middle name|patronymic" },
  { COR_FIELD_GIVEN_NAME, "שם פרטי|פרטי|שם הפרטי|שם אמצעי|שם אב" },
  { COR_FIELD_GIVEN_NAME, "імя|ім я|імена|по батькові" },
  { COR_FIELD_GIVEN_NAME, "имя|отчество|имена" },
  { COR_FIELD_NATIONALITY, "nationality|citizenship|citizenships|nationalities|passport country|"
                           "country of citizenship|country of passport|nationality citizenship|"
                           "passport nationality|issuing country" },
  { COR_FIELD_NATIONALITY, "אזרחות|לאום|נתינות|אזרחויות|מדינת דרכון|מדינת אזרחות|אזרחות נוספת" },
  { COR_FIELD_NATIONALITY, "громадянство|національність|підданство|країна громадянства" },
  { COR_FIELD_NATIONALITY, "гражданство|национальность|подданство|страна гражданства" },
  { COR_FIELD_PASSPORT,
    "passport|passport number|passport no|passport num|passport nr|passport id|"
    "document|document number|document no|document id|id number|id no|id num|"
    "identity number|identity card|identity no|national id|teudat zehut|id passport|"
    "id or passport|passport or id|id document|travel document|"
    "travel document number|t z|tz|teudat zehut number|id card|"
    "passport series and number|personal number|doc no|doc" },
  { COR_FIELD_PASSPORT, "דרכון|מספר דרכון|מס דרכון|מסדרכון|דרכון מספר|תעודת זהות|תז|ת ז|מספר זהות|"
                        "מס זהות|מספר תז|מס תז|דרכון תז|תז דרכון|תעודה|מספר תעודה|מסמך|מסמך נסיעה|"
                        "מספר מסמך|דרכון או תז|זהות|מספר תעודת זהות|מס דרכון תז" },
  { COR_FIELD_PASSPORT,
    "паспорт|номер паспорта|номер паспорту|паспорт номер|паспортні дані|паспорт №|"
    "№ паспорта|№ паспорту|серія та номер паспорта|серія і номер паспорта|"
    "серія номер паспорта|документ|номер документа|номер документу|посвідчення|"
    "посвідчення особи|закордонний паспорт|ідентифікаційний номер|дані паспорта|"
    "серія та номер" },
  { COR_FIELD_PASSPORT,
    "паспортные данные|серия и номер паспорта|серия номер паспорта|загранпаспорт|"
    "удостоверение личности|серия и номер|данные паспорта|удостоверение" },
  { COR_FIELD_BIRTH_DATE,
    "date of birth|birth date|birthdate|dob|d o b|birthday|born|born on|date birth|"
    "birth day|year of birth|birth year|yob|birth|date of birth dd mm yyyy" },
  { COR_FIELD_BIRTH_DATE,
    "תאריך לידה|ת לידה|תלידה|לידה|תאריך הלידה|שנת לידה|נולד|נולדה|יום הולדת" },
  { COR_FIELD_BIRTH_DATE, "дата народження|день народження|рік народження|д н|народження|народився|"
                          "народилася|дата нар" },
  { COR_FIELD_BIRTH_DATE,
    "дата рождения|день рождения|год рождения|д р|родился|рождения|дата рожд" },
  { COR_FIELD_PHONE, "phone|phone number|phones|telephone|telephone number|tel|tel no|mobile|"
                     "mobile number|mobile phone|cell|cellphone|cell phone|cellular|contact number|"
                     "contact phone|contact no|contact|contact details|whatsapp|telegram|viber|"
                     "phone no|phone s|phone 2|phone 1|second phone|additional phone|"
                     "alternative phone|local phone|ukrainian phone|israeli phone|phone in ukraine|"
                     "phone in israel|whatsapp number|contacts|msisdn" },
  { COR_FIELD_PHONE,
    "טלפון|מספר טלפון|מס טלפון|טלפונים|נייד|טלפון נייד|פלאפון|סלולרי|טל|טלפון סלולרי|"
    "מספר נייד|ווטסאפ|וואטסאפ|טלפון נוסף|טלפון באוקראינה|טלפון בארץ|טלפון ליצירת קשר|"
    "פרטי קשר|פרטי התקשרות|מס נייד" },
  { COR_FIELD_PHONE,
    "телефон|номер телефону|номер телефона|телефони|моб|мобільний|мобільний телефон|"
    "моб телефон|контактний телефон|контактний номер|контакт|контакти|тел|№ телефону|"
    "моб тел|вайбер|ватсап|телеграм|телефон 1|телефон 2|телефон для звязку" },
  { COR_FIELD_PHONE, "телефоны|мобильный|мобильный телефон|контактный телефон|контактный номер|"
                     "контакты|телефон для связи|сотовый" },
  { COR_FIELD_EMAIL, "email|e mail|mail|email address|e mail address|electronic mail" },
  { COR_FIELD_EMAIL,
    "אימייל|מייל|דואל|דוא ל|דואר אלקטרוני|כתובת מייל|כתובת אימייל|אי מייל|כתובת דואל" },
  { COR_FIELD_EMAIL, "електронна пошта|ел пошта|пошта|імейл|мейл|емейл|електронна адреса" },
  { COR_FIELD_EMAIL, "электронная почта|эл почта|почта|имейл|емайл" },
  { COR_FIELD_PLACE, "place|city|town|location|current location|current city|village|settlement|"
                     "city town|city village|city or town|place of stay|place of residence|"
                     "where are you|where are you now|where are you now city|current place|where|"
                     "staying in|present location|location in ukraine|city in ukraine|town city|"
                     "locality|place in ukraine|current whereabouts|whereabouts|city town village|"
                     "residence" },
  { COR_FIELD_PLACE,
    "מקום|עיר|ישוב|יישוב|מיקום|מיקום נוכחי|עיר נוכחית|מקום שהייה|מקום שהות|"
    "מקום נוכחי|עיר ישוב|עיר יישוב|היכן נמצא|איפה נמצא|איפה אתם|עיר מגורים|"
    "מקום מגורים|כפר|עיר שהייה|מקום הימצאות|עיר באוקראינה|מיקום באוקראינה|עיר שהות|"
    "היכן" },
  { COR_FIELD_PLACE, "місто|населений пункт|нас пункт|місце|місцезнаходження|місце перебування|"
                     "місце знаходження|місто перебування|місто село|де знаходитесь|де ви зараз|"
                     "місце проживання|село|смт|поточне місце|нп|н п|місто населений пункт|"
                     "теперішнє місцезнаходження" },
  { COR_FIELD_PLACE,
    "город|населенный пункт|населённый пункт|место|местонахождение|место нахождения|"
    "место пребывания|место жительства|город село|где находитесь|где вы сейчас|"
    "местоположение|город пребывания|посёлок|поселок" },
  { COR_FIELD_OBLAST, "oblast|region|province|state|district region|county|area|oblast region|"
                      "region oblast|administrative region" },
  { COR_FIELD_OBLAST, "מחוז|אזור|נפה|חבל|אובלסט|מחוז אזור" },
  { COR_FIELD_OBLAST, "область|обл|регіон|район область|область регіон" },
  { COR_FIELD_OBLAST, "регион|край область" },
  { COR_FIELD_ADDRESS,
    "address|street|street address|full address|home address|address in ukraine|"
    "exact address|current address|street and house|street house|exact location" },
  { COR_FIELD_ADDRESS,
    "כתובת|רחוב|כתובת מלאה|כתובת מדויקת|כתובת נוכחית|כתובת באוקראינה|רחוב ומספר|מען|"
    "כתובת שהייה" },
  { COR_FIELD_ADDRESS,
    "адреса|вулиця|повна адреса|точна адреса|адреса перебування|адреса проживання|"
    "вул|вулиця будинок" },
  { COR_FIELD_ADDRESS, "адрес|улица|полный адрес|точный адрес|адрес проживания|адрес пребывания" },
  { COR_FIELD_COORDINATES, "coordinates|coords|gps|geo|gps coordinates|lat lon|lat long|lat lng|"
                           "latitude longitude|geolocation|location link|map link|google maps|"
                           "google maps link|pin|waypoint|position|gps location|location pin|map|"
                           "lat long gps|maps link" },
  { COR_FIELD_COORDINATES,
    "קואורדינטות|קורדינטות|נקודת ציון|נצ|נ צ|מיקום gps|קישור למפה|מפה|גוגל מפות" },
  { COR_FIELD_COORDINATES,
    "координати|геолокація|гео|посилання на карту|точка на карті|gps координати|мітка" },
  { COR_FIELD_COORDINATES, "координаты|геолокация|геопозиция|ссылка на карту|точка на карте" },
  { COR_FIELD_LATITUDE, "latitude|lat|gps lat|lat deg|north" },
  { COR_FIELD_LATITUDE, "קו רוחב|רוחב" },
  { COR_FIELD_LATITUDE, "широта|шир|пн ш" },
  { COR_FIELD_LONGITUDE, "longitude|lon|long|lng|gps lon|gps lng|gps long|lon deg|east" },
  { COR_FIELD_LONGITUDE, "קו אורך|אורך" },
  { COR_FIELD_LONGITUDE, "довгота|дов" },
  { COR_FIELD_LONGITUDE, "долгота" },
  { COR_FIELD_PARTY_TOTAL,
    "people|number of people|no of people|people total|total people|total persons|"
    "number of persons|persons|pax|party|party size|size of party|group size|"
    "family size|household size|size of family|total|total in group|how many people|"
    "how many are you|how many of you|people in group|people in party|"
    "people in total|number in party|number of travellers|number of travelers|"
    "number of passengers|headcount|head count|count|total number|"
    "total including you|including you|incl you|including yourself|incl yourself|"
    "including registrant|including applicant|including self|"
    "how many people including you|total number of people|souls|travellers total|"
    "no of persons|num people|number of family members|family members|"
    "members of family|family members including you|people incl registrant" },
  { COR_FIELD_PARTY_TOTAL,
    "נפשות|מספר נפשות|מס נפשות|כמות נפשות|כמה נפשות|כמה אנשים|מספר אנשים|סהכ|"
    "סהכ נפשות|סהכ אנשים|סך הכל|סך הכל נפשות|כולל|כולל הפונה|כולל הנרשם|כולל עצמך|"
    "כולל אותך|מספר נפשות כולל|גודל משפחה|גודל קבוצה|כמות אנשים|כמות|מספר בני משפחה|"
    "בני משפחה|מספר הנפשות|מסאנשים|מס אנשים|מספר נוסעים" },
  { COR_FIELD_PARTY_TOTAL,
    "кількість осіб|кількість людей|осіб|людей|скільки осіб|скільки людей|"
    "скільки вас|всього|усього|разом|всього осіб|усього осіб|разом осіб|разом з вами|"
    "включно з вами|включаючи вас|включно із заявником|разом із заявником|"
    "розмір групи|розмір родини|розмір сімї|к сть осіб|кть осіб|к ть осіб|к ть людей|"
    "кількість|кількість людей разом|членів родини|члени родини|члени сімї|"
    "кількість членів родини|кількість членів сімї|чисельність" },
  { COR_FIELD_PARTY_TOTAL,
    "количество человек|количество людей|человек|сколько человек|сколько вас|итого|"
    "включая вас|вместе с вами|включая заявителя|размер группы|размер семьи|"
    "кол во человек|кол во людей|колво человек|количество|чел|кол во|"
    "количество членов семьи|члены семьи|членов семьи|состав семьи" },
  { COR_FIELD_PARTY_OTHERS,
    "others|other people|additional people|additional persons|additional travellers|"
    "accompanying|accompanying persons|accompanying people|accompanied by|companions|"
    "number of companions|other family members|others travelling with you|"
    "others traveling with you|travelling with you|traveling with you|"
    "people with you|with you|family members with you|excluding you|excl you|"
    "not including you|besides you|besides yourself|in addition to you|plus|guests|"
    "additional family members|other persons|number of others|dependents|dependants|"
    "number of dependents|excluding yourself|not counting you|apart from you|"
    "how many others|extra people|additional|not including registrant|"
    "excluding registrant|excl registrant|without registrant|other members|"
    "fellow travellers|without you|not incl you|accompanying family members" },
  { COR_FIELD_PARTY_OTHERS,
    "מלווים|נלווים|מספר מלווים|מספר נלווים|בני משפחה נלווים|נוספים|אנשים נוספים|"
    "נפשות נוספות|בנוסף|בנוסף אליך|לא כולל|לא כולל הפונה|לא כולל הנרשם|לא כולל אותך|"
    "לא כולל עצמך|מלבדך|חוץ ממך|מלבד|פרט לך|מלבד הפונה|מלבד הנרשם|מצטרפים|בני לוויה|"
    "למעט הפונה|למעט הנרשם|ללא הפונה|ללא הנרשם|נלוים|מספר נפשות נוספות|כמה נוספים" },
  { COR_FIELD_PARTY_OTHERS,
    "супроводжуючі|супроводжуючих|супутники|інші|інших|інші особи|інших осіб|"
    "крім вас|окрім вас|не рахуючи|не рахуючи вас|не рахуючи заявника|крім заявника|"
    "окрім заявника|без заявника|без вас|не включаючи|не включаючи вас|додатково|"
    "додаткові особи|додатково осіб|разом з вами їдуть|їдуть з вами|з вами|попутники|"
    "скільки ще|ще осіб|супровід" },
  { COR_FIELD_PARTY_OTHERS,
    "сопровождающие|сопровождающих|спутники|попутчики|другие|других|кроме вас|"
    "кроме заявителя|не считая|не считая вас|не считая заявителя|без заявителя|"
    "дополнительно|едут с вами|с вами|еще человек|ещё человек|сколько еще|"
    "не включая вас|остальные" },
  { COR_FIELD_NEEDS, "needs|special needs|special requirements|requirements|medical|medical needs|"
                     "medical condition|medical conditions|health|disability|disabilities|"
                     "medical issues|special assistance|assistance|mobility|health issues|"
                     "health condition|special|special request|special requests|limitations|"
                     "medical special needs|medical notes|medical information|assistance needed|"
                     "health needs" },
  { COR_FIELD_NEEDS,
    "צרכים|צרכים מיוחדים|צרכים רפואיים|רפואי|מצב רפואי|מוגבלות|מוגבלויות|"
    "בעיות רפואיות|בקשות מיוחדות|מגבלות|בריאות|נכות|מצב בריאותי|סיוע מיוחד|צורך מיוחד" },
  { COR_FIELD_NEEDS,
    "потреби|особливі потреби|медичні потреби|стан здоровя|здоровя|інвалідність|"
    "особливості|медичні показання|медичне|спеціальні потреби|потреба|особливі вимоги" },
  { COR_FIELD_NEEDS, "потребности|особые потребности|медицинские потребности|состояние здоровья|"
                     "здоровье|инвалидность|особенности|нужды|особые нужды|медицинские показания" },
  { COR_FIELD_CAR, "car|has car|own car|vehicle|has vehicle|own vehicle|have a car|"
                   "do you have a car|transport|own transport|car available|private car|"
                   "access to car|private vehicle|with car|has a car|own transportation|"
                   "transportation|car y n|have car|vehicle available|driving" },
  { COR_FIELD_CAR, "רכב|רכב פרטי|יש רכב|האם יש רכב|רכב ברשותך|בעל רכב|אוטו|מכונית|רכב זמין|תחבורה|"
                   "רכב צמוד|יש לך רכב" },
  { COR_FIELD_CAR, "авто|автомобіль|машина|власне авто|наявність авто|є авто|транспорт|"
                   "власний автомобіль|власний транспорт|чи є авто|чи є автомобіль|"
                   "наявність автомобіля|є машина|наявність транспорту|чи є власний транспорт" },
  { COR_FIELD_CAR, "автомобиль|своя машина|есть машина|есть авто|наличие авто|"
                   "собственный автомобиль|наличие автомобиля|личный автомобиль|своё авто" },
  { COR_FIELD_MAY_BE_REFUSED_EXIT,
    "may be refused exit|refused exit|exit refused|exit ban|exit restriction|"
    "exit restrictions|male 18 60|men 18 60|man 18 60|military age|conscription|"
    "subject to conscription|subject to draft|draft|conscript|"
    "liable for military service|may not leave|exit problem|border refusal|"
    "mobilisation|mobilization|draft age|exit risk|males 18 60|military duty|"
    "risk of refusal at border|may not be let out|may be stopped at border|"
    "may be turned back" },
  { COR_FIELD_MAY_BE_REFUSED_EXIT,
    "עיכוב יציאה|איסור יציאה|מניעת יציאה|גיל גיוס|גבר 18 60|חייב גיוס|גיוס|"
    "עלול להיות מעוכב|מעוכב יציאה|חובת גיוס|סירוב יציאה|עלול להיות מסורב|ייתכן עיכוב|"
    "עלולים לעכב|ייתכן שלא יורשה לצאת" },
  { COR_FIELD_MAY_BE_REFUSED_EXIT,
    "військовозобовязаний|військовозобов язаний|заборона виїзду|обмеження виїзду|"
    "обмеження на виїзд|чоловік 18 60|чоловіки 18 60|призовний вік|"
    "може бути відмовлено у виїзді|мобілізація|відмова у виїзді|заборона на виїзд|"
    "можуть не випустити|можуть не випустить|можуть не пустити" },
  { COR_FIELD_MAY_BE_REFUSED_EXIT,
    "военнообязанный|запрет выезда|запрет на выезд|ограничение выезда|мужчина 18 60|"
    "призывной возраст|отказ в выезде|мобилизация|могут не выпустить|"
    "может быть отказано в выезде|могут не пустить|ограничения на выезд" },
  { COR_FIELD_STATUS, "status|current status|state of case|case status|stage|registration status|"
                      "evacuation status|progress" },
  { COR_FIELD_STATUS, "סטטוס|מצב|סטאטוס|מצב טיפול|סטטוס טיפול" },
  { COR_FIELD_STATUS, "статус|стан|стан справи|статус заявки" },
  { COR_FIELD_STATUS, "состояние" },
  { COR_FIELD_NOTES,
    "notes|note|comments|comment|remarks|remark|additional information|"
    "additional info|other information|more information|info|details|free text|"
    "message|description|observations|anything else|age|emergency contact|"
    "emergency contact phone|emergency contact name|next of kin|relative in israel|"
    "contact in israel|destination|preferred crossing|names of others|"
    "names of family members|names of companions|names of accompanying|other names" },
  { COR_FIELD_NOTES, "הערות|הערה|פרטים נוספים|מידע נוסף|תיאור|פירוט|הערות נוספות|גיל|איש קשר|"
                     "איש קשר בארץ|איש קשר לחירום|יעד|שמות מלווים|שמות נוספים" },
  { COR_FIELD_NOTES, "примітки|примітка|коментар|коментарі|нотатки|зауваження|додаткова інформація|"
                     "додатково інформація|опис|вік|призначення|контактна особа|пункт призначення|"
                     "повідомлення" },
  { COR_FIELD_NOTES,
    "примечание|примечания|комментарий|комментарии|заметки|дополнительная информация|"
    "возраст|контактное лицо|пункт назначения|прим|замечания" },
  { COR_FIELD_IGNORE,
    "no|n|nr|num|number|row|row number|line|serial|serial number|serial no|s n|index|"
    "id|ref|reference|reference number|case id|case number|registration id|"
    "registration number|record id|record|submission id|entry id|form id|"
    "request number|case no|timestamp|time stamp|submitted|submission time|"
    "submission date|submitted at|submitted on|registration date|registration time|"
    "date|time|date of registration|registered at|registered on|registered|created|"
    "created at|updated|last update|last updated|source|language|sex|gender|expiry|"
    "expiry date|passport expiry|passport expiry date|expiration date|"
    "passport expiration|valid until|date of issue|issue date|issued by|handled by|"
    "operator|desk|officer|start time|completion time|call time|call date|"
    "passport expires|passport valid until|date received" },
  { COR_FIELD_IGNORE,
    "מס|מספר|מסד|מס סידורי|מספר סידורי|שורה|מזהה|חותמת זמן|תאריך|תאריך רישום|"
    "תאריך פנייה|תאריך פניה|תאריך שיחה|שעה|מין|תוקף|תוקף דרכון|מספר פנייה|מספר פניה|"
    "מס פנייה|מס פניה|מקבל הפנייה|מוקדן|שפה|מטפל|מקור" },
  { COR_FIELD_IGNORE,
    "№|№ п п|№ пп|п п|пп|номер|ід|дата|дата реєстрації|дата заявки|дата звернення|"
    "час|позначка часу|стать|термін дії|дійсний до|дата видачі|ким видано|"
    "термін дії паспорта|мова|джерело|оператор|порядковий номер|номер заявки" },
  { COR_FIELD_IGNORE, "отметка времени|дата регистрации|дата обращения|пол|срок действия|"
                      "действителен до|дата выдачи|кем выдан|время|язык|источник|порядковый номер|"
                      "срок действия паспорта" },
};

const guint cor_n_column_words = G_N_ELEMENTS (cor_column_words);
