/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-expanded-anytime.h"

#include "cor-expanded-private.h"

/*
 * A flow at once, and the best one in the end. What the best one needs little work for is not worth
 * another beside it. Otherwise one is made in a hurry, by shortest ways on which nobody makes room
 * for another (as do Lu, George, Shekhar 2005, but slot after slot instead of person after person),
 * and what led nowhere meanwhile bounds it. While the best one is sought, the ranks that are done
 * bound it better and better.
 */

/* Links looked at before another flow is made in a hurry. */
#define WORK_BEFORE_HURRY 150000u

/* A gap is told again when it is less than such a share of what was told. */
#define SHARE_WORTH_TELLING 0.7

typedef struct
{
  CorExpandedFunc func;
  gpointer user_data;
  CorExpandedFlow *quick;
  CorExpandedFlow *best;
  guint n_ranks;
  guint64 n_people;
  guint64 *most_out;    /* by rank: more people are not out by then */
  guint64 quick_time;   /* person-time of the quick flow */
  guint n_learnt_ranks; /* ranks of which the best flow told all */
  double told_gap;
} Anytime;

/* Person-time by how many are out when: everybody who is not counts one for each rank. */
static guint64
add_up_time (const Anytime *self, const guint64 *n_out)
{
  guint64 time = self->n_people;

  for (guint rank = 0; rank < self->n_ranks; rank++)
    time += self->n_people - n_out[rank];

  return time;
}

/* Takes what is known of any flow: by no rank more are out than by a later one. */
static void
learn (Anytime *self, const guint64 *most_out, guint n_ranks)
{
  guint64 least = self->n_people;

  for (guint rank = 0; rank < n_ranks; rank++)
    self->most_out[rank] = MIN (self->most_out[rank], most_out[rank]);
  for (guint rank = self->n_ranks; rank-- > 0;)
    self->most_out[rank] = least = MIN (least, self->most_out[rank]);
}

/* Slots do not hold more than they hold. */
static void
learn_from_slots (Anytime *self, const CorExpandedNetwork *network)
{
  g_autofree guint64 *rooms = g_new0 (guint64, self->n_ranks + 1);

  for (guint i = 0; i < network->n_slots; i++)
    rooms[network->slots[i].rank] += network->slots[i].capacity;
  for (guint rank = 1; rank < self->n_ranks; rank++)
    rooms[rank] += rooms[rank - 1];
  learn (self, rooms, self->n_ranks);
}

static void
learn_from_quick (Anytime *self)
{
  g_autofree guint64 *cuts = cor_expanded_flow_list_cuts (self->quick);
  g_autofree guint64 *n_out = cor_expanded_flow_list_out (self->quick);

  learn (self, cuts, self->n_ranks);
  self->quick_time = add_up_time (self, n_out);
}

/* By a rank that is done no more are out than in the best flow. */
static void
learn_from_best (Anytime *self)
{
  guint n_ranks = cor_expanded_flow_get_n_proven_ranks (self->best);
  g_autofree guint64 *n_out = NULL;

  if (n_ranks == self->n_learnt_ranks)
    return;

  n_out = cor_expanded_flow_list_out (self->best);
  learn (self, n_out, n_ranks);
  self->n_learnt_ranks = n_ranks;
}

static void
tell (Anytime *self, const CorExpandedFlow *flow, double gap)
{
  self->told_gap = gap;
  if (self->func != NULL)
    self->func (flow, gap, self->user_data);
}

static double
get_gap (const Anytime *self)
{
  guint64 bound = add_up_time (self, self->most_out);

  return bound > 0 ? (double) self->quick_time / (double) bound - 1.0 : 0.0;
}

static gboolean
make_quick (Anytime *self, const CorExpandedNetwork *network, CorProgress *progress, GError **error)
{
  self->quick = cor_expanded_flow_new (network, progress, error);
  if (self->quick == NULL || !cor_expanded_flow_hurry (self->quick, progress, error))
    return FALSE;

  learn_from_quick (self);
  if (!cor_progress_check (progress, error))
    return FALSE;
  tell (self, self->quick, get_gap (self));

  return cor_progress_check (progress, error);
}

static gboolean
solve (Anytime *self, const CorExpandedNetwork *network, CorProgress *progress, GError **error)
{
  self->best = cor_expanded_flow_new (network, progress, error);
  if (self->best == NULL)
    return FALSE;

  while (!cor_expanded_flow_advance (self->best, COR_EXPANDED_WORK_PER_CHECK))
    {
      if (!cor_progress_check (progress, error))
        return FALSE;
      if (self->quick == NULL && cor_expanded_flow_get_work (self->best) < WORK_BEFORE_HURRY)
        continue;
      if (self->quick == NULL && !make_quick (self, network, progress, error))
        return FALSE;
      learn_from_best (self);
      if (get_gap (self) < SHARE_WORTH_TELLING * self->told_gap)
        tell (self, self->quick, get_gap (self));
    }
  tell (self, self->best, 0.0);

  return TRUE;
}

/**
 * cor_expanded_anytime_solve:
 * @network: the network; what it points at must outlive the flow
 * @func: (nullable) (scope call): told of each better flow
 * @user_data: for @func
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Finds the best flow, and some flow much sooner. What is told when depends on nothing but the
 * network.
 *
 * Returns: (transfer full) (nullable): the best flow; %NULL if it was stopped
 */
CorExpandedFlow *
cor_expanded_anytime_solve (const CorExpandedNetwork *network,
                            CorExpandedFunc func,
                            gpointer user_data,
                            CorProgress *progress,
                            GError **error)
{
  Anytime self = { .func = func, .user_data = user_data };
  gboolean is_done;

  self.n_ranks = network->n_slots > 0 ? network->slots[network->n_slots - 1].rank + 1 : 0;
  self.most_out = g_new (guint64, self.n_ranks + 1);
  for (guint i = 0; i < network->n_groups; i++)
    self.n_people += network->groups[i].n_people;
  for (guint rank = 0; rank < self.n_ranks; rank++)
    self.most_out[rank] = self.n_people;
  learn_from_slots (&self, network);

  is_done = solve (&self, network, progress, error);
  g_clear_pointer (&self.quick, cor_expanded_flow_free);
  if (!is_done)
    g_clear_pointer (&self.best, cor_expanded_flow_free);
  g_free (self.most_out);

  return self.best;
}
