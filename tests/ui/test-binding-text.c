/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shown-page.h"

#include "cor-binding-text.h"
#include "cor-cluster-page.h"
#include "cor-corridor-page.h"
#include "cor-fleet-edits.h"
#include "cor-language.h"
#include "cor-plan-edits.h"
#include "cor-plan-page.h"
#include "cor-quota.h"
#include "cor-time.h"
#include "cor-words.h"
#include "cor-worth-list.h"

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
                   "Krakivets: 2 hours sooner.");
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
test_one_is_not_many (void)
{
  g_autoptr (DeskFixture) fixture = desk_fixture_new ();
  CorSnapshot *snapshot = cor_session_get_snapshot (fixture->session);
  CorBinding binding = { COR_BINDING_SEAT, COR_ID_NIL, COR_TIME_NONE, 1, 0 };
  g_autofree char *one = cor_binding_text_change (snapshot, &binding, COR_LANGUAGE_EN);

  g_assert_cmpstr (one, ==, "1 more place in vehicles");
}

static void
test_all_that_is_gained_is_said (void)
{
  CorWorth worth = { { COR_BINDING_SEAT, COR_ID_NIL, COR_TIME_NONE, 10, 60 }, 3, 7200 };
  g_autofree char *gain = cor_binding_text_gain (&worth);

  g_assert_cmpstr (gain, ==,
                   "3 more people get out\nThe last one is out 1 hour sooner\n"
                   "People together spend 2 hours less inside");
}

/* The hours of the clock in which people pass need not change for them. */
static void
test_minutes_are_promised_to_nobody (void)
{
  g_autoptr (DeskFixture) fixture = desk_fixture_new ();
  CorSnapshot *snapshot = cor_session_get_snapshot (fixture->session);
  CorCrossing *crossing = cor_snapshot_find_crossing (snapshot, "Krakivets", NULL);
  CorWorth worth = { { COR_BINDING_CROSSING_CAPACITY, crossing->record.id, 1645718400, 10, 59 },
                     0,
                     7200 };
  g_autofree char *limit = strip (cor_binding_text_limit (snapshot, &worth.limit, COR_LANGUAGE_EN));
  g_autofree char *gain = cor_binding_text_gain (&worth);

  g_assert_cmpstr (limit, ==, "Krakivets is full until 2022-02-24 18:00 EET.");
  g_assert_cmpstr (gain, ==, "People together spend 2 hours less inside");
}

static gboolean
is_computed (gpointer user_data)
{
  CorSession *session = user_data;

  return !cor_session_is_stale (session) && cor_session_get_result (session)->worths->len > 0;
}

static gboolean
leaves_people (gpointer user_data)
{
  CorSession *session = user_data;

  return !cor_session_is_stale (session) && cor_session_get_result (session)->unserved->len > 0;
}

/* So many from one town that its crossings are full for hours. */
static void
import_many (DeskFixture *fixture)
{
  g_autoptr (GString) list = g_string_new ("Full name,Phone,City,Oblast,People including you\n");
  g_autofree char *path = NULL;

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (list, "Person %c%c Testenko,+3805012341%02u,Uzhhorod,Zakarpattia,9\n",
                            'A' + i / 26, 'A' + i % 26, i);
  path = desk_fixture_write (fixture, "list.csv", list->str);
  desk_fixture_import (fixture, path);
  desk_wait_until (is_computed, fixture->session);
}

/* A line that begins with a name in Latin letters would begin at the left of a Hebrew desk. */
static void
check_roads (const ShownPage *shown, CorResult *result)
{
  const CorCorridor *corridor = result->corridors->pdata[0];
  g_autoptr (CorSelection) selection = cor_selection_new ();
  GtkWidget *page = g_object_ref_sink (g_object_new (COR_TYPE_CORRIDOR_PAGE, NULL));
  const CorCorridorRoad *road = corridor->roads->pdata[0];
  g_autofree char *number = cor_isolate (road->number);
  const char *subtitle;

  cor_selection_select_corridor (selection, &corridor->cluster_id, &corridor->crossing_id);
  cor_details_page_start (COR_DETAILS_PAGE (page), shown->fixture->session, selection,
                          COR_LANGUAGE_EN);
  cor_details_page_refresh (COR_DETAILS_PAGE (page));
  subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (
      desk_find_row (page, road->number[0] != '\0' ? number : "Road without a number")));
  g_assert_true (g_ascii_isdigit (subtitle[0]));
  g_assert_null (strchr (subtitle, '\n'));
  g_object_unref (page);
}

static void
limit_countries (DeskFixture *fixture)
{
  static const char *const countries[] = { "PL", "SK", "HU", "RO", "MD" };

  for (guint i = 0; i < G_N_ELEMENTS (countries); i++)
    {
      CorQuota *quota = cor_quota_new (NULL, countries[i]);

      quota->max_people = 20;
      desk_fixture_commit (
          fixture, cor_edit_put_quota (cor_session_get_snapshot (fixture->session), quota, NULL));
    }
  desk_wait_until (leaves_people, fixture->session);
}

/* What would help stands where an officer looks: on the plan's page, and on that of the town. */
static void
test_what_would_help_is_on_the_pages (void)
{
  ShownPage shown = { .fixture = desk_fixture_new () };
  CorResult *result;
  const CorUnserved *unserved;
  g_autofree char *people = NULL;
  GtkWidget *list;
  GtkWidget *row;

  import_many (shown.fixture);
  result = cor_session_get_result (shown.fixture->session);
  shown_page_open (&shown, COR_SELECTION_NONE, COR_TYPE_PLAN_PAGE);
  list = desk_find_widget (shown.page, COR_TYPE_WORTH_LIST, NULL);
  g_assert_true (gtk_widget_get_visible (list));
  g_signal_emit_by_name (desk_find_widget (list, ADW_TYPE_ACTION_ROW, NULL), "activated");
  g_assert_cmpint (cor_selection_get_kind (shown.selection), ==, COR_SELECTION_CROSSING);
  g_assert_true (cor_id_equal (cor_selection_get_id (shown.selection),
                               &g_array_index (result->worths, CorWorth, 0).limit.related_id));
  shown_page_close (&shown);
  check_roads (&shown, result);

  limit_countries (shown.fixture);
  unserved = cor_session_get_result (shown.fixture->session)->unserved->pdata[0];
  shown.id = unserved->cluster_id;
  shown_page_open (&shown, COR_SELECTION_CLUSTER, COR_TYPE_CLUSTER_PAGE);
  people = cor_words_people (unserved->n_people);
  row = desk_find_row (shown.page, people);
  g_assert_nonnull (
      strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "\nWhat would help: "));
  shown_page_clear (&shown);
}

static void
add_tests (void)
{
  g_test_add_func ("/ui/binding-text/limits-and-their-worth-are-said",
                   test_limits_and_their_worth_are_said);
  g_test_add_func ("/ui/binding-text/every-kind-is-said-in-whole",
                   test_every_kind_is_said_in_whole);
  g_test_add_func ("/ui/binding-text/one-is-not-many", test_one_is_not_many);
  g_test_add_func ("/ui/binding-text/all-that-is-gained-is-said", test_all_that_is_gained_is_said);
  g_test_add_func ("/ui/binding-text/minutes-are-promised-to-nobody",
                   test_minutes_are_promised_to_nobody);
  g_test_add_func ("/ui/binding-text/what-would-help-is-on-the-pages",
                   test_what_would_help_is_on_the_pages);
}

int
main (int argc, char **argv)
{
  return desk_test_run (argc, argv, add_tests);
}
