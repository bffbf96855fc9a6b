/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-gazetteer.h"

#include <string.h>

#define LARGE_POPULATION 15000
#define N_LARGE_AT_LEAST 260

static CorGazetteer *gazetteer;

typedef struct
{
  const char *country;
  guint n_at_least;
} Share;

/* Every settlement that the sources give: a build that loses some is noticed. */
static const Share shares[] = {
  { "UA", 3850 }, { "PL", 230 }, { "SK", 30 }, { "HU", 85 },
  { "RO", 600 },  { "MD", 90 },  { "BY", 45 }, { "RU", 130 },
};

static gboolean
is_in (const CorPlace *place, const char *country)
{
  return strcmp (cor_place_get_country (place), country) == 0;
}

static void
test_nobody_is_lost (void)
{
  guint n_listed = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      guint n_places = 0;

      for (guint j = 0; j < cor_gazetteer_get_n_places (gazetteer); j++)
        n_places += is_in (cor_gazetteer_get_place (gazetteer, j), shares[i].country) ? 1 : 0;
      g_test_message ("%s: %u", shares[i].country, n_places);
      g_assert_cmpuint (n_places, >=, shares[i].n_at_least);
      n_listed += n_places;
    }
  g_assert_cmpuint (n_listed, ==, cor_gazetteer_get_n_places (gazetteer));
}

/* Swapped coordinates would put a place at 23 to 40 degrees north: none is there. */
static void
test_positions (void)
{
  static const CorBounds ukraine = { 44.3, 22.1, 52.4, 40.3 };
  static const CorBounds around = { 43.0, 18.0, 54.0, 42.0 };

  for (guint i = 0; i < cor_gazetteer_get_n_places (gazetteer); i++)
    {
      const CorPlace *place = cor_gazetteer_get_place (gazetteer, i);

      g_test_message ("%u", cor_place_get_number (place));
      g_assert_true (cor_bounds_contains (is_in (place, "UA") ? &ukraine : &around,
                                          cor_place_get_position (place)));
    }
}

static gboolean
is_written_in (const char *name, GUnicodeScript script)
{
  guint n_letters = 0;

  for (const char *c = name; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (!g_unichar_isalpha (letter) || letter == 0x02bc)
        continue;
      n_letters++;
      if (g_unichar_get_script (letter) != script)
        return FALSE;
    }

  return n_letters > 0;
}

static gboolean
has_foreign_letter (const char *name, const char *letters)
{
  for (const char *c = name; *c != '\0'; c = g_utf8_next_char (c))
    if (g_utf8_strchr (letters, -1, g_utf8_get_char (c)) != NULL)
      return TRUE;

  return FALSE;
}

static void
test_scripts (void)
{
  for (guint i = 0; i < cor_gazetteer_get_n_places (gazetteer); i++)
    {
      const CorPlace *place = cor_gazetteer_get_place (gazetteer, i);
      const char *uk = cor_place_get_name (place, COR_LANGUAGE_UK);
      const char *ru = cor_place_get_name (place, COR_LANGUAGE_RU);

      g_test_message ("%u", cor_place_get_number (place));
      g_assert_true (
          is_written_in (cor_place_get_name (place, COR_LANGUAGE_EN), G_UNICODE_SCRIPT_LATIN));
      g_assert_true (
          is_written_in (cor_place_get_name (place, COR_LANGUAGE_HE), G_UNICODE_SCRIPT_HEBREW));
      g_assert_true (is_written_in (uk, G_UNICODE_SCRIPT_CYRILLIC));
      g_assert_true (is_written_in (ru, G_UNICODE_SCRIPT_CYRILLIC));
      g_assert_false (has_foreign_letter (uk, "ыэёъЫЭЁЪ'’"));
      g_assert_false (has_foreign_letter (ru, "іїєґІЇЄҐ"));
    }
}

static void
test_large_places_are_checked (void)
{
  guint n_large = 0;

  for (guint i = 0; i < cor_gazetteer_get_n_places (gazetteer); i++)
    {
      const CorPlace *place = cor_gazetteer_get_place (gazetteer, i);

      if (!is_in (place, "UA") || cor_place_get_population (place) < LARGE_POPULATION)
        continue;
      n_large++;
      g_test_message ("%s", cor_place_get_name (place, COR_LANGUAGE_EN));
      for (CorLanguage language = 0; language < COR_N_LANGUAGES; language++)
        g_assert_cmpint (cor_place_get_name_origin (place, language), ==, COR_NAME_ORIGIN_CHECKED);
    }
  g_assert_cmpuint (n_large, >=, N_LARGE_AT_LEAST);
}

/* A town of two sources is one town: nobody of the same name stands beside it. */
static void
test_no_doubles (void)
{
  for (guint i = 0; i < cor_gazetteer_get_n_places (gazetteer); i++)
    {
      const CorPlace *place = cor_gazetteer_get_place (gazetteer, i);

      if (!is_in (place, "UA"))
        continue;
      for (guint j = i + 1; j < cor_gazetteer_get_n_places (gazetteer); j++)
        {
          const CorPlace *other = cor_gazetteer_get_place (gazetteer, j);

          if (strcmp (cor_place_get_name (place, COR_LANGUAGE_UK),
                      cor_place_get_name (other, COR_LANGUAGE_UK)) != 0)
            continue;
          g_test_message ("%u and %u", cor_place_get_number (place), cor_place_get_number (other));
          g_assert_cmpfloat (cor_position_distance_m (cor_place_get_position (place),
                                                      cor_place_get_position (other)),
                             >, 2000.0);
        }
    }
}

static void
test_regions (void)
{
  g_autoptr (GHashTable) regions = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < cor_gazetteer_get_n_places (gazetteer); i++)
    {
      const CorPlace *place = cor_gazetteer_get_place (gazetteer, i);
      const char *code = cor_place_get_region_code (place);

      g_test_message ("%u", cor_place_get_number (place));
      g_assert_true (g_str_has_prefix (code, cor_place_get_country (place)));
      for (CorLanguage language = 0; language < COR_N_LANGUAGES; language++)
        g_assert_cmpstr (cor_place_get_region_name (place, language), !=, "");
      if (is_in (place, "UA"))
        g_hash_table_add (regions, (gpointer) code);
    }
  g_assert_cmpuint (g_hash_table_size (regions), ==, 27);
}

/* Both villages at every crossing are there, where the crossing is. */
static void
test_crossings (void)
{
  static const struct
  {
    const char *name;
    CorPosition position;
  } villages[] = {
    { "Ягодин", { 51.180, 23.813 } },
    { "Dorohusk", { 51.180, 23.813 } },
    { "Устилуг", { 50.857, 24.141 } },
    { "Zosin", { 50.857, 24.141 } },
    { "Угринів", { 50.578, 24.091 } },
    { "Dołhobyczów", { 50.578, 24.091 } },
    { "Рава-Руська", { 50.274, 23.589 } },
    { "Hrebenne", { 50.274, 23.589 } },
    { "Грушів", { 50.097, 23.279 } },
    { "Budomierz", { 50.097, 23.279 } },
    { "Краковець", { 49.957, 23.115 } },
    { "Korczowa", { 49.957, 23.115 } },
    { "Шегині", { 49.800, 22.944 } },
    { "Medyka", { 49.800, 22.944 } },
    { "Смільниця", { 49.481, 22.701 } },
    { "Krościenko", { 49.481, 22.701 } },
    { "Нижанковичі", { 49.694, 22.817 } },
    { "Ужгород", { 48.655, 22.266 } },
    { "Vyšné Nemecké", { 48.655, 22.266 } },
    { "Малий Березний", { 48.884, 22.420 } },
    { "Ubľa", { 48.884, 22.420 } },
    { "Малі Селменці", { 48.511, 22.154 } },
    { "Чоп", { 48.434, 22.208 } },
    { "Záhony", { 48.434, 22.208 } },
    { "Дзвінкове", { 48.313, 22.332 } },
    { "Косино", { 48.246, 22.447 } },
    { "Barabás", { 48.246, 22.447 } },
    { "Лужанка", { 48.165, 22.572 } },
    { "Beregsurány", { 48.165, 22.572 } },
    { "Вилок", { 48.094, 22.836 } },
    { "Tiszabecs", { 48.094, 22.836 } },
    { "Дякове", { 47.996, 23.002 } },
    { "Halmeu", { 47.996, 23.002 } },
    { "Солотвино", { 47.948, 23.889 } },
    { "Sighetu Marmației", { 47.948, 23.889 } },
    { "Біла Церква", { 47.942, 23.937 } },
    { "Порубне", { 47.989, 26.062 } },
    { "Siret", { 47.989, 26.062 } },
    { "Орлівка", { 45.293, 28.458 } },
    { "Isaccea", { 45.293, 28.458 } },
    { "Мамалига", { 48.264, 26.625 } },
    { "Criva", { 48.264, 26.625 } },
    { "Росошани", { 48.378, 27.044 } },
    { "Briceni", { 48.378, 27.044 } },
    { "Сокиряни", { 48.439, 27.463 } },
    { "Ocnița", { 48.439, 27.463 } },
    { "Могилів-Подільський", { 48.445, 27.792 } },
    { "Otaci", { 48.445, 27.792 } },
    { "Бронниця", { 48.399, 27.877 } },
    { "Palanca", { 46.384, 30.087 } },
    { "Старокозаче", { 46.377, 29.987 } },
    { "Рені", { 45.482, 28.227 } },
    { "Giurgiulești", { 45.482, 28.227 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (villages); i++)
    {
      CorPlaceHints hints = { .has_position = TRUE, .position = villages[i].position };
      g_autoptr (CorPlaceDecision) decision =
          cor_gazetteer_resolve (gazetteer, villages[i].name, &hints);

      g_test_message ("%s", villages[i].name);
      g_assert_cmpint (decision->state, ==, COR_PLACE_PLACED);
      g_assert_cmpfloat (
          cor_position_distance_m (cor_place_get_position (decision->place), villages[i].position),
          <, 10000.0);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  gazetteer = cor_gazetteer_load_shipped (&error);
  g_assert_no_error (error);

  g_test_add_func ("/places/table/nobody-is-lost", test_nobody_is_lost);
  g_test_add_func ("/places/table/positions", test_positions);
  g_test_add_func ("/places/table/scripts", test_scripts);
  g_test_add_func ("/places/table/large-places-are-checked", test_large_places_are_checked);
  g_test_add_func ("/places/table/no-doubles", test_no_doubles);
  g_test_add_func ("/places/table/regions", test_regions);
  g_test_add_func ("/places/table/crossings", test_crossings);
  status = g_test_run ();
  g_clear_object (&gazetteer);

  return status;
}
