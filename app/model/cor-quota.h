/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-crossing.h"

G_BEGIN_DECLS

/**
 * CorQuota:
 * @record: the head
 * @country: ISO 3166 code of the neighbour
 * @max_people: people of ours that it takes
 * @is_daily: whether on each day, by the clock of the crossing's far side, instead of in all
 * @from_utc_s: when it begins; %COR_TIME_NONE: from the plan's start
 * @until_utc_s: when it ends, not included; %COR_TIME_NONE: open end
 * @source: (nullable): who says so
 *
 * How many people a country takes. Before and after it, and where there is none, as many as come.
 * Of several for one country each holds.
 */
typedef struct
{
  CorRecord record;
  char country[3];
  guint max_people;
  gboolean is_daily;
  gint64 from_utc_s;
  gint64 until_utc_s;
  char *source;
} CorQuota;

CorQuota *cor_quota_new (const CorId *id, const char *country) G_GNUC_WARN_UNUSED_RESULT;

gboolean
cor_quota_covers_hour (const CorQuota *self, const CorCrossing *crossing, gint64 hour_utc_s);

gboolean cor_quota_check (const CorQuota *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorQuota, cor_record_unref)

G_END_DECLS
