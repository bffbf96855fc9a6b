/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-content-private.h"

#define MAX_KEPT_PLACEMENTS 12

static void
road_clear (gpointer pointer)
{
  CorMapContentRoad *road = pointer;

  g_clear_pointer (&road->points, g_free);
  g_clear_pointer (&road->number, g_free);
}

static void
label_clear (gpointer pointer)
{
  CorMapContentLabel *label = pointer;

  g_clear_pointer (&label->text, g_free);
}

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  const CorMapContentLabel *left = a, *right = b;

  if (left->rank != right->rank)
    return left->rank < right->rank ? -1 : 1;
  if (left->point.x < right->point.x || left->point.x > right->point.x)
    return left->point.x < right->point.x ? -1 : 1;
  if (left->point.y < right->point.y || left->point.y > right->point.y)
    return left->point.y < right->point.y ? -1 : 1;

  return g_strcmp0 (left->text, right->text);
}

static void
add_road (CorMapContent *self, const CorMapRoad *road)
{
  CorMapContentRoad copy = { COR_MAP_BOX_EMPTY, g_new (CorMapPoint, road->n_points), road->n_points,
                             road->road_class, g_strdup (road->number) };

  for (guint i = 0; i < road->n_points; i++)
    {
      cor_map_project_to_world (road->points[i], &copy.points[i].x, &copy.points[i].y);
      cor_map_box_add (&copy.box, copy.points[i].x, copy.points[i].y);
    }
  g_array_append_val (self->roads, copy);
}

static void
add_label (CorMapContent *self, const CorMapLabel *label)
{
  CorMapContentLabel copy = { { 0.0, 0.0 },
                              g_strdup (label->text),
                              MIN (label->rank, COR_N_MAP_RANKS - 1) };

  cor_map_project_to_world (label->position, &copy.point.x, &copy.point.y);
  g_array_append_val (self->labels, copy);
}

/**
 * cor_map_content_new:
 * @roads: (array length=n_roads) (nullable): roads to draw; copied
 * @n_roads: how many
 * @labels: (array length=n_labels) (nullable): places to name; copied
 * @n_labels: how many
 *
 * Gathers what to draw on a base map. Make it once for a network and a language and keep it: it
 * remembers where labels go at each zoom.
 *
 * Returns: (transfer full): the content
 */
CorMapContent *
cor_map_content_new (const CorMapRoad *roads,
                     guint n_roads,
                     const CorMapLabel *labels,
                     guint n_labels)
{
  CorMapContent *self = g_new0 (CorMapContent, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  g_queue_init (&self->placements);
  self->roads = g_array_new (FALSE, TRUE, sizeof (CorMapContentRoad));
  g_array_set_clear_func (self->roads, road_clear);
  self->labels = g_array_new (FALSE, TRUE, sizeof (CorMapContentLabel));
  g_array_set_clear_func (self->labels, label_clear);
  for (guint i = 0; i < n_roads; i++)
    if (roads[i].n_points >= 2)
      add_road (self, &roads[i]);
  for (guint i = 0; i < n_labels; i++)
    add_label (self, &labels[i]);
  g_array_sort (self->labels, compare_labels);

  return self;
}

/**
 * cor_map_content_set_road_supply:
 * @self: a content that nobody draws yet
 * @supply: gives lesser roads, below those that @self holds
 * @user_data: for @supply
 * @destroy: (nullable): frees @user_data
 *
 * Lets a content draw more roads than can be held.
 */
void
cor_map_content_set_road_supply (CorMapContent *self,
                                 CorMapRoadSupply supply,
                                 gpointer user_data,
                                 GDestroyNotify destroy)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->road_supply == NULL);

  self->road_supply = supply;
  self->supply_data = user_data;
  self->supply_destroy = destroy;
}

/**
 * cor_map_content_ref:
 * @self: a content
 *
 * Returns: (transfer full): @self with one reference more
 */
CorMapContent *
cor_map_content_ref (CorMapContent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * cor_map_content_unref:
 * @self: (transfer full): a content
 *
 * Gives a reference back.
 */
void
cor_map_content_unref (CorMapContent *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_queue_clear_full (&self->placements, (GDestroyNotify) cor_map_placement_unref);
  g_mutex_clear (&self->lock);
  g_array_unref (self->roads);
  g_array_unref (self->labels);
  if (self->supply_destroy != NULL)
    self->supply_destroy (self->supply_data);
  g_free (self);
}

/**
 * cor_map_content_get_placement:
 * @self: what is on a map
 * @basemap: its names
 * @key: at what zoom, in what language and size
 *
 * Finds where the labels go; once, then it is remembered.
 *
 * Returns: (transfer full): the placement
 */
CorMapPlacement *
cor_map_content_get_placement (CorMapContent *self,
                               CorBasemap *basemap,
                               const CorMapPlacementKey *key)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  CorMapPlacement *placement;

  for (GList *link = self->placements.head; link != NULL; link = link->next)
    if (cor_map_placement_matches (link->data, key))
      {
        g_queue_unlink (&self->placements, link);
        g_queue_push_head_link (&self->placements, link);
        return cor_map_placement_ref (link->data);
      }

  placement = cor_map_placement_new (basemap, self, key, NULL);
  g_queue_push_head (&self->placements, cor_map_placement_ref (placement));
  if (self->placements.length > MAX_KEPT_PLACEMENTS)
    cor_map_placement_unref (g_queue_pop_tail (&self->placements));

  return placement;
}

/**
 * cor_map_rank_of_place:
 * @population: people living there, 0 if not known
 * @is_capital: whether it is a country's capital
 * @is_oblast_centre: whether it is the centre of an oblast
 *
 * Returns: the rank for #CorMapLabel: 0 is drawn on the smallest scales, the last only close by
 */
guint
cor_map_rank_of_place (guint population, gboolean is_capital, gboolean is_oblast_centre)
{
  static const guint limits[] = { 400000, 100000, 40000, 15000, 4000 };
  guint rank = COR_N_MAP_RANKS - 1;

  if (is_capital)
    return 0;

  for (guint i = G_N_ELEMENTS (limits); i > 0; i--)
    if (population >= limits[i - 1])
      rank = i;

  return is_oblast_centre ? 1 : rank;
}
