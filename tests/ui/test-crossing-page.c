/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shown-page.h"

#include "cor-crossing-page.h"
#include "cor-fleet-edits.h"
#include "cor-plan-edits.h"
#include "cor-quota.h"
#include "cor-time.h"

static CorSnapshot *
get_snapshot (const ShownPage *self)
{
  return cor_session_get_snapshot (self->fixture->session);
}

static const CorCrossing *
lookup (const ShownPage *self)
{
  return cor_snapshot_lookup (get_snapshot (self), COR_RECORD_CROSSING, &self->id);
}

static const CorQuota *
get_quota (const ShownPage *self)
{
  GPtrArray *quotas = cor_snapshot_get_records (get_snapshot (self), COR_RECORD_QUOTA);

  return quotas->len > 0 ? quotas->pdata[0] : NULL;
}

static void
shown_init (ShownPage *self)
{
  const CorCrossing *crossing;
  g_autoptr (GError) error = NULL;

  self->fixture = desk_fixture_new ();
  crossing = cor_snapshot_find_crossing (get_snapshot (self), "Krakivets", &error);
  g_assert_no_error (error);
  self->id = crossing->record.id;
  shown_page_open (self, COR_SELECTION_CROSSING, COR_TYPE_CROSSING_PAGE);
}

static void
click (const ShownPage *self, const char *label)
{
  g_signal_emit_by_name (desk_find_widget (self->page, GTK_TYPE_BUTTON, label), "clicked");
}

static void
expand (GtkWidget *root, const char *title)
{
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (desk_find_row (root, title)), TRUE);
}

static gboolean
lets_forty_by_coach (gpointer user_data)
{
  const CorCrossing *crossing = lookup (user_data);

  return crossing->capacity_by_mode_people_per_h[1] == 40 &&
         crossing->capacity_by_mode_people_per_h[0] == COR_UNLIMITED &&
         crossing->reception_people_per_h == COR_UNLIMITED;
}

static gboolean
lets_nobody_on_foot (gpointer user_data)
{
  const CorCrossing *crossing = lookup (user_data);

  return crossing->capacity_by_mode_people_per_h[2] == 0 && crossing->reception_people_per_h == 90;
}

static gboolean
limits_only_the_total (gpointer user_data)
{
  return lookup (user_data)->capacity_by_mode_people_per_h[1] == COR_UNLIMITED;
}

static void
test_limits_by_mode_are_edited (void)
{
  ShownPage shown;

  shown_init (&shown);
  desk_write_row (shown.page, "People an hour by coach", "40");
  desk_wait_until (lets_forty_by_coach, &shown);
  shown_page_refresh (&shown);
  gtk_editable_set_text (
      GTK_EDITABLE (desk_find_row (shown.page, "Taken in behind the border, an hour")), "90");
  desk_write_row (shown.page, "People an hour on foot", "0");
  desk_wait_until (lets_nobody_on_foot, &shown);
  shown_page_refresh (&shown);
  desk_write_row (shown.page, "People an hour by coach", "");
  desk_wait_until (limits_only_the_total, &shown);
  shown_page_clear (&shown);
}

static gboolean
is_closed_for_two_hours (gpointer user_data)
{
  const CorCrossing *crossing = lookup (user_data);
  gint64 from_utc_s = 1645722000; /* 24 February, 19:00 in Kyiv */

  return cor_crossing_get_state (crossing, from_utc_s - 1) == COR_CROSSING_OPEN &&
         cor_crossing_get_state (crossing, from_utc_s) == COR_CROSSING_CLOSED &&
         cor_crossing_get_state (crossing, from_utc_s + 7200) == COR_CROSSING_OPEN;
}

static gboolean
is_open_throughout (gpointer user_data)
{
  return cor_crossing_get_state (lookup (user_data), 1645722000) == COR_CROSSING_OPEN;
}

static void
write_form (const ShownPage *self, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (desk_find_row (self->page, title)), text);
}

static void
test_hours_that_differ_are_noted_and_taken_back (void)
{
  ShownPage shown;

  shown_init (&shown);
  expand (shown.page, "Other Hours…");
  click (&shown, "_Add These Hours");
  g_assert_true (
      gtk_widget_has_css_class (desk_find_row (shown.page, "From, clock in Kyiv"), "error"));
  write_form (&shown, "From, clock in Kyiv", "2022-02-24 19:00");
  write_form (&shown, "Until, clock in Kyiv", "2022-02-24 21:00");
  adw_combo_row_set_selected (ADW_COMBO_ROW (desk_find_row (shown.page, "It is then")), 1);
  click (&shown, "_Add These Hours");
  desk_wait_until (is_closed_for_two_hours, &shown);
  shown_page_refresh (&shown);

  g_signal_emit_by_name (
      desk_find_widget (desk_find_row (shown.page, "Closed"), GTK_TYPE_BUTTON, NULL), "clicked");
  desk_wait_until (is_open_throughout, &shown);
  shown_page_refresh (&shown);
  g_assert_null (desk_find_row (shown.page, "Closed"));
  shown_page_clear (&shown);
}

static gboolean
has_quota (gpointer user_data)
{
  return get_quota (user_data) != NULL;
}

static gboolean
takes_five_hundred_a_day (gpointer user_data)
{
  const CorQuota *quota = get_quota (user_data);

  return quota->max_people == 500 && quota->is_daily && g_str_equal (quota->country, "PL") &&
         quota->until_utc_s == 1645912800; /* 27 February, 00:00 in Kyiv */
}

static gboolean
has_no_quota (gpointer user_data)
{
  return get_quota (user_data) == NULL;
}

/* Enters a quota and shows its row open; returns the button that removes it. */
static GtkWidget *
enter_quota (const ShownPage *shown)
{
  GtkWidget *list = desk_find_widget (shown->page, g_type_from_name ("CorQuotaList"), NULL);

  g_assert_nonnull (list);
  g_signal_emit_by_name (desk_find_widget (list, GTK_TYPE_BUTTON, NULL), "clicked");
  desk_wait_until (has_quota, (gpointer) shown);
  shown_page_refresh (shown);
  gtk_editable_set_text (GTK_EDITABLE (desk_find_row (list, "People of ours that it takes")),
                         "500");
  gtk_editable_set_text (GTK_EDITABLE (desk_find_row (list, "Until, clock in Kyiv")),
                         "2022-02-27 00:00");
  adw_combo_row_set_selected (ADW_COMBO_ROW (desk_find_row (list, "Counted")), 1);
  desk_wait_until (takes_five_hundred_a_day, (gpointer) shown);
  shown_page_refresh (shown);
  expand (list, "500 people each day");

  return desk_find_widget (list, GTK_TYPE_BUTTON, "_Remove the Quota");
}

static void
test_quotas_of_the_country_are_edited (void)
{
  ShownPage shown;

  shown_init (&shown);
  g_signal_emit_by_name (enter_quota (&shown), "clicked");
  desk_wait_until (has_no_quota, &shown);
  shown_page_clear (&shown);
}

/* Somebody removes a quota that is still shown: what an officer does to it then is told of. */
static void
test_what_cannot_be_done_is_told (void)
{
  ShownPage shown;
  GtkWidget *remove;
  GtkWindow *dialog;

  shown_init (&shown);
  remove = enter_quota (&shown);
  desk_fixture_commit (shown.fixture,
                       cor_edit_remove_record (get_snapshot (&shown), COR_RECORD_QUOTA,
                                               &get_quota (&shown)->record.id, NULL));

  g_assert_null (desk_find_window (ADW_TYPE_MESSAGE_DIALOG));
  g_signal_emit_by_name (remove, "clicked");
  dialog = desk_find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_nonnull (
      strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "no longer in the plan"));
  gtk_window_destroy (dialog);
  shown_page_clear (&shown);
}

static void
test_what_did_not_change_is_no_edit (void)
{
  ShownPage shown;
  guint64 revision;

  shown_init (&shown);
  revision = cor_snapshot_get_revision (get_snapshot (&shown));
  g_signal_emit_by_name (desk_find_row (shown.page, "People an hour by coach"), "apply");
  g_signal_emit_by_name (desk_find_row (shown.page, "Hours, clock of the crossing"), "apply");
  desk_write_row (shown.page, "People an hour by coach", "some");
  g_assert_true (
      gtk_widget_has_css_class (desk_find_row (shown.page, "People an hour by coach"), "error"));
  desk_write_row (shown.page, "People an hour by coach", " ");
  g_assert_false (
      gtk_widget_has_css_class (desk_find_row (shown.page, "People an hour by coach"), "error"));

  /* The next edit is the first. */
  desk_write_row (shown.page, "People an hour by coach", "40");
  desk_wait_until (lets_forty_by_coach, &shown);
  g_assert_cmpuint (cor_snapshot_get_revision (get_snapshot (&shown)), ==, revision + 1);
  shown_page_clear (&shown);
}

static void
add_tests (void)
{
  g_test_add_func ("/ui/crossing-page/limits-by-mode-are-edited", test_limits_by_mode_are_edited);
  g_test_add_func ("/ui/crossing-page/hours-that-differ-are-noted-and-taken-back",
                   test_hours_that_differ_are_noted_and_taken_back);
  g_test_add_func ("/ui/crossing-page/quotas-of-the-country-are-edited",
                   test_quotas_of_the_country_are_edited);
  g_test_add_func ("/ui/crossing-page/what-cannot-be-done-is-told",
                   test_what_cannot_be_done_is_told);
  g_test_add_func ("/ui/crossing-page/what-did-not-change-is-no-edit",
                   test_what_did_not_change_is_no_edit);
}

int
main (int argc, char **argv)
{
  return desk_test_run (argc, argv, add_tests);
}
