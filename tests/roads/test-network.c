/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "cor-error.h"
#include "cor-network-area.h"
#include "cor-test-network.h"

#define NODES                                                                                      \
  "id\tlat\tlon\tkind\tplace_number\tcrossing\tcountry\tname_uk\tname_en\tname_he\n"               \
  "lviv\t49.84\t24.03\tsettlement\t702550\t\tUA\tЛьвів\tLviv\tלבוב\n"                     \
  "junction\t49.9\t23.5\tjunction\t\t\tUA\t\t\t\n"                                                 \
  "krakivets\t49.96\t23.11\tcrossing\t\tpl-krakivets\tUA\tКраковець\tKrakivets\t\n"
#define LEG_HEADER                                                                                 \
  "from\tto\troad_number\tclass\tlanes\tlength_m\tmaxspeed_kmh\tcoach_kmh\tone_way\tflags\t"       \
  "country\tconfidence\tsource\tshape\n"
#define LEGS                                                                                       \
  LEG_HEADER                                                                                       \
  "lviv\tjunction\tM10\ttrunk\t2\t40000\t80\t70\t0\tbridge\tUA\tA\tlist\t49.85,23.9 49.86,23.8\n"  \
  "junction\tkrakivets\tM10\ttrunk\t2\t30000\t80\t\t1\t\tUA\tB\tlist\t\n"

static CorNetwork *
load (const char *nodes, const char *legs, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("corridors-roads-XXXXXX", NULL);
  g_autofree char *nodes_path = g_build_filename (folder, "nodes.tsv", NULL);
  g_autofree char *legs_path = g_build_filename (folder, "legs.tsv", NULL);
  CorNetwork *network;

  g_assert_true (g_file_set_contents (nodes_path, nodes, -1, NULL));
  g_assert_true (g_file_set_contents (legs_path, legs, -1, NULL));
  network = cor_network_new_from_tables (nodes_path, legs_path, error);
  g_remove (nodes_path);
  g_remove (legs_path);
  g_rmdir (folder);

  return network;
}

static void
test_reads_tables (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CorNetwork) network = load (NODES, LEGS, &error);
  guint32 node;
  CorLeg leg;

  g_assert_no_error (error);
  g_assert_cmpuint (cor_network_get_n_nodes (network), ==, 3);
  g_assert_cmpuint (cor_network_get_n_legs (network), ==, 2);
  g_assert_cmpuint (cor_network_get_n_arcs (network), ==, 3);

  node = cor_network_find_node_by_crossing (network, "pl-krakivets");
  g_assert_cmpstr (cor_network_get_node_key (network, node), ==, "krakivets");
  g_assert_cmpstr (cor_network_get_node_name (network, node, COR_LANGUAGE_UK), ==, "Краковець");
  g_assert_cmpstr (cor_network_get_node_name (network, node, COR_LANGUAGE_HE), ==, "Krakivets");
  g_assert_false (cor_network_get_node_is_settlement (network, node));
  node = cor_network_find_node_by_place (network, 702550);
  g_assert_cmpstr (cor_network_get_node_name (network, node, COR_LANGUAGE_HE), ==, "לבוב");
  g_assert_true (cor_network_get_node_is_settlement (network, node));

  cor_network_get_leg (network, 0, &leg);
  g_assert_cmpuint (leg.length_m, ==, 40000);
  g_assert_cmpuint (leg.flags, ==, COR_LEG_BRIDGE);
  g_assert_cmpuint (leg.road_class, ==, COR_ROAD_CLASS_TRUNK);
  g_assert_cmpstr (leg.country, ==, "UA");
  g_assert_cmpstr (cor_network_get_road_number (network, leg.road), ==, "M10");
  g_assert_cmpuint (cor_network_get_leg_n_points (network, 0), ==, 4);
  g_assert_cmpfloat_with_epsilon (cor_network_get_leg_point (network, 0, 1).lon_deg, 23.9, 1e-6);

  /* 40 km at 80 km/h are half an hour; no coach drives the second leg. */
  for (guint32 arc = 0; arc < 3; arc++)
    {
      guint32 of = cor_network_get_arc_leg (network, arc);

      g_assert_cmpuint (cor_network_get_arc_time_ms (network, arc, COR_ROAD_VEHICLE_CAR), ==,
                        of == 0 ? 1800000 : 1350000);
      if (of == 1)
        g_assert_cmpuint (cor_network_get_arc_time_ms (network, arc, COR_ROAD_VEHICLE_COACH), ==,
                          COR_TRAVEL_UNREACHABLE);
    }
}

static void
test_same_tables_same_checksum (void)
{
  g_autoptr (CorNetwork) first = load (NODES, LEGS, NULL);
  g_autoptr (CorNetwork) second = load (NODES, LEGS, NULL);
  g_autoptr (CorNetwork) other =
      load (NODES, LEGS "lviv\tkrakivets\t\tlocal\t2\t80000\t50\t40\t0\t\tUA\tC\tlist\t\n", NULL);

  g_assert_cmpuint (strlen (cor_network_get_checksum (first)), ==, 64);
  g_assert_cmpstr (cor_network_get_checksum (first), ==, cor_network_get_checksum (second));
  g_assert_cmpstr (cor_network_get_checksum (first), !=, cor_network_get_checksum (other));
}

static void
test_names_the_bad_line (void)
{
  static const struct
  {
    const char *nodes;
    const char *legs;
    const char *where;
  } cases[] = {
    { "", LEGS, "nodes.tsv" },
    { "id\tlat\n", LEGS, "nodes.tsv:1" },
    { NODES "lviv\t49\t24\tsettlement\n", LEGS, "nodes.tsv:5" },
    { NODES "kyiv\t95\t24\tsettlement\n", LEGS, "nodes.tsv:5" },
    { NODES "kyiv\t\t24\tsettlement\n", LEGS, "nodes.tsv:5" },
    { NODES, LEGS "lviv\tkyiv\t\tlocal\t2\t800\t50\t40\n", "legs.tsv:4" },
    { NODES, LEGS "lviv\tlviv\t\tlocal\t2\t800\t50\t40\n", "legs.tsv:4" },
    { NODES, LEGS "lviv\tjunction\t\tpath\t2\t800\t50\t40\n", "legs.tsv:4" },
    { NODES, LEGS "lviv\tjunction\t\tlocal\t2\t-8\t50\t40\n", "legs.tsv:4" },
    { NODES, LEGS "lviv\tjunction\t\tlocal\t2\t800\t0\t40\n", "legs.tsv:4" },
    { NODES, LEGS "\n# why\nlviv\tjunction\t\tlocal\t2\t800\t50\t40\t0\tbrige\n", "legs.tsv:6" },
    { NODES, LEGS "lviv\tjunction\t\tlocal\t2\t800\t50\t40\t0\t\tUA\tA\tx\t49,x\n", "legs.tsv:4" },
    { "id\tlat\tlon\n\xff\t1\t2\n", LEGS, "nodes.tsv" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CorNetwork) network = load (cases[i].nodes, cases[i].legs, &error);

      g_assert_null (network);
      g_assert_error (error, COR_ERROR, COR_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].where));
    }
}

/* No byte of a network may be wrong and it opens nevertheless as something that reads beyond it:
 * whatever opens can be asked everything. */
static void
test_survives_damage (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new ("test", NULL, 0);
  g_autoptr (GBytes) bytes = NULL;
  guint32 a = cor_test_add_node (builder, "a", 49.0, 24.0);
  guint32 b = cor_test_add_node (builder, "b", 49.0, 24.1);

  cor_test_add_leg (builder, a, b, "M06", 7300, 300000, 300000);
  bytes = cor_network_builder_finish (builder, NULL, NULL);
  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GByteArray) damaged = g_byte_array_new ();
      g_autoptr (GBytes) damaged_bytes = NULL;
      g_autoptr (CorNetwork) network = NULL;
      g_autoptr (GError) error = NULL;
      gsize n;
      const guint8 *data = g_bytes_get_data (bytes, &n);

      g_byte_array_append (damaged, data, i % 3 == 0 ? (guint) g_rand_int_range (rand, 0, n) : n);
      if (damaged->len > 0)
        damaged->data[g_rand_int_range (rand, 0, damaged->len)] ^= 1
                                                                   << g_rand_int_range (rand, 0, 8);
      damaged_bytes = g_byte_array_free_to_bytes (g_steal_pointer (&damaged));
      network = cor_network_new_from_bytes (damaged_bytes, "damaged", &error);
      if (network == NULL)
        {
          g_assert_nonnull (error);
          continue;
        }
      for (guint32 node = 0; node < cor_network_get_n_nodes (network); node++)
        cor_network_get_node_name (network, node, COR_LANGUAGE_UK);
      if (cor_network_get_n_legs (network) > 0)
        {
          g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
          CorSnap snap;

          cor_router_snap (router, (CorPosition){ 49.0, 24.05 }, NULL, &snap);
        }
    }
}

static void
remove_all (const char *path)
{
  GDir *folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      remove_all (below);
    }
  g_clear_pointer (&folder, g_dir_close);
  g_remove (path);
}

static void
test_file_opens_as_it_was (void)
{
  g_autofree char *folder = g_dir_make_tmp ("corridors-roads-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.roads", NULL);
  g_autofree char *cache = g_build_filename (folder, "cache", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CorNetwork) network = load (NODES, LEGS, &error);
  g_autofree char *bytes = NULL;
  gsize n;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_assert_no_error (error);
  g_assert_true (cor_network_write_file (network, path, &error));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (CorNetwork) opened = cor_network_new_from_file (path, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (cor_network_get_checksum (opened), ==, cor_network_get_checksum (network));
      g_assert_cmpuint (cor_network_get_n_legs (opened), ==, 2);
    }

  /* A byte that turned over on the disk is found, though the file was sound when opened before. */
  g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
  bytes[n - 3] ^= 4;
  g_assert_true (g_file_set_contents (path, bytes, n, NULL));
  g_assert_null (cor_network_new_from_file (path, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_CORRUPT);
  g_clear_error (&error);

  /* So is one that was cut off. */
  g_assert_true (g_file_set_contents (path, bytes, n / 2, NULL));
  g_assert_null (cor_network_new_from_file (path, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_CORRUPT);
  remove_all (folder);
}

static void
test_refuses_foreign_file (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new ("SQLite format 3\0and so on and on and on and on", 47);
  g_autoptr (GError) error = NULL;

  g_assert_null (cor_network_new_from_bytes (bytes, "a.roads", &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_FOREIGN);
}

static void
list_leg (CorNetwork *network, guint32 leg, gpointer user_data)
{
  g_string_append_printf (user_data, "%u ", leg);
}

/* Three roads side by side, each ten kilometres east of the last. */
static void
test_lists_the_roads_of_an_area (void)
{
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new ("test", NULL, 0);
  CorBounds bounds = { 48.9, 24.13, 49.3, 24.15 };
  g_autoptr (CorNetwork) network = NULL;
  g_autoptr (GString) legs = g_string_new (NULL);

  for (guint i = 0; i < 3; i++)
    {
      guint32 a = cor_test_add_node (builder, "", 49.0, 24.0 + i * 0.14);
      guint32 b = cor_test_add_node (builder, "", 49.2, 24.0 + i * 0.14);

      cor_test_add_leg (builder, a, b, "M06", 22000, 900000, 900000);
    }
  network = cor_test_finish (builder);

  /* A leg is listed once, however many cells of the index it touches. */
  cor_network_foreach_leg_in_bounds (network, &bounds, list_leg, legs);
  g_assert_cmpstr (legs->str, ==, "1 ");

  g_string_truncate (legs, 0);
  bounds.west_deg = 23.0;
  cor_network_foreach_leg_in_bounds (network, &bounds, list_leg, legs);
  g_assert_cmpstr (legs->str, ==, "0 1 ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/roads/network/reads-tables", test_reads_tables);
  g_test_add_func ("/roads/network/same-tables-same-checksum", test_same_tables_same_checksum);
  g_test_add_func ("/roads/network/names-the-bad-line", test_names_the_bad_line);
  g_test_add_func ("/roads/network/survives-damage", test_survives_damage);
  g_test_add_func ("/roads/network/file-opens-as-it-was", test_file_opens_as_it_was);
  g_test_add_func ("/roads/network/lists-the-roads-of-an-area", test_lists_the_roads_of_an_area);
  g_test_add_func ("/roads/network/refuses-foreign-file", test_refuses_foreign_file);

  return g_test_run ();
}
