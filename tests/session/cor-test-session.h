/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-session.h"

G_BEGIN_DECLS

/* A session with a new plan in a folder of its own, and a list of four invented people. */
typedef struct
{
  char *dir;
  char *path;
  char *list_path;
  CorSession *session;
} CorTestSession;

/* Set by main () before any test runs. */
extern CorAtlas *cor_test_atlas;

void cor_test_note_cb (GObject *source, GAsyncResult *result, gpointer user_data);

GAsyncResult *cor_test_await (GAsyncResult **result);

CorSession *cor_test_open_plan (const char *path, gboolean read_only);

void cor_test_close_plan (CorSession *session);

void cor_test_commit (CorSession *session, CorEdit *edit);

CorResult *cor_test_compute (CorSession *session);

void cor_test_undo (CorSession *session);

void cor_test_import_list (CorTestSession *fixture);

char *cor_test_import_roads (CorTestSession *fixture, const char *name, const char *extract);

gboolean cor_test_choose_roads (CorSession *session,
                                const char *path,
                                guint *n_crossings_off,
                                GError **error);

void cor_test_set_up (CorTestSession *fixture, gconstpointer data);

void cor_test_tear_down (CorTestSession *fixture, gconstpointer data);

G_END_DECLS
