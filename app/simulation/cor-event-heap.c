/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-event-heap.h"

struct _CorEventHeap
{
  GArray *events; /* CorEvent: a binary heap */
};

/**
 * cor_event_heap_new:
 *
 * Returns: (transfer full): an empty heap
 */
CorEventHeap *
cor_event_heap_new (void)
{
  CorEventHeap *self = g_new0 (CorEventHeap, 1);

  self->events = g_array_new (FALSE, FALSE, sizeof (CorEvent));

  return self;
}

/**
 * cor_event_heap_free:
 * @self: (transfer full): a heap
 *
 * Frees @self.
 */
void
cor_event_heap_free (CorEventHeap *self)
{
  g_array_unref (self->events);
  g_free (self);
}

static gboolean
is_before (const CorEvent *a, const CorEvent *b)
{
  if (a->time_us != b->time_us)
    return a->time_us < b->time_us;
  if (a->kind != b->kind)
    return a->kind < b->kind;

  return a->index < b->index;
}

/**
 * cor_event_heap_push:
 * @self: a heap
 * @time_us: when something happens
 * @kind: what
 * @index: to whom
 *
 * Adds an event.
 */
void
cor_event_heap_push (CorEventHeap *self, gint64 time_us, guint kind, guint index)
{
  CorEvent event = { time_us, kind, index };
  CorEvent *events;
  guint place = self->events->len;

  g_array_append_val (self->events, event);
  events = (CorEvent *) (gpointer) self->events->data;
  while (place > 0 && is_before (&event, &events[(place - 1) / 2]))
    {
      events[place] = events[(place - 1) / 2];
      place = (place - 1) / 2;
    }
  events[place] = event;
}

/**
 * cor_event_heap_pop:
 * @self: a heap
 * @event: (out): what happens next
 *
 * Takes the next event out.
 *
 * Returns: %FALSE if nothing happens any more
 */
gboolean
cor_event_heap_pop (CorEventHeap *self, CorEvent *event)
{
  CorEvent *events = (CorEvent *) (gpointer) self->events->data;
  guint n_events = self->events->len, place = 0;
  CorEvent last;

  if (n_events == 0)
    return FALSE;

  *event = events[0];
  last = events[--n_events];
  g_array_set_size (self->events, n_events);
  for (guint child = 1; child < n_events; child = 2 * place + 1)
    {
      if (child + 1 < n_events && is_before (&events[child + 1], &events[child]))
        child++;
      if (!is_before (&events[child], &last))
        break;
      events[place] = events[child];
      place = child;
    }
  if (n_events > 0)
    events[place] = last;

  return TRUE;
}
