/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-support.h"

#include "cor-lookup.h"

#define N_CANDIDATES 8

static void
add_candidate (JsonBuilder *json, const CorHit *hit)
{
  json_builder_begin_object (json);
  cor_json_add_id (json, "id", &hit->id);
  cor_json_add_text (json, "name", hit->title);
  cor_json_add_text (json, "oblast", hit->subtitle);
  cor_json_add_text (json, "country", hit->settlement->country);
  cor_json_add_number (json, "lat", hit->position.lat_deg);
  cor_json_add_number (json, "lon", hit->position.lon_deg);
  cor_json_add_count (json, "population", hit->settlement->population);
  cor_json_add_number (json, "score", CLAMP (hit->score, 0.0, 1.0));
  json_builder_end_object (json);
}

static void
print_candidates (const char *text, GPtrArray *hits)
{
  if (hits->len == 0)
    g_print ("%s: no such place\n", text);
  for (guint i = 0; i < hits->len; i++)
    {
      const CorHit *hit = hits->pdata[i];
      g_autofree char *position = cor_position_format (hit->position);
      char score[G_ASCII_DTOSTR_BUF_SIZE];

      g_print ("%s: %s, %s, %s  %s  %u people  %s\n", text, hit->title, hit->subtitle,
               hit->settlement->country, position, hit->settlement->population,
               g_ascii_formatd (score, sizeof score, "%.2f", hit->score));
    }
}

/**
 * cor_command_place:
 * @argc: how many arguments
 * @argv: TEXT... [--json]
 * @error: set when it fails
 *
 * Says what the gazetteer makes of a text.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_place (int argc, char **argv, GError **error)
{
  gboolean as_json = FALSE;
  g_autoptr (CorOpenPlan) session = NULL;
  g_autoptr (JsonBuilder) json = json_builder_new ();
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  if (!cor_command_parse (&argc, &argv, entries, 1, -1, COR_USAGE_PLACE, error))
    return FALSE;
  session = cor_command_new_session (error);
  if (session == NULL)
    return FALSE;

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "places");
  json_builder_begin_array (json);
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GPtrArray) hits =
          cor_session_search_places (session, argv[i], COR_LANGUAGE_EN, N_CANDIDATES);

      if (!as_json)
        {
          print_candidates (argv[i], hits);
          continue;
        }
      json_builder_begin_object (json);
      cor_json_add_text (json, "text", argv[i]);
      json_builder_set_member_name (json, "candidates");
      json_builder_begin_array (json);
      for (guint j = 0; j < hits->len; j++)
        add_candidate (json, hits->pdata[j]);
      json_builder_end_array (json);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  if (as_json)
    cor_json_print (json);

  return TRUE;
}
