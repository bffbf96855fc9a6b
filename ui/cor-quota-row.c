/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-quota-row.h"

#include "cor-clock.h"
#include "cor-fleet-edits.h"
#include "cor-rows.h"
#include "cor-words.h"

#include <glib/gi18n.h>

#define MAX_PEOPLE 10000000

struct _CorQuotaRow
{
  AdwExpanderRow parent_instance;

  AdwEntryRow *people;
  AdwComboRow *period;
  AdwEntryRow *from;
  AdwEntryRow *until;
  AdwEntryRow *source;

  CorDetailsPage *page; /* whose child this is */
  CorId id;
};

G_DEFINE_FINAL_TYPE (CorQuotaRow, cor_quota_row, ADW_TYPE_EXPANDER_ROW)

static const CorQuota *
lookup (CorQuotaRow *self)
{
  return cor_snapshot_lookup (cor_details_page_get_snapshot (self->page), COR_RECORD_QUOTA,
                              &self->id);
}

static void
applied_cb (CorQuotaRow *self)
{
  CorSnapshot *snapshot;
  const CorQuota *quota;
  g_autoptr (CorQuota) changed = NULL;
  gboolean are_read;
  g_autoptr (GError) error = NULL;

  if (self->page == NULL || cor_details_page_is_refreshing (self->page))
    return;
  quota = lookup (self);
  if (quota == NULL)
    return;

  changed = cor_record_copy (quota);
  are_read = cor_rows_get_number (self->people, 0, MAX_PEOPLE, &changed->max_people);
  are_read &=
      cor_rows_get_span (self->from, self->until, &changed->from_utc_s, &changed->until_utc_s);
  if (!are_read)
    return;
  changed->is_daily = adw_combo_row_get_selected (self->period) == 1;
  cor_rows_take_entry (self->source, &changed->source);
  snapshot = cor_details_page_get_snapshot (self->page);
  cor_details_page_commit (self->page,
                           cor_edit_put_quota (snapshot, cor_record_ref (changed), &error), &error);
}

static void
remove_cb (CorQuotaRow *self)
{
  g_autoptr (GError) error = NULL;

  cor_details_page_commit (self->page,
                           cor_edit_remove_record (cor_details_page_get_snapshot (self->page),
                                                   COR_RECORD_QUOTA, &self->id, &error),
                           &error);
}

static void
cor_quota_row_class_init (CorQuotaRowClass *klass)
{
}

static AdwEntryRow *
add_entry (CorQuotaRow *self, const char *title)
{
  AdwEntryRow *row = cor_rows_new_entry (title);

  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), GTK_WIDGET (row));
  g_signal_connect_object (row, "apply", G_CALLBACK (applied_cb), self, G_CONNECT_SWAPPED);

  return row;
}

static void
cor_quota_row_init (CorQuotaRow *self)
{
  const char *const periods[] = { _ ("In all"), _ ("Each day"), NULL };
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *remove = gtk_button_new_with_mnemonic (_ ("_Remove the Quota"));

  self->people = add_entry (self, _ ("People of ours that it takes"));
  self->period = cor_rows_new_choice (_ ("Counted"), periods);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->period));
  g_signal_connect_object (self->period, "notify::selected", G_CALLBACK (applied_cb), self,
                           G_CONNECT_SWAPPED);
  self->from = add_entry (self, _ ("From, clock in Kyiv"));
  self->until = add_entry (self, _ ("Until, clock in Kyiv"));
  cor_rows_make_left_to_right (self->from);
  cor_rows_make_left_to_right (self->until);
  self->source = add_entry (self, _ ("Who says so"));
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "destructive-action");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
}

/**
 * cor_quota_row_new:
 * @page: the page, being refreshed
 * @quota: the quota as it is
 *
 * Returns: (transfer floating): a row of it
 */
GtkWidget *
cor_quota_row_new (CorDetailsPage *page, const CorQuota *quota)
{
  CorQuotaRow *self = g_object_new (COR_TYPE_QUOTA_ROW, NULL);

  self->page = page;
  self->id = quota->record.id;
  cor_quota_row_show (self, quota);

  return GTK_WIDGET (self);
}

static char *
describe_span (const CorQuota *quota)
{
  g_autofree char *from = cor_clock_format (quota->from_utc_s);
  g_autofree char *until = cor_clock_format (quota->until_utc_s);

  if (quota->from_utc_s != COR_TIME_NONE && quota->until_utc_s != COR_TIME_NONE)
    return g_strdup_printf (_ ("%s to %s"), from, until);
  if (quota->from_utc_s != COR_TIME_NONE)
    return g_strdup_printf (_ ("From %s"), from);
  if (quota->until_utc_s != COR_TIME_NONE)
    return g_strdup_printf (_ ("Until %s"), until);

  return g_strdup (_ ("All the time"));
}

/**
 * cor_quota_row_show:
 * @self: a row
 * @quota: its quota as it is
 *
 * Shows what the plan says.
 */
void
cor_quota_row_show (CorQuotaRow *self, const CorQuota *quota)
{
  g_autofree char *title =
      quota->is_daily
          ? g_strdup_printf (
                ngettext ("%u person each day", "%u people each day", quota->max_people),
                quota->max_people)
          : g_strdup_printf (ngettext ("%u person in all", "%u people in all", quota->max_people),
                             quota->max_people);
  g_autofree char *span = describe_span (quota);

  g_return_if_fail (COR_IS_QUOTA_ROW (self));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), span);
  cor_rows_set_number (self->people, quota->max_people);
  adw_combo_row_set_selected (self->period, quota->is_daily ? 1 : 0);
  cor_rows_set_span (self->from, self->until, quota->from_utc_s, quota->until_utc_s);
  cor_rows_set_entry (self->source, quota->source);
}

/**
 * cor_quota_row_get_id:
 * @self: a row
 *
 * Returns: (transfer none): which quota it is of
 */
const CorId *
cor_quota_row_get_id (CorQuotaRow *self)
{
  g_return_val_if_fail (COR_IS_QUOTA_ROW (self), NULL);

  return &self->id;
}
