/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-corridor-part.h"

#include "cor-agreed-corridor.h"

static gboolean
have_corridors (GPtrArray *movements)
{
  for (guint i = 0; i < movements->len; i++)
    if (((const CorMovement *) movements->pdata[i])->enter_utc_s->len > 0)
      return TRUE;

  return FALSE;
}

/* The hours of each day, by the clock of the corridor. */
static char *
dup_hours (const CorSheetSource *source, const CorAgreedCorridor *corridor)
{
  g_autofree char *hours = NULL;

  if (corridor == NULL || cor_daily_is_always (&corridor->daily))
    return g_strdup (cor_sheet_source_word (source, COR_WORD_ROUND_THE_CLOCK));

  hours = cor_daily_format_span (corridor->daily.from_min, corridor->daily.until_min);

  return cor_sheet_source_isolate (source, hours);
}

/* A corridor that was taken out of the plan since keeps its times. */
static void
add_entry (const CorSheetSource *source, const CorMovement *movement, guint index, CorBlock *table)
{
  const CorAgreedCorridor *corridor =
      cor_snapshot_lookup (source->snapshot, COR_RECORD_AGREED_CORRIDOR,
                           &g_array_index (movement->corridor_ids, CorId, index));
  const char *label = corridor != NULL && corridor->label[0] != '\0'
                          ? corridor->label
                          : cor_sheet_source_word (source, COR_WORD_AGREED_CORRIDOR);

  cor_table_take_cell (table, COR_TEXT_STRONG, cor_sheet_source_isolate (source, label));
  cor_table_take_cell (table, COR_TEXT_STRONG,
                       cor_sheet_source_time (source,
                                              g_array_index (movement->enter_utc_s, gint64, index),
                                              COR_SHEET_ZONE));
  cor_table_take_cell (table, COR_TEXT_BODY, dup_hours (source, corridor));
  cor_table_take_cell (table, COR_TEXT_BODY, cor_sheet_source_count (source, movement->n_people));
  cor_table_take_cell (table, COR_TEXT_BODY,
                       cor_sheet_source_time (source, movement->depart_utc_s, COR_SHEET_ZONE));
}

/**
 * cor_corridor_part_add:
 * @source: a plan
 * @movements: (element-type CorMovement): of the sheet
 * @document: where to add
 *
 * Adds when these movements enter which agreed corridor; nothing if they drive none.
 */
void
cor_corridor_part_add (const CorSheetSource *source, GPtrArray *movements, CorDocument *document)
{
  static const CorWord heads[] = { COR_WORD_AGREED_CORRIDOR, COR_WORD_ENTER_COLUMN,
                                   COR_WORD_CORRIDOR_HOURS, COR_WORD_PEOPLE, COR_WORD_DEPART };
  static const CorTableColumn columns[] = { { 2.2, COR_ALIGN_START },
                                            { 1.8, COR_ALIGN_START },
                                            { 1.2, COR_ALIGN_START },
                                            { 0.8, COR_ALIGN_END },
                                            { 1.6, COR_ALIGN_START } };
  CorBlock *table;

  if (!have_corridors (movements))
    return;

  cor_document_add_text (document, COR_TEXT_HEADING,
                         cor_sheet_source_word (source, COR_WORD_AGREED_CORRIDORS));
  cor_document_add_text (document, COR_TEXT_BODY,
                         cor_sheet_source_word (source, COR_WORD_CORRIDOR_TEXT));
  table = cor_document_add_table (document, columns, G_N_ELEMENTS (columns));
  cor_sheet_source_add_head (source, table, heads, G_N_ELEMENTS (heads));
  for (guint i = 0; i < movements->len; i++)
    {
      const CorMovement *movement = movements->pdata[i];

      for (guint j = 0; j < movement->corridor_ids->len && j < movement->enter_utc_s->len; j++)
        add_entry (source, movement, j, table);
    }
}
