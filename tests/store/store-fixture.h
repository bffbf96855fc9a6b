/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cor-agreed-corridor.h"
#include "cor-crossing.h"
#include "cor-plan-file.h"
#include "cor-quota.h"
#include "cor-snapshot.h"
#include "cor-vehicle.h"

G_BEGIN_DECLS

/* A folder of its own for each test. */
typedef struct
{
  char *folder;
  char *path;
} StoreFixture;

void store_fixture_set_up (StoreFixture *self, gconstpointer data);

void store_fixture_tear_down (StoreFixture *self, gconstpointer data);

CorEdit *store_fixture_new_plan (void);

CorPlanFile *store_fixture_create (StoreFixture *self);

CorPlanFile *store_fixture_open (StoreFixture *self);

void store_fixture_close (CorPlanFile *file);

CorSnapshot *store_fixture_commit (CorPlanFile *file, CorEdit *edit);

CorPerson *store_fixture_new_person (guint number);

CorEdit *store_fixture_new_import (guint n_persons, CorId *list_id);

CorEdit *store_fixture_new_edit_of_everything (void);

char *store_fixture_describe (CorSnapshot *snapshot);

char *store_fixture_describe_result (const CorResult *result);

char *store_fixture_read (const char *path, gsize *length);

G_END_DECLS
