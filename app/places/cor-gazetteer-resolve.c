/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-gazetteer.h"

#include <math.h>
#include <string.h>

#include "cor-gazetteer-private.h"
#include "cor-place-key.h"

/* Candidates that an officer is shown for what is not placed. */
#define MAX_CANDIDATES 12
/* A place of which everybody has heard. */
#define LARGE_POPULATION 15000
/* A name in which two wrong letters are no wonder. */
#define MANY_LETTERS 9
/* How far a town reaches, in metres by the root of its people: 10 km for Kyiv, 700 m for 15,000. */
#define TOWN_REACH_M 6.0

static const guint town_sizes[] = { 0, 1000, 5000, 15000, 50000, 150000, 500000, 1500000 };

typedef struct
{
  CorGazetteer *gazetteer;
  const CorPlaceQuery *query;
  const CorPlaceHints *hints;
  GPtrArray *candidates; /* all */
  GPtrArray *considered; /* those between which to decide; borrowed */
  gboolean from_address; /* the name was found in the address */
} Decision;

static CorPlaceDecision *
unplaced (Decision *decision, CorPlaceReason reason)
{
  CorPlaceDecision *placement = g_new0 (CorPlaceDecision, 1);

  placement->state = COR_PLACE_UNPLACED;
  placement->reason = reason;
  placement->candidates = g_steal_pointer (&decision->candidates);
  if (placement->candidates->len > MAX_CANDIDATES)
    g_ptr_array_set_size (placement->candidates, MAX_CANDIDATES);

  return placement;
}

/* Whether the name is only nearly the place's. In Latin letters a spelling is a matter of taste; in
 * Cyrillic a letter that sounds alike may make another village, and bare Hebrew consonants are
 * shared by names that have nothing to do with each other. */
static gboolean
is_weak (const Decision *decision, const CorPlaceCandidate *candidate)
{
  const char *name = g_ptr_array_index (decision->query->names, 0);

  if (candidate->match != COR_PLACE_MATCH_FOLDED)
    return candidate->match == COR_PLACE_MATCH_FUZZY;
  if (cor_place_key_is_latin (name))
    return FALSE;

  return g_unichar_get_script (g_utf8_get_char (name)) == G_UNICODE_SCRIPT_HEBREW ||
         cor_place_get_population (candidate->place) < LARGE_POPULATION;
}

/* What is known only nearly is assumed at most. */
static CorPlaceDecision *
placed (Decision *decision,
        const CorPlaceCandidate *candidate,
        CorPlaceState state,
        CorPlaceReason reason)
{
  gboolean weak = is_weak (decision, candidate);
  const CorPlace *place = candidate->place;
  CorPlaceDecision *result = unplaced (decision, weak ? COR_PLACE_REASON_MISSPELT : reason);

  if (weak || decision->from_address || decision->query->has_unknown_region)
    state = COR_PLACE_ASSUMED;
  result->state = state;
  result->place = place;

  return result;
}

static gboolean
has_hint_position (const Decision *decision)
{
  return decision->hints != NULL && decision->hints->has_position &&
         cor_position_is_valid (decision->hints->position);
}

/* The place in which a point lies: the larger a town, the farther it reaches from its middle. */
static const CorPlace *
find_place_around (const Decision *decision)
{
  const CorPlace *best =
      cor_gazetteer_nearest (decision->gazetteer, decision->hints->position, COR_PLACE_AROUND_M, 0);
  double best_m = G_MAXDOUBLE;

  for (guint i = 0; i < G_N_ELEMENTS (town_sizes); i++)
    {
      const CorPlace *place = cor_gazetteer_nearest (decision->gazetteer, decision->hints->position,
                                                     COR_PLACE_AROUND_M, town_sizes[i]);
      double outside_m;

      if (place == NULL)
        break;
      outside_m = cor_position_distance_m (decision->hints->position, place->position) -
                  TOWN_REACH_M * sqrt (place->population);
      if (outside_m < best_m)
        {
          best = place;
          best_m = outside_m;
        }
    }

  return best;
}

static CorPlaceDecision *
decide_by_position (Decision *decision, CorPlaceState state)
{
  const CorPlace *place = find_place_around (decision);
  CorPlaceDecision *result;

  if (place == NULL)
    return unplaced (decision, COR_PLACE_REASON_FAR_AWAY);

  result = unplaced (decision, COR_PLACE_REASON_POSITION);
  result->state = state;
  result->place = place;

  return result;
}

/* Between which candidates is to be decided: true names if there are any, in Latin letters with the
 * other romanizations; else other spellings; else those with the fewest errors. */
static void
consider (Decision *decision)
{
  CorPlaceMatch best = COR_PLACE_MATCH_PREFIX;
  CorPlaceMatch limit;
  guint n_errors = G_MAXUINT;

  for (guint i = 0; i < decision->candidates->len; i++)
    {
      const CorPlaceCandidate *candidate = g_ptr_array_index (decision->candidates, i);

      best = MIN (best, candidate->match);
      if (candidate->match == COR_PLACE_MATCH_FUZZY)
        n_errors = MIN (n_errors, candidate->n_errors);
    }
  limit = best;
  if (best <= COR_PLACE_MATCH_ALIAS)
    limit = cor_place_key_is_latin (g_ptr_array_index (decision->query->names, 0))
                ? COR_PLACE_MATCH_FOLDED
                : COR_PLACE_MATCH_ALIAS;

  for (guint i = 0; i < decision->candidates->len; i++)
    {
      CorPlaceCandidate *candidate = g_ptr_array_index (decision->candidates, i);

      if (candidate->match > limit || candidate->match == COR_PLACE_MATCH_PREFIX ||
          (candidate->match == COR_PLACE_MATCH_FUZZY && candidate->n_errors > n_errors))
        continue;
      g_ptr_array_add (decision->considered, candidate);
    }
}

/* Keeps those that have the evidence; FALSE, and all stay, if none has. */
static gboolean
keep (Decision *decision, CorPlaceEvidence evidence)
{
  GPtrArray *kept = g_ptr_array_new ();

  for (guint i = 0; i < decision->considered->len; i++)
    {
      CorPlaceCandidate *candidate = g_ptr_array_index (decision->considered, i);

      if ((candidate->evidence & evidence) != 0)
        g_ptr_array_add (kept, candidate);
    }
  if (kept->len == 0)
    {
      g_ptr_array_unref (kept);
      return FALSE;
    }
  g_ptr_array_unref (decision->considered);
  decision->considered = kept;

  return TRUE;
}

static const CorPlaceCandidate *
nearest_considered (const Decision *decision)
{
  const CorPlaceCandidate *best = NULL;
  double best_m = G_MAXDOUBLE;

  for (guint i = 0; i < decision->considered->len; i++)
    {
      const CorPlaceCandidate *candidate = g_ptr_array_index (decision->considered, i);
      double distance_m = cor_position_distance_m (decision->hints->position,
                                                   cor_place_get_position (candidate->place));

      if (distance_m < best_m)
        {
          best = candidate;
          best_m = distance_m;
        }
    }

  return best;
}

static CorPlaceDecision *
decide_among (Decision *decision, gboolean by_region, gboolean by_nearby, gboolean by_country)
{
  CorPlaceCandidate *largest = cor_gazetteer_find_largest (decision->considered);
  CorPlaceCandidate *first = g_ptr_array_index (decision->considered, 0);

  if (decision->considered->len == 1 && by_region)
    return placed (decision, first, COR_PLACE_PLACED, COR_PLACE_REASON_REGION);
  if (decision->considered->len == 1 && by_nearby)
    return placed (decision, first, COR_PLACE_PLACED, COR_PLACE_REASON_NEARBY);
  if (largest != NULL)
    {
      largest->evidence |= COR_PLACE_EVIDENCE_POPULATION;
      return placed (decision, largest, COR_PLACE_PLACED, COR_PLACE_REASON_POPULATION);
    }
  if (decision->considered->len == 1)
    return placed (decision, first, COR_PLACE_ASSUMED,
                   by_country ? COR_PLACE_REASON_COUNTRY : COR_PLACE_REASON_ONLY_CANDIDATE);

  return unplaced (decision, COR_PLACE_REASON_AMBIGUOUS);
}

/* Two wrong letters in a short name may be anything; so may three in any. */
static gboolean
is_far_fetched (const Decision *decision)
{
  const CorPlaceCandidate *first = g_ptr_array_index (decision->considered, 0);
  GPtrArray *names = decision->query->names;
  g_autofree char *loose_key = cor_place_key_loose (g_ptr_array_index (names, names->len - 1));

  return first->match == COR_PLACE_MATCH_FUZZY &&
         first->n_errors > (strlen (loose_key) >= MANY_LETTERS ? 2 : 1);
}

/* "Крим" is a village somewhere, too, but whoever writes it means the region. A town that gives its
 * name to its region is meant itself. */
static gboolean
is_only_region (const Decision *decision)
{
  CorPlaceCandidate *largest = cor_gazetteer_find_largest (decision->considered);
  const char *name = g_ptr_array_index (decision->query->names, 0);

  return !has_hint_position (decision) && largest == NULL &&
         cor_place_regions_is_name (cor_gazetteer_get_regions (decision->gazetteer), name);
}

static CorPlaceDecision *
decide (Decision *decision)
{
  const CorPlaceQuery *query = decision->query;
  gboolean by_nearby;

  consider (decision);
  if (is_only_region (decision))
    return unplaced (decision, COR_PLACE_REASON_ONLY_REGION);
  if (decision->considered->len == 0 || is_far_fetched (decision))
    return has_hint_position (decision) ? decide_by_position (decision, COR_PLACE_ASSUMED)
                                        : unplaced (decision, COR_PLACE_REASON_UNKNOWN);
  if (has_hint_position (decision))
    {
      if (!keep (decision, COR_PLACE_EVIDENCE_POSITION))
        return unplaced (decision, COR_PLACE_REASON_CONTRADICTED);
      return placed (decision, nearest_considered (decision), COR_PLACE_PLACED,
                     COR_PLACE_REASON_POSITION);
    }
  if (query->is_contradictory)
    return unplaced (decision, COR_PLACE_REASON_CONTRADICTED);
  if (query->country != NULL && !keep (decision, COR_PLACE_EVIDENCE_COUNTRY))
    return unplaced (decision, COR_PLACE_REASON_CONTRADICTED);
  if (query->regions.n_regions > 0 && !keep (decision, COR_PLACE_EVIDENCE_REGION))
    return unplaced (decision, COR_PLACE_REASON_CONTRADICTED);
  by_nearby = keep (decision, COR_PLACE_EVIDENCE_NEARBY);

  return decide_among (decision, query->regions.n_regions > 0, by_nearby, query->country != NULL);
}

/**
 * cor_gazetteer_resolve:
 * @self: a gazetteer
 * @text: (nullable): what a list gives as the place
 * @hints: (nullable): what else it gives
 *
 * Decides where a text is. A name with several candidates is placed only when oblast, address or
 * coordinates decide, or one candidate has 15,000 people and ten times the next. A single candidate
 * is placed but assumed until something confirms it, and so, at most, is a name with a typing
 * error. Everything else is unplaced, with its candidates. Safe on any thread.
 *
 * Returns: (transfer full): the decision
 */
CorPlaceDecision *
cor_gazetteer_resolve (CorGazetteer *self, const char *text, const CorPlaceHints *hints)
{
  g_autoptr (CorPlaceQuery) query = NULL;
  Decision decision = { self, NULL, hints, NULL, NULL, FALSE };
  CorPlaceDecision *placement;

  g_return_val_if_fail (COR_IS_GAZETTEER (self), NULL);

  query = cor_place_query_new (cor_gazetteer_get_regions (self), text, hints);
  decision.query = query;
  /* With no name of its own, the first that the address has will do. */
  if (query->names->len == 0 && query->nearby->len > 0)
    {
      GPtrArray *empty = query->names;

      query->names = query->nearby;
      query->nearby = empty;
      decision.from_address = TRUE;
    }
  decision.candidates = cor_gazetteer_search_query (self, query, hints, FALSE);
  decision.considered = g_ptr_array_new ();

  if (query->names->len > 0)
    placement = decide (&decision);
  else if (has_hint_position (&decision))
    placement = decide_by_position (&decision, COR_PLACE_PLACED);
  else if (query->regions.n_regions > 0 || query->country != NULL || query->has_unknown_region)
    placement = unplaced (&decision, COR_PLACE_REASON_ONLY_REGION);
  else
    placement = unplaced (&decision, COR_PLACE_REASON_EMPTY);
  g_ptr_array_unref (decision.considered);

  return placement;
}
