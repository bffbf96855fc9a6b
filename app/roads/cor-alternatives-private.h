/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-alternatives.h"
#include "cor-router-private.h"
#include "cor-via-search.h"

G_BEGIN_DECLS

/* A way that may be worth a look: over a via, or over an arc from it to another. */
typedef struct
{
  guint32 via;
  guint32 arc; /* or none */
  guint32 cost_ms;
  gint64 rank;
} CorAlternativeCandidate;

/* The search for other ways. */
typedef struct
{
  CorRouter *router;
  const CorSnap *source;
  const CorSnap *target;
  const CorAlternativeLimits *limits;
  CorRouterEnds ends;
  guint32 best_ms;
  gsize n_best_arcs;
  const CorVia *vias;
  gsize n_vias;
  GHashTable *used; /* sides of legs that the ways taken so far drive */
  GHashTable *best; /* node of the best way -> how long after its beginning, plus one */
  GHashTable *seen; /* node -> time of the quickest way over it that was looked at, plus one */
  GPtrArray *found; /* CorAlternativeRoute */
} CorAlternativeQuest;

static inline guint32
cor_alternative_percent_of (guint32 whole, guint percent)
{
  return (guint32) ((guint64) whole * percent / 100);
}

/* The longest that any way may take. */
static inline guint32
cor_alternative_limit_ms (const CorAlternativeQuest *quest)
{
  return (guint32) MIN ((guint64) quest->best_ms * (100 + quest->limits->max_longer_percent) / 100,
                        COR_TRAVEL_UNREACHABLE - 1);
}

GArray *cor_alternatives_list_candidates (CorAlternativeQuest *quest) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
