/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "cor-network-format.h"
#include "cor-osm-import.h"
#include "cor-router.h"

/* Takes any bytes for a network file and for an extract. What opens is asked a question, too. With
 * a coverage-guided fuzzer: clang -fsanitize=fuzzer,address -DCOR_FUZZER. Without one, the main
 * function below turns seeds into damaged ones, for a quick run among the tests. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
ask (CorNetwork *network)
{
  g_autoptr (CorRouter) router = NULL;
  CorBounds bounds;
  CorSnap source, target;

  if (cor_network_get_n_nodes (network) > 100000)
    return;
  router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  cor_network_get_bounds (network, &bounds);
  if (cor_router_snap (router, (CorPosition){ bounds.south_deg, bounds.west_deg }, NULL, &source) &&
      cor_router_snap (router, (CorPosition){ bounds.north_deg, bounds.east_deg }, NULL, &target))
    {
      CorRoute *route = cor_router_find_route (router, &source, &target);

      g_clear_pointer (&route, cor_route_unref);
    }
}

/* Makes the checksums right, so that what the reader makes of the contents is tried and not only
 * whether it notices that they changed. */
static GBytes *
mend (const uint8_t *data, size_t size)
{
  guint8 *copy = g_memdup2 (data, MAX (size, 1));
  CorNetworkHeader header;

  if (size >= sizeof header && memcmp (copy, COR_NETWORK_MAGIC, 8) == 0)
    {
      CorNetworkSection *table = (CorNetworkSection *) (copy + sizeof header);

      memcpy (&header, copy, sizeof header);
      header.n_bytes = size;
      header.n_sections = MIN (header.n_sections, (size - sizeof header) / sizeof *table);
      header.n_sections = MIN (header.n_sections, COR_NETWORK_MAX_SECTIONS);
      for (guint i = 0; i < header.n_sections; i++)
        {
          guint64 n_bytes = table[i].count * table[i].element_size;

          if (table[i].offset <= size && table[i].count <= size &&
              n_bytes <= size - table[i].offset)
            table[i].check = cor_network_format_check (copy + table[i].offset, n_bytes);
        }
      cor_network_format_checksum (table, header.n_sections, header.checksum);
      memcpy (copy, &header, sizeof header);
    }

  return g_bytes_new_take (copy, size);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = mend (data, size);
  g_autoptr (CorNetwork) opened = NULL;
  g_autoptr (CorNetwork) imported = NULL;

  if (size >= 8 && memcmp (data, "CORROADS", 8) == 0)
    opened = cor_network_new_from_bytes (bytes, "fuzz", NULL);
  else
    imported = cor_osm_import_bytes (bytes, "fuzz", NULL, NULL);
  if (opened != NULL)
    ask (opened);
  if (imported != NULL)
    ask (imported);

  return 0;
}

#ifndef COR_FUZZER

#  define MAX_SEED_BYTES (256u << 10)

static const char osm_seed[] =
    "<osm><node id='1' lat='49' lon='24'/><node id='2' lat='49.1' lon='24.1'>"
    "<tag k='place' v='town'/><tag k='name' v='a'/></node><way id='3'><nd ref='1'/><nd ref='2'/>"
    "<tag k='highway' v='primary'/><tag k='maxspeed' v='UA:urban'/></way><relation id='4'>"
    "<member type='way' ref='3' role='from'/><tag k='type' v='restriction'/></relation></osm>";

/* The smallest PBF: a header, and bare blocks with three dense nodes and a way. */
static GByteArray *
make_pbf_seed (void)
{
  static const guint8 header[] = { 0,   0,   0,   13,  10,  9,  79, 83, 77, 72, 101, 97,
                                   100, 101, 114, 24,  18,  10, 16, 34, 14, 79, 115, 109,
                                   83,  99,  104, 101, 109, 97, 45, 86, 48, 46, 54 };
  static const guint8 block[] = { 0,   0,   0,   11,  10,  7,  79,  83,  77,  68,  97,  116, 97,
                                  24,  73,  10,  71,  10,  20, 10,  0,   10,  7,   104, 105, 103,
                                  104, 119, 97,  121, 10,  7,  112, 114, 105, 109, 97,  114, 121,
                                  18,  30,  18,  28,  10,  3,  2,   2,   2,   66,  9,   128, 186,
                                  166, 211, 3,   160, 156, 1,  0,   74,  10,  128, 240, 240, 228,
                                  1,   160, 156, 1,   144, 78, 18,  15,  26,  13,  8,   9,   18,
                                  1,   1,   26,  1,   2,   66, 3,   2,   2,   2 };
  GByteArray *seed = g_byte_array_new ();

  g_byte_array_append (seed, header, sizeof header);
  g_byte_array_append (seed, block, sizeof block);

  return seed;
}

static GByteArray *
make_network_seed (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (osm_seed, sizeof osm_seed - 1);
  g_autoptr (CorNetwork) network = cor_osm_import_bytes (bytes, "seed", NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "corridors-fuzz.roads", NULL);
  char *contents = NULL;
  gsize n = 0;

  if (!cor_network_write_file (network, path, &error) ||
      !g_file_get_contents (path, &contents, &n, &error))
    g_printerr ("%s\n", error->message);
  remove (path);

  return g_byte_array_new_take ((guint8 *) contents, n);
}

static void
damage (GByteArray *bytes, GRand *rand)
{
  guint n_places = (guint) g_rand_int_range (rand, 1, 6);

  if (g_rand_int_range (rand, 0, 8) == 0)
    g_byte_array_set_size (bytes, (guint) g_rand_int_range (rand, 0, (gint) bytes->len + 1));
  for (guint i = 0; i < n_places && bytes->len > 0; i++)
    {
      guint at = (guint) g_rand_int_range (rand, 0, (gint) bytes->len);

      if (g_rand_boolean (rand))
        bytes->data[at] ^= (guint8) (1u << g_rand_int_range (rand, 0, 8));
      else
        bytes->data[at] = (guint8) g_rand_int_range (rand, 0, 256);
    }
}

static void
run_seed (const GByteArray *seed, guint n_rounds, GRand *rand)
{
  if (seed->len > MAX_SEED_BYTES)
    return;
  LLVMFuzzerTestOneInput (seed->data, seed->len);
  for (guint i = 0; i < n_rounds; i++)
    {
      g_autoptr (GByteArray) damaged = g_byte_array_new ();

      g_byte_array_append (damaged, seed->data, seed->len);
      damage (damaged, rand);
      LLVMFuzzerTestOneInput (damaged->data, damaged->len);
    }
}

/* fuzz-roads ROUNDS [SEED...] */
int
main (int argc, char **argv)
{
  guint n_rounds = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 1000;
  g_autoptr (GRand) rand = g_rand_new_with_seed (23);
  g_autoptr (GByteArray) osm = g_byte_array_new ();
  g_autoptr (GByteArray) pbf = make_pbf_seed ();
  g_autoptr (GByteArray) network = make_network_seed ();

  g_byte_array_append (osm, (const guint8 *) osm_seed, sizeof osm_seed - 1);
  run_seed (osm, n_rounds, rand);
  run_seed (pbf, n_rounds, rand);
  run_seed (network, n_rounds, rand);
  for (int i = 2; i < argc; i++)
    {
      g_autofree char *contents = NULL;
      gsize n;

      if (g_file_get_contents (argv[i], &contents, &n, NULL))
        {
          g_autoptr (GByteArray) seed = g_byte_array_new ();

          g_byte_array_append (seed, (const guint8 *) contents, (guint) n);
          run_seed (seed, n_rounds, rand);
        }
    }

  return 0;
}

#endif
