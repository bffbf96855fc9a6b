/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-place-index.h"

#include <string.h>

#include "cor-place-key.h"

#define NO_ENTRY G_MAXUINT32
#define N_SYMBOLS 64
#define N_TRIGRAMS (N_SYMBOLS * N_SYMBOLS * N_SYMBOLS)

typedef struct
{
  guint32 place;
  guint32 next_strict;
  guint32 next_loose;
  gboolean is_alias;
  gboolean is_generated;
} Entry;

/* A loose key with the first of its names. */
typedef struct
{
  const char *key;
  guint32 length;
  guint32 first;
} LooseKey;

struct _CorPlaceIndex
{
  GStringChunk *keys;
  GArray *entries;
  GHashTable *by_strict;
  GHashTable *by_loose;
  LooseKey *loose_keys; /* sorted by key */
  guint n_loose_keys;
  guint32 *trigram_starts; /* N_TRIGRAMS + 1 */
  guint32 *trigram_keys;   /* numbers of loose keys, ascending within a trigram */
};

static guint
symbol (char c)
{
  if (c >= 'a' && c <= 'z')
    return 1 + (guint) (c - 'a');
  if (c >= 'A' && c <= 'Z')
    return 27 + (guint) (c - 'A');
  if (c >= '0' && c <= '9')
    return 53 + (guint) (c - '0');

  return 0;
}

/* The trigram that ends at a letter; the key's ends count as letters of their own. */
static guint
trigram_at (const char *key, gsize length, gsize position)
{
  guint first = position >= 2 ? symbol (key[position - 2]) : 0;
  guint second = position >= 1 ? symbol (key[position - 1]) : 0;
  guint third = position < length ? symbol (key[position]) : 0;

  return (first * N_SYMBOLS + second) * N_SYMBOLS + third;
}

/**
 * cor_place_index_new:
 *
 * Returns: (transfer full): an index without names
 */
CorPlaceIndex *
cor_place_index_new (void)
{
  CorPlaceIndex *self = g_new0 (CorPlaceIndex, 1);

  self->keys = g_string_chunk_new (1 << 16);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->by_strict = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_loose = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

/**
 * cor_place_index_free:
 * @self: (transfer full) (nullable): an index
 *
 * Frees @self.
 */
void
cor_place_index_free (CorPlaceIndex *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->by_strict);
  g_hash_table_unref (self->by_loose);
  g_array_unref (self->entries);
  g_string_chunk_free (self->keys);
  g_free (self->loose_keys);
  g_free (self->trigram_starts);
  g_free (self->trigram_keys);
  g_free (self);
}

/* Puts an entry at the head of its key's chain; numbers are stored plus one, since NULL is none. */
static guint32
chain (CorPlaceIndex *self, GHashTable *table, const char *key, guint32 number)
{
  gpointer found = NULL;
  gpointer old_key = NULL;

  if (g_hash_table_lookup_extended (table, key, &old_key, &found))
    {
      g_hash_table_insert (table, old_key, GUINT_TO_POINTER (number + 1));
      return GPOINTER_TO_UINT (found) - 1;
    }
  g_hash_table_insert (table, g_string_chunk_insert (self->keys, key),
                       GUINT_TO_POINTER (number + 1));

  return NO_ENTRY;
}

/**
 * cor_place_index_add:
 * @self: an index that is not finished
 * @place: the place's number
 * @name: one of its names
 * @is_alias: whether it is not one of the names in the four languages
 * @is_generated: whether it was only made by transliteration
 */
void
cor_place_index_add (CorPlaceIndex *self,
                     guint place,
                     const char *name,
                     gboolean is_alias,
                     gboolean is_generated)
{
  g_autofree char *strict_key = cor_place_key_strict (name);
  g_autofree char *loose_key = cor_place_key_loose (strict_key);
  Entry entry = { place, NO_ENTRY, NO_ENTRY, is_alias, is_generated };

  if (*strict_key == '\0' || *loose_key == '\0')
    return;

  entry.next_strict = chain (self, self->by_strict, strict_key, self->entries->len);
  entry.next_loose = chain (self, self->by_loose, loose_key, self->entries->len);
  g_array_append_val (self->entries, entry);
}

static int
compare_loose_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (((const LooseKey *) a)->key, ((const LooseKey *) b)->key);
}

/**
 * cor_place_index_finish:
 * @self: an index
 *
 * Makes it ready for searching.
 */
void
cor_place_index_finish (CorPlaceIndex *self)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;
  guint32 *fill;

  self->loose_keys = g_new (LooseKey, g_hash_table_size (self->by_loose));
  g_hash_table_iter_init (&iter, self->by_loose);
  while (g_hash_table_iter_next (&iter, &key, &value))
    self->loose_keys[self->n_loose_keys++] =
        (LooseKey){ key, (guint32) strlen (key), GPOINTER_TO_UINT (value) - 1 };
  if (self->n_loose_keys > 0)
    qsort (self->loose_keys, self->n_loose_keys, sizeof (LooseKey), compare_loose_keys);

  self->trigram_starts = g_new0 (guint32, N_TRIGRAMS + 1);
  for (guint i = 0; i < self->n_loose_keys; i++)
    for (gsize j = 0; j <= self->loose_keys[i].length; j++)
      self->trigram_starts[trigram_at (self->loose_keys[i].key, self->loose_keys[i].length, j) +
                           1]++;
  for (guint i = 0; i < N_TRIGRAMS; i++)
    self->trigram_starts[i + 1] += self->trigram_starts[i];

  self->trigram_keys = g_new (guint32, self->trigram_starts[N_TRIGRAMS] + 1);
  fill = g_memdup2 (self->trigram_starts, sizeof (guint32) * N_TRIGRAMS);
  for (guint i = 0; i < self->n_loose_keys; i++)
    for (gsize j = 0; j <= self->loose_keys[i].length; j++)
      self->trigram_keys[fill[trigram_at (self->loose_keys[i].key, self->loose_keys[i].length,
                                          j)]++] = i;
  g_free (fill);
}

static void
append_hit (const CorPlaceIndex *self, guint32 number, guint n_errors, GArray *hits)
{
  const Entry *entry = &g_array_index (self->entries, Entry, number);
  CorPlaceHit hit = { entry->place, entry->is_alias, entry->is_generated, n_errors };

  g_array_append_val (hits, hit);
}

static void
append_loose_key (const CorPlaceIndex *self, guint number, guint n_errors, GArray *hits)
{
  for (guint32 i = self->loose_keys[number].first; i != NO_ENTRY;
       i = g_array_index (self->entries, Entry, i).next_loose)
    append_hit (self, i, n_errors, hits);
}

/**
 * cor_place_index_find_strict:
 * @self: a finished index
 * @strict_key: a strict key
 * @hits: (element-type CorPlaceHit): where the names go that have it
 */
void
cor_place_index_find_strict (const CorPlaceIndex *self, const char *strict_key, GArray *hits)
{
  guint32 i = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_strict, strict_key)) - 1;

  for (; i != NO_ENTRY; i = g_array_index (self->entries, Entry, i).next_strict)
    append_hit (self, i, 0, hits);
}

/**
 * cor_place_index_find_loose:
 * @self: a finished index
 * @loose_key: a loose key
 * @hits: (element-type CorPlaceHit): where the names go that have it
 */
void
cor_place_index_find_loose (const CorPlaceIndex *self, const char *loose_key, GArray *hits)
{
  guint32 i = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_loose, loose_key)) - 1;

  for (; i != NO_ENTRY; i = g_array_index (self->entries, Entry, i).next_loose)
    append_hit (self, i, 0, hits);
}

/**
 * cor_place_index_find_fuzzy:
 * @self: a finished index
 * @loose_key: a loose key
 * @max_errors: letters that may differ
 * @hits: (element-type CorPlaceHit): where the names go that are nearly it, itself included
 */
void
cor_place_index_find_fuzzy (const CorPlaceIndex *self,
                            const char *loose_key,
                            guint max_errors,
                            GArray *hits)
{
  gsize length = strlen (loose_key);
  g_autofree guint8 *n_shared = NULL;
  guint n_needed;

  /* One wrong letter spoils three trigrams, four where two letters are swapped. */
  n_needed = length + 1 > 4 * max_errors + 1 ? (guint) length + 1 - 4 * max_errors : 1;
  n_shared = g_new0 (guint8, self->n_loose_keys + 1);
  for (gsize j = 0; j <= length; j++)
    {
      guint trigram = trigram_at (loose_key, length, j);

      for (guint32 i = self->trigram_starts[trigram]; i < self->trigram_starts[trigram + 1]; i++)
        if (n_shared[self->trigram_keys[i]] < G_MAXUINT8)
          n_shared[self->trigram_keys[i]]++;
    }

  for (guint i = 0; i < self->n_loose_keys; i++)
    {
      guint n_errors;

      if (n_shared[i] < n_needed)
        continue;
      n_errors = cor_place_key_distance (loose_key, length, self->loose_keys[i].key,
                                         self->loose_keys[i].length, max_errors);
      if (n_errors <= max_errors)
        append_loose_key (self, i, n_errors, hits);
    }
}

/**
 * cor_place_index_find_prefix:
 * @self: a finished index
 * @loose_key: a loose key
 * @max_longer: how many letters may follow
 * @hits: (element-type CorPlaceHit): where the names go that begin with it, itself included
 */
void
cor_place_index_find_prefix (const CorPlaceIndex *self,
                             const char *loose_key,
                             guint max_longer,
                             GArray *hits)
{
  gsize length = strlen (loose_key);
  guint low = 0;
  guint high = self->n_loose_keys;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strcmp (self->loose_keys[middle].key, loose_key) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < self->n_loose_keys && strncmp (self->loose_keys[low].key, loose_key, length) == 0;
       low++)
    if (self->loose_keys[low].length - length <= max_longer)
      append_loose_key (self, low, 0, hits);
}
