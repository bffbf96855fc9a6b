/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-geo.h"
#include "cor-names.h"
#include "cor-record.h"
#include "cor-time.h"

G_BEGIN_DECLS

typedef enum
{
  COR_CROSSING_NOT_OPEN, /* a later opening, or nothing is known: never offered */
  COR_CROSSING_CLOSED,
  COR_CROSSING_OPEN,
} CorCrossingState;

/* Who may pass; bits. */
typedef enum
{
  COR_MODE_CAR = 1 << 0,
  COR_MODE_COACH = 1 << 1,
  COR_MODE_FOOT = 1 << 2,
} CorMode;

#define COR_N_MODES 3

typedef enum
{
  COR_CROSSING_CLASS_MAIN,  /* international, all vehicles, round the clock */
  COR_CROSSING_CLASS_MINOR, /* international, cars and some coaches */
  COR_CROSSING_CLASS_LOCAL, /* local traffic or few lanes */
  COR_CROSSING_CLASS_FOOT,  /* on foot only */
  COR_CROSSING_CLASS_FERRY,
} CorCrossingClass;

#define COR_N_CROSSING_CLASSES 5

/* For how long an observed queue counts: it says little about the day after. */
#define COR_CROSSING_WAIT_VALID_S (24 * COR_SECONDS_PER_HOUR)

/**
 * CorCrossingInterval:
 * @id: who it is
 * @from_utc_s: when it begins; %COR_TIME_NONE: always was
 * @until_utc_s: when it ends, not included; %COR_TIME_NONE: open end
 * @state: the state in it
 * @opens_min: from when on each day it can be passed, in minutes of the crossing's local clock
 * @closes_min: until when, at most 1440; opens 0 and closes 1440 is round the clock
 * @modes: #CorMode bits that may pass
 * @by_officer: whether an officer entered it; such an interval beats all that shipped
 * @source: (not nullable): who says so
 * @capacity_people_per_h: people of ours an hour in it; %COR_UNLIMITED: as the crossing's
 *
 * What holds at a crossing for a time. Of several that cover a moment the officer's latest entry
 * wins, then the one that begins last. They stand in that order: a later one in the array wins.
 */
typedef struct
{
  CorId id;
  gint64 from_utc_s;
  gint64 until_utc_s;
  CorCrossingState state;
  guint opens_min;
  guint closes_min;
  guint modes;
  gboolean by_officer;
  char *source;
  guint capacity_people_per_h;
} CorCrossingInterval;

/**
 * CorCrossingWait:
 * @id: who it is
 * @observed_utc_s: when
 * @wait_min: how long others waited
 * @source: (not nullable): who says so
 *
 * A queue as somebody saw it.
 */
typedef struct
{
  CorId id;
  gint64 observed_utc_s;
  guint wait_min;
  char *source;
} CorCrossingWait;

/**
 * CorCrossing:
 * @record: the head
 * @key: (not nullable): its name in the shipped table, "pl-krakivets"; empty if an officer added it
 * @country: ISO 3166 code of the neighbour
 * @crossing_class: what kind
 * @names: the Ukrainian side
 * @neighbour_names: the other side
 * @neighbour_native: (nullable): the other side as it is written there
 * @position: on the border
 * @ua_position: control point on the Ukrainian side
 * @neighbour_position: control point on the other side
 * @road_ua: (nullable): road number on the Ukrainian side
 * @road_neighbour: (nullable): road number on the other side
 * @zone: (not nullable): tz database name of the clock that its hours follow
 * @neighbour_zone: (not nullable): the clock on the other side
 * @reception_names: the town behind
 * @reception_position: the town behind
 * @capacity_people_per_h: people of ours an hour
 * @capacity_is_default: whether that is only the default of its class
 * @note: (nullable)
 * @capacity_by_mode_people_per_h: people of ours an hour by car, by coach, on foot (the bits of
 *   #CorMode in their order); %COR_UNLIMITED: only the total limits; 0: nobody
 * @reception_people_per_h: people an hour that the reception point behind it takes in;
 *   %COR_UNLIMITED: as many as come
 * @intervals: (element-type CorCrossingInterval): see there
 * @waits: (element-type CorCrossingWait): oldest first
 *
 * A road crossing of the border.
 */
typedef struct
{
  CorRecord record;
  char *key;
  char country[3];
  CorCrossingClass crossing_class;
  CorNames names;
  CorNames neighbour_names;
  char *neighbour_native;
  CorPosition position;
  CorPosition ua_position;
  CorPosition neighbour_position;
  char *road_ua;
  char *road_neighbour;
  char *zone;
  char *neighbour_zone;
  CorNames reception_names;
  CorPosition reception_position;
  guint capacity_people_per_h;
  gboolean capacity_is_default;
  char *note;
  guint capacity_by_mode_people_per_h[COR_N_MODES];
  guint reception_people_per_h;
  GPtrArray *intervals;
  GPtrArray *waits;
} CorCrossing;

CorCrossing *cor_crossing_new (const CorId *id) G_GNUC_WARN_UNUSED_RESULT;

CorCrossingInterval *cor_crossing_add_interval (CorCrossing *self, const CorId *id);

CorCrossingWait *cor_crossing_add_wait (CorCrossing *self, const CorId *id);

void cor_crossing_sort (CorCrossing *self);

const CorCrossingInterval *cor_crossing_get_interval (const CorCrossing *self, gint64 time_utc_s);

CorCrossingState cor_crossing_get_state (const CorCrossing *self, gint64 time_utc_s);

guint cor_crossing_get_modes (const CorCrossing *self, gint64 time_utc_s);

guint cor_crossing_get_capacity (const CorCrossing *self, gint64 time_utc_s);

guint cor_crossing_get_mode_capacity (const CorCrossing *self, CorMode mode);

guint cor_crossing_get_wait_min (const CorCrossing *self, gint64 time_utc_s);

CorPosition cor_crossing_get_road_position (const CorCrossing *self);

guint cor_crossing_class_get_default_capacity (CorCrossingClass crossing_class);

const char *cor_crossing_state_get_code (CorCrossingState state);

gboolean cor_crossing_class_parse (const char *code, CorCrossingClass *crossing_class);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorCrossing, cor_record_unref)

G_END_DECLS
