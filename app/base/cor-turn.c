/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-turn.h"

static const char *const codes[COR_N_TURNS] = {
  "straight",   "keep-right", "right",     "sharp-right", "back",
  "sharp-left", "left",       "keep-left", "roundabout",
};

/**
 * cor_turn_get_code:
 * @turn: a turn
 *
 * Returns: (transfer none): what files and commands call it
 */
const char *
cor_turn_get_code (CorTurn turn)
{
  g_return_val_if_fail (turn < COR_N_TURNS, "");

  return codes[turn];
}
