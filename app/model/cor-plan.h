/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-closure.h"
#include "cor-daily.h"
#include "cor-geo.h"
#include "cor-names.h"
#include "cor-objective.h"
#include "cor-record.h"

G_BEGIN_DECLS

/* What columns do at night. */
typedef enum
{
  COR_NIGHT_DRIVE,      /* drive as by day */
  COR_NIGHT_NO_START,   /* set out by day only; who is on the road drives on */
  COR_NIGHT_NO_DRIVING, /* are off the road by night */
} CorNightRule;

#define COR_N_NIGHT_RULES 3

/**
 * CorPlanSettings:
 * @record: the head; the id is the plan's
 * @name: (not nullable): what the officers call the plan
 * @start_utc_s: when it begins; nobody departs earlier
 * @horizon_h: hours after the start that are planned
 * @fold_radius_m: a settlement joins the nearest larger one within this distance
 * @fold_below_people: only settlements with fewer people of ours than this are folded
 * @marking: (nullable): the marking line on paper
 * @network_checksum: (nullable): the road network it was made with; %NULL: the built-in one
 * @published_revision: the revision that was published last, 0: none; until then sheets say DRAFT
 * @published_number: the number under which it was published, 0: none
 * @step_min: the step of time in which limits on roads are kept, minutes, a divisor of 60
 * @tolerance_permille: for each #CorObjective, thousandths of its best value that may be given up
 *   for the sake of the later ones
 * @priority_weights: for each #CorPriority, what a person left inside counts
 * @spacing_s: seconds between two vehicles of a column: it bounds how many a limited road takes;
 *   0: only limits that were entered count
 * @column_kmh: the greatest speed of columns; 0: as the road allows
 * @night: what columns do at night
 * @night_hours: when night is, by the clock of @night_zone
 * @night_zone: (not nullable): a tz database name
 * @people_per_car_x10: tenths of people in a car whose household does not say
 * @exposure_reach_m: how far from a front a road counts as exposed; 0: nothing is
 */
typedef struct
{
  CorRecord record;
  char *name;
  gint64 start_utc_s;
  guint horizon_h;
  guint fold_radius_m;
  guint fold_below_people;
  char *marking;
  char *network_checksum;
  guint64 published_revision;
  guint published_number;
  guint step_min;
  guint tolerance_permille[COR_N_OBJECTIVES];
  guint priority_weights[COR_N_PRIORITIES];
  guint spacing_s;
  guint column_kmh;
  CorNightRule night;
  CorDaily night_hours;
  char *night_zone;
  guint people_per_car_x10;
  guint exposure_reach_m;
} CorPlanSettings;

/**
 * CorList:
 * @record: the head
 * @file_name: (not nullable): base name of the file
 * @sheet: (nullable): the sheet of a workbook
 * @encoding: (not nullable): how it was read
 * @imported_utc_s: when
 * @n_rows: rows read; = @n_added + @n_merged + @n_rejected + @n_blank
 * @n_added: registrations added
 * @n_merged: rows merged into a registration
 * @n_rejected: rows with no name, no document and no phone
 * @n_blank: empty rows, titles and headings
 * @n_people: people added
 *
 * A registration list that was imported.
 */
typedef struct
{
  CorRecord record;
  char *file_name;
  char *sheet;
  char *encoding;
  gint64 imported_utc_s;
  guint n_rows;
  guint n_added;
  guint n_merged;
  guint n_rejected;
  guint n_blank;
  guint n_people;
} CorList;

typedef enum
{
  COR_FINDING_POSSIBLE_DUPLICATE, /* alike, but name or birth date contradict */
  COR_FINDING_PLACE_DIFFERS,      /* a merged row named another place */
  COR_FINDING_SWAPPED_POSITION,   /* latitude and longitude were exchanged */
  COR_FINDING_BAD_FIELD,          /* a field could not be read */
  COR_FINDING_PLACE_ASSUMED,
} CorFindingKind;

#define COR_N_FINDING_KINDS 5

/**
 * CorFinding:
 * @record: the head
 * @finding: what was found
 * @person_id: about whom
 * @other_id: the other person, or nil
 * @field: the #CorField it is about, 0 if none
 * @resolved: whether an officer has dealt with it
 *
 * Something about a registration that an officer should look at.
 */
typedef struct
{
  CorRecord record;
  CorFindingKind finding;
  CorId person_id;
  CorId other_id;
  guint field;
  gboolean resolved;
} CorFinding;

typedef enum
{
  COR_POST_EMBASSY,
  COR_POST_MISSION,
  COR_POST_RECEPTION,
  COR_POST_OTHER,
} CorPostKind;

#define COR_N_POST_KINDS 4

/**
 * CorPost:
 * @record: the head
 * @post: what kind
 * @key: (not nullable): its name in the shipped table; empty if an officer added it
 * @names: what it is called
 * @country: ISO 3166 code
 * @position: where
 * @position_is_approximate: whether that is only the town
 * @crossing_id: the crossing that a reception point serves, or nil
 * @phone: (nullable): %NULL prints as "not entered"
 * @phone_source: (nullable): who says so
 * @phone_date: (nullable): when they said so, ISO 8601 date
 * @address: (nullable)
 * @note: (nullable)
 *
 * A place of ours: embassy, mission, reception point.
 */
typedef struct
{
  CorRecord record;
  CorPostKind post;
  char *key;
  CorNames names;
  char country[3];
  CorPosition position;
  gboolean position_is_approximate;
  CorId crossing_id;
  char *phone;
  char *phone_source;
  char *phone_date;
  char *address;
  char *note;
} CorPost;

CorPlanSettings *cor_plan_settings_new (const CorId *id) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_plan_settings_check (const CorPlanSettings *self, GError **error);

const char *cor_night_rule_get_code (CorNightRule rule);

const char *cor_post_kind_get_code (CorPostKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorPlanSettings, cor_record_unref)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorList, cor_record_unref)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorFinding, cor_record_unref)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorPost, cor_record_unref)

G_END_DECLS
