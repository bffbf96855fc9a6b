/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-expanded-private.h"

/*
 * Which people in which slots can be out at once depends on the ways between them, but which sets
 * of places in slots can be filled at all, whoever fills them, are the independent sets of a
 * gammoid (Perfect 1968), which is a matroid. So filling the slots one after the other in order of
 * time, each as far as it goes without emptying an earlier one, gives at once the most people out,
 * the earliest last slot and the least sum of ranks (Edmonds 1971); and at every time as many as
 * can be out by then, which is an earliest arrival flow (Gale 1959; Minieka 1973).
 *
 * A slot is filled by augmenting paths (Ford and Fulkerson 1956), searched backwards from it to a
 * group with people left. When a search fails, everything from which one could come to the slot is
 * dead for good: no later path can enter it. So all failures together look at each step of each
 * node once. What died when is the proof that there is no better flow; see cor-expanded-proof.c.
 */

static void
augment (CorExpandedFlow *self, guint group)
{
  const CorExpandedSlot *slot = &self->network.slots[self->next_slot];
  guint32 n_people = MIN (self->slot_rooms[self->next_slot], self->supplies[group]);

  n_people = cor_expanded_get_room (self, n_people);
  g_assert (n_people > 0);
  cor_expanded_push (self, n_people);
  self->work += self->pieces->len;

  self->slot_rooms[self->next_slot] -= n_people;
  self->n_out += n_people;
  self->rank_sum += (guint64) n_people * slot->rank;
  self->last_rank = slot->rank;
  cor_expanded_take_supply (self, group, n_people, slot->rank);
}

/* Fills the slots that are left, until work runs out. Returns whether they are done. */
static gboolean
fill_slots (CorExpandedFlow *self, guint64 max_work)
{
  guint group;

  for (; self->next_slot < self->network.n_slots && self->n_left > 0; self->next_slot++)
    while (self->n_left > 0 && self->slot_rooms[self->next_slot] > 0)
      {
        if (self->work > max_work)
          return FALSE;
        if (!cor_expanded_find_path (self, self->next_slot, &group))
          break;
        augment (self, group);
      }

  return TRUE;
}

/**
 * cor_expanded_flow_advance:
 * @self: a flow
 * @max_work: units of work after which it stops; a unit is one link looked at
 *
 * Goes on towards the best flow. Wherever it stops, the people so far out are on valid ways, and
 * as many as can be out by the time of the last slot that is done.
 *
 * Returns: whether it has arrived
 */
gboolean
cor_expanded_flow_advance (CorExpandedFlow *self, guint64 max_work)
{
  max_work += self->work;
  if (!self->is_done)
    self->is_done = fill_slots (self, max_work) && cor_expanded_serve_priorities (self, max_work);

  return self->is_done;
}

/**
 * cor_expanded_flow_hurry:
 * @self: a flow, begun or not
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Serves those who are left quickly rather than well: nobody who has a way is moved to another.
 * Afterwards the flow is done, without a proof; cor_expanded_flow_list_cuts() bounds it.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_expanded_flow_hurry (CorExpandedFlow *self, CorProgress *progress, GError **error)
{
  self->is_hurried = TRUE;
  while (!fill_slots (self, self->work + COR_EXPANDED_WORK_PER_CHECK))
    if (!cor_progress_check (progress, error))
      return FALSE;
  self->is_done = TRUE;

  return TRUE;
}

/**
 * cor_expanded_flow_solve:
 * @self: a flow
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Finds the best flow.
 *
 * Returns: %FALSE if it was stopped; it can be gone on with
 */
gboolean
cor_expanded_flow_solve (CorExpandedFlow *self, CorProgress *progress, GError **error)
{
  while (!cor_expanded_flow_advance (self, COR_EXPANDED_WORK_PER_CHECK))
    if (!cor_progress_check (progress, error))
      return FALSE;

  return TRUE;
}

/**
 * cor_expanded_flow_get_n_out:
 * @self: a flow
 *
 * Returns: how many people are out
 */
guint64
cor_expanded_flow_get_n_out (const CorExpandedFlow *self)
{
  return self->n_out;
}

/**
 * cor_expanded_flow_get_rank_sum:
 * @self: a flow
 *
 * Returns: the sum of the ranks of their slots
 */
guint64
cor_expanded_flow_get_rank_sum (const CorExpandedFlow *self)
{
  return self->rank_sum;
}

/**
 * cor_expanded_flow_get_last_rank:
 * @self: a flow
 *
 * Returns: the rank of the last slot that is used; 0 if nobody is out
 */
guint
cor_expanded_flow_get_last_rank (const CorExpandedFlow *self)
{
  return self->last_rank;
}

/**
 * cor_expanded_flow_get_n_left:
 * @self: a flow
 * @group: a group
 *
 * Returns: how many of it are not out
 */
guint32
cor_expanded_flow_get_n_left (const CorExpandedFlow *self, guint group)
{
  return self->supplies[group];
}

/**
 * cor_expanded_flow_get_slot_amount:
 * @self: a flow
 * @slot: a slot
 *
 * Returns: how many people pass it
 */
guint32
cor_expanded_flow_get_slot_amount (const CorExpandedFlow *self, guint slot)
{
  return self->slot_amounts[2 * slot] + self->slot_amounts[2 * slot + 1];
}

/**
 * cor_expanded_flow_get_work:
 * @self: a flow
 *
 * Returns: units of work done so far: links looked at
 */
guint64
cor_expanded_flow_get_work (const CorExpandedFlow *self)
{
  return self->work;
}

/**
 * cor_expanded_flow_get_n_proven_ranks:
 * @self: a flow, finished or not
 *
 * Returns: by so many ranks, from the first, nobody else can be out in any flow
 */
guint
cor_expanded_flow_get_n_proven_ranks (const CorExpandedFlow *self)
{
  if (self->is_hurried)
    return 0;
  if (self->is_done || self->next_slot >= self->network.n_slots)
    return cor_expanded_flow_get_n_ranks (self);

  return self->network.slots[self->next_slot].rank;
}
