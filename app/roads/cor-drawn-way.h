/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-router.h"

G_BEGIN_DECLS

/**
 * CorDrawnPart:
 * @from: place of a point of the line
 * @to: place of the next one that tells something new of its way
 * @is_on_road: whether a road runs where the line does, and may be driven in its direction
 * @route: (nullable): if none does: the quickest way between them
 * @other: (nullable): another way that is nearly as quick, so that one cannot know which is meant
 *
 * A line between two of its points.
 */
typedef struct
{
  gsize from;
  gsize to;
  gboolean is_on_road;
  CorRoute *route;
  CorRoute *other;
} CorDrawnPart;

/**
 * CorDrawnWay:
 * @parts: (element-type CorDrawnPart): the line between each two of its points
 * @arcs: (element-type guint32): what the line means, see cor_network_find_fixed_way(); none if it
 *   cannot be driven
 * @found: (nullable) (element-type CorPosition): if it cannot be driven: a line that means the same
 *   where it can and the quickest ways elsewhere; %NULL if there is none
 *
 * What a line means, and what it might have meant.
 */
typedef struct
{
  GPtrArray *parts;
  GArray *arcs;
  GArray *found;
} CorDrawnWay;

CorDrawnWay *cor_drawn_way_new (CorRouter *router,
                                const CorPosition *line,
                                gsize n_positions,
                                const CorSnapOptions *options,
                                CorProgress *progress,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cor_drawn_way_free (CorDrawnWay *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorDrawnWay, cor_drawn_way_free)

G_END_DECLS
