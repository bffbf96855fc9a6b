/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-road-part.h"

/* A turn this near to where a road is joined is the turn into it. */
#define JOIN_M 50u

/* More names than these on one road are thinned out: a driver reads signs, not lists. */
#define MAX_PLACES 14

static char *
get_place_name (const CorSheetSource *source, const CorCorridorRoad *road, guint index)
{
  const CorId *id = road->place_ids != NULL && index < road->place_ids->len
                        ? &g_array_index (road->place_ids, CorId, index)
                        : NULL;
  const char *english = road->places[index], *name = NULL;
  gboolean is_generated = FALSE;
  g_autofree char *isolated = cor_sheet_source_isolate (source, english);

  if (id != NULL && !cor_id_is_nil (id) && source->options->find_place != NULL)
    name = source->options->find_place (id, source->language, &is_generated,
                                        source->options->find_place_data);
  if (name == NULL || g_str_equal (name, english))
    return g_steal_pointer (&isolated);

  return is_generated ? g_strdup_printf ("%s (%s)", name, isolated) : g_strdup (name);
}

/* What comes behind a road: another, or the border. */
static const char *
get_next (const CorSheetSource *source, const CorCorridor *corridor, guint index)
{
  const CorCrossing *crossing;

  if (index + 1 < corridor->roads->len)
    return ((const CorCorridorRoad *) corridor->roads->pdata[index + 1])->number;

  crossing = cor_snapshot_lookup (source->snapshot, COR_RECORD_CROSSING, &corridor->crossing_id);

  return crossing != NULL ? cor_names_get (&crossing->names, source->language) : "";
}

/* Where the road is joined and where it is left. */
static void
add_ends (const CorSheetSource *source,
          const CorCorridorRoad *road,
          const char *next,
          GString *text)
{
  g_autofree char *from = cor_sheet_source_isolate (source, road->from != NULL ? road->from : "");
  g_autofree char *to = cor_sheet_source_isolate (source, road->to != NULL ? road->to : next);

  if (road->from != NULL)
    g_string_append (text, from);
  if (to[0] != '\0')
    g_string_append_printf (text, "%s%s %s", road->from != NULL ? " " : "",
                            cor_language_is_rtl (source->language) ? "←" : "→", to);
}

/* Junctions lie closer together than whole kilometres tell. */
static char *
format_junction (const CorSheetSource *source, const CorManeuver *maneuver)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.1f", maneuver->distance_m / 1000.0);

  return cor_word_fill (source->language, COR_WORD_KM, number, NULL);
}

/* What to do where the road is joined, and at the junctions on it. */
static GString *
begin_maneuvers (const CorSheetSource *source, const CorCorridorRoad *road, guint begin_m)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < road->maneuvers->len; i++)
    {
      const CorManeuver *maneuver = &g_array_index (road->maneuvers, CorManeuver, i);
      g_autofree char *words = cor_word_maneuver (source->language, maneuver);
      g_autofree char *distance = format_junction (source, maneuver);

      if (i > 0)
        g_string_append (text, "; ");
      if (i > 0 || maneuver->distance_m > begin_m + JOIN_M)
        g_string_append_printf (text, "%s: ", distance);
      g_string_append (text, words);
    }
  if (text->len > 0)
    g_string_append_c (text, '\n');

  return text;
}

static char *
list_places (const CorSheetSource *source,
             const CorCorridorRoad *road,
             const char *next,
             guint begin_m)
{
  GString *text = begin_maneuvers (source, road, begin_m);
  guint n_places = road->places != NULL ? g_strv_length (road->places) : 0;
  guint step = n_places > MAX_PLACES ? (n_places + MAX_PLACES - 1) / MAX_PLACES : 1;
  gsize ends = text->len;

  add_ends (source, road, next, text);

  for (guint i = 0; i < n_places; i++)
    {
      g_autofree char *name = NULL;

      if (i % step != 0 && i + 1 != n_places)
        continue;
      name = get_place_name (source, road, i);
      if (i > 0)
        g_string_append (text, ", ");
      else if (text->len > ends)
        g_string_append_c (text, '\n');
      g_string_append (text, name);
      if (road->place_distances_m != NULL && i < road->place_distances_m->len)
        {
          guint distance_m = g_array_index (road->place_distances_m, guint, i);
          g_autofree char *km = cor_sheet_source_count (source, (distance_m + 500) / 1000);

          g_string_append_printf (text, " %s", km);
        }
    }
  if (road->is_ferry)
    g_string_append_printf (text, " (%s)", cor_sheet_source_word (source, COR_WORD_FERRY));
  if (road->confidence >= 'D')
    g_string_append_printf (text, " (%s)", cor_sheet_source_word (source, COR_WORD_UNCERTAIN_ROAD));

  return g_string_free (text, FALSE);
}

static void
add_road (const CorSheetSource *source,
          const CorCorridorRoad *road,
          const char *next,
          guint number,
          guint distance_m,
          guint64 time_ms,
          CorBlock *table)
{
  g_autofree char *order = g_strdup_printf ("%u", number);

  cor_table_take_cell (table, COR_TEXT_BODY, cor_sheet_source_isolate (source, order));
  if (road->number[0] != '\0')
    cor_table_take_cell (table, COR_TEXT_LARGE, cor_sheet_source_isolate (source, road->number));
  else if (road->name != NULL)
    cor_table_take_cell (table, COR_TEXT_SMALL, cor_sheet_source_isolate (source, road->name));
  else
    cor_table_add_cell (table, COR_TEXT_SMALL,
                        cor_sheet_source_word (source, COR_WORD_ROAD_WITHOUT_NUMBER));
  cor_table_take_cell (table, COR_TEXT_BODY,
                       list_places (source, road, next, distance_m - road->distance_m));
  cor_table_take_cell (table, COR_TEXT_STRONG,
                       cor_sheet_source_distance (source, road->distance_m));
  cor_table_take_cell (table, COR_TEXT_BODY,
                       cor_sheet_source_timer (source, (road->travel_time_ms + 30000) / 60000));
  cor_table_take_cell (table, COR_TEXT_BODY, cor_sheet_source_distance (source, distance_m));
  cor_table_take_cell (table, COR_TEXT_BODY,
                       cor_sheet_source_timer (source, (guint) ((time_ms + 30000) / 60000)));
}

static void
add_connector (const CorSheetSource *source,
               const CorCorridor *corridor,
               guint connector_m,
               CorWord word,
               CorDocument *document)
{
  g_autofree char *distance = NULL;
  g_autofree char *text = NULL;

  if (connector_m < 100)
    return;

  distance = cor_sheet_source_distance (source, connector_m);
  text = cor_word_fill (source->language, word, distance, NULL);
  cor_document_add_text (document, corridor->connector_flagged ? COR_TEXT_WARNING : COR_TEXT_SMALL,
                         text);
}

/* What the way takes off the known roads before the first of them. */
static guint64
get_connector_ms (const CorCorridor *corridor)
{
  guint64 connectors_m = (guint64) corridor->connector_m + corridor->end_connector_m;
  guint64 roads_ms = 0;

  for (guint i = 0; i < corridor->roads->len; i++)
    roads_ms += ((const CorCorridorRoad *) corridor->roads->pdata[i])->travel_time_ms;
  if (connectors_m == 0 || roads_ms >= corridor->travel_time_ms)
    return 0;

  return (corridor->travel_time_ms - roads_ms) * corridor->connector_m / connectors_m;
}

static void
add_corridor (const CorSheetSource *source, const CorCorridor *corridor, CorDocument *document)
{
  static const CorTableColumn columns[] = {
    { 0.5, COR_ALIGN_END },  { 1.1, COR_ALIGN_START }, { 4.25, COR_ALIGN_START },
    { 1.0, COR_ALIGN_END },  { 1.05, COR_ALIGN_END },  { 1.0, COR_ALIGN_END },
    { 1.15, COR_ALIGN_END },
  };
  static const CorWord heads[] = { COR_WORD_ROAD,          COR_WORD_PLACES_PASSED,
                                   COR_WORD_DISTANCE,      COR_WORD_DRIVING_CLOCK,
                                   COR_WORD_KM_FROM_START, COR_WORD_CLOCK_FROM_START };
  CorBlock *table;
  guint distance_m = corridor->connector_m;
  guint64 time_ms = get_connector_ms (corridor);

  add_connector (source, corridor, corridor->connector_m, COR_WORD_CONNECTOR_START, document);
  table = cor_document_add_table (document, columns, G_N_ELEMENTS (columns));
  cor_table_add_cell (table, COR_TEXT_SMALL, "");
  cor_sheet_source_add_head (source, table, heads, G_N_ELEMENTS (heads));
  for (guint i = 0; i < corridor->roads->len; i++)
    {
      const CorCorridorRoad *road = corridor->roads->pdata[i];

      distance_m += road->distance_m;
      time_ms += road->travel_time_ms;
      add_road (source, road, get_next (source, corridor, i), i + 1, distance_m, time_ms, table);
    }
  add_connector (source, corridor, corridor->end_connector_m, COR_WORD_CONNECTOR_END, document);
}

/**
 * cor_road_part_add:
 * @source: a plan
 * @route: a route sheet
 * @document: where to add
 *
 * Adds the roads in order; twice where cars and coaches take different ones.
 */
void
cor_road_part_add (const CorSheetSource *source, const CorRouteSheet *route, CorDocument *document)
{
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();

  for (guint i = 0; i < route->movements->len; i++)
    {
      CorCorridor *corridor = cor_sheet_source_get_corridor (source, route->movements->pdata[i]);
      g_autofree char *heading = NULL;

      if (g_ptr_array_find (seen, corridor, NULL))
        continue;
      g_ptr_array_add (seen, corridor);
      heading = g_strdup_printf ("%s (%s)", cor_sheet_source_word (source, COR_WORD_ROADS),
                                 cor_word_mode (source->language, corridor->mode));
      cor_document_add_text (document, COR_TEXT_HEADING, heading);
      add_corridor (source, corridor, document);
    }
}

static char *
join_roads (const CorSheetSource *source, const CorCorridor *corridor)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < corridor->roads->len; i++)
    {
      const CorCorridorRoad *road = corridor->roads->pdata[i];
      g_autofree char *number = NULL;

      if (road->number[0] == '\0')
        continue;
      number = cor_sheet_source_isolate (source, road->number);
      if (text->len > 0)
        g_string_append (text, " · ");
      g_string_append (text, number);
    }

  return g_string_free (text, FALSE);
}

static void
add_alternative (const CorSheetSource *source,
                 const CorAlternative *alternative,
                 const CorCrossing *second,
                 CorDocument *document)
{
  const CorCorridor *corridor = source->result->corridors->pdata[alternative->second_corridor];
  g_autofree char *names = cor_sheet_source_all_names (source, &second->names, NULL);
  g_autofree char *to =
      g_strdup_printf ("%s (%s)", names, cor_word_country (source->language, second->country));
  g_autofree char *distance = cor_sheet_source_distance (source, corridor->distance_m);
  g_autofree char *duration =
      cor_sheet_source_duration (source, (corridor->travel_time_ms + 59999) / 60000);
  g_autofree char *text =
      cor_word_fill (source->language, COR_WORD_ALTERNATIVE_TEXT, to, distance, duration, NULL);
  g_autofree char *later =
      cor_sheet_source_duration (source, (guint) MAX (alternative->extra_min, 0));
  g_autofree char *cost = cor_word_fill (source->language, COR_WORD_LATER, later, NULL);
  g_autofree char *numbers = join_roads (source, corridor);
  g_autofree char *roads =
      g_strdup_printf ("%s: %s", cor_sheet_source_word (source, COR_WORD_ROAD_NUMBERS), numbers);

  cor_document_add_text (document, COR_TEXT_STRONG, text);
  if (alternative->extra_min > 0)
    cor_document_add_text (document, COR_TEXT_BODY, cost);
  cor_document_add_text (document, COR_TEXT_BODY, roads);
  add_corridor (source, corridor, document);
}

/**
 * cor_road_part_add_alternative:
 * @source: a plan
 * @route: a route sheet
 * @document: where to add
 *
 * Adds where to go if the crossing closes.
 */
void
cor_road_part_add_alternative (const CorSheetSource *source,
                               const CorRouteSheet *route,
                               CorDocument *document)
{
  const CorAlternative *alternative = cor_sheet_source_get_alternative (source, route);
  const CorCrossing *second = NULL;

  if (alternative != NULL && alternative->second_corridor < source->result->corridors->len)
    second = cor_snapshot_lookup (source->snapshot, COR_RECORD_CROSSING, &alternative->second_id);

  cor_document_add_text (document, COR_TEXT_HEADING,
                         cor_sheet_source_word (source, COR_WORD_ALTERNATIVE));
  if (second == NULL)
    cor_document_add_text (document, COR_TEXT_WARNING,
                           cor_sheet_source_word (source, COR_WORD_NO_ALTERNATIVE));
  else
    add_alternative (source, alternative, second, document);
}
