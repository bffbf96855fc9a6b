/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-agreed-corridor.h"
#include "cor-result.h"
#include "cor-session.h"

G_BEGIN_DECLS

/**
 * CorCorridorPathPart:
 * @from: a point of the line as drawn, counted from 1
 * @to: the next one
 * @from_position: where the one is
 * @to_position: where the other is
 * @is_on_road: whether a road runs there that may be driven in the line's direction
 * @road: (nullable): if not: the quickest way there
 * @other: (nullable): another that is nearly as quick: draw a point on the one that is meant
 *
 * What an agreed corridor's line is between two of its points.
 */
typedef struct
{
  guint from;
  guint to;
  CorPosition from_position;
  CorPosition to_position;
  gboolean is_on_road;
  CorCorridor *road;
  CorCorridor *other;
} CorCorridorPathPart;

/**
 * CorCorridorPath:
 * @corridor: the corridor
 * @parts: (element-type CorCorridorPathPart): its line between each two of its points
 * @is_on_roads: whether all of it lies on roads; otherwise nobody drives it
 * @is_back_on_roads: of one that is two-way: whether it does against its direction
 * @found: (nullable): a line along roads that it might mean, to be looked at and confirmed with
 *   cor_edit_take_corridor_path(); %NULL if it lies on roads, or if there is none
 * @is_unclear: whether other roads may be meant just as well, so that @found is not to be taken
 * @modes: who may and can drive @way
 * @way: (nullable): the roads as a whole: as drawn, or else as found
 * @closed_by: (element-type utf8): labels of closures over which @way runs, all plan long or not:
 *   an agreed corridor is open in its hours whatever is closed there
 * @trouble: (nullable): why this was looked at on other roads than the plan names, in English
 *
 * Whether an agreed corridor lies on roads, and what to do if it does not.
 */
typedef struct
{
  CorAgreedCorridor *corridor;
  GPtrArray *parts;
  gboolean is_on_roads;
  gboolean is_back_on_roads;
  CorGeometry *found;
  gboolean is_unclear;
  guint modes;
  CorCorridor *way;
  GPtrArray *closed_by;
  char *trouble;
} CorCorridorPath;

void cor_session_find_corridor_path_async (CorSession *self,
                                           const CorId *corridor_id,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);

CorCorridorPath *cor_session_find_corridor_path_finish (CorSession *self,
                                                        GAsyncResult *result,
                                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cor_corridor_path_free (CorCorridorPath *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorCorridorPath, cor_corridor_path_free)

CorEdit *cor_edit_take_corridor_path (CorSnapshot *snapshot,
                                      const CorCorridorPath *path,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
