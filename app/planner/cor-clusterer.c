/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-clusterer.h"

/* A degree of latitude is never shorter than this. */
#define MIN_METRES_PER_DEGREE 110000.0

/* Persons between two looks at whether to stop. */
#define PERSONS_PER_CHECK 8192u

/* A settlement that somebody is at. */
typedef struct
{
  CorSettlement *settlement;
  guint n_people;
  guint root;    /* place, among the settlements, of the one that it joins; itself if none */
  guint cluster; /* place of its cluster */
} Settlement;

static int
compare_settlement_ids (gconstpointer a, gconstpointer b)
{
  const Settlement *left = a;
  const Settlement *right = b;

  return cor_id_compare (&left->settlement->record.id, &right->settlement->record.id);
}

/* The larger first: by people of ours, then by population, then by id. */
static int
compare_sizes (gconstpointer a, gconstpointer b, gpointer settlements)
{
  const Settlement *left = &g_array_index ((GArray *) settlements, Settlement, *(const guint *) a);
  const Settlement *right = &g_array_index ((GArray *) settlements, Settlement, *(const guint *) b);

  if (left->n_people != right->n_people)
    return left->n_people > right->n_people ? -1 : 1;
  if (left->settlement->population != right->settlement->population)
    return left->settlement->population > right->settlement->population ? -1 : 1;

  return compare_settlement_ids (left, right);
}

/* Lists the settlements that persons are at; %NULL if it was stopped. @settlement_of tells each
 * person's. */
static GArray *
list_settlements (CorSnapshot *snapshot,
                  GArray *settlement_of,
                  CorProgress *progress,
                  GError **error)
{
  GPtrArray *persons = cor_snapshot_get_records (snapshot, COR_RECORD_PERSON);
  g_autoptr (GArray) settlements = g_array_new (FALSE, FALSE, sizeof (Settlement));
  g_autoptr (GHashTable) places = g_hash_table_new (cor_id_hash, cor_id_equal);

  g_array_set_size (settlement_of, persons->len);
  for (guint i = 0; i < persons->len; i++)
    {
      const CorPerson *person = persons->pdata[i];
      gpointer place = NULL;
      guint index = G_MAXUINT;

      if (i % PERSONS_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return NULL;
      if (g_hash_table_lookup_extended (places, &person->place_id, NULL, &place))
        index = GPOINTER_TO_UINT (place);
      else if (!cor_id_is_nil (&person->place_id))
        {
          Settlement settlement = { .settlement = cor_snapshot_lookup (
                                        snapshot, COR_RECORD_SETTLEMENT, &person->place_id) };

          if (settlement.settlement != NULL)
            {
              index = settlement.root = settlements->len;
              g_array_append_val (settlements, settlement);
            }
          g_hash_table_insert (places, (gpointer) &person->place_id, GUINT_TO_POINTER (index));
        }

      if (index != G_MAXUINT)
        g_array_index (settlements, Settlement, index).n_people +=
            cor_snapshot_get_n_people (snapshot, i);
      g_array_index (settlement_of, guint, i) = index;
    }

  return g_steal_pointer (&settlements);
}

/* The nearest of the settlements that stand for themselves, or G_MAXUINT. */
static guint
find_nearest_root (GArray *settlements, GArray *roots, guint small, double radius_m)
{
  CorPosition position = g_array_index (settlements, Settlement, small).settlement->position;
  double nearest_m = radius_m;
  guint nearest = G_MAXUINT;

  for (guint i = 0; i < roots->len; i++)
    {
      guint root = g_array_index (roots, guint, i);
      CorPosition other = g_array_index (settlements, Settlement, root).settlement->position;
      double distance_m;

      if (ABS (other.lat_deg - position.lat_deg) * MIN_METRES_PER_DEGREE > nearest_m)
        continue;

      distance_m = cor_position_distance_m (position, other);
      if (distance_m < nearest_m || (distance_m <= nearest_m && nearest == G_MAXUINT))
        {
          nearest = root;
          nearest_m = distance_m;
        }
    }

  return nearest;
}

/* Every small settlement joins the nearest larger one that has not joined another itself, so that
 * nobody ends up further away than the radius. */
static void
fold_settlements (GArray *settlements, const CorPlanSettings *settings)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) roots = g_array_new (FALSE, FALSE, sizeof (guint));

  if (settings == NULL || settings->fold_radius_m == 0)
    return;

  for (guint i = 0; i < settlements->len; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_sizes, settlements);

  for (guint i = 0; i < order->len; i++)
    {
      guint index = g_array_index (order, guint, i);
      Settlement *settlement = &g_array_index (settlements, Settlement, index);
      guint root = G_MAXUINT;

      if (settlement->n_people < settings->fold_below_people)
        root = find_nearest_root (settlements, roots, index, settings->fold_radius_m);

      if (root != G_MAXUINT)
        settlement->root = root;
      else
        g_array_append_val (roots, index);
    }
}

static void
set_rally_point (CorSnapshot *snapshot, CorCluster *cluster)
{
  const CorRally *rally = cor_snapshot_lookup (snapshot, COR_RECORD_RALLY, &cluster->id);

  g_clear_pointer (&cluster->rally_label, g_free);
  cluster->rally_position = rally != NULL ? rally->position : cluster->settlement->position;
  if (rally != NULL)
    cluster->rally_label = g_strdup (rally->label);
}

static CorCluster *
make_cluster (CorSnapshot *snapshot, const CorSettlement *settlement)
{
  CorCluster *cluster = cor_cluster_new (settlement);

  set_rally_point (snapshot, cluster);

  return cluster;
}

static int
compare_ids_of (gconstpointer a, gconstpointer b, gpointer settlements)
{
  return compare_settlement_ids (
      &g_array_index ((GArray *) settlements, Settlement, *(const guint *) a),
      &g_array_index ((GArray *) settlements, Settlement, *(const guint *) b));
}

/* Makes the clusters, by id, and tells each settlement its own. */
static GPtrArray *
make_clusters (CorSnapshot *snapshot, GArray *settlements)
{
  GPtrArray *clusters = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_cluster_free);
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < settlements->len; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_ids_of, settlements);

  for (guint i = 0; i < order->len; i++)
    {
      guint index = g_array_index (order, guint, i);
      Settlement *settlement = &g_array_index (settlements, Settlement, index);

      if (settlement->root != index)
        continue;
      settlement->cluster = clusters->len;
      g_ptr_array_add (clusters, make_cluster (snapshot, settlement->settlement));
    }
  for (guint i = 0; i < order->len; i++)
    {
      guint index = g_array_index (order, guint, i);
      Settlement *settlement = &g_array_index (settlements, Settlement, index);

      if (settlement->root == index)
        continue;
      settlement->cluster = g_array_index (settlements, Settlement, settlement->root).cluster;
      g_array_append_val (((CorCluster *) clusters->pdata[settlement->cluster])->folded,
                          settlement->settlement->record.id);
    }

  return clusters;
}

static void
count_person (CorClustering *self, CorCluster *cluster, const CorPerson *person, guint n_people)
{
  gboolean is_planned = cor_status_is_planned (person->status);

  self->n_people += n_people;
  if (cluster != NULL)
    self->n_placed += n_people;
  else if (is_planned)
    self->n_unplaced += n_people;
  if (!is_planned)
    self->n_out += n_people;

  if (cluster == NULL)
    return;

  cluster->n_registrations++;
  cluster->n_people += n_people;
  if (!is_planned)
    return;

  cluster->n_planned += n_people;
  for (guint i = 0; i < COR_N_NEEDS; i++)
    if ((person->needs & (1u << i)) != 0)
      cluster->needs_people[i]++;
}

/* Somebody placed must be in exactly one cluster, and everybody must be counted once. */
static void
check_balance (CorClustering *self, CorSnapshot *snapshot)
{
  guint n_people = 0, n_registrations = 0;

  for (guint i = 0; i < self->clusters->len; i++)
    {
      const CorCluster *cluster = self->clusters->pdata[i];

      n_people += cluster->n_people;
      n_registrations += cluster->persons->len;
    }

  g_assert (n_people == self->n_placed);
  g_assert (n_registrations <= self->n_registrations);
  g_assert (self->n_people == cor_snapshot_count_people (snapshot));
}

/**
 * cor_clustering_new:
 * @snapshot: a plan
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Gathers the people of a plan by settlement. A settlement with fewer people of ours than the
 * plan's settings say joins the nearest larger one within the radius they say; an officer's rally
 * point takes the place of the settlement's centre.
 *
 * Returns: (transfer full) (nullable): the clusters and who is in them, or %NULL if it was stopped
 */
CorClustering *
cor_clustering_new (CorSnapshot *snapshot, CorProgress *progress, GError **error)
{
  GPtrArray *persons = cor_snapshot_get_records (snapshot, COR_RECORD_PERSON);
  g_autoptr (CorClustering) self = g_new0 (CorClustering, 1);
  g_autoptr (GArray) settlements = NULL;

  self->cluster_of = g_array_new (FALSE, FALSE, sizeof (guint));
  self->n_registrations = persons->len;
  settlements = list_settlements (snapshot, self->cluster_of, progress, error);
  if (settlements == NULL)
    return NULL;
  fold_settlements (settlements, cor_snapshot_get_settings (snapshot));
  self->clusters = make_clusters (snapshot, settlements);

  for (guint i = 0; i < persons->len; i++)
    {
      guint *place = &g_array_index (self->cluster_of, guint, i);
      CorCluster *cluster = NULL;

      if (i % PERSONS_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return NULL;
      if (*place != G_MAXUINT)
        {
          *place = g_array_index (settlements, Settlement, *place).cluster;
          cluster = self->clusters->pdata[*place];
          g_array_append_val (cluster->persons, i);
        }
      count_person (self, cluster, persons->pdata[i], cor_snapshot_get_n_people (snapshot, i));
    }

  check_balance (self, snapshot);

  return g_steal_pointer (&self);
}

/**
 * cor_clustering_move_rally_points:
 * @self: the people of a plan, gathered
 * @snapshot: the same plan, perhaps with other rally points
 *
 * Has everybody gather where @snapshot says.
 */
void
cor_clustering_move_rally_points (CorClustering *self, CorSnapshot *snapshot)
{
  for (guint i = 0; i < self->clusters->len; i++)
    set_rally_point (snapshot, self->clusters->pdata[i]);
}

/**
 * cor_clustering_free:
 * @self: (transfer full): a clustering
 *
 * Frees @self and its clusters.
 */
void
cor_clustering_free (CorClustering *self)
{
  g_clear_pointer (&self->clusters, g_ptr_array_unref);
  g_array_unref (self->cluster_of);
  g_free (self);
}
