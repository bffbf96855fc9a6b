/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-bench-dimacs.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cor-bench-network.h"
#include "cor-error.h"

#define PER_DEGREE 1e6
#define MAX_FIELDS 5u
#define MAX_ROWS 100000000u

/* A file of the 9th DIMACS challenge, line by line. */
typedef struct
{
  const char *path;
  FILE *file;
  char *line;
  gsize line_size;
  guint n_lines;
  char *fields[MAX_FIELDS]; /* of the line */
  guint n_fields;
} Lines;

/* What both files together say. */
typedef struct
{
  CorNetworkBuilder *builder;
  guint32 n_nodes;
  CorPosition *positions;
  guint8 *is_placed; /* by node */
} Graph;

static gboolean
lines_open (Lines *self, const char *path, GError **error)
{
  *self = (Lines){ .path = path, .file = fopen (path, "re") };
  if (self->file == NULL)
    g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND, "%s: %s", path, g_strerror (errno));

  return self->file != NULL;
}

static void
lines_clear (Lines *self)
{
  g_clear_pointer (&self->file, fclose);
  free (self->line);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lines, lines_clear)

/* Goes on to the next line that is no comment. */
static gboolean
lines_next (Lines *self)
{
  while (getline (&self->line, &self->line_size, self->file) > 0)
    {
      char *rest = NULL;

      self->n_lines++;
      self->n_fields = 0;
      for (char *field = strtok_r (self->line, " \t\r\n", &rest);
           field != NULL && self->n_fields < MAX_FIELDS; field = strtok_r (NULL, " \t\r\n", &rest))
        self->fields[self->n_fields++] = field;
      if (self->n_fields > 0 && strcmp (self->fields[0], "c") != 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
lines_refuse (const Lines *self, const char *what, GError **error)
{
  g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "%s, line %u: %s", self->path, self->n_lines,
               what);

  return FALSE;
}

static gboolean
lines_is (const Lines *self, const char *name, guint n_fields)
{
  return strcmp (self->fields[0], name) == 0 && self->n_fields == n_fields;
}

static gboolean
read_number (const Lines *self, guint field, guint64 min, guint64 max, guint32 *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (self->fields[field], 10, min, max, &value, NULL))
    return FALSE;
  *number = (guint32) value;

  return TRUE;
}

static gboolean
read_degrees (const Lines *self, guint field, double max_deg, double *degrees)
{
  gint64 value;
  gint64 max = (gint64) (max_deg * PER_DEGREE);

  if (!g_ascii_string_to_signed (self->fields[field], 10, -max, max, &value, NULL))
    return FALSE;
  *degrees = (double) value / PER_DEGREE;

  return TRUE;
}

/* “v 1 -73530767 41085396”: longitude and latitude in millionths of a degree. */
static gboolean
read_position (Graph *self, const Lines *lines, GError **error)
{
  guint32 node;
  CorPosition position;

  if (!lines_is (lines, "v", 4))
    return lines_refuse (lines, "expected “v NODE LONGITUDE LATITUDE”", error);
  if (!read_number (lines, 1, 1, self->n_nodes, &node))
    return lines_refuse (lines, "no such node", error);
  if (!read_degrees (lines, 2, 180.0, &position.lon_deg) ||
      !read_degrees (lines, 3, 90.0, &position.lat_deg))
    return lines_refuse (lines, "no position in millionths of a degree", error);
  if (self->is_placed[node - 1])
    return lines_refuse (lines, "this node had a position already", error);
  self->is_placed[node - 1] = TRUE;
  self->positions[node - 1] = position;

  return TRUE;
}

/* “p aux sp co 264346” comes before the positions. */
static gboolean
read_positions (Graph *self, const char *path, GError **error)
{
  g_auto (Lines) lines = { NULL };
  guint32 n_placed = 0;

  if (!lines_open (&lines, path, error))
    return FALSE;
  if (!lines_next (&lines) || !lines_is (&lines, "p", 5) || strcmp (lines.fields[1], "aux") != 0 ||
      !read_number (&lines, 4, 1, MAX_ROWS, &self->n_nodes))
    return lines_refuse (&lines, "expected “p aux sp co NODES” first", error);
  self->positions = g_new0 (CorPosition, self->n_nodes);
  self->is_placed = g_new0 (guint8, self->n_nodes);
  for (; lines_next (&lines); n_placed++)
    {
      if (!read_position (self, &lines, error))
        return FALSE;
    }
  if (n_placed < self->n_nodes)
    return lines_refuse (&lines, "the file ends before every node has a position", error);
  for (guint32 node = 0; node < self->n_nodes; node++)
    cor_network_builder_add_node (self->builder, self->positions[node], 0);

  return TRUE;
}

/* “a 1 2 803”: an arc with its weight, which is taken for milliseconds. */
static gboolean
read_arc (Graph *self, const Lines *lines, GError **error)
{
  CorNewLeg leg = { .leg = { .road = COR_ROAD_NONE } };
  guint32 weight;

  if (!lines_is (lines, "a", 4))
    return lines_refuse (lines, "expected “a FROM TO WEIGHT”", error);
  if (!read_number (lines, 1, 1, self->n_nodes, &leg.leg.from_node) ||
      !read_number (lines, 2, 1, self->n_nodes, &leg.leg.to_node))
    return lines_refuse (lines, "no such node", error);
  if (!read_number (lines, 3, 0, COR_TRAVEL_UNREACHABLE - 1, &weight))
    return lines_refuse (lines, "no weight of 0 to 2147483646", error);
  leg.leg.from_node--;
  leg.leg.to_node--;
  leg.leg.length_m = (guint32) cor_position_distance_m (self->positions[leg.leg.from_node],
                                                        self->positions[leg.leg.to_node]);
  leg.forward_ms[0] = leg.forward_ms[1] = weight;
  leg.backward_ms[0] = leg.backward_ms[1] = COR_TRAVEL_UNREACHABLE;
  cor_network_builder_add_leg (self->builder, &leg);

  return TRUE;
}

/* “p sp 264346 733846” comes before the arcs. */
static gboolean
read_graph (Graph *self, const char *path, GError **error)
{
  g_auto (Lines) lines = { NULL };
  guint32 n_nodes, n_arcs, n_read = 0;

  if (!lines_open (&lines, path, error))
    return FALSE;
  if (!lines_next (&lines) || !lines_is (&lines, "p", 4) || strcmp (lines.fields[1], "sp") != 0 ||
      !read_number (&lines, 2, 1, MAX_ROWS, &n_nodes) ||
      !read_number (&lines, 3, 0, MAX_ROWS, &n_arcs))
    return lines_refuse (&lines, "expected “p sp NODES ARCS” first", error);
  if (n_nodes != self->n_nodes)
    return lines_refuse (&lines, "the positions are those of another graph", error);
  for (; lines_next (&lines); n_read++)
    {
      if (!read_arc (self, &lines, error))
        return FALSE;
    }
  if (n_read != n_arcs)
    return lines_refuse (&lines, "the file ends after another number of arcs than it promised",
                         error);

  return TRUE;
}

/**
 * cor_bench_network_new_dimacs:
 * @graph_path: a .gr file of the 9th DIMACS challenge, travel times
 * @positions_path: the .co file to it
 * @error: set when one cannot be read or is not what it should be
 *
 * Reads a graph. Its weights are taken for milliseconds: what the unit is does not matter to how
 * long searches take. Lengths are those of straight lines.
 *
 * Returns: (transfer full) (nullable): the network
 */
CorNetwork *
cor_bench_network_new_dimacs (const char *graph_path, const char *positions_path, GError **error)
{
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new (graph_path, NULL, 0);
  Graph graph = { .builder = builder };
  gboolean is_read =
      read_positions (&graph, positions_path, error) && read_graph (&graph, graph_path, error);

  g_free (graph.positions);
  g_free (graph.is_placed);

  return is_read ? cor_bench_network_finish (builder, error) : NULL;
}
