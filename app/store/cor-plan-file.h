/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "cor-edit.h"
#include "cor-history-entry.h"
#include "cor-progress.h"
#include "cor-published.h"
#include "cor-result.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

/**
 * CorPlanFileFlags:
 * @COR_PLAN_FILE_NONE: open for writing
 * @COR_PLAN_FILE_READ_ONLY: look only; welcome beside a desk that writes
 * @COR_PLAN_FILE_NO_BACKUP: do not keep a copy of the state that was opened
 * @COR_PLAN_FILE_NO_LOG: write into the file itself, as is always done on a network share
 */
typedef enum
{
  COR_PLAN_FILE_NONE = 0,
  COR_PLAN_FILE_READ_ONLY = 1 << 0,
  COR_PLAN_FILE_NO_BACKUP = 1 << 1,
  COR_PLAN_FILE_NO_LOG = 1 << 2,
} CorPlanFileFlags;

#define COR_TYPE_PLAN_FILE (cor_plan_file_get_type ())

/**
 * CorPlanFile:
 *
 * A plan on disk. All functions block, and all must be called on the thread that opened it.
 *
 * What can go wrong: %COR_ERROR_EXISTS (create), %COR_ERROR_LOCKED (somebody else writes; the text
 * names who), %COR_ERROR_READ_ONLY (no leave to write: open it again for reading),
 * %COR_ERROR_NEWER, %COR_ERROR_FOREIGN, %COR_ERROR_CORRUPT, %COR_ERROR_CAPACITY (the disk is full),
 * %COR_ERROR_PASSWORD (locked, or a wrong passphrase), %COR_ERROR_CONFLICT (an undo that no longer
 * fits), %COR_ERROR_NOTHING (nothing to undo or redo), %COR_ERROR_NOT_FOUND. Whatever fails leaves
 * the plan as it was.
 */
G_DECLARE_FINAL_TYPE (CorPlanFile, cor_plan_file, COR, PLAN_FILE, GObject)

CorPlanFile *cor_plan_file_create (const char *path,
                                   const char *officer,
                                   CorEdit *initial,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorPlanFile *cor_plan_file_open (const char *path,
                                 CorPlanFileFlags flags,
                                 const char *officer,
                                 CorProgress *progress,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_plan_file_close (CorPlanFile *self, GError **error);

const char *cor_plan_file_get_path (CorPlanFile *self);

gboolean cor_plan_file_is_read_only (CorPlanFile *self);

gboolean cor_plan_file_is_locked (CorPlanFile *self);

gboolean cor_plan_file_is_open_key (CorPlanFile *self);

const char *cor_plan_file_get_notice (CorPlanFile *self);

CorSnapshot *cor_plan_file_get_snapshot (CorPlanFile *self);

CorSnapshot *cor_plan_file_commit (CorPlanFile *self,
                                   CorEdit *edit,
                                   CorProgress *progress,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorSnapshot *cor_plan_file_undo (CorPlanFile *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorSnapshot *cor_plan_file_redo (CorPlanFile *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

const CorHistoryEntry *cor_plan_file_get_undo (CorPlanFile *self);

const CorHistoryEntry *cor_plan_file_get_redo (CorPlanFile *self);

GPtrArray *cor_plan_file_list_history (CorPlanFile *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorSnapshot *cor_plan_file_load_revision (CorPlanFile *self,
                                          guint64 revision,
                                          CorProgress *progress,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorSnapshot *cor_plan_file_refresh (CorPlanFile *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_plan_file_store_result (CorPlanFile *self, CorResult *result, GError **error);

CorSnapshot *cor_plan_file_publish (CorPlanFile *self,
                                    CorResult *result,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorResult *cor_plan_file_load_result (CorPlanFile *self,
                                      const CorId *scenario_id,
                                      guint64 revision,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorResult *cor_plan_file_load_published (CorPlanFile *self,
                                         guint number,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *cor_plan_file_list_published (CorPlanFile *self,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *cor_plan_file_load_list_rows (CorPlanFile *self,
                                         const CorId *list_id,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *cor_plan_file_load_rejected_rows (CorPlanFile *self,
                                             const CorId *list_id,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_plan_file_verify (CorPlanFile *self, CorProgress *progress, GError **error);

gboolean cor_plan_file_unlock (CorPlanFile *self, const char *passphrase, GError **error);

gboolean cor_plan_file_set_passphrase (CorPlanFile *self, const char *passphrase, GError **error);

G_END_DECLS
