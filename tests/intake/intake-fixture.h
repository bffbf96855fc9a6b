/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gstdio.h>

#include "cor-error.h"
#include "cor-intake.h"
#include "cor-settlement.h"

/* The tests' present: 24 November 2022, so that birth dates stay what they are. */
#define NOW_UTC_S 1669248000

typedef struct
{
  char *folder;
  CorSnapshot *plan;
  CorIntakeReport *report;
} Fixture;

static inline CorGazetteer *
fixture_get_gazetteer (void)
{
  static CorGazetteer *gazetteer;
  g_autoptr (GError) error = NULL;

  if (gazetteer == NULL)
    gazetteer = cor_gazetteer_load_shipped (&error);
  g_assert_no_error (error);

  return gazetteer;
}

static inline void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("corridors-intake-XXXXXX", NULL);
  fixture->plan = cor_snapshot_new ();
}

static inline void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  GDir *dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_dir_close (dir);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_clear_pointer (&fixture->report, cor_intake_report_free);
  cor_snapshot_unref (fixture->plan);
}

static inline char *
fixture_write (Fixture *fixture, const char *name, const void *bytes, gssize n_bytes)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, n_bytes, &error);
  g_assert_no_error (error);

  return path;
}

/* Imports a list into the fixture's plan, which grows by it. */
static inline void
fixture_import_file (Fixture *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CorIntake) intake = cor_intake_read (path, NULL, NULL, &error);
  g_autoptr (CorEdit) edit = NULL;
  CorSnapshot *after;
  guint n_before = cor_snapshot_count_people (fixture->plan);

  g_assert_no_error (error);
  g_clear_pointer (&fixture->report, cor_intake_report_free);
  edit = cor_intake_build_edit (intake, fixture->plan, fixture_get_gazetteer (), NOW_UTC_S, NULL,
                                &fixture->report, &error);
  g_assert_no_error (error);
  g_assert_true (cor_intake_report_is_balanced (fixture->report));

  after = cor_snapshot_apply (fixture->plan, edit, cor_snapshot_get_revision (fixture->plan) + 1);
  cor_snapshot_unref (fixture->plan);
  fixture->plan = after;
  g_assert_cmpuint (fixture->report->n_people_added, ==,
                    cor_snapshot_count_people (after) - n_before);
}

static inline void
fixture_import (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = fixture_write (fixture, name, text, -1);

  fixture_import_file (fixture, path);
}

static inline CorPerson *
fixture_find_row (Fixture *fixture, guint row)
{
  GPtrArray *persons = cor_snapshot_get_records (fixture->plan, COR_RECORD_PERSON);

  for (guint i = 0; i < persons->len; i++)
    {
      CorPerson *person = persons->pdata[i];

      if (person->row == row && cor_id_equal (&person->list_id, &fixture->report->list_id))
        return person;
    }

  return NULL;
}

static inline const CorSettlement *
fixture_get_place (Fixture *fixture, const CorPerson *person)
{
  return cor_snapshot_lookup (fixture->plan, COR_RECORD_SETTLEMENT, &person->place_id);
}
