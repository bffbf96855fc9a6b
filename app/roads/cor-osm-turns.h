/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network-builder.h"
#include "cor-osm-reader.h"

G_BEGIN_DECLS

/**
 * CorOsmApproach:
 * @node: id of the node where a leg begins or ends
 * @way: id of the way there
 * @leg: the leg
 * @at_from: whether the leg begins there
 *
 * How a leg comes to a node at which turning is restricted.
 */
typedef struct
{
  gint64 node;
  gint64 way;
  guint32 leg;
  gboolean at_from;
} CorOsmApproach;

/**
 * CorOsmTurns:
 *
 * The turn restrictions of an extract that forbid, or demand, a turn at one node.
 */
typedef struct _CorOsmTurns CorOsmTurns;

CorOsmTurns *cor_osm_turns_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cor_osm_turns_free (CorOsmTurns *self);
void cor_osm_turns_take (CorOsmTurns *self,
                         const CorOsmMember *members,
                         gsize n_members,
                         const CorOsmTags *tags);
gboolean cor_osm_turns_has_node (CorOsmTurns *self, gint64 node);
void cor_osm_turns_apply (CorOsmTurns *self, GArray *approaches, CorNetworkBuilder *builder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorOsmTurns, cor_osm_turns_free)

G_END_DECLS
