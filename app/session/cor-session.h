/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-atlas.h"
#include "cor-ground-map.h"
#include "cor-history-entry.h"
#include "cor-published.h"
#include "cor-progress.h"
#include "cor-result.h"
#include "cor-roads-in-use.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

#define COR_TYPE_SESSION (cor_session_get_type ())

/**
 * CorSession:
 *
 * One open plan, and the only way to change it. Lives on the main thread; the plan file has a
 * thread of its own, the planner another.
 *
 * Properties (read only, all notify): "snapshot" and "result" change as whole objects;
 * "roads" (const CorRoadsInUse *) changes when the roads do that routes are computed on;
 * "computing" is TRUE while routes are being computed; "progress" says how far, 0 to 1; "stale" is
 * TRUE while the result does not belong to the snapshot; "busy" while an edit is on its way to the
 * file; "can-undo" and "can-redo" follow history; "read-only" tells whether edits are refused;
 * "scenario" (const CorId *) is the scenario that "snapshot" and "result" show, nil: the plan.
 *
 * Signals: "failed" (const GError *) for what nobody waits for: a calculation that failed.
 */
G_DECLARE_FINAL_TYPE (CorSession, cor_session, COR, SESSION, GObject)

CorSession *cor_session_new (CorAtlas *atlas, const char *officer) G_GNUC_WARN_UNUSED_RESULT;

CorAtlas *cor_session_get_atlas (CorSession *self);

/* Opening and closing */

void cor_session_create_async (CorSession *self,
                               const char *path,
                               const char *name,
                               gint64 start_utc_s,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

gboolean cor_session_create_finish (CorSession *self, GAsyncResult *result, GError **error);

void cor_session_open_async (CorSession *self,
                             const char *path,
                             gboolean read_only,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

gboolean cor_session_open_finish (CorSession *self, GAsyncResult *result, GError **error);

void cor_session_close_async (CorSession *self, GAsyncReadyCallback callback, gpointer user_data);

gboolean cor_session_close_finish (CorSession *self, GAsyncResult *result, GError **error);

gboolean cor_session_is_read_only (CorSession *self);

/* State */

const char *cor_session_get_notice (CorSession *self);

CorSnapshot *cor_session_get_snapshot (CorSession *self);

CorResult *cor_session_get_result (CorSession *self);

void cor_session_follow_planning (CorSession *self, gboolean follows);

gboolean cor_session_is_stale (CorSession *self);

gboolean cor_session_is_computing (CorSession *self);

double cor_session_get_progress (CorSession *self);

/* The single write path */

void cor_session_commit_async (CorSession *self,
                               CorEdit *edit,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

gboolean cor_session_commit_finish (CorSession *self, GAsyncResult *result, GError **error);

gboolean cor_session_can_undo (CorSession *self);

gboolean cor_session_can_redo (CorSession *self);

gboolean cor_session_get_undo_label (CorSession *self, CorEditKind *kind, const char **subject);

gboolean cor_session_get_redo_label (CorSession *self, CorEditKind *kind, const char **subject);

void cor_session_undo_async (CorSession *self, GAsyncReadyCallback callback, gpointer user_data);

gboolean cor_session_undo_finish (CorSession *self, GAsyncResult *result, GError **error);

void cor_session_redo_async (CorSession *self, GAsyncReadyCallback callback, gpointer user_data);

gboolean cor_session_redo_finish (CorSession *self, GAsyncResult *result, GError **error);

void
cor_session_list_history_async (CorSession *self, GAsyncReadyCallback callback, gpointer user_data);

GPtrArray *cor_session_list_history_finish (CorSession *self, GAsyncResult *result, GError **error);

/* Scenarios: edits are made in the one that is shown */

const CorId *cor_session_get_scenario (CorSession *self);

gboolean cor_session_set_scenario (CorSession *self, const CorId *scenario_id, GError **error);

/* What was published, kept for good */

CorResult *cor_session_get_published (CorSession *self);

void cor_session_publish_async (CorSession *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

guint cor_session_publish_finish (CorSession *self, GAsyncResult *result, GError **error);

void cor_session_list_published_async (CorSession *self,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

GPtrArray *
cor_session_list_published_finish (CorSession *self, GAsyncResult *result, GError **error);

void cor_session_load_published_async (CorSession *self,
                                       guint number,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

CorResult *
cor_session_load_published_finish (CorSession *self, GAsyncResult *result, GError **error);

/* Routes */

void cor_session_preview (CorSession *self, const CorEdit *draft);

void cor_session_compute_async (CorSession *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

CorResult *cor_session_compute_finish (CorSession *self, GAsyncResult *result, GError **error);

/* Roads: the built-in ones, or a network file. A plan names its network by checksum. */

const CorRoadsInUse *cor_session_get_roads (CorSession *self);

CorGroundMap *cor_session_get_ground_map (CorSession *self);

void cor_session_import_roads_async (CorSession *self,
                                     const char *extract,
                                     const char *output,
                                     CorProgressFunc watch,
                                     gpointer watch_data,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

gboolean cor_session_import_roads_finish (CorSession *self, GAsyncResult *result, GError **error);

void cor_session_choose_roads_async (CorSession *self,
                                     const char *path,
                                     CorProgressFunc watch,
                                     gpointer watch_data,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

gboolean cor_session_choose_roads_finish (CorSession *self,
                                          GAsyncResult *result,
                                          guint *n_crossings_off,
                                          GError **error);

G_END_DECLS
