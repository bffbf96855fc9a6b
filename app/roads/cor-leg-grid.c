/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-leg-grid.h"

#include <math.h>

#define MAX_CELLS (1u << 22)

typedef struct
{
  const CorNetworkGrid *grid;
  guint32 *n_in_cell;   /* how many legs so far */
  guint32 *last_leg;    /* which leg touched the cell last, so that none is counted twice */
  guint32 *leg_at_cell; /* (nullable): where to write them, by first */
  const guint32 *first;
} Filling;

/**
 * cor_leg_grid_row:
 * @grid: a grid
 * @lat_e7: a latitude
 *
 * Returns: the row of cells that holds it, the nearest one if none does
 */
guint32
cor_leg_grid_row (const CorNetworkGrid *grid, gint32 lat_e7)
{
  gint64 row = ((gint64) lat_e7 - grid->south_e7) / grid->cell_lat_e7;

  return CLAMP (row, 0, (gint64) grid->n_rows - 1);
}

/**
 * cor_leg_grid_column:
 * @grid: a grid
 * @lon_e7: a longitude
 *
 * Returns: the column of cells that holds it, the nearest one if none does
 */
guint32
cor_leg_grid_column (const CorNetworkGrid *grid, gint32 lon_e7)
{
  gint64 column = ((gint64) lon_e7 - grid->west_e7) / grid->cell_lon_e7;

  return CLAMP (column, 0, (gint64) grid->n_columns - 1);
}

static CorNetworkPoint
line_point (const CorLegLines *lines, guint32 leg, guint32 i)
{
  guint32 n_bends = lines->first_point[leg + 1] - lines->first_point[leg];

  if (i == 0)
    return lines->node_point[lines->leg[leg].from_node];
  if (i <= n_bends)
    return lines->point[lines->first_point[leg] + i - 1];

  return lines->node_point[lines->leg[leg].to_node];
}

static void
touch_cell (Filling *filling, guint32 row, guint32 column, guint32 leg)
{
  gsize cell = (gsize) row * filling->grid->n_columns + column;

  if (filling->last_leg[cell] == leg)
    return;
  filling->last_leg[cell] = leg;
  if (filling->leg_at_cell != NULL)
    filling->leg_at_cell[filling->first[cell] + filling->n_in_cell[cell]] = leg;
  filling->n_in_cell[cell]++;
}

/* Touches the cells of one straight piece: row by row, the columns it spans there. One column more
 * on either side costs little and leaves rounding nothing to spoil. */
static void
touch_segment (Filling *filling, CorNetworkPoint a, CorNetworkPoint b, guint32 leg)
{
  const CorNetworkGrid *grid = filling->grid;
  CorNetworkPoint low = a.lat_e7 <= b.lat_e7 ? a : b;
  CorNetworkPoint high = a.lat_e7 <= b.lat_e7 ? b : a;
  guint32 first_row = cor_leg_grid_row (grid, low.lat_e7);
  guint32 last_row = cor_leg_grid_row (grid, high.lat_e7);
  double slope = high.lat_e7 > low.lat_e7
                     ? ((double) high.lon_e7 - low.lon_e7) / ((double) high.lat_e7 - low.lat_e7)
                     : 0.0;

  for (guint32 row = first_row; row <= last_row; row++)
    {
      double south = (double) grid->south_e7 + (double) row * grid->cell_lat_e7;
      double from = MAX (south, (double) low.lat_e7) - low.lat_e7;
      double to = MIN (south + grid->cell_lat_e7, (double) high.lat_e7) - low.lat_e7;
      double lon_from = first_row == last_row ? low.lon_e7 : low.lon_e7 + slope * from;
      double lon_to = first_row == last_row ? high.lon_e7 : low.lon_e7 + slope * to;
      guint32 first_column = cor_leg_grid_column (grid, (gint32) floor (MIN (lon_from, lon_to)));
      guint32 last_column = cor_leg_grid_column (grid, (gint32) ceil (MAX (lon_from, lon_to)));

      for (guint32 column = first_column; column <= last_column; column++)
        touch_cell (filling, row, column, leg);
    }
}

static void
touch_all (Filling *filling, const CorLegLines *lines)
{
  for (guint32 leg = 0; leg < lines->n_legs; leg++)
    {
      guint32 n_points = lines->first_point[leg + 1] - lines->first_point[leg] + 2;

      for (guint32 i = 1; i < n_points; i++)
        touch_segment (filling, line_point (lines, leg, i - 1), line_point (lines, leg, i), leg);
    }
}

/* Chooses about as many cells as there are legs, as square as can be on the ground. */
static void
choose_cells (const CorLegLines *lines, CorNetworkGrid *grid)
{
  gint32 south = G_MAXINT32, north = G_MININT32, west = G_MAXINT32, east = G_MININT32;
  double height, width, cell;

  for (guint32 leg = 0; leg < lines->n_legs; leg++)
    {
      guint32 n_points = lines->first_point[leg + 1] - lines->first_point[leg] + 2;

      for (guint32 i = 0; i < n_points; i++)
        {
          CorNetworkPoint point = line_point (lines, leg, i);

          south = MIN (south, point.lat_e7);
          north = MAX (north, point.lat_e7);
          west = MIN (west, point.lon_e7);
          east = MAX (east, point.lon_e7);
        }
    }
  if (lines->n_legs == 0)
    south = north = west = east = 0;

  height = (double) north - south + 1.0;
  width = ((double) east - west + 1.0) * 0.65;
  cell = sqrt (height * width / CLAMP (lines->n_legs, 1, MAX_CELLS));
  cell = MAX (cell, 1000.0);
  *grid = (CorNetworkGrid){ .south_e7 = south,
                            .west_e7 = west,
                            .cell_lat_e7 = (guint32) cell,
                            .cell_lon_e7 = (guint32) (cell / 0.65) };
  grid->n_rows = (guint32) (height / grid->cell_lat_e7) + 1;
  grid->n_columns = (guint32) (width / 0.65 / grid->cell_lon_e7) + 1;
}

/**
 * cor_leg_grid_build:
 * @lines: the lines of all legs
 * @grid: (out caller-allocates): takes the measures of the grid
 * @grid_first: (out) (transfer full): where the legs of each cell begin in @grid_leg, and their end
 * @grid_leg: (out) (transfer full): the legs cell by cell, south to north, west to east
 * @n_grid_legs: (out): how many entries @grid_leg has
 */
void
cor_leg_grid_build (const CorLegLines *lines,
                    CorNetworkGrid *grid,
                    guint32 **grid_first,
                    guint32 **grid_leg,
                    gsize *n_grid_legs)
{
  g_autofree guint32 *n_in_cell = NULL;
  g_autofree guint32 *last_leg = NULL;
  Filling filling = { .grid = grid };
  gsize n_cells;

  choose_cells (lines, grid);
  n_cells = (gsize) grid->n_rows * grid->n_columns;
  filling.n_in_cell = n_in_cell = g_new0 (guint32, n_cells);
  filling.last_leg = last_leg = g_new (guint32, n_cells);
  for (gsize i = 0; i < n_cells; i++)
    last_leg[i] = COR_ROAD_NONE;
  touch_all (&filling, lines);

  *grid_first = g_new (guint32, n_cells + 1);
  (*grid_first)[0] = 0;
  for (gsize i = 0; i < n_cells; i++)
    {
      (*grid_first)[i + 1] = (*grid_first)[i] + n_in_cell[i];
      n_in_cell[i] = 0;
      last_leg[i] = COR_ROAD_NONE;
    }
  *n_grid_legs = (*grid_first)[n_cells];
  *grid_leg = g_new (guint32, *n_grid_legs);
  filling.leg_at_cell = *grid_leg;
  filling.first = *grid_first;
  touch_all (&filling, lines);
}

static gint32
to_e7 (double deg)
{
  return (gint32) (CLAMP (deg, -200.0, 200.0) * COR_NETWORK_PER_DEGREE);
}

/**
 * cor_leg_grid_foreach_in_bounds:
 * @network: a network
 * @bounds: a box
 * @func: called for every leg in the cells that @bounds touches, for some of them several times
 * @user_data: for @func
 */
void
cor_leg_grid_foreach_in_bounds (CorNetwork *network,
                                const CorBounds *bounds,
                                CorLegGridFunc func,
                                gpointer user_data)
{
  const CorNetworkGrid *grid = network->grid;
  guint32 first_row = cor_leg_grid_row (grid, to_e7 (bounds->south_deg));
  guint32 last_row = cor_leg_grid_row (grid, to_e7 (bounds->north_deg));
  guint32 first_column = cor_leg_grid_column (grid, to_e7 (bounds->west_deg));
  guint32 last_column = cor_leg_grid_column (grid, to_e7 (bounds->east_deg));

  if (cor_bounds_is_empty (bounds))
    return;
  for (guint32 row = first_row; row <= last_row; row++)
    {
      gsize first_cell = (gsize) row * grid->n_columns + first_column;
      gsize last_cell = (gsize) row * grid->n_columns + last_column;

      for (guint32 i = network->grid_first[first_cell]; i < network->grid_first[last_cell + 1]; i++)
        func (network->grid_leg[i], user_data);
    }
}
