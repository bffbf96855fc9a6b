/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-oracle.h"

/* The oracle: successive cheapest paths by Bellman and Ford, on every person-slot pair spelled out.
 * Slow and simple, and it shares nothing with the planner but the slots. */
typedef struct
{
  guint from, to;
  gint64 room, cost;
} OracleArc;

typedef struct
{
  GArray *arcs; /* OracleArc, each followed by its reverse */
  guint n_nodes;
} Oracle;

static void
oracle_add_arc (Oracle *oracle, guint from, guint to, gint64 room, gint64 cost)
{
  OracleArc arcs[2] = { { from, to, room, cost }, { to, from, 0, -cost } };

  g_array_append_vals (oracle->arcs, arcs, 2);
}

/* From node 0 to node 1. Returns how much flows, and its cost. */
static gint64
oracle_solve (Oracle *oracle, gint64 *total_cost)
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
      if (distance[1] == G_MAXINT64)
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
     gint64 hour_cost,
     gboolean with_drive,
     gint64 *cost)
{
  Oracle oracle = { g_array_new (FALSE, FALSE, sizeof (OracleArc)),
                    2 + problem->n_parties + problem->n_slots };
  gint64 n_flowing;

  for (guint i = 0; i < problem->n_parties; i++)
    oracle_add_arc (&oracle, 0, 2 + i, problem->n_people[i], 0);
  for (guint i = 0; i < problem->n_slots; i++)
    {
      if (problem->hours[i] >= n_hours)
        continue;
      oracle_add_arc (&oracle, 2 + problem->n_parties + i, 1, problem->capacities[i],
                      problem->hours[i] * hour_cost);
      for (guint j = 0; j < problem->n_parties; j++)
        {
          gint64 drive_s = problem->get_drive (j, i, problem->user_data);

          if (drive_s >= 0)
            oracle_add_arc (&oracle, 2 + j, 2 + problem->n_parties + i, G_MAXINT32,
                            with_drive ? drive_s : 0);
        }
    }
  n_flowing = oracle_solve (&oracle, cost);
  g_array_unref (oracle.arcs);

  return n_flowing;
}

/* Each goal for itself, one after the other. */
CorTestScore
cor_test_oracle_solve (const CorTestProblem *problem)
{
  gint64 hour_cost = 10000000, cost;
  CorTestScore score = { 0 };

  score.n_served = (guint) ask (problem, problem->n_hours, 0, FALSE, &cost);
  while (score.n_served > 0 && ask (problem, score.last_hour + 1, 0, FALSE, &cost) < score.n_served)
    score.last_hour++;
  ask (problem, score.last_hour + 1, 1, FALSE, &cost);
  score.person_hours = (guint64) cost;
  ask (problem, score.last_hour + 1, hour_cost, TRUE, &cost);
  score.drive_s = (guint64) (cost - (gint64) score.person_hours * hour_cost);

  return score;
}
