/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cor-closure-hours.h"
#include "cor-geo.h"

G_BEGIN_DECLS

#define COR_CLOSED_SINCE_EVER G_MININT64
#define COR_CLOSED_FOR_GOOD G_MAXINT64

/**
 * CorClosureEffect:
 * @COR_CLOSURE_CLOSED: nobody drives there
 * @COR_CLOSURE_DELAYED: whoever passes is held up, as at a checkpoint
 * @COR_CLOSURE_SLOWED: one drives there, but slower; ferries keep their timetable
 *
 * What a restriction does to whoever drives there.
 */
typedef enum
{
  COR_CLOSURE_CLOSED,
  COR_CLOSURE_DELAYED,
  COR_CLOSURE_SLOWED
} CorClosureEffect;

/**
 * CorClosureDirection:
 * @COR_CLOSURE_BOTH_WAYS: whichever way one drives
 * @COR_CLOSURE_ONE_WAY: only along a road from its first point to the last, only across a line
 *   from its left to its right, and only into an area, a front's strip or onto a bridge's: what
 *   lies inside and leads out of it stays as it is
 *
 * In which direction a restriction holds.
 */
typedef enum
{
  COR_CLOSURE_BOTH_WAYS,
  COR_CLOSURE_ONE_WAY
} CorClosureDirection;

/**
 * COR_CLOSURE_MAX_DELAY_MIN:
 *
 * The longest delay that a restriction may be, in minutes: a week.
 */
#define COR_CLOSURE_MAX_DELAY_MIN 10080u

/**
 * CorClosureShape:
 *
 * A restriction, and when it holds: any number of areas, lines drawn across roads, and single
 * stretches of road, in force in [from, until), and of that time only in certain hours when
 * cor_closure_shape_set_hours () says so. As made it closes them, both ways;
 * cor_closure_shape_set_delay () makes a checkpoint of it, cor_closure_shape_set_speed () slows
 * down, cor_closure_shape_set_direction () leaves one direction as it is.
 *
 * It knows no network; a #CorClosureSet finds the roads it hits. Fill it, then share it: it must
 * not change afterwards.
 */
typedef struct _CorClosureShape CorClosureShape;

CorClosureShape *cor_closure_shape_new (const char *label,
                                        gint64 from_utc_s,
                                        gint64 until_utc_s) G_GNUC_WARN_UNUSED_RESULT;
CorClosureShape *cor_closure_shape_ref (CorClosureShape *self);
void cor_closure_shape_unref (CorClosureShape *self);

gboolean cor_closure_shape_add_area (CorClosureShape *self,
                                     const CorPosition *ring,
                                     gsize n_positions,
                                     GError **error);
gboolean cor_closure_shape_add_hole (CorClosureShape *self,
                                     const CorPosition *ring,
                                     gsize n_positions,
                                     GError **error);
gboolean cor_closure_shape_add_line (CorClosureShape *self,
                                     const CorPosition *line,
                                     gsize n_positions,
                                     GError **error);
void cor_closure_shape_add_road (CorClosureShape *self, CorPosition from, CorPosition to);
gboolean cor_closure_shape_add_front (CorClosureShape *self,
                                      const CorPosition *line,
                                      gsize n_positions,
                                      double distance_m,
                                      GError **error);
gboolean cor_closure_shape_add_bridges (CorClosureShape *self,
                                        const CorPosition *line,
                                        gsize n_positions,
                                        double distance_m,
                                        GError **error);
void cor_closure_shape_add_abroad (CorClosureShape *self, const char *country);

gboolean cor_closure_shape_set_delay (CorClosureShape *self, guint delay_min, GError **error);
gboolean cor_closure_shape_set_speed (CorClosureShape *self, guint speed_percent, GError **error);
void cor_closure_shape_set_direction (CorClosureShape *self, CorClosureDirection direction);
gboolean
cor_closure_shape_set_hours (CorClosureShape *self, const CorClosureHours *hours, GError **error);
void cor_closure_shape_set_cuts_overpasses (CorClosureShape *self, gboolean cuts_overpasses);

gint64 cor_closure_shape_get_from_utc_s (CorClosureShape *self);
gint64 cor_closure_shape_get_until_utc_s (CorClosureShape *self);
CorClosureEffect cor_closure_shape_get_effect (CorClosureShape *self);
guint cor_closure_shape_get_delay_min (CorClosureShape *self);
guint cor_closure_shape_get_speed_percent (CorClosureShape *self);
const CorClosureHours *cor_closure_shape_get_hours (CorClosureShape *self);
gboolean cor_closure_shape_list_times (CorClosureShape *self,
                                       gint64 from_utc_s,
                                       gint64 until_utc_s,
                                       GArray *times);
gboolean cor_closure_shape_meets (CorClosureShape *self, gint64 from_utc_s, gint64 until_utc_s);
gboolean cor_closure_shape_covers (CorClosureShape *self, gint64 from_utc_s, gint64 until_utc_s);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorClosureShape, cor_closure_shape_unref)

G_END_DECLS
