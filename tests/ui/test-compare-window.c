/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "cor-compare-loads.h"
#include "cor-compare-map.h"
#include "cor-compare-table.h"
#include "cor-compare-totals.h"
#include "cor-compare-window.h"
#include "cor-plan-edits.h"
#include "cor-plan-layer.h"
#include "cor-scenario-edits.h"

#define LIST                                                                                       \
  "Full name,Phone,City,Oblast,Family members including you\n"                                     \
  "Dana Levi,+972501234567,Lviv,Lviv oblast,1\n"                                                   \
  "Avi Peretz,+972501234569,Lviv,Lviv oblast,2\n"

typedef struct
{
  DeskFixture *fixture;
  CorSelection *selection;
  GtkWidget *window;
} Shown;

static CorSnapshot *
get_snapshot (const Shown *self)
{
  return cor_session_get_snapshot (self->fixture->session);
}

static gboolean
is_computed (gpointer user_data)
{
  const Shown *self = user_data;

  return !cor_session_is_stale (self->fixture->session);
}

static void
shown_init (Shown *self)
{
  g_autofree char *path = NULL;

  self->fixture = desk_fixture_new ();
  self->selection = cor_selection_new ();
  path = desk_fixture_write (self->fixture, "list.csv", LIST);
  desk_fixture_import (self->fixture, path);
  desk_wait_until (is_computed, self);
}

/* A scenario in which the crossing that everybody takes is closed, at a plan's side. */
static void
branch_closed (Shown *self)
{
  CorResult *result = cor_session_get_result (self->fixture->session);
  CorId crossing_id = ((CorMovement *) result->movements->pdata[0])->crossing_id;
  CorEdit *branch = cor_edit_add_scenario (get_snapshot (self), "That one closes", NULL, NULL);
  CorId scenario_id = *cor_edit_get_scenario (branch);

  desk_fixture_commit (self->fixture, branch);
  cor_session_set_scenario (self->fixture->session, &scenario_id, NULL);
  desk_fixture_commit (
      self->fixture, cor_edit_set_crossing_state (get_snapshot (self), &crossing_id, FALSE, NULL));
  cor_session_set_scenario (self->fixture->session, &COR_ID_NIL, NULL);
}

static void
open_window (Shown *self)
{
  cor_compare_window_present (NULL, self->fixture->session, self->selection);
  self->window = GTK_WIDGET (desk_find_window (COR_TYPE_COMPARE_WINDOW));
  g_assert_nonnull (self->window);
}

static void
shown_clear (Shown *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->selection);
  desk_fixture_free (self->fixture);
}

static gboolean
says (const Shown *self, GType type, const char *text)
{
  GtkWidget *part = desk_find_widget (self->window, type, NULL);

  return part != NULL && desk_find_widget (part, GTK_TYPE_LABEL, text) != NULL;
}

static gboolean
shows_what_differs (gpointer user_data)
{
  return says (user_data, COR_TYPE_COMPARE_TABLE, "Through another crossing (3)") ||
         says (user_data, COR_TYPE_COMPARE_TABLE, "All that differs (3)");
}

static gboolean
shows_nothing_to_compare (gpointer user_data)
{
  return says (user_data, ADW_TYPE_STATUS_PAGE, "Choose two plans that differ");
}

/* The three leave one town through another crossing: no road is driven by as many in both there. */
static void
check_map (const Shown *self)
{
  GtkWidget *layer = desk_find_widget (self->window, COR_TYPE_PLAN_LAYER, NULL);
  const CorMapScene *scene = cor_plan_layer_get_scene (COR_PLAN_LAYER (layer));
  guint n_pieces[COR_N_SCENE_SHADES] = { 0 };
  guint n_first = 0;
  guint n_second = 0;

  g_assert_true (scene->is_comparison);
  for (guint i = 0; i < scene->pieces->len; i++)
    n_pieces[g_array_index (scene->pieces, CorScenePiece, i).country]++;
  g_assert_cmpuint (n_pieces[COR_SCENE_ONLY_FIRST], >, 0);
  g_assert_cmpuint (n_pieces[COR_SCENE_ONLY_SECOND], >, 0);

  g_assert_cmpuint (scene->n_clusters, ==, 1);
  for (guint i = 0; i < scene->spots->len; i++)
    {
      const CorSceneSpot *spot = &g_array_index (scene->spots, CorSceneSpot, i);

      if (spot->kind == COR_SELECTION_CLUSTER)
        g_assert_cmpuint (spot->n_people, ==, 3);
      if (spot->kind != COR_SELECTION_CROSSING)
        continue;
      n_first += spot->n_first;
      n_second += spot->n_people;
      /* What the scenario closes is shown closed, although the plan is what the desk shows. */
      if (spot->n_first > 0)
        g_assert_cmpint (spot->state, ==, COR_CROSSING_CLOSED);
    }
  g_assert_cmpuint (n_first, ==, 3);
  g_assert_cmpuint (n_second, ==, 3);
}

static void
test_a_scenario_is_set_beside_the_plan (void)
{
  Shown shown;
  GtkWidget *table;

  shown_init (&shown);
  branch_closed (&shown);
  open_window (&shown);
  desk_wait_until (shows_what_differs, &shown);
  g_assert_true (says (&shown, COR_TYPE_COMPARE_TOTALS, "People brought out"));
  g_assert_true (says (&shown, COR_TYPE_COMPARE_LOADS, "\u20663 → 0\u2069"));
  g_assert_true (says (&shown, COR_TYPE_COMPARE_LOADS, "\u20660 → 3\u2069"));
  g_assert_true (says (&shown, COR_TYPE_COMPARE_TABLE, "0 people go alike in both"));

  g_assert_true (says (&shown, COR_TYPE_COMPARE_MAP, "More people in \u2068That one closes\u2069"));
  check_map (&shown);

  table = desk_find_widget (shown.window, GTK_TYPE_COLUMN_VIEW, NULL);
  g_signal_emit_by_name (table, "activate", 0);
  g_assert_cmpint (cor_selection_get_kind (shown.selection), ==, COR_SELECTION_CLUSTER);
  shown_clear (&shown);
}

static void
test_it_follows_the_plan (void)
{
  Shown shown;
  GPtrArray *scenarios;
  CorId id;

  shown_init (&shown);
  branch_closed (&shown);
  open_window (&shown);
  desk_wait_until (shows_what_differs, &shown);
  scenarios = cor_snapshot_get_records (get_snapshot (&shown), COR_RECORD_SCENARIO);
  id = ((CorRecord *) scenarios->pdata[0])->id;
  desk_fixture_commit (shown.fixture, cor_edit_remove_scenario (get_snapshot (&shown), &id, NULL));
  desk_wait_until (shows_nothing_to_compare, &shown);
  shown_clear (&shown);
}

static void
test_a_plan_alone_says_what_to_do (void)
{
  Shown shown;

  shown_init (&shown);
  open_window (&shown);
  desk_wait_until (shows_nothing_to_compare, &shown);
  shown_clear (&shown);
}

static void
add_tests (void)
{
  g_test_add_func ("/ui/compare-window/a-scenario-is-set-beside-the-plan",
                   test_a_scenario_is_set_beside_the_plan);
  g_test_add_func ("/ui/compare-window/it-follows-the-plan", test_it_follows_the_plan);
  g_test_add_func ("/ui/compare-window/a-plan-alone-says-what-to-do",
                   test_a_plan_alone_says_what_to_do);
}

int
main (int argc, char **argv)
{
  return desk_test_run (argc, argv, add_tests);
}
