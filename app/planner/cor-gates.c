/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-gates.h"

/*
 * People without a car come to a crossing by coach, and where both may pass a coach or feet take
 * them over it. As long as nothing tells these apart they pass by coach. A crossing that takes only
 * so many in coaches, or on foot, must know who does what; so must one that lets coaches pass at
 * some times only, and feet at others: whoever leaves in a movement by coach shall not come when no
 * coach passes any more. It becomes two gates: one for cars and coaches, one for those on foot.
 * They share hours and quotas, but nobody who goes through one is in a movement with anybody who
 * goes through the other.
 */

#define RIDER_MODES ((guint) (COR_MODE_COACH | COR_MODE_FOOT))

static gboolean
counts_riders (const CorCrossing *crossing)
{
  return cor_crossing_get_mode_capacity (crossing, COR_MODE_COACH) != COR_UNLIMITED ||
         cor_crossing_get_mode_capacity (crossing, COR_MODE_FOOT) != COR_UNLIMITED;
}

static gboolean
needs_two (const CorCrossing *crossing)
{
  guint modes = 0;
  gboolean is_ever_on_foot = counts_riders (crossing);

  if (cor_crossing_get_mode_capacity (crossing, COR_MODE_COACH) == 0 ||
      cor_crossing_get_mode_capacity (crossing, COR_MODE_FOOT) == 0)
    return FALSE;

  for (guint i = 0; i < crossing->intervals->len; i++)
    {
      const CorCrossingInterval *interval = crossing->intervals->pdata[i];

      if (interval->state != COR_CROSSING_OPEN)
        continue;
      modes |= interval->modes;
      is_ever_on_foot |= (interval->modes & RIDER_MODES) == COR_MODE_FOOT;
    }

  return (modes & RIDER_MODES) == RIDER_MODES && is_ever_on_foot;
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
 * @open_modes: #CorMode bits that the crossing lets pass at some time
 *
 * Returns: #CorMode bits of those who pass at this gate then; each of @open_modes at one gate only
 */
guint
cor_gates_get_modes (GPtrArray *gates, guint gate, guint open_modes)
{
  gboolean is_second = cor_gates_is_second (gates, gate);
  guint at_second;

  if (!is_second && (gate + 1 >= gates->len || !cor_gates_is_second (gates, gate + 1)))
    return open_modes;

  at_second = counts_riders (gates->pdata[gate]) || (open_modes & COR_MODE_COACH) == 0
                  ? open_modes & COR_MODE_FOOT
                  : 0;

  return is_second ? at_second : open_modes & ~at_second;
}
