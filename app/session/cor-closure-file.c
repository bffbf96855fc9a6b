/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closure-file.h"

#include "cor-error.h"
#include "cor-geojson-private.h"

#define MAX_FILE_BYTES (32 * 1024 * 1024)

/* What is drawn by hand has some; each is looked for on every road network. */
#define MAX_CLOSURES 10000

static gboolean
has_area (CorGeometry *geometry)
{
  for (guint i = 0; i < cor_geometry_get_n_parts (geometry); i++)
    {
      const CorPosition *points;
      guint n_points;

      if (cor_geometry_get_part (geometry, i, &points, &n_points) == COR_PART_POLYGON)
        return TRUE;
    }

  return FALSE;
}

/* A closure of one GeoJSON object; @properties (nullable) says what it does. */
static CorClosure *
read_closure (JsonObject *object,
              JsonObject *properties,
              const char *label,
              const CorBounds *roads,
              GError **error)
{
  g_autoptr (CorGeometry) geometry = cor_geojson_read_geometry (object, roads, error);
  g_autoptr (CorClosure) closure = NULL;

  if (geometry == NULL)
    return NULL;

  closure = cor_closure_new (NULL, geometry);
  g_free (closure->label);
  closure->label = g_strdup (label);
  closure->closure = has_area (geometry) ? COR_CLOSURE_AREA : COR_CLOSURE_LINE;
  if (!cor_closure_read_properties (closure, properties, error))
    return NULL;
  if (closure->closure == COR_CLOSURE_ROAD && has_area (geometry))
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                   "“kind” is \"road\", but the shape is a polygon. Draw a line along the road, or "
                   "make it an \"area\".");
      return NULL;
    }

  return g_steal_pointer (&closure);
}

static JsonObject *
get_properties (JsonNode *feature)
{
  JsonNode *node = NULL;

  if (JSON_NODE_HOLDS_OBJECT (feature))
    node = json_object_get_member (json_node_get_object (feature), "properties");

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* The features of a collection; NULL if it is none. */
static JsonArray *
get_features (JsonObject *object)
{
  JsonNode *type = json_object_get_member (object, "type");
  JsonNode *features = json_object_get_member (object, "features");

  if (type == NULL || !JSON_NODE_HOLDS_VALUE (type) ||
      g_strcmp0 (json_node_get_string (type), "FeatureCollection") != 0)
    return NULL;

  return features != NULL && JSON_NODE_HOLDS_ARRAY (features) ? json_node_get_array (features)
                                                              : NULL;
}

static gboolean
any_has_properties (JsonArray *features)
{
  for (guint i = 0; i < json_array_get_length (features); i++)
    if (cor_closure_has_properties (get_properties (json_array_get_element (features, i))))
      return TRUE;

  return FALSE;
}

/* One closure a feature. */
static gboolean
read_features (JsonArray *features,
               const char *label,
               const CorBounds *roads,
               GPtrArray *closures,
               GError **error)
{
  guint n_features = json_array_get_length (features);

  if (n_features > MAX_CLOSURES)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_TOO_LARGE,
                   "%u closures are too many; take no more than %u.", n_features, MAX_CLOSURES);
      return FALSE;
    }

  for (guint i = 0; i < n_features; i++)
    {
      JsonNode *feature = json_array_get_element (features, i);
      g_autofree char *own = n_features > 1 ? g_strdup_printf ("%s %u", label, i + 1) : NULL;
      CorClosure *closure = NULL;

      if (JSON_NODE_HOLDS_OBJECT (feature))
        closure = read_closure (json_node_get_object (feature), get_properties (feature),
                                own != NULL ? own : label, roads, error);
      else
        g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "not an object.");
      if (closure == NULL)
        {
          g_prefix_error (error, "Feature %u: ", i + 1);
          return FALSE;
        }
      g_ptr_array_add (closures, closure);
    }

  return TRUE;
}

/**
 * cor_closures_from_geojson:
 * @text: GeoJSON (RFC 7946): polygons and lines, in features and collections or bare
 * @label: what a closure without a label is called; with a number if there are several
 * @roads: (nullable): where its points may lie besides in the region
 * @error: (nullable): set when it is not; the text names the feature by its number from 1, and the
 *   property or the point
 *
 * Reads closures. Each feature is one, and its properties say what it does:
 *
 * - label: what officers call it
 * - kind: "area", "line" (across roads), "road" (along one), "front", "bridges" (of the river
 * drawn); unless it is said, a polygon is an area and a line is a line
 * - effect: "closed" (unless it is said), "delay", "speed", "limit"
 * - delay_min: of a delay: minutes
 * - speed_percent: of a speed: hundredths of the usual one, 1 to 100
 * - limit_vehicles_per_h: of a limit: vehicles an hour
 * - direction: "both", or "forward": only along a road or across a line from its left as drawn,
 * only into an area
 * - from, until: times with their zone, as "2022-03-01T06:00Z"; unless they are said, for good
 * - hours: of each day, as "22:00-05:00"
 * - days: on which the hours begin, as "mon-fri" or "sat,sun"
 * - zone: whose clock the hours follow, as "Europe/Kyiv", unless it is said
 * - distance_km: how far a front reaches, or a bridge may be from the line
 * - cuts_overpasses: true if roads that pass over what is closed are cut too
 * - road: the number of the road meant
 * - source: who says so
 *
 * Other properties, and those that are null, count for nothing. Of a collection in which no feature
 * has any of them, all features make one closure, as drawings of one area in several parts do.
 *
 * Returns: (transfer full) (nullable) (element-type CorClosure): at least one
 */
GPtrArray *
cor_closures_from_geojson (const char *text,
                           const char *label,
                           const CorBounds *roads,
                           GError **error)
{
  g_autoptr (JsonNode) root = cor_geojson_parse (text, error);
  g_autoptr (GPtrArray) closures = g_ptr_array_new_with_free_func (cor_record_unref);
  JsonArray *features;
  CorClosure *closure;

  if (root == NULL)
    return NULL;

  features = get_features (json_node_get_object (root));
  if (features != NULL && any_has_properties (features))
    return read_features (features, label, roads, closures, error) ? g_steal_pointer (&closures)
                                                                   : NULL;

  closure = read_closure (json_node_get_object (root), get_properties (root), label, roads, error);
  if (closure == NULL)
    return NULL;
  g_ptr_array_add (closures, closure);

  return g_steal_pointer (&closures);
}

/**
 * cor_geometry_from_geojson:
 * @text: GeoJSON (RFC 7946): polygons and lines, in features and collections or bare
 * @error: (nullable): set when it is not; the text names feature and point
 *
 * Reads a shape. All features make one shape; what they say of themselves counts for nothing.
 *
 * Returns: (transfer full) (nullable): the shape, with at least one part
 */
CorGeometry *
cor_geometry_from_geojson (const char *text, GError **error)
{
  g_autoptr (JsonNode) root = cor_geojson_parse (text, error);

  return root != NULL ? cor_geojson_read_geometry (json_node_get_object (root), NULL, error) : NULL;
}

static char *
read_file (const char *path, const char *name, GError **error)
{
  g_autofree char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  if (length > MAX_FILE_BYTES)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_TOO_LARGE,
                   "%s is larger than %u MiB; that is no closure.", name,
                   MAX_FILE_BYTES / 1024 / 1024);
      return NULL;
    }
  if (!g_utf8_validate_len (text, length, NULL))
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "%s is not UTF-8 text.", name);
      return NULL;
    }

  return g_steal_pointer (&text);
}

/**
 * cor_closure_file_read:
 * @path: (type filename): a GeoJSON file
 * @error: (nullable): set when it cannot be read; the text names the file
 *
 * Returns: (transfer full) (nullable): the shape of all its features
 */
CorGeometry *
cor_closure_file_read (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = read_file (path, name, error);
  CorGeometry *geometry;

  if (text == NULL)
    return NULL;

  geometry = cor_geometry_from_geojson (text, error);
  if (geometry == NULL)
    g_prefix_error (error, "%s: ", name);

  return geometry;
}

/**
 * cor_closure_file_read_closures:
 * @path: (type filename): a GeoJSON file
 * @roads: (nullable): where its points may lie besides in the region
 * @error: (nullable): set when it cannot be read; the text names the file, the feature by its
 *   number, and the property
 *
 * Reads closures with what they do; see cor_closures_from_geojson(). A closure without a label is
 * called as the file.
 *
 * Returns: (transfer full) (nullable) (element-type CorClosure): at least one
 */
GPtrArray *
cor_closure_file_read_closures (const char *path, const CorBounds *roads, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = read_file (path, name, error);
  g_autofree char *label = g_filename_display_name (name);
  GPtrArray *closures;

  if (text == NULL)
    return NULL;

  closures = cor_closures_from_geojson (text, label, roads, error);
  if (closures == NULL)
    g_prefix_error (error, "%s: ", name);

  return closures;
}

/* A corridor; of a collection its only feature says what it is. */
static CorAgreedCorridor *
read_corridor (JsonNode *root, const char *label, const CorBounds *roads, GError **error)
{
  JsonObject *object = json_node_get_object (root);
  JsonArray *features = get_features (object);
  gboolean is_in_one = features != NULL && json_array_get_length (features) == 1;
  JsonNode *feature = is_in_one ? json_array_get_element (features, 0) : root;
  g_autoptr (CorGeometry) geometry = cor_geojson_read_geometry (object, roads, error);
  g_autoptr (CorAgreedCorridor) corridor = NULL;

  if (geometry == NULL)
    return NULL;

  corridor = cor_agreed_corridor_new (NULL, geometry);
  g_free (corridor->label);
  corridor->label = g_strdup (label);

  return cor_corridor_read_properties (corridor, get_properties (feature), error)
             ? g_steal_pointer (&corridor)
             : NULL;
}

/**
 * cor_corridor_file_read:
 * @path: (type filename): a GeoJSON file with one line, drawn in the direction of travel
 * @roads: (nullable): where its points may lie besides in the region
 * @error: (nullable): set when it cannot be read or is none; the text names the file
 *
 * Reads an agreed corridor. The properties of its feature say what was agreed: label, from, until,
 * hours, days, zone and source as of closures, is_two_way, max_column_vehicles, min_spacing_min,
 * vehicles_per_h, note. Without a label it is called as the file.
 *
 * Returns: (transfer full) (nullable): the corridor
 */
CorAgreedCorridor *
cor_corridor_file_read (const char *path, const CorBounds *roads, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = read_file (path, name, error);
  g_autofree char *label = g_filename_display_name (name);
  g_autoptr (JsonNode) root = NULL;
  CorAgreedCorridor *corridor = NULL;

  if (text == NULL)
    return NULL;

  root = cor_geojson_parse (text, error);
  if (root != NULL)
    corridor = read_corridor (root, label, roads, error);
  if (corridor == NULL)
    g_prefix_error (error, "%s: ", name);

  return corridor;
}
