/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-osm-countries.h"

#include <math.h>
#include <string.h>

#include "cor-data-dir.h"

/* Most cells hold no border, so that a place in one needs to be looked at only once for all. */
#define CELL_DEG 0.05
#define SOUTH_DEG 41.0
#define WEST_DEG 14.0
#define N_ROWS 420u
#define N_COLUMNS 820u

#define CELL_UNSEEN 0u
#define CELL_BORDER 255u
#define MAX_COUNTRIES 32u

typedef struct
{
  guint country;
  CorBounds bounds;
  GArray *points; /* CorPosition */
} Ring;

struct _CorOsmCountries
{
  GMutex mutex;                     /* for the cells that were not seen yet */
  char countries[MAX_COUNTRIES][3]; /* the first one is none */
  guint n_countries;
  GPtrArray *rings; /* Ring */
  guint8 *cells;    /* the country less 1, or what is above */
};

static void
ring_free (gpointer data)
{
  Ring *ring = data;

  g_array_unref (ring->points);
  g_free (ring);
}

static guint
find_country (CorOsmCountries *self, const char *name)
{
  for (guint i = 0; i < self->n_countries; i++)
    {
      if (strcmp (self->countries[i], name) == 0)
        return i;
    }
  if (self->n_countries == MAX_COUNTRIES)
    return 0;
  g_strlcpy (self->countries[self->n_countries], name, 3);

  return self->n_countries++;
}

static gsize
find_cell (CorPosition position)
{
  double row = floor ((position.lat_deg - SOUTH_DEG) / CELL_DEG);
  double column = floor ((position.lon_deg - WEST_DEG) / CELL_DEG);

  if (!(row >= 0 && row < N_ROWS && column >= 0 && column < N_COLUMNS))
    return G_MAXSIZE;

  return (gsize) row * N_COLUMNS + (gsize) column;
}

/* Marks the cells through which a border runs; steps of a quarter of a cell miss no more than a
 * corner, whose neighbours are marked with it. */
static void
mark_border (CorOsmCountries *self, CorPosition a, CorPosition b)
{
  double span = MAX (ABS (b.lat_deg - a.lat_deg), ABS (b.lon_deg - a.lon_deg));
  guint n_steps = (guint) (span / CELL_DEG * 4.0) + 1;

  for (guint i = 0; i <= n_steps; i++)
    {
      CorPosition at = cor_position_interpolate (a, b, (double) i / n_steps);

      for (int j = 0; j < 9; j++)
        {
          CorPosition near = { at.lat_deg + (j / 3 - 1) * CELL_DEG / 4,
                               at.lon_deg + (j % 3 - 1) * CELL_DEG / 4 };
          gsize cell = find_cell (near);

          if (cell != G_MAXSIZE)
            self->cells[cell] = CELL_BORDER;
        }
    }
}

static void
add_ring (CorOsmCountries *self, const char *country, const char *text)
{
  g_auto (GStrv) places = g_strsplit (text, " ", -1);
  Ring *ring = g_new0 (Ring, 1);

  ring->country = find_country (self, country);
  ring->bounds = COR_BOUNDS_EMPTY;
  ring->points = g_array_new (FALSE, FALSE, sizeof (CorPosition));
  for (gsize i = 0; places[i] != NULL; i++)
    {
      CorPosition position;

      if (!cor_position_parse (places[i], &position))
        continue;
      if (ring->points->len > 0)
        mark_border (self, g_array_index (ring->points, CorPosition, ring->points->len - 1),
                     position);
      g_array_append_val (ring->points, position);
      cor_bounds_add (&ring->bounds, position);
    }
  if (ring->points->len > 2)
    mark_border (self, g_array_index (ring->points, CorPosition, ring->points->len - 1),
                 g_array_index (ring->points, CorPosition, 0));
  g_ptr_array_add (self->rings, ring);
}

static CorOsmCountries *
load (void)
{
  CorOsmCountries *self = g_new0 (CorOsmCountries, 1);
  g_autofree char *path = cor_data_dir_build_path ("roads/countries.tsv");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_mutex_init (&self->mutex);
  self->n_countries = 1;
  self->rings = g_ptr_array_new_with_free_func (ring_free);
  self->cells = g_new0 (guint8, (gsize) N_ROWS * N_COLUMNS);
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return self;
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      char *tab = strchr (lines[i], '\t');

      if (tab != lines[i] + 2)
        continue;
      *tab = '\0';
      add_ring (self, lines[i], tab + 1);
    }

  return self;
}

/**
 * cor_osm_countries_get_shipped:
 *
 * Reads what ships with the program, once for its life. Without it no country is known, and the
 * limits and the clock of nowhere in particular hold.
 *
 * Returns: (transfer none): the countries; any thread may ask
 */
CorOsmCountries *
cor_osm_countries_get_shipped (void)
{
  static CorOsmCountries *shipped;

  if (g_once_init_enter (&shipped))
    g_once_init_leave (&shipped, load ());

  return shipped;
}

static gboolean
ring_contains (const Ring *ring, CorPosition position)
{
  const CorPosition *points = (const CorPosition *) ring->points->data;
  gboolean is_inside = FALSE;

  if (!cor_bounds_contains (&ring->bounds, position))
    return FALSE;
  for (guint i = 0, j = ring->points->len - 1; i < ring->points->len; j = i++)
    {
      CorPosition a = points[i];
      CorPosition b = points[j];

      if ((a.lat_deg > position.lat_deg) != (b.lat_deg > position.lat_deg) &&
          position.lon_deg < a.lon_deg + (position.lat_deg - a.lat_deg) / (b.lat_deg - a.lat_deg) *
                                             (b.lon_deg - a.lon_deg))
        is_inside = !is_inside;
    }

  return is_inside;
}

static guint
look (CorOsmCountries *self, CorPosition position)
{
  for (guint i = 0; i < self->rings->len; i++)
    {
      const Ring *ring = g_ptr_array_index (self->rings, i);

      if (ring_contains (ring, position))
        return ring->country;
    }

  return 0;
}

/**
 * cor_osm_countries_find:
 * @self: some countries
 * @position: where
 *
 * Returns: (transfer none): ISO 3166 code of the country there, "" for any other
 */
const char *
cor_osm_countries_find (CorOsmCountries *self, CorPosition position)
{
  gsize cell = find_cell (position);
  g_autoptr (GMutexLocker) locker = NULL;

  if (cell == G_MAXSIZE)
    return "";
  locker = g_mutex_locker_new (&self->mutex);
  if (self->cells[cell] == CELL_BORDER)
    return self->countries[look (self, position)];
  if (self->cells[cell] == CELL_UNSEEN)
    self->cells[cell] = (guint8) (look (self, position) + 1);

  return self->countries[self->cells[cell] - 1];
}
