/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-fleet.h"

#define MINUTE 60
#define HOUR 3600

/* Crossings are farther the higher their number, clusters too. */
CorTestFleet *
cor_test_fleet_new (guint n_clusters, guint n_hours)
{
  CorTestFleet *self = g_new0 (CorTestFleet, 1);

  self->start_utc_s = COR_TEST_FLEET_START_UTC_S;
  self->n_hours = n_hours;
  self->n_clusters = n_clusters;
  self->crossings = g_ptr_array_new_with_free_func (cor_record_unref);
  self->households = g_array_new (FALSE, FALSE, sizeof (CorHousehold));
  self->seats = g_array_new (FALSE, FALSE, sizeof (CorSeats));
  self->vehicles = g_array_new (FALSE, FALSE, sizeof (CorFleetVehicle));
  for (guint i = 0; i < COR_TEST_FLEET_CLUSTERS; i++)
    {
      for (guint j = 0; j < COR_TEST_FLEET_CROSSINGS; j++)
        self->drive_min[i][j] = 60 * (1 + i + j);
      for (guint j = 0; j < COR_TEST_FLEET_DEPOTS; j++)
        self->depot_min[j][i] = 0;
    }

  return self;
}

void
cor_test_fleet_free (CorTestFleet *self)
{
  g_clear_pointer (&self->plan, cor_fleet_plan_free);
  g_clear_pointer (&self->loading, cor_loading_free);
  g_clear_pointer (&self->single, cor_assignment_free);
  g_clear_pointer (&self->timetable, cor_timetable_free);
  g_ptr_array_unref (self->crossings);
  g_array_unref (self->households);
  g_array_unref (self->seats);
  g_array_unref (self->vehicles);
  g_free (self);
}

void
cor_test_fleet_add_crossing (CorTestFleet *self, guint capacity_people_per_h, guint modes)
{
  CorCrossing *crossing = cor_crossing_new (NULL);
  CorCrossingInterval *interval = cor_crossing_add_interval (crossing, NULL);

  crossing->capacity_people_per_h = capacity_people_per_h;
  interval->state = COR_CROSSING_OPEN;
  interval->modes = modes;
  g_ptr_array_add (self->crossings, crossing);
}

static void
add_household (CorTestFleet *self, guint cluster, gboolean drives, guint n_people, guint needs)
{
  CorHousehold household = {
    .n_people = n_people, .needs = needs, .n_in_need = needs != 0, .weight = 1
  };
  CorSeats seats = cor_seats_for (n_people, needs);
  guint party = 0;

  while (party < self->n_parties &&
         (self->clusters[party] != cluster ||
          (self->parties[party].trips[COR_TRAVEL_CAR] != NULL) != drives))
    party++;
  if (party == self->n_parties)
    {
      self->n_parties++;
      self->clusters[party] = cluster;
      self->parties[party].trips[COR_TRAVEL_COACH] = self->trips[cluster];
      if (drives)
        self->parties[party].trips[COR_TRAVEL_CAR] = self->trips[cluster];
    }
  self->parties[party].n_people += n_people;
  household.group = party;
  g_array_append_val (self->households, household);
  g_array_append_val (self->seats, seats);
}

/* Add those of one party one after the other. */
/* Others wait from so many hours after the start on, for a day. */
void
cor_test_fleet_add_wait (CorTestFleet *self, guint crossing, guint after_h, guint wait_min)
{
  CorCrossing *record = self->crossings->pdata[crossing];
  CorCrossingWait *wait = cor_crossing_add_wait (record, NULL);

  wait->observed_utc_s = self->start_utc_s + (gint64) after_h * HOUR;
  wait->wait_min = wait_min;
  cor_crossing_sort (record);
}

void
cor_test_fleet_add_household (CorTestFleet *self, guint cluster, guint n_people, guint needs)
{
  add_household (self, cluster, FALSE, n_people, needs);
}

void
cor_test_fleet_add_drivers (CorTestFleet *self, guint cluster, guint n_people)
{
  add_household (self, cluster, TRUE, n_people, 0);
}

CorFleetVehicle *
cor_test_fleet_add_vehicle (CorTestFleet *self, guint depot, guint n_seats)
{
  CorFleetVehicle vehicle = { .depot = depot,
                              .seats = { { n_seats, 0, 0 }, { 0, 0, 0 } },
                              .from_utc_s = self->start_utc_s,
                              .until_utc_s = G_MAXINT64 };

  g_array_append_val (self->vehicles, vehicle);

  return &g_array_index (self->vehicles, CorFleetVehicle, self->vehicles->len - 1);
}

gint64
cor_test_fleet_get_departure (guint cluster,
                              guint crossing,
                              guint hour,
                              gint64 *arrive_utc_s,
                              gpointer user_data)
{
  CorTestFleet *self = user_data;

  *arrive_utc_s = cor_timetable_get_latest_arrival_utc_s (self->timetable, crossing, hour);
  if (*arrive_utc_s < self->start_utc_s + self->drive_min[cluster][crossing] * MINUTE)
    return G_MININT64;

  return *arrive_utc_s - self->drive_min[cluster][crossing] * MINUTE;
}

static void
fill_times (CorTestFleet *self)
{
  for (guint i = 0; i < self->n_clusters; i++)
    {
      for (guint j = 0; j < self->crossings->len; j++)
        {
          guint drive_min = self->drive_min[i][j];

          self->trips[i][j] =
              (CorTrip){ cor_timetable_find_hour (self->timetable, j,
                                                  self->start_utc_s + drive_min * MINUTE),
                         drive_min * MINUTE };
          self->drive_s[i * self->crossings->len + j] = drive_min * MINUTE;
          self->return_s[j * self->n_clusters + i] = drive_min * MINUTE;
        }
      for (guint j = 0; j < COR_TEST_FLEET_DEPOTS; j++)
        self->depot_s[j * self->n_clusters + i] = self->depot_min[j][i] * MINUTE;
    }
}

/* Of a household here one person has needs. */
static CorSeats
get_seats (guint household, guint first_in_need, guint n_in_need, gpointer user_data)
{
  const CorTestFleet *self = user_data;

  g_assert_cmpuint (first_in_need, ==, 0);
  g_assert_cmpuint (n_in_need, ==, 1);

  return cor_seats_for (1, g_array_index (self->households, CorHousehold, household).needs);
}

void
cor_test_fleet_solve (CorTestFleet *self)
{
  g_autoptr (GError) error = NULL;

  self->timetable = cor_timetable_new (self->crossings, self->start_utc_s, self->n_hours);
  fill_times (self);
  self->single =
      cor_assignment_solve (self->timetable, self->parties, self->n_parties, NULL, &error);
  g_assert_no_error (error);
  self->loading = cor_loading_new (self->timetable, self->parties, self->n_parties,
                                   self->households, self->single, NULL, &error);
  g_assert_no_error (error);
  self->problem = (CorFleetProblem){
    .timetable = self->timetable,
    .parties = self->parties,
    .n_parties = self->n_parties,
    .households = self->households,
    .clusters = self->clusters,
    .n_clusters = self->n_clusters,
    .seats = (const CorSeats *) (gpointer) self->seats->data,
    .vehicles = (const CorFleetVehicle *) (gpointer) self->vehicles->data,
    .n_vehicles = self->vehicles->len,
    .start_utc_s = self->start_utc_s,
    .depot_s = self->depot_s,
    .return_s = self->return_s,
    .drive_s = self->drive_s,
    .get_departure = cor_test_fleet_get_departure,
    .get_seats = get_seats,
    .user_data = self,
  };
  self->plan = cor_fleet_plan_new (&self->problem, self->loading, self->single, NULL, &error);
  g_assert_no_error (error);
}

static const CorSlot *
get_slot (const CorTestFleet *self, guint slot)
{
  guint n_slots;

  return cor_timetable_get_all_slots (self->timetable, &n_slots) + slot;
}

static gboolean
can_use (const CorTestFleet *self, guint household, guint slot, CorTravel *travel)
{
  guint party = g_array_index (self->households, CorHousehold, household).group;

  return cor_party_can_pass (&self->parties[party], get_slot (self, slot), NULL, travel);
}

/* When a vehicle is free again, and whether it may make a trip, given its trips before. Written
 * from the words of the header. */
typedef struct
{
  gint64 free_utc_s;
  gint64 duty_utc_s;
  guint n_trips;
  guint crossing;
} Standing;

static Standing
stand_in_depot (const CorTestFleet *self, guint vehicle)
{
  const CorFleetVehicle *it = &g_array_index (self->vehicles, CorFleetVehicle, vehicle);

  return (Standing){ MAX (it->from_utc_s, self->start_utc_s), 0, 0, G_MAXUINT };
}

static gint64
get_empty_s (const CorTestFleet *self, guint vehicle, const Standing *standing, guint cluster)
{
  const CorFleetVehicle *it = &g_array_index (self->vehicles, CorFleetVehicle, vehicle);

  return (standing->crossing == G_MAXUINT ? self->depot_min[it->depot][cluster]
                                          : self->drive_min[cluster][standing->crossing]) *
         MINUTE;
}

static gboolean
drive (const CorTestFleet *self,
       guint vehicle,
       Standing *standing,
       guint cluster,
       guint slot,
       gint64 leave_utc_s)
{
  const CorFleetVehicle *it = &g_array_index (self->vehicles, CorFleetVehicle, vehicle);
  const CorSlot *where = get_slot (self, slot);
  gint64 arrive_utc_s, free_utc_s;
  gint64 depart_utc_s = cor_test_fleet_get_departure (cluster, where->crossing, where->hour,
                                                      &arrive_utc_s, (gpointer) self);

  if (leave_utc_s < standing->free_utc_s || depart_utc_s == G_MININT64 ||
      leave_utc_s + get_empty_s (self, vehicle, standing, cluster) > depart_utc_s ||
      (it->max_trips > 0 && standing->n_trips == it->max_trips))
    return FALSE;

  free_utc_s = it->hands_over || (where->modes & COR_MODE_COACH) == 0
                   ? arrive_utc_s
                   : self->start_utc_s + (gint64) (where->hour + 1) * HOUR;
  free_utc_s += it->turnaround_s;
  if (standing->n_trips == 0 || leave_utc_s - standing->free_utc_s >= 11 * HOUR)
    standing->duty_utc_s = leave_utc_s;
  standing->free_utc_s = free_utc_s;
  standing->crossing = where->crossing;
  standing->n_trips++;

  return free_utc_s <= it->until_utc_s &&
         (it->duty_s == 0 || free_utc_s - standing->duty_utc_s <= it->duty_s);
}

static int
compare_by_vehicle (gconstpointer a, gconstpointer b)
{
  const CorFleetTrip *left = *(const CorFleetTrip *const *) a;
  const CorFleetTrip *right = *(const CorFleetTrip *const *) b;

  if (left->vehicle != right->vehicle)
    return left->vehicle < right->vehicle ? -1 : 1;

  return left->number < right->number ? -1 : left->number > right->number;
}

/* The first slot of a crossing in an hour: the tests have one for each. */
static guint
find_slot (const CorTestFleet *self, guint crossing, guint hour)
{
  guint n_slots;
  const CorSlot *slots = cor_timetable_get_all_slots (self->timetable, &n_slots);

  for (guint i = 0; i < n_slots; i++)
    if (slots[i].crossing == crossing && slots[i].hour == hour)
      return i;

  g_assert_not_reached ();
}

/* No vehicle in two places, none out of its time, no driver beyond their duty. */
static void
check_vehicles (const CorTestFleet *self)
{
  g_autoptr (GPtrArray) trips = g_ptr_array_new ();
  Standing standing = { 0 };

  for (guint i = 0; i < self->plan->trips->len; i++)
    g_ptr_array_add (trips, &g_array_index (self->plan->trips, CorFleetTrip, i));
  g_ptr_array_sort (trips, compare_by_vehicle);
  for (guint i = 0; i < trips->len; i++)
    {
      const CorFleetTrip *trip = trips->pdata[i];

      if (i == 0 || ((CorFleetTrip *) trips->pdata[i - 1])->vehicle != trip->vehicle)
        standing = stand_in_depot (self, trip->vehicle);
      g_assert_cmpint (trip->ready_utc_s, ==,
                       trip->leave_utc_s +
                           get_empty_s (self, trip->vehicle, &standing, trip->cluster));
      g_assert_cmpint (trip->ready_utc_s, <=, trip->depart_utc_s);
      g_assert_true (drive (self, trip->vehicle, &standing, trip->cluster,
                            find_slot (self, trip->crossing, trip->hour), trip->leave_utc_s));
      g_assert_cmpint (trip->free_utc_s, ==, standing.free_utc_s);
      g_assert_cmpuint (trip->number, ==, standing.n_trips);
      g_assert_cmpuint (trip->n_people, >, 0);
    }
}

/* For everybody of a cluster in a slot who comes by coach there is a seat. */
static void
check_seats (const CorTestFleet *self, guint cluster, guint slot)
{
  CorSeats has = { { 0 }, { 0 } }, needed = { { 0 }, { 0 } };
  guint n_people = 0, n_aboard = 0;

  for (guint i = 0; i < self->plan->loads->len; i++)
    {
      const CorLoad *load = &g_array_index (self->plan->loads, CorLoad, i);
      guint party = g_array_index (self->households, CorHousehold, load->household).group;
      CorTravel travel;

      if (load->slot != slot || self->clusters[party] != cluster)
        continue;
      g_assert_true (can_use (self, load->household, slot, &travel));
      if (travel == COR_TRAVEL_CAR)
        continue;
      n_people += load->n_people;
      if (load->n_people ==
          g_array_index (self->households, CorHousehold, load->household).n_people)
        cor_seats_add (&needed, &g_array_index (self->seats, CorSeats, load->household));
    }
  for (guint i = 0; i < self->plan->trips->len; i++)
    {
      const CorFleetTrip *trip = &g_array_index (self->plan->trips, CorFleetTrip, i);
      const CorFleetVehicle *vehicle =
          &g_array_index (self->vehicles, CorFleetVehicle, trip->vehicle);

      if (trip->cluster != cluster || trip->crossing != get_slot (self, slot)->crossing ||
          trip->hour != get_slot (self, slot)->hour)
        continue;
      g_assert_cmpuint (trip->n_people, <=, cor_seats_count (&vehicle->seats));
      n_aboard += trip->n_people;
      cor_seats_add (&has, &vehicle->seats);
    }
  g_assert_true (cor_seats_hold (&has, &needed));
  g_assert_cmpuint (cor_seats_count (&has), >=, n_people);
  g_assert_cmpuint (n_aboard, ==, n_people);
}

/* Nobody twice, no household parted that need not be, no slot over its capacity. */
static CorFleetScore
check_people (const CorTestFleet *self)
{
  g_autofree guint *n_passing = g_new0 (guint, self->households->len + 1);
  g_autofree guint *n_whole = g_new0 (guint, self->households->len + 1);
  guint n_slots, used[256] = { 0 };
  CorFleetScore score = { 0 };

  cor_timetable_get_all_slots (self->timetable, &n_slots);
  for (guint i = 0; i < self->plan->loads->len; i++)
    {
      const CorLoad *load = &g_array_index (self->plan->loads, CorLoad, i);
      guint n_people = g_array_index (self->households, CorHousehold, load->household).n_people;

      used[load->slot] += load->n_people;
      n_passing[load->household] += load->n_people;
      score.last_hour = MAX (score.last_hour, get_slot (self, load->slot)->hour);
      score.hours += (guint64) load->n_people * get_slot (self, load->slot)->hour;
      for (guint j = 0; load->n_people < n_people && j < n_slots; j++)
        g_assert_true (get_slot (self, j)->capacity_people < n_people ||
                       !can_use (self, load->household, j, NULL));
    }
  for (guint i = 0; i < n_slots; i++)
    g_assert_cmpuint (used[i], <=, get_slot (self, i)->capacity_people);
  for (guint i = 0; i < self->households->len; i++)
    {
      guint n_people = g_array_index (self->households, CorHousehold, i).n_people;

      g_assert_cmpuint (n_passing[i], <=, n_people);
      score.n_left += n_people - n_passing[i];
    }
  score.hours += score.n_left * self->n_hours;

  return score;
}

CorFleetScore
cor_test_fleet_check (const CorTestFleet *self)
{
  CorFleetScore score = check_people (self);
  guint n_slots;

  cor_timetable_get_all_slots (self->timetable, &n_slots);
  check_vehicles (self);
  for (guint i = 0; i < self->n_clusters; i++)
    for (guint j = 0; j < n_slots; j++)
      check_seats (self, i, j);
  g_assert_cmpuint (score.n_left, ==, self->plan->score.n_left);
  g_assert_cmpuint (score.last_hour, ==, self->plan->score.last_hour);
  g_assert_cmpuint (score.hours, ==, self->plan->score.hours);

  return score;
}

/* Every way to bring households into slots, and vehicles to them. */
typedef struct
{
  const CorTestFleet *fleet;
  guint slot_of[16];
  guint n_free[256];
  guint order[64]; /* slots by hour */
  guint n_slots;
  CorFleetScore best;
} Everything;

static gboolean
is_better (const CorFleetScore *a, const CorFleetScore *b)
{
  if (a->n_left != b->n_left)
    return a->n_left < b->n_left;
  if (a->last_hour != b->last_hour)
    return a->last_hour < b->last_hour;

  return a->hours < b->hours;
}

static CorSeats
count_needed (const Everything *all, guint cluster, guint slot)
{
  CorSeats needed = { { 0 }, { 0 } };

  for (guint i = 0; i < all->fleet->households->len; i++)
    {
      guint party = g_array_index (all->fleet->households, CorHousehold, i).group;
      CorTravel travel;

      if (all->slot_of[i] == slot && all->fleet->clusters[party] == cluster &&
          can_use (all->fleet, i, slot, &travel) && travel == COR_TRAVEL_COACH)
        cor_seats_add (&needed, &g_array_index (all->fleet->seats, CorSeats, i));
    }

  return needed;
}

/* Whether each vehicle of a set is needed. */
static gboolean
is_needed (const CorTestFleet *fleet, guint set, const CorSeats *has, const CorSeats *needed)
{
  for (guint i = 0; i < fleet->vehicles->len; i++)
    {
      CorSeats rest = *has;

      if ((set & (1u << i)) == 0)
        continue;
      cor_seats_remove (&rest, &g_array_index (fleet->vehicles, CorFleetVehicle, i).seats);
      if (cor_seats_hold (&rest, needed))
        return FALSE;
    }

  return TRUE;
}

/* Movements one after the other, by hour; for each every set of vehicles. */
static gboolean
find_vehicles (const Everything *all, guint place, const Standing *standings)
{
  const CorTestFleet *fleet = all->fleet;
  guint n_vehicles = fleet->vehicles->len, cluster = place % fleet->n_clusters;
  guint slot;
  CorSeats needed;

  if (place == all->n_slots * fleet->n_clusters)
    return TRUE;
  slot = all->order[place / fleet->n_clusters];
  needed = count_needed (all, cluster, slot);
  if (cor_seats_count (&needed) == 0)
    return find_vehicles (all, place + 1, standings);

  for (guint set = 1; set < 1u << n_vehicles; set++)
    {
      Standing after[8];
      CorSeats has = { { 0 }, { 0 } };
      gboolean can_drive = TRUE;

      for (guint i = 0; i < n_vehicles; i++)
        {
          gint64 arrive_utc_s, leave_utc_s;
          const CorSlot *where = get_slot (fleet, slot);

          after[i] = standings[i];
          if ((set & (1u << i)) == 0)
            continue;
          leave_utc_s = cor_test_fleet_get_departure (cluster, where->crossing, where->hour,
                                                      &arrive_utc_s, (gpointer) fleet) -
                        get_empty_s (fleet, i, &after[i], cluster);
          leave_utc_s = leave_utc_s - after[i].free_utc_s >= 11 * HOUR
                            ? MAX (leave_utc_s - 15 * MINUTE, after[i].free_utc_s + 11 * HOUR)
                            : MAX (leave_utc_s - 15 * MINUTE, after[i].free_utc_s);
          can_drive &= drive (fleet, i, &after[i], cluster, slot, leave_utc_s);
          cor_seats_add (&has, &g_array_index (fleet->vehicles, CorFleetVehicle, i).seats);
        }
      if (can_drive && cor_seats_hold (&has, &needed) && is_needed (fleet, set, &has, &needed) &&
          find_vehicles (all, place + 1, after))
        return TRUE;
    }

  return FALSE;
}

static void
search_households (Everything *all, guint household, CorFleetScore score)
{
  const CorTestFleet *fleet = all->fleet;
  guint n_people;

  if (!is_better (&score, &all->best))
    return;
  if (household == fleet->households->len)
    {
      Standing standings[8];

      for (guint i = 0; i < fleet->vehicles->len; i++)
        standings[i] = stand_in_depot (fleet, i);
      if (find_vehicles (all, 0, standings))
        all->best = score;
      return;
    }

  n_people = g_array_index (fleet->households, CorHousehold, household).n_people;
  for (guint i = 0; i < all->n_slots; i++)
    {
      guint slot = all->order[i];
      CorFleetScore next = score;

      if (all->n_free[slot] < n_people || !can_use (fleet, household, slot, NULL))
        continue;
      next.last_hour = MAX (next.last_hour, get_slot (fleet, slot)->hour);
      next.hours += (guint64) n_people * get_slot (fleet, slot)->hour;
      all->n_free[slot] -= n_people;
      all->slot_of[household] = slot;
      search_households (all, household + 1, next);
      all->n_free[slot] += n_people;
    }
  all->slot_of[household] = G_MAXUINT;
  score.n_left += n_people;
  score.hours += (guint64) n_people * fleet->n_hours;
  search_households (all, household + 1, score);
}

CorFleetScore
cor_test_fleet_search_all (const CorTestFleet *self)
{
  Everything all = { .fleet = self, .best = { .n_left = G_MAXUINT64 } };
  guint n_slots;

  cor_timetable_get_all_slots (self->timetable, &n_slots);
  for (guint hour = 0; hour < self->n_hours; hour++)
    for (guint i = 0; i < n_slots; i++)
      if (get_slot (self, i)->hour == hour)
        all.order[all.n_slots++] = i;
  for (guint i = 0; i < all.n_slots; i++)
    all.n_free[i] = get_slot (self, i)->capacity_people;
  search_households (&all, 0, (CorFleetScore){ 0 });

  return all.best;
}
