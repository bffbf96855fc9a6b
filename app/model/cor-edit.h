/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-record.h"

G_BEGIN_DECLS

/**
 * CorEditKind:
 *
 * What an edit does, for its label in history and in the undo menu. The desk has a translated text
 * for each.
 */
typedef enum
{
  COR_EDIT_CREATE_PLAN,
  COR_EDIT_CHANGE_SETTINGS,
  COR_EDIT_IMPORT_LIST,
  COR_EDIT_ADD_PERSON,
  COR_EDIT_CHANGE_PERSON,
  COR_EDIT_SET_STATUS,
  COR_EDIT_PLACE_PEOPLE,
  COR_EDIT_MERGE_PEOPLE,
  COR_EDIT_SPLIT_HOUSEHOLD,
  COR_EDIT_REMOVE_PEOPLE,
  COR_EDIT_RESOLVE_FINDING,
  COR_EDIT_MOVE_RALLY,
  COR_EDIT_CHANGE_CROSSING,
  COR_EDIT_OPEN_CROSSING,
  COR_EDIT_CLOSE_CROSSING,
  COR_EDIT_ADD_CLOSURE,
  COR_EDIT_CHANGE_CLOSURE,
  COR_EDIT_REMOVE_CLOSURE,
  COR_EDIT_CHANGE_POST,
  COR_EDIT_REMOVE_POST,
  COR_EDIT_PUBLISH,
  COR_EDIT_ADD_VEHICLE,
  COR_EDIT_CHANGE_VEHICLE,
  COR_EDIT_REMOVE_VEHICLE,
  COR_EDIT_ADD_CORRIDOR,
  COR_EDIT_CHANGE_CORRIDOR,
  COR_EDIT_REMOVE_CORRIDOR,
  COR_EDIT_ADD_QUOTA,
  COR_EDIT_CHANGE_QUOTA,
  COR_EDIT_REMOVE_QUOTA,
  COR_EDIT_ADD_SCENARIO,
  COR_EDIT_CHANGE_SCENARIO,
  COR_EDIT_REMOVE_SCENARIO,
  COR_EDIT_ADOPT_SCENARIO,
} CorEditKind;

#define COR_N_EDIT_KINDS 34

/* How a row of a list ended. */
typedef enum
{
  COR_ROW_ADDED,
  COR_ROW_MERGED,
  COR_ROW_REJECTED,
  COR_ROW_BLANK,
} CorRowOutcome;

/**
 * CorListRow:
 * @row: its number, from 1 as a spreadsheet counts
 * @fields: the texts as received, in column order
 * @outcome: how it ended
 * @person_id: the registration it became or was merged into; nil if rejected or blank
 * @column: (nullable): the heading of the column that the reason is about
 * @reason: (nullable): why it was rejected; holds no value of the row
 *
 * A row of a list as received. Kept for good with its list, sealed.
 */
typedef struct
{
  guint row;
  GStrv fields;
  CorRowOutcome outcome;
  CorId person_id;
  char *column;
  char *reason;
} CorListRow;

CorListRow *cor_list_row_new (guint row, CorRowOutcome outcome) G_GNUC_WARN_UNUSED_RESULT;

void cor_list_row_free (CorListRow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorListRow, cor_list_row_free)

/**
 * CorEdit:
 *
 * One change to a plan, from a dropped marker to a list of 10,000 people: records put and removed
 * together or not at all, undone in one step. It is about the plan itself or about one scenario; of
 * a scenario, what it puts and removes lies over the plan, except for records that all share.
 */
typedef struct _CorEdit CorEdit;

CorEdit *cor_edit_new (CorEditKind kind, const char *subject) G_GNUC_WARN_UNUSED_RESULT;

void cor_edit_free (CorEdit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorEdit, cor_edit_free)

CorEditKind cor_edit_get_kind (const CorEdit *self);

const char *cor_edit_get_subject (const CorEdit *self);

gboolean cor_edit_is_empty (const CorEdit *self);

void cor_edit_put (CorEdit *self, gpointer record);

void cor_edit_remove (CorEdit *self, CorRecordKind kind, const CorId *id);

void cor_edit_reset (CorEdit *self, CorRecordKind kind, const CorId *id);

void cor_edit_set_scenario (CorEdit *self, const CorId *scenario_id);

const CorId *cor_edit_get_scenario (const CorEdit *self);

void cor_edit_take_list_rows (CorEdit *self, const CorId *list_id, GPtrArray *rows);

GPtrArray *cor_edit_get_puts (const CorEdit *self, CorRecordKind kind);

GArray *cor_edit_get_removals (const CorEdit *self, CorRecordKind kind);

GArray *cor_edit_get_resets (const CorEdit *self, CorRecordKind kind);

GPtrArray *cor_edit_get_list_rows (const CorEdit *self, CorId *list_id);

const char *cor_edit_kind_get_code (CorEditKind kind);

gboolean cor_edit_kind_parse (const char *code, CorEditKind *kind);

const char *cor_row_outcome_get_code (CorRowOutcome outcome);

G_END_DECLS
