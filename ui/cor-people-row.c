/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-people-row.h"

#include "cor-settlement.h"
#include "cor-words.h"

#include <glib/gi18n.h>

struct _CorPeopleRow
{
  GObject parent_instance;

  CorSnapshot *snapshot;
  CorPerson *person;
  CorLanguage language;
  guint n_people;
};

G_DEFINE_FINAL_TYPE (CorPeopleRow, cor_people_row, G_TYPE_OBJECT)

static char *
describe_place (CorPeopleRow *self)
{
  const CorPerson *person = self->person;
  const CorSettlement *settlement =
      cor_snapshot_lookup (self->snapshot, COR_RECORD_SETTLEMENT, &person->place_id);
  const char *name;

  if (settlement == NULL)
    {
      if (person->place_text == NULL || person->place_text[0] == '\0')
        return g_strdup (_ ("Unplaced"));

      return g_strdup_printf (_ ("Unplaced: %s"), person->place_text);
    }

  name = cor_names_get (&settlement->names, self->language);
  if (person->placement == COR_PLACEMENT_ASSUMED)
    return g_strdup_printf (_ ("%s (assumed)"), name);

  return g_strdup (name);
}

static char *
describe_needs (CorPeopleRow *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < COR_N_NEEDS; i++)
    {
      if ((self->person->needs & (1u << i)) == 0)
        continue;
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append (text, cor_words_need ((CorNeed) (1u << i)));
    }

  return g_string_free (text, FALSE);
}

static char *
describe_phone (CorPeopleRow *self)
{
  char **phones = self->person->particulars->phones;

  return phones != NULL && phones[0] != NULL ? cor_isolate (phones[0]) : g_strdup ("");
}

static char *
describe_list (CorPeopleRow *self)
{
  const CorList *list =
      cor_snapshot_lookup (self->snapshot, COR_RECORD_LIST, &self->person->list_id);

  g_autofree char *name = NULL;

  if (list == NULL)
    return g_strdup (_ ("Entered by hand"));

  name = cor_isolate (list->file_name);

  return g_strdup_printf (_ ("%s, row %u"), name, self->person->row);
}

static void
cor_people_row_finalize (GObject *object)
{
  CorPeopleRow *self = COR_PEOPLE_ROW (object);

  cor_record_unref (self->person);
  cor_snapshot_unref (self->snapshot);

  G_OBJECT_CLASS (cor_people_row_parent_class)->finalize (object);
}

static void
cor_people_row_class_init (CorPeopleRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cor_people_row_finalize;
}

static void
cor_people_row_init (CorPeopleRow *self)
{
}

/**
 * cor_people_row_new:
 * @snapshot: the plan
 * @index: a person's place among the plan's persons
 * @language: of the names of places
 *
 * Returns: (transfer full): a row
 */
CorPeopleRow *
cor_people_row_new (CorSnapshot *snapshot, guint index, CorLanguage language)
{
  CorPeopleRow *self = g_object_new (COR_TYPE_PEOPLE_ROW, NULL);
  GPtrArray *persons = cor_snapshot_get_records (snapshot, COR_RECORD_PERSON);

  g_assert (index < persons->len);
  self->snapshot = cor_snapshot_ref (snapshot);
  self->person = cor_record_ref (persons->pdata[index]);
  self->language = language;
  self->n_people = cor_snapshot_get_n_people (snapshot, index);

  return self;
}

/**
 * cor_people_row_dup_text:
 * @self: a row
 * @column: which column
 *
 * Returns: (transfer full): what stands there, in the desk's language
 */
char *
cor_people_row_dup_text (CorPeopleRow *self, CorPeopleColumn column)
{
  const char *name;

  g_return_val_if_fail (COR_IS_PEOPLE_ROW (self), NULL);

  switch (column)
    {
    case COR_PEOPLE_COLUMN_PLACE:
      return describe_place (self);
    case COR_PEOPLE_COLUMN_PEOPLE:
      return g_strdup_printf ("%u", self->n_people);
    case COR_PEOPLE_COLUMN_STATUS:
      return g_strdup (cor_words_status (self->person->status));
    case COR_PEOPLE_COLUMN_NEEDS:
      return describe_needs (self);
    case COR_PEOPLE_COLUMN_PHONE:
      return describe_phone (self);
    case COR_PEOPLE_COLUMN_LIST:
      return describe_list (self);
    case COR_PEOPLE_COLUMN_NAME:
    default:
      name = self->person->particulars->full_name;
      return g_strdup (name != NULL && name[0] != '\0' ? name : _ ("No name"));
    }
}
