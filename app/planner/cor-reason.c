/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-reason.h"

#include "cor-agreed-corridor.h"
#include "cor-quota.h"
#include "cor-time.h"
#include "cor-vehicle.h"

/* Times in these sentences are those of the clock where people leave. */
#define ZONE "Europe/Kyiv"

/* By the bits of CorMode. */
static const char *const mode_words[COR_N_MODES] = { "in cars", "in coaches", "on foot" };

/* For each reason: what is the matter and what an officer can do, with a crossing or closure to
 * name at %s, and without. */
static const struct
{
  const char *with;
  const char *without;
} texts[COR_N_REASONS] = {
  [COR_REASON_NO_ROAD] = {
    NULL,
    "No known road leads from the rally point to a crossing. Move the rally point to a place on a "
    "road that is connected.",
  },
  [COR_REASON_ALL_CLOSED] = {
    "Closures cut every road to the crossings, “%s” among them. Shorten or remove that closure, or "
    "move the rally point.",
    "Closures cut every road to the crossings. Shorten or remove one, or move the rally point.",
  },
  [COR_REASON_INSIDE_CLOSURE] = {
    "The rally point lies inside the closed area “%s”. Move the rally point out of it, or change "
    "the closure.",
    "The rally point lies inside a closed area. Move it out, or change the closure.",
  },
  [COR_REASON_NO_CROSSING_OPEN] = {
    "No crossing that can be reached is open before the plan ends; the nearest is %s. Open one, or "
    "plan for more hours.",
    "No crossing is open before the plan ends. Open one, or plan for more hours.",
  },
  [COR_REASON_NO_CROSSING_FOR_MODE] = {
    "The crossings that can be reached, %s the nearest, let only cars pass, and these people have "
    "none. Allow coaches or people on foot at one, or find them seats in cars.",
    "The crossings that can be reached let only cars pass, and these people have none. Allow coaches "
    "or people on foot at one, or find them seats in cars.",
  },
  [COR_REASON_NO_CAPACITY] = {
    "Every crossing that can be reached is full until the plan ends; the nearest is %s. Raise the "
    "capacity of one, open another, or plan for more hours.",
    "Every crossing that can be reached is full until the plan ends. Raise the capacity of one, open "
    "another, or plan for more hours.",
  },
  [COR_REASON_TOO_LATE] = {
    "No crossing, not even %s, can be passed before the plan ends. Plan for more hours.",
    "No crossing can be passed before the plan ends. Plan for more hours.",
  },
  [COR_REASON_ABROAD] = {
    NULL,
    "These people are placed outside Ukraine already. Set them to crossed, or place them where they "
    "are.",
  },
  [COR_REASON_NO_SEAT] = {
    "No vehicle that suits these people has a place left before the plan ends; the nearest is %s. Add "
    "vehicles or trips, or find them seats in cars.",
    "No vehicle that suits these people has a place left before the plan ends. Add vehicles or trips, "
    "or find them seats in cars.",
  },
  [COR_REASON_HOUSEHOLD_TOO_LARGE] = {
    "The household is larger than anything takes at once; the limit is %s. Raise it, or split the "
    "household if its members agree.",
    "The household is larger than any vehicle, or any hour of a crossing, takes at once. Raise a "
    "limit, or split the household if its members agree.",
  },
  [COR_REASON_QUOTA] = {
    "The countries that can be reached take no more people: %s. Ask for a larger quota, or open a "
    "crossing to another country.",
    "The countries that can be reached take no more people. Ask for a larger quota, or open a crossing "
    "to another country.",
  },
  [COR_REASON_ROAD_FULL] = {
    "%s takes no more vehicles of these people before the plan ends. Ask for more vehicles or longer "
    "hours, or open another road.",
    "A limited road or agreed corridor takes no more vehicles before the plan ends. Ask for more, or "
    "open another road.",
  },
  [COR_REASON_NOT_READY] = {
    NULL,
    "These people are ready too late to be out before the plan ends. Plan for more hours, or see "
    "whether they can leave sooner.",
  },
};

/* What an agreement allows, as in “Green road” (columns of 10 vehicles, 30 min apart, 09:00 to
 * 21:00). */
static char *
describe_corridor (const CorAgreedCorridor *corridor)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  if (corridor->max_column_vehicles > 0)
    g_ptr_array_add (parts,
                     g_strdup_printf ("columns of %u vehicles", corridor->max_column_vehicles));
  if (corridor->min_spacing_min > 0)
    g_ptr_array_add (parts, g_strdup_printf ("%u min apart", corridor->min_spacing_min));
  if (corridor->vehicles_per_h != COR_UNLIMITED)
    g_ptr_array_add (parts, g_strdup_printf ("%u vehicles an hour", corridor->vehicles_per_h));
  if (!cor_daily_is_always (&corridor->daily))
    g_ptr_array_add (parts,
                     g_strdup_printf ("%02u:%02u to %02u:%02u", corridor->daily.from_min / 60,
                                      corridor->daily.from_min % 60, corridor->daily.until_min / 60,
                                      corridor->daily.until_min % 60));
  if (parts->len == 0)
    return g_strdup_printf ("“%s”", corridor->label);

  g_ptr_array_add (parts, NULL);
  joined = g_strjoinv (", ", (char **) parts->pdata);

  return g_strdup_printf ("“%s” (%s)", corridor->label, joined);
}

/* A lane with its limit; %NULL for anything else. */
static char *
describe_lane (const CorUnserved *unserved, const CorSnapshot *snapshot)
{
  const CorAgreedCorridor *corridor =
      cor_snapshot_lookup (snapshot, COR_RECORD_AGREED_CORRIDOR, &unserved->related_id);
  const CorClosure *limit =
      cor_snapshot_lookup (snapshot, COR_RECORD_CLOSURE, &unserved->related_id);

  if (unserved->reason != COR_REASON_ROAD_FULL)
    return NULL;
  if (corridor != NULL)
    return describe_corridor (corridor);

  return limit != NULL ? g_strdup_printf ("“%s” (%u vehicles an hour)", limit->label,
                                          limit->limit_vehicles_per_h)
                       : NULL;
}

/* What the reason is about, whatever kind of record that is; no two share an id. */
static const char *
find_name (const CorUnserved *unserved, const CorSnapshot *snapshot)
{
  const CorId *id = &unserved->related_id;
  const CorRecord *record;

  if (cor_id_is_nil (id))
    return NULL;
  if ((record = cor_snapshot_lookup (snapshot, COR_RECORD_CROSSING, id)) != NULL)
    return cor_names_get (&((const CorCrossing *) record)->names, COR_LANGUAGE_EN);
  if ((record = cor_snapshot_lookup (snapshot, COR_RECORD_CLOSURE, id)) != NULL)
    return ((const CorClosure *) record)->label;
  if ((record = cor_snapshot_lookup (snapshot, COR_RECORD_AGREED_CORRIDOR, id)) != NULL)
    return ((const CorAgreedCorridor *) record)->label;
  if ((record = cor_snapshot_lookup (snapshot, COR_RECORD_VEHICLE, id)) != NULL)
    return ((const CorVehicle *) record)->label;
  if ((record = cor_snapshot_lookup (snapshot, COR_RECORD_QUOTA, id)) != NULL)
    return ((const CorQuota *) record)->country;

  return NULL;
}

/* "PL takes 300 a day, from 2022-02-25 06:00 EET". */
static char *
describe_quota (const CorQuota *quota)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s takes %u %s", quota->country, quota->max_people,
                          quota->is_daily ? "a day" : "in all");
  if (quota->from_utc_s != COR_TIME_NONE)
    {
      g_autofree char *time = cor_time_format_local (quota->from_utc_s, ZONE);

      g_string_append_printf (text, ", from %s", time);
    }

  return g_string_free (text, FALSE);
}

/* Crossings that are full for another reason than that they are. */
static char *
describe_crossing_limit (const CorBinding *remedy, const CorSnapshot *snapshot)
{
  const CorCrossing *crossing =
      cor_snapshot_lookup (snapshot, COR_RECORD_CROSSING, &remedy->related_id);
  const char *name = crossing != NULL ? cor_names_get (&crossing->names, COR_LANGUAGE_EN) : NULL;
  GString *text;

  if (name == NULL)
    return NULL;
  if (remedy->kind == COR_BINDING_RECEPTION)
    return g_strdup_printf (
        "Every crossing that can be reached is full until the plan ends. The reception point "
        "behind "
        "%s takes %u people an hour; ask it to take %u more, or open another crossing.",
        name, crossing->reception_people_per_h, remedy->amount);
  if (remedy->kind != COR_BINDING_CROSSING_MODE)
    return NULL;

  text = g_string_new ("Every crossing that can be reached is full until the plan ends. ");
  g_string_append_printf (text, "%s takes so many people an hour:", name);
  for (guint i = 0; i < COR_N_MODES; i++)
    if (crossing->capacity_by_mode_people_per_h[i] != COR_UNLIMITED)
      g_string_append_printf (text, " %u %s,", crossing->capacity_by_mode_people_per_h[i],
                              mode_words[i]);
  g_string_truncate (text, text->len - 1);
  g_string_append_printf (text, "; ask for %u more, or open another crossing.", remedy->amount);

  return g_string_free (text, FALSE);
}

/**
 * cor_reason_describe:
 * @unserved: people who got no movement
 * @snapshot: the plan
 *
 * Returns: (transfer full): in English, why, and what an officer can do about it
 */
char *
cor_reason_describe (const CorUnserved *unserved, const CorSnapshot *snapshot)
{
  g_autofree char *lane = describe_lane (unserved, snapshot);
  const char *name = lane != NULL ? lane : find_name (unserved, snapshot);
  const char *with = texts[unserved->reason].with;
  const CorQuota *quota = cor_snapshot_lookup (snapshot, COR_RECORD_QUOTA, &unserved->related_id);
  g_autofree char *of_quota = quota != NULL ? describe_quota (quota) : NULL;
  g_auto (GStrv) parts = NULL;
  char *of_crossing = NULL;

  if (unserved->reason == COR_REASON_NO_CAPACITY)
    of_crossing = describe_crossing_limit (&unserved->remedy, snapshot);
  if (of_crossing != NULL)
    return of_crossing;
  if (of_quota != NULL)
    name = of_quota;
  if (with == NULL || name == NULL || name[0] == '\0')
    return g_strdup (texts[unserved->reason].without);

  parts = g_strsplit (with, "%s", 2);

  return g_strconcat (parts[0], name, parts[1], NULL);
}
