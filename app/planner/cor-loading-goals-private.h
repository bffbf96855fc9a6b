/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-loading-private.h"

G_BEGIN_DECLS

typedef struct
{
  guint unit;
  guint from;
} CorGoalMove;

/* Later goals being pursued: what each comes to, and the change in hand. */
typedef struct
{
  CorLoader *loader;
  const CorGoals *goals;
  guint *stations;   /* by slot: the first of those at the same crossing in the same hour */
  guint *places;     /* by slot: the first at the same crossing in the same hour, by whatever column
                        or gate: nobody was told which */
  guint *next_alike; /* by slot: the next with the same place, or COR_LOADER_NONE */
  guint *by_cluster; /* units, those of a cluster together */
  GHashTable *n_in;  /* cluster and station -> units */
  GArray *moves;     /* CorGoalMove, of the change in hand */
  guint last_hour;   /* after which nobody may pass */
  gint64 values[COR_N_OBJECTIVES];
  gint64 limits[COR_N_OBJECTIVES];
  gint64 best[COR_N_OBJECTIVES]; /* what each was when it was its turn */
  guint64 end_steps;
  guint n_asked;
  CorProgress *progress;
} CorGoalPass;

guint cor_goal_pass_get_cluster (const CorGoalPass *self, guint unit);

gboolean cor_goal_pass_is_whole (const CorGoalPass *self, guint unit);

gboolean cor_goal_pass_can_pass (const CorGoalPass *self, guint unit, guint slot);

gint64 cor_goal_pass_get_exposed_m (const CorGoalPass *self, guint unit, guint slot);

gint64 cor_goal_pass_get_least_m (const CorGoalPass *self, guint unit, guint crossing);

gboolean cor_goal_pass_is_told_otherwise (const CorGoalPass *self, guint unit, guint slot);

guint cor_goal_pass_count_in (const CorGoalPass *self, guint unit, guint station);

void cor_goal_pass_count (CorGoalPass *self, guint unit, gint sign);

void cor_goal_pass_move (CorGoalPass *self, guint unit, guint slot);

void cor_goal_pass_take_back (CorGoalPass *self, guint n_kept);

gboolean cor_goal_pass_is_allowed (const CorGoalPass *self);

gboolean cor_goal_pass_settle (CorGoalPass *self, CorObjective goal, gint64 before);

gboolean cor_goal_pass_goes_on (CorGoalPass *self);

gboolean cor_goal_pass_try_move (CorGoalPass *self, CorObjective goal, guint unit, guint slot);

gboolean cor_goal_pass_may_change_places (const CorGoalPass *self, guint a, guint b);

gboolean cor_goal_pass_change_places (CorGoalPass *self, guint a, guint b);

GArray *cor_goal_pass_list_units_in (const CorGoalPass *self, guint slot);

gboolean cor_goal_pass_try_instead (CorGoalPass *self, CorObjective goal, guint unit, guint slot);

gboolean cor_goal_pass_merge_movements (CorGoalPass *self);

G_END_DECLS
