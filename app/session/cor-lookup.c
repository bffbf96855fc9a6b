/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-lookup.h"

#include "cor-atlas-private.h"
#include "cor-crossing.h"
#include "cor-fold.h"
#include "cor-binding-words.h"
#include "cor-reason.h"
#include "cor-router.h"
#include "cor-session-private.h"

#include <string.h>

/* People are found by name, passport or the digits of a telephone. */
#define MIN_QUERY_LENGTH 2

/**
 * cor_hit_free:
 * @self: (transfer full): a hit
 *
 * Frees @self.
 */
void
cor_hit_free (CorHit *self)
{
  g_free (self->title);
  g_free (self->subtitle);
  if (self->settlement != NULL)
    cor_record_unref (self->settlement);
  g_free (self);
}

static CorHit *
hit_new (CorHitKind kind, const CorId *id, const char *title, const char *subtitle, double score)
{
  CorHit *hit = g_new0 (CorHit, 1);

  hit->kind = kind;
  hit->id = *id;
  hit->title = g_strdup (title != NULL ? title : "");
  hit->subtitle = g_strdup (subtitle != NULL ? subtitle : "");
  hit->score = score;

  return hit;
}

static void
hit_set_position (CorHit *hit, CorPosition position)
{
  hit->has_position = TRUE;
  hit->position = position;
}

static double
match_names (const CorNames *names, const char *query)
{
  double best = 0.0;

  for (guint i = 0; i < COR_N_LANGUAGES; i++)
    best = MAX (best, cor_search_match_name (names->text[i], query));

  return best;
}

static void
search_people (CorSession *self,
               const char *query,
               const char *digits,
               CorLanguage language,
               GPtrArray *hits)
{
  CorSnapshot *snapshot = cor_session_get_snapshot (self);
  CorSearchIndex *index = cor_session_get_search_index (self);
  GPtrArray *persons = cor_search_index_get_persons (index);

  for (guint i = 0; i < persons->len; i++)
    {
      double score = cor_search_index_match (index, i, query, digits);
      const CorPerson *indexed = persons->pdata[i];
      const CorPerson *person;
      const CorSettlement *settlement;
      CorHit *hit;

      if (score <= 0.0)
        continue;
      person = cor_snapshot_lookup (snapshot, COR_RECORD_PERSON, &indexed->record.id);
      if (person == NULL)
        continue; /* removed since */

      settlement = cor_snapshot_lookup (snapshot, COR_RECORD_SETTLEMENT, &person->place_id);
      hit = hit_new (COR_HIT_PERSON, &person->record.id, person->particulars->full_name,
                     settlement != NULL ? cor_names_get (&settlement->names, language)
                                        : person->place_text,
                     score);
      if (settlement != NULL)
        hit_set_position (hit, settlement->position);
      g_ptr_array_add (hits, hit);
    }
}

static void
search_clusters (CorResult *result, const char *query, CorLanguage language, GPtrArray *hits)
{
  for (guint i = 0; result != NULL && i < result->clusters->len; i++)
    {
      const CorCluster *cluster = result->clusters->pdata[i];
      double score = match_names (&cluster->settlement->names, query);
      CorHit *hit;

      if (score <= 0.0)
        continue;
      hit = hit_new (COR_HIT_CLUSTER, &cluster->id,
                     cor_names_get (&cluster->settlement->names, language),
                     cor_names_get (&cluster->settlement->oblast, language), score + 0.2);
      hit_set_position (hit, cluster->rally_position);
      g_ptr_array_add (hits, hit);
    }
}

static void
search_crossings (CorSnapshot *snapshot, const char *query, CorLanguage language, GPtrArray *hits)
{
  GPtrArray *crossings = cor_snapshot_get_records (snapshot, COR_RECORD_CROSSING);

  for (guint i = 0; i < crossings->len; i++)
    {
      const CorCrossing *crossing = crossings->pdata[i];
      double score = MAX (match_names (&crossing->names, query),
                          match_names (&crossing->neighbour_names, query));
      CorHit *hit;

      score = MAX (score, cor_search_match_name (crossing->neighbour_native, query));
      if (score <= 0.0)
        continue;
      hit = hit_new (COR_HIT_CROSSING, &crossing->record.id,
                     cor_names_get (&crossing->names, language),
                     cor_names_get (&crossing->neighbour_names, language), score + 0.15);
      hit_set_position (hit, crossing->position);
      g_ptr_array_add (hits, hit);
    }
}

static CorHit *
hit_new_for_place (const CorPlaceCandidate *candidate, CorLanguage language)
{
  CorId id = cor_place_get_id (candidate->place);
  CorHit *hit = hit_new (COR_HIT_PLACE, &id, cor_place_get_name (candidate->place, language),
                         cor_place_get_region_name (candidate->place, language), candidate->score);

  hit_set_position (hit, cor_place_get_position (candidate->place));
  hit->settlement = cor_settlement_new_from_place (candidate->place);

  return hit;
}

static void
search_gazetteer (CorSession *self,
                  const char *text,
                  const CorPlaceHints *hints,
                  CorLanguage language,
                  guint n_max,
                  GPtrArray *hits)
{
  CorGazetteer *gazetteer = cor_atlas_get_gazetteer (cor_session_get_atlas (self));
  g_autoptr (GPtrArray) candidates = cor_gazetteer_search (gazetteer, text, hints, n_max);

  for (guint i = 0; i < candidates->len; i++)
    g_ptr_array_add (hits, hit_new_for_place (candidates->pdata[i], language));
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const CorHit *left = *(const CorHit *const *) a;
  const CorHit *right = *(const CorHit *const *) b;

  if (left->score < right->score || left->score > right->score)
    return left->score < right->score ? 1 : -1;

  return cor_id_compare (&left->id, &right->id);
}

static GPtrArray *
hits_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cor_hit_free);
}

static void
keep_best (GPtrArray *hits, guint n_max)
{
  g_ptr_array_sort (hits, compare_hits);
  if (hits->len > n_max)
    g_ptr_array_remove_range (hits, n_max, hits->len - n_max);
}

/**
 * cor_session_search:
 * @self: a session with a plan
 * @text: what an officer typed, in any script
 * @language: language of the titles
 * @n_max: how many at most
 *
 * Finds people (by name, passport or telephone), clusters, crossings and places.
 *
 * Returns: (transfer full) (element-type CorHit): the best first
 */
GPtrArray *
cor_session_search (CorSession *self, const char *text, CorLanguage language, guint n_max)
{
  CorSnapshot *snapshot = cor_session_get_snapshot (self);
  g_autofree char *query = cor_fold (text);
  g_autofree char *digits = cor_search_keep_digits (text);
  GPtrArray *hits = hits_new ();

  if (snapshot == NULL || strlen (query) < MIN_QUERY_LENGTH)
    return hits;

  search_people (self, query, digits, language, hits);
  search_clusters (cor_session_get_result (self), query, language, hits);
  search_crossings (snapshot, query, language, hits);
  search_gazetteer (self, text, NULL, language, n_max, hits);
  keep_best (hits, n_max);

  return hits;
}

/**
 * cor_session_search_places:
 * @self: a session
 * @text: the name of a place, in any spelling and script
 * @language: language of the titles
 * @n_max: how many at most
 *
 * Returns: (transfer full) (element-type CorHit): places only, the best first
 */
GPtrArray *
cor_session_search_places (CorSession *self, const char *text, CorLanguage language, guint n_max)
{
  GPtrArray *hits = hits_new ();

  search_gazetteer (self, text, NULL, language, n_max, hits);

  return hits;
}

/**
 * cor_session_get_place_candidates:
 * @self: a session
 * @person: somebody, placed or not
 * @language: language of the titles
 *
 * Returns: (transfer full) (element-type CorHit): where they may be, by what they wrote; the
 * likeliest first
 */
GPtrArray *
cor_session_get_place_candidates (CorSession *self, const CorPerson *person, CorLanguage language)
{
  GPtrArray *hits = hits_new ();
  CorPlaceHints hints = {
    .address = person->particulars->address,
    .has_position = person->has_position,
    .position = person->position,
  };

  if (person->place_text != NULL && person->place_text[0] != '\0')
    search_gazetteer (self, person->place_text, &hints, language, 8, hits);

  return hits;
}

/**
 * cor_road_hit_free:
 * @self: (transfer full): a road that was found
 *
 * Frees @self.
 */
void
cor_road_hit_free (CorRoadHit *self)
{
  g_free (self->number);
  cor_geometry_unref (self->line);
  g_free (self);
}

static CorGeometry *
leg_line (CorNetwork *network, guint32 leg)
{
  guint n_points = cor_network_get_leg_n_points (network, leg);
  g_autofree CorPosition *points = g_new (CorPosition, n_points);
  CorGeometry *line = cor_geometry_new ();

  for (guint i = 0; i < n_points; i++)
    points[i] = cor_network_get_leg_point (network, leg, i);
  cor_geometry_add_part (line, COR_PART_LINE, points, n_points);

  return line;
}

/**
 * cor_session_find_road:
 * @self: a session
 * @position: where somebody points
 * @max_distance_m: how far the road may be
 *
 * Returns: (transfer full) (nullable): the piece of road next to @position
 */
CorRoadHit *
cor_session_find_road (CorSession *self, CorPosition position, double max_distance_m)
{
  CorNetwork *network = cor_session_get_network (self);
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  CorSnapOptions options = { .max_connector_m = (guint32) max_distance_m };
  CorRoadHit *hit;
  CorSnap snap;
  CorLeg leg;

  if (!cor_router_snap (router, position, &options, &snap) || snap.leg == COR_ROAD_NONE)
    return NULL;

  cor_network_get_leg (network, snap.leg, &leg);
  hit = g_new0 (CorRoadHit, 1);
  hit->number =
      g_strdup (leg.road != COR_ROAD_NONE ? cor_network_get_road_number (network, leg.road) : "");
  hit->distance_m = snap.connector_m;
  hit->line = leg_line (network, snap.leg);

  return hit;
}

/**
 * cor_session_describe_reason:
 * @snapshot: the plan
 * @unserved: people without a movement
 *
 * Returns: (transfer full): why, in English, and what an officer can do about it
 */
char *
cor_session_describe_reason (CorSnapshot *snapshot, const CorUnserved *unserved)
{
  return cor_reason_describe (unserved, snapshot);
}

/**
 * cor_session_describe_binding:
 * @snapshot: the plan
 * @binding: what holds a movement back
 *
 * Returns: (transfer full): what limits and what a change would be worth, in English
 */
char *
cor_session_describe_binding (CorSnapshot *snapshot, const CorBinding *binding)
{
  return cor_binding_describe (binding, snapshot);
}

/**
 * cor_session_describe_remedy:
 * @snapshot: the plan
 * @unserved: people without a movement
 *
 * Returns: (transfer full): the smallest change that would serve them, in English; empty if none is
 * known
 */
char *
cor_session_describe_remedy (CorSnapshot *snapshot, const CorUnserved *unserved)
{
  return cor_binding_describe_remedy (&unserved->remedy, snapshot);
}

/**
 * cor_session_describe_worth:
 * @snapshot: the plan
 * @worth: what it would gain if a limit were raised
 *
 * Returns: (transfer full): that in English; empty if it would gain nothing
 */
char *
cor_session_describe_worth (CorSnapshot *snapshot, const CorWorth *worth)
{
  return cor_worth_describe (worth, snapshot);
}
