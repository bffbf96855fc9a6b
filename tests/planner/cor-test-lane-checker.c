/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-lane-checker.h"

#include "cor-agreed-corridor.h"
#include "cor-closure.h"

/* A way is on a line where it is as near to it. */
#define NEAR_M 100.0

/* A way that follows a line for longer than this drives it. */
#define ALONG_M 2000.0

/* Between two looks at a line. */
#define LOOK_M 200.0

#define COACH_PEOPLE 45u

/* Vehicles that enter a corridor at a time. */
typedef struct
{
  gint64 enter_utc_s;
  guint n_vehicles;
} Entering;

static guint
count_vehicles (CorSnapshot *snapshot, const CorMovement *movement)
{
  guint x10 = cor_snapshot_get_settings (snapshot)->people_per_car_x10;
  guint n_riders = movement->n_people - movement->n_with_car;
  guint n_coaches = movement->vehicles->len;

  if (n_coaches == 0)
    n_coaches = (n_riders + COACH_PEOPLE - 1) / COACH_PEOPLE;

  return n_coaches + (movement->n_with_car * 10 + x10 - 1) / x10;
}

static gboolean
is_near (CorPosition position, const CorPosition *line, guint n_points)
{
  for (guint i = 0; i + 1 < n_points; i++)
    if (cor_position_distance_to_segment_m (position, line[i], line[i + 1], NULL) <= NEAR_M)
      return TRUE;

  return FALSE;
}

/* Whether a corridor that a movement is sent along passes a place, so that being there is no sign
 * of driving another. */
static gboolean
is_sent_past (CorSnapshot *snapshot, const CorMovement *movement, CorPosition position)
{
  for (guint i = 0; i < movement->corridor_ids->len; i++)
    {
      const CorAgreedCorridor *sent = cor_snapshot_lookup (
          snapshot, COR_RECORD_AGREED_CORRIDOR, &g_array_index (movement->corridor_ids, CorId, i));
      const CorPosition *line;
      guint n_points;

      cor_geometry_get_part (sent->geometry, 0, &line, &n_points);
      if (is_near (position, line, n_points))
        return TRUE;
    }

  return FALSE;
}

/* How far a movement's way follows a corridor that it is not sent along. */
static double
measure_along_m (CorSnapshot *snapshot,
                 const CorResult *result,
                 const CorMovement *movement,
                 const CorAgreedCorridor *agreed)
{
  GArray *points = ((CorCorridor *) result->corridors->pdata[movement->corridor])->points;
  const CorPosition *line;
  guint n_points;
  double along_m = 0.0;

  cor_geometry_get_part (agreed->geometry, 0, &line, &n_points);
  for (guint i = 0; i + 1 < points->len; i++)
    {
      CorPosition a = g_array_index (points, CorPosition, i);
      CorPosition b = g_array_index (points, CorPosition, i + 1);
      double length_m = cor_position_distance_m (a, b);
      guint n_looks = 1 + (guint) (length_m / LOOK_M);

      for (guint j = 0; j < n_looks; j++)
        {
          CorPosition position = cor_position_interpolate (a, b, (j + 0.5) / n_looks);

          if (is_near (position, line, n_points) && !is_sent_past (snapshot, movement, position))
            along_m += length_m / n_looks;
        }
    }

  return along_m;
}

static gboolean
is_sent (const CorMovement *movement, const CorId *id)
{
  for (guint i = 0; i < movement->corridor_ids->len; i++)
    if (cor_id_equal (&g_array_index (movement->corridor_ids, CorId, i), id))
      return TRUE;

  return FALSE;
}

/* Nobody can be sent along a corridor that is said to have no road, and what leads along its line
 * is open land: the way of a place without roads to the next one. */
static gboolean
has_road (const CorResult *result, const CorAgreedCorridor *agreed)
{
  for (guint i = 0; i < result->closures_without_road->len; i++)
    if (cor_id_equal (&g_array_index (result->closures_without_road, CorId, i), &agreed->record.id))
      return FALSE;

  return TRUE;
}

static void
check_movement (CorSnapshot *snapshot,
                const CorResult *result,
                guint index,
                const CorAgreedCorridor *agreed,
                GPtrArray *faults)
{
  const CorMovement *movement = result->movements->pdata[index];

  if (!has_road (result, agreed))
    {
      if (is_sent (movement, &agreed->record.id))
        g_ptr_array_add (faults,
                         g_strdup_printf ("movement %u is sent along “%s”, which has no road",
                                          index, agreed->label));
      return;
    }
  if (!is_sent (movement, &agreed->record.id))
    {
      if (measure_along_m (snapshot, result, movement, agreed) > ALONG_M)
        g_ptr_array_add (faults,
                         g_strdup_printf ("movement %u drives “%s” without being sent there", index,
                                          agreed->label));
      return;
    }
  if (movement->n_with_car > 0 && (agreed->modes & COR_MODE_CAR) == 0)
    g_ptr_array_add (faults,
                     g_strdup_printf ("movement %u drives “%s” by car", index, agreed->label));
  if (movement->n_people > movement->n_with_car && (agreed->modes & COR_MODE_COACH) == 0)
    g_ptr_array_add (faults,
                     g_strdup_printf ("movement %u drives “%s” by coach", index, agreed->label));
}

static int
compare_entering (gconstpointer a, gconstpointer b)
{
  gint64 left = ((const Entering *) a)->enter_utc_s;
  gint64 right = ((const Entering *) b)->enter_utc_s;

  return (left > right) - (left < right);
}

/* The columns of a corridor, in order of time. */
static GArray *
list_columns (CorSnapshot *snapshot, const CorResult *result, const CorId *id)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (Entering));
  guint n_kept = 0;

  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      for (guint j = 0; j < movement->corridor_ids->len && j < movement->enter_utc_s->len; j++)
        if (cor_id_equal (&g_array_index (movement->corridor_ids, CorId, j), id))
          {
            Entering entering = { g_array_index (movement->enter_utc_s, gint64, j),
                                  count_vehicles (snapshot, movement) };

            g_array_append_val (columns, entering);
          }
    }
  g_array_sort (columns, compare_entering);
  for (guint i = 0; i < columns->len; i++)
    {
      Entering *kept = &g_array_index (columns, Entering, n_kept > 0 ? n_kept - 1 : 0);
      Entering next = g_array_index (columns, Entering, i);

      if (n_kept > 0 && kept->enter_utc_s == next.enter_utc_s)
        kept->n_vehicles += next.n_vehicles;
      else
        g_array_index (columns, Entering, n_kept++) = next;
    }
  g_array_set_size (columns, n_kept);

  return columns;
}

/* A column is no longer than it may be, begins in the corridor's hours, and the one behind it keeps
 * its distance. */
static void
check_columns (CorSnapshot *snapshot,
               const CorResult *result,
               const CorAgreedCorridor *agreed,
               GPtrArray *faults)
{
  g_autoptr (GArray) columns = list_columns (snapshot, result, &agreed->record.id);

  for (guint i = 0; i < columns->len; i++)
    {
      const Entering *column = &g_array_index (columns, Entering, i);
      double free_s = (double) column->enter_utc_s + agreed->min_spacing_min * 60.0;

      if (agreed->vehicles_per_h != COR_UNLIMITED && agreed->vehicles_per_h > 0)
        free_s += column->n_vehicles * 3600.0 / agreed->vehicles_per_h;
      if (!cor_agreed_corridor_is_open (agreed, column->enter_utc_s))
        g_ptr_array_add (faults,
                         g_strdup_printf ("“%s” is entered when it is not open", agreed->label));
      if (agreed->max_column_vehicles > 0 && column->n_vehicles > agreed->max_column_vehicles)
        g_ptr_array_add (faults,
                         g_strdup_printf ("“%s” has a column of %u vehicles, not %u", agreed->label,
                                          column->n_vehicles, agreed->max_column_vehicles));
      if (agreed->vehicles_per_h == 0)
        g_ptr_array_add (faults, g_strdup_printf ("“%s” lets nobody in", agreed->label));
      if (i + 1 < columns->len && (double) column[1].enter_utc_s < free_s)
        g_ptr_array_add (faults,
                         g_strdup_printf ("“%s” is entered again after %.0f min, not %.1f",
                                          agreed->label,
                                          (column[1].enter_utc_s - column->enter_utc_s) / 60.0,
                                          (free_s - column->enter_utc_s) / 60.0));
    }
}

/* Whether going from one place to another is going along a line, or back. */
static gboolean
goes_along (CorPosition from, CorPosition to, const CorPosition *line, guint n_points)
{
  CorPosition first = line[0], last = line[n_points - 1];

  return (to.lat_deg - from.lat_deg) * (last.lat_deg - first.lat_deg) +
             (to.lon_deg - from.lon_deg) * (last.lon_deg - first.lon_deg) >
         0.0;
}

/* Whether a movement drives along the line of a limit on a road, in its direction. */
static gboolean
drives_along (const CorResult *result, const CorMovement *movement, const CorClosure *limit)
{
  GArray *points = ((CorCorridor *) result->corridors->pdata[movement->corridor])->points;
  double along_m = 0.0;

  for (guint part = 0; part < cor_geometry_get_n_parts (limit->geometry); part++)
    {
      const CorPosition *line;
      guint n_points;

      cor_geometry_get_part (limit->geometry, part, &line, &n_points);
      for (guint i = 0; i + 1 < points->len; i++)
        {
          CorPosition a = g_array_index (points, CorPosition, i);
          CorPosition b = g_array_index (points, CorPosition, i + 1);

          if (is_near (cor_position_interpolate (a, b, 0.5), line, n_points) &&
              (limit->direction == COR_RESTRICTION_BOTH_WAYS || goes_along (a, b, line, n_points)))
            along_m += cor_position_distance_m (a, b);
        }
    }

  return along_m > ALONG_M;
}

/* Whether a movement comes into the area of a limit; who lives there only drives out. */
static gboolean
drives_into (const CorResult *result, const CorMovement *movement, const CorClosure *limit)
{
  GArray *points = ((CorCorridor *) result->corridors->pdata[movement->corridor])->points;
  gboolean was_outside = FALSE;

  for (guint i = 0; i + 1 < points->len; i++)
    {
      CorPosition a = g_array_index (points, CorPosition, i);
      CorPosition b = g_array_index (points, CorPosition, i + 1);
      guint n_looks = 1 + (guint) (cor_position_distance_m (a, b) / LOOK_M);

      for (guint j = 0; j < n_looks; j++)
        {
          gboolean inside = cor_geometry_contains (
              limit->geometry, cor_position_interpolate (a, b, (j + 0.5) / n_looks));

          if (inside && was_outside)
            return TRUE;
          was_outside = !inside;
        }
    }

  return FALSE;
}

static gboolean
meets_limit (const CorResult *result, const CorMovement *movement, const CorClosure *limit)
{
  return limit->closure == COR_CLOSURE_AREA ? drives_into (result, movement, limit)
                                            : drives_along (result, movement, limit);
}

/* Whether a limit is in force from one time to another. */
static gboolean
holds_between (const CorClosure *limit, gint64 from_utc_s, gint64 until_utc_s)
{
  for (gint64 time_utc_s = from_utc_s; time_utc_s < until_utc_s; time_utc_s += 60)
    if (!cor_closure_is_in_force (limit, time_utc_s))
      return FALSE;

  return TRUE;
}

/* Whoever leaves after one time and arrives before another was on the limited road in between;
 * those are no more than it takes meanwhile, and one who is just on it. */
static void
check_limit (CorSnapshot *snapshot,
             const CorResult *result,
             const CorClosure *limit,
             GPtrArray *faults)
{
  g_autoptr (GPtrArray) movements = g_ptr_array_new ();

  for (guint i = 0; i < result->movements->len; i++)
    if (meets_limit (result, result->movements->pdata[i], limit))
      g_ptr_array_add (movements, result->movements->pdata[i]);

  for (guint i = 0; i < movements->len; i++)
    for (guint j = 0; j < movements->len; j++)
      {
        gint64 from_utc_s = ((CorMovement *) movements->pdata[i])->depart_utc_s;
        gint64 until_utc_s = ((CorMovement *) movements->pdata[j])->arrive_utc_s;
        double n_vehicles = 0.0;

        if (until_utc_s <= from_utc_s || !holds_between (limit, from_utc_s, until_utc_s))
          continue;
        for (guint k = 0; k < movements->len; k++)
          {
            const CorMovement *movement = movements->pdata[k];

            if (movement->depart_utc_s >= from_utc_s && movement->arrive_utc_s <= until_utc_s)
              n_vehicles += count_vehicles (snapshot, movement);
          }
        if (n_vehicles > 1.0 + limit->limit_vehicles_per_h * (until_utc_s - from_utc_s) / 3600.0)
          g_ptr_array_add (faults,
                           g_strdup_printf ("%.0f vehicles drive “%s” within %.1f h", n_vehicles,
                                            limit->label, (until_utc_s - from_utc_s) / 3600.0));
      }
}

/* Agreed corridors and limits of vehicles, held against the lines as they were drawn. That nobody
 * is on one when it ends is seen by the simulation. */
void
cor_test_find_lane_faults (CorSnapshot *snapshot, const CorResult *result, GPtrArray *faults)
{
  GPtrArray *agreed = cor_snapshot_get_records (snapshot, COR_RECORD_AGREED_CORRIDOR);
  GPtrArray *closures = cor_snapshot_get_records (snapshot, COR_RECORD_CLOSURE);

  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      if (movement->enter_utc_s->len != movement->corridor_ids->len)
        g_ptr_array_add (faults, g_strdup_printf ("movement %u does not say when it enters", i));
      for (guint j = 0; j < movement->enter_utc_s->len; j++)
        {
          gint64 enter_utc_s = g_array_index (movement->enter_utc_s, gint64, j);

          if (enter_utc_s < movement->depart_utc_s || enter_utc_s > movement->arrive_utc_s)
            g_ptr_array_add (faults, g_strdup_printf ("movement %u enters when not driving", i));
        }
      for (guint j = 0; j < agreed->len; j++)
        check_movement (snapshot, result, i, agreed->pdata[j], faults);
    }
  for (guint i = 0; i < agreed->len; i++)
    check_columns (snapshot, result, agreed->pdata[i], faults);
  for (guint i = 0; i < closures->len; i++)
    {
      const CorClosure *closure = closures->pdata[i];

      if (closure->effect == COR_RESTRICTION_LIMIT && closure->limit_vehicles_per_h > 0 &&
          (closure->closure == COR_CLOSURE_ROAD || closure->closure == COR_CLOSURE_AREA))
        check_limit (snapshot, result, closure, faults);
    }
}
