/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-geometry.h"
#include "cor-progress.h"

G_BEGIN_DECLS

/* Road networks as files: made of an OpenStreetMap extract, looked at, and asked for ways. */

/**
 * CorRoadFileFacts:
 * @n_nodes: number of junctions and settlements
 * @n_arcs: number of legs in each direction they may be driven
 * @n_islands: number of parts that are not joined to the mainland both ways
 * @bounds: the box around it
 * @source_utc_s: date of the source, 0 when not known
 * @source: what it was made of
 * @attribution: whom to credit
 * @checksum: what names it
 *
 * What there is to say about a network file.
 */
typedef struct
{
  guint n_nodes;
  guint n_arcs;
  guint n_islands;
  CorBounds bounds;
  gint64 source_utc_s;
  char *source;
  char *attribution;
  char *checksum;
} CorRoadFileFacts;

/**
 * CorRoadFileWay:
 * @is_found: whether there is a way; nothing else counts if not
 * @reason: (nullable): why there is none
 * @distance_m: its length, connectors included, in metres
 * @travel_ms: how long it takes, waiting included, in milliseconds
 * @wait_ms: how much of it is waiting at closed roads
 * @connector_m: how much of it is off the network
 * @roads: (element-type utf8): the roads in order, by number or else by name
 *
 * The way from one place to the next.
 */
typedef struct
{
  gboolean is_found;
  const char *reason;
  guint32 distance_m;
  guint32 travel_ms;
  guint32 wait_ms;
  guint32 connector_m;
  GPtrArray *roads;
} CorRoadFileWay;

/**
 * CorRoadFileQuestion:
 * @positions: (array length=n_positions): places, at least two
 * @n_positions: how many
 * @closed: (nullable): what is closed
 * @coach: whether a coach drives, not a car
 * @is_timed: whether @depart_utc_s counts
 * @depart_utc_s: when to leave the first place
 *
 * What to ask a network file.
 */
typedef struct
{
  const CorPosition *positions;
  guint n_positions;
  CorGeometry *closed;
  gboolean coach;
  gboolean is_timed;
  gint64 depart_utc_s;
} CorRoadFileQuestion;

CorRoadFileFacts *cor_road_file_import (const char *extract,
                                        const char *output,
                                        CorProgress *progress,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
CorRoadFileFacts *cor_road_file_read_facts (const char *path,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cor_road_file_facts_free (CorRoadFileFacts *self);

GPtrArray *cor_road_file_find_ways (const char *path,
                                    const CorRoadFileQuestion *question,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorRoadFileFacts, cor_road_file_facts_free)

G_END_DECLS
