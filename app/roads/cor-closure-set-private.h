/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <geos_c.h>

#include "cor-closure-private.h"
#include "cor-closure-set.h"
#include "cor-network-private.h"

G_BEGIN_DECLS

/* A side of a leg is the leg in one of its two directions: twice its number, one more for backward,
 * as arcs name it. */

/**
 * CorClosureHit:
 * @side: the side of a leg that is hit
 * @shape: by which closure
 * @along: where the checkpoint stands, of %COR_SNAP_WHOLE_LEG from the leg's first node; 0 for
 *   other effects
 *
 * What a closure does to a side of a leg. There is one for each time that one is held up.
 */
typedef struct
{
  guint32 side;
  guint32 shape;
  guint32 along;
} CorClosureHit;

/* What one shape was found to be on the network. */
typedef struct
{
  CorClosureShape *shape;
  GArray *hits;     /* CorClosureHit, ascending */
  GArray *legs;     /* guint32, ascending */
  GPtrArray *rings; /* GArray of CorPosition: a place is inside when it is in an odd number */
  CorBounds bounds; /* of the rings */
} CorClosureHits;

CorClosureHits *cor_closure_hits_find (CorNetwork *network,
                                       GEOSContextHandle_t geos,
                                       CorClosureShape *shape,
                                       guint32 index) G_GNUC_WARN_UNUSED_RESULT;
void cor_closure_hits_free (gpointer hits);
int cor_closure_hits_compare (gconstpointer a, gconstpointer b);

/* The sides of a road between two points, in order, where along it they stand, and how far off it
 * the further of them is. */
typedef struct
{
  GArray *sides; /* guint32 */
  guint32 first_along;
  guint32 last_along;
  guint32 off_m;
} CorClosureStretch;

void cor_closure_find_stretch (CorNetwork *network,
                               CorPosition from,
                               CorPosition to,
                               CorClosureStretch *stretch);

const CorClosureHit *cor_closure_set_get_all_hits (CorClosureSet *self, gsize *n_hits);
const CorClosureHit *
cor_closure_set_get_side_hits (CorClosureSet *self, guint32 side, gsize *n_hits);
CorClosureShape *cor_closure_set_get_shape (CorClosureSet *self, gsize shape);
gboolean cor_closure_set_has_delays (CorClosureSet *self);

/* Whether driving the part of a leg between two places passes a checkpoint on it. Who begins or
 * ends right at it has not passed it. */
static inline gboolean
cor_closure_part_passes (guint32 along, guint32 low, guint32 high, guint32 whole)
{
  return (along > low && along < high) || (along == 0 && low == 0 && high > 0) ||
         (along == whole && high == whole && low < whole);
}

guint32 cor_closure_scale_ms (guint32 weight_ms, guint speed_percent);
guint32 cor_closure_weigh_ms (CorClosureSet *self,
                              const CorClosureHit *hits,
                              gsize n_hits,
                              const guint8 *in_force,
                              guint32 weight_ms);
guint32 cor_closure_delay_ms (CorClosureSet *self,
                              const CorClosureHit *hits,
                              gsize n_hits,
                              const guint8 *in_force,
                              guint32 along_from,
                              guint32 along_to);

G_END_DECLS
