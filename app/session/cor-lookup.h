/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-session.h"

G_BEGIN_DECLS

/* What a look-up found. */
typedef enum
{
  COR_HIT_PERSON,
  COR_HIT_CLUSTER,
  COR_HIT_CROSSING,
  COR_HIT_PLACE,
} CorHitKind;

/**
 * CorHit:
 * @kind: what it is
 * @id: which one
 * @title: (not nullable): its name in the language asked for
 * @subtitle: (not nullable): what tells it from others
 * @position: where, if @has_position
 * @settlement: (nullable): of a place: what to put people at
 * @score: 0 to 1
 */
typedef struct
{
  CorHitKind kind;
  CorId id;
  char *title;
  char *subtitle;
  gboolean has_position;
  CorPosition position;
  CorSettlement *settlement;
  double score;
} CorHit;

void cor_hit_free (CorHit *self);

GPtrArray *cor_session_search (CorSession *self,
                               const char *text,
                               CorLanguage language,
                               guint n_max) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *cor_session_search_places (CorSession *self,
                                      const char *text,
                                      CorLanguage language,
                                      guint n_max) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *cor_session_get_place_candidates (CorSession *self,
                                             const CorPerson *person,
                                             CorLanguage language) G_GNUC_WARN_UNUSED_RESULT;

/**
 * CorRoadHit:
 * @number: (not nullable): road number, perhaps empty
 * @distance_m: from the point asked for
 * @line: the piece of road between two junctions, as a #COR_PART_LINE
 */
typedef struct
{
  char *number;
  double distance_m;
  CorGeometry *line;
} CorRoadHit;

void cor_road_hit_free (CorRoadHit *self);

CorRoadHit *cor_session_find_road (CorSession *self,
                                   CorPosition position,
                                   double max_distance_m) G_GNUC_WARN_UNUSED_RESULT;

char *cor_session_describe_reason (CorSnapshot *snapshot,
                                   const CorUnserved *unserved) G_GNUC_WARN_UNUSED_RESULT;

char *cor_session_describe_binding (CorSnapshot *snapshot,
                                    const CorBinding *binding) G_GNUC_WARN_UNUSED_RESULT;

char *cor_session_describe_remedy (CorSnapshot *snapshot,
                                   const CorUnserved *unserved) G_GNUC_WARN_UNUSED_RESULT;

char *cor_session_describe_worth (CorSnapshot *snapshot,
                                  const CorWorth *worth) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
