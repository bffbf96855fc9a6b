/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-osm-profile.h"
#include "cor-osm-reader.h"

G_BEGIN_DECLS

/**
 * CorOsmTurn:
 * @from_way: the way one comes from
 * @to_way: the way one turns into
 * @first_via: where what lies between begins in cor_osm_turns_get_vias ()
 * @n_vias: how many ways that is; 0 when the two meet at @via_node
 * @via_node: the node where they meet
 * @n_targets: how many ways the relation leads to; all but one of them are turns of their own
 * @is_first: whether it is the first turn of its relation
 * @is_only: whether it is the only turn allowed, and not one forbidden
 * @hours: when it holds for each vehicle: numbers of the profile's pool
 *
 * A turn restriction.
 */
typedef struct
{
  gint64 from_way;
  gint64 to_way;
  gint64 via_node;
  guint first_via;
  guint n_vias;
  guint n_targets;
  gboolean is_first;
  gboolean is_only;
  guint32 hours[COR_N_ROAD_VEHICLES];
} CorOsmTurn;

/**
 * CorOsmTurns:
 *
 * The turn restrictions of an extract.
 */
typedef struct _CorOsmTurns CorOsmTurns;

CorOsmTurns *cor_osm_turns_new (CorOsmProfile *profile) G_GNUC_WARN_UNUSED_RESULT;
void cor_osm_turns_free (CorOsmTurns *self);
void cor_osm_turns_take (CorOsmTurns *self,
                         const CorOsmMember *members,
                         gsize n_members,
                         const CorOsmTags *tags);
const CorOsmTurn *cor_osm_turns_get (CorOsmTurns *self, guint *n_turns);
const gint64 *cor_osm_turns_get_vias (CorOsmTurns *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorOsmTurns, cor_osm_turns_free)

G_END_DECLS
