/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-network.h"

#include <math.h>
#include <string.h>

#include "cor-error.h"
#include "cor-network-builder.h"

#define CONFIDENCE_UNKNOWN_PERCENT 50u
#define MAX_SPEED_KMH 200.0
#define MAX_LEG_M 2e6

static const struct
{
  const char *name;
  CorRoadClass road_class;
} class_names[] = {
  { "motorway", COR_ROAD_CLASS_MOTORWAY },   { "trunk", COR_ROAD_CLASS_TRUNK },
  { "international", COR_ROAD_CLASS_TRUNK }, { "M", COR_ROAD_CLASS_TRUNK },
  { "primary", COR_ROAD_CLASS_PRIMARY },     { "national", COR_ROAD_CLASS_PRIMARY },
  { "H", COR_ROAD_CLASS_PRIMARY },           { "secondary", COR_ROAD_CLASS_SECONDARY },
  { "regional", COR_ROAD_CLASS_SECONDARY },  { "P", COR_ROAD_CLASS_SECONDARY },
  { "tertiary", COR_ROAD_CLASS_TERTIARY },   { "territorial", COR_ROAD_CLASS_TERTIARY },
  { "T", COR_ROAD_CLASS_TERTIARY },          { "town", COR_ROAD_CLASS_TERTIARY },
  { "local", COR_ROAD_CLASS_UNCLASSIFIED },  { "unclassified", COR_ROAD_CLASS_UNCLASSIFIED },
  { "street", COR_ROAD_CLASS_RESIDENTIAL },  { "residential", COR_ROAD_CLASS_RESIDENTIAL },
  { "service", COR_ROAD_CLASS_SERVICE },     { "track", COR_ROAD_CLASS_TRACK },
  { "ferry", COR_ROAD_CLASS_FERRY },
};

static const struct
{
  const char *name;
  CorLegFlags flag;
} flag_names[] = {
  { "bridge", COR_LEG_BRIDGE },
  { "dam", COR_LEG_BRIDGE },
  { "ferry", COR_LEG_FERRY },
  { "ferry_minutes", COR_LEG_FERRY },
  { "transit", COR_LEG_TRANSIT },
  { "tunnel", COR_LEG_TUNNEL },
  { "ford", COR_LEG_FORD },
  { "border", COR_LEG_BORDER },
  { "last_resort", COR_LEG_LAST_RESORT },
};

static const struct
{
  const char *name;
  guint percent;
} confidence_names[] = {
  { "A", 90 },
  { "B", 60 },
  { "C", 30 },
  { "", CONFIDENCE_UNKNOWN_PERCENT },
};

/* A table being read, one line at a time. */
typedef struct
{
  const char *path;
  char *text;
  char *next; /* what is not read yet */
  const char *end;
  guint line; /* counted from 1, as an editor does */
  GHashTable *columns;
  GPtrArray *fields; /* of the line, pieces of the text */
} Table;

static void
table_clear (Table *self)
{
  g_free (self->text);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->columns, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

static gboolean G_GNUC_PRINTF (3, 4)
    refuse_line (const Table *table, GError **error, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list arguments;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "%s:%u: %s", table->path, table->line, reason);

  return FALSE;
}

static void
split_line (Table *table, char *line)
{
  line[strcspn (line, "\r")] = '\0';
  g_ptr_array_set_size (table->fields, 0);
  for (char *tab; (tab = strchr (line, '\t')) != NULL; line = tab + 1)
    {
      *tab = '\0';
      g_ptr_array_add (table->fields, line);
    }
  g_ptr_array_add (table->fields, line);
}

/* Goes to the next line that holds something; FALSE at the end. */
static gboolean
next_line (Table *table)
{
  while (table->next < table->end)
    {
      char *line = table->next;
      char *line_end = memchr (line, '\n', (gsize) (table->end - line));

      table->line++;
      if (line_end != NULL)
        *line_end = '\0';
      table->next += strlen (line) + 1;
      if (line[0] == '\0' || line[0] == '\r' || line[0] == '#')
        continue;
      split_line (table, line);
      return TRUE;
    }

  return FALSE;
}

static const char *
field (const Table *table, const char *column)
{
  gpointer index;

  if (!g_hash_table_lookup_extended (table->columns, column, NULL, &index) ||
      GPOINTER_TO_UINT (index) >= table->fields->len)
    return "";

  return table->fields->pdata[GPOINTER_TO_UINT (index)];
}

static gboolean
open_table (Table *table, const char *path, const char *const *needed, GError **error)
{
  gsize length;

  table->path = path;
  if (!g_file_get_contents (path, &table->text, &length, error))
    return FALSE;
  if (!g_utf8_validate (table->text, length, NULL))
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "%s: this is no text in UTF-8", path);
      return FALSE;
    }
  table->next = table->text;
  table->end = table->text + length;
  table->fields = g_ptr_array_new ();
  table->columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!next_line (table))
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "%s: the table is empty", path);
      return FALSE;
    }
  for (guint i = 0; i < table->fields->len; i++)
    g_hash_table_insert (table->columns, g_strdup (table->fields->pdata[i]), GUINT_TO_POINTER (i));
  for (gsize i = 0; needed[i] != NULL; i++)
    {
      if (!g_hash_table_contains (table->columns, needed[i]))
        return refuse_line (table, error, "the column “%s” is missing", needed[i]);
    }

  return TRUE;
}

static gboolean
read_number (const Table *table,
             const char *column,
             double low,
             double high,
             double *number,
             GError **error)
{
  const char *text = field (table, column);
  char *end;

  *number = g_ascii_strtod (text, &end);
  if (text[0] == '\0' || *end != '\0' || !isfinite (*number) || *number < low || *number > high)
    return refuse_line (table, error, "%s is “%s”, not a number from %.0f to %.0f", column, text,
                        low, high);

  return TRUE;
}

static gboolean
read_number_or_zero (const Table *table,
                     const char *column,
                     double high,
                     double *number,
                     GError **error)
{
  *number = 0.0;

  return field (table, column)[0] == '\0' || read_number (table, column, 0.0, high, number, error);
}

static gboolean
read_node (Table *table, CorNetworkBuilder *builder, GHashTable *nodes, GError **error)
{
  const char *key = field (table, "id");
  CorPosition position;
  CorNewPlace place = { .key = key,
                        .is_settlement = strcmp (field (table, "kind"), "settlement") == 0,
                        .crossing = field (table, "crossing"),
                        .name_uk = field (table, "name_uk"),
                        .name_en = field (table, "name_en"),
                        .name_he = field (table, "name_he") };
  double place_number;
  guint32 node;

  if (key[0] == '\0')
    return refuse_line (table, error, "the node has no id");
  if (g_hash_table_contains (nodes, key))
    return refuse_line (table, error, "the node “%s” was there before", key);
  if (!read_number (table, "lat", -90.0, 90.0, &position.lat_deg, error) ||
      !read_number (table, "lon", -180.0, 180.0, &position.lon_deg, error) ||
      !read_number_or_zero (table, "place_number", G_MAXUINT32, &place_number, error))
    return FALSE;

  place.place_number = (guint32) place_number;
  node = cor_network_builder_add_node (builder, position, 0);
  cor_network_builder_add_place (builder, node, &place);
  g_hash_table_insert (nodes, g_strdup (key), GUINT_TO_POINTER (node));

  return TRUE;
}

static gboolean
find_end (Table *table, GHashTable *nodes, const char *column, guint32 *node, GError **error)
{
  gpointer found;

  if (!g_hash_table_lookup_extended (nodes, field (table, column), NULL, &found))
    return refuse_line (table, error, "there is no node “%s”", field (table, column));
  *node = GPOINTER_TO_UINT (found);

  return TRUE;
}

static gboolean
read_class (Table *table, CorRoadClass *road_class, GError **error)
{
  const char *text = field (table, "class");

  for (gsize i = 0; i < G_N_ELEMENTS (class_names); i++)
    {
      if (g_ascii_strcasecmp (class_names[i].name, text) == 0)
        {
          *road_class = class_names[i].road_class;
          return TRUE;
        }
    }

  return refuse_line (table, error, "unknown class of road “%s”", text);
}

/* Flags are words between commas; a ferry says its minutes: “ferry_minutes=25”. */
static gboolean
read_flags (Table *table, CorLegFlags *flags, double *ferry_min, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (field (table, "flags"), ",; ", -1);

  *flags = 0;
  *ferry_min = 0.0;
  for (gsize i = 0; words[i] != NULL; i++)
    {
      gsize length = strcspn (words[i], "=");
      gboolean known = words[i][0] == '\0';

      for (gsize j = 0; j < G_N_ELEMENTS (flag_names); j++)
        {
          if (strlen (flag_names[j].name) != length ||
              strncmp (flag_names[j].name, words[i], length) != 0)
            continue;
          *flags |= flag_names[j].flag;
          known = TRUE;
        }
      if (!known)
        return refuse_line (table, error, "unknown flag “%s”", words[i]);
      if (words[i][length] == '=')
        *ferry_min = g_ascii_strtod (words[i] + length + 1, NULL);
    }

  return TRUE;
}

static gboolean
read_confidence (Table *table, guint *percent, GError **error)
{
  const char *text = field (table, "confidence");
  double number;

  for (gsize i = 0; i < G_N_ELEMENTS (confidence_names); i++)
    {
      if (strcmp (confidence_names[i].name, text) == 0)
        {
          *percent = confidence_names[i].percent;
          return TRUE;
        }
    }
  if (!read_number (table, "confidence", 0.0, 100.0, &number, error))
    return FALSE;
  *percent = (guint) (number <= 1.0 ? number * 100.0 : number);

  return TRUE;
}

/* The bends between the two ends: “lat,lon” pairs with blanks or semicolons between them. */
static gboolean
read_shape (Table *table, GArray *points, GError **error)
{
  g_auto (GStrv) pairs = g_strsplit_set (field (table, "shape"), "; ", -1);

  g_array_set_size (points, 0);
  for (gsize i = 0; pairs[i] != NULL; i++)
    {
      CorPosition position;
      char *end;

      if (pairs[i][0] == '\0')
        continue;
      position.lat_deg = g_ascii_strtod (pairs[i], &end);
      if (*end != ',')
        return refuse_line (table, error, "the bend “%s” is no position", pairs[i]);
      position.lon_deg = g_ascii_strtod (end + 1, &end);
      if (*end != '\0' || !cor_position_is_valid (position))
        return refuse_line (table, error, "the bend “%s” is no position", pairs[i]);
      g_array_append_val (points, position);
    }

  return TRUE;
}

static guint32
time_ms (double length_m, double speed_kmh)
{
  return (guint32) ceil (length_m * 3600.0 / speed_kmh);
}

static gboolean
read_times (Table *table, CorNewLeg *leg, double ferry_min, GError **error)
{
  gboolean one_way = strcmp (field (table, "one_way"), "1") == 0 ||
                     g_ascii_strcasecmp (field (table, "one_way"), "yes") == 0;
  double car_kmh, coach_kmh;

  if (!read_number (table, "maxspeed_kmh", 1.0, MAX_SPEED_KMH, &car_kmh, error) ||
      !read_number_or_zero (table, "coach_kmh", MAX_SPEED_KMH, &coach_kmh, error))
    return FALSE;

  leg->forward_ms[COR_ROAD_VEHICLE_CAR] = time_ms (leg->leg.length_m, car_kmh);
  leg->forward_ms[COR_ROAD_VEHICLE_COACH] =
      coach_kmh >= 1.0 ? time_ms (leg->leg.length_m, coach_kmh) : COR_TRAVEL_UNREACHABLE;
  for (guint i = 0; i < COR_N_ROAD_VEHICLES; i++)
    {
      if (ferry_min > 0.0 && leg->forward_ms[i] < COR_TRAVEL_UNREACHABLE)
        leg->forward_ms[i] = (guint32) (ferry_min * 60000.0);
      leg->backward_ms[i] = one_way ? COR_TRAVEL_UNREACHABLE : leg->forward_ms[i];
    }

  return TRUE;
}

static gboolean
read_leg (Table *table,
          CorNetworkBuilder *builder,
          GHashTable *nodes,
          GArray *points,
          GError **error)
{
  CorNewLeg leg = { 0 };
  double length_m, n_lanes, ferry_min;

  if (!find_end (table, nodes, "from", &leg.leg.from_node, error) ||
      !find_end (table, nodes, "to", &leg.leg.to_node, error) ||
      !read_class (table, &leg.leg.road_class, error) ||
      !read_number (table, "length_m", 0.0, MAX_LEG_M, &length_m, error) ||
      !read_number_or_zero (table, "lanes", 32.0, &n_lanes, error) ||
      !read_flags (table, &leg.leg.flags, &ferry_min, error) ||
      !read_confidence (table, &leg.leg.confidence_percent, error) ||
      !read_shape (table, points, error))
    return FALSE;
  if (leg.leg.from_node == leg.leg.to_node)
    return refuse_line (table, error, "the leg ends where it begins");

  leg.leg.length_m = (guint32) (length_m + 0.5);
  leg.leg.n_lanes = (guint) n_lanes;
  g_strlcpy (leg.leg.country, field (table, "country"), sizeof leg.leg.country);
  leg.leg.road =
      cor_network_builder_add_road (builder, field (table, "road_number"), NULL, NULL, NULL);
  leg.points = (const CorPosition *) points->data;
  leg.n_points = points->len;
  if (!read_times (table, &leg, ferry_min, error))
    return FALSE;
  cor_network_builder_add_leg (builder, &leg);

  return TRUE;
}

static gboolean
read_tables (CorNetworkBuilder *builder,
             const char *nodes_path,
             const char *legs_path,
             GError **error)
{
  static const char *const node_columns[] = { "id", "lat", "lon", NULL };
  static const char *const leg_columns[] = { "from",     "to",           "road_number", "class",
                                             "length_m", "maxspeed_kmh", NULL };
  g_autoptr (GHashTable) nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (CorPosition));
  g_auto (Table) node_table = { NULL };
  g_auto (Table) leg_table = { NULL };

  if (!open_table (&node_table, nodes_path, node_columns, error))
    return FALSE;
  while (next_line (&node_table))
    {
      if (!read_node (&node_table, builder, nodes, error))
        return FALSE;
    }
  if (!open_table (&leg_table, legs_path, leg_columns, error))
    return FALSE;
  while (next_line (&leg_table))
    {
      if (!read_leg (&leg_table, builder, nodes, points, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * cor_network_new_from_tables:
 * @nodes_path: table of nodes, as data/roads/README.md describes it
 * @legs_path: table of legs
 * @error: set when a table cannot be read; the text names file and line
 *
 * Makes the built-in network. One bad line refuses the whole, for a network with a road less than
 * it should have sends people the wrong way without a word.
 *
 * Returns: (transfer full) (nullable): the network
 */
CorNetwork *
cor_network_new_from_tables (const char *nodes_path, const char *legs_path, GError **error)
{
  g_autoptr (CorNetworkBuilder) builder = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  builder = cor_network_builder_new ("built-in network of main roads", NULL, 0);
  cor_network_builder_set_ordered (builder, TRUE);
  if (!read_tables (builder, nodes_path, legs_path, error))
    return NULL;
  bytes = cor_network_builder_finish (builder, NULL, error);
  if (bytes == NULL)
    return NULL;

  return cor_network_new_from_bytes (bytes, legs_path, error);
}
