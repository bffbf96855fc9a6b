/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fleet-maker.h"

#include "cor-fleet-slack.h"
#include "cor-lane-draft.h"
#include "cor-vehicle.h"

#define SECONDS_PER_MINUTE 60u

/* More than these make no difference to any plan that we know of; what is beyond them stays in the
 * depot. */
#define MAX_UNITS 2000u

/* A vehicle among those of its record. */
typedef struct
{
  guint record;
  guint number; /* from 1 */
} Unit;

struct _CorDraftFleet
{
  GPtrArray *records;   /* CorVehicle, the snapshot's */
  GArray *units;        /* Unit */
  GArray *vehicles;     /* CorFleetVehicle, of each unit */
  CorSeats *seats;      /* of each household */
  guint *clusters;      /* of each party */
  GHashTable *arriving; /* cluster and hour -> CorMatrix, how long before one must leave */
  CorFleetGates *gates; /* NULL without lanes */
  CorFleetPlan *plan;
};

/* In a household that stands for more people than registered, the others need ordinary seats. */
static CorSeats
count_seats (const CorDraft *self, const CorHousehold *household)
{
  const CorDemandGroup *group = self->groups->pdata[household->group];
  GPtrArray *persons = cor_snapshot_get_records (self->snapshot, COR_RECORD_PERSON);
  CorSeats seats = { { 0 }, { 0 } };

  for (guint i = 0; i < household->n_persons; i++)
    {
      guint index = g_array_index (group->persons, guint, household->first_person + i);
      const CorPerson *person = persons->pdata[index];
      CorSeats more =
          cor_seats_for (cor_snapshot_get_n_people (self->snapshot, index), person->needs);

      cor_seats_add (&seats, &more);
    }

  return seats;
}

/* The seats of some registrations with needs, one for each. */
static CorSeats
get_part_seats (guint place, guint first_in_need, guint n_in_need, gpointer draft)
{
  const CorDraft *self = draft;
  const CorHousehold *household = &g_array_index (self->households, CorHousehold, place);
  const CorDemandGroup *group = self->groups->pdata[household->group];
  GPtrArray *persons = cor_snapshot_get_records (self->snapshot, COR_RECORD_PERSON);
  CorSeats seats = { { 0 }, { 0 } };
  guint n_before = 0;

  for (guint i = 0; i < household->n_persons; i++)
    {
      guint index = g_array_index (group->persons, guint, household->first_person + i);
      guint needs = ((const CorPerson *) persons->pdata[index])->needs;
      CorSeats more = cor_seats_for (1, needs);

      if (needs == 0)
        continue;
      if (n_before >= first_in_need && n_before < first_in_need + n_in_need)
        cor_seats_add (&seats, &more);
      n_before++;
    }

  return seats;
}

static CorFleetVehicle
make_vehicle (const CorVehicle *record, guint depot)
{
  CorFleetVehicle vehicle = {
    .depot = depot,
    .seats = { { record->seats, record->wheelchair_places, record->stretcher_places } },
    .from_utc_s = record->available_from_utc_s,
    .until_utc_s =
        record->available_until_utc_s == COR_TIME_NONE ? G_MAXINT64 : record->available_until_utc_s,
    .duty_s = record->driver_min * MAX (1u, record->n_drivers) * SECONDS_PER_MINUTE,
    .turnaround_s = record->turnaround_min * SECONDS_PER_MINUTE,
    .hands_over = record->hands_over,
    .max_trips = record->max_trips,
  };

  for (guint i = 0; i < COR_N_SEAT_KINDS && record->has_oxygen; i++)
    vehicle.seats.n_oxygen[i] = vehicle.seats.n[i];

  return vehicle;
}

/* Each vehicle for itself; the depots are the records' places. */
static void
list_units (CorDraftFleet *fleet)
{
  for (guint i = 0; i < fleet->records->len; i++)
    {
      const CorVehicle *record = fleet->records->pdata[i];
      CorFleetVehicle vehicle = make_vehicle (record, i);

      for (guint j = 0; j < record->n_vehicles && fleet->units->len < MAX_UNITS; j++)
        {
          Unit unit = { i, j + 1 };

          g_array_append_val (fleet->units, unit);
          g_array_append_val (fleet->vehicles, vehicle);
        }
    }
}

static CorDraftFleet *
fleet_new (const CorDraft *self)
{
  CorDraftFleet *fleet = g_new0 (CorDraftFleet, 1);

  fleet->records = cor_snapshot_get_records (self->snapshot, COR_RECORD_VEHICLE);
  fleet->arriving = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                           (GDestroyNotify) cor_matrix_unref);
  fleet->units = g_array_new (FALSE, FALSE, sizeof (Unit));
  fleet->vehicles = g_array_new (FALSE, FALSE, sizeof (CorFleetVehicle));
  list_units (fleet);
  fleet->seats = g_new (CorSeats, self->households->len + 1);
  for (guint i = 0; i < self->households->len; i++)
    fleet->seats[i] = count_seats (self, &g_array_index (self->households, CorHousehold, i));
  fleet->clusters = g_new (guint, self->groups->len + 1);
  for (guint i = 0; i < self->groups->len; i++)
    fleet->clusters[i] = ((CorDemandGroup *) self->groups->pdata[i])->cluster;

  return fleet;
}

/**
 * cor_draft_get_fleet_bound:
 * @self: a plan in the making
 * @bound: (out): what no plan with these vehicles betters
 *
 * Returns: %FALSE if the plan has no vehicles
 */
gboolean
cor_draft_get_fleet_bound (const CorDraft *self, CorFleetScore *bound)
{
  if (self->fleet == NULL)
    return FALSE;

  *bound = self->fleet->plan->bound;

  return TRUE;
}

/**
 * cor_draft_fleet_free:
 * @self: (transfer full): the vehicles of a plan in the making
 *
 * Frees @self.
 */
void
cor_draft_fleet_free (CorDraftFleet *self)
{
  g_clear_pointer (&self->plan, cor_fleet_plan_free);
  g_clear_pointer (&self->gates, cor_fleet_gates_free);
  g_hash_table_unref (self->arriving);
  g_array_unref (self->units);
  g_array_unref (self->vehicles);
  g_free (self->seats);
  g_free (self->clusters);
  g_free (self);
}

/* The same departure as the movement's. */
static gint64
get_departure (guint cluster, guint crossing, guint hour, gint64 *arrive_utc_s, gpointer draft)
{
  const CorDraft *self = draft;
  gint64 latest_utc_s = cor_timetable_get_latest_arrival_utc_s (self->timetable, crossing, hour);

  *arrive_utc_s = latest_utc_s;
  if (cor_journeys_get_arrival_utc_s (self->journeys, COR_TRAVEL_COACH, cluster, crossing) >
      latest_utc_s)
    return G_MININT64;

  return cor_journeys_find_departure (self->journeys, COR_TRAVEL_COACH, cluster, crossing,
                                      latest_utc_s);
}

/* Who comes back from a column comes from the crossing that it went to. */
static guint
get_source (const CorDraft *self, guint row)
{
  guint n_depots = self->fleet->records->len;

  return row < n_depots ? row
                        : n_depots + cor_timetable_get_origin (self->timetable, row - n_depots);
}

/* How long driving empty takes: rows are depots, then crossings. */
static guint32 *
read_empty_s (const CorDraft *self)
{
  guint n_rows = self->fleet->records->len + self->crossings->len;
  guint n_clusters = self->clustering->clusters->len;
  guint32 *empty_s = g_new (guint32, (gsize) n_rows * n_clusters + 1);

  for (guint i = 0; i < n_rows; i++)
    for (guint j = 0; j < n_clusters; j++)
      {
        guint32 time_ms = cor_journeys_get_empty_ms (self->journeys, get_source (self, i), j);

        empty_s[(gsize) i * n_clusters + j] = time_ms >= COR_TRAVEL_UNREACHABLE
                                                  ? COR_FLEET_UNREACHABLE
                                                  : cor_journeys_round_up_s (time_ms);
      }

  return empty_s;
}

/* Which clusters some vehicle reaches slower, or not at all, at some times. */
static gboolean *
read_by_clock (const CorDraft *self)
{
  guint n_rows = self->fleet->records->len + self->crossings->len;
  gboolean *is_by_clock = g_new0 (gboolean, self->clustering->clusters->len + 1);

  for (guint i = 0; i < self->clustering->clusters->len; i++)
    for (guint j = 0; j < n_rows && !is_by_clock[i]; j++)
      is_by_clock[i] = cor_journeys_empty_depends_on_time (self->journeys, get_source (self, j), i);

  return is_by_clock;
}

/* Searched once for each cluster and hour: for a time within the hour one is there by its begin. */
static CorMatrix *
find_empty_arriving (const CorDraft *self, guint cluster, gint64 hour_utc_s)
{
  gint64 key = (hour_utc_s / COR_SECONDS_PER_HOUR) * self->clustering->clusters->len + cluster;
  CorMatrix *matrix = g_hash_table_lookup (self->fleet->arriving, &key);

  if (matrix == NULL)
    {
      matrix = cor_journeys_compute_empty_arriving (self->journeys, cluster, hour_utc_s);
      g_hash_table_insert (self->fleet->arriving, g_memdup2 (&key, sizeof key), matrix);
    }

  return matrix;
}

static gint64
get_leave (gboolean at_crossing, guint place, guint cluster, gint64 arrive_utc_s, gpointer draft)
{
  const CorDraft *self = draft;
  guint source = get_source (self, at_crossing ? self->fleet->records->len + place : place);
  guint32 time_ms = cor_journeys_get_empty_ms (self->journeys, source, cluster);

  if (cor_journeys_empty_depends_on_time (self->journeys, source, cluster))
    {
      arrive_utc_s = cor_time_floor_hour (arrive_utc_s);
      time_ms =
          cor_matrix_get_time_ms (find_empty_arriving (self, cluster, arrive_utc_s), source, 0);
    }

  return time_ms >= COR_TRAVEL_UNREACHABLE ? G_MININT64
                                           : arrive_utc_s - cor_journeys_round_up_s (time_ms);
}

static guint32 *
read_drive_s (const CorDraft *self)
{
  guint n_clusters = self->clustering->clusters->len, n_crossings = self->crossings->len;
  guint32 *drive_s = g_new (guint32, (gsize) n_clusters * n_crossings + 1);

  for (guint i = 0; i < n_clusters; i++)
    for (guint j = 0; j < n_crossings; j++)
      drive_s[(gsize) i * n_crossings + j] =
          cor_journeys_get_time_ms (self->journeys, COR_TRAVEL_COACH, i, j) / 1000;

  return drive_s;
}

static gboolean
prepare_empty (const CorDraft *self, CorProgress *progress, GError **error)
{
  GPtrArray *records = self->fleet->records;
  g_autofree CorPosition *depots = g_new (CorPosition, records->len + 1);

  for (guint i = 0; i < records->len; i++)
    depots[i] = ((CorVehicle *) records->pdata[i])->depot_position;

  return cor_journeys_prepare_empty (self->journeys, depots, records->len, progress, error);
}

static int
compare_kept (gconstpointer a, gconstpointer b)
{
  const CorFleetKeptTrip *left = a;
  const CorFleetKeptTrip *right = b;

  if (left->hour != right->hour)
    return left->hour < right->hour ? -1 : 1;
  if (left->cluster != right->cluster)
    return left->cluster < right->cluster ? -1 : 1;
  if (left->crossing != right->crossing)
    return left->crossing < right->crossing ? -1 : 1;

  return left->vehicle < right->vehicle ? -1 : left->vehicle > right->vehicle;
}

/* Places of things by their id: the first of those alike, and one. */
static void
index_id (GHashTable *places, const CorId *id, guint place)
{
  if (!g_hash_table_contains (places, id))
    g_hash_table_insert (places, (gpointer) id, GUINT_TO_POINTER (place + 1));
}

static GHashTable *
index_units (const CorDraftFleet *fleet)
{
  GHashTable *places = g_hash_table_new (cor_id_hash, cor_id_equal);

  for (guint i = 0; i < fleet->units->len; i++)
    index_id (places,
              &((CorVehicle *) fleet->records->pdata[g_array_index (fleet->units, Unit, i).record])
                   ->record.id,
              i);

  return places;
}

/* The vehicles of a movement of the plan that this one begins with, as far as they still exist. */
static void
list_kept_of (const CorDraft *self,
              GHashTable *units,
              CorFleetKeptTrip trip,
              const CorMovement *movement,
              GArray *kept)
{
  for (guint i = 0; i < movement->vehicles->len; i++)
    {
      const CorMovementVehicle *vehicle =
          &g_array_index (movement->vehicles, CorMovementVehicle, i);
      guint first = GPOINTER_TO_UINT (g_hash_table_lookup (units, &vehicle->vehicle_id));

      trip.vehicle = first - 1 + vehicle->number - 1;
      if (first == 0 || trip.vehicle >= self->fleet->units->len ||
          g_array_index (self->fleet->units, Unit, trip.vehicle).record !=
              g_array_index (self->fleet->units, Unit, first - 1).record)
        continue;
      g_array_append_val (kept, trip);
    }
}

/* The trips of the plan that this one begins with. */
static GArray *
list_kept (const CorDraft *self)
{
  GPtrArray *movements = cor_plan_basis_get_result (self->basis)->movements;
  gint64 first_utc_s = cor_timetable_get_hour_utc_s (self->timetable, 0);
  g_autoptr (GHashTable) units = index_units (self->fleet);
  g_autoptr (GHashTable) clusters = g_hash_table_new (cor_id_hash, cor_id_equal);
  g_autoptr (GHashTable) crossings = g_hash_table_new (cor_id_hash, cor_id_equal);
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (CorFleetKeptTrip));

  for (guint i = 0; i < self->clustering->clusters->len; i++)
    index_id (clusters, &((CorCluster *) self->clustering->clusters->pdata[i])->id, i);
  for (guint i = 0; i < self->crossings->len; i++)
    index_id (crossings, &((CorCrossing *) self->crossings->pdata[i])->record.id, i);
  for (guint i = 0; i < movements->len; i++)
    {
      const CorMovement *movement = movements->pdata[i];
      guint cluster = GPOINTER_TO_UINT (g_hash_table_lookup (clusters, &movement->cluster_id));
      guint crossing = GPOINTER_TO_UINT (g_hash_table_lookup (crossings, &movement->crossing_id));
      gint64 hour = (movement->pass_utc_s - first_utc_s) / COR_SECONDS_PER_HOUR;

      if (cluster > 0 && crossing > 0 && movement->pass_utc_s >= first_utc_s &&
          hour < cor_timetable_get_n_hours (self->timetable))
        list_kept_of (self, units,
                      (CorFleetKeptTrip){
                          .cluster = cluster - 1, .crossing = crossing - 1, .hour = (guint) hour },
                      movement, kept);
    }
  g_array_sort (kept, compare_kept);

  return kept;
}

static CorFleetPlan *
solve (CorDraft *self, CorProgress *progress, GError **error)
{
  const CorDraftFleet *fleet = self->fleet;
  g_autofree gboolean *is_by_clock = NULL;
  g_autofree guint32 *empty_s = NULL;
  g_autofree guint32 *drive_s = NULL;
  g_autoptr (GArray) kept = self->basis != NULL ? list_kept (self) : NULL;
  CorFleetProblem problem;

  if (!cor_progress_check (progress, error) || !prepare_empty (self, progress, error) ||
      !cor_progress_check (progress, error))
    return NULL;

  empty_s = read_empty_s (self);
  is_by_clock = read_by_clock (self);
  drive_s = read_drive_s (self);
  if (!cor_progress_check (progress, error))
    return NULL;
  problem = (CorFleetProblem){
    .timetable = self->timetable,
    .parties = self->parties,
    .n_parties = self->groups->len,
    .households = self->households,
    .clusters = fleet->clusters,
    .n_clusters = self->clustering->clusters->len,
    .seats = fleet->seats,
    .vehicles = (const CorFleetVehicle *) (gpointer) fleet->vehicles->data,
    .n_vehicles = fleet->vehicles->len,
    .start_utc_s = cor_snapshot_get_settings (self->snapshot)->start_utc_s,
    .depot_s = empty_s,
    .return_s = empty_s + (gsize) fleet->records->len * self->clustering->clusters->len,
    .is_by_clock = is_by_clock,
    .drive_s = drive_s,
    .gates = fleet->gates,
    .get_departure = get_departure,
    .get_seats = get_part_seats,
    .get_leave = get_leave,
    .user_data = self,
    .is_early = self->stage == COR_DRAFT_EARLY || self->stage == COR_DRAFT_SKETCHED,
    .kept = kept,
  };

  return cor_fleet_plan_new (&problem, self->loading, self->single, progress, error);
}

/**
 * cor_draft_find_vehicles:
 * @self: a plan in the making, its households loaded
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Finds vehicles for all who do not drive themselves, if the plan has any, and loads the households
 * anew as these allow. Without any vehicle coaches are taken to be had without limit.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_draft_find_vehicles (CorDraft *self, CorProgress *progress, GError **error)
{
  CorLoading *loading;

  if (cor_snapshot_get_records (self->snapshot, COR_RECORD_VEHICLE)->len == 0)
    return TRUE;

  self->fleet = fleet_new (self);
  self->fleet->gates = cor_draft_list_gates (self);
  self->fleet->plan = solve (self, progress, error);
  if (self->fleet->plan == NULL)
    return FALSE;

  loading = cor_loading_new_from_loads (self->timetable, self->parties, self->groups->len,
                                        self->households, g_array_ref (self->fleet->plan->loads),
                                        self->single);
  cor_loading_free (self->loading);
  self->loading = loading;

  return TRUE;
}

static int
compare_trips (gconstpointer a, gconstpointer b)
{
  const CorFleetTrip *left = a;
  const CorFleetTrip *right = b;

  if (left->cluster != right->cluster)
    return left->cluster < right->cluster ? -1 : 1;
  if (left->crossing != right->crossing)
    return left->crossing < right->crossing ? -1 : 1;

  return left->hour < right->hour ? -1 : left->hour > right->hour;
}

/* Where the trips of a movement begin. */
static guint
find_first_trip (GArray *trips, const CorFleetTrip *wanted)
{
  guint low = 0, high = trips->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_trips (&g_array_index (trips, CorFleetTrip, middle), wanted) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * cor_draft_list_vehicles:
 * @self: a plan in the making
 * @movement: a movement
 * @passage: one of those that it consists of
 *
 * Writes which vehicles carry the people of a movement who do not drive themselves.
 */
void
cor_draft_list_vehicles (const CorDraft *self, CorMovement *movement, const CorPassage *passage)
{
  const CorDraftFleet *fleet = self->fleet;
  CorFleetTrip wanted = { .crossing = passage->crossing, .hour = passage->hour };
  guint n_carried = 0;

  if (fleet == NULL)
    return;

  wanted.cluster = fleet->clusters[passage->party];
  for (guint i = find_first_trip (fleet->plan->trips, &wanted); i < fleet->plan->trips->len; i++)
    {
      const CorFleetTrip *trip = &g_array_index (fleet->plan->trips, CorFleetTrip, i);
      const Unit *unit = &g_array_index (fleet->units, Unit, trip->vehicle);
      CorMovementVehicle vehicle = {
        .vehicle_id = ((CorVehicle *) fleet->records->pdata[unit->record])->record.id,
        .number = unit->number,
        .trip = trip->number,
        .n_people = trip->n_people,
        .ready_utc_s = trip->free_utc_s,
      };

      if (compare_trips (trip, &wanted) != 0)
        break;
      g_array_append_val (movement->vehicles, vehicle);
      n_carried += trip->n_people;
    }
  g_assert (n_carried + movement->n_with_car == movement->n_people);
}

/**
 * cor_draft_count_vehicles:
 * @self: a plan in the making, its vehicles found
 * @cluster: a cluster
 * @crossing: a crossing
 * @hour: a clock hour
 *
 * Returns: how many vehicles carry people of that cluster there in that hour
 */
guint
cor_draft_count_vehicles (const CorDraft *self, guint cluster, guint crossing, guint hour)
{
  GArray *trips = self->fleet->plan->trips;
  CorFleetTrip wanted = { .cluster = cluster, .crossing = crossing, .hour = hour };
  guint first = find_first_trip (trips, &wanted), n_vehicles = 0;

  while (first + n_vehicles < trips->len &&
         compare_trips (&g_array_index (trips, CorFleetTrip, first + n_vehicles), &wanted) == 0)
    n_vehicles++;

  return n_vehicles;
}

/**
 * cor_draft_find_slack_s:
 * @self: a plan in the making, its vehicles found
 * @cluster: a cluster
 * @crossing: a crossing
 * @hour: a clock hour
 *
 * Returns: by how many seconds all vehicles that carry people of that cluster there in that hour
 *   could set out sooner; %G_MAXINT64 if none does
 */
gint64
cor_draft_find_slack_s (const CorDraft *self, guint cluster, guint crossing, guint hour)
{
  GArray *trips = self->fleet->plan->trips;
  CorFleetTrip wanted = { .cluster = cluster, .crossing = crossing, .hour = hour };
  guint first = find_first_trip (trips, &wanted),
        n_vehicles = cor_draft_count_vehicles (self, cluster, crossing, hour);
  gint64 slack_s = G_MAXINT64;

  for (guint i = first; i < first + n_vehicles; i++)
    slack_s =
        MIN (slack_s, cor_fleet_find_slack_s (
                          trips, (const CorFleetVehicle *) (gpointer) self->fleet->vehicles->data,
                          cor_snapshot_get_settings (self->snapshot)->start_utc_s,
                          &g_array_index (trips, CorFleetTrip, i)));

  return slack_s;
}

/* When a vehicle must set out to be at the rally point so much sooner. Where roads come and go the
 * empty way may take longer then. */
static gint64
find_sooner_leave (const CorDraft *self, const CorFleetTrip *trip, gint64 sooner_s)
{
  const CorFleetTrip *before = cor_fleet_find_trip_before (self->fleet->plan->trips, trip);
  guint depot = g_array_index (self->fleet->vehicles, CorFleetVehicle, trip->vehicle).depot;
  guint place = before != NULL ? before->crossing : depot;
  guint source = get_source (self, before != NULL ? self->fleet->records->len + place : place);

  if (!cor_journeys_empty_depends_on_time (self->journeys, source, trip->cluster))
    return trip->leave_utc_s - sooner_s;

  return get_leave (before != NULL, place, trip->cluster, trip->ready_utc_s - sooner_s,
                    (gpointer) self);
}

/**
 * cor_draft_leave_sooner:
 * @self: a plan in the making, its vehicles found
 * @cluster: a cluster
 * @crossing: a crossing
 * @hour: a clock hour
 * @sooner_s: how much sooner, in seconds; no more than cor_draft_find_slack_s ()
 *
 * Has the vehicles that carry people of that cluster there in that hour leave with them sooner, and
 * arrive no later.
 *
 * Returns: %FALSE if they cannot be there sooner; then nothing has changed
 */
gboolean
cor_draft_leave_sooner (const CorDraft *self,
                        guint cluster,
                        guint crossing,
                        guint hour,
                        gint64 sooner_s)
{
  GArray *trips = self->fleet->plan->trips;
  CorFleetTrip wanted = { .cluster = cluster, .crossing = crossing, .hour = hour };
  guint first = find_first_trip (trips, &wanted),
        n_vehicles = cor_draft_count_vehicles (self, cluster, crossing, hour);
  gint64 slack_s = cor_draft_find_slack_s (self, cluster, crossing, hour);

  for (guint i = first; i < first + n_vehicles; i++)
    {
      const CorFleetTrip *trip = &g_array_index (trips, CorFleetTrip, i);

      if (find_sooner_leave (self, trip, sooner_s) < trip->leave_utc_s - slack_s)
        return FALSE;
    }
  for (guint i = first; i < first + n_vehicles; i++)
    {
      CorFleetTrip *trip = &g_array_index (trips, CorFleetTrip, i);

      trip->leave_utc_s = find_sooner_leave (self, trip, sooner_s);
      trip->ready_utc_s -= sooner_s;
      trip->depart_utc_s -= sooner_s;
    }

  return TRUE;
}

/* The first slot that has room for a household, could anybody bring it there. */
static guint
find_slot (const CorDraft *self, const CorHousehold *household)
{
  guint n_slots, best = G_MAXUINT;
  const CorSlot *slots = cor_timetable_get_all_slots (self->timetable, &n_slots);

  for (guint i = 0; i < n_slots; i++)
    {
      CorTravel travel;

      if (g_array_index (self->loading->assignment->free_people, guint, i) >= household->n_people &&
          (best == G_MAXUINT || slots[i].hour < slots[best].hour) &&
          cor_party_can_pass (&self->parties[household->group], &slots[i], NULL, &travel) &&
          travel == COR_TRAVEL_COACH)
        best = i;
    }

  return best;
}

static gboolean
suits (const CorSeats *seats, const CorSeats *needed)
{
  for (guint i = 0; i < COR_N_SEAT_KINDS; i++)
    if ((needed->n[i] > 0 && seats->n[i] == 0) ||
        (needed->n_oxygen[i] > 0 && seats->n_oxygen[i] == 0))
      return FALSE;

  return TRUE;
}

/* How long its drivers would be on duty for one trip from the depot into a slot; 0 if it cannot get
 * there at all. */
static gint64
get_duty_s (const CorDraft *self,
            const CorFleetVehicle *vehicle,
            guint cluster,
            const CorSlot *slot)
{
  gint64 arrive_utc_s, free_utc_s, leave_utc_s;
  gint64 depart_utc_s =
      get_departure (cluster, slot->crossing, slot->hour, &arrive_utc_s, (gpointer) self);

  if (depart_utc_s == G_MININT64)
    return 0;
  leave_utc_s = get_leave (FALSE, vehicle->depot, cluster, depart_utc_s, (gpointer) self);
  if (leave_utc_s == G_MININT64)
    return 0;

  free_utc_s = vehicle->hands_over ? arrive_utc_s
                                   : cor_timetable_get_hour_utc_s (self->timetable, slot->hour) +
                                         COR_SECONDS_PER_HOUR;

  return free_utc_s + vehicle->turnaround_s - leave_utc_s;
}

/* Says which vehicles would have to be more, or, if all that suit are too far away for their
 * drivers, which drivers would have to stay on duty for how much longer. */
static void
fill_remedy (const CorDraft *self, guint household, const CorSlot *slot, CorBinding *remedy)
{
  const CorDraftFleet *fleet = self->fleet;
  guint cluster = fleet->clusters[g_array_index (self->households, CorHousehold, household).group];
  gint64 least_s = G_MAXINT64;

  for (guint i = 0; i < fleet->units->len; i++)
    {
      const CorFleetVehicle *vehicle = &g_array_index (fleet->vehicles, CorFleetVehicle, i);
      const Unit *unit = &g_array_index (fleet->units, Unit, i);
      gint64 missing_s;

      if (unit->number > 1 || !suits (&vehicle->seats, &fleet->seats[household]))
        continue;
      missing_s = get_duty_s (self, vehicle, cluster, slot);
      if (missing_s == 0 && !cor_id_is_nil (&remedy->related_id))
        continue;
      missing_s = vehicle->duty_s == 0 ? 0 : MAX (missing_s - (gint64) vehicle->duty_s, 0);
      if (missing_s >= least_s)
        continue;
      least_s = missing_s;
      remedy->related_id = ((CorVehicle *) fleet->records->pdata[unit->record])->record.id;
    }
  if (least_s == G_MAXINT64 || least_s == 0)
    return;

  remedy->kind = COR_BINDING_DRIVER;
  remedy->amount = (guint) ((least_s + COR_SECONDS_PER_HOUR - 1) / COR_SECONDS_PER_HOUR);
}

/**
 * cor_draft_lacks_seat:
 * @self: a plan in the making
 * @household: one that is left
 * @remedy: (out caller-allocates): what would serve it: so many places in vehicles like the related
 *   ones, at the rally point at that time; or so many more hours of duty of these
 *
 * Returns: whether nothing but a vehicle is missing
 */
gboolean
cor_draft_lacks_seat (const CorDraft *self, guint household, CorBinding *remedy)
{
  const CorHousehold *people = &g_array_index (self->households, CorHousehold, household);
  guint n_slots, slot;
  const CorSlot *slots = cor_timetable_get_all_slots (self->timetable, &n_slots);
  gint64 arrive_utc_s;

  *remedy = (CorBinding){ .kind = COR_BINDING_NONE, .time_utc_s = COR_TIME_NONE };
  if (self->fleet == NULL)
    return FALSE;
  slot = find_slot (self, people);
  if (slot == G_MAXUINT)
    return FALSE;

  remedy->kind = COR_BINDING_SEAT;
  remedy->amount = people->n_people;
  remedy->time_utc_s = get_departure (self->fleet->clusters[people->group], slots[slot].crossing,
                                      slots[slot].hour, &arrive_utc_s, (gpointer) self);
  fill_remedy (self, household, &slots[slot], remedy);

  return TRUE;
}
