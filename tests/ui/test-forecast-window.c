/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "cor-forecast-window.h"
#include "cor-plan-edits.h"

#define LIST                                                                                       \
  "Full name,Phone,City,Oblast,Family members including you\n"                                     \
  "Dana Levi,+972501234567,Lviv,Lviv oblast,1\n"                                                   \
  "Avi Peretz,+972501234569,Kyiv,,2\n"

typedef struct
{
  DeskFixture *fixture;
  CorSelection *selection;
  GtkWidget *window;
} Shown;

static void
shown_init (Shown *self, const char *list)
{
  self->fixture = desk_fixture_new ();
  self->selection = cor_selection_new ();
  if (list != NULL)
    {
      g_autofree char *path = desk_fixture_write (self->fixture, "list.csv", list);

      desk_fixture_import (self->fixture, path);
    }
  cor_forecast_window_present (NULL, self->fixture->session, self->selection);
  self->window = GTK_WIDGET (desk_find_window (COR_TYPE_FORECAST_WINDOW));
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
shows_when_the_last_is_out (gpointer user_data)
{
  const Shown *self = user_data;
  GtkWidget *stack = desk_find_widget (self->window, GTK_TYPE_STACK, "pages");

  return g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "forecast");
}

static gboolean
says_it_was_stopped (gpointer user_data)
{
  const Shown *self = user_data;

  return desk_find_widget (self->window, GTK_TYPE_LABEL, "It was stopped") != NULL;
}

static gboolean
says_nobody_has_a_movement (gpointer user_data)
{
  const Shown *self = user_data;

  return desk_find_widget (self->window, GTK_TYPE_LABEL, "Nobody has a movement") != NULL;
}

static void
click (const Shown *self, const char *label)
{
  g_signal_emit_by_name (desk_find_widget (self->window, GTK_TYPE_BUTTON, label), "clicked");
}

static void
test_what_is_shown_is_tried (void)
{
  Shown shown;
  GtkWidget *row, *stale;

  shown_init (&shown, LIST);
  desk_wait_until (shows_when_the_last_is_out, &shown);
  row = desk_find_row (shown.window, "The last one is out");
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "Planned: "));
  g_assert_nonnull (desk_find_row (shown.window, "Everybody is out before the plan ends"));

  stale = desk_find_widget (shown.window, GTK_TYPE_REVEALER, "stale");
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (stale)));
  desk_fixture_commit (shown.fixture,
                       cor_edit_put_record (COR_EDIT_ADD_PERSON, NULL, cor_person_new (NULL)));
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (stale)));
  shown_clear (&shown);
}

static void
test_it_can_be_stopped_and_begun_again (void)
{
  Shown shown;

  shown_init (&shown, LIST);
  click (&shown, "_Cancel");
  desk_wait_until (says_it_was_stopped, &shown);
  click (&shown, "_Try Again");
  desk_wait_until (shows_when_the_last_is_out, &shown);
  shown_clear (&shown);
}

static void
test_closing_ends_it (void)
{
  Shown shown;

  shown_init (&shown, LIST);
  shown_clear (&shown);
}

static void
test_a_plan_of_nobody_is_told (void)
{
  Shown shown;

  shown_init (&shown, NULL);
  desk_wait_until (says_nobody_has_a_movement, &shown);
  shown_clear (&shown);
}

static void
add_tests (void)
{
  g_test_add_func ("/ui/forecast-window/what-is-shown-is-tried", test_what_is_shown_is_tried);
  g_test_add_func ("/ui/forecast-window/it-can-be-stopped-and-begun-again",
                   test_it_can_be_stopped_and_begun_again);
  g_test_add_func ("/ui/forecast-window/closing-ends-it", test_closing_ends_it);
  g_test_add_func ("/ui/forecast-window/a-plan-of-nobody-is-told", test_a_plan_of_nobody_is_told);
}

int
main (int argc, char **argv)
{
  return desk_test_run (argc, argv, add_tests);
}
