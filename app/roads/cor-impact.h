/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-matrix.h"

G_BEGIN_DECLS

/**
 * COR_TARGET_NONE:
 *
 * What stands for no target.
 */
#define COR_TARGET_NONE G_MAXSIZE

/**
 * CorImpact:
 * @source: whose way changed
 * @before: its nearest target before, or %COR_TARGET_NONE
 * @after: its nearest target after, or %COR_TARGET_NONE
 * @before_ms: the travel time before, or %COR_TRAVEL_UNREACHABLE
 * @after_ms: the travel time after
 * @before_m: the distance before, or %COR_TRAVEL_UNREACHABLE
 * @after_m: the distance after
 *
 * What a change of the closures means for one place.
 */
typedef struct
{
  gsize source;
  gsize before;
  gsize after;
  guint32 before_ms;
  guint32 after_ms;
  guint32 before_m;
  guint32 after_m;
} CorImpact;

GArray *cor_impact_find (CorMatrix *before, CorMatrix *after) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
