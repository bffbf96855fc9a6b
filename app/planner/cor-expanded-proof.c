/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-expanded-private.h"

/*
 * After the slots up to a rank are done, let D be what is dead by then. No supply lies in D, no
 * free link leads into it, and each of these slots is full or in D. So what is out by then fills a
 * cut: all people of the groups in D, every arc from outside into D, every slot outside D. No flow
 * can bring more through it. That holds for every rank at once, and is checked here for every rank
 * at once, from nothing but the network, the amounts and the ranks at which things died.
 */

typedef struct
{
  const CorExpandedFlow *flow;
  guint n_ranks;
  gint64 *changes; /* of the cut, by rank; summed up they are the cuts */
  gboolean is_closed;
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
      proof->is_closed = FALSE;
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

/* Whether what is out by each rank is as much as its cut. */
static gboolean
fills_cuts (const Proof *proof)
{
  const CorExpandedFlow *self = proof->flow;
  gint64 cut = 0, n_out = 0;
  guint slot = 0;

  for (guint rank = 0; rank < proof->n_ranks; rank++)
    {
      cut += proof->changes[rank];
      for (; slot < self->network.n_slots && self->network.slots[slot].rank == rank; slot++)
        n_out += cor_expanded_flow_get_slot_amount (self, slot);
      if (n_out != cut)
        return FALSE;
    }

  return TRUE;
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
  Proof proof = { .flow = self, .is_closed = TRUE };
  g_autofree gint64 *changes = NULL;

  if (!self->is_done || self->is_hurried)
    return FALSE;

  /* With the last people out there is nothing left to prove. */
  if (self->n_left == 0)
    proof.n_ranks = self->last_rank;
  else if (self->network.n_slots > 0)
    proof.n_ranks = self->network.slots[self->network.n_slots - 1].rank + 1;
  proof.changes = changes = g_new0 (gint64, proof.n_ranks + 1);
  add_arcs (&proof);
  add_waits (&proof);
  add_groups (&proof);
  add_slots (&proof);

  return proof.is_closed && fills_cuts (&proof);
}
