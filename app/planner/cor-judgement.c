/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-judgement.h"

#include "cor-closure.h"

/**
 * cor_flow_bound_new:
 * @timetable: when how many can pass
 * @assignment: the best there is for single people
 * @start_utc_s: the plan's start
 *
 * Keeps what no plan can be better than. People who cannot pass count as inside until the end of
 * the timetable.
 *
 * Returns: the bound
 */
CorFlowBound
cor_flow_bound_new (const CorTimetable *timetable,
                    const CorAssignment *assignment,
                    gint64 start_utc_s)
{
  CorFlowBound bound = { 0 };

  for (guint i = 0; i < assignment->n_unserved->len; i++)
    bound.n_left += g_array_index (assignment->n_unserved, guint, i);
  for (guint i = 0; i < assignment->passages->len; i++)
    {
      const CorPassage *passage = &g_array_index (assignment->passages, CorPassage, i);
      gint64 after_s = cor_timetable_get_hour_utc_s (timetable, passage->hour) - start_utc_s;

      bound.last_out_s = MAX (bound.last_out_s, after_s + COR_SECONDS_PER_HOUR);
      bound.person_s += passage->n_people * after_s;
    }
  bound.person_s += bound.n_left * (cor_timetable_get_end_utc_s (timetable) - start_utc_s);

  return bound;
}

static gboolean
is_within (CorPosition position, const CorGeometry *front, double reach_m)
{
  for (guint i = 0; i < cor_geometry_get_n_parts (front); i++)
    {
      const CorPosition *points;
      guint n_points;

      cor_geometry_get_part (front, i, &points, &n_points);
      for (guint j = 0; j + 1 < n_points; j++)
        if (cor_position_distance_to_segment_m (position, points[j], points[j + 1], NULL) <=
            reach_m)
          return TRUE;
    }

  return FALSE;
}

/* Metres of a way within reach of a front: pieces of the line whose middle is. */
static double
measure_exposed_m (const CorCorridor *corridor, GPtrArray *closures, double reach_m)
{
  double exposed_m = 0.0;

  for (guint i = 0; i + 1 < corridor->points->len; i++)
    {
      CorPosition a = g_array_index (corridor->points, CorPosition, i);
      CorPosition b = g_array_index (corridor->points, CorPosition, i + 1);
      CorPosition middle = cor_position_interpolate (a, b, 0.5);

      for (guint j = 0; j < closures->len; j++)
        {
          const CorClosure *closure = closures->pdata[j];

          if (closure->closure != COR_CLOSURE_FRONT ||
              !is_within (middle, closure->geometry, reach_m))
            continue;
          exposed_m += cor_position_distance_m (a, b);
          break;
        }
    }

  return exposed_m;
}

static gint64
measure_exposure (const CorDraft *self, const CorResult *result)
{
  GPtrArray *closures = cor_snapshot_get_records (self->snapshot, COR_RECORD_CLOSURE);
  double reach_m = cor_snapshot_get_settings (self->snapshot)->exposure_reach_m;
  g_autofree double *exposed_m = g_new0 (double, result->corridors->len + 1);
  gint64 person_m = 0;

  for (guint i = 0; i < result->corridors->len && reach_m > 0.0; i++)
    exposed_m[i] = measure_exposed_m (result->corridors->pdata[i], closures, reach_m);
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      person_m += (gint64) (movement->n_people * exposed_m[movement->corridor]);
    }

  return person_m;
}

static void
measure_left (const CorDraft *self, CorResult *result)
{
  const guint *weights = cor_snapshot_get_settings (self->snapshot)->priority_weights;
  guint least = G_MAXUINT;

  for (guint i = 0; i < result->unserved->len; i++)
    {
      const CorUnserved *unserved = result->unserved->pdata[i];

      result->left_by_priority[unserved->priority] += unserved->n_people;
      result->objective[COR_OBJECTIVE_LEFT_INSIDE] +=
          (gint64) unserved->n_people * weights[unserved->priority];
    }
  for (guint i = 0; i < COR_N_PRIORITIES; i++)
    least = MIN (least, weights[i]);
  result->bound[COR_OBJECTIVE_LEFT_INSIDE] = self->bound.n_left * (gint64) least;
}

/**
 * cor_draft_judge:
 * @self: a plan in the making
 * @result: a result whose movements, unserved and totals are written; takes its judgement
 *
 * Says what the plan reaches in each term and what no plan can be better than. Bounds are those of
 * single people without vehicles, which is the optimum of that problem; terms for which nothing
 * better is known have the bound 0.
 */
void
cor_draft_judge (const CorDraft *self, CorResult *result)
{
  const CorPlanSettings *settings = cor_snapshot_get_settings (self->snapshot);
  gint64 horizon_s = cor_timetable_get_end_utc_s (self->timetable) - result->start_utc_s;
  gint64 person_s = result->totals.n_unserved * horizon_s;
  gint64 last_out_s = 0;
  gint64 bound_s = self->bound.person_s;

  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];
      gint64 after_s = movement->pass_utc_s - result->start_utc_s;

      last_out_s = MAX (last_out_s, after_s + COR_SECONDS_PER_HOUR);
      person_s += movement->n_people * after_s;
    }
  measure_left (self, result);
  result->objective[COR_OBJECTIVE_LAST_OUT] = last_out_s;
  result->bound[COR_OBJECTIVE_LAST_OUT] = MIN (self->bound.last_out_s, last_out_s);
  result->objective[COR_OBJECTIVE_PERSON_TIME] = person_s;
  result->bound[COR_OBJECTIVE_PERSON_TIME] = bound_s;
  result->objective[COR_OBJECTIVE_EXPOSURE] = measure_exposure (self, result);
  result->objective[COR_OBJECTIVE_MOVEMENTS] = result->movements->len;
  result->objective[COR_OBJECTIVE_CHANGE] =
      settings->published_number > 0 ? COR_OBJECTIVE_NOT_MEASURED : 0;
  result->gap = bound_s > 0 ? (double) (person_s - bound_s) / (double) bound_s : 0.0;
  result->rounding_gap = result->gap;
  result->is_proven = TRUE;
}
