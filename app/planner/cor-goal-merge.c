/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-loading-goals-private.h"

/* Units of one cluster through one crossing in one hour. */
typedef struct
{
  guint station;
  guint n_people;
} Group;

/* Puts a unit into a slot by changing places with one of another cluster, if that makes no movement
 * more. */
static gboolean
join_instead (CorGoalPass *self, guint unit, guint slot)
{
  g_autoptr (GArray) others = cor_goal_pass_list_units_in (self, slot);
  gint64 before = self->values[COR_OBJECTIVE_MOVEMENTS];

  for (guint i = 0; i < others->len && cor_goal_pass_goes_on (self); i++)
    {
      guint other = g_array_index (others, guint, i), n_before = self->moves->len;

      self->loader->n_steps++;
      if (cor_goal_pass_get_cluster (self, other) == cor_goal_pass_get_cluster (self, unit) ||
          !cor_goal_pass_may_change_places (self, unit, other) ||
          !cor_goal_pass_change_places (self, unit, other))
        continue;
      if (self->values[COR_OBJECTIVE_MOVEMENTS] <= before && cor_goal_pass_is_allowed (self))
        return TRUE;
      cor_goal_pass_take_back (self, n_before);
    }

  return FALSE;
}

/* Puts a unit into one of the slots of a movement. */
static gboolean
join (CorGoalPass *self, guint unit, guint station, gboolean is_instead)
{
  CorLoader *loader = self->loader;

  for (guint slot = station; slot < loader->n_slots && self->stations[slot] == station; slot++)
    {
      loader->n_steps++;
      if (!cor_goal_pass_can_pass (self, unit, slot))
        continue;
      if (is_instead)
        {
          if (join_instead (self, unit, slot))
            return TRUE;
        }
      else if (cor_room_get (loader->room, slot) >= loader->units[unit].n_people)
        {
          cor_goal_pass_move (self, unit, slot);
          return TRUE;
        }
    }

  return FALSE;
}

/* Moves a unit to where others of its cluster pass; their movements are in @groups. */
static gboolean
join_others (CorGoalPass *self, guint unit, guint station, GArray *groups)
{
  for (guint is_instead = 0; is_instead < 2; is_instead++)
    for (guint i = 0; i < groups->len; i++)
      {
        guint other = g_array_index (groups, Group, i).station;

        if (other != station && cor_goal_pass_count_in (self, unit, other) > 0 &&
            join (self, unit, other, is_instead == 1))
          return TRUE;
      }

  return FALSE;
}

/* Lets the units of a movement pass with others of their cluster, so that it is none. */
static gboolean
dissolve (CorGoalPass *self, const guint *units, guint n_units, guint station, GArray *groups)
{
  CorLoader *loader = self->loader;
  gint64 before = self->values[COR_OBJECTIVE_MOVEMENTS];

  for (guint i = 0; i < n_units; i++)
    {
      guint slot = loader->units[units[i]].slot;

      if (slot == COR_LOADER_NONE || self->stations[slot] != station)
        continue;
      if (!cor_goal_pass_is_whole (self, units[i]) ||
          !join_others (self, units[i], station, groups))
        {
          cor_goal_pass_take_back (self, 0);
          return FALSE;
        }
    }

  return cor_goal_pass_settle (self, COR_OBJECTIVE_MOVEMENTS, before);
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const Group *left = a;
  const Group *right = b;

  if (left->n_people != right->n_people)
    return left->n_people < right->n_people ? -1 : 1;

  return left->station < right->station ? -1 : left->station > right->station;
}

/* The movements of a cluster, the smallest first. */
static GArray *
list_groups (const CorGoalPass *self, const guint *units, guint n_units)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (Group));

  for (guint i = 0; i < n_units; i++)
    {
      const CorLoadUnit *unit = &self->loader->units[units[i]];
      Group added;
      guint j = 0;

      if (unit->slot == COR_LOADER_NONE)
        continue;
      added = (Group){ self->stations[unit->slot], unit->n_people };
      while (j < groups->len && g_array_index (groups, Group, j).station != added.station)
        j++;
      if (j < groups->len)
        g_array_index (groups, Group, j).n_people += added.n_people;
      else
        g_array_append_val (groups, added);
    }
  g_array_sort (groups, compare_groups);

  return groups;
}

/**
 * cor_goal_pass_merge_movements:
 * @self: a pass, at the goal of fewer movements
 *
 * Lets small movements of each cluster be none, the smallest first: its households pass with
 * others of their cluster, where there is room or somebody of another cluster changes places with
 * them.
 *
 * Returns: whether anything was changed
 */
gboolean
cor_goal_pass_merge_movements (CorGoalPass *self)
{
  gboolean has_changed = FALSE;
  guint n_units;

  for (guint i = 0; i < self->loader->n_units && cor_goal_pass_goes_on (self); i += n_units)
    {
      const guint *units = self->by_cluster + i;
      g_autoptr (GArray) groups = NULL;

      for (n_units = 1; i + n_units < self->loader->n_units &&
                        cor_goal_pass_get_cluster (self, units[n_units]) ==
                            cor_goal_pass_get_cluster (self, units[0]);
           n_units++)
        ;
      groups = list_groups (self, units, n_units);
      for (guint j = 0; j < groups->len && groups->len > 1 && cor_goal_pass_goes_on (self); j++)
        {
          guint station = g_array_index (groups, Group, j).station;

          has_changed |= dissolve (self, units, n_units, station, groups);
        }
    }

  return has_changed;
}
