/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <glib/gstdio.h>

#include "cor-crossing-table.h"
#include "cor-error.h"
#include "cor-post-table.h"
#include "cor-time.h"

static GPtrArray *
load_crossings (void)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *crossings = cor_crossing_table_load (NULL, &error);

  g_assert_no_error (error);

  return crossings;
}

static const CorCrossing *
find (const GPtrArray *crossings, const char *key)
{
  for (guint i = 0; i < crossings->len; i++)
    if (g_str_equal (((const CorCrossing *) crossings->pdata[i])->key, key))
      return crossings->pdata[i];

  g_assert_not_reached ();
}

static gint64
at (const char *text)
{
  gint64 time_utc_s;

  g_assert_true (cor_time_parse (text, &time_utc_s, NULL));

  return time_utc_s;
}

static void
test_every_crossing_is_complete (void)
{
  g_autoptr (GPtrArray) crossings = load_crossings ();

  g_assert_cmpuint (crossings->len, ==, 42);
  for (guint i = 0; i < crossings->len; i++)
    {
      const CorCrossing *crossing = crossings->pdata[i];

      for (guint language = 0; language < COR_N_DESK_LANGUAGES; language++)
        {
          g_assert_nonnull (crossing->names.text[language]);
          g_assert_nonnull (crossing->neighbour_names.text[language]);
        }
      g_assert_cmpuint (crossing->intervals->len, >, 0);
      g_assert_cmpuint (crossing->capacity_people_per_h, >, 0);
      g_assert_true (crossing->capacity_is_default);
      for (guint j = 0; j < crossing->intervals->len; j++)
        g_assert_cmpuint (strlen (((CorCrossingInterval *) crossing->intervals->pdata[j])->source),
                          >, 0);
    }
}

static void
test_foot_passes_korczowa_from_the_evening_of_the_25th (void)
{
  g_autoptr (GPtrArray) crossings = load_crossings ();
  const CorCrossing *krakivets = find (crossings, "pl-krakivets");

  g_assert_cmpuint (cor_crossing_get_modes (krakivets, at ("2022-02-25T18:59+02:00")), ==,
                    COR_MODE_CAR | COR_MODE_COACH);
  g_assert_cmpuint (cor_crossing_get_modes (krakivets, at ("2022-02-25T19:00+02:00")), ==,
                    COR_MODE_CAR | COR_MODE_COACH | COR_MODE_FOOT);
}

static void
test_hours_follow_the_local_clock (void)
{
  g_autoptr (GPtrArray) crossings = load_crossings ();
  const CorCrossing *lonya = find (crossings, "hu-dzvinkove");

  /* 8 to 16 o'clock in Hungary is 9 to 17 in Kyiv. */
  g_assert_cmpuint (cor_crossing_get_modes (lonya, at ("2022-02-24T08:59+02:00")), ==, 0);
  g_assert_cmpuint (cor_crossing_get_modes (lonya, at ("2022-02-24T08:00+01:00")), !=, 0);
  g_assert_cmpuint (cor_crossing_get_modes (lonya, at ("2022-02-24T17:00+02:00")), ==, 0);
  g_assert_cmpuint (cor_crossing_get_modes (lonya, at ("2022-02-28T03:00+02:00")), !=, 0);
}

static void
test_what_is_not_known_is_not_offered (void)
{
  static const struct
  {
    const char *key;
    CorCrossingState state;
  } cases[] = {
    { "md-kuchurhan", COR_CROSSING_CLOSED },       { "md-platonove", COR_CROSSING_CLOSED },
    { "md-tabaky", COR_CROSSING_CLOSED },          { "md-lisne", COR_CROSSING_CLOSED },
    { "pl-nyzhankovychi", COR_CROSSING_NOT_OPEN }, { "ro-bila-tserkva", COR_CROSSING_NOT_OPEN },
    { "ro-krasnoilsk", COR_CROSSING_NOT_OPEN },    { "ro-diakivtsi", COR_CROSSING_NOT_OPEN },
    { "hu-velyka-palad", COR_CROSSING_NOT_OPEN },  { "md-palanca", COR_CROSSING_OPEN },
  };
  g_autoptr (GPtrArray) crossings = load_crossings ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const CorCrossing *crossing = find (crossings, cases[i].key);

      g_test_message ("%s", cases[i].key);
      g_assert_cmpint (cor_crossing_get_state (crossing, at ("2022-02-24T06:00+02:00")), ==,
                       cases[i].state);
      g_assert_cmpint (cor_crossing_get_state (crossing, at ("2022-03-10T06:00+02:00")), ==,
                       cases[i].state);
    }
}

static void
test_waiting_is_what_was_last_seen (void)
{
  g_autoptr (GPtrArray) crossings = load_crossings ();
  const CorCrossing *orlivka = find (crossings, "ro-orlivka");

  g_assert_cmpuint (cor_crossing_get_wait_min (orlivka, at ("2022-03-05T14:00+02:00")), ==, 30);
  g_assert_cmpuint (cor_crossing_get_wait_min (orlivka, at ("2022-03-08T14:00+02:00")), ==, 0);
}

static void
test_ids_are_those_of_the_keys (void)
{
  g_autoptr (GPtrArray) crossings = load_crossings ();
  g_autoptr (GPtrArray) again = load_crossings ();
  CorId id = cor_id_from_key ("pl-krakivets");
  const CorCrossing *one = find (crossings, "pl-krakivets");
  const CorCrossing *other = find (again, "pl-krakivets");

  g_assert_true (cor_id_equal (&one->record.id, &id));
  for (guint i = 0; i < one->intervals->len; i++)
    g_assert_true (cor_id_equal (&((CorCrossingInterval *) one->intervals->pdata[i])->id,
                                 &((CorCrossingInterval *) other->intervals->pdata[i])->id));
}

static void
test_fault_names_file_and_line (void)
{
  static const char *const names[] = { "crossings.csv", "crossing-intervals.csv",
                                       "crossing-waits.csv" };
  g_autofree char *folder = g_dir_make_tmp ("cor-facts-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *from =
          g_build_filename (g_getenv ("CORRIDORS_DATA_DIR"), "crossings", names[i], NULL);
      g_autofree char *to = g_build_filename (folder, names[i], NULL);
      g_autofree char *text = NULL;
      g_autoptr (GString) changed = NULL;

      g_assert_true (g_file_get_contents (from, &text, NULL, NULL));
      changed = g_string_new (text);
      if (i == 1)
        g_string_replace (changed, ",not_open,", ",perhaps,", 1);
      g_assert_true (g_file_set_contents (to, changed->str, -1, NULL));
    }

  g_assert_null (cor_crossing_table_load (folder, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_INVALID);
  g_assert_true (
      g_pattern_match_simple ("crossing-intervals.csv, line *“perhaps”*", error->message));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
test_posts_have_no_number_without_source (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) posts = cor_post_table_load (NULL, &error);
  guint n_embassies = 0, n_receptions = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < posts->len; i++)
    {
      const CorPost *post = posts->pdata[i];

      n_embassies += post->post == COR_POST_EMBASSY;
      n_receptions += post->post == COR_POST_RECEPTION && !cor_id_is_nil (&post->crossing_id);
      if (post->phone != NULL)
        g_assert_true (post->phone_source != NULL && post->phone_date != NULL);
    }

  g_assert_cmpuint (n_embassies, ==, 1);
  g_assert_cmpuint (n_receptions, >=, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/facts/every-crossing-is-complete", test_every_crossing_is_complete);
  g_test_add_func ("/model/facts/foot-passes-korczowa-from-the-evening-of-the-25th",
                   test_foot_passes_korczowa_from_the_evening_of_the_25th);
  g_test_add_func ("/model/facts/hours-follow-the-local-clock", test_hours_follow_the_local_clock);
  g_test_add_func ("/model/facts/what-is-not-known-is-not-offered",
                   test_what_is_not_known_is_not_offered);
  g_test_add_func ("/model/facts/waiting-is-what-was-last-seen",
                   test_waiting_is_what_was_last_seen);
  g_test_add_func ("/model/facts/ids-are-those-of-the-keys", test_ids_are_those_of_the_keys);
  g_test_add_func ("/model/facts/fault-names-file-and-line", test_fault_names_file_and_line);
  g_test_add_func ("/model/facts/posts-have-no-number-without-source",
                   test_posts_have_no_number_without_source);

  return g_test_run ();
}
