/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-expanded-private.h"

#include <string.h>

/* Groups between two looks at whether to stop. */
#define GROUPS_PER_CHECK 128u

/* Amounts that are copied between two looks. */
#define AMOUNTS_PER_CHECK 262144u

/* A piece of a way. */
typedef struct
{
  guint32 *amount; /* of people there who have not been given a way yet */
  guint node;      /* where it begins */
  guint step;
  gboolean is_leg; /* whether it is an arc */
  CorExpandedLeg leg;
} Piece;

/* Takes a flow apart into ways of people. All who are at a node at a step are alike, so each may go
 * on as any of them do. */
typedef struct
{
  const CorExpandedFlow *flow;
  guint32 *amounts;
  guint32 *waiting;
  guint32 *slot_amounts;
  guint32 *door_first; /* by node, then step: doors that are used */
  guint32 *doors;
  GArray *way; /* Piece */
} Taking;

static guint32
take_from (Taking *taking, guint first, guint32 n_people)
{
  for (guint i = first; i < taking->way->len; i++)
    n_people = MIN (n_people, *g_array_index (taking->way, Piece, i).amount);
  for (guint i = first; i < taking->way->len; i++)
    *g_array_index (taking->way, Piece, i).amount -= n_people;

  return n_people;
}

/* Where travelling takes no time people might be sent round in a ring; nobody shall. */
static void
cut_ring (Taking *taking, guint node, guint step)
{
  for (guint i = taking->way->len; i-- > 0;)
    {
      const Piece *piece = &g_array_index (taking->way, Piece, i);

      if (piece->step < step)
        return;
      if (piece->node == node)
        {
          take_from (taking, i, G_MAXUINT32);
          g_array_set_size (taking->way, i);
          return;
        }
    }
}

/* The slot that people at a node at a step take, or COR_EXPANDED_NONE. */
static guint
find_slot (Taking *taking, guint node, guint step)
{
  gsize place = (gsize) node * taking->flow->network.n_steps + step;

  for (guint32 i = taking->door_first[place]; i < taking->door_first[place + 1]; i++)
    {
      Piece piece = { &taking->slot_amounts[taking->doors[i]], node, step, FALSE, { 0, 0 } };

      if (*piece.amount == 0)
        continue;
      g_array_append_val (taking->way, piece);
      return taking->doors[i] / 2;
    }

  return COR_EXPANDED_NONE;
}

static void
go_further (Taking *taking, guint *node, guint *step)
{
  const CorExpandedFlow *self = taking->flow;
  guint n_steps = self->network.n_steps;
  Piece piece = {
    &taking->waiting[(gsize) *node * n_steps + *step], *node, *step, FALSE, { 0, 0 }
  };

  for (guint32 i = self->out_first[*node]; i < self->out_first[*node + 1]; i++)
    {
      const CorExpandedRay *ray = &self->out_rays[i];
      guint32 *amount = &taking->amounts[(gsize) ray->arc * n_steps + *step];

      if (*amount == 0)
        continue;
      piece = (Piece){ amount, *node, *step, TRUE, { ray->arc, *step } };
      g_array_append_val (taking->way, piece);
      *node = ray->node;
      *step += ray->travel_steps;
      return;
    }

  g_assert (*piece.amount > 0);
  g_array_append_val (taking->way, piece);
  ++*step;
}

/* Takes one way of people of an entry. Returns how many go it. */
static guint32
take_way (Taking *taking, CorExpandedPath path, guint32 n_people, GArray *paths, GArray *legs)
{
  guint node = taking->flow->network.entries[path.entry].node;
  guint step = taking->flow->network.entries[path.entry].step;

  g_array_set_size (taking->way, 0);
  for (path.slot = find_slot (taking, node, step); path.slot == COR_EXPANDED_NONE;
       path.slot = find_slot (taking, node, step))
    {
      go_further (taking, &node, &step);
      cut_ring (taking, node, step);
    }

  path.n_people = take_from (taking, 0, n_people);
  path.first_leg = legs->len;
  for (guint i = 0; i < taking->way->len; i++)
    {
      const Piece *piece = &g_array_index (taking->way, Piece, i);

      if (piece->is_leg)
        g_array_append_val (legs, piece->leg);
    }
  path.n_legs = legs->len - path.first_leg;
  g_array_append_val (paths, path);

  return path.n_people;
}

/* Sorts the doors that are used by node and step. */
static void
index_doors (Taking *taking)
{
  const CorExpandedNetwork *network = &taking->flow->network;
  gsize n_places = (gsize) network->n_nodes * network->n_steps;
  g_autofree guint32 *next = NULL;

#define DOOR_PLACE(i)                                                                              \
  ((gsize) network->slots[(i) / 2].nodes[(i) % 2] * network->n_steps +                             \
   network->slots[(i) / 2].steps[(i) % 2])
  taking->door_first = g_new0 (guint32, n_places + 1);
  taking->doors = g_new (guint32, 2 * network->n_slots + 1);
  for (guint i = 0; i < 2 * network->n_slots; i++)
    if (taking->slot_amounts[i] > 0)
      taking->door_first[DOOR_PLACE (i) + 1]++;
  for (gsize i = 0; i < n_places; i++)
    taking->door_first[i + 1] += taking->door_first[i];
  next = g_memdup2 (taking->door_first, (n_places + 1) * sizeof (guint32));
  for (guint i = 0; i < 2 * network->n_slots; i++)
    if (taking->slot_amounts[i] > 0)
      taking->doors[next[DOOR_PLACE (i)]++] = i;
#undef DOOR_PLACE
}

/* What has been given a way is taken from a copy. */
static gboolean
copy_amounts (Taking *taking, CorProgress *progress, GError **error)
{
  const CorExpandedFlow *self = taking->flow;
  gsize n_steps = self->network.n_steps, n_amounts = n_steps * self->network.n_arcs;

  taking->waiting =
      g_memdup2 (self->waiting, (n_steps * self->network.n_nodes + 1) * sizeof (guint32));
  taking->slot_amounts =
      g_memdup2 (self->slot_amounts, (2 * self->network.n_slots + 1) * sizeof (guint32));
  taking->amounts = g_new (guint32, n_amounts + 1);
  for (gsize i = 0; i < n_amounts; i += AMOUNTS_PER_CHECK)
    {
      if (!cor_progress_check (progress, error))
        return FALSE;
      memcpy (taking->amounts + i, self->amounts + i,
              MIN (n_amounts - i, AMOUNTS_PER_CHECK) * sizeof (guint32));
    }

  return cor_progress_check (progress, error);
}

/**
 * cor_expanded_flow_list_paths:
 * @self: a flow
 * @paths: (element-type CorExpandedPath): takes the ways, by group, entry and step
 * @legs: (element-type CorExpandedLeg): takes their arcs
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Tells who goes where when.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_expanded_flow_list_paths (const CorExpandedFlow *self,
                              GArray *paths,
                              GArray *legs,
                              CorProgress *progress,
                              GError **error)
{
  Taking taking = { .flow = self, .way = g_array_new (FALSE, FALSE, sizeof (Piece)) };
  gboolean goes_on = copy_amounts (&taking, progress, error);

  if (goes_on)
    index_doors (&taking);
  for (guint i = 0; i < self->network.n_groups && goes_on; i++)
    {
      goes_on = i % GROUPS_PER_CHECK != 0 || cor_progress_check (progress, error);
      for (guint32 j = self->group_first[i]; j < self->group_first[i + 1] && goes_on; j++)
        {
          CorExpandedPath path = { .group = i, .entry = self->group_gates[j].entry };
          guint32 n_people = self->entry_amounts[path.entry];

          while (n_people > 0)
            n_people -= take_way (&taking, path, n_people, paths, legs);
        }
    }

  g_free (taking.amounts);
  g_free (taking.waiting);
  g_free (taking.slot_amounts);
  g_free (taking.door_first);
  g_free (taking.doors);
  g_array_unref (taking.way);

  return goes_on && cor_progress_check (progress, error);
}
