/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-dump.h"

static void
dump_id (GString *text, const CorId *id)
{
  g_autofree char *string = cor_id_to_string (id);

  g_string_append_printf (text, " %s", string);
}

static void
dump_corridor (GString *text, const CorCorridor *corridor)
{
  g_string_append (text, "corridor");
  dump_id (text, &corridor->cluster_id);
  dump_id (text, &corridor->crossing_id);
  g_string_append_printf (text, " %u m %u ms %s %u points", corridor->distance_m,
                          corridor->travel_time_ms, cor_mode_get_code (corridor->mode),
                          corridor->points->len);
  for (guint i = 0; i < corridor->roads->len; i++)
    {
      const CorCorridorRoad *road = corridor->roads->pdata[i];
      g_autofree char *places = g_strjoinv (",", road->places);

      g_string_append_printf (text, "; %s %u m %s to %s by %s", road->number, road->distance_m,
                              road->from, road->to, places);
    }
  g_string_append_c (text, '\n');
}

/* Everything that a result says, to compare results. */
char *
cor_test_dump_result (const CorResult *result)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < result->clusters->len; i++)
    {
      const CorCluster *cluster = result->clusters->pdata[i];

      g_string_append (text, "cluster");
      dump_id (text, &cluster->id);
      g_string_append_printf (text, " %u %u %u\n", cluster->n_people, cluster->n_planned,
                              cluster->n_with_car);
    }
  for (guint i = 0; i < result->corridors->len; i++)
    dump_corridor (text, result->corridors->pdata[i]);
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      g_string_append (text, "movement");
      dump_id (text, &movement->id);
      g_string_append_printf (
          text, " %u %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %u via %u\n",
          movement->n_people, cor_mode_get_code (movement->mode), movement->depart_utc_s,
          movement->arrive_utc_s, movement->pass_utc_s, movement->wait_min, movement->corridor);
    }
  for (guint i = 0; i < result->unserved->len; i++)
    {
      const CorUnserved *unserved = result->unserved->pdata[i];

      g_string_append_printf (text, "unserved %u %s", unserved->n_people,
                              cor_reason_get_code (unserved->reason));
      dump_id (text, &unserved->related_id);
      g_string_append_c (text, '\n');
    }
  for (guint i = 0; i < result->alternatives->len; i++)
    {
      const CorAlternative *alternative = result->alternatives->pdata[i];

      g_string_append (text, "alternative");
      dump_id (text, &alternative->crossing_id);
      dump_id (text, &alternative->second_id);
      g_string_append_printf (text, " +%d min\n", alternative->extra_min);
    }

  return g_string_free (text, FALSE);
}
