/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fuzz.h"

#include <string.h>

/* Stands in for a coverage-guided fuzzer where there is none, for a quick run among the tests: each
 * seed of a folder as it is, and damaged in so many ways. */

#define MAX_SEED_BYTES (256u << 10)

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
run_seed (const char *path, guint n_rounds)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (23);
  g_autofree char *contents = NULL;
  gsize n;

  if (!g_file_get_contents (path, &contents, &n, NULL) || n > MAX_SEED_BYTES)
    return;
  LLVMFuzzerTestOneInput ((const uint8_t *) contents, n);
  for (guint i = 0; i < n_rounds; i++)
    {
      g_autoptr (GByteArray) damaged = g_byte_array_new ();

      g_byte_array_append (damaged, (const guint8 *) contents, (guint) n);
      damage (damaged, rand);
      LLVMFuzzerTestOneInput (damaged->data, damaged->len);
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* FUZZER ROUNDS FOLDER */
int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = NULL;
  const char *name;

  if (argc != 3 || (folder = g_dir_open (argv[2], 0, NULL)) == NULL)
    {
      g_printerr ("Usage: %s ROUNDS FOLDER\n", argv[0]);
      return 1;
    }
  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_build_filename (argv[2], name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    run_seed (g_ptr_array_index (names, i), (guint) g_ascii_strtoull (argv[1], NULL, 10));

  return names->len > 0 ? 0 : 1;
}
