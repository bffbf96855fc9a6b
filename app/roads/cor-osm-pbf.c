/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-osm-reader.h"

#include <string.h>
#include <zlib.h>

#include "cor-error.h"

#define MAX_HEADER_BYTES (64u << 10)
#define MAX_BLOB_BYTES (32u << 20)
#define NANO_PER_E7 100

/* Bytes being decoded. Once anything is amiss it is bad, and everything read from it is nothing. */
typedef struct
{
  const guint8 *at;
  const guint8 *end;
  gboolean is_bad;
} Bytes;

/* One field of a message: a number, or bytes. */
typedef struct
{
  guint32 number;
  guint64 value;
  Bytes bytes;
} Field;

typedef struct
{
  const CorOsmPass *pass;
  gint64 source_utc_s;
  GArray *strings; /* const char *: of one block, ended with NUL */
  GByteArray *text;
  GByteArray *block;
  GArray *tags;    /* CorOsmTag */
  GArray *nodes;   /* gint64 */
  GArray *members; /* CorOsmMember */
  gint64 granularity;
  gint64 lat_offset;
  gint64 lon_offset;
} Reader;

static guint64
read_varint (Bytes *bytes)
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
static gint64
unfold (guint64 value)
{
  return (gint64) (value >> 1) ^ -(gint64) (value & 1);
}

static gint64
read_signed (Bytes *bytes)
{
  return unfold (read_varint (bytes));
}

/* Deltas may add up to anything; whole numbers without a sign may do so without harm. */
static gint64
add_delta (gint64 value, gint64 delta)
{
  return (gint64) ((guint64) value + (guint64) delta);
}

static Bytes
take_bytes (Bytes *bytes, guint64 n)
{
  Bytes taken = { bytes->at, bytes->at, FALSE };

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
static gboolean
next_field (Bytes *bytes, Field *field)
{
  guint64 key;

  if (bytes->at >= bytes->end)
    return FALSE;
  key = read_varint (bytes);
  *field = (Field){ .number = (guint32) (key >> 3) };
  switch (key & 7)
    {
    case 0:
      field->value = read_varint (bytes);
      break;
    case 1:
      take_bytes (bytes, 8);
      break;
    case 2:
      field->bytes = take_bytes (bytes, read_varint (bytes));
      break;
    case 5:
      take_bytes (bytes, 4);
      break;
    default:
      bytes->is_bad = TRUE;
    }

  return !bytes->is_bad;
}

static gboolean G_GNUC_PRINTF (3, 4)
    refuse (Reader *reader, GError **error, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list arguments;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT, "%s: %s", reader->pass->name, reason);

  return FALSE;
}

static gboolean
read_strings (Reader *reader, Bytes table)
{
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  Field field;

  g_byte_array_set_size (reader->text, 0);
  while (next_field (&table, &field))
    {
      gsize offset = reader->text->len;
      gsize n = field.bytes.end - field.bytes.at;

      if (field.number != 1)
        continue;
      if (n > 0)
        g_byte_array_append (reader->text, field.bytes.at, n);
      g_byte_array_append (reader->text, (const guint8 *) "", 1);
      g_array_append_val (offsets, offset);
    }
  g_array_set_size (reader->strings, 0);
  for (guint i = 0; i < offsets->len; i++)
    {
      const char *text = (const char *) reader->text->data + g_array_index (offsets, gsize, i);

      g_array_append_val (reader->strings, text);
    }

  return !table.is_bad;
}

static const char *
get_string (Reader *reader, guint64 index, Bytes *bytes)
{
  if (index < reader->strings->len)
    return g_array_index (reader->strings, const char *, index);
  bytes->is_bad = TRUE;

  return "";
}

static gboolean
read_tags (Reader *reader, Bytes keys, Bytes values)
{
  g_array_set_size (reader->tags, 0);
  while (keys.at < keys.end && values.at < values.end)
    {
      CorOsmTag tag;

      tag.key = get_string (reader, read_varint (&keys), &keys);
      tag.value = get_string (reader, read_varint (&values), &values);
      g_array_append_val (reader->tags, tag);
    }

  return !keys.is_bad && !values.is_bad && keys.at == keys.end && values.at == values.end;
}

static CorOsmTags
get_tags (Reader *reader)
{
  return (CorOsmTags){ (const CorOsmTag *) reader->tags->data, reader->tags->len };
}

/* Degrees times 1e7; what lies off the globe is put at its edge, and left out by the importer. */
static gint32
to_e7 (const Reader *reader, gint64 offset, gint64 value)
{
  double nano = (double) offset + (double) reader->granularity * (double) value;

  return (gint32) CLAMP (nano / NANO_PER_E7, -2e9, 2e9);
}

static void
give_node (Reader *reader, gint64 id, gint64 lat, gint64 lon)
{
  const CorOsmHandler *handler = reader->pass->handler;
  CorNetworkPoint point = { to_e7 (reader, reader->lat_offset, lat),
                            to_e7 (reader, reader->lon_offset, lon) };
  CorOsmTags tags = get_tags (reader);

  handler->node (id, point, &tags, handler->user_data);
}

static gboolean
read_dense_tags (Reader *reader, Bytes *tags)
{
  g_array_set_size (reader->tags, 0);
  while (tags->at < tags->end)
    {
      guint64 key = read_varint (tags);
      CorOsmTag tag;

      if (key == 0)
        break;
      tag.key = get_string (reader, key, tags);
      tag.value = get_string (reader, read_varint (tags), tags);
      g_array_append_val (reader->tags, tag);
    }

  return !tags->is_bad;
}

static gboolean
read_dense (Reader *reader, Bytes dense)
{
  Bytes ids = { 0 }, lats = { 0 }, lons = { 0 }, tags = { 0 };
  gint64 id = 0, lat = 0, lon = 0;
  Field field;

  while (next_field (&dense, &field))
    {
      if (field.number == 1)
        ids = field.bytes;
      else if (field.number == 8)
        lats = field.bytes;
      else if (field.number == 9)
        lons = field.bytes;
      else if (field.number == 10)
        tags = field.bytes;
    }
  while (ids.at < ids.end && lats.at < lats.end && lons.at < lons.end)
    {
      id = add_delta (id, read_signed (&ids));
      lat = add_delta (lat, read_signed (&lats));
      lon = add_delta (lon, read_signed (&lons));
      if (!read_dense_tags (reader, &tags))
        return FALSE;
      give_node (reader, id, lat, lon);
    }

  return !dense.is_bad && !ids.is_bad && !lats.is_bad && !lons.is_bad && ids.at == ids.end;
}

/* What nodes, ways and relations have in common. */
typedef struct
{
  gint64 id;
  Bytes keys;
  Bytes values;
  gint64 lat;
  gint64 lon;
  Bytes nodes;
  Bytes roles;
  Bytes members;
  Bytes kinds;
} Element;

static gboolean
read_element (Bytes bytes, CorOsmKind kind, Element *element)
{
  Field field;

  *element = (Element){ 0 };
  while (next_field (&bytes, &field))
    {
      gboolean is_node = kind == COR_OSM_NODE;

      if (field.number == 1)
        element->id = is_node ? unfold (field.value) : (gint64) field.value;
      else if (field.number == 2)
        element->keys = field.bytes;
      else if (field.number == 3)
        element->values = field.bytes;
      else if (field.number == 8 && is_node)
        element->lat = unfold (field.value);
      else if (field.number == 9 && is_node)
        element->lon = unfold (field.value);
      else if (field.number == 8)
        *(kind == COR_OSM_WAY ? &element->nodes : &element->roles) = field.bytes;
      else if (field.number == 9)
        element->members = field.bytes;
      else if (field.number == 10)
        element->kinds = field.bytes;
    }

  return !bytes.is_bad;
}

static gboolean
read_way (Reader *reader, Element *way)
{
  const CorOsmHandler *handler = reader->pass->handler;
  gint64 id = 0;
  CorOsmTags tags;

  if (!read_tags (reader, way->keys, way->values))
    return FALSE;
  g_array_set_size (reader->nodes, 0);
  while (way->nodes.at < way->nodes.end)
    {
      id = add_delta (id, read_signed (&way->nodes));
      g_array_append_val (reader->nodes, id);
    }
  if (way->nodes.is_bad)
    return FALSE;
  tags = get_tags (reader);
  handler->way (way->id, (const gint64 *) reader->nodes->data, reader->nodes->len, &tags,
                handler->user_data);

  return TRUE;
}

static gboolean
read_relation (Reader *reader, Element *relation)
{
  const CorOsmHandler *handler = reader->pass->handler;
  gint64 id = 0;
  CorOsmTags tags;

  if (!read_tags (reader, relation->keys, relation->values))
    return FALSE;
  g_array_set_size (reader->members, 0);
  while (relation->members.at < relation->members.end && relation->kinds.at < relation->kinds.end &&
         relation->roles.at < relation->roles.end)
    {
      CorOsmMember member;
      guint64 kind = read_varint (&relation->kinds);

      id = add_delta (id, read_signed (&relation->members));
      if (kind > COR_OSM_RELATION)
        return FALSE;
      member.kind = (CorOsmKind) kind;
      member.id = id;
      member.role = get_string (reader, read_varint (&relation->roles), &relation->roles);
      g_array_append_val (reader->members, member);
    }
  if (relation->members.is_bad || relation->kinds.is_bad || relation->roles.is_bad)
    return FALSE;
  tags = get_tags (reader);
  handler->relation (relation->id, (const CorOsmMember *) reader->members->data,
                     reader->members->len, &tags, handler->user_data);

  return TRUE;
}

static gboolean
read_group (Reader *reader, Bytes group)
{
  const CorOsmHandler *handler = reader->pass->handler;
  Element element;
  gboolean is_good = TRUE;
  Field field;

  while (is_good && next_field (&group, &field))
    {
      if (field.number == 1 && handler->node != NULL)
        {
          is_good = read_element (field.bytes, COR_OSM_NODE, &element) &&
                    read_tags (reader, element.keys, element.values);
          if (is_good)
            give_node (reader, element.id, element.lat, element.lon);
        }
      else if (field.number == 2 && handler->node != NULL)
        is_good = read_dense (reader, field.bytes);
      else if (field.number == 3 && handler->way != NULL)
        is_good = read_element (field.bytes, COR_OSM_WAY, &element) && read_way (reader, &element);
      else if (field.number == 4 && handler->relation != NULL)
        is_good = read_element (field.bytes, COR_OSM_RELATION, &element) &&
                  read_relation (reader, &element);
    }

  return is_good && !group.is_bad;
}

static gboolean
read_block (Reader *reader, Bytes block)
{
  Bytes again = block;
  Field field;

  reader->granularity = 100;
  reader->lat_offset = reader->lon_offset = 0;
  g_array_set_size (reader->strings, 0);
  while (next_field (&block, &field))
    {
      if (field.number == 1 && !read_strings (reader, field.bytes))
        return FALSE;
      if (field.number == 17)
        reader->granularity = (gint32) field.value;
      else if (field.number == 19)
        reader->lat_offset = (gint64) field.value;
      else if (field.number == 20)
        reader->lon_offset = (gint64) field.value;
    }
  while (next_field (&again, &field))
    {
      if (field.number == 2 && !read_group (reader, field.bytes))
        return FALSE;
    }

  return !block.is_bad && !again.is_bad;
}

static gboolean
read_header_block (Reader *reader, Bytes block, GError **error)
{
  Field field;

  while (next_field (&block, &field))
    {
      gsize n = field.bytes.end - field.bytes.at;

      if (field.number == 32)
        reader->source_utc_s = (gint64) field.value;
      if (field.number == 4 && !(n == 14 && memcmp (field.bytes.at, "OsmSchema-V0.6", 14) == 0) &&
          !(n == 10 && memcmp (field.bytes.at, "DenseNodes", 10) == 0))
        {
          g_set_error (error, COR_ERROR, COR_ERROR_UNSUPPORTED,
                       "%s: it needs “%.*s”, which this program does not read", reader->pass->name,
                       (int) MIN (n, 80), (const char *) field.bytes.at);
          return FALSE;
        }
    }

  return !block.is_bad || refuse (reader, error, "its header is damaged");
}

static gboolean
inflate_blob (Reader *reader, Bytes packed, guint64 n_raw, Bytes *block)
{
  uLongf n = (uLongf) n_raw;

  if (n_raw > MAX_BLOB_BYTES)
    return FALSE;
  g_byte_array_set_size (reader->block, (guint) n_raw + 1);
  if (uncompress (reader->block->data, &n, packed.at, (uLong) (packed.end - packed.at)) != Z_OK ||
      n != n_raw)
    return FALSE;
  *block = (Bytes){ reader->block->data, reader->block->data + n, FALSE };

  return TRUE;
}

/* Unpacks a blob: it lies bare in the file, or packed by zlib; the other ways are named. */
static gboolean
unpack_blob (Reader *reader, Bytes blob, Bytes *block, GError **error)
{
  static const char *const others[] = {
    [4] = "LZMA", [5] = "bzip2", [6] = "LZ4", [7] = "Zstandard"
  };
  Bytes packed = { 0 };
  guint64 n_raw = 0;
  Field field;

  *block = (Bytes){ 0 };
  while (next_field (&blob, &field))
    {
      if (field.number == 1)
        *block = field.bytes;
      else if (field.number == 2)
        n_raw = field.value;
      else if (field.number == 3)
        packed = field.bytes;
      else if (field.number < G_N_ELEMENTS (others) && others[field.number] != NULL)
        {
          g_set_error (error, COR_ERROR, COR_ERROR_UNSUPPORTED,
                       "%s: it is packed by %s, which this program does not read; pack it by zlib, "
                       "as with “osmium cat -f pbf,pbf_compression=zlib”",
                       reader->pass->name, others[field.number]);
          return FALSE;
        }
    }
  if (blob.is_bad || (packed.at != NULL && !inflate_blob (reader, packed, n_raw, block)))
    return refuse (reader, error, "a block cannot be unpacked; copy it again");

  return TRUE;
}

/* Reads one blob with its header. */
static gboolean
read_blob (Reader *reader, Bytes *file, guint *n_blobs, GError **error)
{
  Bytes length = take_bytes (file, 4);
  Bytes header, type = { 0 }, block;
  guint64 n_header, n_blob = 0;
  gboolean is_header;
  Field field;

  if (file->is_bad)
    return refuse (reader, error, "it is cut off; copy it again");
  n_header = (guint64) length.at[0] << 24 | length.at[1] << 16 | length.at[2] << 8 | length.at[3];
  if (n_header > MAX_HEADER_BYTES)
    return refuse (reader, error, "this is no OpenStreetMap extract");
  header = take_bytes (file, n_header);
  while (next_field (&header, &field))
    {
      if (field.number == 1)
        type = field.bytes;
      else if (field.number == 3)
        n_blob = field.value;
    }
  if (header.is_bad || file->is_bad || n_blob > MAX_BLOB_BYTES)
    return refuse (reader, error, "block %u is damaged; copy it again", *n_blobs);
  if (type.end - type.at != 9 && type.end - type.at != 7)
    return refuse (reader, error, "this is no OpenStreetMap extract");
  is_header = type.end - type.at == 9 && memcmp (type.at, "OSMHeader", 9) == 0;
  if (*n_blobs == 0 && !is_header)
    return refuse (reader, error, "this is no OpenStreetMap extract");
  header = take_bytes (file, n_blob);
  if (file->is_bad)
    return refuse (reader, error, "it is cut off in block %u; copy it again", *n_blobs);
  if (!unpack_blob (reader, header, &block, error))
    return FALSE;
  (*n_blobs)++;
  if (is_header)
    return read_header_block (reader, block, error);

  return read_block (reader, block) ||
         refuse (reader, error, "block %u is damaged; copy it again", *n_blobs);
}

/**
 * cor_osm_pbf_read:
 * @bytes: an OpenStreetMap extract in PBF
 * @pass: what to do with it
 * @source_utc_s: (out): date of the extract, 0 when it does not say
 * @error: set when it is damaged, packed in a way we do not read, or the work was cancelled
 *
 * Reads an extract once.
 *
 * Returns: %TRUE if it was read to its end
 */
gboolean
cor_osm_pbf_read (GBytes *bytes, const CorOsmPass *pass, gint64 *source_utc_s, GError **error)
{
  gsize n;
  const guint8 *data = g_bytes_get_data (bytes, &n);
  Bytes file = { data, n > 0 ? data + n : data, FALSE };
  Reader reader = { .pass = pass };
  gboolean is_good = TRUE;
  guint n_blobs = 0;

  reader.strings = g_array_new (FALSE, FALSE, sizeof (const char *));
  reader.text = g_byte_array_new ();
  reader.block = g_byte_array_new ();
  reader.tags = g_array_new (FALSE, FALSE, sizeof (CorOsmTag));
  reader.nodes = g_array_new (FALSE, FALSE, sizeof (gint64));
  reader.members = g_array_new (FALSE, FALSE, sizeof (CorOsmMember));
  if (n == 0)
    is_good = refuse (&reader, error, "it is empty");
  while (is_good && file.at < file.end)
    {
      is_good = read_blob (&reader, &file, &n_blobs, error) &&
                cor_progress_report (pass->progress, pass->stage,
                                     pass->share_before +
                                         pass->share * (double) (file.at - data) / (double) n,
                                     error);
    }
  *source_utc_s = reader.source_utc_s;
  g_array_unref (reader.strings);
  g_byte_array_unref (reader.text);
  g_byte_array_unref (reader.block);
  g_array_unref (reader.tags);
  g_array_unref (reader.nodes);
  g_array_unref (reader.members);

  return is_good;
}
