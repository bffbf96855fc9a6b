/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-agreed-corridor-page.h"

#include "cor-agreed-corridor.h"
#include "cor-clock.h"
#include "cor-crossing.h"
#include "cor-fleet-edits.h"
#include "cor-path-check.h"
#include "cor-rows.h"
#include "cor-words.h"

#include <glib/gi18n.h>

#define MAX_COLUMN_VEHICLES 10000
#define MAX_SPACING_MIN 1440
#define MAX_VEHICLES_PER_H 100000

static const CorMode modes[COR_N_MODES] = { COR_MODE_CAR, COR_MODE_COACH, COR_MODE_FOOT };

struct _CorAgreedCorridorPage
{
  CorDetailsPage parent_instance;

  CorPathCheck *check;
  AdwEntryRow *label;
  AdwEntryRow *from;
  AdwEntryRow *until;
  AdwEntryRow *daily;
  GtkSwitch *two_way;
  GtkCheckButton *modes[COR_N_MODES];
  AdwEntryRow *column;
  AdwEntryRow *spacing;
  AdwEntryRow *vehicles;
  AdwActionRow *limit;
  AdwActionRow *length;
  AdwEntryRow *source;
  AdwEntryRow *note;
};

G_DEFINE_FINAL_TYPE (CorAgreedCorridorPage, cor_agreed_corridor_page, COR_TYPE_DETAILS_PAGE)

static const CorAgreedCorridor *
lookup (CorAgreedCorridorPage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);

  return cor_snapshot_lookup (cor_details_page_get_snapshot (page), COR_RECORD_AGREED_CORRIDOR,
                              cor_details_page_get_id (page));
}

static guint
get_modes (CorAgreedCorridorPage *self)
{
  guint chosen = 0;

  for (guint i = 0; i < COR_N_MODES; i++)
    if (gtk_check_button_get_active (self->modes[i]))
      chosen |= modes[i];

  return chosen;
}

static gboolean
read_limits (CorAgreedCorridorPage *self, CorAgreedCorridor *changed)
{
  g_autofree char *daily = cor_rows_get_entry (self->daily);
  gboolean is_read = cor_clock_parse_daily (daily, &changed->daily);

  cor_rows_mark_wrong (self->daily, !is_read);
  is_read &=
      cor_rows_get_number (self->column, 0, MAX_COLUMN_VEHICLES, &changed->max_column_vehicles);
  is_read &= cor_rows_get_number (self->spacing, 0, MAX_SPACING_MIN, &changed->min_spacing_min);
  is_read &= cor_rows_get_limit (self->vehicles, MAX_VEHICLES_PER_H, &changed->vehicles_per_h);
  is_read &=
      cor_rows_get_span (self->from, self->until, &changed->from_utc_s, &changed->until_utc_s);

  return is_read;
}

static void
applied_cb (CorAgreedCorridorPage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  const CorAgreedCorridor *corridor = lookup (self);
  g_autoptr (CorAgreedCorridor) changed = NULL;
  CorEdit *edit;
  g_autoptr (GError) error = NULL;

  if (corridor == NULL || cor_details_page_is_refreshing (page))
    return;

  changed = cor_record_copy (corridor);
  if (!read_limits (self, changed))
    return;
  cor_rows_take_entry (self->label, &changed->label);
  cor_rows_take_entry (self->source, &changed->source);
  cor_rows_take_entry (self->note, &changed->note);
  changed->modes = get_modes (self);
  changed->is_two_way = gtk_switch_get_active (self->two_way);
  edit = cor_edit_put_corridor (cor_details_page_get_snapshot (page), cor_record_ref (changed),
                                &error);
  cor_details_page_commit (page, edit, &error);
  if (edit == NULL)
    cor_details_page_refresh (page);
}

static void
remove_cb (CorAgreedCorridorPage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  g_autoptr (GError) error = NULL;

  cor_details_page_commit (page,
                           cor_edit_remove_record (cor_details_page_get_snapshot (page),
                                                   COR_RECORD_AGREED_CORRIDOR,
                                                   cor_details_page_get_id (page), &error),
                           &error);
}

static void
show_facts (CorAgreedCorridorPage *self, const CorAgreedCorridor *corridor)
{
  guint vehicles_per_h = cor_agreed_corridor_get_limit_vehicles_per_h (corridor);
  g_autofree char *length = NULL;
  g_autofree char *limit = NULL;
  const CorPosition *points;
  guint n_points;
  double length_m = 0.0;

  cor_geometry_get_part (corridor->geometry, 0, &points, &n_points);
  for (guint i = 0; i + 1 < n_points; i++)
    length_m += cor_position_distance_m (points[i], points[i + 1]);
  length = g_strdup_printf (_ ("%u km"), (guint) (length_m / 1000.0 + 0.5));
  cor_rows_set_fact (self->length, length);
  if (vehicles_per_h != COR_UNLIMITED)
    limit = g_strdup_printf (ngettext ("%u vehicle an hour", "%u vehicles an hour", vehicles_per_h),
                             vehicles_per_h);
  cor_rows_set_fact (self->limit, limit != NULL ? limit : _ ("As many as the road takes"));
}

static const char *
cor_agreed_corridor_page_refresh (CorDetailsPage *page)
{
  CorAgreedCorridorPage *self = COR_AGREED_CORRIDOR_PAGE (page);
  const CorAgreedCorridor *corridor = lookup (self);
  g_autofree char *daily = NULL;

  if (corridor == NULL)
    return NULL;

  daily = cor_clock_format_daily (&corridor->daily);
  cor_rows_set_entry (self->label, corridor->label);
  cor_rows_set_span (self->from, self->until, corridor->from_utc_s, corridor->until_utc_s);
  cor_rows_set_entry (self->daily, daily);
  gtk_switch_set_active (self->two_way, corridor->is_two_way);
  for (guint i = 0; i < COR_N_MODES; i++)
    gtk_check_button_set_active (self->modes[i], (corridor->modes & modes[i]) != 0);
  cor_rows_set_number (self->column, corridor->max_column_vehicles);
  cor_rows_set_number (self->spacing, corridor->min_spacing_min);
  cor_rows_set_limit (self->vehicles, corridor->vehicles_per_h);
  cor_rows_set_entry (self->source, corridor->source);
  cor_rows_set_entry (self->note, corridor->note);
  show_facts (self, corridor);
  cor_path_check_show (self->check, page);

  return corridor->label[0] != '\0' ? corridor->label : _ ("Agreed corridor");
}

static void
cor_agreed_corridor_page_class_init (CorAgreedCorridorPageClass *klass)
{
  COR_DETAILS_PAGE_CLASS (klass)->refresh = cor_agreed_corridor_page_refresh;
}

static AdwEntryRow *
add_entry (CorAgreedCorridorPage *self, AdwPreferencesGroup *group, const char *title)
{
  AdwEntryRow *row = cor_rows_add_entry (group, title);

  g_signal_connect_object (row, "apply", G_CALLBACK (applied_cb), self, G_CONNECT_SWAPPED);

  return row;
}

static void
add_modes (CorAgreedCorridorPage *self, AdwPreferencesGroup *group)
{
  for (guint i = 0; i < COR_N_MODES; i++)
    {
      self->modes[i] = cor_rows_add_check (group, cor_words_mode (modes[i]));
      g_signal_connect_object (self->modes[i], "toggled", G_CALLBACK (applied_cb), self,
                               G_CONNECT_SWAPPED);
    }
}

static void
add_columns (CorAgreedCorridorPage *self)
{
  AdwPreferencesGroup *group = cor_rows_add_group (GTK_BOX (self), _ ("Columns"));

  self->column = add_entry (self, group, _ ("Vehicles of the largest column, 0: any"));
  self->spacing = add_entry (self, group, _ ("Minutes from column to column"));
  self->vehicles = add_entry (self, group, _ ("Vehicles an hour, if fewer"));
  self->limit = cor_rows_add_fact (group, _ ("So it takes"), NULL);
}

static void
cor_agreed_corridor_page_init (CorAgreedCorridorPage *self)
{
  GtkBox *box = GTK_BOX (self);
  AdwPreferencesGroup *group;
  GtkButton *remove;

  /* First, for a corridor that lies on no road does not bind. */
  self->check = g_object_new (COR_TYPE_PATH_CHECK, NULL);
  gtk_box_append (box, GTK_WIDGET (self->check));
  group = cor_rows_add_group (box, NULL);
  adw_preferences_group_set_description (
      group, _ ("Times as 2022-02-24 06:00; left empty, it always was, or has no end."));
  self->label = add_entry (self, group, _ ("What it is called"));
  self->from = add_entry (self, group, _ ("From, clock in Kyiv"));
  self->until = add_entry (self, group, _ ("Until, clock in Kyiv"));
  self->daily = add_entry (self, group, _ ("Hours of each day, as 22:00–05:00"));
  cor_rows_make_left_to_right (self->from);
  cor_rows_make_left_to_right (self->until);
  cor_rows_make_left_to_right (self->daily);
  self->source = add_entry (self, group, _ ("Who agreed to it"));
  self->note = add_entry (self, group, _ ("Note"));

  add_modes (self, cor_rows_add_group (box, _ ("Who may drive it")));
  add_columns (self);
  group = cor_rows_add_group (box, NULL);
  self->two_way = cor_rows_add_switch (group, _ ("Both ways"));
  g_signal_connect_object (self->two_way, "notify::active", G_CALLBACK (applied_cb), self,
                           G_CONNECT_SWAPPED);
  self->length = cor_rows_add_fact (group, _ ("Length"), NULL);
  remove = cor_rows_add_button (group, _ ("_Remove the Corridor"), TRUE);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
}
