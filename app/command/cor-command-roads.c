/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-support.h"

#include "cor-closure-file.h"
#include "cor-error.h"
#include "cor-road-file.h"
#include "cor-time.h"

#include <string.h>
#include <unistd.h>

#define USAGE                                                                                      \
  "roads import FILE.osm.pbf|.osm|.osm.gz --output NETWORK.roads | info NETWORK.roads [--json] | " \
  "query NETWORK.roads LAT,LON LAT,LON... [--close FILE.geojson] [--depart TIME] [--coach] "       \
  "[--json]"

typedef struct
{
  char *output;
  char *closed;
  char *depart;
  gboolean coach;
  gboolean as_json;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->output);
  g_free (options->closed);
  g_free (options->depart);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
print_facts (const CorRoadFileFacts *facts, gboolean as_json)
{
  g_autoptr (JsonBuilder) json = NULL;

  if (!as_json)
    {
      g_autofree char *date =
          facts->source_utc_s > 0 ? cor_time_format_utc (facts->source_utc_s) : g_strdup ("?");

      g_print ("%s, %s\n%s\n%u nodes, %u arcs, %u islands\nchecksum %s\n", facts->source, date,
               facts->attribution, facts->n_nodes, facts->n_arcs, facts->n_islands,
               facts->checksum);
      return;
    }
  json = json_builder_new ();
  json_builder_begin_object (json);
  cor_json_add_text (json, "id", facts->checksum);
  cor_json_add_text (json, "checksum", facts->checksum);
  cor_json_add_text (json, "source", facts->source);
  cor_json_add_text (json, "attribution", facts->attribution);
  if (facts->source_utc_s > 0)
    cor_json_add_time (json, "source_date", facts->source_utc_s);
  cor_json_add_count (json, "nodes", facts->n_nodes);
  cor_json_add_count (json, "arcs", facts->n_arcs);
  cor_json_add_count (json, "islands", facts->n_islands);
  json_builder_set_member_name (json, "bbox");
  json_builder_begin_object (json);
  cor_json_add_number (json, "south", facts->bounds.south_deg);
  cor_json_add_number (json, "west", facts->bounds.west_deg);
  cor_json_add_number (json, "north", facts->bounds.north_deg);
  cor_json_add_number (json, "east", facts->bounds.east_deg);
  json_builder_end_object (json);
  json_builder_end_object (json);
  cor_json_print (json);
}

static void
show_progress (const char *stage, double fraction, gpointer user_data)
{
  g_printerr ("\r%-24s %3.0f %%", stage, fraction * 100.0);
}

static gboolean
import (const char *extract, const Options *options, GError **error)
{
  gboolean is_watched = isatty (STDERR_FILENO) == 1;
  g_autoptr (CorProgress) progress =
      cor_progress_new (NULL, is_watched ? show_progress : NULL, NULL);
  g_autoptr (CorRoadFileFacts) facts = NULL;

  if (options->output == NULL)
    return cor_command_refuse (error, USAGE);
  facts = cor_road_file_import (extract, options->output, progress, error);
  if (is_watched)
    g_printerr ("\n");
  if (facts == NULL)
    return FALSE;
  print_facts (facts, options->as_json);

  return TRUE;
}

static void
print_way (const CorRoadFileWay *way, JsonBuilder *json)
{
  if (json == NULL)
    {
      g_autofree char *roads = NULL;

      g_ptr_array_add (way->roads, NULL);
      roads = g_strjoinv (", ", (char **) way->roads->pdata);
      if (way->is_found)
        g_print ("%u m, %u min: %s\n", way->distance_m, way->travel_ms / 60000, roads);
      else
        g_print ("%s\n", way->reason);
      return;
    }
  json_builder_begin_object (json);
  if (way->is_found)
    {
      cor_json_add_count (json, "distance_m", way->distance_m);
      cor_json_add_count (json, "travel_ms", way->travel_ms);
      cor_json_add_count (json, "wait_ms", way->wait_ms);
      cor_json_add_count (json, "connector_m", way->connector_m);
    }
  else
    {
      cor_json_add_text (json, "reason", way->reason);
    }
  json_builder_set_member_name (json, "roads");
  json_builder_begin_array (json);
  for (guint i = 0; i < way->roads->len; i++)
    json_builder_add_string_value (json, g_ptr_array_index (way->roads, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
print_ways (GPtrArray *ways, gboolean as_json)
{
  g_autoptr (JsonBuilder) json = as_json ? json_builder_new () : NULL;

  if (as_json)
    {
      json_builder_begin_object (json);
      json_builder_set_member_name (json, "legs");
      json_builder_begin_array (json);
    }
  for (guint i = 0; i < ways->len; i++)
    print_way (g_ptr_array_index (ways, i), json);
  if (as_json)
    {
      json_builder_end_array (json);
      json_builder_end_object (json);
      cor_json_print (json);
    }
}

static gboolean
query (const char *path, char **places, guint n_places, const Options *options, GError **error)
{
  g_autofree CorPosition *positions = g_new0 (CorPosition, n_places);
  g_autoptr (CorGeometry) closed = NULL;
  g_autoptr (GPtrArray) ways = NULL;
  CorRoadFileQuestion question = { .positions = positions,
                                   .n_positions = n_places,
                                   .coach = options->coach,
                                   .is_timed = options->depart != NULL };

  for (guint i = 0; i < n_places; i++)
    {
      if (!cor_position_parse (places[i], &positions[i]))
        return cor_command_refuse (error, USAGE);
    }
  if (options->depart != NULL && !cor_time_parse (options->depart, &question.depart_utc_s, error))
    return FALSE;
  if (options->closed != NULL)
    {
      closed = cor_closure_file_read (options->closed, error);
      if (closed == NULL)
        return FALSE;
      question.closed = closed;
    }
  ways = cor_road_file_find_ways (path, &question, error);
  if (ways == NULL)
    return FALSE;
  print_ways (ways, options->as_json);

  return TRUE;
}

/**
 * cor_command_roads:
 * @argc: how many arguments
 * @argv: import FILE --output NETWORK.roads, info NETWORK.roads, or query NETWORK.roads LAT,LON…
 * @error: set when it fails
 *
 * Makes a road network of an OpenStreetMap extract, tells what is in one, or asks it for ways.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_roads (int argc, char **argv, GError **error)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &options.output, NULL, NULL },
    { "close", 0, 0, G_OPTION_ARG_FILENAME, &options.closed, NULL, NULL },
    { "depart", 0, 0, G_OPTION_ARG_STRING, &options.depart, NULL, NULL },
    { "coach", 0, 0, G_OPTION_ARG_NONE, &options.coach, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.as_json, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  if (!cor_command_parse (&argc, &argv, entries, 2, -1, USAGE, error))
    return FALSE;
  if (strcmp (argv[1], "import") == 0 && argc == 3)
    return import (argv[2], &options, error);
  if (strcmp (argv[1], "info") == 0 && argc == 3)
    {
      g_autoptr (CorRoadFileFacts) facts = cor_road_file_read_facts (argv[2], error);

      if (facts != NULL)
        print_facts (facts, options.as_json);
      return facts != NULL;
    }
  if (strcmp (argv[1], "query") == 0 && argc >= 5)
    return query (argv[2], argv + 3, (guint) argc - 3, &options, error);

  return cor_command_refuse (error, USAGE);
}
