/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-geojson-private.h"

#include "cor-error.h"

/* A shape drawn by a person has hundreds of points; a country's border has thousands. */
#define MAX_POINTS 100000

typedef struct
{
  CorGeometry *geometry;
  const CorBounds *roads; /* (nullable): box in which points may lie as well */
  guint n_points;
  guint feature; /* from 1, for messages; 0 while outside a collection */
  GError **error;
} Reader;

static gboolean read_geometry (Reader *reader, JsonObject *object);

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (Reader *reader, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);

  if (reader->feature > 0)
    g_set_error (reader->error, COR_ERROR, COR_ERROR_INVALID, "Feature %u: %s", reader->feature,
                 text);
  else
    g_set_error_literal (reader->error, COR_ERROR, COR_ERROR_INVALID, text);

  return FALSE;
}

static gboolean
get_number (JsonArray *array, guint index, double *number)
{
  JsonNode *node = json_array_get_element (array, index);

  if (!JSON_NODE_HOLDS_VALUE (node) || (json_node_get_value_type (node) != G_TYPE_DOUBLE &&
                                        json_node_get_value_type (node) != G_TYPE_INT64))
    return FALSE;

  *number = json_node_get_double (node);

  return TRUE;
}

static JsonArray *
get_array (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* A corner that lies somewhere else is a slip that would close other roads. */
static gboolean
is_near (const Reader *reader, CorPosition position)
{
  CorBounds region = COR_BOUNDS_REGION;

  return cor_bounds_contains (&region, position) ||
         (reader->roads != NULL && cor_bounds_contains (reader->roads, position));
}

static gboolean
read_points (Reader *reader, JsonArray *coordinates, GArray *points)
{
  for (guint i = 0; i < json_array_get_length (coordinates); i++)
    {
      JsonArray *pair = get_array (coordinates, i);
      CorPosition position;

      if (pair == NULL || json_array_get_length (pair) < 2 ||
          !get_number (pair, 0, &position.lon_deg) || !get_number (pair, 1, &position.lat_deg))
        return refuse (reader, "point %u is not a pair of numbers [longitude, latitude].", i + 1);

      if (!is_near (reader, position))
        {
          CorPosition swapped = { position.lon_deg, position.lat_deg };

          if (is_near (reader, swapped))
            return refuse (reader,
                           "point %u has latitude and longitude exchanged; GeoJSON wants the "
                           "longitude first.",
                           i + 1);
          return refuse (reader, "point %u lies far from Ukraine and from the roads.", i + 1);
        }
      g_array_append_val (points, position);
    }

  reader->n_points += points->len;
  if (reader->n_points > MAX_POINTS)
    return refuse (reader, "more than %u points; simplify the shape.", MAX_POINTS);

  return TRUE;
}

static double
turn (CorPosition a, CorPosition b, CorPosition c)
{
  return (b.lon_deg - a.lon_deg) * (c.lat_deg - a.lat_deg) -
         (b.lat_deg - a.lat_deg) * (c.lon_deg - a.lon_deg);
}

static gboolean
segments_cross (CorPosition a, CorPosition b, CorPosition c, CorPosition d)
{
  double abc = turn (a, b, c), abd = turn (a, b, d);
  double cda = turn (c, d, a), cdb = turn (c, d, b);

  return ((abc > 0 && abd < 0) || (abc < 0 && abd > 0)) &&
         ((cda > 0 && cdb < 0) || (cda < 0 && cdb > 0));
}

typedef struct
{
  double west_deg;
  guint index;
} Edge;

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const Edge *left = a, *right = b;

  return (left->west_deg > right->west_deg) - (left->west_deg < right->west_deg);
}

/* Sweeps from west to east and compares only edges whose longitudes overlap. */
static gboolean
ring_crosses_itself (const CorPosition *points, guint n_points, guint *where)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (Edge));

  for (guint i = 0; i + 1 < n_points; i++)
    {
      Edge edge = { MIN (points[i].lon_deg, points[i + 1].lon_deg), i };

      g_array_append_val (edges, edge);
    }
  g_array_sort (edges, compare_edges);

  for (guint i = 0; i < edges->len; i++)
    {
      guint a = g_array_index (edges, Edge, i).index;
      double east_deg = MAX (points[a].lon_deg, points[a + 1].lon_deg);

      for (guint j = i + 1; j < edges->len; j++)
        {
          const Edge *other = &g_array_index (edges, Edge, j);

          if (other->west_deg > east_deg)
            break;
          if (segments_cross (points[a], points[a + 1], points[other->index],
                              points[other->index + 1]))
            {
              *where = MIN (a, other->index) + 1;
              return TRUE;
            }
        }
    }

  return FALSE;
}

static gboolean
read_ring (Reader *reader, JsonArray *coordinates, CorPartKind kind)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (CorPosition));
  const CorPosition *ring;
  guint where = 0;

  if (!read_points (reader, coordinates, points))
    return FALSE;

  ring = (const CorPosition *) (gpointer) points->data;
  if (points->len < 4)
    return refuse (reader, "a ring has %u points; it needs at least 4.", points->len);
  if (!cor_position_equal (ring[0], ring[points->len - 1]))
    return refuse (reader,
                   "a ring is not closed: its last point must repeat the first. Close it in the "
                   "program that wrote the file.");
  if (ring_crosses_itself (ring, points->len, &where))
    return refuse (reader,
                   "a ring crosses itself near its point %u, so what lies inside is not certain. "
                   "Draw it anew.",
                   where);

  cor_geometry_add_part (reader->geometry, kind, ring, points->len);

  return TRUE;
}

static gboolean
read_polygon (Reader *reader, JsonArray *rings)
{
  if (json_array_get_length (rings) == 0)
    return refuse (reader, "a polygon without rings.");

  for (guint i = 0; i < json_array_get_length (rings); i++)
    {
      JsonArray *ring = get_array (rings, i);

      if (ring == NULL)
        return refuse (reader, "a ring is not a list of points.");
      if (!read_ring (reader, ring, i == 0 ? COR_PART_POLYGON : COR_PART_HOLE))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_line (Reader *reader, JsonArray *coordinates)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (CorPosition));

  if (!read_points (reader, coordinates, points))
    return FALSE;
  if (points->len < 2)
    return refuse (reader, "a line needs at least 2 points.");

  cor_geometry_add_part (reader->geometry, COR_PART_LINE,
                         (const CorPosition *) (gpointer) points->data, points->len);

  return TRUE;
}

static gboolean
read_many (Reader *reader,
           JsonArray *coordinates,
           gboolean (*read_one) (Reader *reader, JsonArray *coordinates))
{
  for (guint i = 0; i < json_array_get_length (coordinates); i++)
    {
      JsonArray *one = get_array (coordinates, i);

      if (one == NULL)
        return refuse (reader, "“coordinates” is not nested as its type asks for.");
      if (!read_one (reader, one))
        return FALSE;
    }

  return TRUE;
}

static JsonArray *
get_member_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static const char *
get_type_name (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "type");

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static gboolean
read_shape (Reader *reader, JsonObject *object, const char *type)
{
  JsonArray *coordinates = get_member_array (object, "coordinates");

  if (coordinates == NULL)
    return refuse (reader, "a geometry without “coordinates”.");
  if (g_str_equal (type, "Polygon"))
    return read_polygon (reader, coordinates);
  if (g_str_equal (type, "MultiPolygon"))
    return read_many (reader, coordinates, read_polygon);
  if (g_str_equal (type, "LineString"))
    return read_line (reader, coordinates);
  if (g_str_equal (type, "MultiLineString"))
    return read_many (reader, coordinates, read_line);

  return refuse (reader, "“%s” is neither an area nor a line; draw a polygon or a line.", type);
}

static gboolean
read_members (Reader *reader, JsonObject *object, const char *name, gboolean count_features)
{
  JsonArray *members = get_member_array (object, name);

  if (members == NULL)
    return refuse (reader, "“%s” is missing.", name);

  for (guint i = 0; i < json_array_get_length (members); i++)
    {
      JsonNode *node = json_array_get_element (members, i);

      if (count_features)
        reader->feature = i + 1;
      if (!JSON_NODE_HOLDS_OBJECT (node))
        return refuse (reader, "not an object.");
      if (!read_geometry (reader, json_node_get_object (node)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_geometry (Reader *reader, JsonObject *object)
{
  const char *type = get_type_name (object);
  JsonNode *geometry;

  if (type == NULL)
    return refuse (reader, "an object without “type”: this is not GeoJSON.");
  if (g_str_equal (type, "FeatureCollection"))
    return read_members (reader, object, "features", TRUE);
  if (g_str_equal (type, "GeometryCollection"))
    return read_members (reader, object, "geometries", FALSE);
  if (!g_str_equal (type, "Feature"))
    return read_shape (reader, object, type);

  geometry = json_object_get_member (object, "geometry");
  if (geometry == NULL || !JSON_NODE_HOLDS_OBJECT (geometry))
    return refuse (reader, "it has no geometry.");

  return read_geometry (reader, json_node_get_object (geometry));
}

/**
 * cor_geojson_parse:
 * @text: what should be GeoJSON
 * @error: (nullable): set when it is no JSON object
 *
 * Returns: (transfer full) (nullable): its root, an object
 */
JsonNode *
cor_geojson_parse (const char *text, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) parse_error = NULL;
  JsonNode *root;

  if (!json_parser_load_from_data (parser, text, -1, &parse_error))
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "This is not GeoJSON: %s",
                   parse_error->message);
      return NULL;
    }

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "This is not GeoJSON: no object in it.");
      return NULL;
    }

  return json_node_ref (root);
}

/**
 * cor_geojson_read_geometry:
 * @object: a GeoJSON object: polygons and lines, in features and collections or bare
 * @roads: (nullable): where its points may lie besides in the region
 * @error: (nullable): set when it is none; the text names feature and point
 *
 * Reads a shape. All features make one shape. Rings must be closed and must not cross themselves:
 * what is closed to traffic must not be a guess.
 *
 * Returns: (transfer full) (nullable): the shape, with at least one part
 */
CorGeometry *
cor_geojson_read_geometry (JsonObject *object, const CorBounds *roads, GError **error)
{
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  Reader reader = { .geometry = geometry, .roads = roads, .error = error };

  if (!read_geometry (&reader, object))
    return NULL;
  if (cor_geometry_get_n_parts (geometry) == 0)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "There is no shape in it.");
      return NULL;
    }

  return g_steal_pointer (&geometry);
}
