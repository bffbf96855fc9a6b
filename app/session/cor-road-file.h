/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-geo.h"
#include "cor-progress.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

/* Road networks as files: made of an OpenStreetMap extract, and looked at. */

/**
 * CorRoadFileCount:
 * @name: what was counted, for a file
 * @text: what was counted, in English, to be put behind the number
 * @n: how many there were
 *
 * Something that an import counted.
 */
typedef struct
{
  const char *name;
  const char *text;
  guint n;
} CorRoadFileCount;

/**
 * CorRoadFileFacts:
 * @n_nodes: number of junctions and settlements
 * @n_arcs: number of legs in each direction they may be driven
 * @n_islands: number of parts that are not joined to the mainland both ways
 * @n_car_nodes: number of nodes that a car reaches from each other, on the mainland
 * @n_coach_nodes: the same of a coach
 * @bounds: the box around it
 * @source_utc_s: date of the source, 0 when not known
 * @source: what it was made of
 * @attribution: whom to credit
 * @checksum: what names it
 * @n_timed_arcs: number of arcs that are closed at some hours of the week
 * @counts: (element-type CorRoadFileCount): what its import counted; empty if it was not imported
 *
 * What there is to say about a network file.
 */
typedef struct
{
  guint n_nodes;
  guint n_arcs;
  guint n_islands;
  guint n_car_nodes;
  guint n_coach_nodes;
  CorBounds bounds;
  gint64 source_utc_s;
  char *source;
  char *attribution;
  char *checksum;
  guint n_timed_arcs;
  GArray *counts;
} CorRoadFileFacts;

CorRoadFileFacts *cor_road_file_import (const char *extract,
                                        const char *output,
                                        CorProgress *progress,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
CorRoadFileFacts *cor_road_file_read_facts (const char *path,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cor_road_file_get_reach_of_plan (CorSnapshot *snapshot, CorBounds *bounds);

void cor_road_file_facts_free (CorRoadFileFacts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorRoadFileFacts, cor_road_file_facts_free)

G_END_DECLS
