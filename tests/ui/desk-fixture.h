/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cor-application.h"
#include "cor-session.h"

G_BEGIN_DECLS

/**
 * DeskFixture:
 * @folder: a folder of its own
 * @session: a session on an empty plan in it
 *
 * What a test of the desk stands on.
 */
typedef struct
{
  char *folder;
  CorSession *session;
} DeskFixture;

int desk_test_run (int argc, char **argv, void (*add_tests) (void));

DeskFixture *desk_fixture_new (void);

void desk_fixture_free (DeskFixture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskFixture, desk_fixture_free)

CorAtlas *desk_fixture_get_atlas (void);

CorApplication *desk_get_application (void);

char *desk_fixture_write (DeskFixture *self, const char *name, const char *text);

void desk_fixture_commit (DeskFixture *self, CorEdit *edit);

void desk_fixture_reopen (DeskFixture *self, gboolean read_only);

void desk_fixture_import (DeskFixture *self, const char *path);

typedef gboolean (*DeskCondition) (gpointer user_data);

void desk_wait_until (DeskCondition condition, gpointer user_data);

GtkWidget *desk_find_widget (GtkWidget *root, GType type, const char *label);

GtkWidget *desk_find_row (GtkWidget *root, const char *title);

void desk_write_row (GtkWidget *root, const char *title, const char *text);

guint desk_count_widgets (GtkWidget *root, GType type);

GtkWindow *desk_find_window (GType type);

void desk_answer (const char *response);

G_END_DECLS
