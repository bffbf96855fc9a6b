/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-place-regions.h"

#include <string.h>

#include "cor-place-key.h"

struct _CorPlaceRegions
{
  GArray *regions;     /* CorRegion */
  GHashTable *by_code; /* code -> CorRegion, both borrowed */
  GHashTable *by_key;  /* loose key -> GPtrArray of CorRegion */
  GHashTable *by_stem; /* stem of an adjective -> GPtrArray of CorRegion */
};

/* Words that say "this is a region", as strict keys. */
static const char *const region_words[] = {
  "область", "обл",        "області",    "области",  "областю",     "oblast",
  "oblasti", "obl",        "region",     "province", "voivodeship", "wojewodztwo",
  "woj",     "воєводство", "воеводство", "край",     "kraj",        "county",
  "judet",   "judetul",    "megye",      "מחוז",     "חבל",         "территория",
};

/* Words that may stand beside the name of a region that is a city. */
static const char *const city_words[] = { "м",    "г",    "m",  "місто", "город",
                                          "city", "העיר", "of", "the" };

/* Each of these lies inside the other: lists name them in either's place. */
static const char *const twins[][2] = { { "UA-30", "UA-32" }, { "UA-40", "UA-43" } };

static gboolean
is_among (const char *token, const char *const *words, gsize n_words)
{
  for (gsize i = 0; i < n_words; i++)
    if (strcmp (token, words[i]) == 0)
      return TRUE;

  return FALSE;
}

/**
 * cor_place_regions_is_word:
 * @token: one word of a strict key
 *
 * Returns: whether the word says that a region is named: "обл", "oblast", "מחוז"
 */
gboolean
cor_place_regions_is_word (const char *token)
{
  return is_among (token, region_words, G_N_ELEMENTS (region_words));
}

/* The loose key of a region's name without the words that every region has. */
static char *
make_key (const char *strict_key)
{
  g_auto (GStrv) tokens = g_strsplit (strict_key, " ", -1);
  g_autoptr (GString) kept = g_string_new (NULL);

  for (char **token = tokens; *token != NULL; token++)
    {
      if (cor_place_regions_is_word (*token) ||
          is_among (*token, city_words, G_N_ELEMENTS (city_words)))
        continue;
      if (kept->len > 0)
        g_string_append_c (kept, ' ');
      g_string_append (kept, *token);
    }

  return cor_place_key_loose (kept->str);
}

/* "lvivs" of lvivska, lvivskoi and lvivskii, NULL of what is no adjective. */
static char *
make_stem (const char *loose_key)
{
  gsize length = strlen (loose_key);

  for (gsize i = length; i-- > 3;)
    {
      if (length - i > 5)
        break;
      if (loose_key[i] == 'k' && (loose_key[i - 1] == 's' || loose_key[i - 1] == 'c') &&
          length - i >= 2)
        return g_strndup (loose_key, i);
    }

  return NULL;
}

static void
add_under (GHashTable *table, const char *key, const CorRegion *region)
{
  GPtrArray *list = g_hash_table_lookup (table, key);

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (table, g_strdup (key), list);
    }
  if (!g_ptr_array_find (list, region, NULL))
    g_ptr_array_add (list, (gpointer) region);
}

static void
add_name (CorPlaceRegions *self, const CorRegion *region, const char *name)
{
  g_autofree char *strict_key = cor_place_key_strict (name);
  g_autofree char *key = make_key (strict_key);
  g_autofree char *stem = make_stem (key);

  if (*key != '\0')
    add_under (self->by_key, key, region);
  if (stem != NULL)
    add_under (self->by_stem, stem, region);
}

/**
 * cor_place_regions_new:
 * @regions: (element-type CorRegion) (transfer full): the regions, constant from now on
 *
 * Returns: (transfer full): the regions, ready for searching
 */
CorPlaceRegions *
cor_place_regions_new (GArray *regions)
{
  CorPlaceRegions *self = g_new0 (CorPlaceRegions, 1);

  self->regions = regions;
  self->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_key =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->by_stem =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < regions->len; i++)
    {
      const CorRegion *region = &g_array_index (regions, CorRegion, i);
      g_auto (GStrv) aliases = g_strsplit (region->aliases, "|", -1);

      g_hash_table_insert (self->by_code, (gpointer) region->code, (gpointer) region);
      for (guint j = 0; j < COR_N_LANGUAGES; j++)
        add_name (self, region, region->names[j]);
      for (char **alias = aliases; *alias != NULL; alias++)
        if (strchr (*alias, ':') != NULL)
          add_name (self, region, strchr (*alias, ':') + 1);
    }

  return self;
}

/**
 * cor_place_regions_free:
 * @self: (transfer full) (nullable): regions
 *
 * Frees @self.
 */
void
cor_place_regions_free (CorPlaceRegions *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->by_code);
  g_hash_table_unref (self->by_key);
  g_hash_table_unref (self->by_stem);
  g_array_unref (self->regions);
  g_free (self);
}

/**
 * cor_place_regions_get_by_code:
 * @self: the regions
 * @code: a code
 *
 * Returns: (transfer none) (nullable): the region of that code
 */
const CorRegion *
cor_place_regions_get_by_code (const CorPlaceRegions *self, const char *code)
{
  return g_hash_table_lookup (self->by_code, code);
}

static void
add_to_set (CorRegionSet *set, const CorRegion *region)
{
  if (region != NULL && set->n_regions < COR_PLACE_MAX_REGIONS &&
      !cor_region_set_contains (set, region))
    set->regions[set->n_regions++] = region;
}

static void
take_list (const CorPlaceRegions *self, GPtrArray *list, CorRegionSet *set)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    add_to_set (set, g_ptr_array_index (list, i));

  for (guint i = 0; i < G_N_ELEMENTS (twins); i++)
    for (guint j = 0; j < 2; j++)
      {
        const CorRegion *region = cor_place_regions_get_by_code (self, twins[i][j]);

        if (region != NULL && cor_region_set_contains (set, region))
          add_to_set (set, cor_place_regions_get_by_code (self, twins[i][1 - j]));
      }
}

/* One wrong letter is forgiven where only one region is meant. */
static GPtrArray *
find_misspelt (const CorPlaceRegions *self, const char *key)
{
  GHashTableIter iter;
  gpointer other;
  gpointer list;
  GPtrArray *found = NULL;
  gsize length = strlen (key);

  if (length < 6)
    return NULL;

  g_hash_table_iter_init (&iter, self->by_key);
  while (g_hash_table_iter_next (&iter, &other, &list))
    {
      if (cor_place_key_distance (key, length, other, strlen (other), 1) > 1)
        continue;
      if (found != NULL &&
          g_ptr_array_index (found, 0) != g_ptr_array_index ((GPtrArray *) list, 0))
        return NULL;
      found = list;
    }

  return found;
}

/**
 * cor_place_regions_find:
 * @self: the regions
 * @strict_key: what may name a region, with or without the word for one
 * @forgive: whether one wrong letter is forgiven
 * @set: (out): the regions that are meant
 *
 * Returns: whether there are any
 */
gboolean
cor_place_regions_find (const CorPlaceRegions *self,
                        const char *strict_key,
                        gboolean forgive,
                        CorRegionSet *set)
{
  g_autofree char *key = make_key (strict_key);
  g_autofree char *stem = make_stem (key);
  GPtrArray *list = NULL;

  set->n_regions = 0;
  if (*key == '\0')
    return FALSE;

  if (stem != NULL)
    list = g_hash_table_lookup (self->by_stem, stem);
  if (list == NULL)
    list = g_hash_table_lookup (self->by_key, key);
  if (list == NULL && forgive)
    list = find_misspelt (self, key);
  take_list (self, list, set);

  return set->n_regions > 0;
}

/**
 * cor_place_regions_is_name:
 * @self: the regions
 * @strict_key: a text
 *
 * Returns: whether the text is the name of a region and nothing else: "Крим", "Волинь"
 */
gboolean
cor_place_regions_is_name (const CorPlaceRegions *self, const char *strict_key)
{
  g_autofree char *key = make_key (strict_key);

  return g_hash_table_contains (self->by_key, key);
}

/**
 * cor_region_set_contains:
 * @set: regions
 * @region: (nullable): a region
 *
 * Returns: whether it is among them
 */
gboolean
cor_region_set_contains (const CorRegionSet *set, const CorRegion *region)
{
  for (guint i = 0; i < set->n_regions; i++)
    if (set->regions[i] == region)
      return TRUE;

  return FALSE;
}
