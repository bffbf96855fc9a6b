/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-support.h"

#include "cor-command-roads.h"
#include "cor-error.h"
#include "cor-road-file.h"
#include "cor-time.h"

#include <string.h>
#include <unistd.h>

typedef struct
{
  char *output;
  gboolean as_json;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What an import counted: numbers of their own for a script, and for a reader those that are not
 * nothing. */
static void
print_counts (const CorRoadFileFacts *facts, JsonBuilder *json)
{
  if (json != NULL && facts->counts->len > 0)
    {
      json_builder_set_member_name (json, "import");
      json_builder_begin_object (json);
    }
  for (guint i = 0; i < facts->counts->len; i++)
    {
      const CorRoadFileCount *count = &g_array_index (facts->counts, CorRoadFileCount, i);

      if (json != NULL)
        cor_json_add_count (json, count->name, count->n);
      else if (count->n > 0)
        g_print ("%10u %s\n", count->n, count->text);
    }
  if (json != NULL && facts->counts->len > 0)
    json_builder_end_object (json);
}

static void
print_facts (const CorRoadFileFacts *facts, gboolean as_json)
{
  g_autoptr (JsonBuilder) json = NULL;

  if (!as_json)
    {
      g_autofree char *date =
          facts->source_utc_s > 0 ? cor_time_format_utc (facts->source_utc_s) : g_strdup ("?");

      g_print ("%s, %s\n%s\n%u nodes, %u arcs (%u closed at some hours), %u islands\n"
               "checksum %s\n",
               facts->source, date, facts->attribution, facts->n_nodes, facts->n_arcs,
               facts->n_timed_arcs, facts->n_islands, facts->checksum);
      print_counts (facts, NULL);
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
  json_builder_set_member_name (json, "mainland_nodes");
  json_builder_begin_object (json);
  cor_json_add_count (json, "car", facts->n_car_nodes);
  cor_json_add_count (json, "coach", facts->n_coach_nodes);
  json_builder_end_object (json);
  cor_json_add_count (json, "timed_arcs", facts->n_timed_arcs);
  json_builder_set_member_name (json, "bbox");
  json_builder_begin_object (json);
  cor_json_add_number (json, "south", facts->bounds.south_deg);
  cor_json_add_number (json, "west", facts->bounds.west_deg);
  cor_json_add_number (json, "north", facts->bounds.north_deg);
  cor_json_add_number (json, "east", facts->bounds.east_deg);
  json_builder_end_object (json);
  print_counts (facts, json);
  json_builder_end_object (json);
  cor_json_print (json);
}

/* Where nobody watches, a line a stage is enough. */
static void
log_progress (const char *stage, double fraction, gpointer user_data)
{
  const char **last = user_data;

  if (*last != stage)
    g_printerr ("%s, %.0f %%\n", stage, fraction * 100.0);
  *last = stage;
}

static gboolean
import (const char *extract, const Options *options, GError **error)
{
  gboolean is_watched = isatty (STDERR_FILENO) == 1;
  const char *last_stage = NULL;
  g_autoptr (CorProgress) progress =
      cor_progress_new (NULL, is_watched ? cor_command_show_progress : log_progress, &last_stage);
  g_autoptr (CorRoadFileFacts) facts = NULL;

  if (options->output == NULL)
    return cor_command_refuse (error, COR_USAGE_ROADS, "--output is missing.");
  facts = cor_road_file_import (extract, options->output, progress, error);
  if (is_watched)
    g_printerr ("\n");
  if (facts == NULL)
    return FALSE;
  print_facts (facts, options->as_json);

  return TRUE;
}

/**
 * cor_command_roads:
 * @argc: how many arguments
 * @argv: import FILE --output NETWORK.roads, info NETWORK.roads, query NETWORK.roads LAT,LON…, or
 *   isochrone NETWORK.roads LAT,LON
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
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.as_json, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  if (argc > 1 && strcmp (argv[1], "query") == 0)
    return cor_command_roads_query (argc - 1, argv + 1, error);
  if (argc > 1 && strcmp (argv[1], "isochrone") == 0)
    return cor_command_roads_isochrone (argc - 1, argv + 1, error);
  if (!cor_command_parse (&argc, &argv, entries, 2, 2, COR_USAGE_ROADS, error))
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
  return cor_command_refuse (error, COR_USAGE_ROADS, "“%s” cannot be done with roads like this.",
                             argv[1]);
}
