/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-crossing-limits.h"

#include "cor-clock.h"
#include "cor-crossing-edits.h"
#include "cor-rows.h"
#include "cor-words.h"

#include <glib/gi18n.h>

#define MAX_PEOPLE_PER_H 5000

struct _CorCrossingLimits
{
  GtkBox parent_instance;

  AdwEntryRow *by_mode[COR_N_MODES];
  AdwEntryRow *reception;

  AdwPreferencesGroup *hours;
  GPtrArray *hour_rows;
  AdwExpanderRow *form;
  AdwEntryRow *from;
  AdwEntryRow *until;
  AdwComboRow *state;
  AdwEntryRow *people;

  CorDetailsPage *page; /* whose child this is */
};

G_DEFINE_FINAL_TYPE (CorCrossingLimits, cor_crossing_limits, GTK_TYPE_BOX)

/* What the choice of a state lists, in its order. */
static const CorCrossingState states[] = { COR_CROSSING_OPEN, COR_CROSSING_CLOSED };

static void
limits_applied_cb (CorCrossingLimits *self)
{
  guint by_mode_people_per_h[COR_N_MODES];
  guint reception_people_per_h = COR_UNLIMITED;
  gboolean are_read = TRUE;
  g_autoptr (GError) error = NULL;

  if (self->page == NULL || cor_details_page_is_refreshing (self->page))
    return;

  for (guint i = 0; i < COR_N_MODES; i++)
    are_read &= cor_rows_get_limit (self->by_mode[i], MAX_PEOPLE_PER_H, &by_mode_people_per_h[i]);
  are_read &= cor_rows_get_limit (self->reception, MAX_PEOPLE_PER_H, &reception_people_per_h);
  if (are_read)
    cor_details_page_commit (
        self->page,
        cor_edit_set_crossing_limits (cor_details_page_get_snapshot (self->page),
                                      cor_details_page_get_id (self->page), by_mode_people_per_h,
                                      reception_people_per_h, &error),
        &error);
}

static void
clear_form (CorCrossingLimits *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->from), "");
  gtk_editable_set_text (GTK_EDITABLE (self->until), "");
  gtk_editable_set_text (GTK_EDITABLE (self->people), "");
  adw_combo_row_set_selected (self->state, 0);
  adw_expander_row_set_expanded (self->form, FALSE);
}

/* Hours need a beginning; without an end they last. */
static gboolean
read_hours (CorCrossingLimits *self, gint64 *from_utc_s, gint64 *until_utc_s, guint *people)
{
  gboolean are_read = cor_rows_get_span (self->from, self->until, from_utc_s, until_utc_s);

  if (are_read && *from_utc_s == COR_TIME_NONE)
    {
      cor_rows_mark_wrong (self->from, TRUE);
      are_read = FALSE;
    }
  are_read &= cor_rows_get_limit (self->people, MAX_PEOPLE_PER_H, people);

  return are_read;
}

static void
add_hours_cb (CorCrossingLimits *self)
{
  gint64 from_utc_s, until_utc_s;
  guint people;
  CorEdit *edit;
  g_autoptr (GError) error = NULL;

  if (self->page == NULL || !read_hours (self, &from_utc_s, &until_utc_s, &people))
    return;

  edit = cor_edit_add_crossing_interval (
      cor_details_page_get_snapshot (self->page), cor_details_page_get_id (self->page), from_utc_s,
      until_utc_s, states[adw_combo_row_get_selected (self->state)], people, &error);
  if (edit != NULL)
    clear_form (self);
  cor_details_page_commit (self->page, edit, &error);
}

static void
remove_hours_cb (GtkButton *button, gpointer user_data)
{
  CorCrossingLimits *self = user_data;
  g_autoptr (GError) error = NULL;

  cor_details_page_commit (
      self->page,
      cor_edit_remove_crossing_interval (cor_details_page_get_snapshot (self->page),
                                         cor_details_page_get_id (self->page),
                                         g_object_get_data (G_OBJECT (button), "cor-id"), &error),
      &error);
}

static char *
describe_hours (const CorCrossingInterval *interval)
{
  const char *state = cor_words_crossing_state (interval->state);

  if (interval->state != COR_CROSSING_OPEN || interval->capacity_people_per_h == COR_UNLIMITED)
    return g_strdup (state);

  return g_strdup_printf (
      ngettext ("%s, %u person an hour", "%s, %u people an hour", interval->capacity_people_per_h),
      state, interval->capacity_people_per_h);
}

static void
add_hours_row (CorCrossingLimits *self, const CorCrossingInterval *interval)
{
  g_autofree char *from = cor_clock_format (interval->from_utc_s);
  g_autofree char *until = cor_clock_format (interval->until_utc_s);
  g_autofree char *span = interval->until_utc_s != COR_TIME_NONE
                              ? g_strdup_printf (_ ("%s to %s"), from, until)
                              : g_strdup_printf (_ ("From %s"), from);
  g_autofree char *what = describe_hours (interval);
  AdwActionRow *row = cor_rows_add_link (self->hours, what, span, NULL);
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, _ ("Remove these hours"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove these hours"), -1);
  g_object_set_data_full (G_OBJECT (remove), "cor-id", g_memdup2 (&interval->id, sizeof (CorId)),
                          g_free);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_hours_cb), self, 0);
  adw_action_row_add_suffix (row, remove);
  g_ptr_array_add (self->hour_rows, row);
}

/* What an officer said of the whole plan stands above, in the switch and the rules. */
static gboolean
is_of_some_hours (CorCrossingLimits *self, const CorCrossingInterval *interval)
{
  const CorPlanSettings *settings =
      cor_snapshot_get_settings (cor_details_page_get_snapshot (self->page));

  return interval->by_officer &&
         (interval->until_utc_s != COR_TIME_NONE || interval->from_utc_s != settings->start_utc_s);
}

static void
show_hours (CorCrossingLimits *self, const CorCrossing *crossing)
{
  adw_preferences_group_remove (self->hours, GTK_WIDGET (self->form));
  cor_rows_clear (self->hours, self->hour_rows);
  for (guint i = 0; i < crossing->intervals->len; i++)
    if (is_of_some_hours (self, crossing->intervals->pdata[i]))
      add_hours_row (self, crossing->intervals->pdata[i]);
  adw_preferences_group_add (self->hours, GTK_WIDGET (self->form));
}

static void
cor_crossing_limits_finalize (GObject *object)
{
  CorCrossingLimits *self = COR_CROSSING_LIMITS (object);

  g_ptr_array_unref (self->hour_rows);
  g_object_unref (self->form);

  G_OBJECT_CLASS (cor_crossing_limits_parent_class)->finalize (object);
}

static void
cor_crossing_limits_class_init (CorCrossingLimitsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cor_crossing_limits_finalize;
}

static void
add_limits (CorCrossingLimits *self)
{
  const char *const titles[COR_N_MODES] = { _ ("People an hour by car"),
                                            _ ("People an hour by coach"),
                                            _ ("People an hour on foot") };
  AdwPreferencesGroup *group = cor_rows_add_group (GTK_BOX (self), _ ("Limits by mode"));

  adw_preferences_group_set_description (
      group, _ ("Left empty, only the number for all limits; 0 lets nobody pass that way."));
  for (guint i = 0; i < COR_N_MODES; i++)
    self->by_mode[i] = cor_rows_add_entry (group, titles[i]);
  self->reception = cor_rows_add_entry (group, _ ("Taken in behind the border, an hour"));
  for (guint i = 0; i < COR_N_MODES; i++)
    g_signal_connect_object (self->by_mode[i], "apply", G_CALLBACK (limits_applied_cb), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reception, "apply", G_CALLBACK (limits_applied_cb), self,
                           G_CONNECT_SWAPPED);
}

static AdwEntryRow *
add_form_entry (CorCrossingLimits *self, const char *title)
{
  AdwEntryRow *row = cor_rows_new_entry (title);

  adw_entry_row_set_show_apply_button (row, FALSE);
  adw_expander_row_add_row (self->form, GTK_WIDGET (row));

  return row;
}

static void
add_form (CorCrossingLimits *self)
{
  const char *const names[] = { cor_words_crossing_state (states[0]),
                                cor_words_crossing_state (states[1]), NULL };
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *add = gtk_button_new_with_mnemonic (_ ("_Add These Hours"));

  self->form = ADW_EXPANDER_ROW (g_object_ref_sink (adw_expander_row_new ()));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->form), _ ("Other Hours…"));
  adw_expander_row_set_subtitle (self->form,
                                 _ ("Times as 2022-02-24 06:00; without an end they last"));
  self->from = add_form_entry (self, _ ("From, clock in Kyiv"));
  self->until = add_form_entry (self, _ ("Until, clock in Kyiv"));
  cor_rows_make_left_to_right (self->from);
  cor_rows_make_left_to_right (self->until);
  self->state = cor_rows_new_choice (_ ("It is then"), names);
  adw_expander_row_add_row (self->form, GTK_WIDGET (self->state));
  self->people = add_form_entry (self, _ ("People an hour; empty: as ever"));
  gtk_widget_set_valign (add, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), add);
  adw_expander_row_add_row (self->form, row);
  g_signal_connect_object (add, "clicked", G_CALLBACK (add_hours_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->hours, GTK_WIDGET (self->form));
}

static void
cor_crossing_limits_init (CorCrossingLimits *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "details-part");
  add_limits (self);
  self->hours = cor_rows_add_group (GTK_BOX (self), _ ("Hours that differ"));
  self->hour_rows = g_ptr_array_new ();
  add_form (self);
}

/**
 * cor_crossing_limits_show:
 * @self: a part of a crossing's page
 * @page: the page, being refreshed
 * @crossing: the crossing as it is
 *
 * Shows what the plan says.
 */
void
cor_crossing_limits_show (CorCrossingLimits *self,
                          CorDetailsPage *page,
                          const CorCrossing *crossing)
{
  g_return_if_fail (COR_IS_CROSSING_LIMITS (self));

  self->page = page;
  for (guint i = 0; i < COR_N_MODES; i++)
    cor_rows_set_limit (self->by_mode[i], crossing->capacity_by_mode_people_per_h[i]);
  cor_rows_set_limit (self->reception, crossing->reception_people_per_h);
  show_hours (self, crossing);
}
