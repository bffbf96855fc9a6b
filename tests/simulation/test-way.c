/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-way.h"

#include "cor-agreed-corridor.h"
#include "cor-test-outing.h"
#include "cor-way-hits.h"

/* A line of some 143 km along the 50th parallel. */
static const CorPosition line[] = { { 50.0, 24.0 }, { 50.0, 25.0 }, { 50.0, 26.0 } };

static CorGeometry *
make_shape (CorPartKind kind, const CorPosition *points, guint n_points)
{
  CorGeometry *shape = cor_geometry_new ();

  cor_geometry_add_part (shape, kind, points, n_points);

  return shape;
}

static void
test_inside (void)
{
  const CorPosition ring[] = {
    { 49.9, 24.5 }, { 49.9, 25.5 }, { 50.1, 25.5 }, { 50.1, 24.5 }, { 49.9, 24.5 },
  };
  const CorPosition hole[] = {
    { 49.95, 24.9 }, { 49.95, 25.1 }, { 50.05, 25.1 }, { 50.05, 24.9 }, { 49.95, 24.9 },
  };
  g_autoptr (CorGeometry) shape = make_shape (COR_PART_POLYGON, ring, G_N_ELEMENTS (ring));
  g_autofree double *at_m = cor_line_measure (line, G_N_ELEMENTS (line));
  g_autoptr (GArray) found = NULL;
  const CorStretch *stretches;

  cor_geometry_add_part (shape, COR_PART_HOLE, hole, G_N_ELEMENTS (hole));
  found = cor_line_find_inside (line, at_m, G_N_ELEMENTS (line), shape);

  g_assert_cmpuint (found->len, ==, 2);
  stretches = &g_array_index (found, CorStretch, 0);
  g_assert_cmpfloat_with_epsilon (stretches[0].from_m, 0.5 * at_m[1], 10.0);
  g_assert_cmpfloat_with_epsilon (stretches[0].until_m, 0.9 * at_m[1], 10.0);
  g_assert_cmpfloat_with_epsilon (stretches[1].until_m, at_m[1] + 0.5 * at_m[1], 10.0);
}

static void
test_crossed (void)
{
  const CorPosition barrier[] = { { 49.0, 24.5 }, { 51.0, 24.5 }, { 51.0, 25.5 }, { 49.0, 25.5 } };
  g_autofree double *at_m = cor_line_measure (line, G_N_ELEMENTS (line));
  g_autoptr (GArray) found =
      cor_line_find_crossed (line, at_m, G_N_ELEMENTS (line), barrier, G_N_ELEMENTS (barrier));

  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpfloat_with_epsilon (g_array_index (found, CorStretch, 0).from_m, 0.5 * at_m[1], 10.0);
}

static void
test_near (void)
{
  const CorPosition front[] = { { 50.1, 24.9 }, { 50.1, 25.1 } };
  g_autofree double *at_m = cor_line_measure (line, G_N_ELEMENTS (line));
  g_autoptr (GArray) near =
      cor_line_find_near (line, at_m, G_N_ELEMENTS (line), front, G_N_ELEMENTS (front), 15000.0);
  g_autoptr (GArray) far =
      cor_line_find_near (line, at_m, G_N_ELEMENTS (line), front, G_N_ELEMENTS (front), 10000.0);

  g_assert_cmpuint (near->len, ==, 1);
  g_assert_cmpuint (far->len, ==, 0);
}

/* A road that only crosses does not run along. */
static void
test_along (void)
{
  const CorPosition other[] = { { 50.2, 24.4 }, { 50.0, 24.5 }, { 50.0, 24.7 }, { 49.8, 24.8 } };
  const CorPosition across[] = { { 50.2, 24.5 }, { 49.8, 24.5 } };
  g_autofree double *at_m = cor_line_measure (line, G_N_ELEMENTS (line));
  g_autoptr (GArray) found =
      cor_line_find_along (line, at_m, G_N_ELEMENTS (line), other, G_N_ELEMENTS (other));
  g_autoptr (GArray) none =
      cor_line_find_along (line, at_m, G_N_ELEMENTS (line), across, G_N_ELEMENTS (across));

  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpfloat_with_epsilon (g_array_index (found, CorStretch, 0).from_m, 0.5 * at_m[1],
                                  1000.0);
  g_assert_cmpfloat_with_epsilon (g_array_index (found, CorStretch, 0).until_m, 0.7 * at_m[1],
                                  1000.0);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_pieces_add_up (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (137, 60);
  g_autoptr (CorSnapshot) snapshot = NULL;
  CorWayMaker *maker;
  CorWay *way;
  gint64 time_us = 0;
  double length_m = 0.0;

  cor_test_outing_close_middle (outing, 0, COR_TEST_HOUR_S);
  snapshot = cor_test_outing_finish (outing);
  maker = cor_way_maker_new (snapshot, (CorClock){ COR_TEST_START_UTC_S, 48 });
  way = cor_way_new (maker, outing->result->corridors->pdata[0], NULL);

  for (guint i = 0; i < way->pieces->len; i++)
    {
      const CorWayPiece *piece = &g_array_index (way->pieces, CorWayPiece, i);

      g_assert_cmpint (piece->time_us, >=, 0);
      time_us += piece->time_us;
      length_m += piece->length_m;
    }
  g_assert_cmpint (time_us, ==, 137 * COR_US_PER_MIN);
  g_assert_cmpfloat_with_epsilon (length_m, 137000.0, 1.0);
  cor_way_free (way);
  cor_way_maker_free (maker);
}

static guint
count_gated (const CorWay *way)
{
  guint n_gated = 0;

  for (guint i = 0; i < way->pieces->len; i++)
    n_gated += g_array_index (way->pieces, CorWayPiece, i).n_gates > 0;

  return n_gated;
}

/* Within an agreed corridor what is closed around does not count. */
static void
test_agreed_corridor_beats_closure (void)
{
  const CorPosition path[] = { { 50.0, 25.2 }, { 50.0, 24.8 } };
  CorId id = cor_id_from_key ("agreed");
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (120, 60);
  g_autoptr (CorSnapshot) snapshot = NULL;
  g_autoptr (CorGeometry) shape = make_shape (COR_PART_LINE, path, G_N_ELEMENTS (path));
  g_autoptr (GArray) agreed = g_array_new (FALSE, FALSE, sizeof (CorId));
  CorWayMaker *maker;
  CorWay *plain, *under;

  cor_test_outing_close_middle (outing, 0, G_MAXINT64);
  cor_edit_put (outing->edit, cor_agreed_corridor_new (&id, shape));
  g_array_append_val (agreed, id);
  snapshot = cor_test_outing_finish (outing);
  maker = cor_way_maker_new (snapshot, (CorClock){ COR_TEST_START_UTC_S, 48 });
  plain = cor_way_new (maker, outing->result->corridors->pdata[0], NULL);
  under = cor_way_new (maker, outing->result->corridors->pdata[0], agreed);

  g_assert_cmpuint (count_gated (plain), >, 0);
  g_assert_cmpuint (count_gated (under), >, 0);
  for (guint i = 0; i < plain->gates->len; i++)
    g_assert_cmpuint (g_array_index (plain->gates, CorWayGate, i).gate, ==, 0);
  for (guint i = 0; i < under->gates->len; i++)
    {
      g_assert_cmpuint (g_array_index (under->gates, CorWayGate, i).gate, ==, 1);
      g_assert_cmpint (g_array_index (under->gates, CorWayGate, i).is_entry, ==, i == 0);
    }
  cor_way_free (plain);
  cor_way_free (under);
  cor_way_maker_free (maker);
}

static void
test_curfew_opens_in_the_morning (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (120, 60);
  g_autoptr (CorSnapshot) snapshot = NULL;
  CorClosure *closure = cor_test_outing_close_middle (outing, -COR_TEST_HOUR_S, G_MAXINT64);
  CorWayMaker *maker;

  closure->daily = (CorDaily){ 22 * 60, 5 * 60, 0 };
  snapshot = cor_test_outing_finish (outing);
  maker = cor_way_maker_new (snapshot, (CorClock){ COR_TEST_START_UTC_S, 72 });

  /* The plan starts at 06:00. */
  g_assert_cmpint (cor_gate_get_open_us (maker->gates->pdata[0], 0, 0), ==, 0);
  g_assert_cmpint (cor_gate_get_open_us (maker->gates->pdata[0], 17 * COR_US_PER_H, 0), ==,
                   23 * COR_US_PER_H);
  g_assert_cmpint (cor_gate_get_open_us (maker->gates->pdata[0], 40 * COR_US_PER_H, 0), ==,
                   47 * COR_US_PER_H);
  /* Whoever needs three hours does not drive in two hours before. */
  g_assert_cmpint (cor_gate_get_open_us (maker->gates->pdata[0], 14 * COR_US_PER_H, COR_US_PER_H),
                   ==, 14 * COR_US_PER_H);
  g_assert_cmpint (
      cor_gate_get_open_us (maker->gates->pdata[0], 14 * COR_US_PER_H, 3 * COR_US_PER_H), ==,
      23 * COR_US_PER_H);
  cor_way_maker_free (maker);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/simulation/way/inside", test_inside);
  g_test_add_func ("/simulation/way/crossed", test_crossed);
  g_test_add_func ("/simulation/way/near", test_near);
  g_test_add_func ("/simulation/way/along", test_along);
  g_test_add_func ("/simulation/way/pieces-add-up", test_pieces_add_up);
  g_test_add_func ("/simulation/way/agreed-corridor-beats-closure",
                   test_agreed_corridor_beats_closure);
  g_test_add_func ("/simulation/way/curfew-opens-in-the-morning", test_curfew_opens_in_the_morning);

  return g_test_run ();
}
