/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-crossing-table.h"

#include "cor-data-dir.h"
#include "cor-table-reader.h"
#include "cor-time.h"

#include <string.h>

/* Hours and dates of the shipped tables are read from this clock, on whichever side they hold. */
#define LOCAL_ZONE "Europe/Kyiv"

static const char *const crossing_columns[] = {
  "key",
  "country",
  "class",
  "name_en",
  "name_uk",
  "name_he",
  "neighbour_en",
  "neighbour_uk",
  "neighbour_he",
  "neighbour_local",
  "lat_deg",
  "lon_deg",
  "ua_control_lat_deg",
  "ua_control_lon_deg",
  "neighbour_control_lat_deg",
  "neighbour_control_lon_deg",
  "road_ua",
  "road_neighbour",
  "neighbour_zone",
  "town_en",
  "town_uk",
  "town_he",
  "town_lat_deg",
  "town_lon_deg",
  "note",
  NULL,
};

static const char *const interval_columns[] = {
  "key",   "from_local", "until_local", "state", "opens", "closes",
  "modes", "source",     "source_date", "note",  NULL,
};

static const char *const wait_columns[] = {
  "key", "observed_local", "wait_min", "seen", "source", "source_date", NULL,
};

static char *
dup_or_null (const char *text)
{
  return text[0] != '\0' ? g_strdup (text) : NULL;
}

static void
read_names (const CorTableReader *table, guint row, const char *prefix, CorNames *names)
{
  for (guint i = 0; i < COR_N_DESK_LANGUAGES; i++)
    {
      g_autofree char *column = g_strconcat (prefix, "_", cor_language_get_code (i), NULL);
      const char *text = cor_table_reader_get_text (table, row, column);

      if (text[0] != '\0')
        cor_names_set (names, i, text);
    }
}

static gboolean
read_local_time (const CorTableReader *table,
                 guint row,
                 const char *column,
                 gint64 *time_utc_s,
                 GError **error)
{
  const char *text = cor_table_reader_get_text (table, row, column);
  g_autofree char *full = g_strconcat (text, ":00", NULL);
  g_autoptr (GDateTime) time = NULL;

  *time_utc_s = COR_TIME_NONE;
  if (text[0] == '\0')
    return TRUE;

  if (strlen (text) == strlen ("2022-02-24T06:00"))
    time = g_date_time_new_from_iso8601 (full, cor_time_zone (LOCAL_ZONE));
  if (time == NULL)
    {
      cor_table_reader_set_error (table, row, column, "is not a time like 2022-02-24T06:00", error);
      return FALSE;
    }

  *time_utc_s = g_date_time_to_unix (time);

  return TRUE;
}

static gboolean
read_clock (const CorTableReader *table,
            guint row,
            const char *column,
            guint *minute,
            GError **error)
{
  const char *text = cor_table_reader_get_text (table, row, column);
  gboolean shaped = strlen (text) == 5 && g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[1]) &&
                    text[2] == ':' && g_ascii_isdigit (text[3]) && g_ascii_isdigit (text[4]);

  if (shaped)
    *minute = (guint) ((text[0] - '0') * 10 + text[1] - '0') * 60 +
              (guint) ((text[3] - '0') * 10 + text[4] - '0');
  if (!shaped || text[3] > '5' || *minute > 1440)
    {
      cor_table_reader_set_error (table, row, column, "is not a time of the day", error);
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_modes (const CorTableReader *table, guint row, guint *modes, GError **error)
{
  static const char *const codes[COR_N_MODES] = { "car", "coach", "foot" };
  g_auto (GStrv) words = g_strsplit (cor_table_reader_get_text (table, row, "modes"), " ", -1);

  *modes = 0;
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint mode = 0;

      while (mode < COR_N_MODES && !g_str_equal (words[i], codes[mode]))
        mode++;
      if (mode == COR_N_MODES)
        {
          cor_table_reader_set_error (table, row, "modes", "names none of car, coach, foot", error);
          return FALSE;
        }
      *modes |= 1u << mode;
    }

  return TRUE;
}

static gboolean
read_state (const CorTableReader *table, guint row, CorCrossingState *state, GError **error)
{
  const char *text = cor_table_reader_get_text (table, row, "state");

  for (guint i = COR_CROSSING_NOT_OPEN; i <= COR_CROSSING_OPEN; i++)
    if (g_str_equal (text, cor_crossing_state_get_code (i)))
      {
        *state = i;
        return TRUE;
      }

  cor_table_reader_set_error (table, row, "state", "is none of open, closed, not_open", error);

  return FALSE;
}

/* Who says so and when, and what they add: what an officer reads beside the fact. */
static char *
dup_source (const CorTableReader *table, guint row, const char *note)
{
  const char *source = cor_table_reader_get_text (table, row, "source");
  const char *date = cor_table_reader_get_text (table, row, "source_date");

  return note[0] != '\0' ? g_strdup_printf ("%s (%s); %s", source, date, note)
                         : g_strdup_printf ("%s (%s)", source, date);
}

static gboolean
check_source (const CorTableReader *table, guint row, GError **error)
{
  if (cor_table_reader_get_text (table, row, "source")[0] != '\0' &&
      cor_table_reader_get_text (table, row, "source_date")[0] != '\0')
    return TRUE;

  cor_table_reader_set_error (table, row, "source", "needs a source and its date", error);

  return FALSE;
}

static gboolean
read_town (const CorTableReader *table, guint row, CorCrossing *crossing, GError **error)
{
  if (cor_table_reader_get_text (table, row, "town_en")[0] == '\0')
    return TRUE;

  read_names (table, row, "town", &crossing->reception_names);

  return cor_table_reader_get_position (table, row, "town_lat_deg", "town_lon_deg",
                                        &crossing->reception_position, error);
}

static CorCrossing *
read_crossing (const CorTableReader *table, guint row, GError **error)
{
  const char *key = cor_table_reader_get_text (table, row, "key");
  const char *country = cor_table_reader_get_text (table, row, "country");
  CorId id = cor_id_from_key (key);
  g_autoptr (CorCrossing) crossing = cor_crossing_new (&id);

  if (key[0] == '\0' || strlen (country) != 2)
    {
      cor_table_reader_set_error (table, row, "country", "is no country code", error);
      return NULL;
    }
  if (!cor_crossing_class_parse (cor_table_reader_get_text (table, row, "class"),
                                 &crossing->crossing_class))
    {
      cor_table_reader_set_error (table, row, "class", "is no class of crossing", error);
      return NULL;
    }
  if (!cor_table_reader_get_position (table, row, "lat_deg", "lon_deg", &crossing->position,
                                      error) ||
      !cor_table_reader_get_position (table, row, "ua_control_lat_deg", "ua_control_lon_deg",
                                      &crossing->ua_position, error) ||
      !cor_table_reader_get_position (table, row, "neighbour_control_lat_deg",
                                      "neighbour_control_lon_deg", &crossing->neighbour_position,
                                      error) ||
      !read_town (table, row, crossing, error))
    return NULL;

  g_free (crossing->key);
  crossing->key = g_strdup (key);
  g_strlcpy (crossing->country, country, sizeof crossing->country);
  read_names (table, row, "name", &crossing->names);
  read_names (table, row, "neighbour", &crossing->neighbour_names);
  crossing->neighbour_native =
      dup_or_null (cor_table_reader_get_text (table, row, "neighbour_local"));
  crossing->road_ua = dup_or_null (cor_table_reader_get_text (table, row, "road_ua"));
  crossing->road_neighbour = dup_or_null (cor_table_reader_get_text (table, row, "road_neighbour"));
  g_free (crossing->zone);
  crossing->zone = g_strdup (LOCAL_ZONE);
  g_free (crossing->neighbour_zone);
  crossing->neighbour_zone = g_strdup (cor_table_reader_get_text (table, row, "neighbour_zone"));
  crossing->note = dup_or_null (cor_table_reader_get_text (table, row, "note"));
  crossing->capacity_people_per_h =
      cor_crossing_class_get_default_capacity (crossing->crossing_class);
  crossing->capacity_is_default = TRUE;

  return g_steal_pointer (&crossing);
}

/* The crossing that a row of another table is about. */
static CorCrossing *
find_crossing (const CorTableReader *table, guint row, GHashTable *by_key, GError **error)
{
  CorCrossing *crossing =
      g_hash_table_lookup (by_key, cor_table_reader_get_text (table, row, "key"));

  if (crossing == NULL)
    cor_table_reader_set_error (table, row, "key", "is not in crossings.csv", error);

  return crossing;
}

/* Ids do not depend on where a row stands, so that an update of the table keeps them. */
static CorId
get_row_id (const CorTableReader *table, guint row, const char *kind, const char *time_column)
{
  g_autofree char *key = g_strjoin ("/", cor_table_reader_get_text (table, row, "key"), kind,
                                    cor_table_reader_get_text (table, row, time_column), NULL);

  return cor_id_from_key (key);
}

static gboolean
read_interval (const CorTableReader *table, guint row, GHashTable *by_key, GError **error)
{
  CorCrossing *crossing = find_crossing (table, row, by_key, error);
  CorId id = get_row_id (table, row, "state", "from_local");
  CorCrossingInterval *interval;

  if (crossing == NULL || !check_source (table, row, error))
    return FALSE;

  interval = cor_crossing_add_interval (crossing, &id);
  g_free (interval->source);
  interval->source = dup_source (table, row, cor_table_reader_get_text (table, row, "note"));

  if (!read_local_time (table, row, "from_local", &interval->from_utc_s, error) ||
      !read_local_time (table, row, "until_local", &interval->until_utc_s, error) ||
      !read_state (table, row, &interval->state, error) ||
      !read_clock (table, row, "opens", &interval->opens_min, error) ||
      !read_clock (table, row, "closes", &interval->closes_min, error) ||
      !read_modes (table, row, &interval->modes, error))
    return FALSE;

  if (interval->until_utc_s != COR_TIME_NONE && interval->until_utc_s <= interval->from_utc_s)
    {
      cor_table_reader_set_error (table, row, "until_local", "is not after its beginning", error);
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_wait (const CorTableReader *table, guint row, GHashTable *by_key, GError **error)
{
  CorCrossing *crossing = find_crossing (table, row, by_key, error);
  CorId id = get_row_id (table, row, "wait", "observed_local");
  CorCrossingWait *wait;

  if (crossing == NULL || !check_source (table, row, error))
    return FALSE;

  wait = cor_crossing_add_wait (crossing, &id);
  g_free (wait->source);
  wait->source = dup_source (table, row, cor_table_reader_get_text (table, row, "seen"));
  if (!read_local_time (table, row, "observed_local", &wait->observed_utc_s, error) ||
      !cor_table_reader_get_count (table, row, "wait_min", &wait->wait_min, error))
    return FALSE;
  if (wait->observed_utc_s == COR_TIME_NONE)
    {
      cor_table_reader_set_error (table, row, "observed_local", "is missing", error);
      return FALSE;
    }

  return TRUE;
}

typedef gboolean (*ReadRow) (const CorTableReader *table,
                             guint row,
                             GHashTable *by_key,
                             GError **error);

static gboolean
read_rows (const char *folder,
           const char *name,
           const char *const *columns,
           ReadRow read,
           GHashTable *by_key,
           GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (CorTableReader) table = cor_table_reader_new (path, columns, error);

  if (table == NULL)
    return FALSE;

  for (guint i = 0; i < cor_table_reader_get_n_rows (table); i++)
    if (!read (table, i, by_key, error))
      return FALSE;

  return TRUE;
}

static gboolean
read_crossings (const char *folder, GPtrArray *crossings, GHashTable *by_key, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "crossings.csv", NULL);
  g_autoptr (CorTableReader) table = cor_table_reader_new (path, crossing_columns, error);

  if (table == NULL)
    return FALSE;

  for (guint i = 0; i < cor_table_reader_get_n_rows (table); i++)
    {
      CorCrossing *crossing = read_crossing (table, i, error);

      if (crossing == NULL)
        return FALSE;
      g_ptr_array_add (crossings, crossing);
      if (!g_hash_table_insert (by_key, crossing->key, crossing))
        {
          cor_table_reader_set_error (table, i, "key", "stands twice", error);
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * cor_crossing_table_load:
 * @folder: (nullable) (type filename): where the tables are; %NULL: those that ship
 * @error: (nullable): set when a table is not as it must be; names file and line
 *
 * Reads the shipped crossings with their dated states and observed queues. A crossing's id is made
 * of its key, so that every plan means the same one. Capacities are the defaults of the classes.
 *
 * Returns: (transfer container) (element-type CorCrossing) (nullable): the crossings, in the order
 * of the table
 */
GPtrArray *
cor_crossing_table_load (const char *folder, GError **error)
{
  g_autofree char *shipped = folder == NULL ? cor_data_dir_build_path ("crossings") : NULL;
  g_autoptr (GPtrArray) crossings = g_ptr_array_new_with_free_func (cor_record_unref);
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);

  if (folder == NULL)
    folder = shipped;
  if (!read_crossings (folder, crossings, by_key, error) ||
      !read_rows (folder, "crossing-intervals.csv", interval_columns, read_interval, by_key,
                  error) ||
      !read_rows (folder, "crossing-waits.csv", wait_columns, read_wait, by_key, error))
    return NULL;

  for (guint i = 0; i < crossings->len; i++)
    cor_crossing_sort (crossings->pdata[i]);

  return g_steal_pointer (&crossings);
}
