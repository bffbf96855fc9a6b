/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-result.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

/* What becomes of people under another plan. */
typedef enum
{
  COR_DIFFERENCE_ELSEWHERE, /* through another crossing */
  COR_DIFFERENCE_SOONER,    /* through the same, sooner */
  COR_DIFFERENCE_LATER,
  COR_DIFFERENCE_DEPARTURE, /* through the same in the same hour, but they leave at another time */
  COR_DIFFERENCE_SERVED,    /* they have no movement in the first plan */
  COR_DIFFERENCE_LEFT,      /* they have none in the second */
} CorDifferenceKind;

#define COR_N_DIFFERENCE_KINDS 6

/**
 * CorDifference:
 * @kind: what differs
 * @cluster_id: whose people
 * @first: (nullable): their movement in the first plan
 * @second: (nullable): their movement in the second
 * @n_people: how many
 * @persons: (element-type CorId): their registrations, by id; empty if a plan does not name them
 *
 * People who go otherwise.
 */
typedef struct
{
  CorDifferenceKind kind;
  CorId cluster_id;
  const CorMovement *first;
  const CorMovement *second;
  guint n_people;
  GArray *persons;
} CorDifference;

/**
 * CorLoadPair:
 * @crossing_id: where
 * @hour_utc_s: when the clock hour begins
 * @n_first: people who pass then in the first plan
 * @n_second: in the second
 */
typedef struct
{
  CorId crossing_id;
  gint64 hour_utc_s;
  guint n_first;
  guint n_second;
} CorLoadPair;

/**
 * CorComparison:
 * @first: a plan's result
 * @second: another's
 * @differences: (element-type CorDifference): by cluster, then by time in the first plan
 * @loads: (element-type CorLoadPair): hours of crossings in which anybody passes, by crossing
 * @n_same: people who go alike in both
 *
 * Two plans for the same people side by side. What comes second is compared with what comes first.
 */
typedef struct
{
  CorResult *first;
  CorResult *second;
  GPtrArray *differences;
  GArray *loads;
  guint n_same;
} CorComparison;

CorComparison *cor_comparison_new (CorSnapshot *snapshot,
                                   CorResult *first,
                                   CorResult *second) G_GNUC_WARN_UNUSED_RESULT;

void cor_comparison_free (CorComparison *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorComparison, cor_comparison_free)

guint cor_comparison_count (const CorComparison *self, CorDifferenceKind kind);

const char *cor_difference_kind_get_code (CorDifferenceKind kind);

G_END_DECLS
