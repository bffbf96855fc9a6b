/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-reason.h"

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
};

static const char *
find_name (const CorUnserved *unserved, const CorSnapshot *snapshot)
{
  const CorCrossing *crossing;
  const CorClosure *closure;

  if (cor_id_is_nil (&unserved->related_id))
    return NULL;
  crossing = cor_snapshot_lookup (snapshot, COR_RECORD_CROSSING, &unserved->related_id);
  if (crossing != NULL)
    return cor_names_get (&crossing->names, COR_LANGUAGE_EN);
  closure = cor_snapshot_lookup (snapshot, COR_RECORD_CLOSURE, &unserved->related_id);

  return closure != NULL ? closure->label : NULL;
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
  const char *name = find_name (unserved, snapshot);
  const char *with = texts[unserved->reason].with;
  g_auto (GStrv) parts = NULL;

  if (with == NULL || name == NULL || name[0] == '\0')
    return g_strdup (texts[unserved->reason].without);

  parts = g_strsplit (with, "%s", 2);

  return g_strconcat (parts[0], name, parts[1], NULL);
}
