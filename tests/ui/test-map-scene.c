/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "cor-map-scene.h"
#include "cor-plan-layer.h"

#define LIST                                                                                       \
  "Full name,Phone,City,Oblast\n"                                                                  \
  "Dana Levi,+972501234567,Kyiv,Kyiv\n"                                                            \
  "Noam Cohen,+972501234568,Bila Tserkva,Kyiv\n"                                                   \
  "Avi Peretz,+972501234569,Lviv,Lviv\n"

#define NEAR_ZOOM 9.0
#define FAR_ZOOM 3.0

typedef struct
{
  DeskFixture *fixture;
  CorResult *result;
  CorMapScene *scene;
} Shown;

static void
computed_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  CorResult **result = user_data;
  g_autoptr (GError) error = NULL;

  *result = cor_session_compute_finish (COR_SESSION (source), async_result, &error);
  g_assert_no_error (error);
}

static gboolean
is_computed (gpointer user_data)
{
  return *(CorResult **) user_data != NULL;
}

static void
shown_init (Shown *self)
{
  g_autofree char *path = NULL;

  self->fixture = desk_fixture_new ();
  self->result = NULL;
  path = desk_fixture_write (self->fixture, "list.csv", LIST);
  desk_fixture_import (self->fixture, path);
  cor_session_compute_async (self->fixture->session, NULL, computed_cb, &self->result);
  desk_wait_until (is_computed, &self->result);
  self->scene = cor_map_scene_new (cor_session_get_snapshot (self->fixture->session), self->result,
                                   FALSE, COR_LANGUAGE_EN);
}

static void
shown_clear (Shown *self)
{
  cor_map_scene_free (self->scene);
  cor_result_unref (self->result);
  desk_fixture_free (self->fixture);
}

static const CorSceneSpot *
find_named (const CorMapScene *scene, const char *name)
{
  for (guint i = 0; i < scene->spots->len; i++)
    {
      const CorSceneSpot *spot = &g_array_index (scene->spots, CorSceneSpot, i);

      if (spot->kind == COR_SELECTION_CLUSTER && g_str_equal (spot->name, name))
        return spot;
    }

  return NULL;
}

static gboolean
find_at (const CorMapScene *scene, CorPosition position, double zoom, CorMapTarget *target)
{
  const CorMapFrame frame = { .centre = position, .zoom = zoom, .width_px = 800, .height_px = 600 };
  g_autoptr (GArray) groups = cor_cluster_layer_group (scene, &frame);

  return cor_map_scene_find (scene, groups, &frame, 400, 300, target);
}

static void
test_shows_clusters_and_their_ways (void)
{
  Shown shown;
  const CorSceneSpot *kyiv;

  shown_init (&shown);
  g_assert_cmpuint (shown.scene->n_clusters, ==, 3);
  g_assert_cmpuint (shown.scene->n_corridors, >=, 3);
  g_assert_cmpuint (shown.scene->pieces->len, >, 10);
  g_assert_false (shown.scene->is_stale);

  kyiv = find_named (shown.scene, "Kyiv");
  g_assert_nonnull (kyiv);
  g_assert_cmpuint (kyiv->n_people, ==, 1);
  g_assert_true (cor_map_scene_find_spot (shown.scene, COR_SELECTION_CLUSTER, &kyiv->id) == kyiv);
  shown_clear (&shown);
}

static void
test_finds_what_is_under_the_pointer (void)
{
  Shown shown;
  const CorSceneSpot *kyiv;
  const CorSceneSpot *tserkva;
  const CorPosition at_sea = { 43.5, 31.5 };
  CorMapTarget target;

  shown_init (&shown);
  kyiv = find_named (shown.scene, "Kyiv");
  tserkva = find_named (shown.scene, "Bila Tserkva");
  g_assert_nonnull (kyiv);
  g_assert_nonnull (tserkva);

  g_assert_true (find_at (shown.scene, kyiv->position, NEAR_ZOOM, &target));
  g_assert_cmpint (target.kind, ==, COR_SELECTION_CLUSTER);
  g_assert_true (cor_id_equal (&target.id, &kyiv->id));
  g_assert_cmpuint (target.n_clusters, ==, 1);

  g_assert_false (find_at (shown.scene, at_sea, NEAR_ZOOM, &target));
  g_assert_cmpint (target.kind, ==, COR_SELECTION_NONE);

  /* From afar the two towns are one mark that counts both. */
  g_assert_true (find_at (shown.scene, kyiv->position, FAR_ZOOM, &target));
  g_assert_cmpuint (target.n_clusters, >=, 2);
  g_assert_cmpuint (target.n_people, >=, 2);
  shown_clear (&shown);
}

static void
test_finds_closures_by_their_inside (void)
{
  const CorPosition in_crimea = { 45.2, 34.2 };
  Shown shown;
  CorMapTarget target;

  shown_init (&shown);
  g_assert_true (find_at (shown.scene, in_crimea, NEAR_ZOOM, &target));
  g_assert_cmpint (target.kind, ==, COR_SELECTION_CLOSURE);
  g_assert_nonnull (target.label);
  shown_clear (&shown);
}

static void
add_tests (void)
{
  g_test_add_func ("/desk/map-scene/shows-clusters-and-their-ways",
                   test_shows_clusters_and_their_ways);
  g_test_add_func ("/desk/map-scene/finds-what-is-under-the-pointer",
                   test_finds_what_is_under_the_pointer);
  g_test_add_func ("/desk/map-scene/finds-closures-by-their-inside",
                   test_finds_closures_by_their_inside);
}

int
main (int argc, char **argv)
{
  return desk_test_run (argc, argv, add_tests);
}
