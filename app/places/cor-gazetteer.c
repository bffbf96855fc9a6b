/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-gazetteer.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "cor-data-dir.h"
#include "cor-error.h"
#include "cor-gazetteer-private.h"

#define REGIONS_FILE "regions.tsv"
#define MAX_PLACES 1000000
/* A grid for nearest(): cells of a quarter degree. */
#define CELLS_PER_DEGREE 4.0

struct _CorGazetteer
{
  GObject parent_instance;

  char *places_text; /* the names point into these two */
  char *regions_text;
  CorPlaceRegions *regions;
  GArray *places;       /* CorPlace, by number */
  CorPlaceIndex *index; /* places by position in the array; NULL until a name is looked for */
  GHashTable *cells;    /* cell -> GArray of positions in the array */
};

G_DEFINE_FINAL_TYPE (CorGazetteer, cor_gazetteer, G_TYPE_OBJECT)

/* A file cut into cells: lines end and cells end become NUL. */
typedef struct
{
  const char *path;
  char *next;
  guint line;
  GPtrArray *cells;
} Table;

/* Columns by name, in the order of the enums below. */
static const char *const place_columns[] = { "number",  "country",    "region",  "lat",
                                             "lon",     "population", "flags",   "name_en",
                                             "name_he", "name_uk",    "name_ru", "aliases" };
enum
{
  PLACE_NUMBER,
  PLACE_COUNTRY,
  PLACE_REGION,
  PLACE_LAT,
  PLACE_LON,
  PLACE_POPULATION,
  PLACE_FLAGS,
  PLACE_NAME, /* one for each CorLanguage */
  PLACE_ALIASES = PLACE_NAME + COR_N_LANGUAGES,
  N_PLACE_COLUMNS,
};
G_STATIC_ASSERT (G_N_ELEMENTS (place_columns) == N_PLACE_COLUMNS);

static const char *const region_columns[] = { "code",    "name_en", "name_he",
                                              "name_uk", "name_ru", "aliases" };
enum
{
  REGION_CODE,
  REGION_NAME, /* one for each CorLanguage */
  REGION_ALIASES = REGION_NAME + COR_N_LANGUAGES,
  N_REGION_COLUMNS,
};
G_STATIC_ASSERT (G_N_ELEMENTS (region_columns) == N_REGION_COLUMNS);

/* The flags column has a letter for each of these, in this order. */
static const CorLanguage flag_order[COR_N_LANGUAGES] = { COR_LANGUAGE_UK, COR_LANGUAGE_EN,
                                                         COR_LANGUAGE_RU, COR_LANGUAGE_HE };

static gboolean
table_read_line (Table *table)
{
  char *c = table->next;

  if (*c == '\0')
    return FALSE;

  g_ptr_array_set_size (table->cells, 0);
  table->line++;
  g_ptr_array_add (table->cells, c);
  for (; *c != '\0' && *c != '\n'; c++)
    if (*c == '\t')
      {
        *c = '\0';
        g_ptr_array_add (table->cells, c + 1);
      }
  table->next = *c == '\0' ? c : c + 1;
  *c = '\0';

  return TRUE;
}

static gboolean
fail (const Table *table, GError **error, const char *what)
{
  g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
               "%s, line %u: %s. The file is damaged; install the program again", table->path,
               table->line, what);

  return FALSE;
}

/* Opens a table and finds its columns; -1 of one that is not there is an error. */
static gboolean
table_open (Table *table,
            const char *path,
            char *text,
            const char *const *columns,
            guint n_columns,
            int *positions,
            GError **error)
{
  *table = (Table){ path, text, 0, g_ptr_array_new () };
  if (!g_utf8_validate (text, -1, NULL) || !table_read_line (table))
    return fail (table, error, "no text");

  for (guint i = 0; i < n_columns; i++)
    {
      positions[i] = -1;
      for (guint j = 0; j < table->cells->len; j++)
        if (strcmp (columns[i], g_ptr_array_index (table->cells, j)) == 0)
          positions[i] = (int) j;
      if (positions[i] < 0)
        return fail (table, error, "a column is missing");
    }

  return TRUE;
}

static const char *
get_cell (const Table *table, int position)
{
  return (guint) position < table->cells->len ? g_ptr_array_index (table->cells, (guint) position)
                                              : "";
}

static gboolean
parse_degrees (const char *text, double limit_deg, double *degrees)
{
  char *end = NULL;

  *degrees = g_ascii_strtod (text, &end);

  return end != text && *end == '\0' && isfinite (*degrees) && fabs (*degrees) <= limit_deg;
}

static gboolean
read_region (const Table *table, const int *columns, GArray *regions, GError **error)
{
  CorRegion region = { get_cell (table, columns[REGION_CODE]),
                       { NULL },
                       get_cell (table, columns[REGION_ALIASES]) };

  for (guint i = 0; i < COR_N_LANGUAGES; i++)
    region.names[i] = get_cell (table, columns[REGION_NAME + i]);
  if (*region.code == '\0')
    return fail (table, error, "a region without a code");
  g_array_append_val (regions, region);

  return TRUE;
}

static gboolean
load_regions (CorGazetteer *self, const char *path, GError **error)
{
  GArray *regions = g_array_new (FALSE, FALSE, sizeof (CorRegion));
  int columns[N_REGION_COLUMNS];
  Table table;
  gboolean good;

  good = table_open (&table, path, self->regions_text, region_columns, N_REGION_COLUMNS, columns,
                     error);
  while (good && table_read_line (&table))
    good = read_region (&table, columns, regions, error);
  g_ptr_array_unref (table.cells);
  self->regions = cor_place_regions_new (regions);

  return good;
}

static CorNameOrigin
parse_origin (char flag)
{
  switch (flag)
    {
    case 'c':
      return COR_NAME_ORIGIN_CHECKED;
    case 's':
      return COR_NAME_ORIGIN_SOURCED;
    default:
      return COR_NAME_ORIGIN_GENERATED;
    }
}

static gboolean
read_place (CorGazetteer *self, const Table *table, const int *columns, GError **error)
{
  CorPlace place = { 0 };
  guint64 number = 0;
  guint64 population = 0;
  const char *flags = get_cell (table, columns[PLACE_FLAGS]);

  if (!g_ascii_string_to_unsigned (get_cell (table, columns[PLACE_NUMBER]), 10, 1, G_MAXUINT32,
                                   &number, NULL))
    return fail (table, error, "the number is none");
  if (self->places->len > 0 &&
      g_array_index (self->places, CorPlace, self->places->len - 1).number >= number)
    return fail (table, error, "the numbers do not ascend");
  if (!g_ascii_string_to_unsigned (get_cell (table, columns[PLACE_POPULATION]), 10, 0, G_MAXINT,
                                   &population, NULL))
    return fail (table, error, "the population is no number");
  if (!parse_degrees (get_cell (table, columns[PLACE_LAT]), 90.0, &place.position.lat_deg) ||
      !parse_degrees (get_cell (table, columns[PLACE_LON]), 180.0, &place.position.lon_deg))
    return fail (table, error, "the coordinates are none");
  if (strlen (flags) != COR_N_LANGUAGES)
    return fail (table, error, "the flags are not four");
  if (self->places->len >= MAX_PLACES)
    return fail (table, error, "more places than can be");

  place.number = (guint32) number;
  place.id = cor_id_from_place_number (place.number);
  place.population = (guint) population;
  place.country = get_cell (table, columns[PLACE_COUNTRY]);
  place.region =
      cor_place_regions_get_by_code (self->regions, get_cell (table, columns[PLACE_REGION]));
  place.aliases = get_cell (table, columns[PLACE_ALIASES]);
  for (guint i = 0; i < COR_N_LANGUAGES; i++)
    {
      place.names[i] = get_cell (table, columns[PLACE_NAME + i]);
      place.origins[flag_order[i]] = parse_origin (flags[i]);
      if (*place.names[i] == '\0')
        return fail (table, error, "a name is missing");
    }
  g_array_append_val (self->places, place);

  return TRUE;
}

static guint
cell_of (int lat_cell, int lon_cell)
{
  return (guint) ((lat_cell + 1000) * 4000 + lon_cell + 1000);
}

static void
add_to_cells (CorGazetteer *self, guint position)
{
  const CorPlace *place = &g_array_index (self->places, CorPlace, position);
  guint cell = cell_of ((int) floor (place->position.lat_deg * CELLS_PER_DEGREE),
                        (int) floor (place->position.lon_deg * CELLS_PER_DEGREE));
  GArray *members = g_hash_table_lookup (self->cells, GUINT_TO_POINTER (cell));

  if (members == NULL)
    {
      members = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (self->cells, GUINT_TO_POINTER (cell), members);
    }
  g_array_append_val (members, position);
}

static void
add_to_index (CorPlaceIndex *index, const CorPlace *place, guint position)
{
  for (guint i = 0; i < COR_N_LANGUAGES; i++)
    cor_place_index_add (index, position, place->names[i], FALSE,
                         place->origins[i] == COR_NAME_ORIGIN_GENERATED);
  if (*place->aliases != '\0')
    {
      g_auto (GStrv) aliases = g_strsplit (place->aliases, "|", -1);

      for (char **alias = aliases; *alias != NULL; alias++)
        if (strchr (*alias, ':') != NULL)
          cor_place_index_add (index, position, strchr (*alias, ':') + 1, TRUE, FALSE);
    }
}

static CorPlaceIndex *
make_index (const CorGazetteer *self)
{
  CorPlaceIndex *index = cor_place_index_new ();

  for (guint i = 0; i < self->places->len; i++)
    add_to_index (index, &g_array_index (self->places, CorPlace, i), i);
  cor_place_index_finish (index);

  return index;
}

static gboolean
load_places (CorGazetteer *self, const char *path, GError **error)
{
  int columns[N_PLACE_COLUMNS];
  Table table;
  gboolean good;

  good =
      table_open (&table, path, self->places_text, place_columns, N_PLACE_COLUMNS, columns, error);
  while (good && table_read_line (&table))
    good = read_place (self, &table, columns, error);
  g_ptr_array_unref (table.cells);
  for (guint i = 0; good && i < self->places->len; i++)
    add_to_cells (self, i);

  return good;
}

static void
cor_gazetteer_finalize (GObject *object)
{
  CorGazetteer *self = COR_GAZETTEER (object);

  g_clear_pointer (&self->index, cor_place_index_free);
  g_clear_pointer (&self->cells, g_hash_table_unref);
  g_clear_pointer (&self->places, g_array_unref);
  g_clear_pointer (&self->regions, cor_place_regions_free);
  g_clear_pointer (&self->places_text, g_free);
  g_clear_pointer (&self->regions_text, g_free);

  G_OBJECT_CLASS (cor_gazetteer_parent_class)->finalize (object);
}

static void
cor_gazetteer_class_init (CorGazetteerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cor_gazetteer_finalize;
}

static void
cor_gazetteer_init (CorGazetteer *self)
{
  self->places = g_array_new (FALSE, FALSE, sizeof (CorPlace));
  self->cells =
      g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, (GDestroyNotify) g_array_unref);
}

static char *
read_whole_file (const char *path, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, &local_error))
    g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND, "The gazetteer cannot be read: %s",
                 local_error->message);

  return text;
}

/**
 * cor_gazetteer_load:
 * @path: a file of places; its regions are in regions.tsv beside it
 * @error: (nullable): set when a file is missing or damaged
 *
 * Loads a gazetteer. It never changes afterwards and may be used on any thread. What finds places
 * by their names is made when the first is looked for.
 *
 * Returns: (transfer full): the gazetteer, or %NULL
 */
CorGazetteer *
cor_gazetteer_load (const char *path, GError **error)
{
  g_autoptr (CorGazetteer) self = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *regions_path = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = g_object_new (COR_TYPE_GAZETTEER, NULL);
  folder = g_path_get_dirname (path);
  regions_path = g_build_filename (folder, REGIONS_FILE, NULL);
  self->regions_text = read_whole_file (regions_path, error);
  if (self->regions_text == NULL || !load_regions (self, regions_path, error))
    return NULL;
  self->places_text = read_whole_file (path, error);
  if (self->places_text == NULL || !load_places (self, path, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * cor_gazetteer_load_shipped:
 * @error: (nullable): set when a file is missing or damaged
 *
 * Loads the gazetteer that ships with the program.
 *
 * Returns: (transfer full): the gazetteer, or %NULL
 */
CorGazetteer *
cor_gazetteer_load_shipped (GError **error)
{
  g_autofree char *path = cor_data_dir_build_path ("gazetteer/places.tsv");

  return cor_gazetteer_load (path, error);
}

/**
 * cor_gazetteer_get_n_places:
 * @self: a gazetteer
 *
 * Returns: how many places it has
 */
guint
cor_gazetteer_get_n_places (CorGazetteer *self)
{
  g_return_val_if_fail (COR_IS_GAZETTEER (self), 0);

  return self->places->len;
}

/**
 * cor_gazetteer_get_place:
 * @self: a gazetteer
 * @position: below cor_gazetteer_get_n_places()
 *
 * Returns: (transfer none): the place there; they are sorted by number
 */
const CorPlace *
cor_gazetteer_get_place (CorGazetteer *self, guint position)
{
  g_return_val_if_fail (COR_IS_GAZETTEER (self), NULL);
  g_return_val_if_fail (position < self->places->len, NULL);

  return &g_array_index (self->places, CorPlace, position);
}

/**
 * cor_gazetteer_get_by_number:
 * @self: a gazetteer
 * @number: a place's number
 *
 * Returns: (transfer none) (nullable): the place of that number
 */
const CorPlace *
cor_gazetteer_get_by_number (CorGazetteer *self, guint32 number)
{
  guint low = 0;
  guint high;

  g_return_val_if_fail (COR_IS_GAZETTEER (self), NULL);

  high = self->places->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const CorPlace *place = &g_array_index (self->places, CorPlace, middle);

      if (place->number == number)
        return place;
      if (place->number < number)
        low = middle + 1;
      else
        high = middle;
    }

  return NULL;
}

/**
 * cor_gazetteer_get_by_id:
 * @self: a gazetteer
 * @id: a place's identity
 *
 * Returns: (transfer none) (nullable): the place of that identity
 */
const CorPlace *
cor_gazetteer_get_by_id (CorGazetteer *self, const CorId *id)
{
  g_return_val_if_fail (COR_IS_GAZETTEER (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return cor_gazetteer_get_by_number (self, cor_id_get_place_number (id));
}

/**
 * cor_gazetteer_nearest:
 * @self: a gazetteer
 * @position: a point
 * @max_distance_m: metres within which to look, at most 300 km
 * @min_population: people that the place must have at least; 0 takes those of unknown size too
 *
 * Finds the place whose middle is nearest.
 *
 * Returns: (transfer none) (nullable): the place, %NULL if none is so near
 */
const CorPlace *
cor_gazetteer_nearest (CorGazetteer *self,
                       CorPosition position,
                       double max_distance_m,
                       guint min_population)
{
  const CorPlace *best = NULL;
  double best_m = MIN (max_distance_m, 300000.0);
  double reach_deg = best_m / 111000.0;
  double reach_lon_deg;

  g_return_val_if_fail (COR_IS_GAZETTEER (self), NULL);

  if (!cor_position_is_valid (position) || fabs (position.lat_deg) > 85.0)
    return NULL;

  reach_lon_deg = reach_deg / cos ((fabs (position.lat_deg) + reach_deg) * G_PI / 180.0);
  for (int i = (int) floor ((position.lat_deg - reach_deg) * CELLS_PER_DEGREE);
       i <= (int) floor ((position.lat_deg + reach_deg) * CELLS_PER_DEGREE); i++)
    for (int j = (int) floor ((position.lon_deg - reach_lon_deg) * CELLS_PER_DEGREE);
         j <= (int) floor ((position.lon_deg + reach_lon_deg) * CELLS_PER_DEGREE); j++)
      {
        GArray *members = g_hash_table_lookup (self->cells, GUINT_TO_POINTER (cell_of (i, j)));

        for (guint k = 0; members != NULL && k < members->len; k++)
          {
            const CorPlace *place =
                &g_array_index (self->places, CorPlace, g_array_index (members, guint, k));
            double distance_m = cor_position_distance_m (position, place->position);

            /* Of two at the same distance the lower number wins, whatever the cells' order. */
            if (place->population < min_population || distance_m > best_m ||
                (best != NULL && distance_m == best_m && place->number > best->number))
              continue;
            best = place;
            best_m = distance_m;
          }
      }

  return best;
}

/**
 * cor_gazetteer_get_index:
 * @self: a gazetteer
 *
 * Makes the index of its names when it is wanted first: most of the time of loading would go into
 * it, and most commands look for no name.
 *
 * Returns: (transfer none): the index
 */
const CorPlaceIndex *
cor_gazetteer_get_index (CorGazetteer *self)
{
  if (g_once_init_enter (&self->index))
    g_once_init_leave (&self->index, make_index (self));

  return self->index;
}

/**
 * cor_gazetteer_get_regions:
 * @self: a gazetteer
 *
 * Returns: (transfer none): its regions
 */
const CorPlaceRegions *
cor_gazetteer_get_regions (CorGazetteer *self)
{
  return self->regions;
}
