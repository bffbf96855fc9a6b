/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-metric.h"

G_BEGIN_DECLS

/**
 * CorPacked:
 * @up: an upward arc that can be driven
 * @tail: the node that it leads up from
 * @head: the node that it leads to
 * @is_down: whether it is driven down
 * @weight: what that weighs: a time, or a cost where distances count
 *
 * An upward arc as a part of a way.
 */
typedef struct
{
  guint32 up;
  guint32 tail;
  guint32 head;
  gboolean is_down;
  guint64 weight;
} CorPacked;

/**
 * CorUnpacked:
 * @arc: the arc of the network itself, or %COR_ROAD_NONE when it is two others
 * @first: the upward arc that is driven down to the node between
 * @second: the upward arc that is then driven up from it
 *
 * What an upward arc stands for.
 */
typedef struct
{
  guint32 arc;
  CorPacked first;
  CorPacked second;
} CorUnpacked;

CorPacked cor_pack (CorMetric *metric, guint32 up, guint32 tail, gboolean is_down);
void cor_unpack (CorMetric *metric, const CorPacked *packed, CorUnpacked *parts);

G_END_DECLS
