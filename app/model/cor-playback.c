/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-playback.h"

#include "cor-time.h"

/* How far along a corridor its points and its roads are. */
typedef struct
{
  GArray *points_m; /* double: of each point, from the first */
  GArray *roads_m;  /* guint: of the end of each road */
  GArray *roads_ms; /* guint: driving time to there */
} Course;

struct _CorPlayback
{
  CorResult *result;
  gint64 end_utc_s;
  guint n_planned;
  Course *courses; /* of each corridor */
};

static void
course_init (Course *self, const CorCorridor *corridor)
{
  double length_m = 0.0;
  guint road_m = 0, road_ms = 0;

  self->points_m = g_array_new (FALSE, FALSE, sizeof (double));
  self->roads_m = g_array_new (FALSE, FALSE, sizeof (guint));
  self->roads_ms = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < corridor->points->len; i++)
    {
      if (i > 0)
        length_m += cor_position_distance_m (g_array_index (corridor->points, CorPosition, i - 1),
                                             g_array_index (corridor->points, CorPosition, i));
      g_array_append_val (self->points_m, length_m);
    }
  for (guint i = 0; i < corridor->roads->len; i++)
    {
      const CorCorridorRoad *road = corridor->roads->pdata[i];

      road_m += road->distance_m;
      road_ms += road->travel_time_ms;
      g_array_append_val (self->roads_m, road_m);
      g_array_append_val (self->roads_ms, road_ms);
    }
}

static void
course_clear (Course *self)
{
  g_array_unref (self->points_m);
  g_array_unref (self->roads_m);
  g_array_unref (self->roads_ms);
}

/* The share of the length that lies behind after a share of the time: roads differ in speed. */
static double
get_share_of_length (const Course *self, double share)
{
  guint last = self->roads_ms->len;
  double total_ms, total_m, at_ms, before_ms = 0.0, before_m = 0.0;

  if (last == 0)
    return share;

  total_ms = g_array_index (self->roads_ms, guint, last - 1);
  total_m = g_array_index (self->roads_m, guint, last - 1);
  at_ms = share * total_ms;
  for (guint i = 0; i < last && total_m > 0.0; i++)
    {
      double end_ms = g_array_index (self->roads_ms, guint, i);
      double end_m = g_array_index (self->roads_m, guint, i);

      if (at_ms <= end_ms && end_ms > before_ms)
        return (before_m + (end_m - before_m) * (at_ms - before_ms) / (end_ms - before_ms)) /
               total_m;
      before_ms = end_ms;
      before_m = end_m;
    }

  return share;
}

static CorPosition
get_position (const Course *self, const CorCorridor *corridor, double share_of_time)
{
  GArray *points = corridor->points;
  double length_m = g_array_index (self->points_m, double, points->len - 1);
  double at_m = length_m * get_share_of_length (self, CLAMP (share_of_time, 0.0, 1.0));
  guint low = 0, high = points->len - 1;
  double from_m, to_m;

  while (low + 1 < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->points_m, double, middle) <= at_m)
        low = middle;
      else
        high = middle;
    }
  from_m = g_array_index (self->points_m, double, low);
  to_m = g_array_index (self->points_m, double, high);

  return cor_position_interpolate (g_array_index (points, CorPosition, low),
                                   g_array_index (points, CorPosition, high),
                                   to_m > from_m ? (at_m - from_m) / (to_m - from_m) : 0.0);
}

/* Those of a movement who are through: they pass evenly in their hour. */
static guint
count_passed (const CorMovement *movement, gint64 time_utc_s)
{
  gint64 since_s = time_utc_s - movement->pass_utc_s;

  if (since_s <= 0)
    return 0;
  if (since_s >= COR_SECONDS_PER_HOUR)
    return movement->n_people;

  return (guint) ((gint64) movement->n_people * since_s / COR_SECONDS_PER_HOUR);
}

/**
 * cor_playback_new:
 * @result: a result
 *
 * Returns: (transfer full): the playback of @result
 */
CorPlayback *
cor_playback_new (CorResult *result)
{
  CorPlayback *self = g_new0 (CorPlayback, 1);

  self->result = cor_result_ref (result);
  self->end_utc_s = result->start_utc_s;
  self->n_planned = result->totals.n_assigned + result->totals.n_unserved;
  self->courses = g_new0 (Course, result->corridors->len + 1);
  for (guint i = 0; i < result->corridors->len; i++)
    course_init (&self->courses[i], result->corridors->pdata[i]);
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      self->end_utc_s = MAX (self->end_utc_s, movement->pass_utc_s + COR_SECONDS_PER_HOUR);
    }

  return self;
}

/**
 * cor_playback_free:
 * @self: (transfer full): a playback
 *
 * Frees @self.
 */
void
cor_playback_free (CorPlayback *self)
{
  for (guint i = 0; i < self->result->corridors->len; i++)
    course_clear (&self->courses[i]);
  g_free (self->courses);
  cor_result_unref (self->result);
  g_free (self);
}

/**
 * cor_playback_get_begin_utc_s:
 * @self: a playback
 *
 * Returns: when the plan begins
 */
gint64
cor_playback_get_begin_utc_s (const CorPlayback *self)
{
  return self->result->start_utc_s;
}

/**
 * cor_playback_get_end_utc_s:
 * @self: a playback
 *
 * Returns: when the last one is out; the plan's start if nobody moves
 */
gint64
cor_playback_get_end_utc_s (const CorPlayback *self)
{
  return self->end_utc_s;
}

/**
 * cor_playback_count_inside:
 * @self: a playback
 * @time_utc_s: a moment
 *
 * Returns: how many of those placed who still have to leave are not out at that moment, those
 *   included whom the plan leaves behind
 */
guint
cor_playback_count_inside (const CorPlayback *self, gint64 time_utc_s)
{
  guint n_passed = 0;

  for (guint i = 0; i < self->result->movements->len; i++)
    n_passed += count_passed (self->result->movements->pdata[i], time_utc_s);

  return self->n_planned - MIN (n_passed, self->n_planned);
}

/**
 * cor_playback_list_columns:
 * @self: a playback
 * @time_utc_s: a moment
 * @columns: (element-type CorPlaybackColumn): takes the columns that are under way, in the order of
 *   their movements; emptied first
 *
 * Lists where columns are. A column drives each road at the speed of that road; where it waits on
 * its way it is spread over the whole drive.
 */
void
cor_playback_list_columns (const CorPlayback *self, gint64 time_utc_s, GArray *columns)
{
  GPtrArray *movements = self->result->movements;

  g_array_set_size (columns, 0);
  for (guint i = 0; i < movements->len; i++)
    {
      const CorMovement *movement = movements->pdata[i];
      const CorCorridor *corridor = self->result->corridors->pdata[movement->corridor];
      CorPlaybackColumn column = { .movement = i, .n_people = movement->n_people };
      double share;

      if (time_utc_s < movement->depart_utc_s || time_utc_s >= movement->arrive_utc_s ||
          corridor->points->len == 0)
        continue;

      share = (double) (time_utc_s - movement->depart_utc_s) /
              (double) (movement->arrive_utc_s - movement->depart_utc_s);
      column.position = get_position (&self->courses[movement->corridor], corridor, share);
      g_array_append_val (columns, column);
    }
}

static int
compare_queues (gconstpointer a, gconstpointer b)
{
  return cor_id_compare (&((const CorPlaybackQueue *) a)->crossing_id,
                         &((const CorPlaybackQueue *) b)->crossing_id);
}

static void
add_to_queue (GArray *queues, const CorId *crossing_id, guint n_people)
{
  CorPlaybackQueue queue = { *crossing_id, n_people };

  for (guint i = 0; i < queues->len; i++)
    {
      CorPlaybackQueue *other = &g_array_index (queues, CorPlaybackQueue, i);

      if (cor_id_equal (&other->crossing_id, crossing_id))
        {
          other->n_people += n_people;
          return;
        }
    }
  g_array_append_val (queues, queue);
}

/**
 * cor_playback_list_queues:
 * @self: a playback
 * @time_utc_s: a moment
 * @queues: (element-type CorPlaybackQueue): takes the crossings at which somebody waits, by id;
 *   emptied first
 *
 * Counts who has reached a crossing and is not through.
 */
void
cor_playback_list_queues (const CorPlayback *self, gint64 time_utc_s, GArray *queues)
{
  g_array_set_size (queues, 0);
  for (guint i = 0; i < self->result->movements->len; i++)
    {
      const CorMovement *movement = self->result->movements->pdata[i];
      guint n_passed = count_passed (movement, time_utc_s);

      if (time_utc_s >= movement->arrive_utc_s && n_passed < movement->n_people)
        add_to_queue (queues, &movement->crossing_id, movement->n_people - n_passed);
    }
  g_array_sort (queues, compare_queues);
}
