/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-osm-places.h"

#include <math.h>

#include "cor-network-private.h"

#define CELL_DEG 0.02

typedef struct
{
  guint rank; /* 0 for a city */
  CorPosition position;
  const char *name_uk;
  const char *name_en;
  const char *name_he;
} Place;

static const struct
{
  const char *value;
  double reach_m; /* how far from its middle its junction may be */
} kinds[] = {
  { "city", 3000.0 },  { "town", 2000.0 },   { "village", 1500.0 },
  { "hamlet", 800.0 }, { "suburb", 1000.0 },
};

struct _CorOsmPlaces
{
  GArray *places; /* Place */
  GStringChunk *names;
};

/**
 * cor_osm_places_new:
 *
 * Returns: (transfer full): no places
 */
CorOsmPlaces *
cor_osm_places_new (void)
{
  CorOsmPlaces *self = g_new0 (CorOsmPlaces, 1);

  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  self->names = g_string_chunk_new (65536);

  return self;
}

/**
 * cor_osm_places_free:
 * @self: (transfer full): some places
 */
void
cor_osm_places_free (CorOsmPlaces *self)
{
  g_array_unref (self->places);
  g_string_chunk_free (self->names);
  g_free (self);
}

static const char *
keep (CorOsmPlaces *self, const char *name)
{
  return name != NULL ? g_string_chunk_insert_const (self->names, name) : NULL;
}

/**
 * cor_osm_places_take:
 * @self: some places
 * @point: where a node is
 * @tags: its tags
 *
 * Takes a node if it is a settlement with a name.
 */
void
cor_osm_places_take (CorOsmPlaces *self, CorNetworkPoint point, const CorOsmTags *tags)
{
  const char *kind = cor_osm_tags_get (tags, "place");
  const char *name = cor_osm_tags_get (tags, "name");
  const char *name_uk = cor_osm_tags_get (tags, "name:uk");
  Place place = { .position = cor_network_point_to_position (point) };

  if (kind == NULL || name == NULL)
    return;
  while (place.rank < G_N_ELEMENTS (kinds) && g_strcmp0 (kinds[place.rank].value, kind) != 0)
    place.rank++;
  if (place.rank == G_N_ELEMENTS (kinds))
    return;
  place.name_uk = keep (self, name_uk != NULL ? name_uk : name);
  place.name_en = keep (self, cor_osm_tags_get (tags, "name:en"));
  place.name_he = keep (self, cor_osm_tags_get (tags, "name:he"));
  g_array_append_val (self->places, place);
}

static int
compare_ranks (gconstpointer a, gconstpointer b)
{
  return (int) ((const Place *) a)->rank - (int) ((const Place *) b)->rank;
}

static gint64
cell_key (gint64 row, gint64 column)
{
  return row * 100000 + column;
}

static gint64
cell_of (double deg)
{
  return (gint64) floor ((deg + 180.0) / CELL_DEG);
}

/* The first node of each cell; the others follow by @next. */
static GHashTable *
fill_cells (const CorPosition *nodes, gsize n_nodes, guint32 *next)
{
  GHashTable *cells = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (gsize i = 0; i < n_nodes; i++)
    {
      gint64 key = cell_key (cell_of (nodes[i].lat_deg), cell_of (nodes[i].lon_deg));
      gpointer first = NULL;

      next[i] = COR_ROAD_NONE;
      if (g_hash_table_lookup_extended (cells, &key, NULL, &first))
        next[i] = GPOINTER_TO_UINT (first);
      g_hash_table_insert (cells, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER ((guint) i));
    }

  return cells;
}

static guint32
find_nearest (const Place *place, const CorPosition *nodes, GHashTable *cells, const guint32 *next)
{
  double best_m = kinds[place->rank].reach_m;
  guint32 best = COR_ROAD_NONE;
  gint64 row = cell_of (place->position.lat_deg);
  gint64 column = cell_of (place->position.lon_deg);

  for (gint64 i = 0; i < 25; i++)
    {
      gint64 key = cell_key (row - 2 + i / 5, column - 2 + i % 5);
      gpointer first;

      if (!g_hash_table_lookup_extended (cells, &key, NULL, &first))
        continue;
      for (guint32 node = GPOINTER_TO_UINT (first); node != COR_ROAD_NONE; node = next[node])
        {
          double distance_m = cor_position_distance_m (place->position, nodes[node]);

          if (distance_m < best_m || (distance_m <= best_m && node < best))
            {
              best_m = distance_m;
              best = node;
            }
        }
    }

  return best;
}

/**
 * cor_osm_places_attach:
 * @self: some places
 * @builder: has the nodes
 * @nodes: (array length=n_nodes): where they are, as the builder numbers them
 * @n_nodes: how many
 *
 * Names the nodes nearest to places, the more important places first.
 */
void
cor_osm_places_attach (CorOsmPlaces *self,
                       CorNetworkBuilder *builder,
                       const CorPosition *nodes,
                       gsize n_nodes)
{
  g_autofree guint32 *next = g_new (guint32, n_nodes + 1);
  g_autoptr (GHashTable) cells = fill_cells (nodes, n_nodes, next);

  g_array_sort (self->places, compare_ranks);
  for (guint i = 0; i < self->places->len; i++)
    {
      const Place *place = &g_array_index (self->places, Place, i);
      guint32 node = find_nearest (place, nodes, cells, next);
      CorNewPlace named = { .is_settlement = TRUE,
                            .name_uk = place->name_uk,
                            .name_en = place->name_en,
                            .name_he = place->name_he };

      if (node != COR_ROAD_NONE)
        cor_network_builder_add_place (builder, node, &named);
    }
}
