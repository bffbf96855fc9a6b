/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CorEvent:
 * @time_us: when it happens
 * @kind: what happens; of those at one time the smallest comes first
 * @index: to whom; then the smallest
 */
typedef struct
{
  gint64 time_us;
  guint kind;
  guint index;
} CorEvent;

/**
 * CorEventHeap:
 *
 * What is still to happen. What comes out depends on what was put in, not on its order.
 */
typedef struct _CorEventHeap CorEventHeap;

CorEventHeap *cor_event_heap_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cor_event_heap_free (CorEventHeap *self);

void cor_event_heap_push (CorEventHeap *self, gint64 time_us, guint kind, guint index);

gboolean cor_event_heap_pop (CorEventHeap *self, CorEvent *event);

G_END_DECLS
