/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-demand.h"

#include <string.h>

/* People are taken to be ready at the next of these. */
#define READY_STEP_S (15 * 60)

/* Persons, and clusters, between two looks at whether to stop. */
#define PERSONS_PER_CHECK 8192u
#define CLUSTERS_PER_CHECK 64u

#define SPECIAL_NEEDS (COR_NEED_WHEELCHAIR | COR_NEED_STRETCHER | COR_NEED_OXYGEN)

/* What is said of a household by any of its members who still travel. */
typedef struct
{
  gboolean with_car;
  gboolean has_needs;
  CorPriority priority; /* of the most urgent */
  gint64 ready_utc_s;   /* when the last one is */
  gboolean is_special;  /* a seat in a car does not do for all */
  guint free_seats;     /* in their car, for others */
} Household;

/* Somebody who waits for a movement, with what decides the order of leaving. */
typedef struct
{
  guint person;
  guint n_people;
  Household household;
  const CorId *party; /* the household, or the person if alone */
  gboolean is_rider;  /* in somebody else's car */
} Traveller;

static gint64
ceil_ready (gint64 ready_utc_s)
{
  gint64 rest = ready_utc_s % READY_STEP_S;

  if (ready_utc_s == COR_TIME_NONE || rest == 0)
    return ready_utc_s;

  return rest > 0 ? ready_utc_s + READY_STEP_S - rest : ready_utc_s - rest;
}

/* Whoever wants one of our seats leaves the car at home. */
static Household
read_person (const CorPerson *person)
{
  return (Household){ person->car == COR_ANSWER_YES && !person->seat_wanted,
                      person->needs != COR_NEED_NONE,
                      person->priority,
                      ceil_ready (person->ready_utc_s),
                      (person->needs & SPECIAL_NEEDS) != 0,
                      person->free_seats };
}

/* Returns %NULL if it was stopped. */
static GHashTable *
collect_households (GPtrArray *persons, CorProgress *progress, GError **error)
{
  g_autoptr (GHashTable) households =
      g_hash_table_new_full (cor_id_hash, cor_id_equal, NULL, g_free);

  for (guint i = 0; i < persons->len; i++)
    {
      const CorPerson *person = persons->pdata[i];
      Household said = read_person (person);
      Household *household;

      if (i % PERSONS_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return NULL;
      if (cor_id_is_nil (&person->household_id) || !cor_status_is_planned (person->status))
        continue;

      household = g_hash_table_lookup (households, &person->household_id);
      if (household == NULL)
        {
          household = g_memdup2 (&said, sizeof said);
          g_hash_table_insert (households, (gpointer) &person->household_id, household);
        }
      household->with_car |= said.with_car;
      household->has_needs |= said.has_needs;
      household->priority = MIN (household->priority, said.priority);
      household->ready_utc_s = MAX (household->ready_utc_s, said.ready_utc_s);
      household->is_special |= said.is_special;
      household->free_seats += said.free_seats;
    }

  return g_steal_pointer (&households);
}

/* Those who may use the same crossings at the same times, and are as urgent, are one group. */
static int
compare_groups (const Household *left, const Household *right)
{
  if (left->with_car != right->with_car)
    return left->with_car ? -1 : 1;
  if (left->priority != right->priority)
    return left->priority < right->priority ? -1 : 1;

  return left->ready_utc_s < right->ready_utc_s ? -1 : left->ready_utc_s > right->ready_utc_s;
}

static int
compare_travellers (gconstpointer a, gconstpointer b)
{
  const Traveller *left = a;
  const Traveller *right = b;
  int order = compare_groups (&left->household, &right->household);

  if (order == 0)
    order = right->household.has_needs - left->household.has_needs;
  if (order == 0)
    order = cor_id_compare (left->party, right->party);
  if (order == 0)
    order = left->person < right->person ? -1 : left->person > right->person;

  return order;
}

/* Where the travellers who go with the one at @first end. */
static guint
find_end (GArray *travellers, guint first, guint *n_people)
{
  const Traveller *traveller = &g_array_index (travellers, Traveller, first);
  guint end = first;

  *n_people = 0;
  while (end < travellers->len &&
         cor_id_equal (g_array_index (travellers, Traveller, end).party, traveller->party))
    *n_people += g_array_index (travellers, Traveller, end++).n_people;

  return end;
}

/* The car with the fewest free seats of those that have enough, whose people are ready no sooner:
 * who rides along waits for the driver. */
static guint
find_car (GArray *travellers, GArray *cars, const Traveller *rider, guint n_people)
{
  guint best = G_MAXUINT;

  for (guint i = 0; i < cars->len; i++)
    {
      guint car = g_array_index (cars, guint, i);
      const Household *household = &g_array_index (travellers, Traveller, car).household;

      if (household->free_seats >= n_people &&
          household->ready_utc_s >= rider->household.ready_utc_s &&
          (best == G_MAXUINT ||
           household->free_seats <
               g_array_index (travellers, Traveller, best).household.free_seats))
        best = car;
    }

  return best;
}

static void
ride_along (GArray *travellers, guint car, guint first, guint end, guint n_people)
{
  Traveller *driver = &g_array_index (travellers, Traveller, car);
  guint n_in_car, car_end = find_end (travellers, car, &n_in_car);

  driver->household.free_seats -= n_people;
  for (guint i = first; i < end; i++)
    {
      Traveller *rider = &g_array_index (travellers, Traveller, i);

      driver->household.priority = MIN (driver->household.priority, rider->household.priority);
      driver->household.has_needs |= rider->household.has_needs;
      rider->party = driver->party;
      rider->is_rider = TRUE;
    }
  for (guint i = car; i < car_end; i++)
    g_array_index (travellers, Traveller, i).household = driver->household;
}

/* Riders go with the whole household that they ride with. */
static void
adopt_riders (GArray *travellers, GArray *cars)
{
  for (guint i = 0; i < travellers->len; i++)
    {
      Traveller *rider = &g_array_index (travellers, Traveller, i);

      for (guint j = 0; rider->is_rider && j < cars->len; j++)
        {
          const Traveller *driver =
              &g_array_index (travellers, Traveller, g_array_index (cars, guint, j));

          if (driver->party == rider->party)
            rider->household = driver->household;
        }
    }
  g_array_sort (travellers, compare_travellers);
}

/* Whoever has no car takes a seat that somebody of the same place offers, if one will do; the most
 * urgent first. */
static void
fill_cars (GArray *travellers)
{
  g_autoptr (GArray) cars = g_array_new (FALSE, FALSE, sizeof (guint));
  guint end, n_people;

  for (guint i = 0; i < travellers->len; i = find_end (travellers, i, &n_people))
    {
      const Household *household = &g_array_index (travellers, Traveller, i).household;

      if (household->with_car && household->free_seats > 0)
        g_array_append_val (cars, i);
    }
  if (cars->len == 0)
    return;

  for (guint i = 0; i < travellers->len; i = end)
    {
      const Traveller *rider = &g_array_index (travellers, Traveller, i);
      guint car;

      end = find_end (travellers, i, &n_people);
      if (rider->household.with_car || rider->household.is_special)
        continue;
      car = find_car (travellers, cars, rider, n_people);
      if (car != G_MAXUINT)
        ride_along (travellers, car, i, end, n_people);
    }
  adopt_riders (travellers, cars);
}

/* Lists the cluster's people who still travel, group by group. */
static void
sort_out (CorSnapshot *snapshot,
          const CorCluster *cluster,
          GHashTable *households,
          GArray *travellers)
{
  GPtrArray *persons = cor_snapshot_get_records (snapshot, COR_RECORD_PERSON);

  g_array_set_size (travellers, 0);
  for (guint i = 0; i < cluster->persons->len; i++)
    {
      guint index = g_array_index (cluster->persons, guint, i);
      const CorPerson *person = persons->pdata[index];
      const Household *household = NULL;
      Traveller traveller = { index, cor_snapshot_get_n_people (snapshot, index),
                              read_person (person), &person->record.id, FALSE };

      if (!cor_status_is_planned (person->status))
        continue;

      if (!cor_id_is_nil (&person->household_id))
        household = g_hash_table_lookup (households, &person->household_id);
      if (household != NULL)
        {
          traveller.household = *household;
          traveller.party = &person->household_id;
        }
      g_array_append_val (travellers, traveller);
    }
  g_array_sort (travellers, compare_travellers);
  fill_cars (travellers);
}

static CorDemandGroup *
make_group (guint cluster, const Household *household)
{
  CorDemandGroup *group = g_new0 (CorDemandGroup, 1);

  group->cluster = cluster;
  group->with_car = household->with_car;
  group->priority = household->priority;
  group->ready_utc_s = household->ready_utc_s;
  group->persons = g_array_new (FALSE, FALSE, sizeof (guint));
  group->households = g_array_new (FALSE, FALSE, sizeof (CorId));

  return group;
}

static void
add_groups (GPtrArray *groups, CorCluster *cluster, guint place, GArray *travellers)
{
  CorDemandGroup *group = NULL;
  guint n_people = 0;

  cluster->n_with_car = 0;
  for (guint i = 0; i < travellers->len; i++)
    {
      const Traveller *traveller = &g_array_index (travellers, Traveller, i);

      if (i == 0 || compare_groups (&traveller[-1].household, &traveller->household) != 0)
        {
          group = make_group (place, &traveller->household);
          g_ptr_array_add (groups, group);
        }
      group->n_people += traveller->n_people;
      g_array_append_val (group->persons, traveller->person);
      g_array_append_vals (group->households, traveller->party, 1);
      n_people += traveller->n_people;
      if (group->with_car)
        cluster->n_with_car += traveller->n_people;
    }
  g_assert (n_people == cluster->n_planned);
}

/**
 * cor_demand_group_new_part:
 * @whole: a group
 * @car_use: what becomes of the cars of a part of it
 *
 * Returns: (transfer full): that part, of nobody yet
 */
CorDemandGroup *
cor_demand_group_new_part (const CorDemandGroup *whole, CorCarUse car_use)
{
  CorDemandGroup *self = g_memdup2 (whole, sizeof *whole);

  self->car_use = car_use;
  self->n_people = 0;
  self->persons = g_array_new (FALSE, FALSE, sizeof (guint));
  self->households = g_array_new (FALSE, FALSE, sizeof (CorId));

  return self;
}

/**
 * cor_demand_group_take_over:
 * @self: a part of a group
 * @whole: that group
 * @first: place of a person among those of @whole
 * @n_persons: how many, those who follow included
 * @n_people: people that these stand for
 *
 * Has people of a group go with one of its parts.
 */
void
cor_demand_group_take_over (CorDemandGroup *self,
                            const CorDemandGroup *whole,
                            guint first,
                            guint n_persons,
                            guint n_people)
{
  g_assert (first + n_persons <= whole->persons->len);
  g_array_append_vals (self->persons, &g_array_index (whole->persons, guint, first), n_persons);
  g_array_append_vals (self->households, &g_array_index (whole->households, CorId, first),
                       n_persons);
  self->n_people += n_people;
}

/**
 * cor_demand_group_drives:
 * @self: a group
 *
 * Returns: whether its people have a car and may go by it
 */
gboolean
cor_demand_group_drives (const CorDemandGroup *self)
{
  return self->with_car && self->car_use != COR_CAR_USE_LEFT;
}

/**
 * cor_demand_group_free:
 * @self: (transfer full): a group
 *
 * Frees @self.
 */
void
cor_demand_group_free (CorDemandGroup *self)
{
  g_array_unref (self->persons);
  g_array_unref (self->households);
  g_free (self);
}

/**
 * cor_demand_new:
 * @snapshot: a plan
 * @clustering: its clusters
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Lists who has to be moved. A household travels together: if any member who still travels has a
 * car, and wants none of our seats, they all go by car; they are as urgent as the most urgent, and
 * ready when the last one is. Those who said nothing have no car; they ride in one of the same
 * cluster that has seats for all of them, as one household with its people. Fills in how many
 * people of each cluster have a car.
 *
 * Returns: (transfer full) (nullable) (element-type CorDemandGroup): groups, by cluster, those with
 * a car first, then by urgency and the time at which they are ready; %NULL if it was stopped
 */
GPtrArray *
cor_demand_new (CorSnapshot *snapshot,
                CorClustering *clustering,
                CorProgress *progress,
                GError **error)
{
  g_autoptr (GPtrArray) groups =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cor_demand_group_free);
  g_autoptr (GHashTable) households =
      collect_households (cor_snapshot_get_records (snapshot, COR_RECORD_PERSON), progress, error);
  g_autoptr (GArray) travellers = g_array_new (FALSE, FALSE, sizeof (Traveller));

  for (guint i = 0; i < clustering->clusters->len && households != NULL; i++)
    {
      CorCluster *cluster = clustering->clusters->pdata[i];

      if (i % CLUSTERS_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return NULL;
      sort_out (snapshot, cluster, households, travellers);
      add_groups (groups, cluster, i, travellers);
    }

  return households != NULL ? g_steal_pointer (&groups) : NULL;
}

/**
 * cor_cluster_is_abroad:
 * @cluster: a cluster
 *
 * Returns: whether it gathers outside Ukraine, so that nobody has to be moved over the border. An
 * officer who sets another rally point knows better.
 */
gboolean
cor_cluster_is_abroad (const CorCluster *cluster)
{
  const CorSettlement *settlement = cluster->settlement;

  return settlement->country[0] != '\0' && strcmp (settlement->country, "UA") != 0 &&
         cor_position_equal (cluster->rally_position, settlement->position);
}
