/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-expanded-private.h"

#include <stdlib.h>
#include <string.h>

/* Entries looked at between two looks at whether to stop. */
#define ENTRIES_PER_CHECK 32768u

/* Arcs and steps, of which one is quicker looked at. */
#define ARC_STEPS_PER_CHECK 262144u

/* Turns counts, one place ahead, into where each begins. */
static void
add_up (guint32 *first, guint32 n)
{
  for (guint32 i = 0; i < n; i++)
    first[i + 1] += first[i];
}

static void
index_arcs (CorExpandedFlow *self)
{
  const CorExpandedNetwork *network = &self->network;
  g_autofree guint32 *next_in = NULL;
  g_autofree guint32 *next_out = NULL;

  self->in_first = g_new0 (guint32, network->n_nodes + 1);
  self->out_first = g_new0 (guint32, network->n_nodes + 1);
  for (guint i = 0; i < network->n_arcs; i++)
    {
      g_assert (network->arcs[i].tail < network->n_nodes);
      g_assert (network->arcs[i].head < network->n_nodes);
      self->in_first[network->arcs[i].head + 1]++;
      self->out_first[network->arcs[i].tail + 1]++;
    }
  add_up (self->in_first, network->n_nodes);
  add_up (self->out_first, network->n_nodes);

  self->in_rays = g_new (CorExpandedRay, network->n_arcs + 1);
  self->out_rays = g_new (CorExpandedRay, network->n_arcs + 1);
  next_in = g_memdup2 (self->in_first, (network->n_nodes + 1) * sizeof (guint32));
  next_out = g_memdup2 (self->out_first, (network->n_nodes + 1) * sizeof (guint32));
  for (guint i = 0; i < network->n_arcs; i++)
    {
      const CorExpandedArc *arc = &network->arcs[i];

      self->in_rays[next_in[arc->head]++] = (CorExpandedRay){ i, arc->tail, arc->travel_steps };
      self->out_rays[next_out[arc->tail]++] = (CorExpandedRay){ i, arc->head, arc->travel_steps };
    }
}

/* Looks now and then, by the entries that were looked at, at whether to stop. */
static gboolean
goes_on (guint n_entries, CorProgress *progress, GError **error)
{
  return n_entries % ENTRIES_PER_CHECK != 0 || cor_progress_check (progress, error);
}

/* Counts the entries that can be used: those that come after the last step lead nowhere and are
 * left out. */
static gboolean
count_entries (CorExpandedFlow *self, CorProgress *progress, GError **error)
{
  const CorExpandedNetwork *network = &self->network;

  self->gate_first = g_new0 (guint32, network->n_nodes + 1);
  self->group_first = g_new0 (guint32, network->n_groups + 1);
  for (guint i = 0; i < network->n_entries; i++)
    {
      const CorExpandedEntry *entry = &network->entries[i];

      g_assert (entry->group < network->n_groups && entry->node < network->n_nodes);
      if (!goes_on (i, progress, error))
        return FALSE;
      if (entry->step >= network->n_steps)
        continue;
      self->gate_first[entry->node + 1]++;
      self->group_first[entry->group + 1]++;
    }
  add_up (self->gate_first, network->n_nodes);
  add_up (self->group_first, network->n_groups);

  return TRUE;
}

/* Sorts the gates of a node by step, those of one step as they are. @spare is as long as they,
 * @first has a place for each step and one more. */
static void
sort_gates (CorExpandedGate *gates, guint32 n_gates, CorExpandedGate *spare, guint32 *first)
{
  guint32 from = G_MAXUINT32, until = 0;

  for (guint32 i = 0; i < n_gates; i++)
    {
      from = MIN (from, gates[i].step);
      until = MAX (until, gates[i].step);
      spare[i] = gates[i];
    }
  if (n_gates == 0)
    return;

  memset (first + from, 0, (until - from + 2) * sizeof *first);
  for (guint32 i = 0; i < n_gates; i++)
    first[spare[i].step + 1]++;
  add_up (first + from, until - from + 1);
  for (guint32 i = 0; i < n_gates; i++)
    gates[first[spare[i].step]++] = spare[i];
}

static gboolean
sort_all_gates (CorExpandedFlow *self, CorProgress *progress, GError **error)
{
  g_autofree guint32 *first = g_new (guint32, self->network.n_steps + 1);
  g_autofree CorExpandedGate *spare = NULL;
  guint32 most = 0, n_looked = 0;

  for (guint i = 0; i < self->network.n_nodes; i++)
    most = MAX (most, self->gate_first[i + 1] - self->gate_first[i]);
  spare = g_new (CorExpandedGate, most + 1);
  for (guint i = 0; i < self->network.n_nodes; i++)
    {
      sort_gates (self->gates + self->gate_first[i], self->gate_first[i + 1] - self->gate_first[i],
                  spare, first);
      if (self->gate_first[i + 1] - n_looked < ENTRIES_PER_CHECK)
        continue;
      n_looked = self->gate_first[i + 1];
      if (!cor_progress_check (progress, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
index_entries (CorExpandedFlow *self, CorProgress *progress, GError **error)
{
  const CorExpandedNetwork *network = &self->network;
  g_autofree guint32 *next_gate = NULL;
  g_autofree guint32 *next_of_group = NULL;

  if (!count_entries (self, progress, error))
    return FALSE;
  self->gates = g_new (CorExpandedGate, network->n_entries + 1);
  self->group_gates = g_new (CorExpandedGate, network->n_entries + 1);
  next_gate = g_memdup2 (self->gate_first, (network->n_nodes + 1) * sizeof (guint32));
  next_of_group = g_memdup2 (self->group_first, (network->n_groups + 1) * sizeof (guint32));
  for (guint i = 0; i < network->n_entries; i++)
    {
      const CorExpandedEntry *entry = &network->entries[i];

      if (!goes_on (i, progress, error))
        return FALSE;
      if (entry->step >= network->n_steps)
        continue;
      self->gates[next_gate[entry->node]++] = (CorExpandedGate){ i, entry->group, entry->step };
      self->group_gates[next_of_group[entry->group]++] =
          (CorExpandedGate){ i, entry->node, entry->step };
    }
  self->next_live = g_memdup2 (self->gate_first, (network->n_nodes + 1) * sizeof (guint32));

  return TRUE;
}

static gboolean
has_both_doors (const CorExpandedFlow *self, const CorExpandedSlot *slot)
{
  return slot->nodes[0] != COR_EXPANDED_NONE && slot->nodes[1] != COR_EXPANDED_NONE &&
         slot->steps[0] < self->network.n_steps && slot->steps[1] < self->network.n_steps;
}

static int
compare_doors (gconstpointer a, gconstpointer b)
{
  const CorExpandedDoor *left = a, *right = b;

  if (left->step != right->step)
    return left->step < right->step ? -1 : 1;

  return left->door < right->door ? -1 : left->door > right->door;
}

static void
index_slots (CorExpandedFlow *self)
{
  const CorExpandedNetwork *network = &self->network;
  g_autofree guint32 *next_door = NULL;

  self->door_first = g_new0 (guint32, network->n_nodes + 1);
  self->slot_rooms = g_new0 (guint32, network->n_slots + 1);
  for (guint i = 0; i < network->n_slots; i++)
    {
      const CorExpandedSlot *slot = &network->slots[i];

      g_assert (slot->rank < COR_EXPANDED_ALIVE);
      g_assert (i == 0 || slot->rank >= slot[-1].rank);
      self->slot_rooms[i] = slot->capacity;
      for (guint j = 0; j < 2 && has_both_doors (self, slot); j++)
        self->door_first[slot->nodes[j] + 1]++;
    }
  add_up (self->door_first, network->n_nodes);

  self->doors = g_new (CorExpandedDoor, 2 * network->n_slots + 1);
  next_door = g_memdup2 (self->door_first, (network->n_nodes + 1) * sizeof (guint32));
  for (guint i = 0; i < network->n_slots; i++)
    {
      const CorExpandedSlot *slot = &network->slots[i];

      for (guint j = 0; j < 2 && has_both_doors (self, slot); j++)
        self->doors[next_door[slot->nodes[j]]++] =
            (CorExpandedDoor){ 2 * i + j, slot->nodes[1 - j], slot->steps[j], slot->steps[1 - j] };
    }
  for (guint i = 0; i < network->n_nodes; i++)
    qsort (self->doors + self->door_first[i], self->door_first[i + 1] - self->door_first[i],
           sizeof (CorExpandedDoor), compare_doors);
}

static gboolean
count_supplies (CorExpandedFlow *self, CorProgress *progress, GError **error)
{
  const CorExpandedNetwork *network = &self->network;

  self->supplies = g_new0 (guint32, network->n_groups + 1);
  self->n_live = g_new0 (guint32, network->n_nodes + 1);
  self->has_hub = g_new0 (gboolean, network->n_nodes + 1);
  for (guint i = 0; i < network->n_groups; i++)
    {
      guint32 n_entries = self->group_first[i + 1] - self->group_first[i];

      self->supplies[i] = network->groups[i].n_people;
      self->n_left += self->supplies[i];
      for (guint32 j = self->group_first[i]; j < self->group_first[i + 1]; j++)
        {
          guint32 node = self->group_gates[j].other;

          if (!goes_on (j, progress, error))
            return FALSE;
          if (self->supplies[i] > 0)
            self->n_live[node]++;
          self->has_hub[node] |= n_entries > 1;
          self->has_any_hub |= n_entries > 1;
        }
    }

  return TRUE;
}

/* Up to 64 steps in which there is room. */
static guint64
list_rooms (const guint32 *capacities, guint n_steps)
{
  guint64 bits = 0;

  for (guint i = 0; i < n_steps; i++)
    bits |= (guint64) (capacities[i] > 0) << i;

  return bits;
}

static gboolean
set_rooms (CorExpandedFlow *self, CorProgress *progress, GError **error)
{
  guint arcs_per_check = ARC_STEPS_PER_CHECK / (self->network.n_steps + 1) + 1;

  for (guint i = 0; i < self->network.n_arcs; i++)
    {
      const CorExpandedArc *arc = &self->network.arcs[i];
      guint64 *bits = self->room_bits + (gsize) i * self->n_words;
      guint n_steps = self->network.n_steps - MIN (arc->travel_steps, self->network.n_steps);

      if (i % arcs_per_check == 0 && !cor_progress_check (progress, error))
        return FALSE;
      for (guint step = 0; arc->capacities != NULL && step < n_steps; step += 64)
        bits[step / 64] = list_rooms (arc->capacities + step, MIN (n_steps - step, 64));
      for (guint step = 0; arc->capacities == NULL && arc->capacity > 0 && step < n_steps;
           step += 64)
        bits[step / 64] =
            n_steps - step < 64 ? (G_GUINT64_CONSTANT (1) << (n_steps - step)) - 1 : G_MAXUINT64;
    }

  return cor_progress_check (progress, error);
}

static gboolean
make_amounts (CorExpandedFlow *self, CorProgress *progress, GError **error)
{
  const CorExpandedNetwork *network = &self->network;
  gsize n_arc_steps = (gsize) network->n_arcs * network->n_steps;
  gsize n_node_steps = (gsize) network->n_nodes * network->n_steps;

  self->n_words = network->n_steps / 64 + 1;
  self->room_bits = g_new0 (guint64, (gsize) network->n_arcs * self->n_words + 1);
  self->amounts = g_new0 (guint32, n_arc_steps + 1);
  self->amount_bits = g_new0 (guint64, (gsize) network->n_arcs * self->n_words + 1);
  self->last_used = g_new (gint32, network->n_arcs + 1);
  memset (self->last_used, 0xff, (network->n_arcs + 1) * sizeof (gint32));
  self->waiting = g_new0 (guint32, n_node_steps + 1);
  self->waiting_bits = g_new0 (guint64, (gsize) network->n_nodes * self->n_words + 1);
  self->entry_amounts = g_new0 (guint32, network->n_entries + 1);
  self->slot_amounts = g_new0 (guint32, 2 * network->n_slots + 1);
  if (!cor_progress_check (progress, error))
    return FALSE;
  self->deaths = g_new (guint16, n_node_steps + 1);
  memset (self->deaths, 0xff, (n_node_steps + 1) * sizeof (guint16));

  return set_rooms (self, progress, error);
}

/* What a search needs. */
static void
make_search (CorExpandedFlow *self)
{
  guint n_nodes = self->network.n_nodes;

  self->dead_until = g_new (gint32, n_nodes + 1);
  memset (self->dead_until, 0xff, (n_nodes + 1) * sizeof (gint32));
  self->group_deaths = g_new (guint16, self->network.n_groups + 1);
  memset (self->group_deaths, 0xff, (self->network.n_groups + 1) * sizeof (guint16));
  self->hops = g_new0 (guint16, n_nodes + 1);
  self->reached = g_new (gint32, n_nodes + 1);
  memset (self->reached, 0xff, (n_nodes + 1) * sizeof (gint32));
  self->last_record = g_new (guint32, n_nodes + 1);
  memset (self->last_record, 0xff, (n_nodes + 1) * sizeof (guint32));
  self->group_stamps = g_new0 (guint32, self->network.n_groups + 1);
  self->queues = g_new (guint32, n_nodes + 2);
  memset (self->queues, 0xff, (n_nodes + 2) * sizeof (guint32));
  self->met_nodes = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->met_groups = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->pieces = g_array_new (FALSE, FALSE, sizeof (CorExpandedPiece));
  cor_expanded_update_hops (self, 0);
}

/**
 * cor_expanded_flow_new:
 * @network: the network; what it points at must outlive the flow
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Returns: (transfer full) (nullable): a flow with nobody on the way, or %NULL if it was stopped
 */
CorExpandedFlow *
cor_expanded_flow_new (const CorExpandedNetwork *network, CorProgress *progress, GError **error)
{
  g_autoptr (CorExpandedFlow) self = g_new0 (CorExpandedFlow, 1);

  g_assert (network->n_steps < COR_EXPANDED_ALIVE && network->n_nodes < COR_EXPANDED_FAR);
  g_assert ((gsize) network->n_nodes * network->n_steps < G_MAXUINT32);
  g_assert ((gsize) network->n_arcs * network->n_steps < G_MAXUINT32);

  self->network = *network;
  index_arcs (self);
  if (!cor_progress_check (progress, error) || !index_entries (self, progress, error) ||
      !sort_all_gates (self, progress, error))
    return NULL;
  index_slots (self);
  if (!cor_progress_check (progress, error) || !count_supplies (self, progress, error) ||
      !make_amounts (self, progress, error))
    return NULL;
  make_search (self);

  return g_steal_pointer (&self);
}

/**
 * cor_expanded_flow_free:
 * @self: (transfer full): a flow
 *
 * Frees @self.
 */
void
cor_expanded_flow_free (CorExpandedFlow *self)
{
  g_free (self->in_first);
  g_free (self->in_rays);
  g_free (self->out_first);
  g_free (self->out_rays);
  g_free (self->gate_first);
  g_free (self->gates);
  g_free (self->next_live);
  g_free (self->group_first);
  g_free (self->group_gates);
  g_free (self->door_first);
  g_free (self->doors);
  g_free (self->room_bits);
  g_free (self->amounts);
  g_free (self->amount_bits);
  g_free (self->last_used);
  g_free (self->waiting);
  g_free (self->waiting_bits);
  g_free (self->entry_amounts);
  g_free (self->slot_amounts);
  g_free (self->supplies);
  g_free (self->slot_rooms);
  g_free (self->dead_until);
  g_free (self->deaths);
  g_free (self->group_deaths);
  g_free (self->hops);
  g_free (self->n_live);
  g_free (self->has_hub);
  g_free (self->records);
  g_free (self->reached);
  g_free (self->last_record);
  g_free (self->group_stamps);
  g_free (self->queues);
  g_clear_pointer (&self->met_nodes, g_array_unref);
  g_clear_pointer (&self->met_groups, g_array_unref);
  g_clear_pointer (&self->pieces, g_array_unref);
  g_free (self);
}

/**
 * cor_expanded_kill:
 * @self: a flow
 * @node: a node
 * @until: the last step at which nobody can come from it any more
 * @rank: the rank of the slot for which that was found
 *
 * Marks a node dead up to a step. Steps that were dead before keep their rank.
 */
void
cor_expanded_kill (CorExpandedFlow *self, guint node, gint32 until, guint rank)
{
  guint16 *deaths = self->deaths + (gsize) node * self->network.n_steps;

  for (gint32 step = self->dead_until[node] + 1; step <= until; step++)
    deaths[step] = (guint16) rank;
  self->dead_until[node] = MAX (self->dead_until[node], until);
  self->reached[node] = MAX (self->reached[node], until);
}

/**
 * cor_expanded_take_supply:
 * @self: a flow
 * @group: a group
 * @n_people: who were sent from it, no more than are left
 * @rank: the rank of the slot that they were sent to
 *
 * Takes people from those left, and forgets the group as a beginning when nobody is.
 */
void
cor_expanded_take_supply (CorExpandedFlow *self, guint group, guint32 n_people, guint rank)
{
  guint32 node = COR_EXPANDED_NONE;

  self->supplies[group] -= n_people;
  self->n_left -= n_people;
  if (self->supplies[group] > 0)
    return;

  for (guint32 i = self->group_first[group]; i < self->group_first[group + 1]; i++)
    if (--self->n_live[self->group_gates[i].other] == 0)
      node = self->group_gates[i].other;
  if (node == COR_EXPANDED_NONE)
    return;

  if (self->has_any_hub || self->n_left == 0)
    cor_expanded_update_hops (self, rank);
  else
    cor_expanded_raise_hops (self, node, rank);
}
