/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads protocol buffers, as far as OpenStreetMap uses them, never beyond their end. */

/* CorOsmBytes being decoded. Once anything is amiss it is bad, and everything read from it is
 * nothing. */
typedef struct
{
  const guint8 *at;
  const guint8 *end;
  gboolean is_bad;
} CorOsmBytes;

/* One field of a message: a number, or bytes. */
typedef struct
{
  guint32 number;
  guint64 value;
  CorOsmBytes bytes;
} CorOsmField;

static inline guint64
cor_osm_read_varint (CorOsmBytes *bytes)
{
  guint64 value = 0;

  for (guint shift = 0; shift < 64 && bytes->at < bytes->end; shift += 7)
    {
      guint8 byte = *bytes->at++;

      value |= (guint64) (byte & 0x7f) << shift;
      if ((byte & 0x80) == 0)
        return value;
    }
  bytes->is_bad = TRUE;
  bytes->at = bytes->end;

  return 0;
}

/* Signs are folded into the lowest bit. */
static inline gint64
cor_osm_unfold (guint64 value)
{
  return (gint64) (value >> 1) ^ -(gint64) (value & 1);
}

static inline gint64
cor_osm_read_signed (CorOsmBytes *bytes)
{
  return cor_osm_unfold (cor_osm_read_varint (bytes));
}

/* Deltas may add up to anything; whole numbers without a sign may do so without harm. */
static inline gint64
cor_osm_add_delta (gint64 value, gint64 delta)
{
  return (gint64) ((guint64) value + (guint64) delta);
}

static inline CorOsmBytes
cor_osm_take_bytes (CorOsmBytes *bytes, guint64 n)
{
  CorOsmBytes taken = { bytes->at, bytes->at, FALSE };

  if (n > (guint64) (bytes->end - bytes->at))
    {
      bytes->is_bad = TRUE;
      bytes->at = bytes->end;
      return taken;
    }
  bytes->at += n;
  taken.end = bytes->at;

  return taken;
}

/* Reads the next field; FALSE at the end, or where the bytes are bad. */
static inline gboolean
cor_osm_next_field (CorOsmBytes *bytes, CorOsmField *field)
{
  guint64 key;

  if (bytes->at >= bytes->end)
    return FALSE;
  key = cor_osm_read_varint (bytes);
  *field = (CorOsmField){ .number = (guint32) (key >> 3) };
  switch (key & 7)
    {
    case 0:
      field->value = cor_osm_read_varint (bytes);
      break;
    case 1:
      cor_osm_take_bytes (bytes, 8);
      break;
    case 2:
      field->bytes = cor_osm_take_bytes (bytes, cor_osm_read_varint (bytes));
      break;
    case 5:
      cor_osm_take_bytes (bytes, 4);
      break;
    default:
      bytes->is_bad = TRUE;
    }

  return !bytes->is_bad;
}

G_END_DECLS
