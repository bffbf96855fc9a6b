/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-crossing.h"
#include "cor-record.h"
#include "cor-table.h"

G_BEGIN_DECLS

/* What scenarios have taken out of the plan. */
#define COR_REMOVED_TABLE "removed"

/* A row of crossing_interval. */
typedef struct
{
  guint ordinal;
  CorCrossingInterval interval;
} CorIntervalRow;

/* A row of crossing_wait. */
typedef struct
{
  guint ordinal;
  CorCrossingWait wait;
} CorWaitRow;

const CorTable *cor_tables_get (CorRecordKind kind);

const CorTable *cor_tables_get_intervals (void);

const CorTable *cor_tables_get_waits (void);

gboolean cor_tables_find (const char *name, CorRecordKind *kind);

const char *const *cor_tables_list_recorded (void);

G_END_DECLS
