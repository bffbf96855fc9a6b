/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-osm-ids.h"

#include <string.h>

#define DIGIT_BITS 11u
#define N_DIGITS (1u << DIGIT_BITS)
#define MAX_THREADS 8u
#define MIN_IDS_PER_THREAD 65536u

struct _CorOsmIds
{
  gint64 *ids;
  gsize n;
};

/* Ids below nothing, which editors give to what is not uploaded yet, come first. */
static guint64
to_key (gint64 id)
{
  return (guint64) id ^ (G_GUINT64_CONSTANT (1) << 63);
}

/* Sorts by one digit after the other, the lowest first: quicker than by comparing, since most ids
 * of an extract fit in three or four digits. */
static void
sort_ids (gint64 *ids, gsize n)
{
  g_autofree gint64 *others = g_new (gint64, n + 1);
  gint64 *from = ids;
  gint64 *to = others;
  guint64 differing = 0;

  for (gsize i = 1; i < n; i++)
    differing |= to_key (ids[i]) ^ to_key (ids[0]);
  for (guint shift = 0; shift < 64 && differing >> shift != 0; shift += DIGIT_BITS)
    {
      gsize first[N_DIGITS] = { 0 };
      gsize sum = 0;
      gint64 *swapped = from;

      for (gsize i = 0; i < n; i++)
        first[to_key (from[i]) >> shift & (N_DIGITS - 1)]++;
      for (gsize i = 0; i < N_DIGITS; i++)
        {
          gsize count = first[i];

          first[i] = sum;
          sum += count;
        }
      for (gsize i = 0; i < n; i++)
        to[first[to_key (from[i]) >> shift & (N_DIGITS - 1)]++] = from[i];
      from = to;
      to = swapped;
    }
  if (from != ids)
    memcpy (ids, from, n * sizeof *ids);
}

/**
 * cor_osm_ids_new:
 * @ids: (array length=n_ids): ids in any order, some of them several times
 * @n_ids: how many, less than 2^32
 *
 * Returns: (transfer full): the set of them
 */
CorOsmIds *
cor_osm_ids_new (const gint64 *ids, gsize n_ids)
{
  CorOsmIds *self = g_new0 (CorOsmIds, 1);
  gsize kept = 0;

  self->ids = g_new (gint64, n_ids + 1);
  if (n_ids > 0)
    memcpy (self->ids, ids, n_ids * sizeof *ids);
  sort_ids (self->ids, n_ids);
  for (gsize i = 0; i < n_ids; i++)
    {
      if (kept == 0 || self->ids[kept - 1] != self->ids[i])
        self->ids[kept++] = self->ids[i];
    }
  self->ids = g_renew (gint64, self->ids, kept + 1);
  self->n = kept;

  return self;
}

/**
 * cor_osm_ids_free:
 * @self: (transfer full): some ids
 */
void
cor_osm_ids_free (CorOsmIds *self)
{
  g_free (self->ids);
  g_free (self);
}

/**
 * cor_osm_ids_get:
 * @self: some ids
 * @n_ids: (out): how many
 *
 * Returns: (transfer none) (array length=n_ids): the ids by number
 */
const gint64 *
cor_osm_ids_get (const CorOsmIds *self, gsize *n_ids)
{
  *n_ids = self->n;

  return self->ids;
}

/**
 * cor_osm_ids_find:
 * @self: some ids
 * @id: an id
 * @hint: (inout): the number found last, at first 0: files are sorted, so that the one looked for
 *   mostly follows it
 *
 * Returns: its number, or %G_MAXSIZE
 */
gsize
cor_osm_ids_find (const CorOsmIds *self, gint64 id, gsize *hint)
{
  const gint64 *ids = self->ids;
  gsize low = 0;
  gsize high = self->n;

  if (*hint + 1 < high && ids[*hint] < id && ids[*hint + 1] >= id)
    return ids[*hint + 1] == id ? ++*hint : G_MAXSIZE;
  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (ids[middle] < id)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == self->n || ids[low] != id)
    return G_MAXSIZE;
  *hint = low;

  return low;
}

/* A part of the ids to be looked up, for a thread of its own. */
typedef struct
{
  const CorOsmIds *set;
  const gint64 *ids;
  guint32 *numbers;
  gsize n;
} Part;

static gpointer
find_part_cb (gpointer data)
{
  Part *part = data;
  gsize hint = 0;

  for (gsize i = 0; i < part->n; i++)
    part->numbers[i] = (guint32) cor_osm_ids_find (part->set, part->ids[i], &hint);

  return NULL;
}

/**
 * cor_osm_ids_find_all:
 * @self: some ids
 * @ids: (array length=n_ids): ids that are all in the set
 * @n_ids: how many
 *
 * Looks many ids up, on all processors.
 *
 * Returns: (transfer full): their numbers
 */
guint32 *
cor_osm_ids_find_all (const CorOsmIds *self, const gint64 *ids, gsize n_ids)
{
  guint32 *numbers = g_new (guint32, n_ids + 1);
  guint n_parts =
      (guint) CLAMP (n_ids / MIN_IDS_PER_THREAD, 1, MIN (g_get_num_processors (), MAX_THREADS));
  Part parts[MAX_THREADS];
  GThread *threads[MAX_THREADS];

  for (guint i = 0; i < n_parts; i++)
    {
      gsize begin = n_ids * i / n_parts;

      parts[i] = (Part){ self, ids + begin, numbers + begin, n_ids * (i + 1) / n_parts - begin };
      threads[i] = i > 0 ? g_thread_new ("cor-osm-ids", find_part_cb, &parts[i]) : NULL;
    }
  find_part_cb (&parts[0]);
  for (guint i = 1; i < n_parts; i++)
    g_thread_join (threads[i]);

  return numbers;
}
