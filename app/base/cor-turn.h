/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-geo.h"

G_BEGIN_DECLS

/**
 * CorTurn:
 * @COR_TURN_STRAIGHT: straight on, where one might think otherwise
 * @COR_TURN_KEEP_RIGHT: the road forks: the right one
 * @COR_TURN_RIGHT: turn right
 * @COR_TURN_SHARP_RIGHT: turn right, back a little
 * @COR_TURN_BACK: turn around
 * @COR_TURN_SHARP_LEFT: turn left, back a little
 * @COR_TURN_LEFT: turn left
 * @COR_TURN_KEEP_LEFT: the road forks: the left one
 * @COR_TURN_ROUNDABOUT: leave a roundabout by one of its exits
 * @COR_N_TURNS: how many there are
 *
 * What a driver does at a junction. Kept in plans: new ones go to the end.
 */
typedef enum
{
  COR_TURN_STRAIGHT,
  COR_TURN_KEEP_RIGHT,
  COR_TURN_RIGHT,
  COR_TURN_SHARP_RIGHT,
  COR_TURN_BACK,
  COR_TURN_SHARP_LEFT,
  COR_TURN_LEFT,
  COR_TURN_KEEP_LEFT,
  COR_TURN_ROUNDABOUT,
  COR_N_TURNS
} CorTurn;

/**
 * CorManeuver:
 * @turn: what the driver does
 * @exit: which exit of a %COR_TURN_ROUNDABOUT to take, counted from 1; 0 when the way ends in it
 * @position: the junction
 * @distance_m: from where the way begins to the junction, in metres
 * @bearing_deg: in which direction one drives on, in whole degrees clockwise from north
 *
 * A junction at which a driver who does not know the way could go wrong.
 */
typedef struct
{
  CorTurn turn;
  guint exit;
  CorPosition position;
  guint distance_m;
  guint bearing_deg;
} CorManeuver;

const char *cor_turn_get_code (CorTurn turn);

G_END_DECLS
