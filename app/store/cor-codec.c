/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-codec.h"

#include "cor-blob.h"

#define PERSON_VERSION 1
#define LIST_ROW_VERSION 1
#define GEOMETRY_VERSION 1
#define HINTS_VERSION 1

/**
 * cor_codec_write_person:
 * @person: a person
 *
 * Writes what identifies @person, to be sealed: particulars, place and position as received.
 *
 * Returns: (transfer full): the bytes
 */
GByteArray *
cor_codec_write_person (const CorPerson *person)
{
  GByteArray *blob = g_byte_array_sized_new (256);
  const CorParticulars *particulars = person->particulars;

  cor_blob_put_uint (blob, PERSON_VERSION);
  cor_blob_put_text (blob, particulars->full_name);
  cor_blob_put_text (blob, particulars->family_name);
  cor_blob_put_text (blob, particulars->given_name);
  cor_blob_put_text (blob, particulars->nationality);
  cor_blob_put_text (blob, particulars->passport);
  cor_blob_put_uint (blob, particulars->birth_date);
  cor_blob_put_texts (blob, particulars->phones);
  cor_blob_put_text (blob, particulars->email);
  cor_blob_put_text (blob, particulars->address);
  cor_blob_put_text (blob, particulars->notes);
  cor_blob_put_texts (blob, particulars->bad_fields);
  cor_blob_put_texts (blob, particulars->merged);
  cor_blob_put_text (blob, person->place_text);
  cor_blob_put_uint (blob, person->has_position ? 1 : 0);
  if (person->has_position)
    cor_blob_put_position (blob, person->position);

  return blob;
}

/**
 * cor_codec_read_person:
 * @person: a person with empty particulars that nobody else holds yet
 * @bytes: (array length=n_bytes): what cor_codec_write_person() wrote
 * @n_bytes: how much of it
 *
 * Returns: %FALSE if that cannot be read
 */
gboolean
cor_codec_read_person (CorPerson *person, const void *bytes, gsize n_bytes)
{
  CorParticulars *particulars = person->particulars;
  CorBlobReader reader;

  cor_blob_reader_init (&reader, bytes, n_bytes);
  if (cor_blob_get_uint (&reader, PERSON_VERSION) != PERSON_VERSION)
    return FALSE;

  particulars->full_name = cor_blob_get_text (&reader);
  particulars->family_name = cor_blob_get_text (&reader);
  particulars->given_name = cor_blob_get_text (&reader);
  particulars->nationality = cor_blob_get_text (&reader);
  particulars->passport = cor_blob_get_text (&reader);
  particulars->birth_date = (guint) cor_blob_get_uint (&reader, G_MAXUINT);
  particulars->phones = cor_blob_get_texts (&reader);
  particulars->email = cor_blob_get_text (&reader);
  particulars->address = cor_blob_get_text (&reader);
  particulars->notes = cor_blob_get_text (&reader);
  particulars->bad_fields = cor_blob_get_texts (&reader);
  particulars->merged = cor_blob_get_texts (&reader);
  person->place_text = cor_blob_get_text (&reader);
  person->has_position = cor_blob_get_uint (&reader, 1) != 0;
  if (person->has_position)
    person->position = cor_blob_get_position (&reader);

  return cor_blob_reader_end (&reader);
}

/**
 * cor_codec_write_list_row:
 * @row: a row of a list
 *
 * Writes the texts of a row, to be sealed. A heading counts as a text of the row: in a list without
 * headings it is somebody's name.
 *
 * Returns: (transfer full): the bytes
 */
GByteArray *
cor_codec_write_list_row (const CorListRow *row)
{
  GByteArray *blob = g_byte_array_sized_new (256);

  cor_blob_put_uint (blob, LIST_ROW_VERSION);
  cor_blob_put_texts (blob, row->fields);
  cor_blob_put_text (blob, row->column);
  cor_blob_put_text (blob, row->reason);

  return blob;
}

/**
 * cor_codec_read_list_row:
 * @row: a row without texts
 * @bytes: (array length=n_bytes): what cor_codec_write_list_row() wrote
 * @n_bytes: how much of it
 *
 * Returns: %FALSE if that cannot be read
 */
gboolean
cor_codec_read_list_row (CorListRow *row, const void *bytes, gsize n_bytes)
{
  CorBlobReader reader;

  cor_blob_reader_init (&reader, bytes, n_bytes);
  if (cor_blob_get_uint (&reader, LIST_ROW_VERSION) != LIST_ROW_VERSION)
    return FALSE;

  row->fields = cor_blob_get_texts (&reader);
  row->column = cor_blob_get_text (&reader);
  row->reason = cor_blob_get_text (&reader);

  return cor_blob_reader_end (&reader);
}

/**
 * cor_codec_write_geometry:
 * @geometry: a shape
 *
 * Returns: (transfer full): the bytes
 */
GByteArray *
cor_codec_write_geometry (const CorGeometry *geometry)
{
  GByteArray *blob = g_byte_array_new ();
  guint n_parts = cor_geometry_get_n_parts (geometry);

  cor_blob_put_uint (blob, GEOMETRY_VERSION);
  cor_blob_put_uint (blob, n_parts);
  for (guint i = 0; i < n_parts; i++)
    {
      const CorPosition *points;
      guint n_points;

      cor_blob_put_uint (blob, cor_geometry_get_part (geometry, i, &points, &n_points));
      cor_blob_put_positions (blob, points, n_points);
    }

  return blob;
}

/**
 * cor_codec_read_geometry:
 * @bytes: (array length=n_bytes): what cor_codec_write_geometry() wrote
 * @n_bytes: how much of it
 *
 * Returns: (transfer full) (nullable): the shape; %NULL if that cannot be read
 */
CorGeometry *
cor_codec_read_geometry (const void *bytes, gsize n_bytes)
{
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  CorBlobReader reader;
  guint n_parts;

  cor_blob_reader_init (&reader, bytes, n_bytes);
  if (cor_blob_get_uint (&reader, GEOMETRY_VERSION) != GEOMETRY_VERSION)
    return NULL;

  n_parts = cor_blob_get_count (&reader);
  for (guint i = 0; i < n_parts && !reader.failed; i++)
    {
      g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (CorPosition));
      CorPartKind kind = (CorPartKind) cor_blob_get_uint (&reader, COR_PART_LINE);

      cor_blob_get_positions (&reader, points);
      if (points->len < (kind == COR_PART_LINE ? 2 : 3))
        return NULL;
      cor_geometry_add_part (geometry, kind, (const CorPosition *) (gpointer) points->data,
                             points->len);
    }

  return cor_blob_reader_end (&reader) ? g_steal_pointer (&geometry) : NULL;
}

/**
 * cor_codec_write_hints:
 * @hints: (element-type CorRoadHint): where a closure lay on a network
 *
 * Returns: (transfer full): the bytes
 */
GByteArray *
cor_codec_write_hints (GArray *hints)
{
  GByteArray *blob = g_byte_array_new ();

  cor_blob_put_uint (blob, HINTS_VERSION);
  cor_blob_put_uint (blob, hints->len);
  for (guint i = 0; i < hints->len; i++)
    {
      const CorRoadHint *hint = &g_array_index (hints, CorRoadHint, i);

      cor_blob_put_int (blob, hint->way_id);
      cor_blob_put_int (blob, hint->from_node_id);
      cor_blob_put_int (blob, hint->until_node_id);
    }

  return blob;
}

/**
 * cor_codec_read_hints:
 * @bytes: (array length=n_bytes): what cor_codec_write_hints() wrote
 * @n_bytes: how much of it
 *
 * Returns: (transfer full) (nullable) (element-type CorRoadHint): the hints; %NULL if that cannot
 * be read
 */
GArray *
cor_codec_read_hints (const void *bytes, gsize n_bytes)
{
  g_autoptr (GArray) hints = g_array_new (FALSE, FALSE, sizeof (CorRoadHint));
  CorBlobReader reader;
  guint n_hints;

  cor_blob_reader_init (&reader, bytes, n_bytes);
  if (cor_blob_get_uint (&reader, HINTS_VERSION) != HINTS_VERSION)
    return NULL;

  n_hints = cor_blob_get_count (&reader);
  for (guint i = 0; i < n_hints && !reader.failed; i++)
    {
      CorRoadHint hint;

      hint.way_id = cor_blob_get_int (&reader);
      hint.from_node_id = cor_blob_get_int (&reader);
      hint.until_node_id = cor_blob_get_int (&reader);
      g_array_append_val (hints, hint);
    }

  return cor_blob_reader_end (&reader) ? g_steal_pointer (&hints) : NULL;
}
