/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-gazetteer.h"

#include "cor-error.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

static CorGazetteer *gazetteer;

#define KYIV 703448u
#define KHARKIV 706483u
#define DNIPRO 709930u
#define ODESA 698740u
#define LVIV 702550u
#define RIVNE 695594u
#define KROPYVNYTSKYI 705812u
#define BAKHMUT 713174u
#define POKROVSK 704422u
#define BILA_TSERKVA 712165u
#define ZAPORIZHZHIA 687700u
#define UZHHOROD 690548u
#define CHERNIVTSI 710719u
#define HORODOK_LVIV 708313u
#define HORODOK_KHMELNYTSKYI 707752u
#define MYKOLAIV 700569u
#define SHEPTYTSKYI 710554u
#define ZVIAHEL 699553u
#define HORISHNI_PLAVNI 6559559u

/* What lists write, and where it is. */
static const struct
{
  const char *text;
  guint32 number;
} spellings[] = {
  { "Київ", KYIV },
  { "КИЇВ", KYIV },
  { "м. Київ", KYIV },
  { "м.Київ", KYIV },
  { "г. Киев", KYIV },
  { "Kyiv", KYIV },
  { "Kiev", KYIV },
  { "kyiv city", KYIV },
  { "Kyiv, Ukraine", KYIV },
  { "Kyiv Ukraine", KYIV },
  { "Ukraine, Kyiv", KYIV },
  { "קייב", KYIV },
  { "קיב", KYIV },
  { "בקייב", KYIV },
  { "Кiев", KYIV },
  { "Kijów", KYIV },
  { "Харків", KHARKIV },
  { "Харьков", KHARKIV },
  { "Kharkov", KHARKIV },
  { "Charkow", KHARKIV },
  { "חרקוב", KHARKIV },
  { "Дніпро", DNIPRO },
  { "Dnipropetrovsk", DNIPRO },
  { "г. Днепропетровск", DNIPRO },
  { "Днепр", DNIPRO },
  { "דנייפרו", DNIPRO },
  { "דניפרו", DNIPRO },
  { "Odessa", ODESA },
  { "ОДЕССА", ODESA },
  { "Одеса", ODESA },
  { "אודסה", ODESA },
  { "Lviv", LVIV },
  { "Lvov", LVIV },
  { "Lwów", LVIV },
  { "Lemberg", LVIV },
  { "לבוב", LVIV },
  { "Львів, Львівська обл.", LVIV },
  { "Ровно", RIVNE },
  { "Rovno", RIVNE },
  { "м. Рівне", RIVNE },
  { "Кіровоград", KROPYVNYTSKYI },
  { "Kirovograd", KROPYVNYTSKYI },
  { "Artemivsk", BAKHMUT },
  { "Бахмут", BAKHMUT },
  { "Красноармійськ", POKROVSK },
  { "Bila Tserkva", BILA_TSERKVA },
  { "Bila Tserkva (Kyiv region)", BILA_TSERKVA },
  { "Белая Церковь", BILA_TSERKVA },
  { "Запорожье", ZAPORIZHZHIA },
  { "זפוריז'יה", ZAPORIZHZHIA },
  { "Zaporozhye", ZAPORIZHZHIA },
  { "Ужгород", UZHHOROD },
  { "Uzhgorod", UZHHOROD },
  { "Czernowitz", CHERNIVTSI },
  { "צ'רנוביץ", CHERNIVTSI },
  { "c. Городок, Львівська обл.", HORODOK_LVIV },
  { "Городок Львівської області", HORODOK_LVIV },
  { "Хмельницька обл., м. Городок", HORODOK_KHMELNYTSKYI },
  { "Николаев", MYKOLAIV },
  { "Nikolaev", MYKOLAIV },
  { "Червоноград", SHEPTYTSKYI },
  { "Новоград-Волинський", ZVIAHEL },
  { "Komsomolsk", HORISHNI_PLAVNI },
  { "79000, м. Львів", LVIV },
  { "Lviv 79000", LVIV },
  { "Львів, вул. Городоцька 12", LVIV },
  { "Городок, Хмельницький район", HORODOK_KHMELNYTSKYI },
};

static void
test_spellings (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      g_autoptr (CorPlaceDecision) decision =
          cor_gazetteer_resolve (gazetteer, spellings[i].text, NULL);

      g_test_message ("%s: %s", spellings[i].text, cor_place_reason_get_code (decision->reason));
      g_assert_nonnull (decision->place);
      g_assert_cmpuint (cor_place_get_number (decision->place), ==, spellings[i].number);
    }
}

/* Typing errors are found, but never placed without a question mark. */
static void
test_typing_errors (void)
{
  static const struct
  {
    const char *text;
    guint32 number;
  } errors[] = {
    { "Kharkvi", KHARKIV },
    { "Харкивв", KHARKIV },
    { "Zaporizzhia", ZAPORIZHZHIA },
    { "Запоріжя", ZAPORIZHZHIA },
    { "Kropivnitskiy", KROPYVNYTSKYI },
    { "Ужгрод", UZHHOROD },
    { "Dnipropetrvosk", DNIPRO },
    { "Chernivtsy", CHERNIVTSI },
    { "Хмельницкй", 706369 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autoptr (GPtrArray) candidates = cor_gazetteer_search (gazetteer, errors[i].text, NULL, 5);
      g_autoptr (CorPlaceDecision) decision =
          cor_gazetteer_resolve (gazetteer, errors[i].text, NULL);
      const CorPlaceCandidate *best;

      g_test_message ("%s", errors[i].text);
      g_assert_cmpuint (candidates->len, >, 0);
      best = g_ptr_array_index (candidates, 0);
      g_assert_cmpuint (cor_place_get_number (best->place), ==, errors[i].number);
      if (best->match == COR_PLACE_MATCH_FUZZY)
        g_assert_cmpint (decision->state, !=, COR_PLACE_PLACED);
    }
}

/* While somebody is typing, the largest place that begins like this comes first. */
static void
test_typing (void)
{
  static const struct
  {
    const char *text;
    guint32 number;
  } beginnings[] = {
    { "Kh", KHARKIV },         { "Khark", KHARKIV },
    { "харк", KHARKIV },       { "חרק", KHARKIV },
    { "Lvi", LVIV },           { "Оде", ODESA },
    { "Krop", KROPYVNYTSKYI }, { "bila ts", BILA_TSERKVA },
    { "Запор", ZAPORIZHZHIA },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_autoptr (GPtrArray) candidates =
          cor_gazetteer_search (gazetteer, beginnings[i].text, NULL, 8);
      const CorPlaceCandidate *best;

      g_test_message ("%s", beginnings[i].text);
      g_assert_cmpuint (candidates->len, >, 0);
      best = g_ptr_array_index (candidates, 0);
      g_assert_cmpuint (cor_place_get_number (best->place), ==, beginnings[i].number);
    }
}

static void
check (const char *text,
       const CorPlaceHints *hints,
       CorPlaceState state,
       CorPlaceReason reason,
       guint32 number)
{
  g_autoptr (CorPlaceDecision) decision = cor_gazetteer_resolve (gazetteer, text, hints);

  g_test_message ("%s: %s", text, cor_place_reason_get_code (decision->reason));
  g_assert_cmpint (decision->state, ==, state);
  g_assert_cmpstr (cor_place_reason_get_code (decision->reason), ==,
                   cor_place_reason_get_code (reason));
  g_assert_cmpuint (decision->place == NULL ? 0 : cor_place_get_number (decision->place), ==,
                    number);
}

static void
test_several_of_a_name (void)
{
  CorPlaceHints lviv = { .region = "Lviv oblast" };
  CorPlaceHints khmelnytskyi = { .region = "Хмельницкая область" };
  CorPlaceHints sumy = { .region = "Сумська" };
  CorPlaceHints there = { .has_position = TRUE, .position = { 49.79, 23.65 } };
  CorPlaceHints elsewhere = { .has_position = TRUE, .position = { 50.45, 30.52 } };
  CorPlaceHints address = { .address = "вул. Шевченка 5, м. Городок, Львівська область" };
  g_autoptr (CorPlaceDecision) decision = cor_gazetteer_resolve (gazetteer, "Городок", NULL);

  g_assert_cmpint (decision->state, ==, COR_PLACE_UNPLACED);
  g_assert_cmpint (decision->reason, ==, COR_PLACE_REASON_AMBIGUOUS);
  g_assert_cmpuint (decision->candidates->len, >=, 4);

  check ("Городок", &lviv, COR_PLACE_PLACED, COR_PLACE_REASON_REGION, HORODOK_LVIV);
  check ("Городок", &khmelnytskyi, COR_PLACE_PLACED, COR_PLACE_REASON_REGION, HORODOK_KHMELNYTSKYI);
  check ("Городок", &there, COR_PLACE_PLACED, COR_PLACE_REASON_POSITION, HORODOK_LVIV);
  check ("Городок", &address, COR_PLACE_PLACED, COR_PLACE_REASON_REGION, HORODOK_LVIV);
  check ("Городок", &sumy, COR_PLACE_UNPLACED, COR_PLACE_REASON_CONTRADICTED, 0);
  check ("Городок, Львівська обл.", &sumy, COR_PLACE_UNPLACED, COR_PLACE_REASON_CONTRADICTED, 0);
  check ("Городок", &elsewhere, COR_PLACE_UNPLACED, COR_PLACE_REASON_CONTRADICTED, 0);
}

/* What lists write as the oblast, with a town that lies in it. */
static void
test_region_spellings (void)
{
  static const struct
  {
    const char *region;
    const char *town;
    const char *code;
  } regions[] = {
    { "Львівська обл.", "Самбір", "UA-46" },
    { "Львівська область", "Самбір", "UA-46" },
    { "Львовская обл", "Самбір", "UA-46" },
    { "Lviv region", "Самбір", "UA-46" },
    { "Lvivska oblast", "Самбір", "UA-46" },
    { "Lviv", "Самбір", "UA-46" },
    { "Lvov oblast", "Самбір", "UA-46" },
    { "LVIVSKA", "Самбір", "UA-46" },
    { "מחוז לבוב", "Самбір", "UA-46" },
    { "לבוב", "Самбір", "UA-46" },
    { "Львівська обл., Самбірський р-н", "Самбір", "UA-46" },
    { "Ukraine, Lviv region", "Самбір", "UA-46" },
    { "Львівщина", "Самбір", "UA-46" },
    { "Kyiv", "Kyiv", "UA-30" },
    { "м. Київ", "Kyiv", "UA-30" },
    { "Київська область", "Kyiv", "UA-30" },
    { "Kiev region", "Bucha", "UA-32" },
    { "Київська", "Буча", "UA-32" },
    { "Dnipropetrovsk", "Нікополь", "UA-12" },
    { "Днепропетровская область", "Никополь", "UA-12" },
    { "Дніпровська", "Нікополь", "UA-12" },
    { "מחוז דניפרו", "ניקופול", "UA-12" },
    { "Zakarpattia", "Хуст", "UA-21" },
    { "Закарпаття", "Хуст", "UA-21" },
    { "Transcarpathia", "Khust", "UA-21" },
    { "Закарпатская обл.", "Хуст", "UA-21" },
    { "Kirovograd region", "Знамʼянка", "UA-35" },
    { "Кропивницька", "Знамʼянка", "UA-35" },
    { "Odesa Oblast", "Izmail", "UA-51" },
    { "Одесская", "Измаил", "UA-51" },
    { "אודסה", "Ізмаїл", "UA-51" },
    { "Харьковская область", "Изюм", "UA-63" },
    { "Kharkov", "Izium", "UA-63" },
    { "Rivnenska", "Дубно", "UA-56" },
    { "Ровенская", "Дубно", "UA-56" },
    { "Volyn", "Ковель", "UA-07" },
    { "Волинська", "Ковель", "UA-07" },
    { "Чернігівська обл", "Ніжин", "UA-74" },
    { "Chernihiv", "Nizhyn", "UA-74" },
    { "Чернівецька", "Хотин", "UA-77" },
    { "Chernivtsi oblast", "Khotyn", "UA-77" },
    { "Хмельницкая", "Шепетовка", "UA-68" },
    { "АР Крим", "Ялта", "UA-43" },
    { "Крым", "Ялта", "UA-43" },
    { "Sumska obl", "Konotop", "UA-59" },
    { "Вінницкая обл", "Гайсин", "UA-05" },
    { "Ivano-Frankivska", "Калуш", "UA-26" },
    { "Запорізька", "Мелітополь", "UA-23" },
    { "Zaporozhskaya oblast", "Melitopol", "UA-23" },
    { "Nikolaev region", "Voznesensk", "UA-48" },
    { "Житомирської області", "Бердичів", "UA-18" },
    { "Subcarpathian voivodeship", "Przemyśl", "PL-09" },
    { "podkarpackie", "Przemyśl", "PL-09" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      CorPlaceHints hints = { .region = regions[i].region };
      g_autoptr (CorPlaceDecision) decision =
          cor_gazetteer_resolve (gazetteer, regions[i].town, &hints);

      g_test_message ("%s, %s: %s", regions[i].town, regions[i].region,
                      cor_place_reason_get_code (decision->reason));
      g_assert_nonnull (decision->place);
      g_assert_cmpint (decision->reason, ==, COR_PLACE_REASON_REGION);
      g_assert_cmpstr (cor_place_get_region_code (decision->place), ==, regions[i].code);
    }
}

/* There is a Bila Tserkva on the Tysa, too, at a crossing into Romania. */
static void
test_name_trap (void)
{
  CorPlaceHints zakarpattia = { .region = "Закарпатська обл." };
  CorPlaceHints kyiv = { .region = "Київська обл." };
  CorPlaceHints tysa = { .has_position = TRUE, .position = { 47.947, 23.905 } };
  g_autoptr (CorPlaceDecision) village =
      cor_gazetteer_resolve (gazetteer, "Біла Церква", &zakarpattia);
  g_autoptr (CorPlaceDecision) district =
      cor_gazetteer_resolve (gazetteer, "Біла Церква, Рахівський район", NULL);
  g_autoptr (CorPlaceDecision) english =
      cor_gazetteer_resolve (gazetteer, "Bila Tserkva (Rakhiv district)", NULL);
  g_autoptr (CorPlaceDecision) there = cor_gazetteer_resolve (gazetteer, "Bila Tserkva", &tysa);

  check ("Біла Церква", NULL, COR_PLACE_PLACED, COR_PLACE_REASON_POPULATION, BILA_TSERKVA);
  check ("Біла Церква", &kyiv, COR_PLACE_PLACED, COR_PLACE_REASON_REGION, BILA_TSERKVA);

  g_assert_cmpint (village->state, ==, COR_PLACE_PLACED);
  g_assert_cmpstr (cor_place_get_region_code (village->place), ==, "UA-21");
  g_assert_true (district->place == village->place);
  g_assert_true (english->place == village->place);
  g_assert_true (there->place == village->place);
}

static void
test_what_is_not_placed (void)
{
  CorPlaceHints sea = { .has_position = TRUE, .position = { 44.0, 31.0 } };
  CorPlaceHints kyiv = { .has_position = TRUE, .position = { 50.44, 30.53 } };
  CorPlaceHints odd = { .region = "Нарнія" };

  check ("", NULL, COR_PLACE_UNPLACED, COR_PLACE_REASON_EMPTY, 0);
  check (NULL, NULL, COR_PLACE_UNPLACED, COR_PLACE_REASON_EMPTY, 0);
  check (" - ?", NULL, COR_PLACE_UNPLACED, COR_PLACE_REASON_EMPTY, 0);
  check ("Xyzzyx", NULL, COR_PLACE_UNPLACED, COR_PLACE_REASON_UNKNOWN, 0);
  check ("Львівська область", NULL, COR_PLACE_UNPLACED, COR_PLACE_REASON_ONLY_REGION, 0);
  check ("Крим", NULL, COR_PLACE_UNPLACED, COR_PLACE_REASON_ONLY_REGION, 0);
  check ("Волинь", NULL, COR_PLACE_UNPLACED, COR_PLACE_REASON_ONLY_REGION, 0);
  check ("Israel", NULL, COR_PLACE_UNPLACED, COR_PLACE_REASON_ONLY_REGION, 0);
  check ("Tel Aviv", NULL, COR_PLACE_UNPLACED, COR_PLACE_REASON_UNKNOWN, 0);
  check ("Шевченка 5", NULL, COR_PLACE_UNPLACED, COR_PLACE_REASON_UNKNOWN, 0);
  check ("Kyiv / Kharkiv", NULL, COR_PLACE_UNPLACED, COR_PLACE_REASON_CONTRADICTED, 0);
  check ("Ukraine", NULL, COR_PLACE_UNPLACED, COR_PLACE_REASON_ONLY_REGION, 0);
  check (NULL, &sea, COR_PLACE_UNPLACED, COR_PLACE_REASON_FAR_AWAY, 0);
  check (NULL, &kyiv, COR_PLACE_PLACED, COR_PLACE_REASON_POSITION, KYIV);
  check ("Бердичів", &odd, COR_PLACE_ASSUMED, COR_PLACE_REASON_POPULATION, 712441);
}

/* A single small place is taken, with a question mark until something confirms it. */
static void
test_only_candidate (void)
{
  CorPlaceHints lviv = { .region = "Львівська" };

  check ("Угнів", NULL, COR_PLACE_ASSUMED, COR_PLACE_REASON_ONLY_CANDIDATE, 690814);
  check ("Угнів", &lviv, COR_PLACE_PLACED, COR_PLACE_REASON_REGION, 690814);
}

static void
test_nearest (void)
{
  const CorPlace *place;

  place = cor_gazetteer_nearest (gazetteer, (CorPosition){ 50.45, 30.52 }, 20000.0, 100000);
  g_assert_nonnull (place);
  g_assert_cmpuint (cor_place_get_number (place), ==, KYIV);

  place = cor_gazetteer_nearest (gazetteer, (CorPosition){ 44.0, 31.0 }, 20000.0, 0);
  g_assert_null (place);

  /* Whoever is found is really the nearest: compare with a walk over all. */
  for (guint i = 0; i < 200; i++)
    {
      CorPosition position = { 45.0 + (i * 37 % 70) / 10.0, 23.0 + (i * 53 % 160) / 10.0 };
      double best_m = 50000.0;
      const CorPlace *best = NULL;

      for (guint j = 0; j < cor_gazetteer_get_n_places (gazetteer); j++)
        {
          const CorPlace *other = cor_gazetteer_get_place (gazetteer, j);
          double distance_m = cor_position_distance_m (position, cor_place_get_position (other));

          if (distance_m < best_m)
            {
              best = other;
              best_m = distance_m;
            }
        }
      place = cor_gazetteer_nearest (gazetteer, position, 50000.0, 0);
      g_assert_true (place == best);
    }
}

static void
test_ids (void)
{
  for (guint i = 0; i < cor_gazetteer_get_n_places (gazetteer); i++)
    {
      const CorPlace *place = cor_gazetteer_get_place (gazetteer, i);
      CorId id = cor_place_get_id (place);

      g_assert_true (cor_gazetteer_get_by_id (gazetteer, &id) == place);
    }
  g_assert_null (cor_gazetteer_get_by_number (gazetteer, 1));
}

static gpointer
search_much (gpointer fresh)
{
  for (guint i = 0; i < 3; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (spellings); j++)
      {
        g_autoptr (GPtrArray) candidates = cor_gazetteer_search (fresh, spellings[j].text, NULL, 3);
        const CorPlaceCandidate *best = g_ptr_array_index (candidates, 0);

        g_assert_cmpfloat (best->score, >, 0.5);
        g_assert_cmpfloat (best->score, <=, 1.0);
      }

  return NULL;
}

/* In a gazetteer where nobody looked for a name before. */
static void
test_threads (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CorGazetteer) fresh = cor_gazetteer_load_shipped (&error);
  GThread *one, *other;

  g_assert_no_error (error);
  one = g_thread_new ("one", search_much, fresh);
  other = g_thread_new ("other", search_much, fresh);

  g_thread_join (one);
  g_thread_join (other);
}

/* Text that is no text, and text without end, are unknown and nothing worse. */
static void
test_hostile_text (void)
{
  g_autofree char *endless = g_strnfill (200000, 'k');
  g_autoptr (CorPlaceDecision) decision = cor_gazetteer_resolve (gazetteer, endless, NULL);
  g_autoptr (CorPlaceDecision) broken =
      cor_gazetteer_resolve (gazetteer, "\xff\xfe\xd0 \xc3(", NULL);
  g_autoptr (CorPlaceDecision) commas = cor_gazetteer_resolve (gazetteer, ",,;;((", NULL);
  g_autoptr (CorPlaceDecision) words =
      cor_gazetteer_resolve (gazetteer, "обл обл район район р н м с г city обл", NULL);

  g_assert_null (decision->place);
  g_assert_null (broken->place);
  g_assert_null (commas->place);
  g_assert_null (words->place);
}

static void
write_files (const char *folder, const char *places, const char *regions)
{
  g_autofree char *places_path = g_build_filename (folder, "places.tsv", NULL);
  g_autofree char *regions_path = g_build_filename (folder, "regions.tsv", NULL);

  g_assert_true (g_file_set_contents (places_path, places, -1, NULL));
  g_assert_true (g_file_set_contents (regions_path, regions, -1, NULL));
}

#define REGIONS "code\tname_uk\tname_en\tname_ru\tname_he\taliases\nUA-30\tК\tK\tК\tק\t\n"
#define PLACES                                                                                     \
  "number\tcountry\tregion\tlat\tlon\tpopulation\tflags\tname_uk\tname_en\tname_ru\tname_he\t"     \
  "aliases\n"

static void
test_damaged_files (void)
{
  static const char *const damaged[] = {
    "",
    "number\tcountry\n",
    PLACES "x\tUA\tUA-30\t50\t30\t5\tssss\tа\ta\tа\tא\t\n",
    PLACES "7\tUA\tUA-30\t500\t30\t5\tssss\tа\ta\tа\tא\t\n",
    PLACES "7\tUA\tUA-30\tnan\t30\t5\tssss\tа\ta\tа\tא\t\n",
    PLACES "7\tUA\tUA-30\t50\t30\t5\tss\tа\ta\tа\tא\t\n",
    PLACES "7\tUA\tUA-30\t50\t30\t-5\tssss\tа\ta\tа\tא\t\n",
    PLACES "7\tUA\tUA-30\t50\t30\t5\tssss\tа\n",
    PLACES "7\tUA\tUA-30\t50\t30\t5\tssss\tа\ta\tа\tא\t\n"
           "7\tUA\tUA-30\t50\t30\t5\tssss\tа\ta\tа\tא\t\n",
    PLACES "7\tUA\tUA-30\t50\t30\t5\tssss\tа\ta\tа\t\xff\t\n",
  };
  g_autofree char *folder = g_dir_make_tmp ("places-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "places.tsv", NULL);
  g_autofree char *regions_path = g_build_filename (folder, "regions.tsv", NULL);
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CorGazetteer) good = NULL;

  g_assert_null (cor_gazetteer_load (path, &missing));
  g_assert_error (missing, COR_ERROR, COR_ERROR_NOT_FOUND);

  for (gsize i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autoptr (GError) damage = NULL;

      write_files (folder, damaged[i], REGIONS);
      g_assert_null (cor_gazetteer_load (path, &damage));
      g_assert_error (damage, COR_ERROR, COR_ERROR_INVALID);
    }

  write_files (folder, PLACES "7\tUA\tUA-30\t50\t30\t5\tssgc\tа\ta\tа\tא\t\n", REGIONS);
  good = cor_gazetteer_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cor_gazetteer_get_n_places (good), ==, 1);
  g_assert_true (cor_place_is_name_generated (cor_gazetteer_get_place (good, 0), COR_LANGUAGE_RU));
  g_assert_cmpint (cor_place_get_name_origin (cor_gazetteer_get_place (good, 0), COR_LANGUAGE_HE),
                   ==, COR_NAME_ORIGIN_CHECKED);

  g_unlink (path);
  g_unlink (regions_path);
  g_rmdir (folder);
}

static void
test_loads_quickly (void)
{
  g_autoptr (GError) error = NULL;
  gint64 start_us = g_get_monotonic_time ();
  g_autoptr (CorGazetteer) again = cor_gazetteer_load_shipped (&error);

  g_assert_no_error (error);
  g_assert_nonnull (again);
  g_test_message ("loaded in %.0f ms", (double) (g_get_monotonic_time () - start_us) / 1000.0);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  gazetteer = cor_gazetteer_load_shipped (&error);
  g_assert_no_error (error);

  g_test_add_func ("/places/gazetteer/spellings", test_spellings);
  g_test_add_func ("/places/gazetteer/typing-errors", test_typing_errors);
  g_test_add_func ("/places/gazetteer/typing", test_typing);
  g_test_add_func ("/places/gazetteer/several-of-a-name", test_several_of_a_name);
  g_test_add_func ("/places/gazetteer/region-spellings", test_region_spellings);
  g_test_add_func ("/places/gazetteer/name-trap", test_name_trap);
  g_test_add_func ("/places/gazetteer/what-is-not-placed", test_what_is_not_placed);
  g_test_add_func ("/places/gazetteer/only-candidate", test_only_candidate);
  g_test_add_func ("/places/gazetteer/nearest", test_nearest);
  g_test_add_func ("/places/gazetteer/ids", test_ids);
  g_test_add_func ("/places/gazetteer/threads", test_threads);
  g_test_add_func ("/places/gazetteer/hostile-text", test_hostile_text);
  g_test_add_func ("/places/gazetteer/damaged-files", test_damaged_files);
  g_test_add_func ("/places/gazetteer/loads-quickly", test_loads_quickly);
  status = g_test_run ();
  g_clear_object (&gazetteer);

  return status;
}
