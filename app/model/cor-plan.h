/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-geometry.h"
#include "cor-names.h"
#include "cor-record.h"

G_BEGIN_DECLS

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
  COR_CLOSURE_AREA, /* everything inside, and every road that touches it */
  COR_CLOSURE_LINE, /* every road that the line crosses */
  COR_CLOSURE_ROAD, /* the road along the line, between its ends */
} CorClosureKind;

#define COR_N_CLOSURE_KINDS 3

/**
 * CorClosure:
 * @record: the head
 * @closure: how its shape closes roads
 * @label: (not nullable): what officers call it
 * @geometry: (not nullable): its shape: the authority
 * @from_utc_s: when it begins; %COR_TIME_NONE: always was
 * @until_utc_s: when it ends, not included; %COR_TIME_NONE: open end
 * @road_number: (nullable): of a #COR_CLOSURE_ROAD: the road meant
 * @source: (nullable): who says so
 *
 * Where nobody drives, in [from, until).
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
} CorClosure;

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

CorClosure *cor_closure_new (const CorId *id, CorGeometry *geometry) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_closure_is_in_force (const CorClosure *self, gint64 time_utc_s);

const char *cor_post_kind_get_code (CorPostKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorPlanSettings, cor_record_unref)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorList, cor_record_unref)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorFinding, cor_record_unref)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorClosure, cor_record_unref)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorPost, cor_record_unref)

G_END_DECLS
