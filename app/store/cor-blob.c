/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-blob.h"

#include <math.h>
#include <string.h>

/* Positions that are whole multiples of this many parts of a degree are written as such. */
#define PARTS_PER_DEGREE 1e7

/**
 * cor_blob_put_uint:
 * @blob: what to append to
 * @value: a number
 *
 * Appends a number without sign.
 */
void
cor_blob_put_uint (GByteArray *blob, guint64 value)
{
  guint8 bytes[10];
  guint n_bytes = 0;

  do
    {
      bytes[n_bytes] = value & 0x7f;
      value >>= 7;
      if (value > 0)
        bytes[n_bytes] |= 0x80;
      n_bytes++;
    }
  while (value > 0);

  g_byte_array_append (blob, bytes, n_bytes);
}

/**
 * cor_blob_put_int:
 * @blob: what to append to
 * @value: a number
 *
 * Appends a number with sign.
 */
void
cor_blob_put_int (GByteArray *blob, gint64 value)
{
  guint64 doubled = (guint64) value << 1;

  cor_blob_put_uint (blob, value < 0 ? ~doubled : doubled);
}

/**
 * cor_blob_put_double:
 * @blob: what to append to
 * @value: a number
 *
 * Appends all eight bytes of a number.
 */
void
cor_blob_put_double (GByteArray *blob, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  g_byte_array_append (blob, (const guint8 *) &bits, sizeof bits);
}

/**
 * cor_blob_put_id:
 * @blob: what to append to
 * @id: an id
 *
 * Appends an id.
 */
void
cor_blob_put_id (GByteArray *blob, const CorId *id)
{
  g_byte_array_append (blob, id->bytes, sizeof id->bytes);
}

/**
 * cor_blob_put_text:
 * @blob: what to append to
 * @text: (nullable): a text
 *
 * Appends a text.
 */
void
cor_blob_put_text (GByteArray *blob, const char *text)
{
  gsize length;

  if (text == NULL)
    {
      cor_blob_put_uint (blob, 0);
      return;
    }

  length = strlen (text);
  cor_blob_put_uint (blob, (guint64) length + 1);
  g_byte_array_append (blob, (const guint8 *) text, (guint) length);
}

/**
 * cor_blob_put_texts:
 * @blob: what to append to
 * @texts: (nullable): texts
 *
 * Appends texts; %NULL and no texts stay different.
 */
void
cor_blob_put_texts (GByteArray *blob, char **texts)
{
  if (texts == NULL)
    {
      cor_blob_put_uint (blob, 0);
      return;
    }

  cor_blob_put_uint (blob, (guint64) g_strv_length (texts) + 1);
  for (guint i = 0; texts[i] != NULL; i++)
    cor_blob_put_text (blob, texts[i]);
}

/**
 * cor_blob_put_names:
 * @blob: what to append to
 * @names: names
 *
 * Appends names.
 */
void
cor_blob_put_names (GByteArray *blob, const CorNames *names)
{
  for (guint i = 0; i < COR_N_LANGUAGES; i++)
    cor_blob_put_text (blob, names->text[i]);
  cor_blob_put_uint (blob, names->generated);
}

/**
 * cor_blob_put_position:
 * @blob: what to append to
 * @position: a position
 *
 * Appends a position, all bits of it.
 */
void
cor_blob_put_position (GByteArray *blob, CorPosition position)
{
  cor_blob_put_double (blob, position.lat_deg);
  cor_blob_put_double (blob, position.lon_deg);
}

static gboolean
to_parts (double degrees, gint64 *parts)
{
  if (!(fabs (degrees) <= 360.0))
    return FALSE;

  *parts = llround (degrees * PARTS_PER_DEGREE);

  return (double) *parts / PARTS_PER_DEGREE == degrees && !(*parts == 0 && signbit (degrees));
}

static gboolean
are_parts (const CorPosition *positions, guint n_positions)
{
  gint64 parts;

  for (guint i = 0; i < n_positions; i++)
    if (!to_parts (positions[i].lat_deg, &parts) || !to_parts (positions[i].lon_deg, &parts))
      return FALSE;

  return TRUE;
}

/**
 * cor_blob_put_positions:
 * @blob: what to append to
 * @positions: (array length=n_positions): a line
 * @n_positions: how many positions
 *
 * Appends a line: as steps of a hundred-millionth of a degree where that loses nothing, else all
 * bits.
 */
void
cor_blob_put_positions (GByteArray *blob, const CorPosition *positions, guint n_positions)
{
  gboolean as_parts = are_parts (positions, n_positions);
  gint64 last_lat = 0, last_lon = 0;

  cor_blob_put_uint (blob, n_positions);
  cor_blob_put_uint (blob, as_parts ? 1 : 0);

  for (guint i = 0; i < n_positions; i++)
    {
      gint64 lat = 0, lon = 0;

      if (!as_parts)
        {
          cor_blob_put_position (blob, positions[i]);
          continue;
        }
      to_parts (positions[i].lat_deg, &lat);
      to_parts (positions[i].lon_deg, &lon);
      cor_blob_put_int (blob, lat - last_lat);
      cor_blob_put_int (blob, lon - last_lon);
      last_lat = lat;
      last_lon = lon;
    }
}

/**
 * cor_blob_reader_init:
 * @self: a reader
 * @bytes: what to read; must outlive @self
 * @n_bytes: how much of it
 *
 * Begins to read.
 */
void
cor_blob_reader_init (CorBlobReader *self, const void *bytes, gsize n_bytes)
{
  self->next = bytes;
  self->end = self->next + n_bytes;
  self->failed = FALSE;
}

/**
 * cor_blob_reader_end:
 * @self: a reader
 *
 * Returns: whether everything fitted and nothing is left over
 */
gboolean
cor_blob_reader_end (CorBlobReader *self)
{
  return !self->failed && self->next == self->end;
}

/**
 * cor_blob_reader_fail:
 * @self: a reader
 *
 * Notes that something read makes no sense.
 */
void
cor_blob_reader_fail (CorBlobReader *self)
{
  self->failed = TRUE;
  self->next = self->end;
}

static const guint8 *
take (CorBlobReader *self, gsize n_bytes)
{
  const guint8 *bytes = self->next;

  if ((gsize) (self->end - self->next) < n_bytes)
    {
      cor_blob_reader_fail (self);
      return NULL;
    }
  self->next += n_bytes;

  return bytes;
}

/**
 * cor_blob_get_uint:
 * @self: a reader
 * @limit: the largest number that makes sense
 *
 * Returns: a number
 */
guint64
cor_blob_get_uint (CorBlobReader *self, guint64 limit)
{
  guint64 value = 0;

  for (guint shift = 0; shift < 64; shift += 7)
    {
      const guint8 *byte = take (self, 1);

      if (byte == NULL)
        return 0;
      if (shift == 63 && *byte > 1)
        break;
      value |= (guint64) (*byte & 0x7f) << shift;
      if ((*byte & 0x80) == 0)
        {
          if (value <= limit)
            return value;
          break;
        }
    }

  cor_blob_reader_fail (self);

  return 0;
}

/**
 * cor_blob_get_int:
 * @self: a reader
 *
 * Returns: a number
 */
gint64
cor_blob_get_int (CorBlobReader *self)
{
  guint64 folded = cor_blob_get_uint (self, G_MAXUINT64);

  return (gint64) ((folded & 1) != 0 ? ~(folded >> 1) : folded >> 1);
}

/**
 * cor_blob_get_double:
 * @self: a reader
 *
 * Returns: a number
 */
double
cor_blob_get_double (CorBlobReader *self)
{
  const guint8 *bytes = take (self, sizeof (guint64));
  guint64 bits = 0;
  double value;

  if (bytes != NULL)
    memcpy (&bits, bytes, sizeof bits);
  bits = GUINT64_FROM_LE (bits);
  memcpy (&value, &bits, sizeof value);

  return value;
}

/**
 * cor_blob_get_count:
 * @self: a reader
 *
 * Returns: how many things follow, never more than there are bytes left
 */
guint
cor_blob_get_count (CorBlobReader *self)
{
  return (guint) cor_blob_get_uint (self, MIN ((gsize) (self->end - self->next), G_MAXUINT - 1));
}

/**
 * cor_blob_get_id:
 * @self: a reader
 *
 * Returns: an id
 */
CorId
cor_blob_get_id (CorBlobReader *self)
{
  CorId id = COR_ID_NIL;
  const guint8 *bytes = take (self, sizeof id.bytes);

  if (bytes != NULL)
    memcpy (id.bytes, bytes, sizeof id.bytes);

  return id;
}

/**
 * cor_blob_get_text:
 * @self: a reader
 *
 * Returns: (transfer full) (nullable): a text
 */
char *
cor_blob_get_text (CorBlobReader *self)
{
  guint64 size = cor_blob_get_uint (self, G_MAXUINT32);
  const guint8 *bytes;

  if (size == 0)
    return NULL;

  bytes = take (self, size - 1);
  if (bytes == NULL)
    return NULL;
  if (memchr (bytes, '\0', size - 1) != NULL)
    {
      cor_blob_reader_fail (self);
      return NULL;
    }

  return g_utf8_make_valid ((const char *) bytes, (gssize) size - 1);
}

/**
 * cor_blob_get_text_not_null:
 * @self: a reader
 *
 * Returns: (transfer full): a text, empty where none was written
 */
char *
cor_blob_get_text_not_null (CorBlobReader *self)
{
  char *text = cor_blob_get_text (self);

  return text != NULL ? text : g_strdup ("");
}

/**
 * cor_blob_get_texts:
 * @self: a reader
 *
 * Returns: (transfer full) (nullable): texts
 */
GStrv
cor_blob_get_texts (CorBlobReader *self)
{
  guint count = (guint) cor_blob_get_uint (self, (guint64) (self->end - self->next) + 1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (count == 0)
    return NULL;

  for (guint i = 0; i + 1 < count && !self->failed; i++)
    {
      g_autofree char *text = cor_blob_get_text_not_null (self);

      g_strv_builder_add (builder, text);
    }

  return g_strv_builder_end (builder);
}

/**
 * cor_blob_get_names:
 * @self: a reader
 * @names: (out): names to fill; what it held is freed
 *
 * Reads names.
 */
void
cor_blob_get_names (CorBlobReader *self, CorNames *names)
{
  cor_names_clear (names);
  for (guint i = 0; i < COR_N_LANGUAGES; i++)
    names->text[i] = cor_blob_get_text (self);
  names->generated = (guint) cor_blob_get_uint (self, (1u << COR_N_LANGUAGES) - 1);
}

/**
 * cor_blob_get_position:
 * @self: a reader
 *
 * Returns: a position
 */
CorPosition
cor_blob_get_position (CorBlobReader *self)
{
  CorPosition position;

  position.lat_deg = cor_blob_get_double (self);
  position.lon_deg = cor_blob_get_double (self);
  if (!cor_position_is_valid (position))
    cor_blob_reader_fail (self);

  return position;
}

/**
 * cor_blob_get_positions:
 * @self: a reader
 * @positions: (element-type CorPosition): array to append to
 *
 * Reads a line.
 */
void
cor_blob_get_positions (CorBlobReader *self, GArray *positions)
{
  guint count = cor_blob_get_count (self);
  gboolean as_parts = cor_blob_get_uint (self, 1) != 0;
  guint64 lat = 0, lon = 0;

  for (guint i = 0; i < count && !self->failed; i++)
    {
      CorPosition position;

      if (as_parts)
        {
          /* Without sign, so that nonsense may wrap around and is then found invalid. */
          lat += (guint64) cor_blob_get_int (self);
          lon += (guint64) cor_blob_get_int (self);
          position.lat_deg = (double) (gint64) lat / PARTS_PER_DEGREE;
          position.lon_deg = (double) (gint64) lon / PARTS_PER_DEGREE;
          if (!cor_position_is_valid (position))
            cor_blob_reader_fail (self);
        }
      else
        position = cor_blob_get_position (self);

      if (!self->failed)
        g_array_append_val (positions, position);
    }
}
