/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CorChance:
 *
 * A stream of chance of its own for one thing in one run. What a stream gives depends on seed, run
 * and thing alone, not on what was drawn before elsewhere: so any number of threads see the same
 * runs, and two plans can be tried in the same weather.
 */
typedef struct
{
  guint64 state[4];
} CorChance;

guint64 cor_chance_mix (guint64 a, guint64 b);

CorChance cor_chance_start (guint64 run_seed, guint64 thing);

double cor_chance_draw_uniform (CorChance *self);

double cor_chance_draw_exponential (CorChance *self, double mean);

double cor_chance_draw_lognormal (CorChance *self, double median, double sigma);

G_END_DECLS
