/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-cell-area.h"

#include <math.h>

#define METRES_PER_DEGREE (COR_EARTH_RADIUS_M * G_PI / 180.0)

/* A finer grid would take more memory than an outline is worth. */
#define MAX_CELLS 16000000.0

/* In which direction an edge of the outline leaves a corner; the area lies to its left. */
typedef enum
{
  EAST,
  NORTH,
  WEST,
  SOUTH,
  N_DIRECTIONS
} Direction;

struct _CorCellArea
{
  guint cell_m;
  double south_deg;
  double west_deg;
  double cell_lat_deg;
  double cell_lon_deg;
  guint n_rows;
  guint n_columns;
  guint32 *piece; /* by cell: 0 outside, 1 inside, then the number of the piece it belongs to */
};

/* One ring of the outline. */
typedef struct
{
  guint32 piece;
  gboolean is_hole;
  GArray *corners; /* CorPosition */
} Ring;

static void
ring_clear (gpointer data)
{
  g_array_unref (((Ring *) data)->corners);
}

/**
 * cor_cell_area_new:
 * @bounds: a box that holds whatever will be added
 * @cell_m: side of the squares, in metres; taken larger where the box is too large for them
 *
 * Returns: (transfer full): an empty area
 */
CorCellArea *
cor_cell_area_new (const CorBounds *bounds, guint cell_m)
{
  CorCellArea *self = g_new0 (CorCellArea, 1);
  double lat_deg = (bounds->south_deg + bounds->north_deg) / 2.0;
  double lon_m = METRES_PER_DEGREE * MAX (cos (lat_deg * G_PI / 180.0), 0.01);
  double height_m = (bounds->north_deg - bounds->south_deg) * METRES_PER_DEGREE;
  double width_m = (bounds->east_deg - bounds->west_deg) * lon_m;
  double least_m = sqrt (MAX (height_m, 1.0) * MAX (width_m, 1.0) / MAX_CELLS);

  self->cell_m = MAX (MAX (cell_m, 1u), (guint) ceil (least_m));
  self->south_deg = bounds->south_deg;
  self->west_deg = bounds->west_deg;
  self->cell_lat_deg = self->cell_m / METRES_PER_DEGREE;
  self->cell_lon_deg = self->cell_m / lon_m;
  self->n_rows = (guint) (height_m / self->cell_m) + 2;
  self->n_columns = (guint) (width_m / self->cell_m) + 2;
  self->piece = g_new0 (guint32, (gsize) self->n_rows * self->n_columns);

  return self;
}

/**
 * cor_cell_area_free:
 * @self: (transfer full): an area
 */
void
cor_cell_area_free (CorCellArea *self)
{
  g_free (self->piece);
  g_free (self);
}

/**
 * cor_cell_area_get_cell_m:
 * @self: an area
 *
 * Returns: the side of its squares, in metres
 */
guint
cor_cell_area_get_cell_m (CorCellArea *self)
{
  return self->cell_m;
}

/**
 * cor_cell_area_add:
 * @self: an area
 * @position: a position; outside of the box it is passed over
 *
 * Adds the square that holds @position.
 */
void
cor_cell_area_add (CorCellArea *self, CorPosition position)
{
  double row = floor ((position.lat_deg - self->south_deg) / self->cell_lat_deg);
  double column = floor ((position.lon_deg - self->west_deg) / self->cell_lon_deg);

  if (row >= 0.0 && row < self->n_rows && column >= 0.0 && column < self->n_columns)
    self->piece[(gsize) row * self->n_columns + (gsize) column] = 1;
}

static guint32
get_piece (const CorCellArea *self, gint64 row, gint64 column)
{
  if (row < 0 || row >= self->n_rows || column < 0 || column >= self->n_columns)
    return 0;

  return self->piece[row * self->n_columns + column];
}

static void
visit (CorCellArea *self, gint64 row, gint64 column, guint32 piece, GArray *cells)
{
  gsize cell;

  if (get_piece (self, row, column) != 1)
    return;
  cell = (gsize) (row * self->n_columns + column);
  self->piece[cell] = piece;
  g_array_append_val (cells, cell);
}

/* Numbers the pieces of squares that share sides, from 2. */
static void
number_pieces (CorCellArea *self)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize n_cells = (gsize) self->n_rows * self->n_columns;
  guint32 n_pieces = 1;

  for (gsize i = 0; i < n_cells; i++)
    if (self->piece[i] != 0)
      self->piece[i] = 1;
  for (gsize i = 0; i < n_cells; i++)
    {
      if (self->piece[i] != 1)
        continue;
      visit (self, (gint64) (i / self->n_columns), (gint64) (i % self->n_columns), ++n_pieces,
             cells);
      while (cells->len > 0)
        {
          gsize cell = g_array_index (cells, gsize, cells->len - 1);
          gint64 row = (gint64) (cell / self->n_columns);
          gint64 column = (gint64) (cell % self->n_columns);

          g_array_set_size (cells, cells->len - 1);
          visit (self, row, column - 1, n_pieces, cells);
          visit (self, row, column + 1, n_pieces, cells);
          visit (self, row - 1, column, n_pieces, cells);
          visit (self, row + 1, column, n_pieces, cells);
        }
    }
}

/* By corner, a bit for each direction in which an edge leaves it. */
static guint8 *
list_edges (const CorCellArea *self)
{
  gsize n_across = self->n_columns + 1;
  guint8 *edges = g_new0 (guint8, (self->n_rows + 1) * n_across);

  for (gint64 row = 0; row < self->n_rows; row++)
    for (gint64 column = 0; column < self->n_columns; column++)
      {
        guint8 *corner = edges + row * n_across + column;

        if (get_piece (self, row, column) == 0)
          continue;
        if (get_piece (self, row - 1, column) == 0)
          corner[0] |= 1 << EAST;
        if (get_piece (self, row, column + 1) == 0)
          corner[1] |= 1 << NORTH;
        if (get_piece (self, row + 1, column) == 0)
          corner[n_across + 1] |= 1 << WEST;
        if (get_piece (self, row, column - 1) == 0)
          corner[n_across] |= 1 << SOUTH;
      }

  return edges;
}

/* The piece to the left of an edge. */
static guint32
left_of (const CorCellArea *self, gint64 row, gint64 column, Direction direction)
{
  static const int rows[N_DIRECTIONS] = { 0, 0, -1, -1 };
  static const int columns[N_DIRECTIONS] = { 0, -1, -1, 0 };

  return get_piece (self, row + rows[direction], column + columns[direction]);
}

/* Where squares touch at a corner only, one turns left and so stays with the same piece. */
static Direction
turn (guint8 edges, Direction direction)
{
  static const guint turns[] = { 1, 0, 3 };

  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      Direction next = (Direction) ((direction + turns[i]) % N_DIRECTIONS);

      if ((edges & 1 << next) != 0)
        return next;
    }

  g_return_val_if_reached (direction);
}

/* Follows a ring from one of its corners. */
static void
follow_ring (const CorCellArea *self,
             const guint8 *edges,
             guint8 *done,
             gint64 row,
             gint64 column,
             Ring *ring)
{
  static const int rows[N_DIRECTIONS] = { 0, 1, 0, -1 };
  static const int columns[N_DIRECTIONS] = { 1, 0, -1, 0 };
  gsize n_across = self->n_columns + 1;
  gint64 first_row = row, first_column = column;
  Direction first = (Direction) g_bit_nth_lsf (
      edges[row * n_across + column] & ~done[row * n_across + column], -1);
  Direction direction = first, last = N_DIRECTIONS;
  gint64 twice_area = 0;
  CorPosition closing;

  ring->piece = left_of (self, row, column, direction);
  ring->corners = g_array_new (FALSE, FALSE, sizeof (CorPosition));
  do
    {
      CorPosition corner = { self->south_deg + (double) row * self->cell_lat_deg,
                             self->west_deg + (double) column * self->cell_lon_deg };

      if (direction != last)
        g_array_append_val (ring->corners, corner);
      done[row * n_across + column] |= (guint8) (1 << direction);
      twice_area += column * rows[direction] - row * columns[direction];
      row += rows[direction];
      column += columns[direction];
      last = direction;
      direction = turn (edges[row * n_across + column], direction);
    }
  while (direction != first || row != first_row || column != first_column);
  ring->is_hole = twice_area < 0;
  closing = g_array_index (ring->corners, CorPosition, 0);
  g_array_append_val (ring->corners, closing);
}

static int
compare_rings (gconstpointer a, gconstpointer b)
{
  const Ring *one = a;
  const Ring *other = b;

  if (one->piece != other->piece)
    return one->piece < other->piece ? -1 : 1;

  return one->is_hole - other->is_hole;
}

/**
 * cor_cell_area_outline:
 * @self: an area
 *
 * Traces the outline: a polygon a piece, each followed by its holes.
 *
 * Returns: (transfer full): the outline, every ring closed
 */
CorGeometry *
cor_cell_area_outline (CorCellArea *self)
{
  CorGeometry *outline = cor_geometry_new ();
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (Ring));
  g_autofree guint8 *edges = NULL;
  g_autofree guint8 *done = NULL; /* edges followed already */
  gsize n_across = self->n_columns + 1;

  g_array_set_clear_func (rings, ring_clear);
  number_pieces (self);
  edges = list_edges (self);
  done = g_new0 (guint8, (self->n_rows + 1) * n_across);
  for (gint64 row = 0; row <= self->n_rows; row++)
    for (gint64 column = 0; column <= self->n_columns; column++)
      while (edges[row * n_across + column] != done[row * n_across + column])
        {
          Ring ring;

          follow_ring (self, edges, done, row, column, &ring);
          g_array_append_val (rings, ring);
        }
  g_array_sort (rings, compare_rings);
  for (guint i = 0; i < rings->len; i++)
    {
      const Ring *ring = &g_array_index (rings, Ring, i);

      cor_geometry_add_part (outline, ring->is_hole ? COR_PART_HOLE : COR_PART_POLYGON,
                             (const CorPosition *) (gpointer) ring->corners->data,
                             ring->corners->len);
    }

  return outline;
}
