/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-osm-turns.h"

#include <string.h>

#include "cor-osm-conditions.h"

#define MAX_VIA_WAYS 8u
#define MAX_WAYS 8u

struct _CorOsmTurns
{
  CorOsmProfile *profile;
  GArray *turns; /* CorOsmTurn */
  GArray *vias;  /* gint64 */
};

/* Whom a key, or what follows “restriction:”, is about. */
static const struct
{
  const char *name;
  gboolean vehicles[COR_N_ROAD_VEHICLES];
} vehicle_names[] = {
  { "motor_vehicle", { TRUE, TRUE } }, { "vehicle", { TRUE, TRUE } },
  { "motorcar", { TRUE, FALSE } },     { "hgv", { FALSE, TRUE } },
  { "bus", { FALSE, TRUE } },          { "psv", { FALSE, TRUE } },
  { "coach", { FALSE, TRUE } },        { "tourist_bus", { FALSE, TRUE } },
};

/**
 * cor_osm_turns_new:
 * @profile: has the windows and the counts; it must be kept meanwhile
 *
 * Returns: (transfer full): no restrictions
 */
CorOsmTurns *
cor_osm_turns_new (CorOsmProfile *profile)
{
  CorOsmTurns *self = g_new0 (CorOsmTurns, 1);

  self->profile = profile;
  self->turns = g_array_new (FALSE, FALSE, sizeof (CorOsmTurn));
  self->vias = g_array_new (FALSE, FALSE, sizeof (gint64));

  return self;
}

/**
 * cor_osm_turns_free:
 * @self: (transfer full): some restrictions
 */
void
cor_osm_turns_free (CorOsmTurns *self)
{
  g_array_unref (self->turns);
  g_array_unref (self->vias);
  g_free (self);
}

/* Sets the vehicles of a name; FALSE for vehicles that no convoy has. */
static gboolean
name_vehicles (const char *name, gsize n_name, gboolean *vehicles)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vehicle_names); i++)
    {
      if (strlen (vehicle_names[i].name) == n_name &&
          strncmp (vehicle_names[i].name, name, n_name) == 0)
        {
          memcpy (vehicles, vehicle_names[i].vehicles, sizeof vehicle_names[i].vehicles);
          return TRUE;
        }
    }

  return FALSE;
}

/* Takes out the vehicles that an exception names. One for lorries alone is none for coaches. */
static void
except_vehicles (const char *except, gboolean *vehicles)
{
  g_auto (GStrv) names = g_strsplit_set (except, ";,", -1);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      gboolean named[COR_N_ROAD_VEHICLES] = { FALSE };

      g_strstrip (names[i]);
      if (strcmp (names[i], "hgv") == 0 || !name_vehicles (names[i], strlen (names[i]), named))
        continue;
      for (guint j = 0; j < COR_N_ROAD_VEHICLES; j++)
        vehicles[j] &= !named[j];
    }
}

/* Collects the members; FALSE for a relation that is not as it should be. “no_entry” may come from
 * several ways, “no_exit” lead to several. */
static gboolean
read_members (CorOsmTurns *self,
              const CorOsmMember *members,
              gsize n_members,
              CorOsmTurn *turn,
              GArray *from_ways,
              GArray *to_ways)
{
  guint n_nodes = 0;

  turn->first_via = self->vias->len;
  for (gsize i = 0; i < n_members; i++)
    {
      const CorOsmMember *member = &members[i];
      gboolean is_way = member->kind == COR_OSM_WAY;

      if (strcmp (member->role, "from") == 0 && is_way)
        {
          g_array_append_val (from_ways, member->id);
        }
      else if (strcmp (member->role, "to") == 0 && is_way)
        {
          g_array_append_val (to_ways, member->id);
        }
      else if (strcmp (member->role, "via") == 0 && is_way)
        {
          g_array_append_val (self->vias, member->id);
        }
      else if (strcmp (member->role, "via") == 0 && member->kind == COR_OSM_NODE)
        {
          turn->via_node = member->id;
          n_nodes++;
        }
    }
  turn->n_vias = self->vias->len - turn->first_via;

  return from_ways->len > 0 && from_ways->len <= MAX_WAYS && to_ways->len > 0 &&
         to_ways->len <= MAX_WAYS && turn->n_vias <= MAX_VIA_WAYS &&
         n_nodes == (turn->n_vias > 0 ? 0u : 1u);
}

/* Adds a turn for the vehicles that it is about, at the hours of its condition. What is not
 * understood is taken to hold always. */
static gboolean
add_turn (CorOsmTurns *self,
          CorOsmTurn turn,
          const char *kind,
          const char *condition,
          const gboolean *vehicles)
{
  g_autofree CorWeek *week = condition != NULL ? g_new0 (CorWeek, 1) : NULL;
  gboolean is_about_us = FALSE;

  if (!g_str_has_prefix (kind, "no_") && !g_str_has_prefix (kind, "only_"))
    return strcmp (kind, "none") == 0 || strcmp (kind, "no") == 0;
  turn.is_only = kind[0] == 'o';
  if (turn.is_only && turn.n_targets > 1)
    return FALSE;
  for (guint i = 0; i < COR_N_ROAD_VEHICLES; i++)
    {
      CorOsmTruth truth = COR_OSM_NEVER;

      if (vehicles[i])
        truth = cor_osm_condition_judge (condition, (CorRoadVehicle) i, week);
      if (truth == COR_OSM_AT_HOURS)
        {
          for (guint j = 0; j < COR_MINUTES_PER_WEEK; j++)
            week->minutes[j] = week->minutes[j] != 0 ? 1u << COR_WEEK_ENTERING : 0;
          turn.hours[i] = cor_week_pool_add (cor_osm_profile_get_pool (self->profile), week);
        }
      else
        {
          turn.hours[i] = truth == COR_OSM_NEVER ? COR_WEEK_NEVER : COR_WEEK_ALWAYS;
        }
      is_about_us |= turn.hours[i] != COR_WEEK_NEVER;
    }
  if (is_about_us)
    g_array_append_val (self->turns, turn);

  return TRUE;
}

/* Takes one tag: “restriction”, “restriction:bus”, “restriction:conditional”,
 * “restriction:hgv:conditional”. */
static gboolean
take_tag (CorOsmTurns *self, const CorOsmTurn *turn, const CorOsmTag *tag, const char *except)
{
  static const char conditional[] = ":conditional";
  gboolean vehicles[COR_N_ROAD_VEHICLES] = { TRUE, TRUE };
  gboolean is_conditional = g_str_has_suffix (tag->key, conditional);
  const char *name = tag->key + strlen ("restriction");
  gsize n_name = strlen (name) - (is_conditional ? strlen (conditional) : 0);
  g_autoptr (GPtrArray) clauses = NULL;
  gboolean is_good = TRUE;

  if (n_name > 0 && !name_vehicles (name + 1, n_name - 1, vehicles))
    return TRUE;
  if (except != NULL)
    except_vehicles (except, vehicles);
  if (!is_conditional)
    return add_turn (self, *turn, tag->value, NULL, vehicles);
  if (turn->is_first)
    cor_osm_clauses_count (tag->value, cor_osm_profile_get_counts (self->profile));
  clauses = cor_osm_clauses_parse (tag->value);
  for (guint i = 0; i < clauses->len; i++)
    {
      const CorOsmClause *clause = g_ptr_array_index (clauses, i);

      is_good = add_turn (self, *turn, clause->value, clause->condition, vehicles) && is_good;
    }

  return is_good;
}

static gboolean
take_tags (CorOsmTurns *self, const CorOsmTurn *turn, const CorOsmTags *tags)
{
  static const char restriction[] = "restriction";
  const char *except = cor_osm_tags_get (tags, "except");

  for (gsize i = 0; i < tags->n; i++)
    {
      const char *key = tags->tags[i].key;

      if (g_str_has_prefix (key, restriction) && strchr (":", key[strlen (restriction)]) != NULL &&
          !take_tag (self, turn, &tags->tags[i], except))
        return FALSE;
    }

  return TRUE;
}

/**
 * cor_osm_turns_take:
 * @self: some restrictions
 * @members: (array length=n_members): the members of a relation
 * @n_members: how many
 * @tags: its tags
 *
 * Takes a relation if it restricts turning.
 */
void
cor_osm_turns_take (CorOsmTurns *self,
                    const CorOsmMember *members,
                    gsize n_members,
                    const CorOsmTags *tags)
{
  const char *type = cor_osm_tags_get (tags, "type");
  g_autoptr (GArray) from_ways = NULL;
  g_autoptr (GArray) to_ways = NULL;
  CorOsmTurn turn = { 0 };
  gboolean is_good;

  if (type == NULL || !g_str_has_prefix (type, "restriction"))
    return;
  from_ways = g_array_new (FALSE, FALSE, sizeof (gint64));
  to_ways = g_array_new (FALSE, FALSE, sizeof (gint64));
  is_good = read_members (self, members, n_members, &turn, from_ways, to_ways);
  for (guint i = 0; i < from_ways->len * to_ways->len && is_good; i++)
    {
      turn.from_way = g_array_index (from_ways, gint64, i / to_ways->len);
      turn.to_way = g_array_index (to_ways, gint64, i % to_ways->len);
      turn.n_targets = to_ways->len;
      turn.is_first = i == 0;
      is_good = take_tags (self, &turn, tags);
    }
  if (!is_good)
    cor_osm_profile_get_counts (self->profile)[COR_IMPORT_TURNS_UNREADABLE]++;
}

/**
 * cor_osm_turns_get:
 * @self: some restrictions
 * @n_turns: (out): how many
 *
 * Returns: (transfer none) (array length=n_turns): the restrictions
 */
const CorOsmTurn *
cor_osm_turns_get (CorOsmTurns *self, guint *n_turns)
{
  *n_turns = self->turns->len;

  return (const CorOsmTurn *) self->turns->data;
}

/**
 * cor_osm_turns_get_vias:
 * @self: some restrictions
 *
 * Returns: (transfer none): the ways in between, of all restrictions
 */
const gint64 *
cor_osm_turns_get_vias (CorOsmTurns *self)
{
  return (const gint64 *) self->vias->data;
}
