/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-basemap-private.h"

#include <math.h>
#include <string.h>

#include "cor-error.h"

/* data/basemap/README.md describes the file. */
#define MAGIC "CORBMAP\n"
#define MAGIC_SIZE 8
#define VERSION 1
#define DIGEST_SIZE 32
#define HEADER_SIZE (MAGIC_SIZE + 12 + DIGEST_SIZE)
#define MAX_TEXT_SIZE 1000

/* One arc of the file, in its order of points; the levels say how long each point is kept. */
typedef struct
{
  CorMapPoint *points;
  guint8 *levels;
  guint n_points;
} Arc;

/* An arc as a part of a path. */
typedef struct
{
  const Arc *arc;
  gboolean backwards;
} ArcUse;

typedef struct
{
  const guint8 *at;
  const guint8 *end;
  double units_per_degree;
  const char *problem;
} Reader;

static void
arc_clear (gpointer pointer)
{
  Arc *arc = pointer;

  g_clear_pointer (&arc->points, g_free);
  g_clear_pointer (&arc->levels, g_free);
}

static gboolean
fail (Reader *reader, const char *problem)
{
  if (reader->problem == NULL)
    reader->problem = problem;

  return FALSE;
}

static guint64
read_number (Reader *reader)
{
  guint64 value = 0;

  for (guint shift = 0; shift < 63; shift += 7)
    {
      guint8 byte;

      if (reader->at == reader->end)
        {
          fail (reader, "it ends in the middle of a number");
          return 0;
        }
      byte = *reader->at++;
      value |= (guint64) (byte & 127) << shift;
      if ((byte & 128) == 0)
        return value;
    }
  fail (reader, "a number is too long");

  return 0;
}

static gint64
unfold_sign (guint64 value)
{
  return (gint64) (value >> 1) ^ -(gint64) (value & 1);
}

static gint64
read_signed (Reader *reader)
{
  return unfold_sign (read_number (reader));
}

/* A count of things that take at least a byte each, so that a damaged one cannot exhaust memory. */
static guint
read_count (Reader *reader)
{
  guint64 count = read_number (reader);

  if (count > (guint64) (reader->end - reader->at))
    {
      fail (reader, "it announces more than it holds");
      return 0;
    }

  return (guint) count;
}

static guint
read_byte (Reader *reader)
{
  if (reader->at == reader->end)
    {
      fail (reader, "it ends too early");
      return 0;
    }

  return *reader->at++;
}

static char *
read_text (Reader *reader)
{
  guint size = read_count (reader);
  char *text = NULL;

  if (reader->problem == NULL && size <= MAX_TEXT_SIZE &&
      g_utf8_validate ((const char *) reader->at, size, NULL))
    {
      text = g_strndup ((const char *) reader->at, size);
      reader->at += size;
    }
  else
    fail (reader, "a name is not text");

  return text;
}

static gboolean
is_on_globe (gint64 x, gint64 y, double units_per_degree)
{
  return fabs ((double) x) <= 180.0 * units_per_degree &&
         fabs ((double) y) <= 85.0 * units_per_degree;
}

static CorMapPoint
project (const Reader *reader, gint64 x, gint64 y)
{
  CorMapPoint point;

  cor_map_project_to_world (
      (CorPosition){ (double) y / reader->units_per_degree, (double) x / reader->units_per_degree },
      &point.x, &point.y);

  return point;
}

static gboolean
read_arc (Reader *reader, Arc *arc)
{
  gint64 x = 0, y = 0;

  arc->n_points = read_count (reader);
  if (reader->problem != NULL)
    return FALSE;

  arc->points = g_new (CorMapPoint, arc->n_points);
  arc->levels = g_new (guint8, arc->n_points);
  for (guint i = 0; i < arc->n_points; i++)
    {
      guint64 packed = read_number (reader);

      x += unfold_sign (packed >> 2);
      y += read_signed (reader);
      if (reader->problem != NULL)
        return FALSE;
      if (!is_on_globe (x, y, reader->units_per_degree))
        return fail (reader, "a point lies off the globe");
      arc->levels[i] = packed & 3;
      arc->points[i] = project (reader, x, y);
    }

  return TRUE;
}

static guint
count_points (const Arc *arc, guint level)
{
  guint n_points = 0;

  for (guint i = 0; i < arc->n_points; i++)
    n_points += arc->levels[i] >= level;

  return n_points;
}

/* Puts arcs one after the other at one level; of all but the first the first point, which is the
 * last one of the arc before, is left out, and so is the end of a ring where it began. */
static guint
join_arcs (const ArcUse *uses, guint n_uses, guint level, gboolean is_ring, CorMapPoint *points)
{
  guint n_points = 0;

  for (guint i = 0; i < n_uses; i++)
    {
      const Arc *arc = uses[i].arc;

      for (guint j = n_points > 0 ? 1 : 0; j < arc->n_points; j++)
        {
          guint k = uses[i].backwards ? arc->n_points - 1 - j : j;

          if (arc->levels[k] >= level)
            points[n_points++] = arc->points[k];
        }
    }
  if (is_ring && n_points > 1 &&
      memcmp (&points[0], &points[n_points - 1], sizeof (CorMapPoint)) == 0)
    n_points--;

  return n_points;
}

/* The levels lie one after the other in a block that the first one owns. */
static void
path_init_from_arcs (CorMapPath *path, const ArcUse *uses, guint n_uses, gboolean is_ring)
{
  CorMapPoint *next;
  gsize n_points = 0;

  for (guint level = 0; level < COR_BASEMAP_N_LEVELS; level++)
    for (guint i = 0; i < n_uses; i++)
      n_points += count_points (uses[i].arc, level);
  next = g_new (CorMapPoint, n_points);
  for (guint level = 0; level < COR_BASEMAP_N_LEVELS; level++)
    {
      path->points[level] = next;
      path->n_points[level] = join_arcs (uses, n_uses, level, is_ring, next);
      next += path->n_points[level];
    }
  path->box = COR_MAP_BOX_EMPTY;
  for (guint i = 0; i < path->n_points[0]; i++)
    cor_map_box_add (&path->box, path->points[0][i].x, path->points[0][i].y);
}

static gboolean
read_path (Reader *reader, CorMapPath *path, gboolean is_ring)
{
  Arc arc = { NULL, NULL, 0 };
  gboolean ok = read_arc (reader, &arc);

  if (ok)
    path_init_from_arcs (path, &(ArcUse){ &arc, FALSE }, 1, is_ring);
  arc_clear (&arc);

  return ok;
}

static gboolean
read_face (Reader *reader, CorBasemapFace *face, const GArray *arcs)
{
  g_autofree ArcUse *borders = NULL;
  guint n_borders;

  face->country[0] = (char) read_byte (reader);
  face->country[1] = (char) read_byte (reader);
  n_borders = read_count (reader);
  if (!g_ascii_isupper (face->country[0]) || !g_ascii_isupper (face->country[1]))
    return fail (reader, "a country has no code");

  borders = g_new (ArcUse, n_borders);
  for (guint i = 0; i < n_borders; i++)
    {
      gint64 reference = read_signed (reader);
      gboolean backwards = reference < 0;
      gint64 number = backwards ? ~reference : reference;

      if (number >= arcs->len)
        return fail (reader, "a country has a border that is not there");
      borders[i] = (ArcUse){ &g_array_index (arcs, Arc, number), backwards };
    }
  path_init_from_arcs (&face->ring, borders, n_borders, TRUE);

  return reader->problem == NULL;
}

static gboolean
read_lake (Reader *reader, CorBasemapLake *lake)
{
  guint n_rings = read_count (reader);

  lake->rings = g_new0 (CorMapPath, n_rings);
  lake->box = COR_MAP_BOX_EMPTY;
  for (guint i = 0; i < n_rings; i++)
    {
      CorMapPath *ring = &lake->rings[lake->n_rings];

      if (!read_path (reader, ring, TRUE))
        return FALSE;
      lake->n_rings++;
      cor_map_box_add (&lake->box, ring->box.min_x, ring->box.min_y);
      cor_map_box_add (&lake->box, ring->box.max_x, ring->box.max_y);
    }

  return reader->problem == NULL;
}

static gboolean
read_line (Reader *reader, CorBasemapLine *line)
{
  guint kind = read_byte (reader);
  guint64 river;

  line->rank = read_byte (reader);
  river = read_number (reader);
  line->river = (int) MIN (river, G_MAXINT) - 1;
  if (kind >= COR_N_BASEMAP_LINE_KINDS)
    return fail (reader, "a line is of no known kind");
  line->kind = kind;

  return read_path (reader, &line->path, FALSE);
}

static gboolean
read_names (Reader *reader, CorBasemapNames *names)
{
  for (guint i = 0; i < G_N_ELEMENTS (names->texts); i++)
    names->texts[i] = read_text (reader);

  return reader->problem == NULL;
}

static gboolean
read_label (Reader *reader, CorBasemapLabel *label)
{
  guint kind = read_byte (reader);
  gint64 x, y;

  label->min_zoom = read_byte (reader);
  x = read_signed (reader);
  y = read_signed (reader);
  if (kind >= COR_N_BASEMAP_LABEL_KINDS || !is_on_globe (x, y, reader->units_per_degree))
    return fail (reader, "a label is damaged");
  label->kind = kind;
  label->point = project (reader, x, y);

  return read_names (reader, &label->names);
}

static gboolean
read_arcs (Reader *reader, GArray *arcs)
{
  guint n_arcs = read_count (reader);

  for (guint i = 0; i < n_arcs && reader->problem == NULL; i++)
    {
      g_array_set_size (arcs, i + 1);
      read_arc (reader, &g_array_index (arcs, Arc, i));
    }

  return reader->problem == NULL;
}

#define READ_ALL(reader, array, Type, function, ...)                                               \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint n_items = read_count (reader);                                                           \
                                                                                                   \
    for (guint i = 0; i < n_items && (reader)->problem == NULL; i++)                               \
      {                                                                                            \
        g_array_set_size (array, i + 1);                                                           \
        function (reader, &g_array_index (array, Type, i), ##__VA_ARGS__);                         \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

static void
read_payload (CorBasemap *self, Reader *reader)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, TRUE, sizeof (Arc));

  g_array_set_clear_func (arcs, arc_clear);
  self->credits = read_text (reader);
  if (!read_arcs (reader, arcs))
    return;

  READ_ALL (reader, self->faces, CorBasemapFace, read_face, arcs);
  READ_ALL (reader, self->lakes, CorBasemapLake, read_lake);
  READ_ALL (reader, self->lines, CorBasemapLine, read_line);
  READ_ALL (reader, self->rivers, CorBasemapNames, read_names);
  READ_ALL (reader, self->labels, CorBasemapLabel, read_label);
  for (guint i = 0; i < self->lines->len; i++)
    if (g_array_index (self->lines, CorBasemapLine, i).river >= (int) self->rivers->len)
      fail (reader, "a river has a name that is not there");
  if (reader->at != reader->end)
    fail (reader, "something follows its end");
}

static gboolean
check_header (const guint8 *bytes, gsize size, const char *name, GError **error)
{
  guint8 digest[DIGEST_SIZE];
  gsize digest_size = sizeof digest;
  guint32 words[3];
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  if (size < HEADER_SIZE || memcmp (bytes, MAGIC, MAGIC_SIZE) != 0)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_FOREIGN,
                   "“%s” is not a base map. Install the program's data again.", name);
      return FALSE;
    }
  memcpy (words, bytes + MAGIC_SIZE, sizeof words);
  if (GUINT32_FROM_LE (words[0]) != VERSION)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_NEWER,
                   "The base map “%s” is of version %u; this program reads version %d. Install "
                   "the program's data again.",
                   name, GUINT32_FROM_LE (words[0]), VERSION);
      return FALSE;
    }
  g_checksum_update (checksum, bytes + HEADER_SIZE, (gssize) (size - HEADER_SIZE));
  g_checksum_get_digest (checksum, digest, &digest_size);
  if (GUINT32_FROM_LE (words[2]) != size - HEADER_SIZE || GUINT32_FROM_LE (words[1]) == 0 ||
      memcmp (digest, bytes + MAGIC_SIZE + sizeof words, DIGEST_SIZE) != 0)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT,
                   "The base map “%s” is damaged: its checksum does not fit. Install the "
                   "program's data again.",
                   name);
      return FALSE;
    }

  return TRUE;
}

/**
 * cor_basemap_read:
 * @self: a fresh base map
 * @bytes: its file
 * @name: what the file is called, for the error's text
 * @error: (nullable): set when it is none or damaged
 *
 * Fills a base map from its file.
 *
 * Returns: whether it is whole
 */
gboolean
cor_basemap_read (CorBasemap *self, GBytes *bytes, const char *name, GError **error)
{
  gsize size;
  const guint8 *start = g_bytes_get_data (bytes, &size);
  guint32 units_per_degree;
  Reader reader;

  if (!check_header (start, size, name, error))
    return FALSE;

  memcpy (&units_per_degree, start + MAGIC_SIZE + 4, sizeof units_per_degree);
  reader = (Reader){ start + HEADER_SIZE, start + size, GUINT32_FROM_LE (units_per_degree), NULL };
  read_payload (self, &reader);
  if (reader.problem != NULL)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT,
                   "The base map “%s” is damaged: %s. Install the program's data again.", name,
                   reader.problem);
      return FALSE;
    }

  return TRUE;
}
