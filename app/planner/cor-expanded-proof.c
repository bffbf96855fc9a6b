/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-expanded-private.h"

/*
 * After the slots up to a rank are done, let D be what is dead by then. No supply lies in D, no
 * free link leads into it, and each of these slots is full or in D. So what is out by then fills a
 * cut: all people of the groups in D, every arc from outside into D, every slot outside D. No flow
 * can bring more through it. That holds for every rank at once, and is checked here for every rank
 * at once, from nothing but the network, the amounts and the ranks at which things died.
 *
 * Whatever D is, what goes through such a cut is no less than any flow brings. So a flow that was
 * found in a hurry, or is not finished, has a bound as well, only not one that it reaches.
 */

typedef struct
{
  const CorExpandedFlow *flow;
  guint n_ranks;
  gint64 *changes;   /* of the cut, by rank; summed up they are the cuts */
  gint32 *n_changes; /* of the number of links without limits in it */
} Proof;

static guint
get_node_death (const CorExpandedFlow *self, guint node, guint step)
{
  return self->deaths[(gsize) node * self->network.n_steps + step];
}

/* A group nobody of which is left is dead with the first place where it begins: there is a link. */
static guint
get_group_death (const CorExpandedFlow *self, guint group)
{
  guint death = COR_EXPANDED_ALIVE;

  for (guint32 i = self->group_first[group]; i < self->group_first[group + 1]; i++)
    death =
        MIN (death, get_node_death (self, self->group_gates[i].other, self->group_gates[i].step));

  return death;
}

/* A slot is dead when all its nodes are. */
static guint
get_slot_death (const CorExpandedFlow *self, guint slot)
{
  const CorExpandedSlot *record = &self->network.slots[slot];
  guint of_nodes = record->rank;

  for (guint i = 0; i < 2; i++)
    if (record->nodes[i] != COR_EXPANDED_NONE && record->steps[i] < self->network.n_steps)
      of_nodes = MAX (of_nodes, get_node_death (self, record->nodes[i], record->steps[i]));

  return of_nodes;
}

/* Counts a capacity in all cuts between its head's death and its tail's. */
static void
add_capacity (Proof *proof, guint tail_death, guint head_death, guint32 capacity)
{
  guint until = MIN (tail_death, proof->n_ranks);

  if (head_death >= until)
    return;
  if (capacity == COR_EXPANDED_UNLIMITED)
    {
      proof->n_changes[head_death]++;
      proof->n_changes[until]--;
      return;
    }
  proof->changes[head_death] += capacity;
  proof->changes[until] -= capacity;
}

static void
add_arcs (Proof *proof)
{
  const CorExpandedFlow *self = proof->flow;

  for (guint i = 0; i < self->network.n_arcs; i++)
    {
      const CorExpandedArc *arc = &self->network.arcs[i];

      for (guint step = 0; step + arc->travel_steps < self->network.n_steps; step++)
        add_capacity (proof, get_node_death (self, arc->tail, step),
                      get_node_death (self, arc->head, step + arc->travel_steps),
                      arc->capacities != NULL ? arc->capacities[step] : arc->capacity);
    }
}

static void
add_waits (Proof *proof)
{
  const CorExpandedFlow *self = proof->flow;

  for (guint i = 0; i < self->network.n_nodes; i++)
    for (guint step = 0; step + 1 < self->network.n_steps; step++)
      add_capacity (proof, get_node_death (self, i, step), get_node_death (self, i, step + 1),
                    COR_EXPANDED_UNLIMITED);
}

/* All people of a dead group count; a living one counts nothing, its entries do. */
static void
add_groups (Proof *proof)
{
  const CorExpandedFlow *self = proof->flow;

  for (guint i = 0; i < self->network.n_groups; i++)
    add_capacity (proof, COR_EXPANDED_ALIVE, get_group_death (self, i),
                  self->network.groups[i].n_people);
}

static void
add_slots (Proof *proof)
{
  const CorExpandedFlow *self = proof->flow;

  for (guint i = 0; i < self->network.n_slots; i++)
    {
      const CorExpandedSlot *slot = &self->network.slots[i];
      guint death = get_slot_death (self, i);

      add_capacity (proof, death, slot->rank, slot->capacity);
      for (guint j = 0; j < 2; j++)
        if (slot->nodes[j] != COR_EXPANDED_NONE && slot->steps[j] < self->network.n_steps)
          add_capacity (proof, get_node_death (self, slot->nodes[j], slot->steps[j]), death,
                        COR_EXPANDED_UNLIMITED);
    }
}

/**
 * cor_expanded_flow_get_n_ranks:
 * @self: a flow
 *
 * Returns: one more than the last rank of a slot; 0 without slots
 */
guint
cor_expanded_flow_get_n_ranks (const CorExpandedFlow *self)
{
  return self->network.n_slots > 0 ? self->network.slots[self->network.n_slots - 1].rank + 1 : 0;
}

/**
 * cor_expanded_flow_list_out:
 * @self: a flow
 *
 * Returns: (transfer full) (array): by rank, how many people are out by then
 */
guint64 *
cor_expanded_flow_list_out (const CorExpandedFlow *self)
{
  guint n_ranks = cor_expanded_flow_get_n_ranks (self);
  guint64 *n_out = g_new0 (guint64, n_ranks + 1);

  for (guint i = 0; i < self->network.n_slots; i++)
    n_out[self->network.slots[i].rank] += cor_expanded_flow_get_slot_amount (self, i);
  for (guint rank = 1; rank < n_ranks; rank++)
    n_out[rank] += n_out[rank - 1];

  return n_out;
}

/**
 * cor_expanded_flow_list_cuts:
 * @self: a flow, finished or not
 *
 * Adds up a cut for each rank, from what was found to lead nowhere by then.
 *
 * Returns: (transfer full) (array): by rank, more people than that cannot be out by then in any
 *   flow, be it much better than @self; %G_MAXUINT64 if that is not known
 */
guint64 *
cor_expanded_flow_list_cuts (const CorExpandedFlow *self)
{
  Proof proof = { .flow = self, .n_ranks = cor_expanded_flow_get_n_ranks (self) };
  g_autofree gint64 *changes = g_new0 (gint64, proof.n_ranks + 1);
  g_autofree gint32 *n_changes = g_new0 (gint32, proof.n_ranks + 1);
  guint64 *cuts = g_new0 (guint64, proof.n_ranks + 1);
  gint64 cut = 0, n_open = 0;

  proof.changes = changes;
  proof.n_changes = n_changes;
  add_arcs (&proof);
  add_waits (&proof);
  add_groups (&proof);
  add_slots (&proof);
  for (guint rank = 0; rank < proof.n_ranks; rank++)
    {
      cut += changes[rank];
      n_open += n_changes[rank];
      cuts[rank] = n_open > 0 ? G_MAXUINT64 : (guint64) cut;
    }

  return cuts;
}

/**
 * cor_expanded_flow_check_proof:
 * @self: a finished flow
 *
 * Checks the proof that no flow has more people out by any rank.
 *
 * Returns: whether it holds
 */
gboolean
cor_expanded_flow_check_proof (const CorExpandedFlow *self)
{
  g_autofree guint64 *n_out = NULL;
  g_autofree guint64 *cuts = NULL;
  guint n_ranks = cor_expanded_flow_get_n_ranks (self);

  if (!self->is_done || self->is_hurried)
    return FALSE;

  /* With the last people out there is nothing left to prove. */
  if (self->n_left == 0)
    n_ranks = self->last_rank;
  n_out = cor_expanded_flow_list_out (self);
  cuts = cor_expanded_flow_list_cuts (self);
  for (guint rank = 0; rank < n_ranks; rank++)
    if (n_out[rank] != cuts[rank])
      return FALSE;

  return TRUE;
}
