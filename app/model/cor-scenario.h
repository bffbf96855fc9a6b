/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-record.h"

G_BEGIN_DECLS

/**
 * CorScenario:
 * @record: the head
 * @name: (not nullable): what officers call it; no two of a plan share one
 * @created_utc_s: when it was branched
 * @parent_id: the scenario that it was branched from; nil: the plan itself
 * @note: (nullable)
 *
 * Another way in which things may go: records of its own lie over those of the plan, about the same
 * people. See cor_snapshot_view().
 */
typedef struct
{
  CorRecord record;
  char *name;
  gint64 created_utc_s;
  CorId parent_id;
  char *note;
} CorScenario;

CorScenario *cor_scenario_new (const CorId *id, const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorScenario, cor_record_unref)

G_END_DECLS
