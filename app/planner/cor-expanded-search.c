/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-expanded-private.h"

/*
 * From which nodes, when, could more people come to a slot? Whoever can from a node at one step can
 * from it at any earlier one, by waiting there. So all that a search has to know of a node is the
 * latest step, and of an arc the last step with room, or with somebody on it who could go another
 * way: a search costs what the network without time does, however many steps there are. What died
 * is the beginning of each node's time, too.
 */

/* Notes that people at @node up to @step can come to where @parent is. */
static inline void
reach (CorExpandedFlow *self,
       guint32 node,
       gint32 step,
       guint32 parent,
       CorExpandedKind kind,
       guint32 index,
       guint32 other_index)
{
  CorExpandedRecord *record;

  if (step <= self->reached[node])
    return;

  record = cor_expanded_add_record (self, node, step, self->hops[node]);
  record->parent = parent;
  record->kind = kind;
  record->index = index;
  record->other_index = other_index;
}

/* By arcs into a node that have room, and against arcs from it that are used. */
static void
look_along_arcs (CorExpandedFlow *self, guint32 parent, guint node, gint32 step)
{
  for (guint32 i = self->in_first[node]; i < self->in_first[node + 1]; i++)
    {
      const CorExpandedRay *ray = &self->in_rays[i];
      gint32 after = self->reached[ray->node];
      gint32 until = step - (gint32) ray->travel_steps;

      if (until <= after)
        continue;
      until =
          cor_expanded_find_last (self->room_bits + (gsize) ray->arc * self->n_words, after, until);
      if (until > after)
        reach (self, ray->node, until, parent, COR_EXPANDED_BY_ARC, ray->arc, 0);
    }
  self->work += self->in_first[node + 1] - self->in_first[node];
}

static void
look_against_arcs (CorExpandedFlow *self, guint32 parent, guint node, gint32 step)
{
  for (guint32 i = self->out_first[node]; i < self->out_first[node + 1]; i++)
    {
      const CorExpandedRay *ray = &self->out_rays[i];
      gint32 after = MAX (self->reached[ray->node] - (gint32) ray->travel_steps, -1);
      gint32 until = MIN (step, self->last_used[ray->arc]);

      if (until <= after)
        continue;
      until = cor_expanded_find_last (self->amount_bits + (gsize) ray->arc * self->n_words, after,
                                      until);
      if (until > after)
        reach (self, ray->node, until + (gint32) ray->travel_steps, parent, COR_EXPANDED_BY_GIVEN,
               ray->arc, 0);
    }
  self->work += self->out_first[node + 1] - self->out_first[node];
}

/* Those who wait there could go on by the slot instead. */
static void
look_against_waiting (CorExpandedFlow *self, guint32 parent, guint node, gint32 step)
{
  const guint64 *bits = self->waiting_bits + (gsize) node * self->n_words;
  gint32 end = step;

  while (cor_expanded_has_bit (bits, end))
    end++;
  self->work++;
  if (end > step)
    reach (self, node, end, parent, COR_EXPANDED_BY_WAIT, 0, 0);
}

static void
look_at_group (CorExpandedFlow *self, guint32 parent, const CorExpandedGate *gate)
{
  guint32 group = gate->other;

  self->work++;
  if (self->group_stamps[group] == self->stamp || self->group_deaths[group] != COR_EXPANDED_ALIVE)
    return;

  self->group_stamps[group] = self->stamp;
  g_array_append_val (self->met_groups, group);
  for (guint32 i = self->group_first[group]; i < self->group_first[group + 1]; i++)
    {
      const CorExpandedGate *other = &self->group_gates[i];

      if (self->entry_amounts[other->entry] > 0)
        reach (self, other->other, (gint32) other->step, parent, COR_EXPANDED_BY_GROUP,
               other->entry, gate->entry);
    }
  self->work += self->group_first[group + 1] - self->group_first[group];
}

/* By groups that could begin there and begin elsewhere, and against slots that could be passed at
 * their other node. */
static void
look_at_exchanges (CorExpandedFlow *self, guint32 parent, guint node, gint32 after, gint32 step)
{
  for (guint32 i = self->gate_first[node];
       i < self->gate_first[node + 1] && (gint32) self->gates[i].step <= step; i++)
    if ((gint32) self->gates[i].step > after)
      look_at_group (self, parent, &self->gates[i]);
  for (guint32 i = self->door_first[node];
       i < self->door_first[node + 1] && (gint32) self->doors[i].step <= step; i++)
    if ((gint32) self->doors[i].step > after && self->slot_amounts[self->doors[i].door] > 0)
      reach (self, self->doors[i].node, (gint32) self->doors[i].other_step, parent,
             COR_EXPANDED_BY_SLOT, self->doors[i].door, 0);
}

/* The first entry at a node, up to a step, of a group with people left; COR_EXPANDED_NONE if there
 * is none. */
static guint32
find_supply (CorExpandedFlow *self, guint node, gint32 step)
{
  guint32 *next = &self->next_live[node];

  while (*next < self->gate_first[node + 1] && self->supplies[self->gates[*next].other] == 0)
    (*next)++;
  self->work++;

  return *next < self->gate_first[node + 1] && (gint32) self->gates[*next].step <= step
             ? self->gates[*next].entry
             : COR_EXPANDED_NONE;
}

static void
reach_doors (CorExpandedFlow *self, guint slot)
{
  const CorExpandedSlot *record = &self->network.slots[slot];

  for (guint i = 0; i < 2; i++)
    if (record->nodes[i] != COR_EXPANDED_NONE && record->steps[i] < self->network.n_steps)
      reach (self, record->nodes[i], (gint32) record->steps[i], COR_EXPANDED_NONE,
             COR_EXPANDED_BY_ROOT, 2 * slot + i, 0);
}

/* Looks at whatever leads to a record that was not reached before. Where a later step has been
 * reached since, that one's arcs say as much. */
static void
look_around (CorExpandedFlow *self, guint32 index)
{
  const CorExpandedRecord record = *COR_EXPANDED_RECORD (self, index);
  gint32 after = self->dead_until[record.node];

  if (record.previous != COR_EXPANDED_NONE)
    after = MAX (after, COR_EXPANDED_RECORD (self, record.previous)->step);
  if (self->reached[record.node] == record.step)
    {
      look_along_arcs (self, index, record.node, record.step);
      if (self->is_hurried)
        return;
      look_against_waiting (self, index, record.node, record.step);
      look_against_arcs (self, index, record.node, record.step);
    }
  if (!self->is_hurried)
    look_at_exchanges (self, index, record.node, after, record.step);
}

/**
 * cor_expanded_find_path:
 * @self: a flow
 * @slot: a slot with room
 * @group: (out): the group that has people for it
 *
 * Searches back from a slot for people who could come to it, and lists what would change on their
 * way. If there are none, everything from which one could come to it is dead for good: no later
 * path leads through there, so that all searches that fail take one pass over the network
 * together.
 *
 * Returns: whether there are any
 */
gboolean
cor_expanded_find_path (CorExpandedFlow *self, guint slot, guint *group)
{
  guint rank = self->network.slots[slot].rank;
  guint32 index;

  cor_expanded_begin_search (self, -1);
  reach_doors (self, slot);
  while ((index = cor_expanded_take_record (self)) != COR_EXPANDED_NONE)
    {
      const CorExpandedRecord *record = COR_EXPANDED_RECORD (self, index);
      guint32 entry = find_supply (self, record->node, record->step);

      if (entry != COR_EXPANDED_NONE)
        {
          *group = self->network.entries[entry].group;
          cor_expanded_list_pieces (self, entry, FALSE);
          return TRUE;
        }
      look_around (self, index);
    }

  for (guint i = 0; i < self->met_nodes->len; i++)
    {
      guint32 node = g_array_index (self->met_nodes, guint32, i);

      cor_expanded_kill (self, node, self->reached[node], rank);
    }
  for (guint i = 0; i < self->met_groups->len; i++)
    self->group_deaths[g_array_index (self->met_groups, guint32, i)] = (guint16) rank;

  return FALSE;
}
