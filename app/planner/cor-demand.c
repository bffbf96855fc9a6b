/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-demand.h"

#include <string.h>

/* Somebody who waits for a movement, with what decides the order of leaving. */
typedef struct
{
  guint person;
  guint n_people;
  gboolean has_needs; /* they, or somebody of their household */
  const CorId *party; /* the household, or the person if alone */
} Traveller;

/* What is said of a household by any of its members who still travel. */
typedef struct
{
  gboolean with_car;
  gboolean has_needs;
} Household;

static GHashTable *
collect_households (GPtrArray *persons)
{
  GHashTable *households = g_hash_table_new_full (cor_id_hash, cor_id_equal, NULL, g_free);

  for (guint i = 0; i < persons->len; i++)
    {
      const CorPerson *person = persons->pdata[i];
      Household *household;

      if (cor_id_is_nil (&person->household_id) || !cor_status_is_planned (person->status))
        continue;

      household = g_hash_table_lookup (households, &person->household_id);
      if (household == NULL)
        {
          household = g_new0 (Household, 1);
          g_hash_table_insert (households, (gpointer) &person->household_id, household);
        }
      household->with_car |= person->car == COR_ANSWER_YES;
      household->has_needs |= person->needs != COR_NEED_NONE;
    }

  return households;
}

static int
compare_travellers (gconstpointer a, gconstpointer b)
{
  const Traveller *left = a;
  const Traveller *right = b;
  int order = right->has_needs - left->has_needs;

  if (order == 0)
    order = cor_id_compare (left->party, right->party);
  if (order == 0)
    order = left->person < right->person ? -1 : left->person > right->person;

  return order;
}

/* Sorts the cluster's people who still travel into those with a car and those without. */
static void
sort_out (CorSnapshot *snapshot,
          const CorCluster *cluster,
          GHashTable *households,
          GArray *with_car,
          GArray *without_car)
{
  GPtrArray *persons = cor_snapshot_get_records (snapshot, COR_RECORD_PERSON);

  for (guint i = 0; i < cluster->persons->len; i++)
    {
      guint index = g_array_index (cluster->persons, guint, i);
      const CorPerson *person = persons->pdata[index];
      const Household *household = NULL;
      Traveller traveller = { index, cor_snapshot_get_n_people (snapshot, index),
                              person->needs != COR_NEED_NONE, &person->record.id };
      gboolean has_car = person->car == COR_ANSWER_YES;

      if (!cor_status_is_planned (person->status))
        continue;

      if (!cor_id_is_nil (&person->household_id))
        household = g_hash_table_lookup (households, &person->household_id);
      if (household != NULL)
        {
          traveller.has_needs = household->has_needs;
          traveller.party = &person->household_id;
          has_car = household->with_car;
        }
      g_array_append_val (has_car ? with_car : without_car, traveller);
    }
  g_array_sort (with_car, compare_travellers);
  g_array_sort (without_car, compare_travellers);
}

static CorDemandGroup *
make_group (guint cluster, gboolean with_car, GArray *travellers)
{
  CorDemandGroup *group = g_new0 (CorDemandGroup, 1);

  group->cluster = cluster;
  group->with_car = with_car;
  group->persons = g_array_sized_new (FALSE, FALSE, sizeof (guint), travellers->len);
  for (guint i = 0; i < travellers->len; i++)
    {
      const Traveller *traveller = &g_array_index (travellers, Traveller, i);

      group->n_people += traveller->n_people;
      g_array_append_val (group->persons, traveller->person);
    }

  return group;
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
 * car they all go by car. Those who said nothing have none. Fills in how many people of each
 * cluster have a car.
 *
 * Returns: (transfer full) (element-type CorDemandGroup): groups, by cluster, those with a car
 * first
 */
GPtrArray *
cor_demand_new (CorSnapshot *snapshot, CorClustering *clustering)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_demand_group_free);
  g_autoptr (GHashTable) households =
      collect_households (cor_snapshot_get_records (snapshot, COR_RECORD_PERSON));
  g_autoptr (GArray) with_car = g_array_new (FALSE, FALSE, sizeof (Traveller));
  g_autoptr (GArray) without_car = g_array_new (FALSE, FALSE, sizeof (Traveller));

  for (guint i = 0; i < clustering->clusters->len; i++)
    {
      CorCluster *cluster = clustering->clusters->pdata[i];
      guint n_people = 0;

      g_array_set_size (with_car, 0);
      g_array_set_size (without_car, 0);
      sort_out (snapshot, cluster, households, with_car, without_car);

      cluster->n_with_car = 0;
      if (with_car->len > 0)
        {
          CorDemandGroup *group = make_group (i, TRUE, with_car);

          cluster->n_with_car = n_people = group->n_people;
          g_ptr_array_add (groups, group);
        }
      if (without_car->len > 0)
        {
          CorDemandGroup *group = make_group (i, FALSE, without_car);

          n_people += group->n_people;
          g_ptr_array_add (groups, group);
        }
      g_assert (n_people == cluster->n_planned);
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
