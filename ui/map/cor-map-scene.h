/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "cor-comparison.h"
#include "cor-map-frame.h"
#include "cor-map-style.h"
#include "cor-result.h"
#include "cor-selection.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

/**
 * CorWorldPoint:
 * @x: eastwards, 0 to 1 around the world
 * @y: southwards, 0 to 1
 *
 * A position in Mercator's projection at no scale yet.
 */
typedef struct
{
  double x;
  double y;
} CorWorldPoint;

/* On a map of two plans pieces go by these in place of countries. */
typedef enum
{
  COR_SCENE_ALIKE,      /* as many in both */
  COR_SCENE_ONLY_FIRST, /* how many more in the first */
  COR_SCENE_ONLY_SECOND,
} CorSceneShade;

#define COR_N_SCENE_SHADES 3

/**
 * CorSceneSpot:
 * @kind: what it is
 * @id: which one
 * @position: where on the ground
 * @world: where on the map
 * @n_people: cluster: people of all statuses; crossing: people of ours who pass it;
 *   vehicle: places for people
 * @n_first: on a map of two plans, crossing: people who pass it in the first
 * @state: crossing: its state at the plan's start
 * @post: post: what kind
 * @name: (transfer full): in the desk's language
 *
 * Something drawn at a point.
 */
typedef struct
{
  CorSelectionKind kind;
  CorId id;
  CorPosition position;
  CorWorldPoint world;
  guint n_people;
  guint n_first;
  CorCrossingState state;
  CorPostKind post;
  char *name;
} CorSceneSpot;

/**
 * CorScenePiece:
 * @a: one end
 * @b: its other end
 * @n_people: people who drive it on their way to @country
 * @country: place of the destination in the scene's table of countries, or a #CorSceneShade
 * @lane: how many people drive it to countries drawn before this one
 *
 * A straight piece of road that corridors share, drawn once for each country that they lead to.
 */
typedef struct
{
  CorWorldPoint a;
  CorWorldPoint b;
  guint n_people;
  guint country;
  guint lane;
} CorScenePiece;

/**
 * CorSceneClosure:
 * @id: which one
 * @kind: how it closes roads
 * @geometry: (transfer full): its shape
 * @label: (transfer full): what it is called
 * @in_force: whether it closes roads at the plan's start
 *
 * A closure.
 */
typedef struct
{
  CorId id;
  CorClosureKind kind;
  CorGeometry *geometry;
  char *label;
  gboolean in_force;
} CorSceneClosure;

/**
 * CorSceneAgreed:
 * @id: which one
 * @geometry: (transfer full): its path
 * @label: (transfer full): what it is called
 * @is_open: whether it may be driven at the plan's start
 *
 * An agreed corridor.
 */
typedef struct
{
  CorId id;
  CorGeometry *geometry;
  char *label;
  gboolean is_open;
} CorSceneAgreed;

/**
 * CorMapScene:
 * @spots: (element-type CorSceneSpot): posts, vehicles, crossings, clusters: drawn in that order
 * @pieces: (element-type CorScenePiece)
 * @closures: (element-type CorSceneClosure)
 * @agreed: (element-type CorSceneAgreed)
 * @n_clusters: how many of @spots are clusters
 * @n_corridors: ways that movements use
 * @largest_load: people on the busiest piece
 * @is_comparison: whether it is of two plans
 * @is_stale: whether the routes do not belong to the plan as it is
 *
 * What the map shows of a plan: prepared once a change, drawn every frame. Constant.
 */
typedef struct
{
  GArray *spots;
  GArray *pieces;
  GArray *closures;
  GArray *agreed;
  guint n_clusters;
  guint n_corridors;
  guint largest_load;
  gboolean is_comparison;
  gboolean is_stale;
} CorMapScene;

CorMapScene *cor_map_scene_new (CorSnapshot *snapshot,
                                CorResult *result,
                                gboolean is_stale,
                                CorLanguage language) G_GNUC_WARN_UNUSED_RESULT;

CorMapScene *cor_map_scene_new_of_comparison (CorSnapshot *snapshot,
                                              const CorComparison *comparison,
                                              CorLanguage language) G_GNUC_WARN_UNUSED_RESULT;

void cor_map_scene_free (CorMapScene *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorMapScene, cor_map_scene_free)

#define COR_N_SCENE_COUNTRIES 6

const CorSceneSpot *
cor_map_scene_find_spot (const CorMapScene *self, CorSelectionKind kind, const CorId *id);

G_END_DECLS
