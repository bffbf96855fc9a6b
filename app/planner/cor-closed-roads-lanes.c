/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closed-roads-private.h"

/**
 * cor_closed_roads_get_limits:
 * @self: closed roads
 *
 * Returns: (transfer none) (element-type CorClosure): those of the closures that limit vehicles
 *   while the plan lasts
 */
GPtrArray *
cor_closed_roads_get_limits (const CorClosedRoads *self)
{
  return self->limits;
}

/**
 * cor_closed_roads_get_agreed:
 * @self: closed roads
 *
 * Returns: (transfer none) (element-type CorAgreedCorridor): the agreed corridors
 */
GPtrArray *
cor_closed_roads_get_agreed (const CorClosedRoads *self)
{
  return self->corridors;
}

/**
 * cor_closed_roads_get_limited_legs:
 * @self: closed roads
 * @limit: place of one of the limits
 * @n_legs: (out): how many
 *
 * Returns: (transfer none) (array length=n_legs): the legs that it limits, ascending
 */
const guint32 *
cor_closed_roads_get_limited_legs (const CorClosedRoads *self, guint limit, gsize *n_legs)
{
  return cor_closure_set_get_hits (self->lanes, limit, n_legs);
}

/**
 * cor_closed_roads_has_lanes:
 * @self: closed roads
 *
 * Returns: whether there is an agreed corridor or a limit of vehicles
 */
gboolean
cor_closed_roads_has_lanes (const CorClosedRoads *self)
{
  return self->limits->len > 0 || self->corridors->len > 0;
}

/**
 * cor_closed_roads_is_agreed:
 * @self: closed roads
 * @leg: a leg of the network
 *
 * Returns: whether it belongs to an agreed corridor
 */
gboolean
cor_closed_roads_is_agreed (const CorClosedRoads *self, guint32 leg)
{
  for (guint i = 0; i < self->corridors->len; i++)
    if (cor_closed_roads_hits (self->lanes, self->limits->len + i, leg))
      return TRUE;

  return FALSE;
}

/**
 * cor_closed_roads_limits_arc:
 * @self: closed roads
 * @limit: place of one of the limits
 * @arc: an arc of the network
 *
 * Returns: whether it limits the vehicles on @arc
 */
gboolean
cor_closed_roads_limits_arc (const CorClosedRoads *self, guint limit, guint32 arc)
{
  CorNetwork *network = cor_closure_set_get_network (self->lanes);

  return cor_closure_set_hits_side (self->lanes, limit, cor_network_get_arc_leg (network, arc),
                                    cor_network_get_arc_is_backward (network, arc));
}

/**
 * cor_closed_roads_find_limit:
 * @self: closed roads
 * @arc: an arc of the network
 *
 * Returns: the first limit of vehicles on it, or %G_MAXUINT
 */
guint
cor_closed_roads_find_limit (const CorClosedRoads *self, guint32 arc)
{
  for (guint i = 0; i < self->limits->len; i++)
    if (cor_closed_roads_limits_arc (self, i, arc))
      return i;

  return G_MAXUINT;
}

/**
 * cor_closed_roads_limit_holds:
 * @self: closed roads
 * @limit: place of one of the limits
 * @from_utc_s: a begin
 * @until_utc_s: an end
 *
 * Returns: whether it is in force at any moment of that time
 */
gboolean
cor_closed_roads_limit_holds (const CorClosedRoads *self,
                              guint limit,
                              gint64 from_utc_s,
                              gint64 until_utc_s)
{
  guint place = g_array_index (self->limit_places, guint, limit);

  return cor_closure_shape_meets (self->shapes->pdata[place], from_utc_s, until_utc_s);
}

/**
 * cor_closed_roads_is_in_lane:
 * @self: closed roads
 * @leg: a leg of the network
 *
 * Returns: whether it belongs to an agreed corridor, or to a limited road in either direction
 */
gboolean
cor_closed_roads_is_in_lane (const CorClosedRoads *self, guint32 leg)
{
  for (guint i = 0; i < self->limits->len; i++)
    if (cor_closed_roads_hits (self->lanes, i, leg))
      return TRUE;

  return cor_closed_roads_is_agreed (self, leg);
}

static gboolean
touches (CorNetwork *network, guint32 leg, CorPosition position)
{
  CorLeg described;

  cor_network_get_leg (network, leg, &described);

  return cor_position_equal (cor_network_get_node_position (network, described.from_node),
                             position) ||
         cor_position_equal (cor_network_get_node_position (network, described.to_node), position);
}

/**
 * cor_closed_roads_is_on_lane:
 * @self: closed roads
 * @position: where roads meet
 *
 * Returns: whether an agreed corridor or a limited road leads there
 */
gboolean
cor_closed_roads_is_on_lane (const CorClosedRoads *self, CorPosition position)
{
  guint n_lanes = self->limits->len + self->corridors->len;

  for (guint i = 0; i < n_lanes; i++)
    {
      gsize n_legs;
      const guint32 *legs = cor_closure_set_get_hits (self->lanes, i, &n_legs);

      for (gsize j = 0; j < n_legs; j++)
        if (touches (cor_closure_set_get_network (self->lanes), legs[j], position))
          return TRUE;
    }

  return FALSE;
}
