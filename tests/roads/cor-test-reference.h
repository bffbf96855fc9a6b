/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-closure-set-private.h"
#include "cor-network-hours.h"
#include "cor-route.h"

G_BEGIN_DECLS

#define COR_TEST_NEVER (G_MAXINT64 / 4)

/* How far a place is; of equally quick ways the shorter. */
typedef struct
{
  gint64 time_ms;
  gint64 distance_m;
} CorTestFar;

/* A way from one state to another: a side of a leg, driven from end to end. */
typedef struct
{
  guint32 tail;
  guint32 head;
  guint32 side;
  guint32 length_m;
  guint32 open_ms;
  GArray *windows; /* (nullable): CorWeekWindow: when it may not be driven, or not be entered */
} CorTestLink;

/* A plain Dijkstra's search, also by the clock, that shares nothing with the engine but what a
 * closure hits. It knows states: the junctions of a network as they are, or whatever else a test
 * wants to tell apart, as by which road one came. */
typedef struct
{
  GArray *junction; /* guint32: by state: the node of the network that it stands for */
  GArray *is_start; /* guint8: by state: whether a journey may begin there */
  GArray *links;    /* CorTestLink, by tail once the search is ready */
  GArray *first_link;
  const char *zone; /* of the windows */

  CorClosureSet *closures;
  gboolean by_clock;
  gint64 end_ms;    /* what is later is not known */
  GArray *moments;  /* since when it is as it is */
  GArray *is_plain; /* guint8: by link: whether nothing is ever met on it */

  CorSnap source;
  CorTestFar begin; /* when, and how far, one has come to the source's road */
  GArray *far;      /* CorTestFar: by state */
  GArray *heap;
} CorTestReference;

CorTestReference *cor_test_reference_new (const char *zone) G_GNUC_WARN_UNUSED_RESULT;
CorTestReference *cor_test_reference_new_for_network (CorNetwork *network, CorRoadVehicle vehicle)
    G_GNUC_WARN_UNUSED_RESULT;
void cor_test_reference_free (CorTestReference *self);

guint32 cor_test_reference_add_state (CorTestReference *self, guint32 junction, gboolean is_start);
void cor_test_reference_add_link (CorTestReference *self, CorTestLink link);

void
cor_test_reference_set_standing (CorTestReference *self, CorClosureSet *closures, gint64 utc_s);
void cor_test_reference_set_clock (CorTestReference *self,
                                   CorClosureSet *closures,
                                   gint64 reference_utc_s,
                                   gint64 begin_s,
                                   gint64 end_s);

void cor_test_reference_search (CorTestReference *self, const CorSnap *source, gint64 depart_ms);
CorTestFar cor_test_reference_get (CorTestReference *self, const CorSnap *target);
CorTestFar cor_test_reference_follow (CorTestReference *self, CorRoute *route, gint64 depart_ms);

gboolean cor_test_is_in_force (CorClosureShape *shape, gint64 utc_s);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorTestReference, cor_test_reference_free)

G_END_DECLS
