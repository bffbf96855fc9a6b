/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-closure-set.h"

G_BEGIN_DECLS

/* A leg is closed in [from, until). */
typedef struct
{
  gint64 from_utc_s;
  gint64 until_utc_s;
} CorClosedTime;

const guint32 *cor_closure_set_get_closed_legs (CorClosureSet *self, gsize *n_legs);
const CorClosedTime *
cor_closure_set_get_closed_times (CorClosureSet *self, guint32 leg, gsize *n_times);

GArray *cor_closure_find_road_legs (CorNetwork *network, CorPosition from, CorPosition to);

G_END_DECLS
