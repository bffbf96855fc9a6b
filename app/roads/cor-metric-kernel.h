/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CorUpWeight:
 * @up: weight of driving the upward arc
 * @down: weight of driving it the other way
 *
 * What an upward arc weighs both ways.
 */
typedef struct
{
  guint32 up;
  guint32 down;
} CorUpWeight;

void cor_metric_kernel (CorUpWeight *out, const CorUpWeight *second, CorUpWeight first, gsize n);

G_END_DECLS
