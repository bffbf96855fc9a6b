/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-border.h"

G_BEGIN_DECLS

/**
 * CorQueue:
 *
 * The people at one crossing in one run: cars, coaches and people on foot each in a line of their
 * own, all served by one border.
 */
typedef struct _CorQueue CorQueue;

/**
 * CorServing:
 * @party: who is being served: what cor_queue_join() was told
 * @mode: the place of their mode
 * @n_people: how many of them
 * @until_us: until when; %COR_NEVER_US with nobody: nothing more happens
 *
 * What a border does next. With nobody in it, it looks again at @until_us.
 */
typedef struct
{
  guint party;
  guint mode;
  guint n_people;
  gint64 until_us;
} CorServing;

CorQueue *cor_queue_new (const CorBorder *border) G_GNUC_WARN_UNUSED_RESULT;

void cor_queue_free (CorQueue *self);

void cor_queue_clear (CorQueue *self);

void cor_queue_set_pace (CorQueue *self, const double *factors);

void cor_queue_set_limit (CorQueue *self, guint n_people, gint64 until_us);

void cor_queue_join (CorQueue *self, guint party, guint mode, guint n_people);

gboolean cor_queue_is_busy (const CorQueue *self);

CorServing cor_queue_serve (CorQueue *self, gint64 time_us);

CorServing cor_queue_finish (CorQueue *self, gint64 *from_us);

G_END_DECLS
