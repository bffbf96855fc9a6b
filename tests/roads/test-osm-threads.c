/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cor-error.h"
#include "cor-osm-ids.h"
#include "cor-osm-import.h"
#include "cor-test-network.h"

/* An extract in many blocks, large enough that threads unpack it ahead of whoever reads. */

#define SIDE 40u
#define NODES_PER_BLOCK 80u
#define FILLER_BYTES (16u << 10)

static void
put_varint (GByteArray *out, guint64 value)
{
  do
    {
      guint8 byte = (value & 0x7f) | (value > 0x7f ? 0x80 : 0);

      g_byte_array_append (out, &byte, 1);
      value >>= 7;
    }
  while (value > 0);
}

static void
put_number (GByteArray *out, guint field, guint64 value)
{
  put_varint (out, field << 3);
  put_varint (out, value);
}

static guint64
zigzag (gint64 value)
{
  return ((guint64) value << 1) ^ (guint64) (value >> 63);
}

static void
put_bytes (GByteArray *out, guint field, gconstpointer bytes, gsize n_bytes)
{
  put_varint (out, field << 3 | 2);
  put_varint (out, n_bytes);
  g_byte_array_append (out, bytes, (guint) n_bytes);
}

/* Ends a message within another one. */
static void
put_message (GByteArray *out, guint field, GByteArray *message)
{
  put_bytes (out, field, message->data, message->len);
  g_byte_array_set_size (message, 0);
}

static void
put_blob (GByteArray *out, const char *type, const GByteArray *content)
{
  g_autoptr (GByteArray) blob = g_byte_array_new ();
  g_autoptr (GByteArray) header = g_byte_array_new ();
  guint32 n_header;

  put_bytes (blob, 1, content->data, content->len);
  put_bytes (header, 1, type, strlen (type));
  put_number (header, 3, blob->len);
  n_header = GUINT32_TO_BE (header->len);
  g_byte_array_append (out, (const guint8 *) &n_header, sizeof n_header);
  g_byte_array_append (out, header->data, header->len);
  g_byte_array_append (out, blob->data, blob->len);
}

/* The words of a block; the last is there for its length alone. */
static void
put_words (GByteArray *block)
{
  g_autoptr (GByteArray) words = g_byte_array_new ();
  g_autofree char *filler = g_strnfill (FILLER_BYTES, 'x');

  put_bytes (words, 1, "", 0);
  put_bytes (words, 1, "highway", 7);
  put_bytes (words, 1, "primary", 7);
  put_bytes (words, 1, filler, FILLER_BYTES);
  put_message (block, 1, words);
}

static guint
get_lat_e7 (guint node)
{
  return 490000000 + node / SIDE * 20000;
}

static guint
get_lon_e7 (guint node)
{
  return 240000000 + node % SIDE * 30000;
}

static void
put_nodes (GByteArray *out, guint begin, guint end)
{
  g_autoptr (GByteArray) block = g_byte_array_new ();
  g_autoptr (GByteArray) group = g_byte_array_new ();
  g_autoptr (GByteArray) node = g_byte_array_new ();

  put_words (block);
  for (guint i = begin; i < end; i++)
    {
      put_number (node, 1, zigzag (i + 1));
      put_number (node, 8, zigzag (get_lat_e7 (i)));
      put_number (node, 9, zigzag (get_lon_e7 (i)));
      put_message (group, 1, node);
    }
  put_message (block, 2, group);
  put_blob (out, "OSMData", block);
}

/* A row of the grid or a column. */
static void
put_way (GByteArray *out, guint way)
{
  g_autoptr (GByteArray) block = g_byte_array_new ();
  g_autoptr (GByteArray) group = g_byte_array_new ();
  g_autoptr (GByteArray) record = g_byte_array_new ();
  g_autoptr (GByteArray) refs = g_byte_array_new ();
  static const guint8 key = 1, value = 2;
  gint64 before = 0;

  put_words (block);
  put_number (record, 1, 1000 + way);
  put_bytes (record, 2, &key, 1);
  put_bytes (record, 3, &value, 1);
  for (guint i = 0; i < SIDE; i++)
    {
      gint64 node = 1 + (way < SIDE ? way * SIDE + i : i * SIDE + way - SIDE);

      put_varint (refs, zigzag (node - before));
      before = node;
    }
  put_message (record, 8, refs);
  put_message (group, 3, record);
  put_message (block, 2, group);
  put_blob (out, "OSMData", block);
}

static GByteArray *
make_pbf (void)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) header = g_byte_array_new ();

  put_bytes (header, 4, "OsmSchema-V0.6", 14);
  put_blob (out, "OSMHeader", header);
  for (guint i = 0; i < SIDE * SIDE; i += NODES_PER_BLOCK)
    put_nodes (out, i, i + NODES_PER_BLOCK);
  for (guint i = 0; i < 2 * SIDE; i++)
    put_way (out, i);

  return out;
}

static GBytes *
make_xml (void)
{
  GString *out = g_string_new ("<osm>");
  gsize n;

  for (guint i = 0; i < SIDE * SIDE; i++)
    g_string_append_printf (out, "<node id='%u' lat='%u.%07u' lon='%u.%07u'/>", i + 1,
                            get_lat_e7 (i) / 10000000, get_lat_e7 (i) % 10000000,
                            get_lon_e7 (i) / 10000000, get_lon_e7 (i) % 10000000);
  for (guint way = 0; way < 2 * SIDE; way++)
    {
      g_string_append_printf (out, "<way id='%u'><tag k='highway' v='primary'/>", 1000 + way);
      for (guint i = 0; i < SIDE; i++)
        g_string_append_printf (out, "<nd ref='%u'/>",
                                1 + (way < SIDE ? way * SIDE + i : i * SIDE + way - SIDE));
      g_string_append (out, "</way>");
    }
  g_string_append (out, "</osm>");
  n = out->len;

  return g_bytes_new_take (g_string_free (out, FALSE), n);
}

/* Whatever order the threads end in, the blocks are read in that of the file. */
static void
test_unpacks_in_order (void)
{
  g_autoptr (GBytes) pbf = g_byte_array_free_to_bytes (make_pbf ());
  g_autoptr (GBytes) xml = make_xml ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CorNetwork) network = cor_osm_import_bytes (pbf, "grid.osm.pbf", NULL, &error);
  g_autoptr (CorNetwork) same = cor_osm_import_bytes (xml, "grid.osm", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (cor_network_get_n_legs (same), ==, 2 * SIDE * (SIDE - 1) - 4);
  g_assert_cmpuint (cor_network_get_n_nodes (network), ==, cor_network_get_n_nodes (same));
  g_assert_cmpuint (cor_network_get_n_arcs (network), ==, cor_network_get_n_arcs (same));
  for (guint32 arc = 0; arc < cor_network_get_n_arcs (network); arc++)
    {
      g_assert_cmpuint (cor_network_get_arc_head (network, arc), ==,
                        cor_network_get_arc_head (same, arc));
      g_assert_cmpuint (cor_network_get_arc_time_ms (network, arc, COR_ROAD_VEHICLE_CAR), ==,
                        cor_network_get_arc_time_ms (same, arc, COR_ROAD_VEHICLE_CAR));
    }
}

/* What is read no more is not waited for in vain, nor left behind. */
static void
test_stops_at_damage (void)
{
  g_autoptr (GByteArray) bytes = make_pbf ();
  g_autoptr (GBytes) pbf = NULL;
  g_autoptr (GError) error = NULL;
  guint8 *word;

  /* A word of one of the last blocks is said to be longer than there are bytes. */
  word = memmem (bytes->data + bytes->len / 10 * 9, bytes->len / 10, "\x07primary", 8);
  g_assert_nonnull (word);
  memcpy (word, "\xff\xff\xff\xff\x7f", 5);
  pbf = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_assert_null (cor_osm_import_bytes (pbf, "grid.osm.pbf", NULL, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_CORRUPT);
  g_assert_nonnull (strstr (error->message, "grid.osm.pbf"));
}

static void
cancel_midway (const char *stage, double fraction, gpointer user_data)
{
  if (fraction > 0.05)
    g_cancellable_cancel (user_data);
}

static void
test_stops_when_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, cancel_midway, cancellable);
  g_autoptr (GBytes) pbf = g_byte_array_free_to_bytes (make_pbf ());
  g_autoptr (GError) error = NULL;

  g_assert_null (cor_osm_import_bytes (pbf, "grid.osm.pbf", progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gpointer
import_beside (gpointer pbf)
{
  return cor_osm_import_bytes (pbf, "grid.osm.pbf", NULL, NULL);
}

/* They share what ships, and the library that finds the order. */
static void
test_imports_side_by_side (void)
{
  g_autoptr (GBytes) pbf = g_byte_array_free_to_bytes (make_pbf ());
  GThread *threads[2];
  CorNetwork *networks[2];

  for (guint i = 0; i < 2; i++)
    threads[i] = g_thread_new ("import", import_beside, pbf);
  for (guint i = 0; i < 2; i++)
    networks[i] = g_thread_join (threads[i]);
  g_assert_cmpstr (cor_network_get_checksum (networks[0]), ==,
                   cor_network_get_checksum (networks[1]));
  for (guint i = 0; i < 2; i++)
    cor_network_unref (networks[i]);
}

/* So many that each processor looks up its share. */
static void
test_finds_many_ids (void)
{
  gsize n_ids = 3 * 65536;
  g_autofree gint64 *ids = g_new (gint64, n_ids);
  g_autofree guint32 *numbers = NULL;
  g_autoptr (CorOsmIds) set = NULL;

  for (gsize i = 0; i < n_ids; i++)
    ids[i] = (gint64) (i * 7919 % n_ids) * 3 + 1;
  set = cor_osm_ids_new (ids, n_ids);
  numbers = cor_osm_ids_find_all (set, ids, n_ids);
  for (gsize i = 0; i < n_ids; i++)
    g_assert_cmpuint (numbers[i], ==, (ids[i] - 1) / 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/roads/osm-threads/unpacks-in-order", test_unpacks_in_order);
  g_test_add_func ("/roads/osm-threads/stops-at-damage", test_stops_at_damage);
  g_test_add_func ("/roads/osm-threads/stops-when-cancelled", test_stops_when_cancelled);
  g_test_add_func ("/roads/osm-threads/imports-side-by-side", test_imports_side_by_side);
  g_test_add_func ("/roads/osm-threads/finds-many-ids", test_finds_many_ids);

  return g_test_run ();
}
