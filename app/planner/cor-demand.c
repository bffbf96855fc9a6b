/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-demand.h"

#include <string.h>

/* People are taken to be ready at the next of these. */
#define READY_STEP_S (15 * 60)

/* What is said of a household by any of its members who still travel. */
typedef struct
{
  gboolean with_car;
  gboolean has_needs;
  CorPriority priority; /* of the most urgent */
  gint64 ready_utc_s;   /* when the last one is */
} Household;

/* Somebody who waits for a movement, with what decides the order of leaving. */
typedef struct
{
  guint person;
  guint n_people;
  Household household;
  const CorId *party; /* the household, or the person if alone */
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
                      person->needs != COR_NEED_NONE, person->priority,
                      ceil_ready (person->ready_utc_s) };
}

static GHashTable *
collect_households (GPtrArray *persons)
{
  GHashTable *households = g_hash_table_new_full (cor_id_hash, cor_id_equal, NULL, g_free);

  for (guint i = 0; i < persons->len; i++)
    {
      const CorPerson *person = persons->pdata[i];
      Household said = read_person (person);
      Household *household;

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
    }

  return households;
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
                              read_person (person), &person->record.id };

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
      n_people += traveller->n_people;
      if (group->with_car)
        cluster->n_with_car += traveller->n_people;
    }
  g_assert (n_people == cluster->n_planned);
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
  g_free (self);
}

/**
 * cor_demand_new:
 * @snapshot: a plan
 * @clustering: its clusters
 *
 * Lists who has to be moved. A household travels together: if any member who still travels has a
 * car, and wants none of our seats, they all go by car; they are as urgent as the most urgent, and
 * ready when the last one is. Those who said nothing have no car. Fills in how many people of each
 * cluster have a car.
 *
 * Returns: (transfer full) (element-type CorDemandGroup): groups, by cluster, those with a car
 * first, then by urgency and the time at which they are ready
 */
GPtrArray *
cor_demand_new (CorSnapshot *snapshot, CorClustering *clustering)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_demand_group_free);
  g_autoptr (GHashTable) households =
      collect_households (cor_snapshot_get_records (snapshot, COR_RECORD_PERSON));
  g_autoptr (GArray) travellers = g_array_new (FALSE, FALSE, sizeof (Traveller));

  for (guint i = 0; i < clustering->clusters->len; i++)
    {
      CorCluster *cluster = clustering->clusters->pdata[i];

      sort_out (snapshot, cluster, households, travellers);
      add_groups (groups, cluster, i, travellers);
    }

  return groups;
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
