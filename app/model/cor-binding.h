/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-id.h"

G_BEGIN_DECLS

/* What limits a movement, or would have to change for people who are left. */
typedef enum
{
  COR_BINDING_NONE,
  COR_BINDING_TRAVEL,            /* the drive itself takes that long */
  COR_BINDING_READY,             /* the people are ready only then */
  COR_BINDING_CROSSING_CAPACITY, /* the crossing's earlier hours are full */
  COR_BINDING_CROSSING_MODE,     /* its earlier hours are full for that mode, or closed to it */
  COR_BINDING_CROSSING_HOURS,    /* it opens only then */
  COR_BINDING_CROSSING_WAIT,     /* the queue of others */
  COR_BINDING_RECEPTION,         /* the reception point behind takes no more */
  COR_BINDING_QUOTA,             /* the country takes no more */
  COR_BINDING_CLOSURE,           /* a closure, delay, slow stretch or limit on the way */
  COR_BINDING_CORRIDOR_CAPACITY, /* the agreed corridor takes no more */
  COR_BINDING_CORRIDOR_HOURS,    /* the agreed corridor opens only then, or closes too early */
  COR_BINDING_SEAT,              /* no vehicle that suits them is free earlier */
  COR_BINDING_DRIVER,            /* the drivers' hours */
  COR_BINDING_HOUSEHOLD,         /* the household is larger than what is left */
  COR_BINDING_NIGHT,             /* the night rule of the plan */
  COR_BINDING_PRIORITY,          /* more urgent people go first */
  COR_BINDING_PUBLISHED,         /* they were told so by the published plan */
  COR_BINDING_HORIZON,           /* the plan ends */
  COR_BINDING_STATUS,            /* their status or their place */
  COR_BINDING_CORRIDOR_COLUMN,   /* the agreed corridor takes no longer columns */
  COR_BINDING_ROAD_LIMIT,        /* a closure lets no more vehicles an hour pass */
  COR_BINDING_OWN_CAR,           /* people leave their car: no place for it is left in time */
  COR_BINDING_EXPOSURE,          /* the way that is not the quickest keeps away from a front */
} CorBindingKind;

#define COR_N_BINDING_KINDS 24

/**
 * CorBinding:
 * @kind: what limits
 * @related_id: the crossing, closure, corridor, vehicle or quota; nil if none
 * @time_utc_s: the hour that is meant; %COR_TIME_NONE if none
 * @amount: by how much it would have to change: people an hour, people, vehicles, places, hours or
 *   metres, whatever @kind is counted in
 * @worth_min: what @amount would be worth: minutes by which the last one, or these people, would be
 *   out sooner; 0 if that is not known; of a way that keeps away from a front what it costs, as
 * less than nothing: minutes that it takes longer, for @amount metres less within reach
 *
 * A limit that holds a movement back, and its worth.
 */
typedef struct
{
  CorBindingKind kind;
  CorId related_id;
  gint64 time_utc_s;
  guint amount;
  gint worth_min;
} CorBinding;

/**
 * CorWorth:
 * @limit: a limit, by how much it might be raised, and by how many minutes the last one would be
 * out sooner
 * @n_people: how many people more would be out before the plan ends
 * @person_s: how many person-seconds less all would be inside
 *
 * What a plan would gain if one of its limits were raised.
 */
typedef struct
{
  CorBinding limit;
  guint n_people;
  gint64 person_s;
} CorWorth;

const char *cor_binding_kind_get_code (CorBindingKind kind);

G_END_DECLS
