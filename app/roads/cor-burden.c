/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-burden.h"

#include "cor-snap-private.h"

/**
 * cor_burden_get:
 * @self: a burden
 * @leg: a leg
 * @along_from: where on it driving begins, of %COR_SNAP_WHOLE_LEG
 * @along_to: where it ends
 * @enter_utc_ms: when one is there, in milliseconds since the epoch
 * @leave_utc_ms: when one is at the end
 *
 * Returns: what driving that adds
 */
guint32
cor_burden_get (const CorBurden *self,
                guint32 leg,
                guint32 along_from,
                guint32 along_to,
                gint64 enter_utc_ms,
                gint64 leave_utc_ms)
{
  if (self->is_timed != NULL && self->is_timed[leg])
    return self->get (leg, along_from, along_to, enter_utc_ms, leave_utc_ms, self->user_data);

  return cor_snap_part (self->least[leg], MAX (along_from, along_to) - MIN (along_from, along_to));
}
