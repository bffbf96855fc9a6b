/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-vehicle-page.h"

#include "cor-fleet-edits.h"
#include "cor-rows.h"
#include "cor-words.h"

#include <glib/gi18n.h>

#define MAX_DRIVERS 10
#define MAX_TRIPS 1000
#define MAX_DUTY_MIN (7 * 24 * 60)
#define MAX_TURNAROUND_MIN (48 * 60)

/* What is counted of vehicles, where it stands, and how much of it makes sense. */
static const struct
{
  const char *title;
  glong offset;
  guint min;
  guint max;
  guint group;
} numbers[] = {
  { N_ ("How many alike"), G_STRUCT_OFFSET (CorVehicle, n_vehicles), 1, COR_MAX_VEHICLES, 0 },
  { N_ ("Seats of each"), G_STRUCT_OFFSET (CorVehicle, seats), 0, COR_MAX_VEHICLE_PLACES, 0 },
  { N_ ("Wheelchair places of each"), G_STRUCT_OFFSET (CorVehicle, wheelchair_places), 0,
    COR_MAX_VEHICLE_PLACES, 0 },
  { N_ ("Stretcher places of each"), G_STRUCT_OFFSET (CorVehicle, stretcher_places), 0,
    COR_MAX_VEHICLE_PLACES, 0 },
  { N_ ("Drivers of each"), G_STRUCT_OFFSET (CorVehicle, n_drivers), 1, MAX_DRIVERS, 1 },
  { N_ ("Minutes a driver may be on duty, 0: any"), G_STRUCT_OFFSET (CorVehicle, driver_min), 0,
    MAX_DUTY_MIN, 1 },
  { N_ ("Turnaround at the crossing, minutes"), G_STRUCT_OFFSET (CorVehicle, turnaround_min), 0,
    MAX_TURNAROUND_MIN, 1 },
  { N_ ("Trips of each, 0: any"), G_STRUCT_OFFSET (CorVehicle, max_trips), 0, MAX_TRIPS, 1 },
};

struct _CorVehiclePage
{
  CorDetailsPage parent_instance;

  AdwEntryRow *label;
  AdwComboRow *kind;
  AdwEntryRow *numbers[G_N_ELEMENTS (numbers)];
  GtkSwitch *oxygen;
  GtkSwitch *hands_over;
  AdwEntryRow *depot;
  AdwEntryRow *from;
  AdwEntryRow *until;
  AdwEntryRow *note;
  AdwActionRow *position;
  char *title;
};

G_DEFINE_FINAL_TYPE (CorVehiclePage, cor_vehicle_page, COR_TYPE_DETAILS_PAGE)

static const CorVehicle *
lookup (CorVehiclePage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);

  return cor_snapshot_lookup (cor_details_page_get_snapshot (page), COR_RECORD_VEHICLE,
                              cor_details_page_get_id (page));
}

static void
put (CorVehiclePage *self, CorVehicle *changed)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  g_autoptr (GError) error = NULL;

  cor_details_page_commit (
      page,
      cor_edit_put_vehicle (cor_details_page_get_snapshot (page), cor_record_ref (changed), &error),
      &error);
}

static gboolean
read_numbers (CorVehiclePage *self, CorVehicle *changed)
{
  gboolean are_read = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    are_read &= cor_rows_get_number (self->numbers[i], numbers[i].min, numbers[i].max,
                                     &G_STRUCT_MEMBER (guint, changed, numbers[i].offset));

  return are_read;
}

static void
applied_cb (CorVehiclePage *self)
{
  const CorVehicle *vehicle = lookup (self);
  g_autoptr (CorVehicle) changed = NULL;

  if (vehicle == NULL || cor_details_page_is_refreshing (COR_DETAILS_PAGE (self)))
    return;

  changed = cor_record_copy (vehicle);
  if (!read_numbers (self, changed) ||
      !cor_rows_get_span (self->from, self->until, &changed->available_from_utc_s,
                          &changed->available_until_utc_s))
    return;
  cor_rows_take_entry (self->label, &changed->label);
  cor_rows_take_entry (self->depot, &changed->depot_label);
  cor_rows_take_entry (self->note, &changed->note);
  changed->has_oxygen = gtk_switch_get_active (self->oxygen);
  changed->hands_over = gtk_switch_get_active (self->hands_over);
  put (self, changed);
}

static void
take_usual_places (CorVehicle *vehicle, CorVehicleKind kind)
{
  g_autoptr (CorVehicle) before = cor_vehicle_new (NULL, vehicle->vehicle);
  g_autoptr (CorVehicle) after = cor_vehicle_new (NULL, kind);
  gboolean is_usual = vehicle->seats == before->seats &&
                      vehicle->wheelchair_places == before->wheelchair_places &&
                      vehicle->stretcher_places == before->stretcher_places &&
                      vehicle->has_oxygen == before->has_oxygen;

  vehicle->vehicle = kind;
  if (!is_usual)
    return;
  vehicle->seats = after->seats;
  vehicle->wheelchair_places = after->wheelchair_places;
  vehicle->stretcher_places = after->stretcher_places;
  vehicle->has_oxygen = after->has_oxygen;
}

/* Another kind brings its usual places, unless an officer has counted them. */
static void
kind_chosen_cb (CorVehiclePage *self)
{
  const CorVehicle *vehicle = lookup (self);
  guint kind = adw_combo_row_get_selected (self->kind);
  g_autoptr (CorVehicle) changed = NULL;

  if (vehicle == NULL || cor_details_page_is_refreshing (COR_DETAILS_PAGE (self)) ||
      kind >= COR_N_VEHICLE_KINDS || vehicle->vehicle == kind)
    return;

  changed = cor_record_copy (vehicle);
  take_usual_places (changed, (CorVehicleKind) kind);
  put (self, changed);
}

static void
remove_cb (CorVehiclePage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  g_autoptr (GError) error = NULL;

  cor_details_page_commit (page,
                           cor_edit_remove_record (cor_details_page_get_snapshot (page),
                                                   COR_RECORD_VEHICLE,
                                                   cor_details_page_get_id (page), &error),
                           &error);
}

static const char *
cor_vehicle_page_refresh (CorDetailsPage *page)
{
  CorVehiclePage *self = COR_VEHICLE_PAGE (page);
  const CorVehicle *vehicle = lookup (self);
  g_autofree char *position = NULL;
  g_autofree char *isolated = NULL;

  if (vehicle == NULL)
    return NULL;

  cor_rows_set_entry (self->label, vehicle->label);
  adw_combo_row_set_selected (self->kind, vehicle->vehicle);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    cor_rows_set_number (self->numbers[i], G_STRUCT_MEMBER (guint, vehicle, numbers[i].offset));
  gtk_switch_set_active (self->oxygen, vehicle->has_oxygen);
  gtk_switch_set_active (self->hands_over, vehicle->hands_over);
  cor_rows_set_entry (self->depot, vehicle->depot_label);
  cor_rows_set_span (self->from, self->until, vehicle->available_from_utc_s,
                     vehicle->available_until_utc_s);
  cor_rows_set_entry (self->note, vehicle->note);
  position = cor_position_format (vehicle->depot_position);
  isolated = cor_isolate (position);
  cor_rows_set_fact (self->position, isolated);
  g_free (self->title);
  self->title = cor_words_vehicles (vehicle);

  return self->title;
}

static void
cor_vehicle_page_finalize (GObject *object)
{
  g_free (COR_VEHICLE_PAGE (object)->title);

  G_OBJECT_CLASS (cor_vehicle_page_parent_class)->finalize (object);
}

static void
cor_vehicle_page_class_init (CorVehiclePageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cor_vehicle_page_finalize;
  COR_DETAILS_PAGE_CLASS (klass)->refresh = cor_vehicle_page_refresh;
}

static AdwEntryRow *
add_entry (CorVehiclePage *self, AdwPreferencesGroup *group, const char *title)
{
  AdwEntryRow *row = cor_rows_add_entry (group, title);

  g_signal_connect_object (row, "apply", G_CALLBACK (applied_cb), self, G_CONNECT_SWAPPED);

  return row;
}

static GtkSwitch *
add_switch (CorVehiclePage *self, AdwPreferencesGroup *group, const char *title)
{
  GtkSwitch *toggle = cor_rows_add_switch (group, title);

  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (applied_cb), self,
                           G_CONNECT_SWAPPED);

  return toggle;
}

static void
add_numbers (CorVehiclePage *self, AdwPreferencesGroup *group, guint which)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (numbers[i].group == which)
      self->numbers[i] = add_entry (self, group, _ (numbers[i].title));
}

static AdwComboRow *
add_kind (CorVehiclePage *self, AdwPreferencesGroup *group)
{
  const char *kinds[COR_N_VEHICLE_KINDS + 1] = { NULL };
  AdwComboRow *row;

  for (guint i = 0; i < COR_N_VEHICLE_KINDS; i++)
    kinds[i] = cor_words_vehicle_kind ((CorVehicleKind) i);
  row = cor_rows_add_choice (group, _ ("Kind"), kinds);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (kind_chosen_cb), self,
                           G_CONNECT_SWAPPED);

  return row;
}

static void
cor_vehicle_page_init (CorVehiclePage *self)
{
  GtkBox *box = GTK_BOX (self);
  AdwPreferencesGroup *group = cor_rows_add_group (box, NULL);
  GtkButton *remove;

  self->label = add_entry (self, group, _ ("What they are called"));
  self->kind = add_kind (self, group);
  add_numbers (self, group, 0);
  self->oxygen = add_switch (self, group, _ ("Oxygen on board"));

  group = cor_rows_add_group (box, _ ("Depot"));
  adw_preferences_group_set_description (
      group, _ ("Times as 2022-02-24 06:00; left empty, from the plan's start, or to its end."));
  self->depot = add_entry (self, group, _ ("What the place is called"));
  self->position = cor_rows_add_fact (group, _ ("Coordinates"), NULL);
  self->from = add_entry (self, group, _ ("Free from, clock in Kyiv"));
  self->until = add_entry (self, group, _ ("Free until, clock in Kyiv"));
  cor_rows_make_left_to_right (self->from);
  cor_rows_make_left_to_right (self->until);

  group = cor_rows_add_group (box, _ ("Trips"));
  add_numbers (self, group, 1);
  self->hands_over = add_switch (self, group, _ ("People change coaches at the border"));
  self->note = add_entry (self, group, _ ("Note"));

  group = cor_rows_add_group (box, NULL);
  remove = cor_rows_add_button (group, _ ("_Remove the Vehicles"), TRUE);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
}
