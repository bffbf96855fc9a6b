/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-support.h"

#include "cor-error.h"

static void
add_columns (JsonBuilder *json, const CorIntakeReport *report)
{
  json_builder_set_member_name (json, "columns");
  json_builder_begin_object (json);
  for (guint i = 0; i < report->columns->len; i++)
    {
      const CorIntakeColumn *column = report->columns->pdata[i];

      cor_json_add_text (json, column->heading, cor_field_get_code (column->field));
    }
  json_builder_end_object (json);
}

static void
add_rejects (JsonBuilder *json, const CorIntakeReport *report)
{
  json_builder_set_member_name (json, "rejects");
  json_builder_begin_array (json);
  for (guint i = 0; i < report->rejects->len; i++)
    {
      const CorIntakeReject *reject = report->rejects->pdata[i];

      json_builder_begin_object (json);
      cor_json_add_count (json, "row", reject->row);
      cor_json_add_text (json, "column", reject->column);
      cor_json_add_text (json, "reason", reject->reason);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_report (JsonBuilder *json, const char *path, const CorIntakeReport *report)
{
  json_builder_begin_object (json);
  cor_json_add_id (json, "id", &report->list_id);
  cor_json_add_text (json, "file", path);
  cor_json_add_count (json, "rows", report->n_rows);
  cor_json_add_count (json, "registrations_added", report->n_added);
  cor_json_add_count (json, "people_added", report->n_people_added);
  cor_json_add_count (json, "merged", report->n_merged);
  cor_json_add_count (json, "possible_duplicates", report->n_possible_duplicates);
  cor_json_add_count (json, "rejected", report->n_rejected);
  cor_json_add_count (json, "blank", report->n_blank);
  cor_json_add_text (json, "encoding", report->encoding);
  add_columns (json, report);
  add_rejects (json, report);
  json_builder_end_object (json);
}

static void
print_report (const char *path, const CorIntakeReport *report, gboolean dry_run)
{
  g_print ("%s: %u rows: %u registrations added (%u people), %u merged, %u rejected, %u blank; %u "
           "possible duplicates%s\n",
           path, report->n_rows, report->n_added, report->n_people_added, report->n_merged,
           report->n_rejected, report->n_blank, report->n_possible_duplicates,
           dry_run ? " (nothing was changed)" : "");
  for (guint i = 0; i < report->rejects->len; i++)
    {
      const CorIntakeReject *reject = report->rejects->pdata[i];

      g_print ("  row %u: %s\n", reject->row, reject->reason);
    }
}

typedef struct
{
  char *sheet;
  char *encoding;
  char *rejects;
  gboolean dry_run;
  gboolean as_json;
} ImportOptions;

static void
import_options_clear (ImportOptions *options)
{
  g_free (options->sheet);
  g_free (options->encoding);
  g_free (options->rejects);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ImportOptions, import_options_clear)

/* Imports every list; a failed one is told and the others are tried all the same. */
static guint
import_lists (CorSession *session,
              char **paths,
              const ImportOptions *options,
              JsonBuilder *json,
              GPtrArray *imports)
{
  guint n_failed = 0;

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (CorListImport) import = cor_list_import_new (session, paths[i]);
      g_autoptr (GError) error = NULL;

      cor_list_import_set_sheet (import, options->sheet);
      cor_list_import_set_encoding (import, options->encoding);
      if (!cor_command_import_list (import, options->dry_run, &error))
        {
          g_printerr ("%s\n", error->message);
          n_failed++;
          continue;
        }

      if (options->as_json)
        add_report (json, paths[i], cor_list_import_get_report (import));
      else
        print_report (paths[i], cor_list_import_get_report (import), options->dry_run);
      g_ptr_array_add (imports, g_steal_pointer (&import));
    }

  return n_failed;
}

static gboolean
write_rejects (GPtrArray *imports, const char *path, GError **error)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();

  for (guint i = 0; i < imports->len; i++)
    g_ptr_array_add (reports, (gpointer) cor_list_import_get_report (imports->pdata[i]));

  return cor_intake_reports_write_rejects (reports, path, error);
}

/**
 * cor_command_import:
 * @argc: how many arguments
 * @argv: PLAN LIST... and options
 * @error: set when it fails
 *
 * Imports registration lists, each as an edit of its own.
 *
 * Returns: whether every list was imported
 */
gboolean
cor_command_import (int argc, char **argv, GError **error)
{
  g_auto (ImportOptions) options = { 0 };
  g_autoptr (CorOpenPlan) session = NULL;
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GPtrArray) imports = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_failed;
  const GOptionEntry entries[] = {
    { "sheet", 0, 0, G_OPTION_ARG_STRING, &options.sheet, NULL, NULL },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &options.encoding, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run, NULL, NULL },
    { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &options.rejects, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.as_json, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  if (!cor_command_parse (&argc, &argv, entries, 2, -1, COR_USAGE_IMPORT, error))
    return FALSE;
  session = cor_command_open (argv[1], FALSE, error);
  if (session == NULL)
    return FALSE;

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "lists");
  json_builder_begin_array (json);
  n_failed = import_lists (session, argv + 2, &options, json, imports);
  json_builder_end_array (json);
  json_builder_end_object (json);
  if (options.as_json)
    cor_json_print (json);

  if (options.rejects != NULL && !write_rejects (imports, options.rejects, error))
    return FALSE;
  if (!cor_command_close (session, error))
    return FALSE;
  if (n_failed > 0)
    g_set_error (error, COR_ERROR, COR_ERROR_FAILED,
                 "%u of the lists could not be imported; nothing of them is in the plan.",
                 n_failed);

  return n_failed == 0;
}
