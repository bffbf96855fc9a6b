/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-expanded-private.h"

/*
 * Not everybody is out, and the slots are filled as well as can be. Whoever can be linked to
 * filled slots is a matroid again, and there is a set that has the best of both: the same slots,
 * and the most urgent people that can be served at all (Mendelsohn and Dulmage 1958). It is
 * reached by exchange: from somebody urgent who is left along free links to somebody less urgent
 * who then stays. The search is that of cor-expanded-search.c with time turned round: of a node it
 * has to know the earliest step.
 */

typedef struct
{
  CorExpandedFlow *flow;
  guint priority;
  gint32 *barren; /* by node: from this step on nobody less urgent is met */
} Exchange;

static void
reach (Exchange *exchange,
       guint32 node,
       gint32 step,
       guint32 parent,
       CorExpandedKind kind,
       guint32 index,
       guint32 other_index)
{
  CorExpandedFlow *self = exchange->flow;
  CorExpandedRecord *record;

  if (step >= self->reached[node] || step >= exchange->barren[node])
    return;

  record = cor_expanded_add_record (self, node, step, 0);
  record->parent = parent;
  record->kind = kind;
  record->index = index;
  record->other_index = other_index;
}

static void
look_along_arcs (Exchange *exchange, guint32 parent, guint node, gint32 step)
{
  CorExpandedFlow *self = exchange->flow;
  gint32 n_steps = (gint32) self->network.n_steps;

  for (guint32 i = self->out_first[node]; i < self->out_first[node + 1]; i++)
    {
      const CorExpandedRay *ray = &self->out_rays[i];
      gint32 from = cor_expanded_find_first (self->room_bits + (gsize) ray->arc * self->n_words,
                                             step, n_steps);

      if (from < n_steps)
        reach (exchange, ray->node, from + (gint32) ray->travel_steps, parent, COR_EXPANDED_BY_ARC,
               ray->arc, 0);
    }
  self->work += self->out_first[node + 1] - self->out_first[node];
}

static void
look_against_arcs (Exchange *exchange, guint32 parent, guint node, gint32 step)
{
  CorExpandedFlow *self = exchange->flow;
  gint32 n_steps = (gint32) self->network.n_steps;

  for (guint32 i = self->in_first[node]; i < self->in_first[node + 1]; i++)
    {
      const CorExpandedRay *ray = &self->in_rays[i];
      gint32 from = cor_expanded_find_first (self->amount_bits + (gsize) ray->arc * self->n_words,
                                             MAX (0, step - (gint32) ray->travel_steps), n_steps);

      if (from < n_steps)
        reach (exchange, ray->node, from, parent, COR_EXPANDED_BY_GIVEN, ray->arc, 0);
    }
  self->work += self->in_first[node + 1] - self->in_first[node];
}

static void
look_against_waiting (Exchange *exchange, guint32 parent, guint node, gint32 step)
{
  CorExpandedFlow *self = exchange->flow;
  const guint64 *bits = self->waiting_bits + (gsize) node * self->n_words;
  gint32 begin = step;

  while (begin > 0 && cor_expanded_has_bit (bits, begin - 1))
    begin--;
  if (begin < step)
    reach (exchange, node, begin, parent, COR_EXPANDED_BY_WAIT, 0, 0);
}

/* Reaches wherever a group can begin; @used is the entry that it uses so far, if any. */
static void
reach_entries (Exchange *exchange, guint32 parent, guint group, guint32 used)
{
  CorExpandedFlow *self = exchange->flow;

  if (self->group_stamps[group] == self->stamp)
    return;

  self->group_stamps[group] = self->stamp;
  for (guint32 i = self->group_first[group]; i < self->group_first[group + 1]; i++)
    {
      const CorExpandedGate *gate = &self->group_gates[i];

      reach (exchange, gate->other, (gint32) gate->step, parent,
             used == COR_EXPANDED_NONE ? COR_EXPANDED_BY_ROOT : COR_EXPANDED_BY_GROUP, used,
             gate->entry);
    }
  self->work += self->group_first[group + 1] - self->group_first[group];
}

/* Looks at the groups some of whom begin at a node at a step or later. Returns the entry of one
 * that is less urgent, COR_EXPANDED_NONE if there is none. */
static guint32
look_at_groups (Exchange *exchange, guint32 parent, guint node, gint32 step)
{
  CorExpandedFlow *self = exchange->flow;

  for (guint32 i = self->gate_first[node + 1];
       i-- > self->gate_first[node] && (gint32) self->gates[i].step >= step;)
    {
      const CorExpandedGate *gate = &self->gates[i];

      self->work++;
      if (self->entry_amounts[gate->entry] == 0)
        continue;
      if (self->network.groups[gate->other].priority > exchange->priority)
        return gate->entry;
      reach_entries (exchange, parent, gate->other, gate->entry);
    }

  return COR_EXPANDED_NONE;
}

static void
look_at_doors (Exchange *exchange, guint32 parent, guint node, gint32 step)
{
  CorExpandedFlow *self = exchange->flow;

  for (guint32 i = self->door_first[node + 1];
       i-- > self->door_first[node] && (gint32) self->doors[i].step >= step;)
    {
      const CorExpandedDoor *door = &self->doors[i];

      self->work++;
      if (self->slot_amounts[door->door ^ 1] > 0)
        reach (exchange, door->node, (gint32) door->other_step, parent, COR_EXPANDED_BY_SLOT,
               door->door ^ 1, 0);
    }
}

/* Looks for less urgent people whose way those of a group could have. Returns their entry,
 * COR_EXPANDED_NONE if there are none; then nothing that was seen leads to any. */
static guint32
find_exchange (Exchange *exchange, guint group)
{
  CorExpandedFlow *self = exchange->flow;
  guint32 index;

  cor_expanded_begin_search (self, (gint32) self->network.n_steps);
  reach_entries (exchange, COR_EXPANDED_NONE, group, COR_EXPANDED_NONE);
  while ((index = cor_expanded_take_record (self)) != COR_EXPANDED_NONE)
    {
      const CorExpandedRecord record = *COR_EXPANDED_RECORD (self, index);
      guint32 entry = look_at_groups (exchange, index, record.node, record.step);

      if (entry != COR_EXPANDED_NONE)
        return entry;
      look_at_doors (exchange, index, record.node, record.step);
      look_against_waiting (exchange, index, record.node, record.step);
      look_along_arcs (exchange, index, record.node, record.step);
      look_against_arcs (exchange, index, record.node, record.step);
    }
  for (guint i = 0; i < self->met_nodes->len; i++)
    {
      guint32 node = g_array_index (self->met_nodes, guint32, i);

      exchange->barren[node] = MIN (exchange->barren[node], self->reached[node]);
    }

  return COR_EXPANDED_NONE;
}

/* From now on steps are looked at the other way round. */
static void
forget_barren (Exchange *exchange)
{
  CorExpandedFlow *self = exchange->flow;

  for (guint i = 0; i < self->network.n_nodes; i++)
    exchange->barren[i] = self->reached[i] = (gint32) self->network.n_steps;
}

static gboolean
serve_class (Exchange *exchange, guint64 max_work)
{
  CorExpandedFlow *self = exchange->flow;

  forget_barren (exchange);
  for (guint i = 0; i < self->network.n_groups; i++)
    while (self->supplies[i] > 0 && self->network.groups[i].priority == exchange->priority)
      {
        guint32 entry = find_exchange (exchange, i);
        guint32 n_people;

        if (entry == COR_EXPANDED_NONE)
          break;
        cor_expanded_list_pieces (self, entry, TRUE);
        n_people = cor_expanded_get_room (self, self->supplies[i]);
        cor_expanded_push (self, n_people);
        self->supplies[i] -= n_people;
        self->supplies[self->network.entries[entry].group] += n_people;
        if (self->work > max_work)
          return FALSE;
      }

  return TRUE;
}

static guint
find_last_class (const CorExpandedFlow *self)
{
  guint last = 0;

  for (guint i = 0; i < self->network.n_groups; i++)
    last = MAX (last, self->network.groups[i].priority);

  return last;
}

/**
 * cor_expanded_serve_priorities:
 * @self: a flow whose slots are filled
 * @max_work: links that may be looked at, counted from the flow's beginning
 *
 * Serves the more urgent before the others and leaves the slots that are filled as they are: a set
 * of slots and a set of people that can each be served can be served together (Mendelsohn and
 * Dulmage 1958), so nobody else is left for it than as many of the least urgent. Goes on where it
 * stopped.
 *
 * Returns: whether it came to the end
 */
gboolean
cor_expanded_serve_priorities (CorExpandedFlow *self, guint64 max_work)
{
  guint last = self->n_left > 0 ? find_last_class (self) : 0;
  g_autofree gint32 *barren = g_new (gint32, self->network.n_nodes + 1);

  for (; self->next_class < last; self->next_class++)
    {
      Exchange exchange = { self, self->next_class, barren };

      if (!serve_class (&exchange, max_work))
        return FALSE;
    }

  return TRUE;
}
