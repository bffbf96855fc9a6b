/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-route-document.h"

#include "cor-corridor-part.h"
#include "cor-crossing-part.h"
#include "cor-road-part.h"
#include "cor-sheet-code.h"
#include "cor-vehicle-part.h"

#define MAP_HEIGHT_PT 215.0
#define CLOSE_UP_RADIUS_M 12000.0
/* People. */
#define NAMED_BY_MAP 60000

/* Looked up by arrows that point the way lines run. */
static const char *
get_arrow (const CorSheetSource *source)
{
  return cor_language_is_rtl (source->language) ? "←" : "→";
}

static char *
make_heading (const CorSheetSource *source, const CorRouteSheet *route)
{
  g_autofree char *from = cor_sheet_source_name (source, &route->cluster->settlement->names);
  const char *to = cor_names_get (&route->crossing->names, source->language);
  g_autofree char *name = cor_sheet_source_isolate (source, to);

  return g_strdup_printf ("%s %s %s (%s)", from, get_arrow (source), name,
                          cor_word_country (source->language, route->crossing->country));
}

static void
add_fact (const CorSheetSource *source, CorBlock *table, CorWord word, char *value)
{
  cor_table_add_cell (table, COR_TEXT_SMALL, cor_sheet_source_word (source, word));
  cor_table_take_cell (table, COR_TEXT_LARGE, value);
}

static void
add_key_facts (const CorSheetSource *source, const CorRouteSheet *route, CorDocument *document)
{
  static const CorTableColumn columns[] = { { 1.0, COR_ALIGN_START },
                                            { 1.7, COR_ALIGN_START },
                                            { 1.0, COR_ALIGN_START },
                                            { 1.3, COR_ALIGN_START } };
  const CorMovement *first = route->movements->pdata[0];
  const CorCorridor *corridor = cor_sheet_source_get_corridor (source, first);
  CorBlock *table = cor_document_add_table (document, columns, G_N_ELEMENTS (columns));

  add_fact (source, table, COR_WORD_FIRST_DEPARTURE,
            cor_sheet_source_time (source, first->depart_utc_s, COR_SHEET_ZONE));
  add_fact (source, table, COR_WORD_PEOPLE, cor_sheet_source_count (source, route->n_people));
  add_fact (source, table, COR_WORD_DISTANCE,
            cor_sheet_source_distance (source, corridor->distance_m));
  add_fact (source, table, COR_WORD_DRIVING_TIME,
            cor_sheet_source_duration (source, (corridor->travel_time_ms + 59999) / 60000));
}

static void
add_folded (const CorSheetSource *source, const CorRouteSheet *route, CorDocument *document)
{
  const GArray *folded = route->cluster->folded;
  g_autoptr (GString) text = NULL;

  for (guint i = 0; folded != NULL && i < folded->len; i++)
    {
      const CorSettlement *settlement = cor_snapshot_lookup (
          source->snapshot, COR_RECORD_SETTLEMENT, &g_array_index (folded, CorId, i));
      g_autofree char *name = NULL;

      if (settlement == NULL)
        continue;
      name = cor_sheet_source_name (source, &settlement->names);
      if (text == NULL)
        {
          text = g_string_new (cor_sheet_source_word (source, COR_WORD_ALSO_GATHER));
          g_string_append (text, ": ");
        }
      else
        g_string_append (text, ", ");
      g_string_append (text, name);
    }
  if (text != NULL)
    cor_document_add_text (document, COR_TEXT_BODY, text->str);
}

/* The map itself names the larger places. */
static const char *
get_rally_label (const CorSheetSource *source, const CorRouteSheet *route)
{
  const CorSettlement *settlement = route->cluster->settlement;

  return settlement->population < NAMED_BY_MAP
             ? cor_names_get (&settlement->names, source->language)
             : NULL;
}

static char *
make_close_up_caption (const CorSheetSource *source, const CorRouteSheet *route)
{
  g_autofree char *name = cor_sheet_source_name (source, &route->cluster->settlement->names);

  return g_strdup_printf ("%s: %s", cor_sheet_source_word (source, COR_WORD_CLOSE_UP), name);
}

static CorSheetMap *
make_route_map (const CorSheetSource *source, const CorRouteSheet *route)
{
  const CorAlternative *alternative = cor_sheet_source_get_alternative (source, route);
  CorSheetMap *map = cor_sheet_map_new (1.9, MAP_HEIGHT_PT);

  if (alternative != NULL && alternative->second_corridor < source->result->corridors->len)
    cor_sheet_map_add_line (map, source->result->corridors->pdata[alternative->second_corridor],
                            1.6, TRUE);
  for (guint i = 0; i < route->movements->len; i++)
    {
      CorCorridor *corridor = cor_sheet_source_get_corridor (source, route->movements->pdata[i]);

      if (map->lines->len > 0 &&
          g_array_index (map->lines, CorSheetLine, map->lines->len - 1).corridor == corridor)
        continue;
      cor_sheet_map_add_line (map, corridor, 2.6, FALSE);
      for (guint j = 0; j < corridor->points->len; j++)
        cor_bounds_add (&map->bounds, g_array_index (corridor->points, CorPosition, j));
    }
  cor_bounds_add (&map->bounds, route->cluster->rally_position);
  cor_bounds_add (&map->bounds, route->crossing->position);
  cor_sheet_map_add_mark (map, COR_MARK_RALLY, route->cluster->rally_position, 3.6,
                          get_rally_label (source, route));
  cor_sheet_map_add_mark (map, COR_MARK_CROSSING, route->crossing->position, 3.2,
                          cor_names_get (&route->crossing->names, source->language));
  map->caption = g_strdup (cor_sheet_source_word (source, COR_WORD_ROUTE_MAP));

  return map;
}

static CorSheetMap *
make_close_up (const CorSheetSource *source, const CorRouteSheet *route)
{
  CorSheetMap *map = cor_sheet_map_new (1.0, MAP_HEIGHT_PT);

  cor_bounds_add (&map->bounds, route->cluster->rally_position);
  cor_bounds_grow (&map->bounds, CLOSE_UP_RADIUS_M);
  map->max_zoom = 11.0;
  for (guint i = 0; i < route->movements->len; i++)
    {
      CorCorridor *corridor = cor_sheet_source_get_corridor (source, route->movements->pdata[i]);

      if (map->lines->len == 0 ||
          g_array_index (map->lines, CorSheetLine, map->lines->len - 1).corridor != corridor)
        cor_sheet_map_add_line (map, corridor, 3.0, FALSE);
    }
  cor_sheet_map_add_mark (map, COR_MARK_RALLY, route->cluster->rally_position, 4.5, NULL);
  map->caption = make_close_up_caption (source, route);

  return map;
}

static void
add_maps (const CorSheetSource *source, const CorRouteSheet *route, CorDocument *document)
{
  GPtrArray *maps = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_sheet_map_free);

  g_ptr_array_add (maps, make_route_map (source, route));
  g_ptr_array_add (maps, make_close_up (source, route));
  cor_document_take_maps (document, maps);
}

static char *
make_rally_caption (const CorSheetSource *source, const CorRouteSheet *route)
{
  g_autofree char *name = cor_sheet_source_name (source, &route->cluster->settlement->names);
  g_autofree char *position = cor_sheet_source_position (source, route->cluster->rally_position);
  const char *label = route->cluster->rally_label;

  return g_strdup_printf ("%s\n%s%s%s\n%s", cor_sheet_source_word (source, COR_WORD_RALLY_POINT),
                          name, label != NULL ? "\n" : "", label != NULL ? label : "", position);
}

static char *
make_crossing_caption (const CorSheetSource *source, const CorRouteSheet *route)
{
  g_autofree char *names = cor_sheet_source_all_names (source, &route->crossing->names, NULL);
  g_autofree char *position = cor_sheet_source_position (source, route->crossing->ua_position);

  return g_strdup_printf ("%s\n%s\n%s", cor_sheet_source_word (source, COR_WORD_CROSSING), names,
                          position);
}

static void
add_codes (const CorSheetSource *source, const CorRouteSheet *route, CorDocument *document)
{
  CorBlock *codes = cor_document_add_codes (document);

  cor_codes_take (codes, cor_sheet_code_make_payload (route->cluster->rally_position),
                  make_rally_caption (source, route));
  cor_codes_take (codes, cor_sheet_code_make_payload (route->crossing->ua_position),
                  make_crossing_caption (source, route));
}

static void
add_departure (const CorSheetSource *source,
               const CorRouteSheet *route,
               const CorMovement *movement,
               CorBlock *table)
{
  cor_table_take_cell (table, COR_TEXT_STRONG,
                       cor_sheet_source_time (source, movement->depart_utc_s, COR_SHEET_ZONE));
  cor_table_take_cell (table, COR_TEXT_STRONG, cor_sheet_source_count (source, movement->n_people));
  cor_table_take_cell (table, COR_TEXT_BODY, cor_sheet_source_count (source, movement->n_with_car));
  cor_table_add_cell (table, COR_TEXT_BODY, cor_word_mode (source->language, movement->mode));
  cor_table_take_cell (table, COR_TEXT_SMALL,
                       cor_sheet_source_time (source, movement->arrive_utc_s, COR_SHEET_ZONE));
  cor_table_take_cell (
      table, COR_TEXT_SMALL,
      cor_sheet_source_both_clocks (source, movement->pass_utc_s, route->crossing));
  cor_table_take_cell (table, COR_TEXT_BODY, cor_sheet_source_timer (source, movement->wait_min));
}

static void
add_departures (const CorSheetSource *source, const CorRouteSheet *route, CorDocument *document)
{
  static const CorWord heads[] = { COR_WORD_DEPART, COR_WORD_PEOPLE, COR_WORD_WITH_CAR,
                                   COR_WORD_MODE,   COR_WORD_ARRIVE, COR_WORD_PASS,
                                   COR_WORD_WAIT };
  static const CorTableColumn columns[] = {
    { 112.0, COR_ALIGN_START }, { 46.0, COR_ALIGN_END },   { 54.0, COR_ALIGN_END },
    { 56.0, COR_ALIGN_START },  { 88.0, COR_ALIGN_START }, { 116.0, COR_ALIGN_START },
    { 43.0, COR_ALIGN_END },
  };
  CorBlock *table;

  cor_document_add_text (document, COR_TEXT_HEADING,
                         cor_sheet_source_word (source, COR_WORD_DEPARTURES));
  table = cor_document_add_table (document, columns, G_N_ELEMENTS (columns));
  cor_sheet_source_add_head (source, table, heads, G_N_ELEMENTS (heads));
  for (guint i = 0; i < route->movements->len; i++)
    add_departure (source, route, route->movements->pdata[i], table);
}

static void
add_tally (const CorSheetSource *source, GString *text, const char *word, guint count)
{
  g_autofree char *number = NULL;

  if (count == 0)
    return;

  number = cor_sheet_source_count (source, count);
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append_printf (text, "%s: %s", word, number);
}

static void
add_tallies (const CorSheetSource *source, CorBlock *table, CorWord word, GString *text)
{
  cor_table_add_cell (table, COR_TEXT_STRONG, cor_sheet_source_word (source, word));
  cor_table_add_cell (table, COR_TEXT_BODY,
                      text->len > 0 ? text->str : cor_sheet_source_word (source, COR_WORD_NONE));
  g_string_free (text, TRUE);
}

static GString *
tally_needs (const CorSheetSource *source, const CorRouteSheet *route)
{
  guint counts[COR_N_NEEDS] = { 0 };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < route->movements->len; i++)
    for (guint j = 0; j < COR_N_NEEDS; j++)
      counts[j] += ((const CorMovement *) route->movements->pdata[i])->needs_people[j];
  for (guint j = 0; j < COR_N_NEEDS; j++)
    add_tally (source, text, cor_word_need (source->language, j), counts[j]);

  return text;
}

/* Of the whole cluster: a person is assigned by the officer on the spot, not by the plan. */
static GString *
tally_statuses (const CorSheetSource *source, const CorRouteSheet *route)
{
  GPtrArray *persons = cor_snapshot_get_records (source->snapshot, COR_RECORD_PERSON);
  guint counts[COR_N_STATUSES] = { 0 };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < route->cluster->persons->len; i++)
    {
      guint index = g_array_index (route->cluster->persons, guint, i);

      if (index < persons->len)
        counts[((const CorPerson *) persons->pdata[index])->status] +=
            cor_snapshot_get_n_people (source->snapshot, index);
    }
  for (guint j = 0; j < COR_N_STATUSES; j++)
    add_tally (source, text, cor_word_status (source->language, (CorStatus) j), counts[j]);

  return text;
}

/* Who asks at the rally point why they do not drive finds it here, departure by departure. */
static void
add_left_cars (const CorSheetSource *source, const CorRouteSheet *route, CorBlock *table)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < route->movements->len; i++)
    {
      const CorMovement *movement = route->movements->pdata[i];
      g_autofree char *time =
          cor_sheet_source_time (source, movement->depart_utc_s, COR_SHEET_ZONE);
      g_autofree char *people = cor_sheet_source_count (source, movement->n_leaving_car);
      g_autofree char *line =
          cor_word_fill (source->language, COR_WORD_LEAVE_CAR_TEXT, time, people, NULL);

      if (movement->n_leaving_car > 0)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
    }
  if (text->len == 0)
    return;

  cor_table_add_cell (table, COR_TEXT_STRONG, cor_sheet_source_word (source, COR_WORD_LEAVE_CAR));
  cor_table_add_cell (table, COR_TEXT_BODY, text->str);
}

static void
add_who (const CorSheetSource *source, const CorRouteSheet *route, CorDocument *document)
{
  static const CorTableColumn columns[] = { { 1.0, COR_ALIGN_START }, { 3.4, COR_ALIGN_START } };
  CorBlock *table = cor_document_add_table (document, columns, G_N_ELEMENTS (columns));

  add_left_cars (source, route, table);
  add_tallies (source, table, COR_WORD_NEEDS, tally_needs (source, route));
  add_tallies (source, table, COR_WORD_WHOLE_CLUSTER, tally_statuses (source, route));
}

static void
add_route (const CorSheetSource *source, const CorRouteSheet *route, GPtrArray *documents)
{
  g_autofree char *heading = make_heading (source, route);
  g_autofree char *title =
      g_strdup_printf ("%s: %s", cor_sheet_source_word (source, COR_WORD_ROUTE_SHEET), heading);
  CorDocument *document = cor_document_new (title);

  cor_document_add_text (document, COR_TEXT_TITLE, heading);
  add_key_facts (source, route, document);
  add_folded (source, route, document);
  add_maps (source, route, document);
  add_codes (source, route, document);
  add_departures (source, route, document);
  cor_corridor_part_add (source, route->movements, document);
  cor_vehicle_part_add (source, route->movements, document);
  add_who (source, route, document);
  cor_road_part_add (source, route, document);
  cor_crossing_part_add (source, route->crossing,
                         ((const CorMovement *) route->movements->pdata[0])->pass_utc_s, document);
  cor_road_part_add_alternative (source, route, document);
  cor_crossing_part_add_contacts (source, route->crossing, document);
  cor_document_add_lines (document, cor_sheet_source_word (source, COR_WORD_NOTES), 2);
  cor_document_add_lines (document, cor_sheet_source_word (source, COR_WORD_SIGNATURE), 1);
  g_ptr_array_add (documents, document);
}

/**
 * cor_route_document_add:
 * @source: a plan
 * @documents: (element-type CorDocument): where to add
 *
 * Adds the route sheets: what a driver needs from a rally point through a crossing.
 */
void
cor_route_document_add (const CorSheetSource *source, GPtrArray *documents)
{
  for (guint i = 0; i < source->routes->len; i++)
    add_route (source, source->routes->pdata[i], documents);
}
