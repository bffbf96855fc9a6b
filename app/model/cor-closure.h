/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-daily.h"
#include "cor-geometry.h"
#include "cor-record.h"

G_BEGIN_DECLS

typedef enum
{
  COR_CLOSURE_AREA,    /* everything inside, and every road that touches it */
  COR_CLOSURE_LINE,    /* every road that the line crosses */
  COR_CLOSURE_ROAD,    /* the road along the line, between its ends */
  COR_CLOSURE_FRONT,   /* everything within a distance of the line */
  COR_CLOSURE_BRIDGES, /* every bridge that the line, drawn along a river, passes under */
} CorClosureKind;

#define COR_N_CLOSURE_KINDS 5

/* What becomes of the roads that a closure hits. */
typedef enum
{
  COR_RESTRICTION_CLOSED, /* nobody drives there */
  COR_RESTRICTION_DELAY,  /* a checkpoint: takes so many minutes more, once */
  COR_RESTRICTION_SPEED,  /* driven at so many hundredths of the usual speed */
  COR_RESTRICTION_LIMIT,  /* takes so many vehicles an hour */
} CorRestrictionEffect;

#define COR_N_RESTRICTION_EFFECTS 4

typedef enum
{
  COR_RESTRICTION_BOTH_WAYS,
  COR_RESTRICTION_FORWARD, /* only along a road as it was drawn, only across a line from its left to
                              its right, only into an area, a front or a bridge */
} CorRestrictionDirection;

#define COR_N_RESTRICTION_DIRECTIONS 2

/**
 * CorRoadHint:
 * @way_id: the OpenStreetMap way that the closure hit when it was drawn
 * @from_node_id: the node of that way where the part that it hit begins
 * @until_node_id: where that ends
 *
 * Where a closure lay on the network that it was drawn on. The shape is the authority; a hint helps
 * to tell, on a newer network, whether the road is gone or only moved.
 */
typedef struct
{
  gint64 way_id;
  gint64 from_node_id;
  gint64 until_node_id;
} CorRoadHint;

/**
 * CorClosure:
 * @record: the head
 * @closure: how its shape hits roads
 * @label: (not nullable): what officers call it
 * @geometry: (not nullable): its shape: the authority
 * @from_utc_s: when it begins; %COR_TIME_NONE: always was
 * @until_utc_s: when it ends, not included; %COR_TIME_NONE: open end
 * @road_number: (nullable): of a #COR_CLOSURE_ROAD: the road meant
 * @source: (nullable): who says so
 * @effect: what becomes of the roads it hits
 * @delay_min: of %COR_RESTRICTION_DELAY: minutes that passing takes longer
 * @speed_percent: of %COR_RESTRICTION_SPEED: hundredths of the usual speed, 1 to 100
 * @limit_vehicles_per_h: of %COR_RESTRICTION_LIMIT: vehicles an hour; 0 lets none pass
 * @direction: whom it meets
 * @daily: within [from, until), the hours of each day in which it is in force
 * @zone: (not nullable): tz database name of the clock that @daily follows
 * @distance_m: of %COR_CLOSURE_FRONT: how far it reaches; of %COR_CLOSURE_BRIDGES: how far from
 *   the line a bridge may be
 * @cuts_overpasses: whether a road that passes over what is closed is cut as well
 * @network_checksum: (nullable): the network that @hints belong to
 * @hints: (nullable) (element-type CorRoadHint): what it hit there
 *
 * Where nobody drives, or slower, or few, in [from, until) and the hours of @daily.
 */
typedef struct
{
  CorRecord record;
  CorClosureKind closure;
  char *label;
  CorGeometry *geometry;
  gint64 from_utc_s;
  gint64 until_utc_s;
  char *road_number;
  char *source;
  CorRestrictionEffect effect;
  guint delay_min;
  guint speed_percent;
  guint limit_vehicles_per_h;
  CorRestrictionDirection direction;
  CorDaily daily;
  char *zone;
  guint distance_m;
  gboolean cuts_overpasses;
  char *network_checksum;
  GArray *hints;
} CorClosure;

CorClosure *cor_closure_new (const CorId *id, CorGeometry *geometry) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_closure_is_in_force (const CorClosure *self, gint64 time_utc_s);

gboolean cor_closure_check (const CorClosure *self, GError **error);

const char *cor_closure_kind_get_code (CorClosureKind kind);

const char *cor_restriction_effect_get_code (CorRestrictionEffect effect);

const char *cor_restriction_direction_get_code (CorRestrictionDirection direction);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorClosure, cor_record_unref)

G_END_DECLS
