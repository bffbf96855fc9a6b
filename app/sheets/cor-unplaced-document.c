/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-unplaced-document.h"

static gboolean
is_unplaced (const CorPerson *person)
{
  return cor_status_is_planned (person->status) && cor_id_is_nil (&person->place_id);
}

static char *
describe_phones (const CorSheetSource *source, const CorParticulars *particulars)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; particulars->phones != NULL && particulars->phones[i] != NULL; i++)
    {
      g_autofree char *phone = cor_sheet_source_isolate (source, particulars->phones[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", phone);
    }
  if (text->len == 0)
    g_string_append (text, cor_sheet_source_word (source, COR_WORD_NOT_ENTERED));

  return g_string_free (text, FALSE);
}

static void
add_person (const CorSheetSource *source, const CorPerson *person, guint n_people, CorBlock *table)
{
  const CorParticulars *particulars = person->particulars;

  cor_table_take_cell (table, COR_TEXT_STRONG,
                       cor_sheet_source_isolate (
                           source, particulars->full_name != NULL ? particulars->full_name : "–"));
  cor_table_take_cell (table, COR_TEXT_STRONG, describe_phones (source, particulars));
  cor_table_take_cell (
      table, COR_TEXT_BODY,
      cor_sheet_source_isolate (source, person->place_text != NULL ? person->place_text : "–"));
  cor_table_take_cell (table, COR_TEXT_BODY, cor_sheet_source_count (source, n_people));
  cor_table_add_cell (table, COR_TEXT_BODY, "");
}

static CorBlock *
add_table (const CorSheetSource *source, CorDocument *document)
{
  static const CorTableColumn columns[] = { { 2.0, COR_ALIGN_START },
                                            { 1.7, COR_ALIGN_START },
                                            { 1.7, COR_ALIGN_START },
                                            { 0.7, COR_ALIGN_END },
                                            { 1.7, COR_ALIGN_START } };
  static const CorWord heads[] = { COR_WORD_NAME, COR_WORD_PHONE, COR_WORD_PLACE_AS_GIVEN,
                                   COR_WORD_PEOPLE, COR_WORD_NOTES };
  CorBlock *table = cor_document_add_table (document, columns, G_N_ELEMENTS (columns));

  cor_sheet_source_add_head (source, table, heads, G_N_ELEMENTS (heads));

  return table;
}

static CorDocument *
begin_document (const CorSheetSource *source)
{
  const char *title = cor_sheet_source_word (source, COR_WORD_UNPLACED_LIST);
  CorDocument *document = cor_document_new (title);

  cor_document_add_text (document, COR_TEXT_TITLE, title);
  cor_document_add_text (document, COR_TEXT_WARNING,
                         cor_sheet_source_word (source, COR_WORD_PRIVATE));
  cor_document_add_text (document, COR_TEXT_BODY,
                         cor_sheet_source_word (source, COR_WORD_UNPLACED_TEXT));

  return document;
}

/**
 * cor_unplaced_document_add:
 * @source: a plan
 * @documents: (element-type CorDocument): where to add
 *
 * Adds the list of those whose place is not known: officers call them and ask. The only document
 * with people's names; there is none when nobody is on it.
 */
void
cor_unplaced_document_add (const CorSheetSource *source, GPtrArray *documents)
{
  GPtrArray *persons = cor_snapshot_get_records (source->snapshot, COR_RECORD_PERSON);
  g_autoptr (CorDocument) document = NULL;
  CorBlock *table = NULL;
  guint n_people = 0;

  for (guint i = 0; i < persons->len; i++)
    {
      guint n_with_them;

      if (!is_unplaced (persons->pdata[i]))
        continue;
      if (table == NULL)
        {
          document = begin_document (source);
          table = add_table (source, document);
        }
      n_with_them = cor_snapshot_get_n_people (source->snapshot, i);
      n_people += n_with_them;
      add_person (source, persons->pdata[i], n_with_them, table);
    }
  if (table == NULL)
    return;

  cor_table_add_cell (table, COR_TEXT_STRONG, cor_sheet_source_word (source, COR_WORD_TOTAL));
  cor_table_add_cell (table, COR_TEXT_BODY, "");
  cor_table_add_cell (table, COR_TEXT_BODY, "");
  cor_table_take_cell (table, COR_TEXT_STRONG, cor_sheet_source_count (source, n_people));
  cor_table_add_cell (table, COR_TEXT_BODY, "");
  g_ptr_array_add (documents, g_steal_pointer (&document));
}
