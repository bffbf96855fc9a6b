/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-unserved-document.h"

/* The closure or crossing that a reason is about. */
static char *
describe_related (const CorSheetSource *source, const CorId *id)
{
  const CorClosure *closure = cor_snapshot_lookup (source->snapshot, COR_RECORD_CLOSURE, id);
  const CorCrossing *crossing = cor_snapshot_lookup (source->snapshot, COR_RECORD_CROSSING, id);

  if (closure != NULL)
    return cor_sheet_source_isolate (source, closure->label);
  if (crossing != NULL)
    return g_strdup (cor_names_get (&crossing->names, source->language));

  return g_strdup ("");
}

static char *
describe_reason (const CorSheetSource *source, const CorUnserved *unserved)
{
  g_autofree char *related = describe_related (source, &unserved->related_id);

  return g_strdup_printf ("%s%s%s%s", cor_word_reason (source->language, unserved->reason),
                          related[0] != '\0' ? " (" : "", related, related[0] != '\0' ? ")" : "");
}

static char *
describe_cluster (const CorSheetSource *source, const CorUnserved *unserved)
{
  const CorCluster *cluster = cor_result_get_cluster (source->result, &unserved->cluster_id);
  g_autofree char *name = NULL;
  const char *oblast;

  if (cluster == NULL)
    return g_strdup ("–");

  name = cor_sheet_source_name (source, &cluster->settlement->names);
  oblast = cor_names_get (&cluster->settlement->oblast, source->language);

  return g_strdup_printf (
      "%s%s%s%s%s", name, oblast[0] != '\0' ? "\n" : "", oblast, unserved->without_car ? "\n" : "",
      unserved->without_car ? cor_sheet_source_word (source, COR_WORD_WITHOUT_CAR) : "");
}

static void
add_table (const CorSheetSource *source, CorDocument *document)
{
  static const CorTableColumn columns[] = { { 1.6, COR_ALIGN_START },
                                            { 0.6, COR_ALIGN_END },
                                            { 2.2, COR_ALIGN_START },
                                            { 2.2, COR_ALIGN_START } };
  static const CorWord heads[] = { COR_WORD_FROM, COR_WORD_PEOPLE, COR_WORD_REASON,
                                   COR_WORD_WHAT_TO_DO };
  CorBlock *table = cor_document_add_table (document, columns, G_N_ELEMENTS (columns));
  guint n_people = 0;

  cor_sheet_source_add_head (source, table, heads, G_N_ELEMENTS (heads));
  for (guint i = 0; i < source->result->unserved->len; i++)
    {
      const CorUnserved *unserved = source->result->unserved->pdata[i];

      n_people += unserved->n_people;
      cor_table_take_cell (table, COR_TEXT_STRONG, describe_cluster (source, unserved));
      cor_table_take_cell (table, COR_TEXT_STRONG,
                           cor_sheet_source_count (source, unserved->n_people));
      cor_table_take_cell (table, COR_TEXT_BODY, describe_reason (source, unserved));
      cor_table_add_cell (table, COR_TEXT_BODY,
                          cor_word_remedy (source->language, unserved->reason));
    }
  cor_table_add_cell (table, COR_TEXT_STRONG, cor_sheet_source_word (source, COR_WORD_TOTAL));
  cor_table_take_cell (table, COR_TEXT_STRONG, cor_sheet_source_count (source, n_people));
  cor_table_add_cell (table, COR_TEXT_BODY, "");
  cor_table_add_cell (table, COR_TEXT_BODY, "");
}

/**
 * cor_unserved_document_add:
 * @source: a plan
 * @documents: (element-type CorDocument): where to add
 *
 * Adds the list of those whom the plan has no way out for, with the reason. It is printed even when
 * nobody is on it, so that its absence never means anything.
 */
void
cor_unserved_document_add (const CorSheetSource *source, GPtrArray *documents)
{
  const char *title = cor_sheet_source_word (source, COR_WORD_UNSERVED_LIST);
  CorDocument *document = cor_document_new (title);

  cor_document_add_text (document, COR_TEXT_TITLE, title);
  if (source->result->unserved->len == 0)
    cor_document_add_text (document, COR_TEXT_LARGE,
                           cor_sheet_source_word (source, COR_WORD_NOBODY));
  else
    {
      cor_document_add_text (document, COR_TEXT_BODY,
                             cor_sheet_source_word (source, COR_WORD_UNSERVED_TEXT));
      add_table (source, document);
    }
  g_ptr_array_add (documents, document);
}
