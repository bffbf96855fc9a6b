/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-post-table.h"

#include "cor-data-dir.h"
#include "cor-table-reader.h"

#include <string.h>

static const char *const columns[] = {
  "key",        "post",    "name_en",     "name_uk",  "name_he", "country",
  "lat_deg",    "lon_deg", "approximate", "crossing", "phone",   "phone_source",
  "phone_date", "address", "note",        NULL,
};

static char *
dup_or_null (const char *text)
{
  return text[0] != '\0' ? g_strdup (text) : NULL;
}

static gboolean
parse_kind (const char *code, CorPostKind *kind)
{
  for (guint i = 0; i < COR_N_POST_KINDS; i++)
    if (g_strcmp0 (code, cor_post_kind_get_code (i)) == 0)
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}

/* A number of which nobody knows who gave it and when must not reach paper. */
static gboolean
read_phone (const CorTableReader *table, guint row, CorPost *post, GError **error)
{
  post->phone = dup_or_null (cor_table_reader_get_text (table, row, "phone"));
  post->phone_source = dup_or_null (cor_table_reader_get_text (table, row, "phone_source"));
  post->phone_date = dup_or_null (cor_table_reader_get_text (table, row, "phone_date"));
  if (post->phone != NULL && (post->phone_source == NULL || post->phone_date == NULL))
    {
      cor_table_reader_set_error (table, row, "phone", "has no source or no date", error);
      return FALSE;
    }

  return TRUE;
}

static CorPost *
read_post (const CorTableReader *table, guint row, GError **error)
{
  const char *key = cor_table_reader_get_text (table, row, "key");
  const char *country = cor_table_reader_get_text (table, row, "country");
  const char *crossing = cor_table_reader_get_text (table, row, "crossing");
  CorId id = cor_id_from_key (key);
  g_autoptr (CorPost) post = cor_record_new (COR_RECORD_POST, &id);

  if (!parse_kind (cor_table_reader_get_text (table, row, "post"), &post->post))
    {
      cor_table_reader_set_error (table, row, "post", "is no kind of post", error);
      return NULL;
    }
  if (strlen (country) != 2)
    {
      cor_table_reader_set_error (table, row, "country", "is no country code", error);
      return NULL;
    }
  if (!cor_table_reader_get_position (table, row, "lat_deg", "lon_deg", &post->position, error) ||
      !read_phone (table, row, post, error))
    return NULL;

  g_free (post->key);
  post->key = g_strdup (key);
  g_strlcpy (post->country, country, sizeof post->country);
  for (guint i = 0; i < COR_N_DESK_LANGUAGES; i++)
    {
      g_autofree char *column = g_strconcat ("name_", cor_language_get_code (i), NULL);

      cor_names_set (&post->names, i, cor_table_reader_get_text (table, row, column));
    }
  post->position_is_approximate =
      g_str_equal (cor_table_reader_get_text (table, row, "approximate"), "yes");
  if (crossing[0] != '\0')
    post->crossing_id = cor_id_from_key (crossing);
  post->address = dup_or_null (cor_table_reader_get_text (table, row, "address"));
  post->note = dup_or_null (cor_table_reader_get_text (table, row, "note"));

  return g_steal_pointer (&post);
}

/**
 * cor_post_table_load:
 * @folder: (nullable) (type filename): where posts.csv is; %NULL: the one that ships
 * @error: (nullable): set when the table is not as it must be; names file and line
 *
 * Reads the shipped posts: embassy, mission and the reception points behind the crossings.
 *
 * Returns: (transfer container) (element-type CorPost) (nullable): the posts, in the order of the
 * table
 */
GPtrArray *
cor_post_table_load (const char *folder, GError **error)
{
  g_autofree char *shipped = folder == NULL ? cor_data_dir_build_path ("posts") : NULL;
  g_autofree char *path = g_build_filename (folder != NULL ? folder : shipped, "posts.csv", NULL);
  g_autoptr (CorTableReader) table = cor_table_reader_new (path, columns, error);
  g_autoptr (GPtrArray) posts = g_ptr_array_new_with_free_func (cor_record_unref);

  if (table == NULL)
    return NULL;

  for (guint i = 0; i < cor_table_reader_get_n_rows (table); i++)
    {
      CorPost *post = read_post (table, i, error);

      if (post == NULL)
        return NULL;
      g_ptr_array_add (posts, post);
    }

  return g_steal_pointer (&posts);
}
