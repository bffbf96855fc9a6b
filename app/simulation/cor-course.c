/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-course.h"

#include <string.h>

#include "cor-chance.h"
#include "cor-error.h"
#include "cor-vehicle.h"

/* People in one coach or one car where the plan names no vehicles. */
#define COACH_PEOPLE 45u
#define PEOPLE_PER_CAR_X10 30u

/* What a road is longer than the straight line, and how fast an empty vehicle goes back, for the
 * time between two trips. */
#define DETOUR 1.3
#define EMPTY_M_PER_S 16.0

/* A plan's times are whole minutes or seconds; less than this is rounding. */
#define ROUNDING_US COR_US_PER_MIN

/* A vehicle on a trip. */
typedef struct
{
  guint column;
  const CorMovementVehicle *vehicle;
} Trip;

static guint64
get_key (const CorId *id)
{
  guint64 words[2];

  memcpy (words, id->bytes, sizeof words);

  return cor_chance_mix (GUINT64_FROM_BE (words[0]), GUINT64_FROM_BE (words[1]));
}

static guint
divide_up (guint n, guint by)
{
  return (n + by - 1) / by;
}

static guint
count_vehicles (const CorCourse *self, const CorMovement *movement)
{
  guint x10 = cor_snapshot_get_settings (self->snapshot)->people_per_car_x10;
  guint n_vehicles = movement->vehicles->len;

  if (n_vehicles == 0)
    n_vehicles = divide_up (movement->n_people - movement->n_with_car, COACH_PEOPLE);

  return MAX (1u, n_vehicles +
                      divide_up (movement->n_with_car * 10, x10 > 0 ? x10 : PEOPLE_PER_CAR_X10));
}

static guint
find_border (CorCourse *self, GHashTable *places, const CorMovement *movement, GError **error)
{
  const CorCrossing *crossing =
      cor_snapshot_lookup (self->snapshot, COR_RECORD_CROSSING, &movement->crossing_id);
  guint place;

  if (crossing == NULL)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                   "The routes pass a crossing that is no longer in the plan. Compute them anew.");
      return G_MAXUINT;
    }
  place = GPOINTER_TO_UINT (g_hash_table_lookup (places, crossing));
  if (place == 0)
    {
      g_ptr_array_add (self->borders, cor_border_new (crossing, self->start_utc_s, self->n_hours));
      place = self->borders->len;
      g_hash_table_insert (places, (gpointer) crossing, GUINT_TO_POINTER (place));
    }

  return place - 1;
}

/* The agreed corridors that a movement was sent along and whose parties let its vehicles drive.
 * Whoever walks over the border comes there by coach. */
static GArray *
list_agreed (const CorCourse *self, const CorMovement *movement)
{
  GArray *agreed = g_array_new (FALSE, FALSE, sizeof (CorId));
  guint modes = (movement->n_with_car > 0 ? COR_MODE_CAR : 0) |
                (movement->n_people > movement->n_with_car ? COR_MODE_COACH : 0);

  for (guint i = 0; i < movement->corridor_ids->len; i++)
    {
      const CorId *id = &g_array_index (movement->corridor_ids, CorId, i);
      const CorAgreedCorridor *corridor =
          cor_snapshot_lookup (self->snapshot, COR_RECORD_AGREED_CORRIDOR, id);

      if (corridor != NULL && (modes & ~corridor->modes) == 0)
        g_array_append_val (agreed, *id);
    }

  return agreed;
}

/* Movements along the same corridor, under the same agreements, drive the same way. */
static const CorWay *
find_way (CorCourse *self, const CorWay **of_corridor, const CorMovement *movement)
{
  const CorCorridor *corridor = self->result->corridors->pdata[movement->corridor];
  g_autoptr (GArray) agreed = list_agreed (self, movement);
  gboolean is_plain = agreed->len == 0;
  CorWay *way;

  if (is_plain && of_corridor[movement->corridor] != NULL)
    return of_corridor[movement->corridor];

  way = cor_way_new (self->maker, corridor, agreed);
  g_ptr_array_add (self->ways, way);
  if (is_plain)
    of_corridor[movement->corridor] = way;

  return way;
}

static void
add_column (CorCourse *self, const CorMovement *movement, guint border, const CorWay *way)
{
  CorColumn column = { .movement = movement, .key = get_key (&movement->id), .way = way };
  guint mode = cor_mode_get_place (movement->mode);

  column.border = border;
  column.n_people[cor_mode_get_place (COR_MODE_CAR)] = movement->n_with_car;
  column.n_people[mode] += movement->n_people - movement->n_with_car;
  column.n_vehicles = count_vehicles (self, movement);
  column.depart_us = (movement->depart_utc_s - self->start_utc_s) * COR_US_PER_S;
  column.arrive_us = (movement->arrive_utc_s - self->start_utc_s) * COR_US_PER_S;
  column.pass_us = (movement->pass_utc_s - self->start_utc_s) * COR_US_PER_S;
  column.followers = g_array_new (FALSE, FALSE, sizeof (CorFollower));
  column.spare_us = column.arrive_us - column.depart_us - way->time_us;
  if (column.spare_us < ROUNDING_US)
    column.spare_us = 0;
  g_array_append_val (self->columns, column);
}

static gboolean
add_columns (CorCourse *self, GError **error)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  g_autofree const CorWay **of_corridor = g_new0 (const CorWay *, self->result->corridors->len + 1);

  for (guint i = 0; i < self->result->movements->len; i++)
    {
      const CorMovement *movement = self->result->movements->pdata[i];
      guint border = find_border (self, places, movement, error);

      if (border == G_MAXUINT)
        return FALSE;
      add_column (self, movement, border, find_way (self, of_corridor, movement));
    }

  return TRUE;
}

static int
compare_trips (gconstpointer a, gconstpointer b)
{
  const CorMovementVehicle *left = ((const Trip *) a)->vehicle;
  const CorMovementVehicle *right = ((const Trip *) b)->vehicle;
  int order = cor_id_compare (&left->vehicle_id, &right->vehicle_id);

  if (order == 0)
    order = (left->number > right->number) - (left->number < right->number);

  return order != 0 ? order : (left->trip > right->trip) - (left->trip < right->trip);
}

/* How long a vehicle drives empty from one movement's crossing to the next one's rally point. */
static gint64
estimate_return_us (const CorCourse *self, const CorColumn *from, const CorColumn *to)
{
  const CorBorder *border = self->borders->pdata[from->border];
  const CorCluster *cluster = cor_result_get_cluster (self->result, &to->movement->cluster_id);

  if (from->border == to->border)
    return to->way->time_us;
  if (cluster == NULL)
    return 0;

  return (gint64) (cor_position_distance_m (border->crossing->ua_position,
                                            cluster->rally_position) *
                   DETOUR / EMPTY_M_PER_S) *
         COR_US_PER_S;
}

static void
add_follower (CorCourse *self, const Trip *before, const Trip *after)
{
  CorColumn *from = &g_array_index (self->columns, CorColumn, before->column);
  CorColumn *to = &g_array_index (self->columns, CorColumn, after->column);
  const CorVehicle *vehicle =
      cor_snapshot_lookup (self->snapshot, COR_RECORD_VEHICLE, &before->vehicle->vehicle_id);
  gint64 free_us = (before->vehicle->ready_utc_s - self->start_utc_s) * COR_US_PER_S;
  gint64 spare_us = to->depart_us - free_us - estimate_return_us (self, from, to);
  CorFollower follower = { after->column, MAX (0, spare_us),
                           vehicle != NULL && vehicle->hands_over };

  g_array_append_val (from->followers, follower);
  to->n_awaited++;
}

static void
chain_trips (CorCourse *self)
{
  g_autoptr (GArray) trips = g_array_new (FALSE, FALSE, sizeof (Trip));

  for (guint i = 0; i < self->columns->len; i++)
    {
      GArray *vehicles = g_array_index (self->columns, CorColumn, i).movement->vehicles;

      for (guint j = 0; j < vehicles->len; j++)
        {
          Trip trip = { i, &g_array_index (vehicles, CorMovementVehicle, j) };

          g_array_append_val (trips, trip);
        }
    }
  g_array_sort (trips, compare_trips);

  for (guint i = 1; i < trips->len; i++)
    {
      const Trip *before = &g_array_index (trips, Trip, i - 1);
      const Trip *after = &g_array_index (trips, Trip, i);

      if (cor_id_equal (&before->vehicle->vehicle_id, &after->vehicle->vehicle_id) &&
          before->vehicle->number == after->vehicle->number &&
          before->vehicle->trip < after->vehicle->trip && before->column != after->column)
        add_follower (self, before, after);
    }
}

static void
list_nights (CorCourse *self)
{
  const CorPlanSettings *settings = cor_snapshot_get_settings (self->snapshot);
  gint64 time_utc_s = self->start_utc_s;
  gint64 end_utc_s = self->start_utc_s + (gint64) self->n_hours * COR_SECONDS_PER_HOUR;

  self->night = g_array_new (FALSE, FALSE, sizeof (CorSpan));
  self->stops_at_night = settings->night == COR_NIGHT_NO_DRIVING;
  if (settings->night == COR_NIGHT_DRIVE)
    return;

  while (time_utc_s < end_utc_s)
    {
      gint64 next =
          cor_daily_get_next_change (&settings->night_hours, settings->night_zone, time_utc_s);
      CorSpan span = { (time_utc_s - self->start_utc_s) * COR_US_PER_S, COR_NEVER_US };

      if (next > time_utc_s && next < end_utc_s)
        span.until_us = (next - self->start_utc_s) * COR_US_PER_S;
      if (cor_daily_covers (&settings->night_hours, settings->night_zone, time_utc_s))
        g_array_append_val (self->night, span);
      time_utc_s = span.until_us == COR_NEVER_US ? end_utc_s : next;
    }
}

/**
 * cor_course_new:
 * @snapshot: a plan
 * @result: its movements
 * @overtime_h: hours after the plan's horizon that are simulated too
 * @error: (nullable): set when the result is not of this plan
 *
 * Returns: (transfer full) (nullable): the plan made ready to be simulated
 */
CorCourse *
cor_course_new (CorSnapshot *snapshot, CorResult *result, guint overtime_h, GError **error)
{
  g_autoptr (CorCourse) self = g_new0 (CorCourse, 1);
  const CorPlanSettings *settings = cor_snapshot_get_settings (snapshot);
  CorClock clock;

  self->snapshot = cor_snapshot_ref (snapshot);
  self->result = cor_result_ref (result);
  self->start_utc_s = result->start_utc_s;
  self->first_hour_us =
      (cor_time_floor_hour (self->start_utc_s) - self->start_utc_s) * COR_US_PER_S;
  self->n_hours = settings->horizon_h + overtime_h + 1;
  self->horizon_us = settings->horizon_h * COR_US_PER_H;
  self->end_us = self->first_hour_us + self->n_hours * COR_US_PER_H;
  clock = (CorClock){ self->start_utc_s, self->n_hours };
  self->maker = cor_way_maker_new (snapshot, clock);
  self->allowances = cor_allowances_new (snapshot, clock);
  self->ways = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_way_free);
  self->borders = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_border_free);
  self->columns = g_array_new (FALSE, FALSE, sizeof (CorColumn));
  list_nights (self);
  if (!add_columns (self, error))
    return NULL;
  chain_trips (self);

  return g_steal_pointer (&self);
}

/**
 * cor_course_free:
 * @self: (transfer full): a course
 *
 * Frees @self.
 */
void
cor_course_free (CorCourse *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    g_array_unref (g_array_index (self->columns, CorColumn, i).followers);
  g_array_unref (self->columns);
  g_array_unref (self->night);
  g_array_unref (self->allowances);
  g_ptr_array_unref (self->borders);
  g_ptr_array_unref (self->ways);
  cor_way_maker_free (self->maker);
  cor_result_unref (self->result);
  cor_snapshot_unref (self->snapshot);
  g_free (self);
}

/**
 * cor_course_get_hour:
 * @self: a course
 * @time_us: a time
 *
 * Returns: which of its hours that is; the first or last if it is before or after them
 */
guint
cor_course_get_hour (const CorCourse *self, gint64 time_us)
{
  gint64 hour = (time_us - self->first_hour_us) / COR_US_PER_H;

  return (guint) CLAMP (hour, 0, (gint64) self->n_hours - 1);
}
