/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-router.h"

#include "cor-matrix-private.h"
#include "cor-router-private.h"

/* As far as the clock of a search counts. */
#define CLOCK_S (COR_TRAVEL_UNREACHABLE / 1000 + 1)

/*
 * Few journeys meet anything that changes while they last. So the hierarchy is asked for times
 * without a clock: at worst, as if everything held that holds at any moment, which nobody needs to
 * be slower than, and at best, as if only that held which holds all the while, which nobody can be
 * quicker than. Where both agree the time is exact, and where nothing changes while it can matter
 * one of the two is (cor-router-steady.c). Only the rest is searched by the clock, one
 * search a place for all that is left of it, led by the times at best.
 */
typedef struct
{
  CorRouter *router;
  CorRouterQuestion question;
  CorProgress *progress;
  gint next; /* the next near place to be searched from, for any thread */
  gint is_cancelled;
} Work;

static CorMatrix *
ask (Work *work, const CorRouterView *view, GError **error)
{
  const CorRouterQuestion *question = &work->question;

  cor_router_look (work->router, view);
  if (question->backward)
    return cor_router_compute_view (work->router, question->far, question->n_far, question->near,
                                    question->n_near, work->progress, error);

  return cor_router_compute_view (work->router, question->near, question->n_near, question->far,
                                  question->n_far, work->progress, error);
}

/* The time that counts when nobody travels longer than @longest_s. */
static CorRouterView
make_view (const Work *work, gint64 longest_s, gboolean is_best)
{
  gint64 reference_utc_s = work->question.reference_utc_s;
  gboolean backward = work->question.backward;

  return (CorRouterView){ .from_utc_s = backward ? reference_utc_s - longest_s : reference_utc_s,
                          .until_utc_s =
                              backward ? reference_utc_s + 1 : reference_utc_s + longest_s,
                          .is_best = is_best,
                          .with_hours = !is_best };
}

/* The costs of a matrix as its question sees them. */
typedef struct
{
  CorCost *first;
  gsize near_step; /* from one near place to the next */
  gsize far_step;
} Costs;

static Costs
get_costs (const Work *work, CorMatrix *matrix)
{
  const CorRouterQuestion *question = &work->question;

  return (Costs){ .first = cor_matrix_get_row (matrix, 0),
                  .near_step = question->backward ? 1 : question->n_far,
                  .far_step = question->backward ? question->n_near : 1 };
}

static inline CorCost *
find_cost (const Costs *self, gsize near, gsize far)
{
  return self->first + near * self->near_step + far * self->far_step;
}

/* The longest of the times that are known to be enough, in seconds; all that the clock counts if
 * for a journey that may be possible none is. */
static gint64
find_longest_s (const Work *work, CorMatrix *worst, CorMatrix *best)
{
  Costs at_worst = get_costs (work, worst);
  Costs at_best = get_costs (work, best);
  CorCost longest = 0;

  for (gsize i = 0; i < work->question.n_near; i++)
    {
      for (gsize j = 0; j < work->question.n_far; j++)
        {
          CorCost cost = *find_cost (&at_worst, i, j);

          if (cost < COR_COST_UNREACHABLE)
            longest = MAX (longest, cost);
          else if (*find_cost (&at_best, i, j) < COR_COST_UNREACHABLE)
            return CLOCK_S;
        }
    }

  return cor_cost_time_ms (longest) / 1000 + 1;
}

/* Takes what both agree on, unless it is known already; returns whether anything is left. */
static gboolean
take_known (Work *work, CorMatrix *worst, CorMatrix *best)
{
  CorRouterQuestion *question = &work->question;
  Costs at_worst = get_costs (work, worst);
  Costs at_best = get_costs (work, best);
  Costs known = get_costs (work, question->matrix);
  gboolean is_left = FALSE;

  for (gsize i = 0; i < question->n_near; i++)
    {
      for (gsize j = 0; j < question->n_far; j++)
        {
          guint8 *is_known = &question->is_known[i * question->n_far + j];
          CorCost cost = *find_cost (&at_worst, i, j);
          guint32 time_ms = cor_cost_time_ms (*find_cost (&at_best, i, j));

          if (*is_known)
            continue;
          *is_known = time_ms == cor_cost_time_ms (cost) || time_ms >= COR_TRAVEL_UNREACHABLE;
          is_left |= !*is_known;
          if (*is_known && time_ms < COR_TRAVEL_UNREACHABLE)
            *find_cost (&known, i, j) = cost;
        }
    }

  return is_left;
}

/* Bounds all journeys from both sides. Afterwards the router looks at what is sure at best. */
static gboolean
bound (Work *work, gboolean *is_left, GError **error)
{
  CorRouterView all_best = make_view (work, CLOCK_S, TRUE);
  CorRouterView all_worst = make_view (work, CLOCK_S, FALSE);
  CorRouterView view;
  g_autoptr (CorMatrix) best = ask (work, &all_best, error);
  g_autoptr (CorMatrix) worst = best != NULL ? ask (work, &all_worst, error) : NULL;
  gint64 longest_s;

  if (worst == NULL)
    return FALSE;
  *is_left = take_known (work, worst, best);
  if (*is_left && !work->question.backward)
    *is_left = cor_router_settle_steady (work->router, &work->question, &all_best, best, &all_worst,
                                         worst);
  if (!*is_left)
    return TRUE;

  /* What begins after the last has arrived does not matter. */
  longest_s = find_longest_s (work, worst, best);
  all_best = make_view (work, longest_s, TRUE);
  g_clear_pointer (&best, cor_matrix_unref);
  best = ask (work, &all_best, error);
  if (best == NULL)
    return FALSE;
  view = make_view (work, MIN (longest_s, find_longest_s (work, best, best)), FALSE);
  g_clear_pointer (&worst, cor_matrix_unref);
  worst = ask (work, &view, error);
  if (worst == NULL)
    return FALSE;
  *is_left = take_known (work, worst, best);
  cor_router_look (work->router, &all_best);

  return cor_router_prepare_metric_until (work->router, work->progress, error);
}

static gboolean
is_all_known (const CorRouterQuestion *question, gsize near)
{
  for (gsize i = 0; question->is_known != NULL && i < question->n_far; i++)
    {
      if (!question->is_known[near * question->n_far + i])
        return FALSE;
    }

  return question->is_known != NULL;
}

static void
search_all (Work *work, CorRouterSeeker *seeker, CorProgress *progress)
{
  gsize near;

  while ((near = (gsize) g_atomic_int_add (&work->next, 1)) < work->question.n_near &&
         g_atomic_int_get (&work->is_cancelled) == 0)
    {
      if (is_all_known (&work->question, near))
        continue;
      cor_router_search_from (seeker, &work->question, near);
      if (progress != NULL && !cor_progress_check (progress, NULL))
        g_atomic_int_set (&work->is_cancelled, 1);
    }
}

static gpointer
search_on_thread (gpointer user_data)
{
  Work *work = user_data;
  CorRouter *router = work->router;
  CorRouterSeeker seeker = { .router = router };
  g_autoptr (CorTimedSearch) timed = cor_timed_search_new (router->network, router->vehicle);
  g_autoptr (CorPotential) potential =
      work->question.is_known != NULL ? cor_potential_new (router->metric) : NULL;

  seeker.timed = timed;
  seeker.potential = potential;
  search_all (work, &seeker, NULL);

  return NULL;
}

/* Searches by the clock what is not known yet, each place on any thread. */
static void
search (Work *work)
{
  CorRouter *self = work->router;
  guint n_threads = cor_router_get_n_threads (self);
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();
  g_autoptr (CorPotential) potential =
      work->question.is_known != NULL ? cor_potential_new (self->metric) : NULL;
  CorRouterSeeker seeker = { .router = self, .potential = potential };

  if (self->timed == NULL)
    self->timed = cor_timed_search_new (self->network, self->vehicle);
  seeker.timed = self->timed;
  for (guint i = 1; i < n_threads && i < work->question.n_near; i++)
    g_ptr_array_add (threads, g_thread_new ("cor-roads", search_on_thread, work));
  search_all (work, &seeker, work->progress);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));
  cor_timed_search_lead (self->timed, NULL);
}

static gboolean
answer (CorRouter *self, Work *work, GError **error)
{
  g_autofree guint8 *is_known = NULL;
  gboolean is_left = TRUE;

  /* Without a hierarchy the network is small, and searched plainly; so is one place alone. */
  if (self->network->cch_parent != NULL && work->question.n_near > 1)
    {
      is_known = g_new0 (guint8, work->question.n_near * work->question.n_far + 1);
      work->question.is_known = is_known;
      if (!bound (work, &is_left, error))
        return FALSE;
    }
  if (is_left)
    search (work);

  return cor_progress_check (work->progress, error);
}

/**
 * cor_router_compute_matrix_departing:
 * @self: a router
 * @sources: (array length=n_sources): places to leave
 * @n_sources: how many
 * @targets: (array length=n_targets): places to reach
 * @n_targets: how many
 * @depart_utc_s: when all leave
 * @progress: (nullable): asked whether to go on
 * @error: set when it was cancelled
 *
 * Computes how long it takes from all sources to all targets at the earliest when leaving at
 * @depart_utc_s. A leg that will close before it is driven through is not entered; waiting until
 * it opens is part of the time. Of several ways that are equally quick by the clock the distance
 * is that of one of them.
 *
 * Returns: (transfer full) (nullable): the matrix
 */
CorMatrix *
cor_router_compute_matrix_departing (CorRouter *self,
                                     const CorSnap *sources,
                                     gsize n_sources,
                                     const CorSnap *targets,
                                     gsize n_targets,
                                     gint64 depart_utc_s,
                                     CorProgress *progress,
                                     GError **error)
{
  g_autoptr (CorMatrix) matrix = cor_matrix_new (n_sources, n_targets);
  Work work = { .router = self, .progress = progress };

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  work.question = (CorRouterQuestion){ .near = sources,
                                       .n_near = n_sources,
                                       .far = targets,
                                       .n_far = n_targets,
                                       .reference_utc_s = depart_utc_s,
                                       .matrix = matrix };
  if (!answer (self, &work, error))
    return NULL;

  return g_steal_pointer (&matrix);
}

/**
 * cor_router_compute_matrix_arriving:
 * @self: a router
 * @sources: (array length=n_sources): places to leave
 * @n_sources: how many
 * @targets: (array length=n_targets): places to reach
 * @n_targets: how many
 * @arrive_utc_s: when all must have arrived
 * @progress: (nullable): asked whether to go on
 * @error: set when it was cancelled
 *
 * Computes how long before @arrive_utc_s one must leave each source at the latest to be at each
 * target in time. Waiting at closed legs is part of the time.
 *
 * Returns: (transfer full) (nullable): the matrix
 */
CorMatrix *
cor_router_compute_matrix_arriving (CorRouter *self,
                                    const CorSnap *sources,
                                    gsize n_sources,
                                    const CorSnap *targets,
                                    gsize n_targets,
                                    gint64 arrive_utc_s,
                                    CorProgress *progress,
                                    GError **error)
{
  g_autoptr (CorMatrix) matrix = cor_matrix_new (n_sources, n_targets);
  Work work = { .router = self, .progress = progress };

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  work.question = (CorRouterQuestion){ .near = targets,
                                       .n_near = n_targets,
                                       .far = sources,
                                       .n_far = n_sources,
                                       .reference_utc_s = arrive_utc_s,
                                       .backward = TRUE,
                                       .matrix = matrix };
  if (!answer (self, &work, error))
    return NULL;

  return g_steal_pointer (&matrix);
}
