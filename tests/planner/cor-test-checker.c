/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-checker.h"

#include "cor-forecast.h"
#include "cor-quota.h"
#include "cor-test-fleet-checker.h"
#include "cor-test-lane-checker.h"
#include "cor-test-judgement-checker.h"
#include "cor-time.h"

#define HOUR COR_SECONDS_PER_HOUR

/* A forecast keeps the times of its runs to some hundredths of a second. */
#define CLOCK_H (0.1 / HOUR)

/* What is looked at, and what was found. */
typedef struct
{
  CorSnapshot *snapshot;
  CorResult *result;
  const CorPlanSettings *settings;
  GPtrArray *faults;
  GHashTable *places; /* of persons: id -> place, and one */
  GHashTable *named;  /* persons: id -> in how many movements and among the unserved */
} Check;

G_GNUC_PRINTF (2, 3)
static void
fault (const Check *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->faults, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static CorMovement *
get_movement (const Check *self, guint index)
{
  return self->result->movements->pdata[index];
}

/* People */

/* How often each registration is named, and by how many people of its own. */
static void
count_named (GHashTable *named, GArray *persons)
{
  for (guint i = 0; i < persons->len; i++)
    {
      CorId *id = &g_array_index (persons, CorId, i);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (named, id));

      g_hash_table_insert (named, id, GUINT_TO_POINTER (n + 1));
    }
}

static gboolean
names_persons (const Check *self)
{
  for (guint i = 0; i < self->result->movements->len; i++)
    if (get_movement (self, i)->persons->len > 0)
      return TRUE;

  return FALSE;
}

static guint
find_person (const Check *self, const CorId *id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->places, id)) - 1;
}

/* Whether somebody may share a car with others, and pass in parts with these. */
static gboolean
shares_car (const Check *self, const CorPerson *person)
{
  GPtrArray *persons = cor_snapshot_get_records (self->snapshot, COR_RECORD_PERSON);

  if (person->car == COR_ANSWER_YES && !person->seat_wanted)
    return person->free_seats > 0;
  for (guint i = 0; i < persons->len; i++)
    if (((const CorPerson *) persons->pdata[i])->free_seats > 0)
      return TRUE;

  return FALSE;
}

/* Everybody placed who still travels is named by one movement or is unserved; only a household that
 * is larger than an hour of a crossing may be named by several. */
static void
check_everybody_once (const Check *self)
{
  GPtrArray *persons = cor_snapshot_get_records (self->snapshot, COR_RECORD_PERSON);

  for (guint i = 0; i < persons->len; i++)
    {
      const CorPerson *person = persons->pdata[i];
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->named, &person->record.id));
      guint n_wanted = cor_status_is_planned (person->status) &&
                       person->placement != COR_PLACEMENT_NONE &&
                       cor_snapshot_get_n_people (self->snapshot, i) > 0;

      if (n < n_wanted)
        fault (self, "person %u has neither a movement nor a reason", i);
      if (n > 0 && !cor_status_is_planned (person->status))
        fault (self, "person %u does not travel and is planned", i);
      if (n > 1 && cor_snapshot_get_household_size (self->snapshot, i) < 2 &&
          !shares_car (self, person))
        fault (self, "person %u is planned %u times", i, n);
    }
}

static guint
count_people (const Check *self, GArray *persons, gboolean *known)
{
  guint n_people = 0;

  for (guint i = 0; i < persons->len; i++)
    {
      guint person = find_person (self, &g_array_index (persons, CorId, i));

      if (person == G_MAXUINT)
        *known = FALSE;
      else
        n_people += cor_snapshot_get_n_people (self->snapshot, person);
    }

  return n_people;
}

/* How many people of some modes a crossing lets through in a minute. */
static double
let_through (const CorCrossing *crossing, gint64 time_utc_s, guint modes)
{
  guint open = cor_crossing_get_modes (crossing, time_utc_s) & modes;
  double rate =
      MIN (cor_crossing_get_capacity (crossing, time_utc_s), crossing->reception_people_per_h);
  double by_mode = 0.0;

  for (guint i = 0; i < COR_N_MODES; i++)
    if ((open & (1u << i)) != 0)
      by_mode += crossing->capacity_by_mode_people_per_h[i];

  return MIN (rate, by_mode) / 60.0;
}

static double
count_room (const CorCrossing *crossing, gint64 hour_utc_s, guint modes)
{
  double room = 0.0;

  for (guint minute = 0; minute < 60; minute++)
    room += let_through (crossing, hour_utc_s + minute * 60, modes);

  return room;
}

/* The same for the largest part of the hour in which nothing changes and those who are wanted may
 * pass. */
static double
count_largest_part (const CorCrossing *crossing, gint64 hour_utc_s, guint modes, guint wanted)
{
  double room = 0.0, largest = 0.0;

  for (guint minute = 0; minute < 60; minute++)
    {
      gint64 time_utc_s = hour_utc_s + minute * 60;
      guint open = cor_crossing_get_modes (crossing, time_utc_s);

      if (minute > 0 && (open != cor_crossing_get_modes (crossing, time_utc_s - 60) ||
                         cor_crossing_get_capacity (crossing, time_utc_s) !=
                             cor_crossing_get_capacity (crossing, time_utc_s - 60)))
        room = 0.0;
      if ((open & modes & wanted) != 0)
        room += let_through (crossing, time_utc_s, modes);
      largest = MAX (largest, room);
    }

  return largest;
}

/* Whether somebody who comes at a time is through by @pass: at some time from then on one waits, as
 * others were seen waiting, no longer than that. */
static gboolean
is_early_enough (const CorCrossing *crossing, gint64 arrive_utc_s, gint64 pass_utc_s)
{
  for (gint64 time = arrive_utc_s; time <= pass_utc_s; time += 60)
    if (time + (gint64) cor_crossing_get_wait_min (crossing, time) * 60 <= pass_utc_s)
      return TRUE;

  return FALSE;
}

static gint64
find_first_pass (const Check *self, const CorMovement *of)
{
  gint64 first_utc_s = G_MAXINT64;

  for (guint i = 0; i < self->result->movements->len; i++)
    if (cor_id_equal (&get_movement (self, i)->cluster_id, &of->cluster_id) &&
        cor_id_equal (&get_movement (self, i)->crossing_id, &of->crossing_id))
      first_utc_s = MIN (first_utc_s, get_movement (self, i)->pass_utc_s);

  return first_utc_s;
}

/* When somebody of a movement's cluster who is ready at some time can be at its crossing to pass in
 * a mode: cars drive half as fast again as coaches, and one never knows whether those who are ready
 * later will have to keep to the pace of these. */
static gint64
find_arrival (const Check *self, const CorMovement *movement, gint64 ready_utc_s, guint modes)
{
  gint64 drive_s = movement->arrive_utc_s - movement->depart_utc_s;

  if (movement->mode == COR_MODE_CAR &&
      ((modes & COR_MODE_CAR) == 0 || ready_utc_s > self->settings->start_utc_s))
    drive_s = drive_s * 3 / 2;

  return MAX (ready_utc_s, self->settings->start_utc_s) + drive_s;
}

/* The largest number that a movement's crossing takes in an hour of the plan in one mode, or in
 * those together of which any number may be, once anybody of its cluster can be there who is ready
 * at some time: a household larger than that passes in parts. */
static guint
get_largest_hour (const Check *self, const CorMovement *movement, gint64 ready_utc_s)
{
  const CorPlanSettings *settings = cor_snapshot_get_settings (self->snapshot);
  const CorCrossing *crossing =
      cor_snapshot_lookup (self->snapshot, COR_RECORD_CROSSING, &movement->crossing_id);
  guint usable = movement->n_with_car < movement->n_people ? COR_MODE_COACH | COR_MODE_FOOT
                 : movement->corridor_ids->len > 0         ? COR_MODE_CAR
                                                           : 7;
  gint64 first_utc_s = find_first_pass (self, movement);
  guint together = 0;
  double largest = 0.0;

  for (guint i = 0; crossing != NULL && i < COR_N_MODES; i++)
    if (crossing->capacity_by_mode_people_per_h[i] == COR_UNLIMITED)
      together |= 1u << i;
  for (guint i = 0; crossing != NULL && i < settings->horizon_h; i++)
    for (guint j = 0; j < COR_N_MODES; j++)
      {
        gint64 hour_utc_s = cor_time_floor_hour (settings->start_utc_s) + i * HOUR;
        guint modes = (together & (1u << j)) != 0 ? together : 1u << j;

        if ((usable & modes) != 0 && hour_utc_s >= first_utc_s &&
            is_early_enough (crossing, find_arrival (self, movement, ready_utc_s, usable & modes),
                             hour_utc_s))
          largest = MAX (largest, count_largest_part (crossing, hour_utc_s, modes, usable));
      }

  return (guint) largest;
}

/* How many people of a movement are in other movements, too, or left in part, and when they are
 * ready. */
static guint
count_divided (const Check *self, const CorMovement *movement, gint64 *ready_utc_s)
{
  GPtrArray *persons = cor_snapshot_get_records (self->snapshot, COR_RECORD_PERSON);
  guint n_divided = 0;

  *ready_utc_s = COR_TIME_NONE;
  for (guint i = 0; i < movement->persons->len; i++)
    {
      CorId *id = &g_array_index (movement->persons, CorId, i);
      guint place = find_person (self, id);

      if (place == G_MAXUINT || GPOINTER_TO_UINT (g_hash_table_lookup (self->named, id)) < 2)
        continue;
      n_divided += cor_snapshot_get_n_people (self->snapshot, place);
      *ready_utc_s = MAX (*ready_utc_s, ((const CorPerson *) persons->pdata[place])->ready_utc_s);
    }

  return n_divided;
}

/* Only those who are more than any hour takes, with those who ride in their car, pass in parts. */
static void
check_divided (const Check *self, guint index, guint n_people)
{
  const CorMovement *movement = get_movement (self, index);
  gint64 ready_utc_s;
  guint n_divided = count_divided (self, movement, &ready_utc_s);

  if (n_divided <= get_largest_hour (self, movement, ready_utc_s))
    fault (self, "movement %u names %u people and has %u: a household is divided", index, n_people,
           movement->n_people);
}

static void
check_movement_people (const Check *self, guint index)
{
  const CorMovement *movement = get_movement (self, index);
  gboolean known = TRUE;
  guint n_people = count_people (self, movement->persons, &known);

  if (!known)
    fault (self, "movement %u names somebody who is not in the plan", index);
  if (movement->n_people == 0 || movement->n_with_car > movement->n_people)
    fault (self, "movement %u has %u people, %u of them with a car", index, movement->n_people,
           movement->n_with_car);
  if (n_people < movement->n_people)
    fault (self, "movement %u has %u people and names %u", index, movement->n_people, n_people);
  if (n_people > movement->n_people)
    check_divided (self, index, n_people);
}

/* The members of a household of one place go together. */
static void
check_households (const Check *self)
{
  g_autoptr (GHashTable) movement_of =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->result->movements->len; i++)
    {
      GArray *persons = get_movement (self, i)->persons;

      for (guint j = 0; j < persons->len; j++)
        {
          guint index = find_person (self, &g_array_index (persons, CorId, j));
          GPtrArray *all = cor_snapshot_get_records (self->snapshot, COR_RECORD_PERSON);
          const CorPerson *person = index != G_MAXUINT ? all->pdata[index] : NULL;
          g_autofree char *cluster = cor_id_to_string (&get_movement (self, i)->cluster_id);
          g_autofree char *household = NULL;
          g_autofree char *key = NULL;
          gint64 ready_utc_s;
          guint before;

          if (person == NULL || cor_id_is_nil (&person->household_id))
            continue;
          household = cor_id_to_string (&person->household_id);
          key = g_strconcat (household, cluster, NULL);
          before = GPOINTER_TO_UINT (g_hash_table_lookup (movement_of, key));
          if (before != 0 && before != i + 1 &&
              count_divided (self, get_movement (self, i), &ready_utc_s) <=
                  get_largest_hour (self, get_movement (self, i), ready_utc_s))
            fault (self, "movements %u and %u divide a household", before - 1, i);
          g_hash_table_insert (movement_of, g_steal_pointer (&key), GUINT_TO_POINTER (i + 1));
        }
    }
}

/* The people of each cluster add up. */
static void
check_clusters (const Check *self)
{
  for (guint i = 0; i < self->result->clusters->len; i++)
    {
      const CorCluster *cluster = self->result->clusters->pdata[i];
      guint n_people = 0;

      for (guint j = 0; j < self->result->movements->len; j++)
        if (cor_id_equal (&get_movement (self, j)->cluster_id, &cluster->id))
          n_people += get_movement (self, j)->n_people;
      for (guint j = 0; j < self->result->unserved->len; j++)
        {
          const CorUnserved *unserved = self->result->unserved->pdata[j];

          if (cor_id_equal (&unserved->cluster_id, &cluster->id))
            n_people += unserved->n_people;
        }
      if (n_people != cluster->n_planned)
        fault (self, "cluster %u has %u people to move, and %u are", i, cluster->n_planned,
               n_people);
    }
}

static void
check_totals (const Check *self)
{
  const CorTotals *totals = &self->result->totals;
  guint n_assigned = 0;
  gint64 last_utc_s = COR_TIME_NONE;
  double person_s = 0.0;

  for (guint i = 0; i < self->result->movements->len; i++)
    {
      const CorMovement *movement = get_movement (self, i);

      n_assigned += movement->n_people;
      last_utc_s = MAX (last_utc_s, movement->pass_utc_s + HOUR);
      person_s += (double) movement->n_people *
                  (double) (movement->pass_utc_s - self->settings->start_utc_s);
    }
  if (n_assigned != totals->n_assigned)
    fault (self, "%u people are assigned, the totals say %u", n_assigned, totals->n_assigned);
  if (totals->n_people != cor_snapshot_count_people (self->snapshot))
    fault (self, "the totals count %u people of %u", totals->n_people,
           cor_snapshot_count_people (self->snapshot));
  if (totals->n_people !=
      totals->n_assigned + totals->n_unserved + totals->n_unplaced + totals->n_out)
    fault (self, "the totals do not add up");
  if (totals->has_clearance != (last_utc_s != COR_TIME_NONE) ||
      (totals->has_clearance && ABS (totals->clearance_h * HOUR -
                                     (double) (last_utc_s - self->settings->start_utc_s)) > 1.0))
    fault (self, "the last one is not out when the totals say");
  if (ABS (totals->person_hours * HOUR - person_s) > 1.0 + person_s * 1e-9)
    fault (self, "person-hours are %.2f, not %.2f", totals->person_hours, person_s / HOUR);
}

/* Times */

static void
check_ready (const Check *self, guint index)
{
  const CorMovement *movement = get_movement (self, index);
  GPtrArray *persons = cor_snapshot_get_records (self->snapshot, COR_RECORD_PERSON);

  for (guint i = 0; i < movement->persons->len; i++)
    {
      guint place = find_person (self, &g_array_index (movement->persons, CorId, i));
      const CorPerson *person = place != G_MAXUINT ? persons->pdata[place] : NULL;

      if (person != NULL && person->ready_utc_s != COR_TIME_NONE &&
          person->ready_utc_s > movement->depart_utc_s)
        fault (self, "movement %u leaves before person %u is ready", index, place);
    }
}

static void
check_way (const Check *self, guint index)
{
  const CorMovement *movement = get_movement (self, index);
  const CorCorridor *corridor;
  CorMode travels = movement->mode == COR_MODE_CAR ? COR_MODE_CAR : COR_MODE_COACH;

  if (movement->corridor >= self->result->corridors->len)
    {
      fault (self, "movement %u has no corridor", index);
      return;
    }
  corridor = self->result->corridors->pdata[movement->corridor];
  if (!cor_id_equal (&corridor->cluster_id, &movement->cluster_id) ||
      !cor_id_equal (&corridor->crossing_id, &movement->crossing_id))
    fault (self, "movement %u drives the corridor of another", index);
  if (corridor->mode != travels)
    fault (self, "movement %u drives a way that is not of its mode", index);
  if ((movement->arrive_utc_s - movement->depart_utc_s) * 1000 < corridor->travel_time_ms)
    fault (self, "movement %u arrives sooner than it can drive", index);
}

static void
check_times (const Check *self, guint index)
{
  const CorMovement *movement = get_movement (self, index);
  const CorCrossing *crossing =
      cor_snapshot_lookup (self->snapshot, COR_RECORD_CROSSING, &movement->crossing_id);
  gint64 end_utc_s = self->settings->start_utc_s + (gint64) self->settings->horizon_h * HOUR;

  if (crossing == NULL)
    {
      fault (self, "movement %u passes no crossing", index);
      return;
    }
  if (movement->depart_utc_s < self->settings->start_utc_s)
    fault (self, "movement %u leaves before the plan begins", index);
  if (movement->pass_utc_s % HOUR != 0 || movement->pass_utc_s + HOUR > end_utc_s)
    fault (self, "movement %u passes in no hour of the plan", index);
  if (!is_early_enough (crossing, movement->arrive_utc_s, movement->pass_utc_s))
    fault (self, "movement %u arrives too late for its hour", index);
  if (movement->wait_min != (movement->pass_utc_s - movement->arrive_utc_s) / 60)
    fault (self, "movement %u says that it waits %u min", index, movement->wait_min);
}

/* Crossings */

/* People by mode in one hour of a crossing. */
typedef struct
{
  gint64 hour_utc_s;
  guint n_people[COR_N_MODES];
} Load;

/* For each set of modes: those who pass in them are not more than have room. */
static void
check_load (const Check *self, const CorCrossing *crossing, const Load *load)
{
  for (guint modes = 1; modes < (1u << COR_N_MODES); modes++)
    {
      guint n_people = 0;

      for (guint i = 0; i < COR_N_MODES; i++)
        if ((modes & (1u << i)) != 0)
          n_people += load->n_people[i];
      if (n_people > 0 && n_people > count_room (crossing, load->hour_utc_s, modes) + 1e-6)
        {
          g_autofree char *time = cor_time_format_utc (load->hour_utc_s);

          fault (self, "%s takes %.1f people of modes %u at %s, not %u", crossing->key,
                 count_room (crossing, load->hour_utc_s, modes), modes, time, n_people);
        }
    }
}

static int
compare_loads (gconstpointer a, gconstpointer b)
{
  gint64 left = ((const Load *) a)->hour_utc_s;
  gint64 right = ((const Load *) b)->hour_utc_s;

  return (left > right) - (left < right);
}

static void
check_crossing (const Check *self, const CorCrossing *crossing)
{
  g_autoptr (GArray) loads = g_array_new (FALSE, FALSE, sizeof (Load));

  for (guint i = 0; i < self->result->movements->len; i++)
    {
      const CorMovement *movement = get_movement (self, i);
      Load load = { .hour_utc_s = movement->pass_utc_s };

      if (!cor_id_equal (&movement->crossing_id, &crossing->record.id))
        continue;
      load.n_people[0] = movement->n_with_car;
      for (guint j = 0; j < COR_N_MODES; j++)
        if ((guint) movement->mode == (1u << j))
          load.n_people[j] += movement->n_people - movement->n_with_car;
      g_array_append_val (loads, load);
    }
  g_array_sort (loads, compare_loads);

  for (guint i = 0; i < loads->len;)
    {
      Load sum = g_array_index (loads, Load, i);

      for (i++; i < loads->len && g_array_index (loads, Load, i).hour_utc_s == sum.hour_utc_s; i++)
        for (guint j = 0; j < COR_N_MODES; j++)
          sum.n_people[j] += g_array_index (loads, Load, i).n_people[j];
      check_load (self, crossing, &sum);
    }
}

/* The calendar on the wall. */
static gint64
get_day (gint64 time_utc_s, const char *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_utc_s);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, cor_time_zone (zone));

  return g_date_time_get_year (local) * 1000 + g_date_time_get_day_of_year (local);
}

/* Adds people to their day, or to the one count that there is. */
static void
check_quota (const Check *self, const CorQuota *quota)
{
  g_autoptr (GHashTable) n_by_day =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < self->result->movements->len; i++)
    {
      const CorMovement *movement = get_movement (self, i);
      const CorCrossing *crossing =
          cor_snapshot_lookup (self->snapshot, COR_RECORD_CROSSING, &movement->crossing_id);
      gint64 day;
      guint n;

      if (crossing == NULL || !g_str_equal (crossing->country, quota->country) ||
          (quota->from_utc_s != COR_TIME_NONE &&
           movement->pass_utc_s + HOUR <= quota->from_utc_s) ||
          (quota->until_utc_s != COR_TIME_NONE && movement->pass_utc_s >= quota->until_utc_s))
        continue;
      day = quota->is_daily ? get_day (movement->pass_utc_s, crossing->neighbour_zone) : 0;
      n = GPOINTER_TO_UINT (g_hash_table_lookup (n_by_day, &day)) + movement->n_people;
      g_hash_table_insert (n_by_day, g_memdup2 (&day, sizeof day), GUINT_TO_POINTER (n));
      if (n > quota->max_people)
        fault (self, "movement %u makes %u people in %s, which takes %u", i, n, quota->country,
               quota->max_people);
    }
}

/* The clock and the roads: without chance a run is the plan. */
static void
check_by_simulation (const Check *self, CorSnapshot *snapshot)
{
  g_autoptr (CorForecast) forecast = NULL;
  g_autoptr (GError) error = NULL;
  CorForecastOptions options;

  cor_forecast_options_init (&options);
  cor_forecast_options_set_calm (&options);
  options.n_runs = 1;
  forecast = cor_forecast_new (snapshot, self->result, &options, NULL, &error);
  if (forecast == NULL)
    {
      fault (self, "cannot be simulated: %s", error->message);
      return;
    }

  if (forecast->n_stops > 0.0 || forecast->n_caught > 0.0)
    fault (self, "%.0f movements are stopped by closures, %.0f caught", forecast->n_stops,
           forecast->n_caught);
  for (guint i = 0; i < forecast->risks->len; i++)
    {
      const CorForecastRisk *risk = &g_array_index (forecast->risks, CorForecastRisk, i);
      g_autofree char *id = cor_id_to_string (&risk->movement_id);

      if (risk->miss_hour > 0.0)
        fault (self, "movement %s misses its hour by %.1f min without any delay", id,
               risk->late_min);
    }
  if (self->result->totals.has_clearance &&
      (forecast->clearance_h.median > self->result->totals.clearance_h + CLOCK_H ||
       forecast->clearance_h.median < self->result->totals.clearance_h - 1.0 - CLOCK_H))
    fault (self, "the last one is out after %.2f h, planned are %.2f", forecast->clearance_h.median,
           self->result->totals.clearance_h);
}

/* The plan without what is closed or agreed at some times. */
static CorSnapshot *
remove_closures (CorSnapshot *snapshot)
{
  static const CorRecordKind kinds[] = { COR_RECORD_CLOSURE, COR_RECORD_AGREED_CORRIDOR };
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_REMOVE_CLOSURE, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GPtrArray *records = cor_snapshot_get_records (snapshot, kinds[i]);

      for (guint j = 0; j < records->len; j++)
        cor_edit_remove (edit, kinds[i], &((CorRecord *) records->pdata[j])->id);
    }

  return cor_snapshot_apply (snapshot, edit, cor_snapshot_get_revision (snapshot));
}

/* What is wrong, in words; nothing if the plan is right. */
GPtrArray *
cor_test_find_faults (CorSnapshot *snapshot, CorResult *result, CorTestRoads roads)
{
  Check self = { snapshot,
                 result,
                 cor_snapshot_get_settings (snapshot),
                 g_ptr_array_new_with_free_func (g_free),
                 g_hash_table_new (cor_id_hash, cor_id_equal),
                 g_hash_table_new (cor_id_hash, cor_id_equal) };
  GPtrArray *persons = cor_snapshot_get_records (snapshot, COR_RECORD_PERSON);
  GPtrArray *crossings = cor_snapshot_get_records (snapshot, COR_RECORD_CROSSING);
  GPtrArray *quotas = cor_snapshot_get_records (snapshot, COR_RECORD_QUOTA);

  for (guint i = 0; i < persons->len; i++)
    g_hash_table_insert (self.places, &((CorRecord *) persons->pdata[i])->id,
                         GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < result->movements->len; i++)
    count_named (self.named, get_movement (&self, i)->persons);
  for (guint i = 0; i < result->unserved->len; i++)
    count_named (self.named, ((CorUnserved *) result->unserved->pdata[i])->persons);
  check_clusters (&self);
  check_totals (&self);
  for (guint i = 0; i < result->movements->len; i++)
    {
      check_way (&self, i);
      check_times (&self, i);
      check_ready (&self, i);
      if (names_persons (&self))
        check_movement_people (&self, i);
    }
  if (names_persons (&self))
    {
      check_everybody_once (&self);
      check_households (&self);
    }
  for (guint i = 0; i < crossings->len; i++)
    check_crossing (&self, crossings->pdata[i]);
  for (guint i = 0; i < quotas->len; i++)
    check_quota (&self, quotas->pdata[i]);
  cor_test_find_fleet_faults (snapshot, result, self.faults);
  cor_test_find_lane_faults (snapshot, result, self.faults);
  cor_test_find_judgement_faults (snapshot, result, self.faults);
  if (self.faults->len == 0)
    {
      g_autoptr (CorSnapshot) simulated =
          roads == COR_TEST_ROADS_UNEVEN ? remove_closures (snapshot) : cor_snapshot_ref (snapshot);

      check_by_simulation (&self, simulated);
    }
  g_hash_table_unref (self.places);
  g_hash_table_unref (self.named);

  return self.faults;
}

/* Stops the test at a plan that is wrong. */
void
cor_test_check_result (CorSnapshot *snapshot, CorResult *result, CorTestRoads roads)
{
  g_autoptr (GPtrArray) faults = cor_test_find_faults (snapshot, result, roads);

  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (char *) faults->pdata[i]);
  if (faults->len > 0)
    g_error ("The plan is wrong: %s", (char *) faults->pdata[0]);
}
