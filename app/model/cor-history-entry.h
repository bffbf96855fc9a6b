/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-edit.h"

G_BEGIN_DECLS

/**
 * CorHistoryEntry:
 * @number: its number: the plan's revision after it
 * @kind: what the edit did; of an undo or redo: what the edit did that it takes back or repeats
 * @subject: (not nullable): to what, perhaps empty; never a person
 * @time_utc_s: when
 * @officer: (not nullable): who
 * @schema_version: version of the plan's tables at that time
 * @undoes: the row that this one takes back, 0: none. An undo takes back an edit or a redo; a redo
 * takes back an undo.
 * @is_undo: whether it is an undo
 * @is_redo: whether it is a redo
 * @is_barrier: whether it is a migration that undo cannot cross; @kind then says nothing
 * @undone: whether a later row has taken it back
 *
 * A row of a plan's history.
 */
typedef struct
{
  guint64 number;
  CorEditKind kind;
  char *subject;
  gint64 time_utc_s;
  char *officer;
  guint schema_version;
  guint64 undoes;
  gboolean is_undo;
  gboolean is_redo;
  gboolean is_barrier;
  gboolean undone;
} CorHistoryEntry;

CorHistoryEntry *cor_history_entry_copy (const CorHistoryEntry *self) G_GNUC_WARN_UNUSED_RESULT;

void cor_history_entry_free (CorHistoryEntry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorHistoryEntry, cor_history_entry_free)

G_END_DECLS
