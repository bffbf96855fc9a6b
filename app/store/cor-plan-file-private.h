/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-changeset.h"
#include "cor-history.h"
#include "cor-plan-file.h"
#include "cor-plan-lock.h"
#include "cor-rows.h"
#include "cor-sealer.h"

G_BEGIN_DECLS

struct _CorPlanFile
{
  GObject parent_instance;

  GThread *thread;
  char *path; /* absolute, without symbolic links */
  char *name; /* of the file, for messages */
  char *officer;
  CorPlanFileFlags flags;
  guint schema_version;
  gboolean is_closed;
  char *notice;

  /* A writer has a connection as long as it is open; a reader only while it reads. */
  sqlite3 *db;
  CorPlanLock *lock;
  CorRows *rows; /* NULL while the key is locked */

  CorSealer *sealer; /* NULL while the key is locked */
  gboolean is_open_key;
  CorWrappedKey wrapped_key;

  CorHistory *history;
  CorSnapshot *snapshot;
};

CorPlanFile *cor_plan_file_new_private (const char *path,
                                        CorPlanFileFlags flags,
                                        const char *officer) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_plan_file_attach (CorPlanFile *self, GError **error);

void cor_plan_file_detach (CorPlanFile *self);

gboolean cor_plan_file_check_open (CorPlanFile *self, gboolean for_writing, GError **error);

gboolean cor_plan_file_load (CorPlanFile *self, CorProgress *progress, GError **error);

gboolean cor_plan_file_reload (CorPlanFile *self, GError **error);

CorSnapshot *cor_plan_file_reload_touched (CorSnapshot *other,
                                           CorRows *rows,
                                           CorTouched *touched,
                                           guint64 revision,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_plan_file_insert_result (CorPlanFile *self,
                                      const CorResult *result,
                                      guint64 revision,
                                      guint published_number,
                                      GError **error);

gboolean cor_plan_file_write_new_key (CorPlanFile *self, GError **error);

gboolean cor_plan_file_read_key (CorPlanFile *self, GError **error);

void cor_plan_file_prefix_error (CorPlanFile *self, GError **error);

G_END_DECLS
