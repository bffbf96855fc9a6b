/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-moments.h"

#include "cor-closure-set-private.h"
#include "cor-network-hours.h"
#include "cor-test-reference.h"

#define N_SECONDS (COR_TEST_HORIZON_S + COR_TEST_MAX_DRIVE_S)

/* One arc at one second. */
typedef struct
{
  gboolean is_closed;
  gboolean may_enter;
  guint cost_s;
} Moment;

/* An arc, and one by which one may go on from it. */
typedef struct
{
  guint32 before; /* COR_ROAD_NONE: one begins at the tail of the other */
  guint32 after;
  gboolean *is_inside; /* by second: whether one closure closes both */
} Passing;

struct _CorTestMoments
{
  CorNetwork *network;
  CorClosureSet *closures;
  gint64 start_utc_s;
  Moment *moments;  /* by arc, then second */
  GArray *passings; /* Passing */
};

static const CorClosureHit *
get_hits (const CorTestMoments *self, guint32 arc, gsize *n_hits)
{
  guint32 side = cor_network_get_arc_leg (self->network, arc) << 1 |
                 cor_network_get_arc_is_backward (self->network, arc);

  return cor_closure_set_get_side_hits (self->closures, side, n_hits);
}

static Moment
look_at_arc (const CorTestMoments *self, guint32 arc, gint64 utc_s)
{
  g_autoptr (GArray) hours = g_array_new (FALSE, FALSE, sizeof (CorClosedHours));
  gsize n_hits, n_windows;
  const CorClosureHit *hits = get_hits (self, arc, &n_hits);
  guint32 open_ms, percent = 100;
  Moment moment = { FALSE, TRUE, 0 };

  cor_network_get_arc_hours (self->network, arc, COR_ROAD_VEHICLE_CAR, &open_ms, &n_windows);
  cor_network_list_closed_hours (self->network, arc, COR_ROAD_VEHICLE_CAR, utc_s, utc_s + 1, hours);
  for (guint i = 0; i < hours->len; i++)
    {
      moment.may_enter = FALSE;
      moment.is_closed |= g_array_index (hours, CorClosedHours, i).kind == COR_WEEK_DRIVING;
    }
  for (gsize i = 0; i < n_hits; i++)
    {
      CorClosureShape *shape = cor_closure_set_get_shape (self->closures, hits[i].shape);

      if (!cor_test_is_in_force (shape, utc_s))
        continue;
      moment.is_closed |= cor_closure_shape_get_effect (shape) == COR_CLOSURE_CLOSED;
      percent = MIN (percent, cor_closure_shape_get_speed_percent (shape));
      moment.cost_s += cor_closure_shape_get_delay_min (shape) * 60;
    }
  moment.may_enter &= !moment.is_closed && open_ms < COR_TRAVEL_UNREACHABLE;
  if (moment.may_enter)
    moment.cost_s += open_ms / 1000 * 100 / percent;

  return moment;
}

/* Nobody enters an arc who would not be through before it closes. */
static void
look_at_all (CorTestMoments *self)
{
  guint n_arcs = cor_network_get_n_arcs (self->network);

  self->moments = g_new (Moment, (n_arcs + 1) * N_SECONDS);
  for (guint32 arc = 0; arc < n_arcs; arc++)
    {
      Moment *of_arc = self->moments + arc * N_SECONDS;
      guint closes = G_MAXUINT;

      for (guint s = 0; s < N_SECONDS; s++)
        of_arc[s] = look_at_arc (self, arc, self->start_utc_s + s);
      for (guint s = N_SECONDS; s > 0; s--)
        {
          if (of_arc[s - 1].is_closed)
            closes = s - 1;
          of_arc[s - 1].may_enter &= s - 1 + MAX (of_arc[s - 1].cost_s, 1) <= closes;
        }
    }
}

static gboolean *
list_inside (const CorTestMoments *self, guint32 before, guint32 after)
{
  gboolean *is_inside = g_new0 (gboolean, COR_TEST_HORIZON_S);
  gsize n_before, n_after;
  const CorClosureHit *of_before = get_hits (self, before, &n_before);
  const CorClosureHit *of_after = get_hits (self, after, &n_after);

  for (gsize i = 0; i < n_before; i++)
    for (gsize j = 0; j < n_after; j++)
      {
        CorClosureShape *shape = cor_closure_set_get_shape (self->closures, of_before[i].shape);

        if (of_before[i].shape != of_after[j].shape ||
            cor_closure_shape_get_effect (shape) != COR_CLOSURE_CLOSED)
          continue;
        for (guint s = 0; s < COR_TEST_HORIZON_S; s++)
          is_inside[s] |= cor_test_is_in_force (shape, self->start_utc_s + s);
      }

  return is_inside;
}

static void
add_passing (CorTestMoments *self, guint32 before, guint32 after, gboolean is_guarded)
{
  Passing passing = { before, after, NULL };

  if (is_guarded && before != COR_ROAD_NONE &&
      cor_network_get_arc_leg (self->network, before) !=
          cor_network_get_arc_leg (self->network, after))
    passing.is_inside = list_inside (self, before, after);
  g_array_append_val (self->passings, passing);
}

static void
passing_clear (gpointer passing)
{
  g_free (((Passing *) passing)->is_inside);
}

/**
 * cor_test_moments_new:
 * @network: a small network
 * @closures: closures on it
 * @start_utc_s: the first second
 * @is_guarded: whether nobody waits between two legs that one closure closes meanwhile
 *
 * Returns: (transfer full): them at every second
 */
CorTestMoments *
cor_test_moments_new (CorNetwork *network,
                      CorClosureSet *closures,
                      gint64 start_utc_s,
                      gboolean is_guarded)
{
  CorTestMoments *self = g_new0 (CorTestMoments, 1);
  guint n_arcs = cor_network_get_n_arcs (network);

  self->network = cor_network_ref (network);
  self->closures = cor_closure_set_ref (closures);
  self->start_utc_s = start_utc_s;
  self->passings = g_array_new (FALSE, FALSE, sizeof (Passing));
  g_array_set_clear_func (self->passings, passing_clear);
  look_at_all (self);
  for (guint32 after = 0; after < n_arcs; after++)
    {
      add_passing (self, COR_ROAD_NONE, after, is_guarded);
      for (guint32 before = 0; before < n_arcs; before++)
        if (cor_network_get_arc_head (network, before) == cor_network_get_arc_tail (network, after))
          add_passing (self, before, after, is_guarded);
    }

  return self;
}

/**
 * cor_test_moments_free:
 * @self: (transfer full): moments
 */
void
cor_test_moments_free (CorTestMoments *self)
{
  cor_closure_set_unref (self->closures);
  cor_network_unref (self->network);
  g_array_unref (self->passings);
  g_free (self->moments);
  g_free (self);
}

/* Who waits, by passing, and who comes by an arc, by second, then arc. */
typedef struct
{
  gboolean *waits;
  gboolean *comes;
} Crowd;

/* Lets those who wait in a second go on. Returns whether anybody comes somewhere in that second. */
static gboolean
go_on (const CorTestMoments *self, Crowd *crowd, guint32 source, guint s)
{
  guint n_arcs = cor_network_get_n_arcs (self->network);
  gboolean changed = FALSE;

  for (guint i = 0; i < self->passings->len; i++)
    {
      const Passing *passing = &g_array_index (self->passings, Passing, i);
      const Moment *moment = &self->moments[passing->after * N_SECONDS + s];
      guint after = s + moment->cost_s;

      crowd->waits[i] |= passing->before == COR_ROAD_NONE
                             ? cor_network_get_arc_tail (self->network, passing->after) == source
                             : crowd->comes[s * n_arcs + passing->before];
      crowd->waits[i] &= passing->is_inside == NULL || !passing->is_inside[s];
      if (!crowd->waits[i] || !moment->may_enter || after >= COR_TEST_HORIZON_S ||
          crowd->comes[after * n_arcs + passing->after])
        continue;
      crowd->comes[after * n_arcs + passing->after] = TRUE;
      changed |= after == s;
    }

  return changed;
}

/**
 * cor_test_moments_find_first:
 * @self: moments
 * @source: a node that is left at the first second, or later
 *
 * Returns: (transfer full) (array): by node, the first second at which one is there;
 *   %COR_TEST_HORIZON_S if one is not
 */
guint *
cor_test_moments_find_first (const CorTestMoments *self, guint32 source)
{
  guint n_arcs = cor_network_get_n_arcs (self->network);
  guint n_nodes = cor_network_get_n_nodes (self->network);
  guint *first = g_new (guint, n_nodes);
  g_autofree gboolean *waits = g_new0 (gboolean, self->passings->len + 1);
  g_autofree gboolean *comes = g_new0 (gboolean, n_arcs * COR_TEST_HORIZON_S + 1);
  Crowd crowd = { waits, comes };

  for (guint s = 0; s < COR_TEST_HORIZON_S; s++)
    while (go_on (self, &crowd, source, s))
      ;
  for (guint i = 0; i < n_nodes; i++)
    first[i] = i == source ? 0 : COR_TEST_HORIZON_S;
  for (guint s = COR_TEST_HORIZON_S; s > 0; s--)
    for (guint32 arc = 0; arc < n_arcs; arc++)
      if (comes[(s - 1) * n_arcs + arc])
        {
          guint32 node = cor_network_get_arc_head (self->network, arc);

          first[node] = MIN (first[node], s - 1);
        }

  return first;
}
