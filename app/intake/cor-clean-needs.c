/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-clean.h"

#include <string.h>

#include "cor-columns.h"

/* Beginnings of words, in English, Hebrew, Ukrainian and Russian. Two words stand behind each
 * other. */
static const struct
{
  CorNeed need;
  const char *stems;
} need_stems[] = {
  { COR_NEED_WHEELCHAIR,
    "wheelchair|wheel chair|mobility|cannot walk|can not walk|cant walk|unable to walk|walker|"
    "crutch|כיסא גלגלים|כסא גלגלים|כיסא גלגל|גלגלים|נכה|נכות|מוגבל|קביים|הליכון|"
    "візок|візк|крісл|інвалідн|не ходить|милиц|коляск|коляс|кресл|не ходит|костыл|колясочн" },
  { COR_NEED_STRETCHER, "stretcher|bedridden|lying|ambulance|immobile|bed "
                        "bound|bedbound|אלונק|מרותק|סיעודי|שוכב|אמבולנס|"
                        "ноші|носилк|лежач|швидка|карет|неходяч|прикут" },
  { COR_NEED_OXYGEN, "oxygen|ventilat|respirat|breathing|חמצן|מונשם|הנשמה|кисень|кисн|кислород|ввл|"
                     "ивл|дихальн|дыхательн" },
  { COR_NEED_MEDICATION,
    "medic|insulin|dialysis|diabet|pill|drug|chemo|epilep|prescription|תרופ|אינסולין|דיאליזה|סוכרת|"
    "כימותרפי|אפילפסי|ліки|лік|медикамент|інсулін|діаліз|діабет|хіміотерап|лекарств|инсулин|диализ|"
    "диабет|химиотерап|препарат|таблет" },
  { COR_NEED_INFANT,
    "infant|baby|babies|newborn|toddler|nursing|breastfeed|stroller|car seat|child "
    "seat|תינוק|פעוט|יולדת|"
    "מניקה|עגלה|כיסא בטיחות|немовл|грудн|новонародж|маля|младен|новорожд|малыш|грудничо" },
  { COR_NEED_PREGNANT,
    "pregnan|expecting|expectant|הריון|הרה|בהריון|בהיריון|היריון|вагітн|беременн" },
  { COR_NEED_UNACCOMPANIED_MINOR, "unaccompanied|minor alone|child alone|minor|קטין|ללא ליווי|без "
                                  "супровод|неповнолітн|несупровод|"
                                  "несовершеннолетн|без сопровожден" },
  { COR_NEED_ELDERLY, "elderly|senior|aged|old age|old person|old man|old "
                      "woman|grandmother|grandfather|holocaust survivor|"
                      "קשיש|זקן|זקנה|מבוגר|גיל שלישי|ניצול שואה|ניצולת "
                      "שואה|сеньйор|похил|літн|пенсіонер|старен|пожил|пенсионер|"
                      "престарел|стареньк" },
  { COR_NEED_PET, "pet|dog|cat|animal|puppy|kitten|חיית מחמד|חיות מחמד|כלב|חתול|חיה|בעל "
                  "חיים|тварин|собак|пес|кіт|кот|кішк|кошк|"
                  "животн|питом" },
};

static const char no_words[] =
    "|no|none|no needs|nothing|not needed|no special needs|0|false|"
    "לא|אין|אין צרכים|ללא צרכים|ללא|אין צרכים מיוחדים|"
    "ні|немає|нема|без потреб|немає потреб|не потребує|не потрібно|ніяких|"
    "нет|нету|не нужно|не нуждается|без особенностей|нет потребностей|";

/* Whether any word of the text begins with one of the stems. */
static gboolean
has_stem (const char *key, const char *stems)
{
  for (const char *word = key; word != NULL; word = strchr (word, ' '))
    {
      word += *word == ' ' ? 1 : 0;
      for (const char *stem = stems; stem != NULL; stem = strchr (stem, '|'))
        {
          gsize n_bytes;

          stem += *stem == '|' ? 1 : 0;
          n_bytes = strcspn (stem, "|");
          if (strncmp (word, stem, n_bytes) == 0)
            return TRUE;
        }
    }

  return FALSE;
}

static guint
find_needs (const char *text)
{
  g_autofree char *key = cor_heading_fold (text);
  guint needs = 0;

  if (cor_word_list_contains (no_words, key))
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (need_stems); i++)
    if (has_stem (key, need_stems[i].stems))
      needs |= need_stems[i].need;

  return needs != 0 ? needs : COR_NEED_OTHER;
}

/**
 * cor_clean_needs:
 * @text: (nullable): needs as received
 * @needs: (out): #CorNeed bits
 *
 * Reads needs in any of four languages, several with commas between. What is not understood is
 * %COR_NEED_OTHER, so that somebody asks.
 *
 * Returns: how it went; never bad
 */
CorCleaned
cor_clean_needs (const char *text, guint *needs)
{
  g_auto (GStrv) parts = NULL;

  *needs = COR_NEED_NONE;
  if (cor_clean_says_nothing (text))
    return COR_CLEANED_BLANK;

  parts = g_strsplit_set (text, ",;/|+\n", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (!cor_clean_says_nothing (parts[i]))
      *needs |= find_needs (parts[i]);

  return *needs != 0 ? COR_CLEANED_GOOD : COR_CLEANED_BLANK;
}
