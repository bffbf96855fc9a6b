/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-sheet-source.h"

#include <string.h>

static void
route_free (gpointer data)
{
  CorRouteSheet *route = data;

  g_ptr_array_unref (route->movements);
  g_free (route);
}

/* Alphabetical by code points: the same on every machine, and right but for single letters. */
static int
compare_names (const CorSheetSource *self, const CorNames *a, const CorNames *b)
{
  return strcmp (cor_names_get (a, self->language), cor_names_get (b, self->language));
}

static int
compare_routes (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const CorRouteSheet *first = *(CorRouteSheet *const *) a, *second = *(CorRouteSheet *const *) b;
  int order = compare_names (user_data, &first->cluster->settlement->names,
                             &second->cluster->settlement->names);

  if (order == 0)
    order = cor_id_compare (&first->cluster->id, &second->cluster->id);
  if (order == 0)
    order = compare_names (user_data, &first->crossing->names, &second->crossing->names);

  return order;
}

static int
compare_crossings (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const CorCrossing *first = *(CorCrossing *const *) a, *second = *(CorCrossing *const *) b;
  int order = compare_names (user_data, &first->names, &second->names);

  return order != 0 ? order : cor_id_compare (&first->record.id, &second->record.id);
}

static CorRouteSheet *
add_route (CorSheetSource *self, const CorMovement *movement)
{
  const CorCluster *cluster = cor_result_get_cluster (self->result, &movement->cluster_id);
  const CorCrossing *crossing =
      cor_snapshot_lookup (self->snapshot, COR_RECORD_CROSSING, &movement->crossing_id);
  CorRouteSheet *route;

  /* Routes that are stale may name what the plan no longer has; the balance tells. */
  if (cluster == NULL || crossing == NULL)
    return NULL;

  route = g_new0 (CorRouteSheet, 1);
  route->cluster = cluster;
  route->crossing = crossing;
  route->movements = g_ptr_array_new ();
  g_ptr_array_add (self->routes, route);
  if (!g_ptr_array_find (self->crossings, crossing, NULL))
    g_ptr_array_add (self->crossings, (gpointer) crossing);

  return route;
}

static void
collect_routes (CorSheetSource *self)
{
  g_autoptr (GHashTable) known =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);

  for (guint i = 0; i < self->result->movements->len; i++)
    {
      const CorMovement *movement = self->result->movements->pdata[i];
      const CorId pair[2] = { movement->cluster_id, movement->crossing_id };
      g_autoptr (GBytes) key = g_bytes_new (pair, sizeof pair);
      CorRouteSheet *route = g_hash_table_lookup (known, key);

      if (route == NULL)
        route = add_route (self, movement);
      if (route == NULL)
        continue;
      g_hash_table_insert (known, g_steal_pointer (&key), route);
      g_ptr_array_add (route->movements, (gpointer) movement);
      route->n_people += movement->n_people;
    }
}

/**
 * cor_sheet_source_init:
 * @self: (out caller-allocates): a source
 * @snapshot: the plan
 * @result: its routes
 * @language: of the sheets
 * @options: must outlive the source
 *
 * Gathers what documents are made of. The plan and the routes must outlive the source.
 */
void
cor_sheet_source_init (CorSheetSource *self,
                       CorSnapshot *snapshot,
                       CorResult *result,
                       CorLanguage language,
                       const CorSheetOptions *options)
{
  self->snapshot = snapshot;
  self->result = result;
  self->settings = cor_snapshot_get_settings (snapshot);
  self->language = language;
  self->options = options;
  self->routes = g_ptr_array_new_with_free_func (route_free);
  self->crossings = g_ptr_array_new ();
  collect_routes (self);
  g_ptr_array_sort_with_data (self->routes, compare_routes, self);
  g_ptr_array_sort_with_data (self->crossings, compare_crossings, self);
}

/**
 * cor_sheet_source_clear:
 * @self: a source
 *
 * Lets go of what @self holds.
 */
void
cor_sheet_source_clear (CorSheetSource *self)
{
  g_clear_pointer (&self->routes, g_ptr_array_unref);
  g_clear_pointer (&self->crossings, g_ptr_array_unref);
}

/**
 * cor_sheet_source_get_alternative:
 * @self: a source
 * @route: a route sheet
 *
 * Returns: (transfer none) (nullable): what stands next to its crossing
 */
const CorAlternative *
cor_sheet_source_get_alternative (const CorSheetSource *self, const CorRouteSheet *route)
{
  for (guint i = 0; i < self->result->alternatives->len; i++)
    {
      const CorAlternative *alternative = self->result->alternatives->pdata[i];

      if (cor_id_equal (&alternative->cluster_id, &route->cluster->id) &&
          cor_id_equal (&alternative->crossing_id, &route->crossing->record.id))
        return alternative;
    }

  return NULL;
}

/**
 * cor_sheet_source_get_corridor:
 * @self: a source
 * @movement: a movement
 *
 * Returns: (transfer none): its way
 */
CorCorridor *
cor_sheet_source_get_corridor (const CorSheetSource *self, const CorMovement *movement)
{
  return self->result->corridors->pdata[movement->corridor];
}
