/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-oracle.h"

/* The oracle: successive cheapest paths by Bellman and Ford, on every person-slot pair spelled out.
 * Slow and simple, and it shares nothing with the planner but the slots. */
typedef struct
{
  guint from, to;
  gint64 room, cost;
} OracleArc;

struct _CorTestFlow
{
  GArray *arcs; /* OracleArc, each followed by its reverse */
  guint n_nodes;
};

CorTestFlow *
cor_test_flow_new (guint n_nodes)
{
  CorTestFlow *self = g_new0 (CorTestFlow, 1);

  self->arcs = g_array_new (FALSE, FALSE, sizeof (OracleArc));
  self->n_nodes = n_nodes;

  return self;
}

void
cor_test_flow_free (CorTestFlow *self)
{
  g_array_unref (self->arcs);
  g_free (self);
}

guint
cor_test_flow_add_arc (CorTestFlow *self, guint from, guint to, gint64 room, gint64 cost)
{
  OracleArc arcs[2] = { { from, to, room, cost }, { to, from, 0, -cost } };

  g_array_append_vals (self->arcs, arcs, 2);

  return self->arcs->len - 2;
}

gint64
cor_test_flow_get_amount (const CorTestFlow *self, guint arc)
{
  return g_array_index (self->arcs, OracleArc, arc + 1).room;
}

gint64
cor_test_flow_solve (CorTestFlow *oracle, gint64 enough, gint64 *total_cost)
{
  g_autofree gint64 *distance = g_new (gint64, oracle->n_nodes);
  g_autofree guint *via = g_new (guint, oracle->n_nodes);
  gint64 n_flowing = 0;

  *total_cost = 0;
  for (;;)
    {
      gboolean changed = TRUE;
      gint64 room = G_MAXINT64;

      for (guint i = 0; i < oracle->n_nodes; i++)
        distance[i] = i == 0 ? 0 : G_MAXINT64;
      while (changed)
        {
          changed = FALSE;
          for (guint i = 0; i < oracle->arcs->len; i++)
            {
              OracleArc *arc = &g_array_index (oracle->arcs, OracleArc, i);

              if (arc->room > 0 && distance[arc->from] != G_MAXINT64 &&
                  distance[arc->from] + arc->cost < distance[arc->to])
                {
                  distance[arc->to] = distance[arc->from] + arc->cost;
                  via[arc->to] = i;
                  changed = TRUE;
                }
            }
        }
      if (distance[1] >= enough)
        return n_flowing;

      for (guint node = 1; node != 0;
           node = g_array_index (oracle->arcs, OracleArc, via[node]).from)
        room = MIN (room, g_array_index (oracle->arcs, OracleArc, via[node]).room);
      for (guint node = 1; node != 0;
           node = g_array_index (oracle->arcs, OracleArc, via[node]).from)
        {
          g_array_index (oracle->arcs, OracleArc, via[node]).room -= room;
          g_array_index (oracle->arcs, OracleArc, via[node] ^ 1).room += room;
        }
      n_flowing += room;
      *total_cost += room * distance[1];
    }
}

static gint64
ask (const CorTestProblem *problem,
     guint n_hours,
     gint64 leave_cost,
     gint64 hour_cost,
     gboolean with_drive,
     gint64 *cost)
{
  g_autoptr (CorTestFlow) oracle = cor_test_flow_new (2 + problem->n_parties + problem->n_slots);

  for (guint i = 0; i < problem->n_parties; i++)
    cor_test_flow_add_arc (oracle, 0, 2 + i, problem->n_people[i], 0);
  for (guint i = 0; i < problem->n_slots; i++)
    {
      if (problem->hours[i] >= n_hours)
        continue;
      cor_test_flow_add_arc (oracle, 2 + problem->n_parties + i, 1, problem->capacities[i],
                             problem->hours[i] * hour_cost);
      for (guint j = 0; j < problem->n_parties; j++)
        {
          gint64 drive_s = problem->get_drive (j, i, problem->user_data);
          gboolean leaves = problem->leaves != NULL && problem->leaves (j, i, problem->user_data);

          if (drive_s >= 0)
            cor_test_flow_add_arc (oracle, 2 + j, 2 + problem->n_parties + i, G_MAXINT32,
                                   (with_drive ? drive_s : 0) + (leaves ? leave_cost : 0));
        }
    }

  return cor_test_flow_solve (oracle, G_MAXINT64, cost);
}

/* Each goal for itself, one after the other. */
CorTestScore
cor_test_oracle_solve (const CorTestProblem *problem)
{
  gint64 hour_cost = G_GINT64_CONSTANT (1000000000000), leave_cost = 1000000, cost;
  CorTestScore score = { 0 };

  score.n_served = (guint) ask (problem, problem->n_hours, 0, 0, FALSE, &cost);
  while (score.n_served > 0 &&
         ask (problem, score.last_hour + 1, 0, 0, FALSE, &cost) < score.n_served)
    score.last_hour++;
  ask (problem, score.last_hour + 1, 1, 0, FALSE, &cost);
  score.n_leaving = (guint) cost;
  ask (problem, score.last_hour + 1, leave_cost, 1, FALSE, &cost);
  score.person_hours = (guint64) (cost - score.n_leaving * leave_cost);
  if (problem->leaves != NULL)
    return score;

  ask (problem, score.last_hour + 1, 0, hour_cost, TRUE, &cost);
  score.drive_s = (guint64) (cost - (gint64) score.person_hours * hour_cost);

  return score;
}
