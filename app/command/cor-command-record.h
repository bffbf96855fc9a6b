/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-command-args.h"

G_BEGIN_DECLS

/**
 * CorRecordTopic:
 * @usage: how the command is used
 * @kind: what kind of record it is about
 * @list_member: (not nullable): what a list of them is called in JSON
 * @args: (array length=n_args): the fields that it sets and shows
 * @n_args: how many
 * @n_words: words that follow “add”
 * @make: (nullable): makes a record to add, of the words that follow “add” and of what was written
 *   for each field; what was written is set afterwards
 * @make_many: (nullable): instead of @make: makes any number of records, added together
 * @put: makes the edit that adds or changes a record; takes the record
 * @report: (nullable): says more about a record that was added or changed: adds it to the object
 *   @json, or prints it if that is %NULL
 *
 * A command that adds, changes, lists and removes records of one kind.
 */
typedef struct
{
  const char *usage;
  CorRecordKind kind;
  const char *list_member;
  const CorArg *args;
  guint n_args;
  guint n_words;
  gpointer (*make) (char *const *words, char *const *texts, GError **error);
  GPtrArray *(*make_many) (char *const *words, CorSnapshot *snapshot, GError **error);
  CorEdit *(*put) (CorSnapshot *snapshot, gpointer record, GError **error);
  gboolean (*report) (CorSession *session, const CorId *id, JsonBuilder *json, GError **error);
} CorRecordTopic;

gboolean
cor_command_run_record (const CorRecordTopic *topic, int argc, char **argv, GError **error);

CorEdit *cor_command_edit_record (const CorRecordTopic *topic,
                                  CorSnapshot *snapshot,
                                  int argc,
                                  char **argv,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorSession *cor_command_open_in (const char *path,
                                 const char *scenario,
                                 gboolean read_only,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorSession *cor_command_open_to_compute (const char *path,
                                         const char *scenario,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
