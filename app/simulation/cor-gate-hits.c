/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-gate-hits.h"

/* What a line drawn over a road, or the edge of an area, takes of it. */
#define BARRIER_M 50.0

/* An agreed corridor is drawn from about one place to about another. */
#define ENDS_M 2000.0

static void
add_hits (GArray *hits, guint gate, GArray *stretches)
{
  for (guint i = 0; i < stretches->len; i++)
    {
      const CorStretch *stretch = &g_array_index (stretches, CorStretch, i);
      double widen_m = stretch->until_m > stretch->from_m ? 0.0 : BARRIER_M;
      CorGateHit hit = { gate, { stretch->from_m - widen_m, stretch->until_m + widen_m } };

      g_array_append_val (hits, hit);
    }
}

/* A road is closed between the ends of its line. Where only these were drawn, or the network draws
 * the road otherwise, a way that passes both is on it. */
static GArray *
find_road (const CorCorridor *corridor,
           const double *at_m,
           const CorPosition *line,
           guint n_points,
           gboolean is_one_way)
{
  const CorPosition *points = (const CorPosition *) (gpointer) corridor->points->data;
  guint n = corridor->points->len;
  GArray *found = cor_line_find_along (points, at_m, n, line, n_points);
  g_autoptr (GArray) first = cor_line_find_near (points, at_m, n, line, 1, COR_ALONG_M);
  g_autoptr (GArray) last =
      cor_line_find_near (points, at_m, n, &line[n_points - 1], 1, COR_ALONG_M);

  if (is_one_way)
    cor_stretches_keep_forward (found, points, at_m, n, line, n_points);
  if (first->len > 0 && last->len > 0)
    {
      CorStretch a = g_array_index (first, CorStretch, 0);
      CorStretch b = g_array_index (last, CorStretch, 0);
      CorStretch between = { MIN (a.from_m, b.from_m), MAX (a.until_m, b.until_m) };

      if (!is_one_way || a.from_m <= b.from_m)
        g_array_append_val (found, between);
      cor_stretches_unite (found);
    }

  cor_stretches_trim (found, points, at_m, n, line, n_points);

  return found;
}

/* Whoever drives over a bridge drives onto it: it is closed both ways. A limit of an area or a
 * front counts who drives into it. */
static gboolean
is_one_way (const CorClosure *closure)
{
  if (closure->effect == COR_RESTRICTION_LIMIT && closure->limit_vehicles_per_h > 0 &&
      (closure->closure == COR_CLOSURE_AREA || closure->closure == COR_CLOSURE_FRONT))
    return TRUE;

  return closure->direction == COR_RESTRICTION_FORWARD && closure->closure != COR_CLOSURE_BRIDGES;
}

static GArray *
find_front (const CorClosure *closure,
            const CorCorridor *corridor,
            const double *at_m,
            const CorPosition *line,
            guint n_points)
{
  GArray *found = cor_line_find_near ((const CorPosition *) (gpointer) corridor->points->data, at_m,
                                      corridor->points->len, line, n_points, closure->distance_m);

  if (is_one_way (closure))
    cor_stretches_keep_entries (found);

  return found;
}

static GArray *
find_part (const CorClosure *closure,
           CorPartKind kind,
           const CorCorridor *corridor,
           const double *at_m,
           const CorPosition *line,
           guint n_points)
{
  const CorPosition *points = (const CorPosition *) (gpointer) corridor->points->data;
  guint n = corridor->points->len;

  if (closure->closure == COR_CLOSURE_ROAD)
    return find_road (corridor, at_m, line, n_points, is_one_way (closure));
  if (closure->closure == COR_CLOSURE_FRONT)
    return find_front (closure, corridor, at_m, line, n_points);
  if (closure->closure == COR_CLOSURE_AREA && kind != COR_PART_LINE)
    return g_array_new (FALSE, FALSE, sizeof (CorStretch)); /* areas are looked at as a whole */

  return is_one_way (closure) ? cor_line_find_crossed_to_right (points, at_m, n, line, n_points)
                              : cor_line_find_crossed (points, at_m, n, line, n_points);
}

static void
add_closure_hits (GArray *hits,
                  guint gate,
                  const CorClosure *closure,
                  const CorCorridor *corridor,
                  const double *at_m)
{
  const CorPosition *points = (const CorPosition *) (gpointer) corridor->points->data;

  if (closure->closure == COR_CLOSURE_AREA)
    {
      g_autoptr (GArray) inside =
          cor_line_find_inside (points, at_m, corridor->points->len, closure->geometry);

      if (is_one_way (closure))
        cor_stretches_keep_entries (inside);
      add_hits (hits, gate, inside);
    }
  for (guint i = 0; i < cor_geometry_get_n_parts (closure->geometry); i++)
    {
      const CorPosition *line;
      guint n_points;
      CorPartKind kind = cor_geometry_get_part (closure->geometry, i, &line, &n_points);
      g_autoptr (GArray) found = NULL;

      if (n_points == 0)
        continue;
      found = find_part (closure, kind, corridor, at_m, line, n_points);
      add_hits (hits, gate, found);
    }
}

static gboolean
has_id (GArray *ids, const CorId *id)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (cor_id_equal (&g_array_index (ids, CorId, i), id))
      return TRUE;

  return FALSE;
}

/* A way that was sent along a corridor is on it from its beginning to its end, however the network
 * draws the road; who lives on it, or goes no further, begins or ends there. */
static void
add_between (GArray *found,
             const CorCorridor *corridor,
             const double *at_m,
             const CorPosition *line,
             guint n_points,
             gboolean is_two_way)
{
  const CorPosition *points = (const CorPosition *) (gpointer) corridor->points->data;
  guint n = corridor->points->len;
  double first_off_m, last_off_m;
  double first_m = cor_line_find_nearest_m (points, at_m, n, line[0], &first_off_m);
  double last_m = cor_line_find_nearest_m (points, at_m, n, line[n_points - 1], &last_off_m);
  gboolean turns = is_two_way && first_m > last_m;
  CorStretch between;

  if (first_off_m > ENDS_M)
    first_m = turns ? at_m[n - 1] : 0.0;
  if (last_off_m > ENDS_M)
    last_m = turns ? 0.0 : at_m[n - 1];
  if ((first_off_m > ENDS_M &&
       !cor_line_is_near (line, n_points, points[turns ? n - 1 : 0], ENDS_M)) ||
      (last_off_m > ENDS_M &&
       !cor_line_is_near (line, n_points, points[turns ? 0 : n - 1], ENDS_M)) ||
      (first_m >= last_m && !turns))
    return;

  between = (CorStretch){ MIN (first_m, last_m), MAX (first_m, last_m) };
  g_array_append_val (found, between);
  cor_stretches_unite (found);
}

static void
add_corridor_hits (GArray *hits,
                   guint gate,
                   const CorAgreedCorridor *agreed,
                   const CorCorridor *corridor,
                   const double *at_m)
{
  const CorPosition *points = (const CorPosition *) (gpointer) corridor->points->data;

  for (guint i = 0; i < cor_geometry_get_n_parts (agreed->geometry); i++)
    {
      const CorPosition *line;
      guint n_points;
      g_autoptr (GArray) found = NULL;

      if (cor_geometry_get_part (agreed->geometry, i, &line, &n_points) != COR_PART_LINE)
        continue;
      found = cor_line_find_along (points, at_m, corridor->points->len, line, n_points);
      if (!agreed->is_two_way)
        cor_stretches_keep_forward (found, points, at_m, corridor->points->len, line, n_points);
      cor_stretches_trim (found, points, at_m, corridor->points->len, line, n_points);
      add_between (found, corridor, at_m, line, n_points, agreed->is_two_way);
      add_hits (hits, gate, found);
    }
}

/**
 * cor_corridor_find_hits:
 * @corridor: a corridor
 * @at_m: (array): where the points of its line are
 * @snapshot: the plan
 * @gates: (element-type CorGate): of its closures, then of its agreed corridors
 * @agreed_ids: (nullable) (element-type CorId): the agreed corridors that it is driven under
 *
 * Returns: (transfer full) (element-type CorGateHit): where a corridor meets gates; an agreed
 * corridor counts where the movement was sent along it
 */
GArray *
cor_corridor_find_hits (const CorCorridor *corridor,
                        const double *at_m,
                        CorSnapshot *snapshot,
                        GPtrArray *gates,
                        GArray *agreed_ids)
{
  GPtrArray *closures = cor_snapshot_get_records (snapshot, COR_RECORD_CLOSURE);
  GPtrArray *agreed = cor_snapshot_get_records (snapshot, COR_RECORD_AGREED_CORRIDOR);
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (CorGateHit));

  for (guint i = 0; i < closures->len; i++)
    {
      const CorGate *gate = gates->pdata[i];

      if (gate->shut->len > 0 || gate->headway_us > 0)
        add_closure_hits (hits, i, closures->pdata[i], corridor, at_m);
    }
  for (guint i = 0; i < agreed->len; i++)
    if (has_id (agreed_ids, &((CorRecord *) agreed->pdata[i])->id))
      add_corridor_hits (hits, closures->len + i, agreed->pdata[i], corridor, at_m);

  return hits;
}
