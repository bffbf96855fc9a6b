/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-command-support.h"

G_BEGIN_DECLS

/* How a field of a record is written on the command line. */
typedef enum
{
  COR_ARG_TEXT,     /* char *; empty is NULL */
  COR_ARG_LABEL,    /* char *, never NULL */
  COR_ARG_COUNT,    /* guint */
  COR_ARG_LIMIT,    /* guint; “unlimited” is COR_UNLIMITED */
  COR_ARG_TENTHS,   /* guint in tenths, as 2.5 */
  COR_ARG_FLAG,     /* gboolean: yes, no */
  COR_ARG_TIME,     /* gint64; “none” is COR_TIME_NONE */
  COR_ARG_POSITION, /* CorPosition: LAT,LON */
  COR_ARG_HOURS,    /* CorDaily without its days: 22:00-05:00; “always” */
  COR_ARG_DAYS,     /* the days of a CorDaily: mon,tue or mon-fri; “all” */
  COR_ARG_MODES,    /* CorMode bits: car,coach,foot */
  COR_ARG_CHOICE,   /* an enumeration */
  COR_ARG_COUNTRY,  /* char[3]: its two letters */
} CorArgType;

/**
 * CorArg:
 * @option: the option that sets it, without its dashes
 * @member: its name in JSON, with its unit
 * @type: how it is written
 * @offset: where in the record it stands
 * @max: of numbers: the largest; of an enumeration: how many members it has
 * @get_code: (nullable): of an enumeration: the name of a member
 *
 * A field of a record that a command sets and shows.
 */
typedef struct
{
  const char *option;
  const char *member;
  CorArgType type;
  gsize offset;
  guint max;
  const char *(*get_code) (guint value);
} CorArg;

GOptionEntry *cor_args_build_entries (const CorArg *args,
                                      guint n_args,
                                      char **texts,
                                      const GOptionEntry *more) G_GNUC_WARN_UNUSED_RESULT;

void cor_args_clear (char **texts, guint n_args);

gboolean cor_args_are_given (char *const *texts, guint n_args);

gboolean cor_args_apply (const CorArg *args,
                         guint n_args,
                         char *const *texts,
                         gpointer record,
                         GError **error);

void cor_args_add_json (const CorArg *args, guint n_args, gconstpointer record, JsonBuilder *json);

void cor_args_print (const CorArg *args, guint n_args, gconstpointer record);

G_END_DECLS
