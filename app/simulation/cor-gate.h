/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-agreed-corridor.h"
#include "cor-closure.h"

G_BEGIN_DECLS

/* Times of a simulation are microseconds since the plan's start. */
#define COR_US_PER_S G_GINT64_CONSTANT (1000000)
#define COR_US_PER_MIN (60 * COR_US_PER_S)
#define COR_US_PER_H (3600 * COR_US_PER_S)

/* Never, as a time. */
#define COR_NEVER_US G_MAXINT64

/**
 * CorSpan:
 * @from_us: when it begins
 * @until_us: when it ends, not included
 *
 * A time in which something holds.
 */
typedef struct
{
  gint64 from_us;
  gint64 until_us;
} CorSpan;

/**
 * CorClock:
 * @start_utc_s: the plan's start, at which its microseconds begin
 * @n_hours: hours that are simulated
 *
 * The time that a simulation covers.
 */
typedef struct
{
  gint64 start_utc_s;
  guint n_hours;
} CorClock;

/**
 * CorGate:
 * @id: the closure or agreed corridor
 * @shut: (element-type CorSpan): when nobody may drive in, in order
 * @narrow: (nullable) (element-type CorSpan): when @headway_us counts, in order; %NULL: always
 * @headway_us: time between two vehicles driving in; 0: any number may
 * @spacing_us: time between two columns
 * @max_vehicles: vehicles of the largest column; 0: any
 *
 * What a part of a way may be shut or narrowed by.
 */
typedef struct
{
  CorId id;
  GArray *shut;
  GArray *narrow;
  gint64 headway_us;
  gint64 spacing_us;
  guint max_vehicles;
} CorGate;

CorGate *cor_gate_new_for_closure (const CorClosure *closure,
                                   CorClock clock) G_GNUC_WARN_UNUSED_RESULT;

CorGate *cor_gate_new_for_corridor (const CorAgreedCorridor *corridor,
                                    CorClock clock) G_GNUC_WARN_UNUSED_RESULT;

void cor_gate_free (CorGate *self);

gint64 cor_gate_get_open_us (const CorGate *self, gint64 time_us, gint64 through_us);

gboolean cor_gate_shuts_meanwhile (const CorGate *self, gint64 from_us, gint64 until_us);

gboolean cor_gate_is_narrow (const CorGate *self, gint64 time_us);

gint64 cor_gate_get_turn_us (const CorGate *self, gint64 time_us, gint64 free_us);

gint64 cor_clock_to_us (CorClock self, gint64 time_utc_s);

gint64 cor_spans_get_end_us (GArray *spans, gint64 time_us);

G_END_DECLS
