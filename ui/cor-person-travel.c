/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-person-travel.h"

#include "cor-clock.h"
#include "cor-plan-edits.h"
#include "cor-rows.h"
#include "cor-words.h"

#include <glib/gi18n.h>

#define MAX_FREE_SEATS 100

struct _CorPersonTravel
{
  GtkBox parent_instance;

  AdwComboRow *priority;
  AdwEntryRow *ready;
  AdwEntryRow *free_seats;
  GtkSwitch *seat_wanted;
  GtkWidget *seat_wanted_row;

  CorDetailsPage *page; /* whose child this is */
};

G_DEFINE_FINAL_TYPE (CorPersonTravel, cor_person_travel, GTK_TYPE_BOX)

static gboolean
read_rows (CorPersonTravel *self, CorPerson *changed)
{
  g_autofree char *ready = cor_rows_get_entry (self->ready);
  gboolean are_read = cor_clock_parse (ready, &changed->ready_utc_s);

  cor_rows_mark_wrong (self->ready, !are_read);
  are_read &= cor_rows_get_number (self->free_seats, 0, MAX_FREE_SEATS, &changed->free_seats);
  changed->priority = (CorPriority) adw_combo_row_get_selected (self->priority);
  changed->seat_wanted = gtk_switch_get_active (self->seat_wanted);

  return are_read;
}

static void
changed_cb (CorPersonTravel *self)
{
  const CorPerson *person;
  g_autoptr (CorPerson) changed = NULL;

  if (self->page == NULL || cor_details_page_is_refreshing (self->page))
    return;
  person = cor_snapshot_lookup (cor_details_page_get_snapshot (self->page), COR_RECORD_PERSON,
                                cor_details_page_get_id (self->page));
  if (person == NULL)
    return;

  changed = cor_record_copy (person);
  if (read_rows (self, changed))
    cor_details_page_commit (
        self->page, cor_edit_put_record (COR_EDIT_CHANGE_PERSON, NULL, g_steal_pointer (&changed)),
        NULL);
}

static void
cor_person_travel_class_init (CorPersonTravelClass *klass)
{
}

static void
cor_person_travel_init (CorPersonTravel *self)
{
  const char *priorities[COR_N_PRIORITIES + 1] = { NULL };
  AdwPreferencesGroup *group;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  for (guint i = 0; i < COR_N_PRIORITIES; i++)
    priorities[i] = cor_words_priority (i);
  group = cor_rows_add_group (GTK_BOX (self), _ ("How they leave"));
  adw_preferences_group_set_description (
      group, _ ("Times as 2022-02-24 06:00; left empty, they are ready at once."));
  self->priority = cor_rows_add_choice (group, _ ("Priority"), priorities);
  self->ready = cor_rows_add_entry (group, _ ("Ready from, clock in Kyiv"));
  cor_rows_make_left_to_right (self->ready);
  self->free_seats = cor_rows_add_entry (group, _ ("Seats in their car for others"));
  self->seat_wanted = cor_rows_add_switch (group, _ ("Want seats of ours, despite a car"));
  self->seat_wanted_row =
      gtk_widget_get_ancestor (GTK_WIDGET (self->seat_wanted), ADW_TYPE_ACTION_ROW);
  g_signal_connect_object (self->priority, "notify::selected", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ready, "apply", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->free_seats, "apply", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->seat_wanted, "notify::active", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * cor_person_travel_show:
 * @self: a part of a registration's page
 * @page: the page, being refreshed
 * @person: the registration as it is
 *
 * Shows what the plan says. Of seats it speaks where there is a car.
 */
void
cor_person_travel_show (CorPersonTravel *self, CorDetailsPage *page, const CorPerson *person)
{
  g_autofree char *ready = cor_clock_format_plain (person->ready_utc_s);
  gboolean has_car = person->car == COR_ANSWER_YES;

  g_return_if_fail (COR_IS_PERSON_TRAVEL (self));

  self->page = page;
  adw_combo_row_set_selected (self->priority, person->priority);
  cor_rows_set_entry (self->ready, ready);
  cor_rows_set_number (self->free_seats, person->free_seats);
  gtk_switch_set_active (self->seat_wanted, person->seat_wanted);
  gtk_widget_set_visible (GTK_WIDGET (self->free_seats), has_car);
  gtk_widget_set_visible (self->seat_wanted_row, has_car);
}
