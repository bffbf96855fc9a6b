/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-placement.h"

#include <math.h>

#include "cor-map-content-private.h"
#include "cor-map-river-words.h"
#include "cor-map-text.h"

#define WORLD_TILE_PX 256.0
#define CELL_PX 96.0
#define GAP_PX 3.0
#define SHIELD_PADDING_PX 2.5
#define SHIELD_DISTANCE_PX 260.0
#define MAX_BEND_PX 5.0
#define RIVER_RISE 0.62

struct _CorMapPlacement
{
  gatomicrefcount ref_count;
  CorMapPlacementKey key;
  GArray *items;
};

typedef struct
{
  CorBasemap *basemap;
  CorMapContent *content;
  const CorMapPlacementKey *key;
  const CorMapPlacementLimits *limits;
  double world_px;
  GArray *items;
  CorMapRuler *ruler;
  /* Cell of the plane -> array of the items that touch it. */
  GHashTable *cells;
} Placer;

/* From which zoom on a place of a rank is looked at. */
static const double rank_min_zooms[COR_N_MAP_RANKS] = { 4.0, 5.0, 5.9, 7.0, 8.0, 9.2, 10.4 };

static gint64
cell_key (int column, int row)
{
  return ((gint64) column << 32) | (guint32) row;
}

static void
get_cells (const CorMapPlaced *item, int *left, int *top, int *right, int *bottom)
{
  *left = (int) floor ((item->x_px - item->width_px / 2.0) / CELL_PX);
  *right = (int) floor ((item->x_px + item->width_px / 2.0) / CELL_PX);
  *top = (int) floor ((item->y_px - item->height_px / 2.0) / CELL_PX);
  *bottom = (int) floor ((item->y_px + item->height_px / 2.0) / CELL_PX);
}

static gboolean
overlap (const CorMapPlaced *a, const CorMapPlaced *b)
{
  return fabs (a->x_px - b->x_px) < (a->width_px + b->width_px) / 2.0 + GAP_PX &&
         fabs (a->y_px - b->y_px) < (a->height_px + b->height_px) / 2.0 + 1.0;
}

static gboolean
is_same_shield_near (const CorMapPlaced *a, const CorMapPlaced *b)
{
  return a->kind == COR_MAP_TEXT_SHIELD && b->kind == COR_MAP_TEXT_SHIELD &&
         g_strcmp0 (a->text, b->text) == 0 &&
         hypot (a->x_px - b->x_px, a->y_px - b->y_px) < SHIELD_DISTANCE_PX;
}

static gboolean
fits_limits (const Placer *placer, const CorMapPlaced *item)
{
  const CorMapPlacementLimits *limits = placer->limits;

  return limits == NULL || (item->x_px - item->width_px / 2.0 >= limits->left_px &&
                            item->x_px + item->width_px / 2.0 <= limits->right_px &&
                            item->y_px - item->height_px / 2.0 >= limits->top_px &&
                            item->y_px + item->height_px / 2.0 <= limits->bottom_px);
}

static gboolean
is_free (const Placer *placer, const CorMapPlaced *item)
{
  int left, top, right, bottom, reach = item->kind == COR_MAP_TEXT_SHIELD ? 3 : 1;

  if (!fits_limits (placer, item))
    return FALSE;

  get_cells (item, &left, &top, &right, &bottom);
  for (int row = top - reach; row <= bottom + reach; row++)
    for (int column = left - reach; column <= right + reach; column++)
      {
        gint64 key = cell_key (column, row);
        GArray *cell = g_hash_table_lookup (placer->cells, &key);

        for (guint i = 0; cell != NULL && i < cell->len; i++)
          {
            guint number = g_array_index (cell, guint, i);
            const CorMapPlaced *other = &g_array_index (placer->items, CorMapPlaced, number);

            if (overlap (item, other) || is_same_shield_near (item, other))
              return FALSE;
          }
      }

  return TRUE;
}

static void
take (Placer *placer, const CorMapPlaced *item)
{
  guint number = placer->items->len;
  int left, top, right, bottom;

  g_array_append_val (placer->items, *item);
  get_cells (item, &left, &top, &right, &bottom);
  for (int row = top; row <= bottom; row++)
    for (int column = left; column <= right; column++)
      {
        gint64 key = cell_key (column, row);
        GArray *cell = g_hash_table_lookup (placer->cells, &key);

        if (cell == NULL)
          {
            cell = g_array_new (FALSE, FALSE, sizeof (guint));
            g_hash_table_insert (placer->cells, g_memdup2 (&key, sizeof key), cell);
          }
        g_array_append_val (cell, number);
      }
}

static gboolean
is_near_limits (const Placer *placer, double x_px, double y_px)
{
  const CorMapPlacementLimits *limits = placer->limits;

  return limits == NULL || (x_px >= limits->left_px && x_px <= limits->right_px &&
                            y_px >= limits->top_px && y_px <= limits->bottom_px);
}

/* A word in the middle of its spot. */
static void
place_centred (Placer *placer, CorMapTextKind kind, CorMapPoint point, const char *text)
{
  CorMapPlaced item = { .kind = kind, .text = text };

  item.x_px = item.text_x_px = item.anchor_x_px = floor (point.x * placer->world_px);
  item.y_px = item.text_y_px = item.anchor_y_px = floor (point.y * placer->world_px);
  if (!is_near_limits (placer, item.x_px, item.y_px))
    return;

  cor_map_ruler_measure (placer->ruler, kind, 0, placer->key->symbol_scale, text, &item.width_px,
                         &item.height_px);
  if (kind == COR_MAP_TEXT_SHIELD)
    {
      item.width_px += 2.0 * SHIELD_PADDING_PX * placer->key->symbol_scale;
      item.height_px += SHIELD_PADDING_PX * placer->key->symbol_scale;
    }
  if (is_free (placer, &item))
    take (placer, &item);
}

/* A place's dot with its name beside it, on the first side that is free. The dot is part of the
 * box, so that no other word runs over it. */
static void
place_beside (Placer *placer, const CorMapContentLabel *label)
{
  double radius_px = cor_map_place_get_radius_px (label->rank, placer->key->symbol_scale);
  int first_side = placer->key->language == COR_LANGUAGE_HE ? -1 : 1;
  CorMapPlaced item = { .kind = COR_MAP_TEXT_PLACE, .rank = label->rank, .text = label->text };
  double width_px, height_px;

  item.anchor_x_px = floor (label->point.x * placer->world_px);
  item.anchor_y_px = floor (label->point.y * placer->world_px);
  if (!is_near_limits (placer, item.anchor_x_px, item.anchor_y_px))
    return;

  cor_map_ruler_measure (placer->ruler, COR_MAP_TEXT_PLACE, label->rank, placer->key->symbol_scale,
                         label->text, &width_px, &height_px);
  for (guint i = 0; i < 4; i++)
    {
      gboolean is_beside = i < 2;
      double side = is_beside ? (i == 0 ? first_side : -first_side) : (i == 2 ? -1.0 : 1.0);
      double away_px = radius_px + GAP_PX * placer->key->symbol_scale;

      item.width_px = width_px + (is_beside ? away_px : 0.0);
      item.height_px = height_px + (is_beside ? 0.0 : radius_px);
      item.x_px = item.anchor_x_px + (is_beside ? side * (away_px + width_px) / 2.0 : 0.0);
      item.y_px = item.anchor_y_px + (is_beside ? 0.0 : side * (radius_px + height_px) / 2.0);
      item.text_x_px = item.anchor_x_px + (is_beside ? side * (away_px + width_px / 2.0) : 0.0);
      item.text_y_px = item.anchor_y_px + (is_beside ? 0.0 : side * (radius_px + height_px / 2.0));
      if (is_free (placer, &item))
        {
          take (placer, &item);
          return;
        }
    }
}

static void
place_rank (Placer *placer, guint rank)
{
  GArray *labels = placer->content->labels;

  if (placer->key->zoom < rank_min_zooms[rank])
    return;

  for (guint i = 0; i < labels->len; i++)
    {
      const CorMapContentLabel *label = &g_array_index (labels, CorMapContentLabel, i);

      if (label->rank == rank)
        place_beside (placer, label);
    }
}

static void
place_own (Placer *placer, CorBasemapLabelKind kind, CorMapTextKind text_kind, double max_zoom)
{
  GArray *labels = placer->basemap->labels;

  if (placer->key->zoom > max_zoom)
    return;

  for (guint i = 0; i < labels->len; i++)
    {
      const CorBasemapLabel *label = &g_array_index (labels, CorBasemapLabel, i);

      if (label->kind == kind && placer->key->zoom >= label->min_zoom)
        place_centred (placer, text_kind, label->point,
                       cor_basemap_names_get (&label->names, placer->key->language));
    }
}

static void
place_shields (Placer *placer, CorMapRoadClass road_class, double min_zoom)
{
  GArray *roads = placer->content->roads;

  if (placer->key->zoom < min_zoom)
    return;

  for (guint i = 0; i < roads->len; i++)
    {
      const CorMapContentRoad *road = &g_array_index (roads, CorMapContentRoad, i);
      guint middle = (road->n_points - 1) / 2;
      CorMapPoint a = road->points[middle], b = road->points[middle + 1];

      if (road->road_class == road_class && road->number != NULL && road->number[0] != '\0')
        place_centred (placer, COR_MAP_TEXT_SHIELD,
                       (CorMapPoint){ (a.x + b.x) / 2.0, (a.y + b.y) / 2.0 }, road->number);
    }
}

/* A river's name along its course, a little above the line. */
static void
place_along (Placer *placer, const CorBasemapLine *line, const char *text)
{
  double scale = placer->key->symbol_scale, width_px, height_px;
  g_autoptr (GArray) spots = NULL;

  cor_map_ruler_measure (placer->ruler, COR_MAP_TEXT_RIVER, 0, scale, text, &width_px, &height_px);
  spots = cor_map_find_spots (&line->path, cor_basemap_get_level (placer->key->zoom),
                              placer->world_px, width_px, MAX_BEND_PX * scale);
  for (guint i = 0; i < spots->len; i++)
    {
      const CorMapSpot *spot = &g_array_index (spots, CorMapSpot, i);
      double rise_px = height_px * RIVER_RISE, c = cos (spot->angle), s = sin (spot->angle);
      CorMapPlaced item = { .kind = COR_MAP_TEXT_RIVER, .text = text, .angle = spot->angle };

      item.x_px = item.text_x_px = item.anchor_x_px = spot->x_px + s * rise_px;
      item.y_px = item.text_y_px = item.anchor_y_px = spot->y_px - c * rise_px;
      item.width_px = width_px * c + height_px * fabs (s);
      item.height_px = width_px * fabs (s) + height_px * c;
      if (is_free (placer, &item))
        take (placer, &item);
    }
}

static void
place_rivers (Placer *placer)
{
  GArray *lines = placer->basemap->lines;

  for (guint i = 0; i < lines->len; i++)
    {
      const CorBasemapLine *line = &g_array_index (lines, CorBasemapLine, i);

      if (line->river >= 0 && placer->key->zoom >= 6.5 + line->rank * 0.5)
        place_along (placer, line,
                     cor_basemap_names_get (
                         &g_array_index (placer->basemap->rivers, CorBasemapNames, line->river),
                         placer->key->language));
    }
}

/* In order of weight: what comes first keeps its spot. */
static void
place_everything (Placer *placer)
{
  place_rank (placer, 0);
  place_own (placer, COR_BASEMAP_LABEL_SEA, COR_MAP_TEXT_SEA, 9.0);
  place_own (placer, COR_BASEMAP_LABEL_COUNTRY, COR_MAP_TEXT_COUNTRY, 6.7);
  place_rank (placer, 1);
  place_rank (placer, 2);
  place_shields (placer, COR_MAP_ROAD_MAIN, 7.0);
  place_rank (placer, 3);
  place_rivers (placer);
  place_own (placer, COR_BASEMAP_LABEL_LAKE, COR_MAP_TEXT_LAKE, 13.0);
  place_own (placer, COR_BASEMAP_LABEL_OBLAST, COR_MAP_TEXT_OBLAST, 9.6);
  place_rank (placer, 4);
  place_shields (placer, COR_MAP_ROAD_NATIONAL, 8.5);
  place_rank (placer, 5);
  place_shields (placer, COR_MAP_ROAD_REGIONAL, 9.8);
  place_rank (placer, 6);
}

/**
 * cor_map_placement_new:
 * @basemap: what has names
 * @content: what is on the map; it must outlive the placement
 * @key: at what zoom, in what language and size
 * @limits: (nullable): where; %NULL: on the whole map
 *
 * Finds a spot for each word.
 *
 * Returns: (transfer full): the placement
 */
CorMapPlacement *
cor_map_placement_new (CorBasemap *basemap,
                       CorMapContent *content,
                       const CorMapPlacementKey *key,
                       const CorMapPlacementLimits *limits)
{
  g_autoptr (CorMapRuler) ruler = cor_map_ruler_new ();
  g_autoptr (GHashTable) cells =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  CorMapPlacement *self = g_new0 (CorMapPlacement, 1);
  Placer placer = { basemap, content, key,  limits, WORLD_TILE_PX * exp2 (key->zoom),
                    NULL,    ruler,   cells };

  g_atomic_ref_count_init (&self->ref_count);
  self->key = *key;
  self->items = g_array_new (FALSE, FALSE, sizeof (CorMapPlaced));
  placer.items = self->items;
  place_everything (&placer);

  return self;
}

/**
 * cor_map_placement_ref:
 * @self: a placement
 *
 * Returns: (transfer full): @self
 */
CorMapPlacement *
cor_map_placement_ref (CorMapPlacement *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * cor_map_placement_unref:
 * @self: (transfer full): a placement
 *
 * Releases @self.
 */
void
cor_map_placement_unref (CorMapPlacement *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->items);
  g_free (self);
}

/**
 * cor_map_placement_matches:
 * @self: a placement
 * @key: what is wanted
 *
 * Returns: whether it is for that zoom, language and size
 */
gboolean
cor_map_placement_matches (CorMapPlacement *self, const CorMapPlacementKey *key)
{
  return fabs (self->key.zoom - key->zoom) < 1e-9 && self->key.language == key->language &&
         fabs (self->key.symbol_scale - key->symbol_scale) < 1e-9;
}

/**
 * cor_map_placement_get_items:
 * @self: a placement
 * @n_items: (out): how many
 *
 * Returns: (transfer none) (array length=n_items): words and where they stand
 */
const CorMapPlaced *
cor_map_placement_get_items (CorMapPlacement *self, guint *n_items)
{
  *n_items = self->items->len;

  return (const CorMapPlaced *) self->items->data;
}
