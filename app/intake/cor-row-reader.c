/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-registration.h"

#include <string.h>

#include "cor-columns.h"
#include "cor-intake-report.h"
#include "cor-list-reader.h"

/* Rows that add up the others. */
static const char total_words[] =
    "|total|totals|sum|grand total|total people|total persons|subtotal|"
    "סהכ|סך הכל|סה כ|סהכ נפשות|"
    "разом|всього|усього|підсумок|всього осіб|разом осіб|"
    "итого|всего|итог|всего человек|";

struct _CorRowReader
{
  const CorListFile *list;
  GPtrArray *columns;
  GStrv heading; /* folded headings, to know them again further down */
  CorDateEvidence *dates;
  CorPhoneEvidence *phones;
  gint64 now_utc_s;
};

/* A row being understood. */
typedef struct
{
  const CorRowReader *reader;
  CorRegistration *registration;
  CorParticulars *particulars;
  GPtrArray *phones;
  GPtrArray *bad_fields;
  GString *given;
  GString *family;
  GString *notes;
  char *latitude;
  char *longitude;
} Draft;

static void
gather_evidence (CorRowReader *self, guint first_index)
{
  for (guint i = first_index; i < self->list->rows->len; i++)
    {
      const CorRawRow *row = self->list->rows->pdata[i];

      for (guint j = 0; row->fields[j] != NULL && j < self->columns->len; j++)
        {
          CorIntakeColumn *column = self->columns->pdata[j];

          if (column->field == COR_FIELD_BIRTH_DATE)
            cor_date_evidence_add (&self->dates[j], row->fields[j]);
          else if (column->field == COR_FIELD_PHONE)
            cor_phone_evidence_add (&self->phones[j], row->fields[j]);
        }
    }
}

/**
 * cor_row_reader_new:
 * @list: a list
 * @columns: (element-type CorIntakeColumn): what its columns are
 * @first_index: place of its first row of data
 * @now_utc_s: the present
 *
 * Looks over the whole list once. @list and @columns must outlive it.
 *
 * Returns: (transfer full): what understands its rows
 */
CorRowReader *
cor_row_reader_new (const CorListFile *list,
                    GPtrArray *columns,
                    guint first_index,
                    gint64 now_utc_s)
{
  CorRowReader *self = g_new0 (CorRowReader, 1);

  self->list = list;
  self->columns = columns;
  self->now_utc_s = now_utc_s;
  self->dates = g_new0 (CorDateEvidence, columns->len + 1);
  self->phones = g_new0 (CorPhoneEvidence, columns->len + 1);
  self->heading = g_new0 (char *, columns->len + 1);
  for (guint i = 0; i < columns->len; i++)
    self->heading[i] = cor_heading_fold (((CorIntakeColumn *) columns->pdata[i])->heading);
  gather_evidence (self, first_index);

  return self;
}

/**
 * cor_row_reader_free:
 * @self: (transfer full): what understands rows
 *
 * Frees @self.
 */
void
cor_row_reader_free (CorRowReader *self)
{
  g_strfreev (self->heading);
  g_free (self->dates);
  g_free (self->phones);
  g_free (self);
}

static gboolean
repeats_heading (const CorRowReader *self, const CorRawRow *row)
{
  guint n_same = 0, n_filled = 0;

  for (guint i = 0; row->fields[i] != NULL && i < self->columns->len; i++)
    {
      g_autofree char *key = NULL;

      if (cor_text_is_blank (row->fields[i]))
        continue;
      n_filled++;
      if (strlen (row->fields[i]) > 200)
        return FALSE;
      key = cor_heading_fold (row->fields[i]);
      if (strcmp (key, self->heading[i]) == 0)
        n_same++;
      else if (n_same == 0)
        return FALSE;
    }

  return n_same >= 2 && n_same == n_filled;
}

/**
 * cor_row_reader_is_blank:
 * @self: what understands rows
 * @row: a row below the headings
 *
 * Returns: whether it is empty or the headings once more
 */
gboolean
cor_row_reader_is_blank (const CorRowReader *self, const CorRawRow *row)
{
  return row->fields[0] == NULL || repeats_heading (self, row);
}

static void
add_bad (Draft *draft, CorField field, const char *text)
{
  draft->registration->person->flags |= 1u << field;
  g_ptr_array_add (draft->bad_fields, g_strdup (cor_field_get_code (field)));
  g_ptr_array_add (draft->bad_fields, g_strdup (text));
}

static void
append_word (GString *target, const char *text, const char *between)
{
  if (target->len > 0)
    g_string_append (target, between);
  g_string_append (target, text);
}

static gboolean
has_letter (const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_isalpha (g_utf8_get_char (c)))
      return TRUE;

  return FALSE;
}

/* A second column of the same meaning must not be lost: it goes to the notes. */
static void
set_once (Draft *draft, char **target, const char *text, const CorIntakeColumn *column)
{
  if (*target == NULL)
    *target = g_strdup (text);
  else if (strcmp (*target, text) != 0)
    {
      g_autofree char *note = g_strdup_printf ("%s: %s", column->heading, text);

      append_word (draft->notes, note, "; ");
    }
}

static void
take_name (Draft *draft, const CorIntakeColumn *column, const char *text)
{
  if (!has_letter (text))
    add_bad (draft, column->field, text);
  else if (column->field == COR_FIELD_FAMILY_NAME)
    append_word (draft->family, text, " ");
  else if (column->field == COR_FIELD_GIVEN_NAME)
    append_word (draft->given, text, " ");
  else
    set_once (draft, &draft->particulars->full_name, text, column);
}

static void
take_phones (Draft *draft, const char *text, const CorPhoneEvidence *evidence)
{
  GStrv phones;
  CorCleaned cleaned = cor_clean_phones (text, evidence, &phones);

  for (guint i = 0; phones != NULL && phones[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (draft->phones, phones[i], g_str_equal, NULL))
      g_ptr_array_add (draft->phones, g_strdup (phones[i]));
  g_strfreev (phones);
  if (cleaned == COR_CLEANED_BAD)
    add_bad (draft, COR_FIELD_PHONE, text);
}

static void
take_birth_date (Draft *draft, const char *text, const CorDateEvidence *evidence)
{
  guint birth_date;
  CorCleaned cleaned = cor_clean_birth_date (text, evidence, draft->reader->now_utc_s, &birth_date);

  if (cleaned == COR_CLEANED_BAD)
    add_bad (draft, COR_FIELD_BIRTH_DATE, text);
  else if (draft->particulars->birth_date == 0)
    draft->particulars->birth_date = birth_date;
}

static void
take_passport (Draft *draft, const CorIntakeColumn *column, const char *text)
{
  CorCleaned cleaned = cor_clean_passport (text, NULL);

  if (cleaned == COR_CLEANED_BAD)
    add_bad (draft, COR_FIELD_PASSPORT, text);
  else if (cleaned == COR_CLEANED_GOOD && draft->particulars->passport != NULL)
    {
      g_autofree char *first = draft->particulars->passport;

      draft->particulars->passport = g_strdup_printf ("%s / %s", first, text);
    }
  else if (cleaned == COR_CLEANED_GOOD)
    draft->particulars->passport = g_strdup (text);
}

static void
take_party (Draft *draft, CorField field, const char *text)
{
  CorPerson *person = draft->registration->person;
  guint party_size;

  if (cor_clean_party (text, field == COR_FIELD_PARTY_OTHERS, &party_size) == COR_CLEANED_BAD)
    add_bad (draft, field, text);
  person->party_size = MAX (person->party_size, party_size);
}

static void
take_needs (Draft *draft, const char *text)
{
  guint needs;

  (void) cor_clean_needs (text, &needs);
  draft->registration->person->needs |= needs;

  /* What is not understood must still be readable somewhere. */
  if ((needs & COR_NEED_OTHER) != 0)
    append_word (draft->notes, text, "; ");
}

static void
take_answer (Draft *draft, CorField field, const char *text)
{
  CorPerson *person = draft->registration->person;
  CorAnswer answer;
  CorCleaned cleaned = cor_clean_answer (text, &answer);

  if (cleaned == COR_CLEANED_BAD)
    add_bad (draft, field, text);
  else if (cleaned == COR_CLEANED_GOOD && field == COR_FIELD_CAR)
    person->car = answer;
  else if (cleaned == COR_CLEANED_GOOD && answer == COR_ANSWER_YES)
    person->may_be_refused_exit = TRUE;
}

static void
take_status (Draft *draft, const char *text)
{
  CorStatus status;

  if (cor_clean_status (text, &status) == COR_CLEANED_BAD)
    add_bad (draft, COR_FIELD_STATUS, text);
  else
    draft->registration->person->status = status;
}

static void
set_position (Draft *draft,
              CorCleaned cleaned,
              CorPosition position,
              gboolean swapped,
              const char *text)
{
  CorPerson *person = draft->registration->person;

  if (cleaned == COR_CLEANED_BAD)
    add_bad (draft, COR_FIELD_COORDINATES, text);
  if (cleaned != COR_CLEANED_GOOD || person->has_position)
    return;
  person->has_position = TRUE;
  person->position = position;
  draft->registration->swapped = swapped;
}

static void
take_coordinates (Draft *draft, const char *text)
{
  CorPosition position;
  gboolean swapped;
  CorCleaned cleaned = cor_clean_position (text, &position, &swapped);

  set_position (draft, cleaned, position, swapped, text);
}

static void
take_notes (Draft *draft, const CorIntakeColumn *column, const char *text)
{
  g_autofree char *note = g_strdup_printf ("%s: %s", column->heading, text);
  guint n_columns = 0;

  for (guint i = 0; i < draft->reader->columns->len; i++)
    n_columns += ((CorIntakeColumn *) draft->reader->columns->pdata[i])->field == COR_FIELD_NOTES;
  append_word (draft->notes, n_columns > 1 ? note : text, "; ");
}

static void
take_field (Draft *draft, guint index, const CorIntakeColumn *column, const char *text)
{
  switch (column->field)
    {
    case COR_FIELD_FULL_NAME:
    case COR_FIELD_FAMILY_NAME:
    case COR_FIELD_GIVEN_NAME:
      take_name (draft, column, text);
      break;
    case COR_FIELD_NATIONALITY:
      set_once (draft, &draft->particulars->nationality, text, column);
      break;
    case COR_FIELD_PASSPORT:
      take_passport (draft, column, text);
      break;
    case COR_FIELD_BIRTH_DATE:
      take_birth_date (draft, text, &draft->reader->dates[index]);
      break;
    case COR_FIELD_PHONE:
      take_phones (draft, text, &draft->reader->phones[index]);
      break;
    case COR_FIELD_EMAIL:
      if (cor_clean_email (text) == COR_CLEANED_BAD)
        add_bad (draft, COR_FIELD_EMAIL, text);
      else
        set_once (draft, &draft->particulars->email, text, column);
      break;
    case COR_FIELD_PLACE:
      set_once (draft, &draft->registration->place, text, column);
      break;
    case COR_FIELD_OBLAST:
      set_once (draft, &draft->registration->oblast, text, column);
      break;
    case COR_FIELD_ADDRESS:
      set_once (draft, &draft->particulars->address, text, column);
      break;
    case COR_FIELD_COORDINATES:
      take_coordinates (draft, text);
      break;
    case COR_FIELD_LATITUDE:
      set_once (draft, &draft->latitude, text, column);
      break;
    case COR_FIELD_LONGITUDE:
      set_once (draft, &draft->longitude, text, column);
      break;
    case COR_FIELD_PARTY_TOTAL:
    case COR_FIELD_PARTY_OTHERS:
      take_party (draft, column->field, text);
      break;
    case COR_FIELD_NEEDS:
      take_needs (draft, text);
      break;
    case COR_FIELD_STATUS:
      take_status (draft, text);
      break;
    case COR_FIELD_NOTES:
      take_notes (draft, column, text);
      break;
    case COR_FIELD_CAR:
    case COR_FIELD_MAY_BE_REFUSED_EXIT:
    case COR_FIELD_IGNORE:
    default:
      break;
    }
}

static gboolean
is_answer (CorField field)
{
  return field == COR_FIELD_CAR || field == COR_FIELD_MAY_BE_REFUSED_EXIT;
}

static void
take_cells (Draft *draft, const CorRawRow *row)
{
  for (guint i = 0; row->fields[i] != NULL && i < draft->reader->columns->len; i++)
    {
      CorIntakeColumn *column = draft->reader->columns->pdata[i];
      g_autofree char *text =
          column->field != COR_FIELD_IGNORE ? cor_clean_text (row->fields[i]) : NULL;

      if (text == NULL)
        continue;
      /* A dash is an answer, but nowhere else. */
      if (is_answer (column->field))
        take_answer (draft, column->field, text);
      else if (!cor_clean_says_nothing (text))
        take_field (draft, i, column, text);
    }
}

static void
finish_names (Draft *draft)
{
  CorParticulars *particulars = draft->particulars;
  const char *comma;

  if (draft->family->len > 0)
    particulars->family_name = g_strdup (draft->family->str);
  if (draft->given->len > 0)
    particulars->given_name = g_strdup (draft->given->str);
  if (particulars->full_name != NULL && particulars->family_name == NULL &&
      particulars->given_name == NULL)
    {
      /* "Family, Given" */
      comma = strchr (particulars->full_name, ',');
      if (comma != NULL && comma[1] == ' ' && comma > particulars->full_name)
        {
          particulars->family_name =
              g_strndup (particulars->full_name, (gsize) (comma - particulars->full_name));
          particulars->given_name = g_strdup (comma + 2);
        }
    }
  else if (particulars->full_name == NULL && (draft->family->len > 0 || draft->given->len > 0))
    particulars->full_name =
        g_strstrip (g_strdup_printf ("%s %s", draft->given->str, draft->family->str));
}

static void
finish_position (Draft *draft)
{
  g_autofree char *text = NULL;
  CorPosition position;
  gboolean swapped;
  CorCleaned cleaned;

  if (draft->latitude == NULL && draft->longitude == NULL)
    return;

  /* Some lists keep the pair in the column of latitudes. */
  cleaned = draft->longitude == NULL
                ? cor_clean_position (draft->latitude, &position, &swapped)
                : cor_clean_position_pair (draft->latitude, draft->longitude, &position, &swapped);
  text = g_strdup_printf ("%s, %s", draft->latitude != NULL ? draft->latitude : "",
                          draft->longitude != NULL ? draft->longitude : "");
  set_position (draft, cleaned, position, swapped, text);
}

static void
finish_place (Draft *draft)
{
  CorRegistration *registration = draft->registration;

  if (registration->place != NULL && registration->oblast != NULL)
    registration->person->place_text =
        g_strdup_printf ("%s, %s", registration->place, registration->oblast);
  else if (registration->place != NULL || registration->oblast != NULL)
    registration->person->place_text =
        g_strdup (registration->place != NULL ? registration->place : registration->oblast);
}

static GStrv
steal_strv (GPtrArray *texts)
{
  if (texts->len == 0)
    return NULL;
  g_ptr_array_add (texts, NULL);

  return (GStrv) g_ptr_array_steal (texts, NULL);
}

static void
draft_finish (Draft *draft)
{
  finish_names (draft);
  finish_position (draft);
  finish_place (draft);
  if (draft->notes->len > 0)
    draft->particulars->notes = g_strdup (draft->notes->str);
  draft->particulars->phones = steal_strv (draft->phones);
  draft->particulars->bad_fields = steal_strv (draft->bad_fields);
}

static void
draft_clear (Draft *draft)
{
  g_ptr_array_unref (draft->phones);
  g_ptr_array_unref (draft->bad_fields);
  g_string_free (draft->given, TRUE);
  g_string_free (draft->family, TRUE);
  g_string_free (draft->notes, TRUE);
  g_free (draft->latitude);
  g_free (draft->longitude);
}

/* Whoever left a name, a document or a telephone number, readable or not, is somebody. */
static gboolean
is_somebody (const CorPerson *person)
{
  const CorParticulars *particulars = person->particulars;
  guint bad = person->flags & (1u << COR_FIELD_PHONE | 1u << COR_FIELD_PASSPORT);

  return particulars->full_name != NULL || particulars->passport != NULL ||
         particulars->phones != NULL || bad != 0;
}

/**
 * cor_row_reader_read:
 * @self: what understands rows
 * @row: a row that is not blank
 * @person_id: the id for whoever it is about
 *
 * Understands a row. A field that cannot be read is kept as received and flagged.
 *
 * Returns: (transfer full) (nullable): %NULL if it has no name, no document and no telephone number
 */
CorRegistration *
cor_row_reader_read (const CorRowReader *self, const CorRawRow *row, const CorId *person_id)
{
  g_autoptr (CorRegistration) registration = g_new0 (CorRegistration, 1);
  Draft draft = { .reader = self, .registration = registration };

  registration->row = row->row;
  registration->person = cor_person_new (person_id);
  registration->person->row = row->row;
  draft.particulars = registration->person->particulars;
  draft.phones = g_ptr_array_new_with_free_func (g_free);
  draft.bad_fields = g_ptr_array_new_with_free_func (g_free);
  draft.given = g_string_new (NULL);
  draft.family = g_string_new (NULL);
  draft.notes = g_string_new (NULL);
  take_cells (&draft, row);
  draft_finish (&draft);
  draft_clear (&draft);

  return is_somebody (registration->person) ? g_steal_pointer (&registration) : NULL;
}

/**
 * cor_row_reader_describe:
 * @self: what understands rows
 * @row: a row
 *
 * Writes a row out, for keeping what a merged one said.
 *
 * Returns: (transfer full): "list.csv, row 12: Name: …; City: …"
 */
char *
cor_row_reader_describe (const CorRowReader *self, const CorRawRow *row)
{
  GString *text = g_string_new (NULL);
  gboolean first = TRUE;

  g_string_append_printf (text, "%s, row %u: ", self->list->file_name, row->row);
  for (guint i = 0; row->fields[i] != NULL; i++)
    {
      const CorIntakeColumn *column = i < self->columns->len ? self->columns->pdata[i] : NULL;
      g_autofree char *clean = cor_clean_text (row->fields[i]);

      if (clean == NULL)
        continue;
      g_string_append_printf (text, "%s%s: %s", first ? "" : "; ",
                              column != NULL ? column->heading : "", clean);
      first = FALSE;
    }

  return g_string_free (text, FALSE);
}

/**
 * cor_row_is_sum:
 * @row: a row
 *
 * Returns: whether it adds up others: "Total: 120" and little else
 */
gboolean
cor_row_is_sum (const CorRawRow *row)
{
  guint n_filled = 0;
  gboolean total = FALSE;

  for (guint i = 0; row->fields[i] != NULL; i++)
    {
      if (cor_text_is_blank (row->fields[i]))
        continue;
      if (++n_filled > 3)
        return FALSE;
      if (n_filled == 1 && strlen (row->fields[i]) < 60)
        {
          g_autofree char *key = cor_heading_fold (row->fields[i]);
          char *end = key + strlen (key);

          /* "Total: 120" in one cell. */
          while (end > key && (g_ascii_isdigit (end[-1]) || end[-1] == ' '))
            end--;
          *end = '\0';
          total = cor_word_list_contains (total_words, key);
        }
    }

  return total;
}
