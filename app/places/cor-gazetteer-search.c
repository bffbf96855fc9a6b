/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-gazetteer.h"

#include <math.h>
#include <string.h>

#include "cor-gazetteer-private.h"
#include "cor-place-key.h"

/* How far around a town that is named a place may lie, and around a district's town. */
#define NEARBY_M 45000.0
/* A district's town is no hamlet. */
#define MIN_DISTRICT_TOWN_PEOPLE 2000
/* Letters that may be wrong, by the length of the key. */
#define MAX_ERRORS(length) ((length) <= 3 ? 0u : (length) <= 5 ? 1u : (length) <= 9 ? 2u : 3u)
#define MAX_LONGER_WHILE_TYPING 40
/* Of places whose size nobody knows, this is assumed when sizes are compared. */
#define UNKNOWN_POPULATION 1500
#define LARGE_POPULATION 15000
#define FAR_LARGER 10

/* What says where, and not only which of a name. */
#define LOCATING_EVIDENCE                                                                          \
  (COR_PLACE_EVIDENCE_REGION | COR_PLACE_EVIDENCE_POSITION | COR_PLACE_EVIDENCE_NEARBY)

typedef struct
{
  CorGazetteer *gazetteer;
  const CorPlaceQuery *query;
  const CorPlaceHints *hints;
  GHashTable *found; /* place -> CorPlaceCandidate */
  GArray *nearby;    /* Nearby */
} Search;

/* A place that is named beside the name looked for. */
typedef struct
{
  CorPosition position;
  gboolean is_district; /* it gives its name to a district, in which it lies itself */
} Nearby;

static const char *const adjective_endings[] = {
  "цький",  "цького", "цкий", "цкого", "tskyi", "tskyy", "tskiy", "tsky", "ський",
  "ського", "ському", "ский", "ского", "skyi",  "skyy",  "skiy",  "sky",
};

static void
take_hit (Search *search, const CorPlaceHit *hit, CorPlaceMatch match)
{
  const CorPlace *place = cor_gazetteer_get_place (search->gazetteer, hit->place);
  CorPlaceCandidate *candidate = g_hash_table_lookup (search->found, place);

  if (candidate == NULL)
    {
      candidate = g_new0 (CorPlaceCandidate, 1);
      candidate->place = place;
      g_hash_table_insert (search->found, (gpointer) place, candidate);
    }
  else if (match > candidate->match ||
           (match == candidate->match && hit->n_errors >= candidate->n_errors))
    return;

  candidate->match = match;
  candidate->n_errors = hit->n_errors;
}

static void
take_hits (Search *search, GArray *hits, CorPlaceMatch match)
{
  for (guint i = 0; i < hits->len; i++)
    {
      const CorPlaceHit *hit = &g_array_index (hits, CorPlaceHit, i);
      gboolean alias = match == COR_PLACE_MATCH_EXACT && hit->is_alias;

      take_hit (search, hit, alias ? COR_PLACE_MATCH_ALIAS : match);
    }
  g_array_set_size (hits, 0);
}

/* A name that is truly one beats what merely sounds like a transliteration that we made. */
static void
drop_generated (GArray *hits)
{
  guint n_kept = 0;

  for (guint i = 0; i < hits->len; i++)
    if (!g_array_index (hits, CorPlaceHit, i).is_generated)
      g_array_index (hits, CorPlaceHit, n_kept++) = g_array_index (hits, CorPlaceHit, i);
  g_array_set_size (hits, n_kept);
}

static gboolean
find_loose (Search *search, const char *name, gboolean only_true_names, GArray *hits)
{
  g_autofree char *loose_key = cor_place_key_loose (name);
  gboolean found;

  if (*loose_key == '\0')
    return FALSE;

  cor_place_index_find_loose (cor_gazetteer_get_index (search->gazetteer), loose_key, hits);
  if (only_true_names)
    drop_generated (hits);
  found = hits->len > 0;
  take_hits (search, hits, COR_PLACE_MATCH_FOLDED);

  return found;
}

/* The first reading that is truly a name, with its other spellings; else the first that is one in
 * another spelling. */
static gboolean
find_same (Search *search, GArray *hits)
{
  GPtrArray *names = search->query->names;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      cor_place_index_find_strict (cor_gazetteer_get_index (search->gazetteer), name, hits);
      if (hits->len == 0)
        continue;
      take_hits (search, hits, COR_PLACE_MATCH_EXACT);
      find_loose (search, name, TRUE, hits);
      return TRUE;
    }
  for (guint i = 0; i < names->len; i++)
    if (find_loose (search, g_ptr_array_index (names, i), FALSE, hits))
      return TRUE;

  return FALSE;
}

static void
find_similar (Search *search, const char *name, gboolean while_typing, GArray *hits)
{
  const CorPlaceIndex *index = cor_gazetteer_get_index (search->gazetteer);
  g_autofree char *loose_key = cor_place_key_loose (name);
  gsize length = strlen (loose_key);

  /* A number is no misspelt letter: "Шевченка 5" is a street. */
  if (MAX_ERRORS (length) > 0 && strpbrk (loose_key, "0123456789") == NULL)
    cor_place_index_find_fuzzy (index, loose_key, MAX_ERRORS (length), hits);
  take_hits (search, hits, COR_PLACE_MATCH_FUZZY);
  if (while_typing && length >= 1 && g_utf8_strlen (name, -1) >= 2)
    cor_place_index_find_prefix (index, loose_key, MAX_LONGER_WHILE_TYPING, hits);
  take_hits (search, hits, COR_PLACE_MATCH_PREFIX);
}

static void
add_nearby (Search *search, GArray *hits, gboolean is_district)
{
  for (guint i = 0; i < hits->len; i++)
    {
      const CorPlace *place =
          cor_gazetteer_get_place (search->gazetteer, g_array_index (hits, CorPlaceHit, i).place);

      Nearby nearby = { place->position, is_district };

      if (!is_district || place->population >= MIN_DISTRICT_TOWN_PEOPLE)
        g_array_append_val (search->nearby, nearby);
    }
  g_array_set_size (hits, 0);
}

/* Towns whose name begins with a stem, and has at most so many letters more. */
static void
find_towns (Search *search, const char *loose_stem, guint max_longer, GArray *hits)
{
  if (strlen (loose_stem) < 3)
    return;

  cor_place_index_find_prefix (cor_gazetteer_get_index (search->gazetteer), loose_stem, max_longer,
                               hits);
  add_nearby (search, hits, TRUE);
}

/* "Рахівський" leads to Рахів, "Одеський" to Одеса, "Дніпровський" to Дніпро, "Вінницький" to
 * Вінниця and "Городоцький" to Городок. */
static void
find_district_town (Search *search, const char *name, GArray *hits)
{
  for (gsize i = 0; i < G_N_ELEMENTS (adjective_endings); i++)
    {
      g_autofree char *stem = NULL;
      g_autofree char *loose_key = NULL;
      gsize length;

      if (!g_str_has_suffix (name, adjective_endings[i]))
        continue;
      stem = g_strndup (name, strlen (name) - strlen (adjective_endings[i]));
      loose_key = cor_place_key_loose (stem);
      length = strlen (loose_key);
      if (length < 3)
        return;
      if (g_str_has_prefix (adjective_endings[i], "ц") ||
          g_str_has_prefix (adjective_endings[i], "ts"))
        {
          g_autofree char *with_c = g_strconcat (loose_key, "c", NULL);
          g_autofree char *with_k = g_strconcat (loose_key, "k", NULL);

          find_towns (search, with_c, 2, hits);
          find_towns (search, with_k, 0, hits);
          return;
        }
      find_towns (search, loose_key, 3, hits);
      if (loose_key[length - 1] == 'v')
        {
          loose_key[length - 1] = '\0';
          find_towns (search, loose_key, 1, hits);
        }
      return;
    }
}

static void
find_nearby (Search *search, GArray *hits)
{
  for (guint i = 0; i < search->query->nearby->len; i++)
    {
      const char *name = g_ptr_array_index (search->query->nearby, i);
      g_autofree char *loose_key = cor_place_key_loose (name);

      if (strlen (loose_key) < 2)
        continue;
      cor_place_index_find_strict (cor_gazetteer_get_index (search->gazetteer), name, hits);
      if (cor_place_key_is_latin (name))
        cor_place_index_find_loose (cor_gazetteer_get_index (search->gazetteer), loose_key, hits);
      add_nearby (search, hits, FALSE);
      find_district_town (search, name, hits);
    }
}

static guint
weigh_evidence (const Search *search, const CorPlace *place)
{
  const CorPlaceQuery *query = search->query;
  guint evidence = COR_PLACE_EVIDENCE_NONE;

  if (query->regions.n_regions > 0)
    evidence |= cor_region_set_contains (&query->regions, place->region)
                    ? COR_PLACE_EVIDENCE_REGION
                    : COR_PLACE_EVIDENCE_CONTRADICTED;
  if (query->country != NULL)
    evidence |= strcmp (query->country, place->country) == 0 ? COR_PLACE_EVIDENCE_COUNTRY
                                                             : COR_PLACE_EVIDENCE_CONTRADICTED;
  if (search->hints != NULL && search->hints->has_position)
    evidence |=
        cor_position_distance_m (search->hints->position, place->position) <= COR_PLACE_SAME_M
            ? COR_PLACE_EVIDENCE_POSITION
            : COR_PLACE_EVIDENCE_CONTRADICTED;
  for (guint i = 0; i < search->nearby->len; i++)
    {
      const Nearby *nearby = &g_array_index (search->nearby, Nearby, i);

      if ((nearby->is_district || !cor_position_equal (nearby->position, place->position)) &&
          cor_position_distance_m (nearby->position, place->position) <= NEARBY_M)
        evidence |= COR_PLACE_EVIDENCE_NEARBY;
    }

  return evidence;
}

static guint
compared_population (const CorPlaceCandidate *candidate)
{
  return candidate->place->population > 0 ? candidate->place->population : UNKNOWN_POPULATION;
}

/**
 * cor_gazetteer_find_largest:
 * @candidates: (element-type CorPlaceCandidate): candidates
 *
 * Returns: (nullable): the one that has 15,000 people and ten times the next
 */
CorPlaceCandidate *
cor_gazetteer_find_largest (GPtrArray *candidates)
{
  CorPlaceCandidate *largest = NULL;
  guint next = 0;

  for (guint i = 0; i < candidates->len; i++)
    {
      CorPlaceCandidate *candidate = g_ptr_array_index (candidates, i);

      if (largest == NULL || compared_population (candidate) > compared_population (largest))
        {
          next = largest == NULL ? 0 : compared_population (largest);
          largest = candidate;
        }
      else
        next = MAX (next, compared_population (candidate));
    }
  if (largest == NULL || largest->place->population < LARGE_POPULATION ||
      largest->place->population / FAR_LARGER < next)
    return NULL;

  return largest;
}

/* Marks the one that is by far the largest of those of the name that fit best otherwise. */
static void
weigh_populations (GPtrArray *candidates)
{
  g_autoptr (GPtrArray) named = g_ptr_array_new ();
  CorPlaceCandidate *largest;
  guint supported = COR_PLACE_EVIDENCE_NONE;

  for (guint i = 0; i < candidates->len; i++)
    {
      CorPlaceCandidate *candidate = g_ptr_array_index (candidates, i);

      if (candidate->match <= COR_PLACE_MATCH_FOLDED)
        supported |= candidate->evidence & LOCATING_EVIDENCE;
    }
  for (guint i = 0; i < candidates->len; i++)
    {
      CorPlaceCandidate *candidate = g_ptr_array_index (candidates, i);

      if (candidate->match <= COR_PLACE_MATCH_FOLDED &&
          (candidate->evidence & COR_PLACE_EVIDENCE_CONTRADICTED) == 0 &&
          (supported == COR_PLACE_EVIDENCE_NONE || (candidate->evidence & supported) != 0))
        g_ptr_array_add (named, candidate);
    }

  largest = cor_gazetteer_find_largest (named);
  if (largest != NULL)
    largest->evidence |= COR_PLACE_EVIDENCE_POPULATION;
}

static double
rate (const CorPlaceCandidate *candidate, gsize length)
{
  static const double bases[] = {
    [COR_PLACE_MATCH_EXACT] = 1.0,   [COR_PLACE_MATCH_ALIAS] = 0.97,
    [COR_PLACE_MATCH_FOLDED] = 0.92, [COR_PLACE_MATCH_FUZZY] = 0.82,
    [COR_PLACE_MATCH_PREFIX] = 0.74,
  };
  double score = bases[candidate->match];

  if (candidate->match == COR_PLACE_MATCH_FUZZY)
    score *= 1.0 - MIN (0.6, (double) candidate->n_errors / (double) MAX (length, 1));
  if ((candidate->evidence & COR_PLACE_EVIDENCE_CONTRADICTED) != 0)
    score *= 0.4;
  else if ((candidate->evidence & (LOCATING_EVIDENCE | COR_PLACE_EVIDENCE_POPULATION)) == 0)
    score *= (candidate->evidence & COR_PLACE_EVIDENCE_COUNTRY) != 0 ? 0.94 : 0.9;
  /* Ten million people add a tenth. */
  score *= 0.9 + MIN (0.1, log10 (candidate->place->population + 1.0) / 70.0);

  return score;
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const CorPlaceCandidate *one = *(const CorPlaceCandidate *const *) a;
  const CorPlaceCandidate *other = *(const CorPlaceCandidate *const *) b;

  if (one->score != other->score)
    return one->score < other->score ? 1 : -1;
  if (one->place->population != other->place->population)
    return one->place->population < other->place->population ? 1 : -1;

  return one->place->number < other->place->number ? -1 : one->place->number > other->place->number;
}

/**
 * cor_gazetteer_search_query:
 * @self: a gazetteer
 * @query: what is looked for
 * @hints: (nullable): the hints it came with
 * @while_typing: whether names that only begin or nearly read like it are wanted even beside true
 *   matches
 *
 * Returns: (transfer full) (element-type CorPlaceCandidate): all candidates, best first
 */
GPtrArray *
cor_gazetteer_search_query (CorGazetteer *self,
                            const CorPlaceQuery *query,
                            const CorPlaceHints *hints,
                            gboolean while_typing)
{
  g_autoptr (GHashTable) found = g_hash_table_new (g_direct_hash, g_direct_equal);
  g_autoptr (GArray) nearby = g_array_new (FALSE, FALSE, sizeof (Nearby));
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (CorPlaceHit));
  Search search = { self, query, hints, found, nearby };
  GPtrArray *candidates = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer value;
  gsize length;
  gboolean same;

  if (query->names->len == 0)
    return candidates;

  same = find_same (&search, hits);
  for (guint i = 0; i < query->names->len && (!same || while_typing); i++)
    find_similar (&search, g_ptr_array_index (query->names, i), while_typing, hits);
  find_nearby (&search, hits);

  length = strlen (g_ptr_array_index (query->names, query->names->len - 1));
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      CorPlaceCandidate *candidate = value;

      candidate->evidence = weigh_evidence (&search, candidate->place);
      g_ptr_array_add (candidates, candidate);
    }
  weigh_populations (candidates);
  for (guint i = 0; i < candidates->len; i++)
    {
      CorPlaceCandidate *candidate = g_ptr_array_index (candidates, i);

      candidate->score = rate (candidate, length);
    }
  g_ptr_array_sort (candidates, compare_candidates);

  return candidates;
}

/**
 * cor_gazetteer_search:
 * @self: a gazetteer
 * @text: what somebody wrote or is typing, with or without qualifiers
 * @hints: (nullable): what else is known
 * @max_candidates: how many to return at most
 *
 * Looks a place up by any spelling, in any script and case, with typing errors. Safe on any thread.
 *
 * Returns: (transfer full) (element-type CorPlaceCandidate): candidates, best first
 */
GPtrArray *
cor_gazetteer_search (CorGazetteer *self,
                      const char *text,
                      const CorPlaceHints *hints,
                      guint max_candidates)
{
  g_autoptr (CorPlaceQuery) query = NULL;
  GPtrArray *candidates;

  g_return_val_if_fail (COR_IS_GAZETTEER (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  query = cor_place_query_new (cor_gazetteer_get_regions (self), text, hints);
  candidates = cor_gazetteer_search_query (self, query, hints, TRUE);
  if (candidates->len > max_candidates)
    g_ptr_array_set_size (candidates, (int) max_candidates);

  return candidates;
}
