/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-clean.h"

#include <string.h>

#include "cor-columns.h"

static const char yes_words[] =
    "|yes|y|true|t|1|v|ok|sure|own|own car|has car|have|available|with car|car|"
    "כן|יש|נכון|יש רכב|עם רכב|רכב|פרטי|רכב פרטי|"
    "так|є|маю|наявний|наявне|власний|власне|авто|є авто|своє|має|"
    "да|есть|имею|имеется|своя|свой|есть машина|имеет|д|т|";
static const char no_words[] =
    "|no|n|false|f|0|none|without|without car|no car|not|"
    "לא|אין|אין רכב|ללא|ללא רכב|בלי|ל|"
    "ні|немає|нема|без|без авто|не маю|відсутній|відсутнє|нема авто|немає авто|не має|"
    "нет|нету|без машины|не имею|отсутствует|нет машины|не имеет|"
    "bus|on foot|coach|train|אוטובוס|ברגל|рейсовий|автобус|пішки|пешком|";

static const struct
{
  CorStatus status;
  const char *words;
} status_words[COR_N_STATUSES] = {
  { COR_STATUS_REGISTERED,
    "|registered|new|open|pending|received|waiting|נרשם|רשום|נרשמה|חדש|ממתין|פתוח|"
    "зареєстрований|зареєстрована|зареєстровано|новий|нова|очікує|"
    "зарегистрирован|зарегистрирована|новый|новая|ожидает|" },
  { COR_STATUS_CONTACTED, "|contacted|called|reached|in contact|spoke|נוצר קשר|יצרנו קשר|שוחח|דובר|"
                          "звязались|на звязку|контактували|зателефонували|зв язались|"
                          "связались|на связи|позвонили|" },
  { COR_STATUS_CONFIRMED, "|confirmed|ready|approved|will come|מאושר|אושר|אישר|אישרה|מוכן|"
                          "підтверджено|підтвердив|підтвердила|готовий|готова|"
                          "подтверждено|подтвердил|подтвердила|готов|" },
  { COR_STATUS_AT_RALLY_POINT,
    "|at rally point|rally point|at meeting point|assembled|at assembly point|"
    "בנקודת איסוף|נקודת איסוף|בנקודת המפגש|на точці збору|на пункті збору|"
    "на точке сбора|на пункте сбора|" },
  { COR_STATUS_UNDER_WAY,
    "|under way|underway|en route|on the way|on way|in transit|travelling|traveling|"
    "בדרך|במסע|נוסע|в дорозі|їде|їдуть|в пути|в дороге|едет|едут|" },
  { COR_STATUS_CROSSED,
    "|crossed|crossed border|crossed the border|across|out|left ukraine|left|exited|"
    "חצה|חצתה|חצו|עבר את הגבול|עבר גבול|יצא|יצאה|יצאו|"
    "перетнув|перетнула|перетнули|за кордоном|виїхав|виїхала|виїхали|"
    "пересек|пересекла|пересекли|за границей|выехал|выехала|выехали|" },
  { COR_STATUS_SAFE,
    "|safe|in israel|home|arrived|evacuated|returned|בטוח|בישראל|הגיע|הגיעה|הגיעו|פונה|בבית|"
    "в безпеці|прибув|прибула|вдома|евакуйований|евакуйовано|"
    "в безопасности|прибыл|прибыла|дома|эвакуирован|" },
  { COR_STATUS_DECLINED,
    "|declined|refused|not leaving|staying|cancelled|canceled|does not want|stays|"
    "withdrawn|סירב|סירבה|מסרב|מסרבת|לא מעוניין|לא מעוניינת|נשאר|בוטל|ביטל|נשארת|"
    "відмовився|відмовилась|відмовилася|відмова|залишається|не їде|скасовано|"
    "отказался|отказалась|отказ|остается|остаётся|не едет|отменено|" },
};

/**
 * cor_clean_answer:
 * @text: (nullable): yes or no as received
 * @answer: (out): which
 *
 * Reads yes and no in four languages; what begins with either and goes on ("yes, 5 seats") counts.
 *
 * Returns: how it went
 */
CorCleaned
cor_clean_answer (const char *text, CorAnswer *answer)
{
  g_autofree char *key = NULL;
  g_auto (GStrv) words = NULL;

  *answer = COR_ANSWER_UNKNOWN;
  if (text == NULL || text[0] == '\0' || strcmp (text, "?") == 0)
    return COR_CLEANED_BLANK;
  if (strcmp (text, "+") == 0 || strcmp (text, "✓") == 0 || strcmp (text, "✔") == 0 ||
      g_ascii_strcasecmp (text, "x") == 0)
    *answer = COR_ANSWER_YES;
  else if (strcmp (text, "-") == 0 || strcmp (text, "–") == 0 || strcmp (text, "—") == 0)
    *answer = COR_ANSWER_NO;
  if (*answer != COR_ANSWER_UNKNOWN)
    return COR_CLEANED_GOOD;

  key = cor_heading_fold (text);
  words = g_strsplit (key, " ", 2);
  if (cor_word_list_contains (no_words, key))
    *answer = COR_ANSWER_NO;
  else if (cor_word_list_contains (yes_words, key))
    *answer = COR_ANSWER_YES;
  else if (words[0] != NULL && cor_word_list_contains (no_words, words[0]))
    *answer = COR_ANSWER_NO;
  else if (words[0] != NULL && cor_word_list_contains (yes_words, words[0]))
    *answer = COR_ANSWER_YES;
  else if (cor_clean_says_nothing (text))
    return COR_CLEANED_BLANK;

  return *answer != COR_ANSWER_UNKNOWN ? COR_CLEANED_GOOD : COR_CLEANED_BAD;
}

/**
 * cor_clean_status:
 * @text: (nullable): a status as received
 * @status: (out): which
 *
 * Returns: how it went
 */
CorCleaned
cor_clean_status (const char *text, CorStatus *status)
{
  g_autofree char *key = NULL;

  *status = COR_STATUS_REGISTERED;
  if (cor_clean_says_nothing (text))
    return COR_CLEANED_BLANK;

  key = cor_heading_fold (text);
  for (guint i = 0; i < COR_N_STATUSES; i++)
    if (cor_word_list_contains (status_words[i].words, key))
      {
        *status = status_words[i].status;
        return COR_CLEANED_GOOD;
      }

  return COR_CLEANED_BAD;
}
