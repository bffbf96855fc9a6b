/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "cor-binding-text.h"
#include "cor-plan-edits.h"
#include "cor-time.h"

/* Direction marks are for the eye; the words are what is tested. */
static char *
strip (char *text)
{
  g_autoptr (GString) stripped = g_string_new (text);

  g_string_replace (stripped, "\u2066", "", 0);
  g_string_replace (stripped, "\u2068", "", 0);
  g_string_replace (stripped, "\u2069", "", 0);
  g_free (text);

  return g_string_free (g_steal_pointer (&stripped), FALSE);
}

static void
test_limits_and_their_worth_are_said (void)
{
  g_autoptr (DeskFixture) fixture = desk_fixture_new ();
  CorSnapshot *snapshot = cor_session_get_snapshot (fixture->session);
  CorCrossing *crossing = cor_snapshot_find_crossing (snapshot, "Krakivets", NULL);
  CorBinding binding = { COR_BINDING_CROSSING_CAPACITY, crossing->record.id, 1645718400, 40, 130 };
  g_autofree char *limit = strip (cor_binding_text_limit (snapshot, &binding, COR_LANGUAGE_EN));
  g_autofree char *remedy = strip (cor_binding_text_remedy (snapshot, &binding, COR_LANGUAGE_EN));
  g_autofree char *drive = NULL;

  g_assert_cmpstr (limit, ==,
                   "Krakivets is full until 2022-02-24 18:00 EET. 40 more people an hour at "
                   "Krakivets: 2.1 hours sooner.");
  g_assert_cmpstr (remedy, ==, "What would help: 40 more people an hour at Krakivets.");

  binding = (CorBinding){ COR_BINDING_TRAVEL, COR_ID_NIL, COR_TIME_NONE, 0, 0 };
  drive = cor_binding_text_limit (snapshot, &binding, COR_LANGUAGE_EN);
  g_assert_cmpstr (drive, ==, "The drive itself takes that long.");
}

static void
test_every_kind_is_said_in_whole (void)
{
  g_autoptr (DeskFixture) fixture = desk_fixture_new ();
  CorSnapshot *snapshot = cor_session_get_snapshot (fixture->session);

  for (guint kind = COR_BINDING_NONE + 1; kind < COR_N_BINDING_KINDS; kind++)
    {
      const CorBinding binding = { kind, COR_ID_NIL, COR_TIME_NONE, 3, 30 };
      g_autofree char *limit = cor_binding_text_limit (snapshot, &binding, COR_LANGUAGE_EN);
      g_autofree char *remedy = cor_binding_text_remedy (snapshot, &binding, COR_LANGUAGE_EN);

      g_assert_cmpstr (limit, !=, "");
      g_assert_null (strchr (limit, '{'));
      g_assert_null (strchr (remedy, '{'));
    }
}

static void
add_tests (void)
{
  g_test_add_func ("/ui/binding-text/limits-and-their-worth-are-said",
                   test_limits_and_their_worth_are_said);
  g_test_add_func ("/ui/binding-text/every-kind-is-said-in-whole",
                   test_every_kind_is_said_in_whole);
}

int
main (int argc, char **argv)
{
  return desk_test_run (argc, argv, add_tests);
}
