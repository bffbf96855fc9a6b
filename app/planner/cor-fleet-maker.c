/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fleet-maker-private.h"

#include "cor-lane-draft.h"

#define SECONDS_PER_MINUTE 60u

/* More than these make no difference to any plan that we know of; what is beyond them stays in the
 * depot. */
#define MAX_UNITS 2000u

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
          CorFleetUnit unit = { i, j + 1 };

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
  fleet->units = g_array_new (FALSE, FALSE, sizeof (CorFleetUnit));
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

/**
 * cor_draft_fleet_get_departure:
 * @cluster: a cluster
 * @crossing: a crossing
 * @hour: a clock hour
 * @arrive_utc_s: (out): when one arrives
 * @draft: a plan in the making
 *
 * See #CorFleetDepartFunc: the same departure as the movement's.
 *
 * Returns: when people must leave; %G_MININT64 if they cannot pass in that hour
 */
gint64
cor_draft_fleet_get_departure (guint cluster,
                               guint crossing,
                               guint hour,
                               gint64 *arrive_utc_s,
                               gpointer draft)
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

/**
 * cor_draft_fleet_get_source:
 * @self: a plan in the making
 * @row: depots, then crossings
 *
 * Returns: from where one drives empty, for cor_journeys_get_empty_ms(): who comes back from a
 *   column comes from the crossing that it went to
 */
guint
cor_draft_fleet_get_source (const CorDraft *self, guint row)
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
        guint32 time_ms =
            cor_journeys_get_empty_ms (self->journeys, cor_draft_fleet_get_source (self, i), j);

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
      is_by_clock[i] = cor_journeys_empty_depends_on_time (self->journeys,
                                                           cor_draft_fleet_get_source (self, j), i);

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

/**
 * cor_draft_fleet_get_leave:
 * @at_crossing: whether a vehicle stands at a crossing rather than in a depot
 * @place: of the crossing, or the depot
 * @cluster: a cluster
 * @arrive_utc_s: when it must be at the rally point
 * @draft: a plan in the making
 *
 * See #CorFleetLeaveFunc.
 *
 * Returns: when it must leave at the latest; %G_MININT64 if it cannot be there
 */
gint64
cor_draft_fleet_get_leave (gboolean at_crossing,
                           guint place,
                           guint cluster,
                           gint64 arrive_utc_s,
                           gpointer draft)
{
  const CorDraft *self = draft;
  guint source =
      cor_draft_fleet_get_source (self, at_crossing ? self->fleet->records->len + place : place);
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
              &((CorVehicle *)
                    fleet->records->pdata[g_array_index (fleet->units, CorFleetUnit, i).record])
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
          g_array_index (self->fleet->units, CorFleetUnit, trip.vehicle).record !=
              g_array_index (self->fleet->units, CorFleetUnit, first - 1).record)
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
    .get_departure = cor_draft_fleet_get_departure,
    .get_seats = get_part_seats,
    .get_leave = cor_draft_fleet_get_leave,
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
