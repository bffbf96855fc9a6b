/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-route.h"

#include <string.h>

#include "cor-crossing.h"
#include "cor-quota.h"
#include "cor-time.h"

/* Who passes one crossing in one clock hour. */
typedef struct
{
  gint64 hour_utc_s;
  guint n_by_mode[COR_N_MODES];
} Load;

static int
compare_loads (gconstpointer a, gconstpointer b)
{
  gint64 left = ((const Load *) a)->hour_utc_s;
  gint64 right = ((const Load *) b)->hour_utc_s;

  return (left > right) - (left < right);
}

static Load *
get_load (GArray *loads, gint64 hour_utc_s)
{
  Load load = { .hour_utc_s = hour_utc_s };

  for (guint i = loads->len; i > 0; i--)
    if (g_array_index (loads, Load, i - 1).hour_utc_s == hour_utc_s)
      return &g_array_index (loads, Load, i - 1);
  g_array_append_val (loads, load);

  return &g_array_index (loads, Load, loads->len - 1);
}

/* By hour, for each that anybody passes in. */
static GArray *
list_loads (const CorResult *result, const CorId *crossing_id)
{
  GArray *loads = g_array_new (FALSE, FALSE, sizeof (Load));

  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];
      Load *load;

      if (!cor_id_equal (&movement->crossing_id, crossing_id))
        continue;
      load = get_load (loads, movement->pass_utc_s);
      for (guint j = 0; j < COR_N_MODES; j++)
        {
          if (1u << j == COR_MODE_CAR)
            load->n_by_mode[j] += movement->n_with_car;
          if (1u << j == (guint) movement->mode)
            load->n_by_mode[j] += movement->n_people - movement->n_with_car;
        }
    }
  g_array_sort (loads, compare_loads);

  return loads;
}

static void
add_load (JsonBuilder *json, const Load *load)
{
  guint n_people = 0;

  json_builder_begin_object (json);
  cor_json_add_time (json, "hour", load->hour_utc_s);
  for (guint i = 0; i < COR_N_MODES; i++)
    n_people += load->n_by_mode[i];
  cor_json_add_count (json, "people", n_people);
  for (guint i = 0; i < COR_N_MODES; i++)
    cor_json_add_count (json, cor_mode_get_code ((CorMode) (1u << i)), load->n_by_mode[i]);
  json_builder_end_object (json);
}

static void
add_crossing (JsonBuilder *json, const CorCrossing *crossing, GArray *loads)
{
  static const char *const names[COR_N_MODES] = { "capacity_car_people_per_h",
                                                  "capacity_coach_people_per_h",
                                                  "capacity_foot_people_per_h" };

  json_builder_begin_object (json);
  cor_json_add_id (json, "crossing_id", &crossing->record.id);
  cor_json_add_text (json, "crossing", cor_names_get (&crossing->names, COR_LANGUAGE_EN));
  cor_json_add_text (json, "country", crossing->country);
  cor_json_add_count (json, "capacity_people_per_h", crossing->capacity_people_per_h);
  for (guint i = 0; i < COR_N_MODES; i++)
    if (crossing->capacity_by_mode_people_per_h[i] != COR_UNLIMITED)
      cor_json_add_count (json, names[i], crossing->capacity_by_mode_people_per_h[i]);
  if (crossing->reception_people_per_h != COR_UNLIMITED)
    cor_json_add_count (json, "reception_people_per_h", crossing->reception_people_per_h);
  json_builder_set_member_name (json, "hours");
  json_builder_begin_array (json);
  for (guint i = 0; i < loads->len; i++)
    add_load (json, &g_array_index (loads, Load, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
}

/* The date on the wall there, as "2022-02-24"; of a quota that is not daily all days are one. */
static char *
dup_day (const CorQuota *quota, const CorCrossing *crossing, gint64 pass_utc_s)
{
  char *day = cor_time_format_local (pass_utc_s, crossing->neighbour_zone);

  day[quota->is_daily ? strcspn (day, " ") : 0] = '\0';

  return day;
}

static int
compare_days (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return strcmp (a, b);
}

/* People whom the plan sends to a country while a quota holds, by day. */
static GTree *
count_by_day (CorSnapshot *snapshot, const CorResult *result, const CorQuota *quota)
{
  GTree *n_by_day = g_tree_new_full (compare_days, NULL, g_free, NULL);

  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];
      const CorCrossing *crossing =
          cor_snapshot_lookup (snapshot, COR_RECORD_CROSSING, &movement->crossing_id);
      char *day;
      guint n_people;

      if (crossing == NULL || !cor_quota_covers_hour (quota, crossing, movement->pass_utc_s))
        continue;
      day = dup_day (quota, crossing, movement->pass_utc_s);
      n_people = GPOINTER_TO_UINT (g_tree_lookup (n_by_day, day)) + movement->n_people;
      g_tree_insert (n_by_day, day, GUINT_TO_POINTER (n_people));
    }

  return n_by_day;
}

static gboolean
add_day (gpointer day, gpointer n_people, gpointer json)
{
  json_builder_begin_object (json);
  if (((const char *) day)[0] != '\0')
    cor_json_add_text (json, "day", day);
  cor_json_add_count (json, "people", GPOINTER_TO_UINT (n_people));
  json_builder_end_object (json);

  return FALSE;
}

static void
add_quotas (JsonBuilder *json, CorSnapshot *snapshot, const CorResult *result)
{
  GPtrArray *quotas = cor_snapshot_get_records (snapshot, COR_RECORD_QUOTA);

  json_builder_set_member_name (json, "quotas");
  json_builder_begin_array (json);
  for (guint i = 0; i < quotas->len; i++)
    {
      const CorQuota *quota = quotas->pdata[i];
      GTree *n_by_day = count_by_day (snapshot, result, quota);

      json_builder_begin_object (json);
      cor_json_add_id (json, "id", &quota->record.id);
      cor_json_add_text (json, "country", quota->country);
      cor_json_add_count (json, "max_people", quota->max_people);
      cor_json_add_flag (json, "daily", quota->is_daily);
      json_builder_set_member_name (json, "loads");
      json_builder_begin_array (json);
      g_tree_foreach (n_by_day, add_day, json);
      json_builder_end_array (json);
      json_builder_end_object (json);
      g_tree_unref (n_by_day);
    }
  json_builder_end_array (json);
}

/**
 * cor_json_add_loads:
 * @json: an object
 * @snapshot: a plan
 * @result: its result
 *
 * Adds, for each crossing that the plan uses, what it takes and who passes it hour by hour, then
 * the quotas and who counts in each, in all or on each day.
 */
void
cor_json_add_loads (JsonBuilder *json, CorSnapshot *snapshot, const CorResult *result)
{
  GPtrArray *crossings = cor_snapshot_get_records (snapshot, COR_RECORD_CROSSING);

  json_builder_set_member_name (json, "crossings");
  json_builder_begin_array (json);
  for (guint i = 0; i < crossings->len; i++)
    {
      const CorCrossing *crossing = crossings->pdata[i];
      g_autoptr (GArray) loads = list_loads (result, &crossing->record.id);

      if (loads->len > 0)
        add_crossing (json, crossing, loads);
    }
  json_builder_end_array (json);
  add_quotas (json, snapshot, result);
}
