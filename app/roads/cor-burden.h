/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-route.h"

G_BEGIN_DECLS

/**
 * CorBurdenFunc:
 * @leg: a leg
 * @along_from: where on it driving begins, of %COR_SNAP_WHOLE_LEG
 * @along_to: where it ends
 * @enter_utc_ms: when one is there, in milliseconds since the epoch
 * @leave_utc_ms: when one is at the end
 * @user_data: the caller's
 *
 * Returns: what driving that adds then
 */
typedef guint32 (*CorBurdenFunc) (guint32 leg,
                                  guint32 along_from,
                                  guint32 along_to,
                                  gint64 enter_utc_ms,
                                  gint64 leave_utc_ms,
                                  gpointer user_data);

/**
 * CorBurden:
 * @least: (array): by leg: what driving all of it adds, whenever one does; of a part its share
 * @is_timed: (nullable) (array): by leg: whether @get has to be asked; @least is 0 there
 * @get: (nullable): says what depends on the time
 * @user_data: for @get
 *
 * Something besides time that adds up along a way and of which less is better. Connectors add
 * nothing. Everything is lent.
 */
typedef struct
{
  const guint32 *least;
  const guint8 *is_timed;
  CorBurdenFunc get;
  gpointer user_data;
} CorBurden;

guint32 cor_burden_get (const CorBurden *self,
                        guint32 leg,
                        guint32 along_from,
                        guint32 along_to,
                        gint64 enter_utc_ms,
                        gint64 leave_utc_ms);

guint64 cor_route_add_up (CorRoute *self, const CorBurden *burden, gint64 depart_utc_s);

G_END_DECLS
