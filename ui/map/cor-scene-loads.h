/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-map-scene.h"

G_BEGIN_DECLS

/**
 * CorSceneLoad:
 * @a: one end
 * @b: its other end
 * @n_people: people who drive it, by whatever is told apart
 *
 * A straight piece of road.
 */
typedef struct
{
  CorPosition a;
  CorPosition b;
  guint n_people[COR_N_SCENE_COUNTRIES];
} CorSceneLoad;

/* The pieces of road that ways share, and who drives them. */
typedef struct _CorSceneLoads CorSceneLoads;

CorSceneLoads *cor_scene_loads_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cor_scene_loads_free (CorSceneLoads *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorSceneLoads, cor_scene_loads_free)

void cor_scene_loads_add (CorSceneLoads *self,
                          const CorCorridor *corridor,
                          guint column,
                          guint n_people);

guint cor_scene_loads_get_n (const CorSceneLoads *self);

const CorSceneLoad *cor_scene_loads_get (const CorSceneLoads *self, guint index);

G_END_DECLS
