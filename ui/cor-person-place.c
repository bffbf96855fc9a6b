/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-person-place.h"

#include "cor-desk-language.h"
#include "cor-lookup.h"
#include "cor-plan-edits.h"
#include "cor-rows.h"

#include <glib/gi18n.h>

#define MAX_CANDIDATES 6
#define TYPING_MS 200

struct _CorPersonPlace
{
  GtkBox parent_instance;

  AdwPreferencesGroup *group;
  AdwActionRow *place;
  AdwActionRow *received;
  AdwActionRow *position;
  AdwEntryRow *search;
  GPtrArray *candidate_rows;
  guint search_source;

  CorDetailsPage *page; /* whose child this is */
  CorPerson *person;
};

G_DEFINE_FINAL_TYPE (CorPersonPlace, cor_person_place, GTK_TYPE_BOX)

static void
candidate_activated_cb (AdwActionRow *row, gpointer user_data)
{
  CorPersonPlace *self = user_data;
  CorSettlement *settlement = g_object_get_data (G_OBJECT (row), "cor-settlement");

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  cor_details_page_commit (self->page,
                           cor_edit_place_people (cor_details_page_get_snapshot (self->page),
                                                  &self->person->record.id, 1, settlement),
                           NULL);
}

static void
show_candidates (CorPersonPlace *self)
{
  CorSession *session = cor_details_page_get_session (self->page);
  g_autofree char *text = cor_rows_get_entry (self->search);
  g_autoptr (GPtrArray) hits = NULL;

  cor_rows_clear (self->group, self->candidate_rows);
  if (cor_session_is_read_only (session))
    return;
  if (text[0] != '\0')
    hits = cor_session_search_places (session, text, cor_desk_language_get (), MAX_CANDIDATES);
  else if (self->person->placement == COR_PLACEMENT_NONE ||
           self->person->placement == COR_PLACEMENT_ASSUMED)
    hits = cor_session_get_place_candidates (session, self->person, cor_desk_language_get ());

  for (guint i = 0; hits != NULL && i < MIN (hits->len, MAX_CANDIDATES); i++)
    {
      const CorHit *hit = hits->pdata[i];
      AdwActionRow *row;

      if (hit->settlement == NULL)
        continue;
      row = cor_rows_add_link (self->group, hit->title, hit->subtitle, NULL);
      adw_action_row_add_suffix (row, gtk_label_new (_ ("Place here")));
      g_object_set_data_full (G_OBJECT (row), "cor-settlement", cor_record_ref (hit->settlement),
                              cor_record_unref);
      g_signal_connect_object (row, "activated", G_CALLBACK (candidate_activated_cb), self, 0);
      g_ptr_array_add (self->candidate_rows, row);
    }
}

static gboolean
search_cb (gpointer user_data)
{
  CorPersonPlace *self = user_data;

  self->search_source = 0;
  show_candidates (self);

  return G_SOURCE_REMOVE;
}

static void
typed_cb (CorPersonPlace *self)
{
  g_clear_handle_id (&self->search_source, g_source_remove);
  if (self->person != NULL)
    self->search_source = g_timeout_add (TYPING_MS, search_cb, self);
}

static const char *
describe_placement (CorPlacement placement)
{
  switch (placement)
    {
    case COR_PLACEMENT_ASSUMED:
      return _ ("Assumed: nothing confirms it");
    case COR_PLACEMENT_CONFIRMED:
      return _ ("Confirmed");
    case COR_PLACEMENT_MANUAL:
      return _ ("An officer said so");
    case COR_PLACEMENT_NONE:
    default:
      return _ ("Not placed yet");
    }
}

static void
cor_person_place_dispose (GObject *object)
{
  CorPersonPlace *self = COR_PERSON_PLACE (object);

  g_clear_handle_id (&self->search_source, g_source_remove);
  g_clear_pointer (&self->person, cor_record_unref);

  G_OBJECT_CLASS (cor_person_place_parent_class)->dispose (object);
}

static void
cor_person_place_finalize (GObject *object)
{
  g_ptr_array_unref (COR_PERSON_PLACE (object)->candidate_rows);

  G_OBJECT_CLASS (cor_person_place_parent_class)->finalize (object);
}

static void
cor_person_place_class_init (CorPersonPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cor_person_place_dispose;
  G_OBJECT_CLASS (klass)->finalize = cor_person_place_finalize;
}

static void
cor_person_place_init (CorPersonPlace *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->group = cor_rows_add_group (GTK_BOX (self), _ ("Place"));
  self->place = cor_rows_add_fact (self->group, "", " ");
  gtk_widget_remove_css_class (GTK_WIDGET (self->place), "fact");
  self->received = cor_rows_add_fact (self->group, _ ("As received"), NULL);
  self->position = cor_rows_add_fact (self->group, _ ("Coordinates"), NULL);
  self->search = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->search), _ ("Search for a place"));
  adw_preferences_group_add (self->group, GTK_WIDGET (self->search));
  g_signal_connect_object (self->search, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  self->candidate_rows = g_ptr_array_new ();
}

/**
 * cor_person_place_show:
 * @self: the group
 * @page: the page that it stands on
 * @person: whose place
 *
 * Shows where somebody is.
 */
void
cor_person_place_show (CorPersonPlace *self, CorDetailsPage *page, const CorPerson *person)
{
  const CorSettlement *settlement = cor_snapshot_lookup (cor_details_page_get_snapshot (page),
                                                         COR_RECORD_SETTLEMENT, &person->place_id);
  g_autofree char *position = person->has_position ? cor_position_format (person->position) : NULL;
  g_autofree char *isolated = position != NULL ? cor_isolate (position) : NULL;
  gboolean is_same = self->person == person;

  self->page = page;
  g_clear_pointer (&self->person, cor_record_unref);
  self->person = cor_record_ref (person);
  adw_preferences_row_set_title (
      ADW_PREFERENCES_ROW (self->place),
      settlement != NULL ? cor_details_page_name (page, &settlement->names) : _ ("Unplaced"));
  adw_action_row_set_subtitle (self->place, describe_placement (person->placement));
  cor_rows_set_fact (self->received, person->place_text);
  cor_rows_set_fact (self->position, isolated);
  if (!is_same)
    show_candidates (self);
}
