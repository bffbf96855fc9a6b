/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-gates.h"

/*
 * People without a car come to a crossing by coach, and where both may pass a coach or feet take
 * them over it. As long as nothing tells these apart that is decided by the hour. A crossing that
 * takes only so many in coaches, or on foot, must know who does what. It becomes two gates: one for
 * cars and coaches, one for those on foot. They share hours and quotas, but nobody who goes through
 * one is in a movement with anybody who goes through the other.
 */

#define RIDER_MODES ((guint) (COR_MODE_COACH | COR_MODE_FOOT))

static gboolean
needs_two (const CorCrossing *crossing)
{
  guint n_coach = cor_crossing_get_mode_capacity (crossing, COR_MODE_COACH);
  guint n_foot = cor_crossing_get_mode_capacity (crossing, COR_MODE_FOOT);
  guint modes = 0;

  for (guint i = 0; i < crossing->intervals->len; i++)
    modes |= ((CorCrossingInterval *) crossing->intervals->pdata[i])->modes;

  return (modes & RIDER_MODES) == RIDER_MODES && n_coach > 0 && n_foot > 0 &&
         (n_coach != COR_UNLIMITED || n_foot != COR_UNLIMITED);
}

/**
 * cor_gates_new:
 * @crossings: (element-type CorCrossing): the crossings of a plan
 *
 * Returns: (transfer full) (element-type CorCrossing): the crossings in the same order, those with
 *   two gates twice
 */
GPtrArray *
cor_gates_new (GPtrArray *crossings)
{
  GPtrArray *gates = g_ptr_array_new_with_free_func (cor_record_unref);

  for (guint i = 0; i < crossings->len; i++)
    {
      g_ptr_array_add (gates, cor_record_ref (crossings->pdata[i]));
      if (needs_two (crossings->pdata[i]))
        g_ptr_array_add (gates, cor_record_ref (crossings->pdata[i]));
    }

  return gates;
}

/**
 * cor_gates_is_second:
 * @gates: (element-type CorCrossing): crossings, those with two gates twice
 * @gate: one of them
 *
 * Returns: whether the one before is the same crossing
 */
gboolean
cor_gates_is_second (GPtrArray *gates, guint gate)
{
  return gate > 0 && gates->pdata[gate - 1] == gates->pdata[gate];
}

/**
 * cor_gates_get_modes:
 * @gates: (element-type CorCrossing): crossings, those with two gates twice
 * @gate: one of them
 *
 * Returns: #CorMode bits of those who pass at this gate, if the crossing lets them
 */
guint
cor_gates_get_modes (GPtrArray *gates, guint gate)
{
  if (cor_gates_is_second (gates, gate))
    return COR_MODE_FOOT;
  if (gate + 1 < gates->len && cor_gates_is_second (gates, gate + 1))
    return COR_MODE_CAR | COR_MODE_COACH;

  return COR_MODE_CAR | COR_MODE_COACH | COR_MODE_FOOT;
}
