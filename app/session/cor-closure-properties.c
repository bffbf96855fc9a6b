/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-geojson-private.h"

#include "cor-error.h"
#include "cor-time.h"

#define MAX_COUNT 1000000
#define MAX_DISTANCE_KM 1000.0
#define M_PER_KM 1000.0

typedef enum
{
  PROPERTY_TEXT,     /* char *, perhaps NULL */
  PROPERTY_COUNT,    /* guint */
  PROPERTY_DISTANCE, /* guint in metres, written in kilometres */
  PROPERTY_FLAG,     /* gboolean */
  PROPERTY_TIME,     /* gint64 */
  PROPERTY_HOURS,    /* CorDaily without its days */
  PROPERTY_DAYS,     /* the days of a CorDaily */
  PROPERTY_ZONE,     /* char *: a tz database name */
  PROPERTY_CODE,     /* an enumeration */
} PropertyType;

typedef struct
{
  const char *name;
  PropertyType type;
  gsize offset;
  guint n_codes;
  const char *(*get_code) (guint value);
} Property;

static const char *
get_kind_code (guint value)
{
  return cor_closure_kind_get_code ((CorClosureKind) value);
}

static const char *
get_effect_code (guint value)
{
  return cor_restriction_effect_get_code ((CorRestrictionEffect) value);
}

static const char *
get_direction_code (guint value)
{
  return cor_restriction_direction_get_code ((CorRestrictionDirection) value);
}

#define PROPERTY(name, type, member)                                                               \
  {                                                                                                \
    name, type, G_STRUCT_OFFSET (CorClosure, member), 0, NULL                                      \
  }
#define OF_CORRIDOR(name, type, member)                                                            \
  {                                                                                                \
    name, type, G_STRUCT_OFFSET (CorAgreedCorridor, member), 0, NULL                               \
  }
#define CODE(name, member, n_codes, get_code)                                                      \
  {                                                                                                \
    name, PROPERTY_CODE, G_STRUCT_OFFSET (CorClosure, member), n_codes, get_code                   \
  }

static const Property closure_properties[] = {
  PROPERTY ("label", PROPERTY_TEXT, label),
  CODE ("kind", closure, COR_N_CLOSURE_KINDS, get_kind_code),
  CODE ("effect", effect, COR_N_RESTRICTION_EFFECTS, get_effect_code),
  PROPERTY ("delay_min", PROPERTY_COUNT, delay_min),
  PROPERTY ("speed_percent", PROPERTY_COUNT, speed_percent),
  PROPERTY ("limit_vehicles_per_h", PROPERTY_COUNT, limit_vehicles_per_h),
  CODE ("direction", direction, COR_N_RESTRICTION_DIRECTIONS, get_direction_code),
  PROPERTY ("from", PROPERTY_TIME, from_utc_s),
  PROPERTY ("until", PROPERTY_TIME, until_utc_s),
  PROPERTY ("hours", PROPERTY_HOURS, daily),
  PROPERTY ("days", PROPERTY_DAYS, daily),
  PROPERTY ("zone", PROPERTY_ZONE, zone),
  PROPERTY ("distance_km", PROPERTY_DISTANCE, distance_m),
  PROPERTY ("cuts_overpasses", PROPERTY_FLAG, cuts_overpasses),
  PROPERTY ("road", PROPERTY_TEXT, road_number),
  PROPERTY ("source", PROPERTY_TEXT, source),
};

/* Called as “corridors corridor PLAN list --json” calls them. */
static const Property corridor_properties[] = {
  OF_CORRIDOR ("label", PROPERTY_TEXT, label),
  OF_CORRIDOR ("from", PROPERTY_TIME, from_utc_s),
  OF_CORRIDOR ("until", PROPERTY_TIME, until_utc_s),
  OF_CORRIDOR ("hours", PROPERTY_HOURS, daily),
  OF_CORRIDOR ("days", PROPERTY_DAYS, daily),
  OF_CORRIDOR ("zone", PROPERTY_ZONE, zone),
  OF_CORRIDOR ("is_two_way", PROPERTY_FLAG, is_two_way),
  OF_CORRIDOR ("max_column_vehicles", PROPERTY_COUNT, max_column_vehicles),
  OF_CORRIDOR ("min_spacing_min", PROPERTY_COUNT, min_spacing_min),
  OF_CORRIDOR ("vehicles_per_h", PROPERTY_COUNT, vehicles_per_h),
  OF_CORRIDOR ("source", PROPERTY_TEXT, source),
  OF_CORRIDOR ("note", PROPERTY_TEXT, note),
};

/* What a feature has of a property; NULL: nothing, as when it says “null”. */
static JsonNode *
find_value (JsonObject *properties, const char *name)
{
  JsonNode *node = properties != NULL ? json_object_get_member (properties, name) : NULL;

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static gboolean
refuse (const Property *property, const char *expected, GError **error)
{
  g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "“%s” is not %s. Correct it, or leave it out.",
               property->name, expected);

  return FALSE;
}

static gboolean
holds (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static gboolean
read_count (const Property *property, JsonNode *node, guint *value, GError **error)
{
  if (!holds (node, G_TYPE_INT64) || json_node_get_int (node) < 0 ||
      json_node_get_int (node) > MAX_COUNT)
    return refuse (property, "a whole number from 0 to " G_STRINGIFY (MAX_COUNT), error);
  *value = (guint) json_node_get_int (node);

  return TRUE;
}

static gboolean
read_distance (const Property *property, JsonNode *node, guint *distance_m, GError **error)
{
  double km = -1.0;

  if (holds (node, G_TYPE_INT64) || holds (node, G_TYPE_DOUBLE))
    km = json_node_get_double (node);
  if (!(km >= 0.0 && km <= MAX_DISTANCE_KM))
    return refuse (property, "a number of kilometres from 0 to 1000", error);
  *distance_m = (guint) (km * M_PER_KM + 0.5);

  return TRUE;
}

static gboolean
read_flag (const Property *property, JsonNode *node, gboolean *value, GError **error)
{
  if (!holds (node, G_TYPE_BOOLEAN))
    return refuse (property, "true or false", error);
  *value = json_node_get_boolean (node);

  return TRUE;
}

static gboolean
read_time (const Property *property, const char *text, gint64 *time_utc_s, GError **error)
{
  if (text == NULL)
    return refuse (property, "a time such as \"2022-03-01T06:00Z\"", error);
  if (cor_time_parse (text, time_utc_s, error))
    return TRUE;
  g_prefix_error (error, "“%s”: ", property->name);

  return FALSE;
}

static gboolean
read_zone (const Property *property, const char *text, char **zone, GError **error)
{
  if (text == NULL || !cor_time_is_zone (text))
    return refuse (property, "a time zone such as \"Europe/Kyiv\"", error);
  g_free (*zone);
  *zone = g_strdup (text);

  return TRUE;
}

static gboolean
read_code (const Property *property, const char *text, guint *value, GError **error)
{
  g_autoptr (GString) expected = g_string_new ("any of");

  for (guint i = 0; i < property->n_codes; i++)
    {
      if (g_strcmp0 (text, property->get_code (i)) == 0)
        {
          *value = i;
          return TRUE;
        }
      g_string_append_printf (expected, "%s \"%s\"", i > 0 ? "," : "", property->get_code (i));
    }

  return refuse (property, expected->str, error);
}

static gboolean
read_text (const Property *property, const char *text, char **field, GError **error)
{
  if (text == NULL)
    return refuse (property, "a text", error);
  g_free (*field);
  *field = g_strdup (text);

  return TRUE;
}

static gboolean
read_property (const Property *property, JsonNode *node, gpointer field, GError **error)
{
  const char *text = holds (node, G_TYPE_STRING) ? json_node_get_string (node) : NULL;

  switch (property->type)
    {
    case PROPERTY_TEXT:
      return read_text (property, text, field, error);
    case PROPERTY_COUNT:
      return read_count (property, node, field, error);
    case PROPERTY_DISTANCE:
      return read_distance (property, node, field, error);
    case PROPERTY_FLAG:
      return read_flag (property, node, field, error);
    case PROPERTY_TIME:
      return read_time (property, text, field, error);
    case PROPERTY_HOURS:
      return (text != NULL && cor_daily_parse_hours (field, text)) ||
             refuse (property, COR_DAILY_HOURS_WORDS, error);
    case PROPERTY_DAYS:
      return (text != NULL && cor_daily_parse_days (field, text)) ||
             refuse (property, COR_DAILY_DAYS_WORDS, error);
    case PROPERTY_ZONE:
      return read_zone (property, text, field, error);
    case PROPERTY_CODE:
      return read_code (property, text, field, error);
    default:
      g_assert_not_reached ();
    }
}

static gboolean
read_all (const Property *properties,
          guint n_properties,
          JsonObject *values,
          gpointer record,
          GError **error)
{
  for (guint i = 0; i < n_properties; i++)
    {
      JsonNode *node = find_value (values, properties[i].name);

      if (node != NULL &&
          !read_property (&properties[i], node, (guint8 *) record + properties[i].offset, error))
        return FALSE;
    }

  return TRUE;
}

/* A delay that nobody said is one would close the road instead, unnoticed. */
static gboolean
check_effect (const CorClosure *closure, GError **error)
{
  const struct
  {
    const char *name;
    gboolean is_given;
    CorRestrictionEffect effect;
  } amounts[] = {
    { "delay_min", closure->delay_min != 0, COR_RESTRICTION_DELAY },
    { "speed_percent", closure->speed_percent != 100, COR_RESTRICTION_SPEED },
    { "limit_vehicles_per_h", closure->limit_vehicles_per_h != 0, COR_RESTRICTION_LIMIT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    if (amounts[i].is_given && closure->effect != amounts[i].effect)
      {
        g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                     "“%s” counts only with the effect \"%s\", but “effect” is \"%s\". Change "
                     "“effect”, or leave “%s” out.",
                     amounts[i].name, cor_restriction_effect_get_code (amounts[i].effect),
                     cor_restriction_effect_get_code (closure->effect), amounts[i].name);
        return FALSE;
      }

  return TRUE;
}

/* Which property cor_closure_check() found wrong. */
static const char *
find_wrong (const CorClosure *closure)
{
  CorClosure rest = *closure;

  rest.effect = COR_RESTRICTION_CLOSED;
  if (!cor_closure_check (&rest, NULL))
    return closure->closure == COR_CLOSURE_FRONT && closure->distance_m == 0 ? "distance_km"
                                                                             : "until";

  return closure->effect == COR_RESTRICTION_DELAY ? "delay_min" : "speed_percent";
}

/**
 * cor_closure_has_properties:
 * @properties: (nullable): what a feature says of itself
 *
 * Returns: whether any of it is about a closure
 */
gboolean
cor_closure_has_properties (JsonObject *properties)
{
  for (guint i = 0; i < G_N_ELEMENTS (closure_properties); i++)
    if (find_value (properties, closure_properties[i].name) != NULL)
      return TRUE;

  return FALSE;
}

/**
 * cor_closure_read_properties:
 * @closure: a closure that nobody else holds yet
 * @properties: (nullable): what a feature says of itself
 * @error: (nullable): set when something is not what it should be; the text names the property
 *
 * Sets what is said; the rest stays. See cor_closures_from_geojson() for what there is.
 *
 * Returns: whether a planner can work with the closure
 */
gboolean
cor_closure_read_properties (CorClosure *closure, JsonObject *properties, GError **error)
{
  if (!read_all (closure_properties, G_N_ELEMENTS (closure_properties), properties, closure,
                 error) ||
      !check_effect (closure, error))
    return FALSE;
  if (!cor_closure_check (closure, error))
    {
      g_prefix_error (error, "“%s”: ", find_wrong (closure));
      return FALSE;
    }

  return TRUE;
}

/**
 * cor_corridor_read_properties:
 * @corridor: a corridor that nobody else holds yet
 * @properties: (nullable): what a feature says of itself
 * @error: (nullable): set when something is not what it should be; the text names the property
 *
 * Sets what is said; the rest stays. See cor_corridor_file_read() for what there is.
 *
 * Returns: whether a planner can work with the corridor
 */
gboolean
cor_corridor_read_properties (CorAgreedCorridor *corridor, JsonObject *properties, GError **error)
{
  return read_all (corridor_properties, G_N_ELEMENTS (corridor_properties), properties, corridor,
                   error) &&
         cor_agreed_corridor_check (corridor, error);
}
