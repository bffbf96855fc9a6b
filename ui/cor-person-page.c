/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-person-page.h"

#include "cor-desk-language.h"
#include "cor-person-place.h"
#include "cor-person-travel.h"
#include "cor-plan-edits.h"
#include "cor-rows.h"
#include "cor-words.h"

#include <glib/gi18n.h>
#include <stdio.h>

#define MAX_PARTY_SIZE 60

struct _CorPersonPage
{
  CorDetailsPage parent_instance;

  AdwComboRow *status;
  GtkSpinButton *party;
  AdwComboRow *car;
  GtkSwitch *refused;
  GtkCheckButton *needs[COR_N_NEEDS];
  AdwExpanderRow *needs_row;
  CorPersonTravel *travel;
  CorPersonPlace *place;

  AdwEntryRow *full_name;
  AdwEntryRow *passport;
  AdwEntryRow *birth_date;
  AdwEntryRow *nationality;
  AdwEntryRow *phones;
  AdwEntryRow *email;
  AdwEntryRow *address;
  AdwEntryRow *notes;

  AdwActionRow *list;
  AdwActionRow *bad_fields;
  AdwActionRow *merged;
  AdwPreferencesGroup *household;
  GPtrArray *household_rows;
  GtkButton *split;
  AdwPreferencesGroup *findings;
  GPtrArray *finding_rows;
};

G_DEFINE_FINAL_TYPE (CorPersonPage, cor_person_page, COR_TYPE_DETAILS_PAGE)

static const CorPerson *
lookup (CorPersonPage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);

  return cor_snapshot_lookup (cor_details_page_get_snapshot (page), COR_RECORD_PERSON,
                              cor_details_page_get_id (page));
}

/* Writing */

static void
put (CorPersonPage *self, CorPerson *changed)
{
  cor_details_page_commit (COR_DETAILS_PAGE (self),
                           cor_edit_put_record (COR_EDIT_CHANGE_PERSON, NULL, changed), NULL);
}

static void
status_changed_cb (CorPersonPage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  const CorPerson *person = lookup (self);
  CorStatus status = (CorStatus) adw_combo_row_get_selected (self->status);

  if (!cor_details_page_is_refreshing (page) && person != NULL && person->status != status)
    cor_details_page_commit (
        page,
        cor_edit_set_status (cor_details_page_get_snapshot (page), &person->record.id, 1, status),
        NULL);
}

static guint
get_needs (CorPersonPage *self)
{
  guint needs = 0;

  for (guint i = 0; i < COR_N_NEEDS; i++)
    if (gtk_check_button_get_active (self->needs[i]))
      needs |= 1u << i;

  return needs;
}

static void
answers_changed_cb (CorPersonPage *self)
{
  const CorPerson *person = lookup (self);
  CorPerson *changed;

  if (cor_details_page_is_refreshing (COR_DETAILS_PAGE (self)) || person == NULL)
    return;

  changed = cor_record_copy (person);
  changed->party_size = (guint) gtk_spin_button_get_value_as_int (self->party);
  changed->car = (CorAnswer) adw_combo_row_get_selected (self->car);
  changed->may_be_refused_exit = gtk_switch_get_active (self->refused);
  changed->needs = get_needs (self);
  put (self, changed);
}

static void
take_text (char **target, AdwEntryRow *row)
{
  g_free (*target);
  *target = cor_rows_get_entry (row);
  if (**target == '\0')
    g_clear_pointer (target, g_free);
}

/* "1984-05-17", "1984-05" and "1984" are dates of birth; nothing is none. */
static gboolean
parse_birth_date (const char *text, guint *birth_date)
{
  guint year = 0, month = 0, day = 0;
  char rest;
  int n_read = sscanf (text, "%4u-%2u-%2u%c", &year, &month, &day, &rest);

  *birth_date = year * 10000 + month * 100 + day;

  return text[0] == '\0' ||
         (n_read >= 1 && n_read <= 3 && year >= 1900 && month <= 12 && day <= 31);
}

static char *
format_birth_date (guint birth_date)
{
  guint year = birth_date / 10000, month = birth_date / 100 % 100, day = birth_date % 100;

  if (year == 0)
    return NULL;
  if (month == 0)
    return g_strdup_printf ("%04u", year);
  if (day == 0)
    return g_strdup_printf ("%04u-%02u", year, month);

  return g_strdup_printf ("%04u-%02u-%02u", year, month, day);
}

static GStrv
split_phones (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, ",;", -1);
  g_autoptr (GStrvBuilder) phones = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_strstrip (parts[i])[0] != '\0')
      g_strv_builder_add (phones, parts[i]);

  return g_strv_builder_end (phones);
}

static void
particulars_applied_cb (CorPersonPage *self)
{
  const CorPerson *person = lookup (self);
  g_autofree char *birth = cor_rows_get_entry (self->birth_date);
  g_autofree char *phones = cor_rows_get_entry (self->phones);
  CorPerson *changed;
  CorParticulars *particulars;
  guint birth_date;
  gboolean is_read = parse_birth_date (birth, &birth_date);

  cor_rows_mark_wrong (self->birth_date, !is_read);
  if (person == NULL || !is_read)
    return;

  changed = cor_record_copy (person);
  particulars = cor_person_edit_particulars (changed);
  take_text (&particulars->full_name, self->full_name);
  take_text (&particulars->passport, self->passport);
  take_text (&particulars->nationality, self->nationality);
  take_text (&particulars->email, self->email);
  take_text (&particulars->address, self->address);
  take_text (&particulars->notes, self->notes);
  particulars->birth_date = birth_date;
  g_strfreev (particulars->phones);
  particulars->phones = split_phones (phones);
  put (self, changed);
}

static void
split_cb (CorPersonPage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);

  cor_details_page_commit (page,
                           cor_edit_split_household (cor_details_page_get_snapshot (page),
                                                     cor_details_page_get_id (page), 1),
                           NULL);
}

static void
remove_cb (CorPersonPage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);

  cor_details_page_commit (page,
                           cor_edit_remove_people (cor_details_page_get_snapshot (page),
                                                   cor_details_page_get_id (page), 1),
                           NULL);
}

/* Showing */

static void
show_answers (CorPersonPage *self, const CorPerson *person)
{
  guint n_needs = 0;
  g_autofree char *count = NULL;

  adw_combo_row_set_selected (self->status, person->status);
  gtk_spin_button_set_value (self->party, person->party_size);
  adw_combo_row_set_selected (self->car, person->car);
  gtk_switch_set_active (self->refused, person->may_be_refused_exit);
  for (guint i = 0; i < COR_N_NEEDS; i++)
    {
      gboolean needed = (person->needs & (1u << i)) != 0;

      n_needs += needed ? 1 : 0;
      gtk_check_button_set_active (self->needs[i], needed);
    }
  count = n_needs > 0 ? g_strdup_printf ("%u", n_needs) : g_strdup (_ ("None"));
  adw_expander_row_set_subtitle (self->needs_row, count);
}

static void
show_particulars (CorPersonPage *self, const CorParticulars *particulars)
{
  g_autofree char *birth_date = format_birth_date (particulars->birth_date);
  g_autofree char *phones =
      particulars->phones != NULL ? g_strjoinv (", ", particulars->phones) : NULL;
  g_autofree char *merged =
      particulars->merged != NULL ? g_strjoinv ("\n", particulars->merged) : NULL;
  g_autoptr (GString) bad_fields = g_string_new (NULL);

  for (guint i = 0; particulars->bad_fields != NULL && particulars->bad_fields[i] != NULL &&
                    particulars->bad_fields[i + 1] != NULL;
       i += 2)
    {
      CorField field = COR_FIELD_IGNORE;

      if (cor_field_parse (particulars->bad_fields[i], &field))
        g_string_append_printf (bad_fields, "%s%s: %s", bad_fields->len > 0 ? "\n" : "",
                                cor_words_field (field), particulars->bad_fields[i + 1]);
    }

  cor_rows_set_entry (self->full_name, particulars->full_name);
  cor_rows_set_entry (self->passport, particulars->passport);
  cor_rows_set_entry (self->birth_date, birth_date);
  cor_rows_set_entry (self->nationality, particulars->nationality);
  cor_rows_set_entry (self->phones, phones);
  cor_rows_set_entry (self->email, particulars->email);
  cor_rows_set_entry (self->address, particulars->address);
  cor_rows_set_entry (self->notes, particulars->notes);
  cor_rows_set_fact (self->merged, merged);
  cor_rows_set_fact (self->bad_fields, bad_fields->str);
}

static void
show_list (CorPersonPage *self, const CorPerson *person)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  const CorList *list =
      cor_snapshot_lookup (cor_details_page_get_snapshot (page), COR_RECORD_LIST, &person->list_id);
  g_autofree char *name = list != NULL ? cor_isolate (list->file_name) : NULL;
  /* Translators: name of a file, number of a row */
  g_autofree char *text = list != NULL ? g_strdup_printf (_ ("%s, row %u"), name, person->row)
                                       : g_strdup (_ ("Entered by hand"));

  cor_rows_set_fact (self->list, text);
}

static void
member_activated_cb (AdwActionRow *row, gpointer user_data)
{
  cor_selection_select (cor_details_page_get_selection (user_data), COR_SELECTION_PERSON,
                        g_object_get_data (G_OBJECT (row), "cor-id"));
}

static void
link_to_person (CorPersonPage *self, AdwActionRow *row, const CorId *id)
{
  g_object_set_data_full (G_OBJECT (row), "cor-id", g_memdup2 (id, sizeof (CorId)), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (member_activated_cb), self, 0);
}

/* Where a member of the household is, if not where the others are. */
static const char *
find_other_place (CorSnapshot *snapshot, const CorPerson *person, const CorPerson *member)
{
  const CorSettlement *place = NULL;

  if (person->placement != COR_PLACEMENT_NONE && member->placement != COR_PLACEMENT_NONE &&
      cor_status_is_planned (member->status) &&
      !cor_id_equal (&member->place_id, &person->place_id))
    place = cor_snapshot_lookup (snapshot, COR_RECORD_SETTLEMENT, &member->place_id);

  return place != NULL ? cor_names_get (&place->names, cor_desk_language_get ()) : NULL;
}

static void
show_household (CorPersonPage *self, const CorPerson *person)
{
  CorSnapshot *snapshot = cor_details_page_get_snapshot (COR_DETAILS_PAGE (self));
  GPtrArray *persons = cor_snapshot_get_records (snapshot, COR_RECORD_PERSON);
  gboolean is_parted = FALSE;

  cor_rows_clear (self->household, self->household_rows);
  for (guint i = 0; !cor_id_is_nil (&person->household_id) && i < persons->len; i++)
    {
      const CorPerson *member = persons->pdata[i];
      const char *name = member->particulars->full_name;
      const char *place;
      AdwActionRow *row;

      if (member == person || !cor_id_equal (&member->household_id, &person->household_id))
        continue;
      place = find_other_place (snapshot, person, member);
      is_parted |= place != NULL;
      row = cor_rows_add_link (self->household, name != NULL ? name : _ ("No name"),
                               place != NULL ? place : cor_words_status (member->status), NULL);
      link_to_person (self, row, &member->record.id);
      g_ptr_array_add (self->household_rows, row);
    }
  is_parted &= cor_status_is_planned (person->status);
  adw_preferences_group_set_description (
      self->household,
      is_parted ? _ ("They are in different places, and each part travels on its own. Place them "
                     "together, or let this one travel alone.")
                : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->household), self->household_rows->len > 0);
}

static void
resolve_cb (GtkButton *button, gpointer user_data)
{
  CorDetailsPage *page = user_data;
  g_autoptr (GError) error = NULL;

  cor_details_page_commit (
      page,
      cor_edit_resolve_finding (cor_details_page_get_snapshot (page),
                                g_object_get_data (G_OBJECT (button), "cor-id"), &error),
      &error);
}

static void
merge_cb (GtkButton *button, gpointer user_data)
{
  CorDetailsPage *page = user_data;
  g_autoptr (GError) error = NULL;

  cor_details_page_commit (
      page,
      cor_edit_merge_people (cor_details_page_get_snapshot (page), cor_details_page_get_id (page),
                             g_object_get_data (G_OBJECT (button), "cor-id"), &error),
      &error);
}

static void
add_finding_button (CorPersonPage *self,
                    AdwActionRow *row,
                    const char *label,
                    const CorId *id,
                    GCallback clicked_cb)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "cor-id", g_memdup2 (id, sizeof (CorId)), g_free);
  g_signal_connect_object (button, "clicked", clicked_cb, self, 0);
  adw_action_row_add_suffix (row, button);
}

static void
add_finding (CorPersonPage *self, const CorFinding *finding, const CorId *other_id)
{
  CorSnapshot *snapshot = cor_details_page_get_snapshot (COR_DETAILS_PAGE (self));
  const CorPerson *other = cor_snapshot_lookup (snapshot, COR_RECORD_PERSON, other_id);
  const char *text = finding->field != COR_FIELD_IGNORE ? cor_words_field (finding->field) : NULL;
  AdwActionRow *row;

  if (other != NULL)
    text = other->particulars->full_name;
  row = cor_rows_add_link (self->findings, cor_words_finding (finding->finding), text, NULL);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), other != NULL);
  if (other != NULL)
    {
      link_to_person (self, row, other_id);
      add_finding_button (self, row, _ ("_Merge"), other_id, G_CALLBACK (merge_cb));
    }
  add_finding_button (self, row, _ ("_Done"), &finding->record.id, G_CALLBACK (resolve_cb));
  g_ptr_array_add (self->finding_rows, row);
}

static void
show_findings (CorPersonPage *self, const CorPerson *person)
{
  GPtrArray *findings = cor_snapshot_get_records (
      cor_details_page_get_snapshot (COR_DETAILS_PAGE (self)), COR_RECORD_FINDING);

  cor_rows_clear (self->findings, self->finding_rows);
  for (guint i = 0; i < findings->len; i++)
    {
      const CorFinding *finding = findings->pdata[i];

      if (finding->resolved)
        continue;
      if (cor_id_equal (&finding->person_id, &person->record.id))
        add_finding (self, finding, &finding->other_id);
      else if (cor_id_equal (&finding->other_id, &person->record.id))
        add_finding (self, finding, &finding->person_id);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->findings), self->finding_rows->len > 0);
}

static const char *
cor_person_page_refresh (CorDetailsPage *page)
{
  CorPersonPage *self = COR_PERSON_PAGE (page);
  const CorPerson *person = lookup (self);

  if (person == NULL)
    return NULL;

  show_answers (self, person);
  show_particulars (self, person->particulars);
  show_list (self, person);
  show_household (self, person);
  show_findings (self, person);
  cor_person_travel_show (self->travel, page, person);
  cor_person_place_show (self->place, page, person);

  return person->particulars->full_name != NULL ? person->particulars->full_name : _ ("No name");
}

static void
cor_person_page_finalize (GObject *object)
{
  CorPersonPage *self = COR_PERSON_PAGE (object);

  g_ptr_array_unref (self->household_rows);
  g_ptr_array_unref (self->finding_rows);

  G_OBJECT_CLASS (cor_person_page_parent_class)->finalize (object);
}

static void
cor_person_page_class_init (CorPersonPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cor_person_page_finalize;
  COR_DETAILS_PAGE_CLASS (klass)->refresh = cor_person_page_refresh;
}

static AdwComboRow *
add_choice (CorPersonPage *self,
            AdwPreferencesGroup *group,
            const char *title,
            const char *const *choices,
            GCallback changed_cb)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (choices);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  adw_preferences_group_add (group, row);
  g_signal_connect_object (row, "notify::selected", changed_cb, self, G_CONNECT_SWAPPED);

  return ADW_COMBO_ROW (row);
}

static void
add_control (AdwPreferencesGroup *group, const char *title, GtkWidget *control)
{
  AdwActionRow *row = cor_rows_add_link (group, title, NULL, NULL);

  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  adw_action_row_add_suffix (row, control);
  adw_action_row_set_activatable_widget (row, control);
}

static void
add_needs (CorPersonPage *self, AdwPreferencesGroup *group)
{
  self->needs_row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->needs_row), _ ("Needs"));
  for (guint i = 0; i < COR_N_NEEDS; i++)
    {
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *check = gtk_check_button_new ();
      const char *name = cor_words_need (1u << i);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
      adw_expander_row_add_row (self->needs_row, row);
      self->needs[i] = GTK_CHECK_BUTTON (check);
      g_signal_connect_object (check, "toggled", G_CALLBACK (answers_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  adw_preferences_group_add (group, GTK_WIDGET (self->needs_row));
}

static void
add_answers (CorPersonPage *self, AdwPreferencesGroup *group)
{
  const char *statuses[COR_N_STATUSES + 1] = { NULL };
  const char *const answers[] = { _ ("Unknown"), _ ("No"), _ ("Yes"), NULL };

  for (guint i = 0; i < COR_N_STATUSES; i++)
    statuses[i] = cor_words_status (i);
  self->status = add_choice (self, group, _ ("Status"), statuses, G_CALLBACK (status_changed_cb));
  self->party = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (1, MAX_PARTY_SIZE, 1));
  add_control (group, _ ("People, all counted"), GTK_WIDGET (self->party));
  g_signal_connect_object (self->party, "value-changed", G_CALLBACK (answers_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->car = add_choice (self, group, _ ("Car"), answers, G_CALLBACK (answers_changed_cb));
  self->refused = GTK_SWITCH (gtk_switch_new ());
  add_control (group, _ ("May be refused exit"), GTK_WIDGET (self->refused));
  g_signal_connect_object (self->refused, "notify::active", G_CALLBACK (answers_changed_cb), self,
                           G_CONNECT_SWAPPED);
  add_needs (self, group);
}

static AdwEntryRow *
add_entry (CorPersonPage *self, AdwPreferencesGroup *group, CorField field)
{
  AdwEntryRow *row = cor_rows_add_entry (group, cor_words_field (field));

  g_signal_connect_object (row, "apply", G_CALLBACK (particulars_applied_cb), self,
                           G_CONNECT_SWAPPED);

  return row;
}

static void
cor_person_page_init (CorPersonPage *self)
{
  GtkBox *box = GTK_BOX (self);
  AdwPreferencesGroup *group;
  GtkButton *remove;

  self->findings = cor_rows_add_group (box, _ ("To check"));
  add_answers (self, cor_rows_add_group (box, NULL));
  self->travel = g_object_new (COR_TYPE_PERSON_TRAVEL, NULL);
  gtk_box_append (box, GTK_WIDGET (self->travel));
  self->place = g_object_new (COR_TYPE_PERSON_PLACE, NULL);
  gtk_box_append (box, GTK_WIDGET (self->place));
  self->household = cor_rows_add_group (box, _ ("Travels with"));
  self->split = cor_rows_add_button (self->household, _ ("_Let This One Travel Alone"), FALSE);
  g_signal_connect_object (self->split, "clicked", G_CALLBACK (split_cb), self, G_CONNECT_SWAPPED);

  group = cor_rows_add_group (box, _ ("Particulars"));
  self->full_name = add_entry (self, group, COR_FIELD_FULL_NAME);
  self->phones = add_entry (self, group, COR_FIELD_PHONE);
  self->passport = add_entry (self, group, COR_FIELD_PASSPORT);
  self->birth_date = add_entry (self, group, COR_FIELD_BIRTH_DATE);
  self->nationality = add_entry (self, group, COR_FIELD_NATIONALITY);
  self->email = add_entry (self, group, COR_FIELD_EMAIL);
  cor_rows_make_left_to_right (self->phones);
  cor_rows_make_left_to_right (self->passport);
  cor_rows_make_left_to_right (self->birth_date);
  cor_rows_make_left_to_right (self->email);
  self->address = add_entry (self, group, COR_FIELD_ADDRESS);
  self->notes = add_entry (self, group, COR_FIELD_NOTES);

  group = cor_rows_add_group (box, NULL);
  self->list = cor_rows_add_fact (group, _ ("Where it came from"), NULL);
  self->bad_fields = cor_rows_add_fact (group, _ ("Could not be read"), NULL);
  self->merged = cor_rows_add_fact (group, _ ("What merged rows said otherwise"), NULL);
  remove = cor_rows_add_button (group, _ ("_Remove the Registration"), TRUE);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);

  self->household_rows = g_ptr_array_new ();
  self->finding_rows = g_ptr_array_new ();
}
