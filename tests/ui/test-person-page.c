/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shown-page.h"

#include "cor-person-page.h"
#include "cor-plan-edits.h"

static const CorPerson *
lookup (const ShownPage *self)
{
  return cor_snapshot_lookup (cor_session_get_snapshot (self->fixture->session), COR_RECORD_PERSON,
                              &self->id);
}

static void
make_page (ShownPage *self)
{
  shown_page_open (self, COR_SELECTION_PERSON, COR_TYPE_PERSON_PAGE);
}

static void
shown_init (ShownPage *self, CorAnswer car)
{
  CorPerson *person = cor_person_new (NULL);

  person->car = car;
  self->id = person->record.id;
  self->fixture = desk_fixture_new ();
  desk_fixture_commit (self->fixture, cor_edit_put_record (COR_EDIT_ADD_PERSON, NULL, person));
  make_page (self);
}

static gboolean
is_urgent (gpointer user_data)
{
  return lookup (user_data)->priority == COR_PRIORITY_URGENT;
}

static gboolean
is_ready_at_noon (gpointer user_data)
{
  return lookup (user_data)->ready_utc_s == 1645783200; /* 25 February, 12:00 in Kyiv */
}

static gboolean
is_ready_at_once (gpointer user_data)
{
  return lookup (user_data)->ready_utc_s == COR_TIME_NONE;
}

static void
test_urgency_and_readiness_are_edited (void)
{
  const char *ready = "Ready from, clock in Kyiv";
  ShownPage shown;

  shown_init (&shown, COR_ANSWER_NO);
  adw_combo_row_set_selected (ADW_COMBO_ROW (desk_find_row (shown.page, "Priority")), 0);
  desk_wait_until (is_urgent, &shown);
  shown_page_refresh (&shown);
  desk_write_row (shown.page, ready, "soon");
  g_assert_true (gtk_widget_has_css_class (desk_find_row (shown.page, ready), "error"));
  desk_write_row (shown.page, ready, "2022-02-25 12:00");
  desk_wait_until (is_ready_at_noon, &shown);
  shown_page_refresh (&shown);
  desk_write_row (shown.page, ready, "");
  desk_wait_until (is_ready_at_once, &shown);
  g_assert_true (is_urgent (&shown));
  shown_page_clear (&shown);
}

static gboolean
has_three_seats (gpointer user_data)
{
  return lookup (user_data)->free_seats == 3;
}

static gboolean
wants_seats (gpointer user_data)
{
  return lookup (user_data)->seat_wanted;
}

static void
test_seats_are_edited_where_there_is_a_car (void)
{
  ShownPage shown;

  shown_init (&shown, COR_ANSWER_UNKNOWN);
  g_assert_null (desk_find_row (shown.page, "Seats in their car for others"));
  shown_page_clear (&shown);

  shown_init (&shown, COR_ANSWER_YES);
  desk_write_row (shown.page, "Seats in their car for others", "3");
  desk_wait_until (has_three_seats, &shown);
  shown_page_refresh (&shown);
  gtk_switch_set_active (
      GTK_SWITCH (desk_find_widget (desk_find_row (shown.page, "Want seats of ours, despite a car"),
                                    GTK_TYPE_SWITCH, NULL)),
      TRUE);
  desk_wait_until (wants_seats, &shown);
  shown_page_clear (&shown);
}

static void
test_what_is_only_read_cannot_be_changed (void)
{
  ShownPage shown;
  GtkWidget *name;

  shown_init (&shown, COR_ANSWER_YES);
  desk_fixture_reopen (shown.fixture, TRUE);
  shown_page_close (&shown);
  make_page (&shown);
  name = desk_find_row (shown.page, "Full name");
  g_assert_false (gtk_editable_get_editable (GTK_EDITABLE (name)));
  g_assert_true (gtk_widget_get_sensitive (name));
  g_assert_false (gtk_widget_get_sensitive (desk_find_row (shown.page, "Priority")));
  g_assert_false (gtk_widget_get_sensitive (
      desk_find_widget (shown.page, GTK_TYPE_BUTTON, "_Remove the Registration")));
  shown_page_clear (&shown);
}

static void
add_tests (void)
{
  g_test_add_func ("/ui/person-page/urgency-and-readiness-are-edited",
                   test_urgency_and_readiness_are_edited);
  g_test_add_func ("/ui/person-page/seats-are-edited-where-there-is-a-car",
                   test_seats_are_edited_where_there_is_a_car);
  g_test_add_func ("/ui/person-page/what-is-only-read-cannot-be-changed",
                   test_what_is_only_read_cannot_be_changed);
}

int
main (int argc, char **argv)
{
  return desk_test_run (argc, argv, add_tests);
}
