/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-command.h"
#include "cor-list-import.h"

G_BEGIN_DECLS

/* Arguments */

/**
 * COR_COMMAND_NOT_GIVEN:
 *
 * What the number of an option holds that was not written; no count is as small.
 */
#define COR_COMMAND_NOT_GIVEN G_MININT

gboolean cor_command_parse (int *argc,
                            char ***argv,
                            const GOptionEntry *entries,
                            int n_min,
                            int n_max,
                            const char *usage,
                            GError **error);

gboolean cor_command_refuse (GError **error, const char *usage, const char *why, ...)
    G_GNUC_PRINTF (3, 4);

/* One open plan, waited for */

CorSession *cor_command_new_session (GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorSession *
cor_command_open (const char *path, gboolean read_only, GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorSession *cor_command_create (const char *path,
                                const char *name,
                                gint64 start_utc_s,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_command_close (CorSession *session, GError **error);

/**
 * CorOpenPlan:
 *
 * A session that a command opened. Whichever way the command ends, its plan is folded into one file
 * before the program does.
 */
typedef CorSession CorOpenPlan;

void cor_command_drop (CorOpenPlan *session);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorOpenPlan, cor_command_drop)

gboolean cor_command_commit (CorSession *session, CorEdit *edit, GError **error);

/**
 * COR_COMMAND_BUILTIN_ROADS:
 *
 * What to name instead of a network file to go back to the built-in roads.
 */
#define COR_COMMAND_BUILTIN_ROADS "built-in"

void cor_command_show_progress (const char *stage, double fraction, gpointer user_data);

gboolean cor_command_choose_roads (CorSession *session, const char *path, GError **error);

CorResult *cor_command_compute (CorSession *session, GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorResult *cor_command_preview (CorSession *session,
                                const CorEdit *draft,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_command_make_closure (const char *path,
                                   CorSnapshot *snapshot,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

const char *
cor_command_name_crossing (CorSnapshot *snapshot, const CorId *id, const char *otherwise);

const char *cor_command_word_people (guint64 n_people);

gboolean cor_command_import_list (CorListImport *import, gboolean dry_run, GError **error);

typedef struct
{
  GAsyncResult *result;
} CorAwait;

void cor_await_cb (GObject *source, GAsyncResult *result, gpointer user_data);

GAsyncResult *cor_await (CorAwait *await);

/* JSON */

void cor_json_add_id (JsonBuilder *json, const char *member, const CorId *id);

void cor_json_add_text (JsonBuilder *json, const char *member, const char *text);

void cor_json_add_count (JsonBuilder *json, const char *member, guint64 count);

void cor_json_add_number (JsonBuilder *json, const char *member, double number);

void cor_json_add_time (JsonBuilder *json, const char *member, gint64 time_utc_s);

void cor_json_add_flag (JsonBuilder *json, const char *member, gboolean flag);

void cor_json_add_roads (JsonBuilder *json, CorSession *session);

void cor_json_print (JsonBuilder *json);

G_END_DECLS
