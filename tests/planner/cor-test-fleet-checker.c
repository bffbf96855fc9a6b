/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-fleet-checker.h"

#include "cor-vehicle.h"

#define REST_S (11 * 3600)

/* Places of these bits. */
#define WHEELCHAIR 0u
#define STRETCHER 1u

/* One vehicle on one trip. */
typedef struct
{
  const CorMovement *movement;
  const CorMovementVehicle *vehicle;
} Trip;

static void
fault (GPtrArray *faults, const CorMovementVehicle *vehicle, const char *what)
{
  g_autofree char *id = cor_id_to_string (&vehicle->vehicle_id);

  g_ptr_array_add (faults, g_strdup_printf ("vehicle %s, number %u, trip %u: %s", id,
                                            vehicle->number, vehicle->trip, what));
}

static int
compare_trips (gconstpointer a, gconstpointer b)
{
  const Trip *left = a;
  const Trip *right = b;
  int order = cor_id_compare (&left->vehicle->vehicle_id, &right->vehicle->vehicle_id);

  if (order == 0 && left->vehicle->number != right->vehicle->number)
    order = left->vehicle->number < right->vehicle->number ? -1 : 1;
  if (order == 0 && left->movement->depart_utc_s != right->movement->depart_utc_s)
    order = left->movement->depart_utc_s < right->movement->depart_utc_s ? -1 : 1;

  return order;
}

static GArray *
list_trips (const CorResult *result)
{
  GArray *trips = g_array_new (FALSE, FALSE, sizeof (Trip));

  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      for (guint j = 0; j < movement->vehicles->len; j++)
        {
          Trip trip = { movement, &g_array_index (movement->vehicles, CorMovementVehicle, j) };

          g_array_append_val (trips, trip);
        }
    }
  g_array_sort (trips, compare_trips);

  return trips;
}

static void
check_trip (const Trip *trip, const CorVehicle *record, GPtrArray *faults)
{
  const CorMovementVehicle *vehicle = trip->vehicle;

  if (record == NULL)
    {
      fault (faults, vehicle, "is not in the plan");
      return;
    }
  if (vehicle->number < 1 || vehicle->number > record->n_vehicles)
    fault (faults, vehicle, "there are not so many");
  if (vehicle->n_people > cor_vehicle_get_places (record))
    fault (faults, vehicle, "more people than places");
  if (record->max_trips > 0 && vehicle->trip > record->max_trips)
    fault (faults, vehicle, "more trips than it may do");
  if (record->available_from_utc_s != COR_TIME_NONE &&
      trip->movement->depart_utc_s < record->available_from_utc_s)
    fault (faults, vehicle, "leaves before it is to be had");
  if (record->available_until_utc_s != COR_TIME_NONE &&
      vehicle->ready_utc_s > record->available_until_utc_s)
    fault (faults, vehicle, "is not back in time");
  if (vehicle->ready_utc_s < trip->movement->arrive_utc_s)
    fault (faults, vehicle, "is free before it is at the crossing");
}

/* A vehicle is in one place at a time, and its drivers are not on duty for longer than they may:
 * at least from the first departure to the last arrival. Eleven hours' rest begin a new duty. */
static void
check_trips_of_one (const Trip *trips, guint n_trips, const CorVehicle *record, GPtrArray *faults)
{
  gint64 begin_utc_s = trips[0].movement->depart_utc_s, duty_s = 0;
  guint limit_min = record != NULL ? record->driver_min * MAX (1u, record->n_drivers) : 0;

  for (guint i = 0; i < n_trips; i++)
    {
      if (i > 0 && trips[i].movement->depart_utc_s - trips[i - 1].vehicle->ready_utc_s >= REST_S)
        begin_utc_s = trips[i].movement->depart_utc_s;
      duty_s = MAX (duty_s, trips[i].movement->arrive_utc_s - begin_utc_s);
    }
  for (guint i = 1; i < n_trips; i++)
    {
      if (trips[i].movement->depart_utc_s < trips[i - 1].vehicle->ready_utc_s)
        fault (faults, trips[i].vehicle, "is in two places at a time");
      if (trips[i].vehicle->trip <= trips[i - 1].vehicle->trip)
        fault (faults, trips[i].vehicle, "its trips are not in order");
    }
  if (limit_min > 0 && duty_s > (gint64) limit_min * 60)
    fault (faults, trips[0].vehicle, "its drivers are on duty for too long");
}

static gboolean
goes_by_car (CorSnapshot *snapshot, const CorPerson *person)
{
  GPtrArray *persons = cor_snapshot_get_records (snapshot, COR_RECORD_PERSON);

  for (guint i = 0; i < persons->len; i++)
    {
      const CorPerson *other = persons->pdata[i];

      if (other->car == COR_ANSWER_YES && !other->seat_wanted &&
          cor_status_is_planned (other->status) &&
          (other == person || (!cor_id_is_nil (&person->household_id) &&
                               cor_id_equal (&other->household_id, &person->household_id))))
        return TRUE;
    }

  return FALSE;
}

/* Those with a need in a movement who have no car. Of households in parts it says who is in which.
 */
static guint
count_in_need (CorSnapshot *snapshot, const CorMovement *movement, guint need)
{
  guint n_said = movement->needs_people[need];

  for (guint i = 0; i < movement->persons->len && n_said > 0; i++)
    {
      const CorPerson *person = cor_snapshot_lookup (snapshot, COR_RECORD_PERSON,
                                                     &g_array_index (movement->persons, CorId, i));

      n_said -=
          person != NULL && (person->needs & (1u << need)) != 0 && goes_by_car (snapshot, person);
    }

  return n_said;
}

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

/* How many of those named have a need, and how many of them are named here only. */
static guint
count_needs (CorSnapshot *snapshot, GHashTable *named, GArray *persons, guint need, guint *n_only)
{
  guint n = 0;

  *n_only = 0;
  for (guint i = 0; i < persons->len; i++)
    {
      const CorId *id = &g_array_index (persons, CorId, i);
      const CorPerson *person = cor_snapshot_lookup (snapshot, COR_RECORD_PERSON, id);

      if (person == NULL || (person->needs & (1u << need)) == 0)
        continue;
      n++;
      *n_only += GPOINTER_TO_UINT (g_hash_table_lookup (named, id)) == 1;
    }

  return n;
}

static guint
check_said (CorSnapshot *snapshot,
            GHashTable *named,
            GArray *persons,
            const guint *needs_people,
            guint need,
            GPtrArray *faults)
{
  guint n_only, n = count_needs (snapshot, named, persons, need, &n_only);

  if (needs_people[need] > n || needs_people[need] < n_only)
    g_ptr_array_add (faults, g_strdup_printf ("need %u is said of %u people, and %u to %u have it",
                                              need, needs_people[need], n_only, n));

  return needs_people[need];
}

/* Everybody's needs are told once, whether they pass or are left, also of a household in parts. */
static void
check_needs (CorSnapshot *snapshot, const CorResult *result, GPtrArray *faults)
{
  g_autoptr (GHashTable) named = g_hash_table_new (cor_id_hash, cor_id_equal);
  GHashTableIter iter;
  gpointer id;
  guint n_said[COR_N_NEEDS] = { 0 };

  for (guint i = 0; i < result->movements->len; i++)
    count_named (named, ((CorMovement *) result->movements->pdata[i])->persons);
  for (guint i = 0; i < result->unserved->len; i++)
    count_named (named, ((CorUnserved *) result->unserved->pdata[i])->persons);
  for (guint need = 0; need < COR_N_NEEDS; need++)
    {
      for (guint i = 0; i < result->movements->len; i++)
        {
          const CorMovement *movement = result->movements->pdata[i];

          if (movement->persons->len > 0)
            n_said[need] += check_said (snapshot, named, movement->persons, movement->needs_people,
                                        need, faults);
        }
      for (guint i = 0; i < result->unserved->len; i++)
        {
          const CorUnserved *unserved = result->unserved->pdata[i];

          n_said[need] +=
              check_said (snapshot, named, unserved->persons, unserved->needs_people, need, faults);
        }
    }
  g_hash_table_iter_init (&iter, named);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const CorPerson *person = cor_snapshot_lookup (snapshot, COR_RECORD_PERSON, id);

      for (guint need = 0; person != NULL && need < COR_N_NEEDS; need++)
        n_said[need] -= (person->needs & (1u << need)) != 0;
    }
  for (guint need = 0; need < COR_N_NEEDS; need++)
    if (n_said[need] != 0)
      g_ptr_array_add (faults, g_strdup_printf ("need %u is told of %d people too many", need,
                                                (int) n_said[need]));
}

/* Everybody without a car of their own has a seat; those who lie or sit in a wheelchair have a
 * place for it. */
static void
check_seats (CorSnapshot *snapshot, const CorMovement *movement, GPtrArray *faults)
{
  guint n_carried = 0, n_places = 0, n_stretchers = 0, n_wheelchairs = 0;

  for (guint i = 0; i < movement->vehicles->len; i++)
    {
      const CorMovementVehicle *vehicle =
          &g_array_index (movement->vehicles, CorMovementVehicle, i);
      const CorVehicle *record =
          cor_snapshot_lookup (snapshot, COR_RECORD_VEHICLE, &vehicle->vehicle_id);

      n_carried += vehicle->n_people;
      if (record == NULL)
        continue;
      n_places += cor_vehicle_get_places (record);
      n_stretchers += record->stretcher_places;
      n_wheelchairs += record->wheelchair_places;
    }
  if (n_carried > n_places || n_carried + movement->n_with_car < movement->n_people)
    g_ptr_array_add (faults, g_strdup_printf ("%u people, %u with cars, %u carried on %u places",
                                              movement->n_people, movement->n_with_car, n_carried,
                                              n_places));
  if (count_in_need (snapshot, movement, STRETCHER) > n_stretchers)
    g_ptr_array_add (faults, g_strdup ("somebody lies, and there is no place for it"));
  if (count_in_need (snapshot, movement, WHEELCHAIR) > n_wheelchairs)
    g_ptr_array_add (faults, g_strdup ("a wheelchair has no place"));
}

/* Says what is wrong with the vehicles of a plan that names any. */
void
cor_test_find_fleet_faults (CorSnapshot *snapshot, const CorResult *result, GPtrArray *faults)
{
  g_autoptr (GArray) trips = list_trips (result);

  for (guint i = 0; i < trips->len;)
    {
      const Trip *first = &g_array_index (trips, Trip, i);
      const CorVehicle *record =
          cor_snapshot_lookup (snapshot, COR_RECORD_VEHICLE, &first->vehicle->vehicle_id);
      guint n_trips = 0;

      while (i < trips->len &&
             cor_id_equal (&first[n_trips].vehicle->vehicle_id, &first->vehicle->vehicle_id) &&
             first[n_trips].vehicle->number == first->vehicle->number)
        {
          check_trip (&first[n_trips], record, faults);
          n_trips++;
          i++;
        }
      check_trips_of_one (first, n_trips, record, faults);
    }

  check_needs (snapshot, result, faults);
  for (guint i = 0; result->has_vehicles && i < result->movements->len; i++)
    check_seats (snapshot, result->movements->pdata[i], faults);
}
