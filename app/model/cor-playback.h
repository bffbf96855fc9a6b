/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-result.h"

G_BEGIN_DECLS

/**
 * CorPlayback:
 *
 * A result as time goes by: who is still inside, which columns are where, who queues at which
 * crossing. It is what the plan says will happen, without chance. Constant once made; any thread
 * may ask.
 */
typedef struct _CorPlayback CorPlayback;

/**
 * CorPlaybackColumn:
 * @movement: place of its movement in the result's movements
 * @position: where its head is
 * @n_people: how many are in it
 *
 * A column under way.
 */
typedef struct
{
  guint movement;
  CorPosition position;
  guint n_people;
} CorPlaybackColumn;

/**
 * CorPlaybackQueue:
 * @crossing_id: the crossing
 * @n_people: how many of ours wait there
 *
 * A queue before a crossing.
 */
typedef struct
{
  CorId crossing_id;
  guint n_people;
} CorPlaybackQueue;

CorPlayback *cor_playback_new (CorResult *result) G_GNUC_WARN_UNUSED_RESULT;

void cor_playback_free (CorPlayback *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorPlayback, cor_playback_free)

gint64 cor_playback_get_begin_utc_s (const CorPlayback *self);

gint64 cor_playback_get_end_utc_s (const CorPlayback *self);

guint cor_playback_count_inside (const CorPlayback *self, gint64 time_utc_s);

void cor_playback_list_columns (const CorPlayback *self, gint64 time_utc_s, GArray *columns);

void cor_playback_list_queues (const CorPlayback *self, gint64 time_utc_s, GArray *queues);

G_END_DECLS
