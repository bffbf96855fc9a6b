/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-crossing.h"

#include "cor-codes.h"

static const char *const state_codes[] = { "not_open", "closed", "open" };
static const char *const class_codes[COR_N_CROSSING_CLASSES] = { "main", "minor", "local", "foot",
                                                                 "ferry" };

/* People of ours an hour: what a consulate may expect of a crossing that thousands of others use
 * too. Planning defaults, not observations; every desk and sheet that shows one says so. */
static const guint default_capacities[COR_N_CROSSING_CLASSES] = { 60, 40, 20, 30, 25 };

static void
free_interval (gpointer data)
{
  g_free (((CorCrossingInterval *) data)->source);
  g_free (data);
}

static void
free_wait (gpointer data)
{
  g_free (((CorCrossingWait *) data)->source);
  g_free (data);
}

static int
compare_times (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_intervals (gconstpointer a, gconstpointer b)
{
  const CorCrossingInterval *left = *(const CorCrossingInterval *const *) a;
  const CorCrossingInterval *right = *(const CorCrossingInterval *const *) b;
  int order = left->by_officer - right->by_officer;

  if (order == 0)
    order = compare_times (left->from_utc_s, right->from_utc_s);

  return order != 0 ? order : cor_id_compare (&left->id, &right->id);
}

static int
compare_waits (gconstpointer a, gconstpointer b)
{
  const CorCrossingWait *left = *(const CorCrossingWait *const *) a;
  const CorCrossingWait *right = *(const CorCrossingWait *const *) b;
  int order = compare_times (left->observed_utc_s, right->observed_utc_s);

  return order != 0 ? order : cor_id_compare (&left->id, &right->id);
}

/**
 * cor_crossing_new:
 * @id: (nullable): its id; %NULL makes a new one
 *
 * Returns: (transfer full): a crossing of which nothing is known yet
 */
CorCrossing *
cor_crossing_new (const CorId *id)
{
  CorCrossing *self = cor_record_new (COR_RECORD_CROSSING, id);

  self->key = g_strdup ("");
  self->zone = g_strdup ("Europe/Kyiv");
  self->neighbour_zone = g_strdup ("Europe/Kyiv");
  for (guint i = 0; i < COR_N_MODES; i++)
    self->capacity_by_mode_people_per_h[i] = COR_UNLIMITED;
  self->reception_people_per_h = COR_UNLIMITED;
  self->intervals = g_ptr_array_new_with_free_func (free_interval);
  self->waits = g_ptr_array_new_with_free_func (free_wait);

  return self;
}

/**
 * cor_crossing_add_interval:
 * @self: a crossing that nobody else holds yet
 * @id: (nullable): the interval's id; %NULL makes a new one
 *
 * Adds an interval without bounds, round the clock, not open, for nobody; fill it, then
 * cor_crossing_sort().
 *
 * Returns: (transfer none): the interval
 */
CorCrossingInterval *
cor_crossing_add_interval (CorCrossing *self, const CorId *id)
{
  CorCrossingInterval *interval = g_new0 (CorCrossingInterval, 1);

  interval->id = id != NULL ? *id : cor_id_new ();
  interval->from_utc_s = COR_TIME_NONE;
  interval->until_utc_s = COR_TIME_NONE;
  interval->closes_min = 1440;
  interval->capacity_people_per_h = COR_UNLIMITED;
  interval->source = g_strdup ("");
  g_ptr_array_add (self->intervals, interval);

  return interval;
}

/**
 * cor_crossing_add_wait:
 * @self: a crossing that nobody else holds yet
 * @id: (nullable): the observation's id; %NULL makes a new one
 *
 * Returns: (transfer none): an empty observation; fill it, then cor_crossing_sort()
 */
CorCrossingWait *
cor_crossing_add_wait (CorCrossing *self, const CorId *id)
{
  CorCrossingWait *wait = g_new0 (CorCrossingWait, 1);

  wait->id = id != NULL ? *id : cor_id_new ();
  wait->source = g_strdup ("");
  g_ptr_array_add (self->waits, wait);

  return wait;
}

/**
 * cor_crossing_sort:
 * @self: a crossing that nobody else holds yet
 *
 * Brings intervals and observations into the order that #CorCrossing promises.
 */
void
cor_crossing_sort (CorCrossing *self)
{
  g_ptr_array_sort (self->intervals, compare_intervals);
  g_ptr_array_sort (self->waits, compare_waits);
}

/**
 * cor_crossing_get_interval:
 * @self: a crossing
 * @time_utc_s: when
 *
 * Returns: (transfer none) (nullable): what holds then; hours of the day apart
 */
const CorCrossingInterval *
cor_crossing_get_interval (const CorCrossing *self, gint64 time_utc_s)
{
  for (guint i = self->intervals->len; i > 0; i--)
    {
      const CorCrossingInterval *interval = self->intervals->pdata[i - 1];

      if ((interval->from_utc_s == COR_TIME_NONE || interval->from_utc_s <= time_utc_s) &&
          (interval->until_utc_s == COR_TIME_NONE || time_utc_s < interval->until_utc_s))
        return interval;
    }

  return NULL;
}

/**
 * cor_crossing_get_state:
 * @self: a crossing
 * @time_utc_s: when
 *
 * Returns: its state on that day; an open crossing may still be shut at that hour
 */
CorCrossingState
cor_crossing_get_state (const CorCrossing *self, gint64 time_utc_s)
{
  const CorCrossingInterval *interval = cor_crossing_get_interval (self, time_utc_s);

  return interval != NULL ? interval->state : COR_CROSSING_NOT_OPEN;
}

/**
 * cor_crossing_get_modes:
 * @self: a crossing
 * @time_utc_s: when
 *
 * Returns: #CorMode bits that may pass at that minute; 0 while it is closed or outside its hours
 */
guint
cor_crossing_get_modes (const CorCrossing *self, gint64 time_utc_s)
{
  const CorCrossingInterval *interval = cor_crossing_get_interval (self, time_utc_s);
  guint minute;
  gboolean in_hours;

  if (interval == NULL || interval->state != COR_CROSSING_OPEN)
    return 0;

  minute = (guint) cor_time_get_local_minute (time_utc_s, self->zone);
  if (interval->opens_min <= interval->closes_min)
    in_hours = minute >= interval->opens_min && minute < interval->closes_min;
  else /* over midnight */
    in_hours = minute >= interval->opens_min || minute < interval->closes_min;

  return in_hours ? interval->modes : 0;
}

/**
 * cor_crossing_get_capacity:
 * @self: a crossing
 * @time_utc_s: when
 *
 * Returns: people of ours an hour at that time, in any mode, as far as the crossing and the
 * reception point behind it take them; opening hours apart
 */
guint
cor_crossing_get_capacity (const CorCrossing *self, gint64 time_utc_s)
{
  const CorCrossingInterval *interval = cor_crossing_get_interval (self, time_utc_s);
  guint capacity = self->capacity_people_per_h;

  if (interval != NULL && interval->capacity_people_per_h != COR_UNLIMITED)
    capacity = interval->capacity_people_per_h;

  return MIN (capacity, self->reception_people_per_h);
}

/**
 * cor_crossing_get_mode_capacity:
 * @self: a crossing
 * @mode: exactly one mode
 *
 * Returns: people of ours an hour in that mode; %COR_UNLIMITED if only the total limits
 */
guint
cor_crossing_get_mode_capacity (const CorCrossing *self, CorMode mode)
{
  for (guint i = 0; i < COR_N_MODES; i++)
    if ((guint) mode == 1u << i)
      return self->capacity_by_mode_people_per_h[i];

  g_return_val_if_reached (0);
}

/**
 * cor_crossing_get_wait_min:
 * @self: a crossing
 * @time_utc_s: when
 *
 * Returns: minutes that others were last seen waiting, 0 if nobody looked within a day before
 */
guint
cor_crossing_get_wait_min (const CorCrossing *self, gint64 time_utc_s)
{
  for (guint i = self->waits->len; i > 0; i--)
    {
      const CorCrossingWait *wait = self->waits->pdata[i - 1];

      if (wait->observed_utc_s <= time_utc_s)
        return time_utc_s - wait->observed_utc_s <= COR_CROSSING_WAIT_VALID_S ? wait->wait_min : 0;
    }

  return 0;
}

/**
 * cor_crossing_class_get_default_capacity:
 * @crossing_class: a class
 *
 * Returns: people of ours an hour to plan with until somebody knows better
 */
guint
cor_crossing_class_get_default_capacity (CorCrossingClass crossing_class)
{
  g_return_val_if_fail (crossing_class < COR_N_CROSSING_CLASSES, 0);

  return default_capacities[crossing_class];
}

/**
 * cor_crossing_state_get_code:
 * @state: a state
 *
 * Returns: (transfer none): its name in files: open, closed, not_open
 */
const char *
cor_crossing_state_get_code (CorCrossingState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (state_codes), "not_open");

  return state_codes[state];
}

/**
 * cor_crossing_class_parse:
 * @code: a name in files
 * @crossing_class: (out): what it stands for
 *
 * Returns: %FALSE if @code is none
 */
gboolean
cor_crossing_class_parse (const char *code, CorCrossingClass *crossing_class)
{
  return cor_codes_find (class_codes, COR_N_CROSSING_CLASSES, code, crossing_class);
}

/**
 * cor_crossing_get_road_position:
 * @self: a crossing
 *
 * Returns: where its road begins on the Ukrainian side: the control point, or the border itself
 *   where none is known
 */
CorPosition
cor_crossing_get_road_position (const CorCrossing *self)
{
  gboolean is_known = self->ua_position.lat_deg != 0.0 || self->ua_position.lon_deg != 0.0;

  return is_known ? self->ua_position : self->position;
}
