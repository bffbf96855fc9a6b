/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "cor-plan-edits.h"
#include "cor-print-preview.h"
#include "cor-scenario-bar.h"
#include "cor-scenario-menu.h"
#include "cor-window.h"

typedef struct
{
  DeskFixture *fixture;
  CorWindow *window;
} Shown;

static void
shown_init (Shown *self)
{
  self->fixture = desk_fixture_new ();
  self->window =
      cor_window_new (desk_get_application (), desk_fixture_get_atlas (), self->fixture->session);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
shown_clear (Shown *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  desk_fixture_free (self->fixture);
}

static CorSnapshot *
get_snapshot (const Shown *self)
{
  return cor_session_get_snapshot (self->fixture->session);
}

static void
act (const Shown *self, const char *name)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->window), name, NULL);
}

static gboolean
can_act (const Shown *self, const char *name)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), name);
}

static void
type_name (const char *name)
{
  GtkWidget *dialog = GTK_WIDGET (desk_find_window (ADW_TYPE_MESSAGE_DIALOG));

  g_assert_nonnull (dialog);
  gtk_editable_set_text (
      GTK_EDITABLE (adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog))), name);
}

static gboolean
says (const Shown *self, GType type, const char *text)
{
  GtkWidget *part = desk_find_widget (GTK_WIDGET (self->window), type, NULL);

  return part != NULL && desk_find_widget (part, GTK_TYPE_LABEL, text) != NULL;
}

static gboolean
shows_poland_closes (gpointer user_data)
{
  const Shown *self = user_data;
  const CorScenario *scenario = cor_snapshot_get_scenario (get_snapshot (self));

  return scenario != NULL && g_str_equal (scenario->name, "Poland closes") &&
         says (self, COR_TYPE_SCENARIO_MENU, "Poland closes") &&
         says (self, COR_TYPE_SCENARIO_BAR, "Scenario “\u2068Poland closes\u2069”");
}

static gboolean
shows_hungary_closes (gpointer user_data)
{
  return says (user_data, COR_TYPE_SCENARIO_MENU, "Hungary closes");
}

static gboolean
shows_the_plan (gpointer user_data)
{
  const Shown *self = user_data;
  return cor_snapshot_get_scenario (get_snapshot (self)) == NULL &&
         says (self, COR_TYPE_SCENARIO_MENU, "Plan") &&
         !gtk_revealer_get_reveal_child (GTK_REVEALER (
             desk_find_widget (GTK_WIDGET (self->window), GTK_TYPE_REVEALER, "revealer")));
}

static void
branch (Shown *self)
{
  act (self, "scenario-new");
  type_name ("Poland closes");
  desk_answer ("name");
  desk_wait_until (shows_poland_closes, self);
}

static CorCrossingState
get_state (const Shown *self)
{
  CorCrossing *crossing = cor_snapshot_find_crossing (get_snapshot (self), "Krakivets", NULL);

  return cor_crossing_get_state (crossing,
                                 cor_snapshot_get_settings (get_snapshot (self))->start_utc_s);
}

static void
close_krakivets (const Shown *self)
{
  CorCrossing *crossing = cor_snapshot_find_crossing (get_snapshot (self), "Krakivets", NULL);

  desk_fixture_commit (self->fixture, cor_edit_set_crossing_state (
                                          get_snapshot (self), &crossing->record.id, FALSE, NULL));
}

static void
show_plan (Shown *self)
{
  g_autofree char *nil = cor_id_to_string (&COR_ID_NIL);

  g_action_group_change_action_state (G_ACTION_GROUP (self->window), "scenario",
                                      g_variant_new_string (nil));
  desk_wait_until (shows_the_plan, self);
}

static void
test_a_scenario_is_branched_renamed_and_left (void)
{
  Shown shown;

  shown_init (&shown);
  desk_wait_until (shows_the_plan, &shown);
  g_assert_false (can_act (&shown, "scenario-rename"));
  g_assert_false (can_act (&shown, "scenario-delete"));
  branch (&shown);
  close_krakivets (&shown);
  act (&shown, "scenario-rename");
  type_name ("Hungary closes");
  desk_answer ("name");
  desk_wait_until (shows_hungary_closes, &shown);
  g_assert_cmpint (get_state (&shown), ==, COR_CROSSING_CLOSED);
  show_plan (&shown);
  g_assert_cmpint (get_state (&shown), ==, COR_CROSSING_OPEN);
  shown_clear (&shown);
}

static void
test_a_scenario_is_adopted_after_asking (void)
{
  Shown shown;

  shown_init (&shown);
  branch (&shown);
  close_krakivets (&shown);
  act (&shown, "scenario-adopt");
  desk_answer ("cancel");
  g_assert_true (shows_poland_closes (&shown));
  act (&shown, "scenario-adopt");
  desk_answer ("do");
  desk_wait_until (shows_the_plan, &shown);
  g_assert_cmpint (get_state (&shown), ==, COR_CROSSING_CLOSED);
  shown_clear (&shown);
}

static void
test_a_scenario_is_deleted_after_asking (void)
{
  Shown shown;

  shown_init (&shown);
  branch (&shown);
  close_krakivets (&shown);
  act (&shown, "scenario-delete");
  desk_answer ("cancel");
  g_assert_true (shows_poland_closes (&shown));
  act (&shown, "scenario-delete");
  desk_answer ("do");
  desk_wait_until (shows_the_plan, &shown);
  g_assert_cmpint (get_state (&shown), ==, COR_CROSSING_OPEN);
  g_assert_cmpuint (cor_snapshot_get_records (get_snapshot (&shown), COR_RECORD_SCENARIO)->len, ==,
                    0);
  shown_clear (&shown);
}

static gboolean
is_published (gpointer user_data)
{
  return says (user_data, ADW_TYPE_TOAST_OVERLAY, "Published as number 1");
}

static void
test_publishing_tells_the_number (void)
{
  Shown shown;

  shown_init (&shown);
  act (&shown, "publish");
  desk_answer ("do");
  desk_wait_until (is_published, &shown);
  g_assert_cmpuint (cor_snapshot_get_settings (get_snapshot (&shown))->published_number, ==, 1);
  shown_clear (&shown);
}

static gboolean
shows_sheets (gpointer user_data)
{
  return desk_find_window (COR_TYPE_PRINT_PREVIEW) != NULL;
}

static void
test_sheets_are_of_what_people_were_told (void)
{
  Shown shown;

  shown_init (&shown);
  act (&shown, "publish");
  desk_answer ("do");
  desk_wait_until (is_published, &shown);
  act (&shown, "print-preview");
  g_assert_null (desk_find_window (ADW_TYPE_MESSAGE_DIALOG));
  desk_wait_until (shows_sheets, &shown);
  gtk_window_destroy (desk_find_window (COR_TYPE_PRINT_PREVIEW));

  close_krakivets (&shown);
  act (&shown, "print-preview");
  desk_answer ("cancel");
  act (&shown, "print-preview");
  desk_answer ("published");
  desk_wait_until (shows_sheets, &shown);
  gtk_window_destroy (desk_find_window (COR_TYPE_PRINT_PREVIEW));
  shown_clear (&shown);
}

static void
add_tests (void)
{
  g_test_add_func ("/ui/scenarios/a-scenario-is-branched-renamed-and-left",
                   test_a_scenario_is_branched_renamed_and_left);
  g_test_add_func ("/ui/scenarios/a-scenario-is-adopted-after-asking",
                   test_a_scenario_is_adopted_after_asking);
  g_test_add_func ("/ui/scenarios/a-scenario-is-deleted-after-asking",
                   test_a_scenario_is_deleted_after_asking);
  g_test_add_func ("/ui/scenarios/publishing-tells-the-number", test_publishing_tells_the_number);
  g_test_add_func ("/ui/scenarios/sheets-are-of-what-people-were-told",
                   test_sheets_are_of_what_people_were_told);
}

int
main (int argc, char **argv)
{
  return desk_test_run (argc, argv, add_tests);
}
