/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-crossing-document.h"

#include "cor-crossing-part.h"
#include "cor-sheet-code.h"
#include "cor-vehicle-part.h"

/* One hour of passage, or all of them. */
typedef struct
{
  guint n_people;
  guint n_by_mode[COR_N_MODES];
} Load;

static void
add_load (Load *load, const CorMovement *movement)
{
  guint mode = movement->mode == COR_MODE_FOOT ? 2 : movement->mode == COR_MODE_COACH ? 1 : 0;

  load->n_people += movement->n_people;
  load->n_by_mode[0] += movement->n_with_car;
  load->n_by_mode[mode] += movement->n_people - movement->n_with_car;
}

static int
compare_passages (gconstpointer a, gconstpointer b)
{
  const CorMovement *first = *(CorMovement *const *) a, *second = *(CorMovement *const *) b;

  if (first->pass_utc_s != second->pass_utc_s)
    return first->pass_utc_s < second->pass_utc_s ? -1 : 1;
  if (first->arrive_utc_s != second->arrive_utc_s)
    return first->arrive_utc_s < second->arrive_utc_s ? -1 : 1;

  return cor_id_compare (&first->id, &second->id);
}

static GPtrArray *
collect_movements (const CorSheetSource *source, const CorCrossing *crossing)
{
  GPtrArray *movements = g_ptr_array_new ();

  for (guint i = 0; i < source->routes->len; i++)
    {
      const CorRouteSheet *route = source->routes->pdata[i];

      if (route->crossing == crossing)
        g_ptr_array_extend (movements, route->movements, NULL, NULL);
    }
  g_ptr_array_sort (movements, compare_passages);

  return movements;
}

static void
add_counts (const CorSheetSource *source, CorBlock *table, CorTextStyle style, const Load *load)
{
  cor_table_take_cell (table, COR_TEXT_STRONG, cor_sheet_source_count (source, load->n_people));
  for (guint i = 0; i < COR_N_MODES; i++)
    cor_table_take_cell (table, style, cor_sheet_source_count (source, load->n_by_mode[i]));
}

static void
add_hours (const CorSheetSource *source,
           const CorCrossing *crossing,
           GPtrArray *movements,
           CorDocument *document)
{
  static const CorTableColumn columns[] = { { 2.2, COR_ALIGN_START },
                                            { 1.0, COR_ALIGN_END },
                                            { 1.0, COR_ALIGN_END },
                                            { 1.0, COR_ALIGN_END },
                                            { 1.0, COR_ALIGN_END } };
  CorBlock *table;
  Load total = { 0 };

  cor_document_add_text (document, COR_TEXT_HEADING,
                         cor_sheet_source_word (source, COR_WORD_ARRIVALS));
  table = cor_document_add_table (document, columns, G_N_ELEMENTS (columns));
  cor_table_add_cell (table, COR_TEXT_SMALL, cor_sheet_source_word (source, COR_WORD_HOUR));
  cor_table_add_cell (table, COR_TEXT_SMALL, cor_sheet_source_word (source, COR_WORD_PEOPLE));
  for (guint i = 0; i < COR_N_MODES; i++)
    cor_table_add_cell (table, COR_TEXT_SMALL,
                        cor_word_mode (source->language, (CorMode) (1 << i)));
  cor_table_end_head (table);
  for (guint i = 0; i < movements->len;)
    {
      gint64 pass_utc_s = ((const CorMovement *) movements->pdata[i])->pass_utc_s;
      Load load = { 0 };

      for (; i < movements->len &&
             ((const CorMovement *) movements->pdata[i])->pass_utc_s == pass_utc_s;
           i++)
        {
          add_load (&load, movements->pdata[i]);
          add_load (&total, movements->pdata[i]);
        }
      cor_table_take_cell (table, COR_TEXT_BODY,
                           cor_sheet_source_both_clocks (source, pass_utc_s, crossing));
      add_counts (source, table, COR_TEXT_BODY, &load);
    }
  cor_table_add_cell (table, COR_TEXT_STRONG, cor_sheet_source_word (source, COR_WORD_TOTAL));
  add_counts (source, table, COR_TEXT_STRONG, &total);
}

static void
add_movement (const CorSheetSource *source,
              const CorCrossing *crossing,
              const CorMovement *movement,
              CorBlock *table)
{
  const CorCluster *cluster = cor_result_get_cluster (source->result, &movement->cluster_id);

  cor_table_take_cell (table, COR_TEXT_BODY,
                       cor_sheet_source_both_clocks (source, movement->pass_utc_s, crossing));
  cor_table_take_cell (table, COR_TEXT_BODY,
                       cor_sheet_source_time (source, movement->arrive_utc_s, COR_SHEET_ZONE));
  cor_table_take_cell (table, COR_TEXT_STRONG,
                       cor_sheet_source_name (source, &cluster->settlement->names));
  cor_table_take_cell (table, COR_TEXT_STRONG, cor_sheet_source_count (source, movement->n_people));
  cor_table_take_cell (table, COR_TEXT_BODY, cor_sheet_source_count (source, movement->n_with_car));
  cor_table_add_cell (table, COR_TEXT_BODY, cor_word_mode (source->language, movement->mode));
}

static void
add_movements (const CorSheetSource *source,
               const CorCrossing *crossing,
               GPtrArray *movements,
               CorDocument *document)
{
  static const CorTableColumn columns[] = { { 1.8, COR_ALIGN_START }, { 1.5, COR_ALIGN_START },
                                            { 2.4, COR_ALIGN_START }, { 0.8, COR_ALIGN_END },
                                            { 0.9, COR_ALIGN_END },   { 0.9, COR_ALIGN_START } };
  static const CorWord heads[] = { COR_WORD_PASS,   COR_WORD_ARRIVE,   COR_WORD_FROM,
                                   COR_WORD_PEOPLE, COR_WORD_WITH_CAR, COR_WORD_MODE };
  CorBlock *table;

  cor_document_add_text (document, COR_TEXT_HEADING,
                         cor_sheet_source_word (source, COR_WORD_MOVEMENTS));
  table = cor_document_add_table (document, columns, G_N_ELEMENTS (columns));
  cor_sheet_source_add_head (source, table, heads, G_N_ELEMENTS (heads));
  for (guint i = 0; i < movements->len; i++)
    add_movement (source, crossing, movements->pdata[i], table);
}

static void
add_code (const CorSheetSource *source, const CorCrossing *crossing, CorDocument *document)
{
  g_autofree char *position = cor_sheet_source_position (source, crossing->ua_position);
  CorBlock *codes = cor_document_add_codes (document);

  cor_codes_take (
      codes, cor_sheet_code_make_payload (crossing->ua_position),
      g_strdup_printf ("%s\n%s", cor_sheet_source_word (source, COR_WORD_CROSSING), position));
}

static void
add_crossing (const CorSheetSource *source, const CorCrossing *crossing, GPtrArray *documents)
{
  g_autoptr (GPtrArray) movements = collect_movements (source, crossing);
  g_autofree char *name = cor_sheet_source_name (source, &crossing->names);
  g_autofree char *heading =
      g_strdup_printf ("%s (%s)", name, cor_word_country (source->language, crossing->country));
  g_autofree char *title =
      g_strdup_printf ("%s: %s", cor_sheet_source_word (source, COR_WORD_CROSSING_SHEET), heading);
  CorDocument *document = cor_document_new (title);

  cor_document_add_text (document, COR_TEXT_TITLE, heading);
  cor_crossing_part_add (source, crossing, ((const CorMovement *) movements->pdata[0])->pass_utc_s,
                         document);
  add_code (source, crossing, document);
  add_hours (source, crossing, movements, document);
  add_movements (source, crossing, movements, document);
  cor_vehicle_part_add (source, movements, document);
  cor_crossing_part_add_contacts (source, crossing, document);
  g_ptr_array_add (documents, document);
}

/**
 * cor_crossing_document_add:
 * @source: a plan
 * @documents: (element-type CorDocument): where to add
 *
 * Adds a sheet for each crossing in use: who is expected when.
 */
void
cor_crossing_document_add (const CorSheetSource *source, GPtrArray *documents)
{
  for (guint i = 0; i < source->crossings->len; i++)
    add_crossing (source, source->crossings->pdata[i], documents);
}
