/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-result-change.h"

#define MS_PER_MINUTE 60000u

/* How the people of one cluster leave. */
typedef struct
{
  CorId crossing_id; /* that most of them pass, nil: none */
  guint n_people;    /* who do */
  guint travel_min;
  guint n_unserved;
} Leaving;

static guint
count_through (GPtrArray *movements, const CorId *crossing_id)
{
  guint n_people = 0;

  for (guint i = 0; i < movements->len; i++)
    {
      const CorMovement *movement = movements->pdata[i];

      if (cor_id_equal (&movement->crossing_id, crossing_id))
        n_people += movement->n_people;
    }

  return n_people;
}

/* Of crossings that as many pass, the first by id. */
static gboolean
is_main (const Leaving *leaving, const CorId *crossing_id, guint n_people)
{
  if (n_people != leaving->n_people)
    return n_people > leaving->n_people;

  return cor_id_compare (crossing_id, &leaving->crossing_id) < 0;
}

/* The driving time is that of the slowest who pass the main crossing, rounded up. */
static void
find_leaving (const CorResult *result, GHashTable *by_cluster, const CorId *id, Leaving *leaving)
{
  GPtrArray *movements = g_hash_table_lookup (by_cluster, id);

  *leaving = (Leaving){ COR_ID_NIL, 0, 0, 0 };
  for (guint i = 0; movements != NULL && i < movements->len; i++)
    {
      const CorMovement *movement = movements->pdata[i];
      guint n_people = count_through (movements, &movement->crossing_id);

      if (is_main (leaving, &movement->crossing_id, n_people))
        {
          leaving->crossing_id = movement->crossing_id;
          leaving->n_people = n_people;
        }
    }
  for (guint i = 0; movements != NULL && i < movements->len; i++)
    {
      const CorMovement *movement = movements->pdata[i];
      const CorCorridor *corridor = result->corridors->pdata[movement->corridor];

      if (cor_id_equal (&movement->crossing_id, &leaving->crossing_id))
        leaving->travel_min = MAX (leaving->travel_min,
                                   (corridor->travel_time_ms + MS_PER_MINUTE - 1) / MS_PER_MINUTE);
    }
  for (guint i = 0; i < result->unserved->len; i++)
    {
      const CorUnserved *unserved = result->unserved->pdata[i];

      if (cor_id_equal (&unserved->cluster_id, id))
        leaving->n_unserved += unserved->n_people;
    }
}

static GHashTable *
group_movements (const CorResult *result)
{
  GHashTable *by_cluster =
      g_hash_table_new_full (cor_id_hash, cor_id_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < result->movements->len; i++)
    {
      CorMovement *movement = result->movements->pdata[i];
      GPtrArray *movements = g_hash_table_lookup (by_cluster, &movement->cluster_id);

      if (movements == NULL)
        {
          movements = g_ptr_array_new ();
          g_hash_table_insert (by_cluster, &movement->cluster_id, movements);
        }
      g_ptr_array_add (movements, movement);
    }

  return by_cluster;
}

/**
 * cor_result_find_changes:
 * @before: routes of a plan
 * @after: routes of the same people after an edit
 *
 * Tells what an edit changes: for which clusters the crossing that most of them pass, the driving
 * time to it, or the number of those without a way is another.
 *
 * Returns: (transfer full) (element-type CorResultChange): those clusters, in the order of @after
 */
GArray *
cor_result_find_changes (const CorResult *before, const CorResult *after)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (CorResultChange));
  g_autoptr (GHashTable) left_before = group_movements (before);
  g_autoptr (GHashTable) left_after = group_movements (after);

  for (guint i = 0; i < after->clusters->len; i++)
    {
      const CorCluster *cluster = after->clusters->pdata[i];
      CorResultChange change = { .cluster_id = cluster->id, .n_people = cluster->n_planned };
      Leaving was, is;

      find_leaving (before, left_before, &cluster->id, &was);
      find_leaving (after, left_after, &cluster->id, &is);
      if (cor_id_equal (&was.crossing_id, &is.crossing_id) && was.travel_min == is.travel_min &&
          was.n_unserved == is.n_unserved)
        continue;
      change.before_id = was.crossing_id;
      change.after_id = is.crossing_id;
      change.before_min = was.travel_min;
      change.after_min = is.travel_min;
      change.before_unserved = was.n_unserved;
      change.after_unserved = is.n_unserved;
      g_array_append_val (changes, change);
    }

  return changes;
}
