/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-id.h"

G_BEGIN_DECLS

/**
 * CorPublished:
 * @number: its number: 1 for the first, never used twice
 * @revision: the plan's revision that publishing made
 * @scenario_id: the scenario it was made of; nil: the plan itself
 * @time_utc_s: when it was published
 * @network_checksum: (not nullable): the roads it was computed on
 *
 * A result that was published: kept for good, whatever becomes of the plan.
 */
typedef struct
{
  guint number;
  guint64 revision;
  CorId scenario_id;
  gint64 time_utc_s;
  char *network_checksum;
} CorPublished;

void cor_published_free (CorPublished *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorPublished, cor_published_free)

G_END_DECLS
