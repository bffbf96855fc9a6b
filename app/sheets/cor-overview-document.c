/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-overview-document.h"

#include "cor-crossing-part.h"

#include <math.h>

#define MAP_HEIGHT_PT 330.0
#define MIN_LINE_PT 0.8
#define MAX_LINE_PT 4.5

static void
add_total (const CorSheetSource *source, CorBlock *table, CorWord word, char *value)
{
  cor_table_add_cell (table, COR_TEXT_BODY, cor_sheet_source_word (source, word));
  cor_table_take_cell (table, COR_TEXT_STRONG, value);
}

static char *
describe_clearance (const CorSheetSource *source)
{
  const CorTotals *totals = &source->result->totals;

  if (!totals->has_clearance)
    return g_strdup ("–");

  return cor_sheet_source_duration (source, (guint) lround (totals->clearance_h * 60.0));
}

static void
add_totals (const CorSheetSource *source, CorDocument *document)
{
  static const CorTableColumn columns[] = { { 1.3, COR_ALIGN_START },
                                            { 1.2, COR_ALIGN_END },
                                            { 0.15, COR_ALIGN_START },
                                            { 1.5, COR_ALIGN_START },
                                            { 1.2, COR_ALIGN_END } };
  const CorTotals *totals = &source->result->totals;
  const struct
  {
    CorWord word;
    guint count;
  } counts[] = {
    { COR_WORD_PEOPLE, totals->n_people },
    { COR_WORD_REGISTRATIONS, totals->n_registrations },
    { COR_WORD_ASSIGNED, totals->n_assigned },
    { COR_WORD_UNSERVED, totals->n_unserved },
    { COR_WORD_UNPLACED, totals->n_unplaced },
    { COR_WORD_OUT, totals->n_out },
    { COR_WORD_CLUSTERS, source->result->clusters->len },
    { COR_WORD_ROUTE_SHEETS, source->routes->len },
  };
  CorBlock *table = cor_document_add_table (document, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      add_total (source, table, counts[i].word, cor_sheet_source_count (source, counts[i].count));
      if (i % 2 == 0)
        cor_table_add_cell (table, COR_TEXT_BODY, "");
    }
  add_total (source, table, COR_WORD_PLAN_START,
             cor_sheet_source_time (source, source->settings->start_utc_s, COR_SHEET_ZONE));
  cor_table_add_cell (table, COR_TEXT_BODY, "");
  add_total (source, table, COR_WORD_LAST_OUT, describe_clearance (source));
}

/* People on each corridor of the result. */
static guint *
count_loads (const CorSheetSource *source, guint *max)
{
  guint *loads = g_new0 (guint, source->result->corridors->len + 1);

  *max = 1;
  for (guint i = 0; i < source->result->movements->len; i++)
    {
      const CorMovement *movement = source->result->movements->pdata[i];

      loads[movement->corridor] += movement->n_people;
      *max = MAX (*max, loads[movement->corridor]);
    }

  return loads;
}

static void
add_map (const CorSheetSource *source, CorDocument *document)
{
  GPtrArray *maps = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_sheet_map_free);
  CorSheetMap *map = cor_sheet_map_new (1.0, MAP_HEIGHT_PT);
  guint max;
  g_autofree guint *loads = count_loads (source, &max);

  for (guint i = 0; i < source->result->corridors->len; i++)
    {
      CorCorridor *corridor = source->result->corridors->pdata[i];

      if (loads[i] == 0)
        continue;
      cor_sheet_map_add_line (map, corridor,
                              MIN_LINE_PT + (MAX_LINE_PT - MIN_LINE_PT) *
                                                sqrt ((double) loads[i] / (double) max),
                              FALSE);
      for (guint j = 0; j < corridor->points->len; j++)
        cor_bounds_add (&map->bounds, g_array_index (corridor->points, CorPosition, j));
    }
  for (guint i = 0; i < source->result->clusters->len; i++)
    {
      const CorCluster *cluster = source->result->clusters->pdata[i];

      cor_bounds_add (&map->bounds, cluster->rally_position);
      if (cluster->n_planned > 0)
        cor_sheet_map_add_mark (map, COR_MARK_CLUSTER, cluster->rally_position,
                                1.2 + 0.12 * sqrt ((double) cluster->n_planned), NULL);
    }
  for (guint i = 0; i < source->crossings->len; i++)
    cor_sheet_map_add_mark (map, COR_MARK_CROSSING,
                            ((const CorCrossing *) source->crossings->pdata[i])->position, 2.2,
                            NULL);
  if (cor_bounds_is_empty (&map->bounds))
    map->bounds = (CorBounds){ 44.3, 22.1, 52.4, 40.2 };
  map->caption = g_strdup (cor_sheet_source_word (source, COR_WORD_OVERVIEW_MAP));
  g_ptr_array_add (maps, map);
  cor_document_take_maps (document, maps);
}

static void
add_crossing (const CorSheetSource *source, const CorCrossing *crossing, CorBlock *table)
{
  gint64 first_utc_s = G_MAXINT64, last_utc_s = G_MININT64;
  guint n_people = 0, n_routes = 0;
  g_autofree char *name = NULL;

  for (guint i = 0; i < source->routes->len; i++)
    {
      const CorRouteSheet *route = source->routes->pdata[i];

      if (route->crossing != crossing)
        continue;
      n_routes++;
      n_people += route->n_people;
      for (guint j = 0; j < route->movements->len; j++)
        {
          const CorMovement *movement = route->movements->pdata[j];

          first_utc_s = MIN (first_utc_s, movement->arrive_utc_s);
          last_utc_s = MAX (last_utc_s, movement->pass_utc_s);
        }
    }

  name = cor_sheet_source_name (source, &crossing->names);
  cor_table_take_cell (
      table, COR_TEXT_STRONG,
      g_strdup_printf ("%s (%s)", name, cor_word_country (source->language, crossing->country)));
  cor_table_add_cell (
      table, COR_TEXT_BODY,
      cor_word_state (source->language, cor_crossing_get_state (crossing, first_utc_s)));
  cor_table_take_cell (table, COR_TEXT_SMALL,
                       cor_crossing_part_describe_capacity (source, crossing));
  cor_table_take_cell (table, COR_TEXT_STRONG, cor_sheet_source_count (source, n_people));
  cor_table_take_cell (table, COR_TEXT_BODY, cor_sheet_source_count (source, n_routes));
  cor_table_take_cell (table, COR_TEXT_SMALL,
                       cor_sheet_source_time (source, first_utc_s, COR_SHEET_ZONE));
  cor_table_take_cell (table, COR_TEXT_SMALL,
                       cor_sheet_source_both_clocks (source, last_utc_s, crossing));
}

static void
add_crossings (const CorSheetSource *source, CorDocument *document)
{
  static const CorTableColumn columns[] = {
    { 112.0, COR_ALIGN_START }, { 56.0, COR_ALIGN_START }, { 86.0, COR_ALIGN_START },
    { 44.0, COR_ALIGN_END },    { 60.0, COR_ALIGN_END },   { 82.0, COR_ALIGN_START },
    { 110.0, COR_ALIGN_START },
  };
  static const CorWord heads[] = { COR_WORD_CROSSING,     COR_WORD_STATE,
                                   COR_WORD_CAPACITY,     COR_WORD_PEOPLE,
                                   COR_WORD_ROUTE_SHEETS, COR_WORD_FIRST_ARRIVAL,
                                   COR_WORD_LAST_PASSAGE };
  CorBlock *table;

  cor_document_add_text (document, COR_TEXT_HEADING,
                         cor_sheet_source_word (source, COR_WORD_CROSSINGS));
  if (source->crossings->len == 0)
    {
      cor_document_add_text (document, COR_TEXT_BODY,
                             cor_sheet_source_word (source, COR_WORD_NO_MOVEMENTS));
      return;
    }
  table = cor_document_add_table (document, columns, G_N_ELEMENTS (columns));
  cor_sheet_source_add_head (source, table, heads, G_N_ELEMENTS (heads));
  for (guint i = 0; i < source->crossings->len; i++)
    add_crossing (source, source->crossings->pdata[i], table);
}

/**
 * cor_overview_document_add:
 * @source: a plan
 * @documents: (element-type CorDocument): where to add
 *
 * Adds the plan at a glance: totals, a map of all ways, the crossings with their loads.
 */
void
cor_overview_document_add (const CorSheetSource *source, GPtrArray *documents)
{
  const char *title = cor_sheet_source_word (source, COR_WORD_OVERVIEW);
  CorDocument *document = cor_document_new (title);

  cor_document_add_text (document, COR_TEXT_TITLE, title);
  add_totals (source, document);
  add_map (source, document);
  add_crossings (source, document);
  g_ptr_array_add (documents, document);
}
