/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-osm-block.h"

#include <string.h>

#include "cor-osm-protobuf.h"

#define NANO_PER_E7 100

struct _CorOsmBlockReader
{
  const CorOsmHandler *handler;
  GArray *strings; /* const char *: of one block, ended with NUL */
  GByteArray *text;
  GArray *tags;    /* CorOsmTag */
  GArray *nodes;   /* gint64 */
  GArray *members; /* CorOsmMember */
  gint64 granularity;
  gint64 lat_offset;
  gint64 lon_offset;
};

static gboolean
read_strings (CorOsmBlockReader *reader, CorOsmBytes table)
{
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  CorOsmField field;

  g_byte_array_set_size (reader->text, 0);
  while (cor_osm_next_field (&table, &field))
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
get_string (CorOsmBlockReader *reader, guint64 index, CorOsmBytes *bytes)
{
  if (index < reader->strings->len)
    return g_array_index (reader->strings, const char *, index);
  bytes->is_bad = TRUE;

  return "";
}

static gboolean
read_tags (CorOsmBlockReader *reader, CorOsmBytes keys, CorOsmBytes values)
{
  g_array_set_size (reader->tags, 0);
  while (keys.at < keys.end && values.at < values.end)
    {
      CorOsmTag tag;

      tag.key = get_string (reader, cor_osm_read_varint (&keys), &keys);
      tag.value = get_string (reader, cor_osm_read_varint (&values), &values);
      g_array_append_val (reader->tags, tag);
    }

  return !keys.is_bad && !values.is_bad && keys.at == keys.end && values.at == values.end;
}

static CorOsmTags
get_tags (CorOsmBlockReader *reader)
{
  return (CorOsmTags){ (const CorOsmTag *) reader->tags->data, reader->tags->len };
}

/* Degrees times 1e7; what lies off the globe is put at its edge, and left out by the importer. */
static gint32
to_e7 (const CorOsmBlockReader *reader, gint64 offset, gint64 value)
{
  double nano = (double) offset + (double) reader->granularity * (double) value;

  return (gint32) CLAMP (nano / NANO_PER_E7, -2e9, 2e9);
}

static void
give_node (CorOsmBlockReader *reader, gint64 id, gint64 lat, gint64 lon)
{
  const CorOsmHandler *handler = reader->handler;
  CorNetworkPoint point = { to_e7 (reader, reader->lat_offset, lat),
                            to_e7 (reader, reader->lon_offset, lon) };
  CorOsmTags tags = get_tags (reader);

  handler->node (id, point, &tags, handler->user_data);
}

static gboolean
read_dense_tags (CorOsmBlockReader *reader, CorOsmBytes *tags)
{
  g_array_set_size (reader->tags, 0);
  while (tags->at < tags->end)
    {
      guint64 key = cor_osm_read_varint (tags);
      CorOsmTag tag;

      if (key == 0)
        break;
      tag.key = get_string (reader, key, tags);
      tag.value = get_string (reader, cor_osm_read_varint (tags), tags);
      g_array_append_val (reader->tags, tag);
    }

  return !tags->is_bad;
}

static gboolean
read_dense (CorOsmBlockReader *reader, CorOsmBytes dense)
{
  CorOsmBytes ids = { 0 }, lats = { 0 }, lons = { 0 }, tags = { 0 };
  gint64 id = 0, lat = 0, lon = 0;
  CorOsmField field;

  while (cor_osm_next_field (&dense, &field))
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
      id = cor_osm_add_delta (id, cor_osm_read_signed (&ids));
      lat = cor_osm_add_delta (lat, cor_osm_read_signed (&lats));
      lon = cor_osm_add_delta (lon, cor_osm_read_signed (&lons));
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
  CorOsmBytes keys;
  CorOsmBytes values;
  gint64 lat;
  gint64 lon;
  CorOsmBytes nodes;
  CorOsmBytes roles;
  CorOsmBytes members;
  CorOsmBytes kinds;
} Element;

static gboolean
read_element (CorOsmBytes bytes, CorOsmKind kind, Element *element)
{
  CorOsmField field;

  *element = (Element){ 0 };
  while (cor_osm_next_field (&bytes, &field))
    {
      gboolean is_node = kind == COR_OSM_NODE;

      if (field.number == 1)
        element->id = is_node ? cor_osm_unfold (field.value) : (gint64) field.value;
      else if (field.number == 2)
        element->keys = field.bytes;
      else if (field.number == 3)
        element->values = field.bytes;
      else if (field.number == 8 && is_node)
        element->lat = cor_osm_unfold (field.value);
      else if (field.number == 9 && is_node)
        element->lon = cor_osm_unfold (field.value);
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
read_way (CorOsmBlockReader *reader, Element *way)
{
  const CorOsmHandler *handler = reader->handler;
  gint64 id = 0;
  CorOsmTags tags;

  if (!read_tags (reader, way->keys, way->values))
    return FALSE;
  g_array_set_size (reader->nodes, 0);
  while (way->nodes.at < way->nodes.end)
    {
      id = cor_osm_add_delta (id, cor_osm_read_signed (&way->nodes));
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
read_relation (CorOsmBlockReader *reader, Element *relation)
{
  const CorOsmHandler *handler = reader->handler;
  gint64 id = 0;
  CorOsmTags tags;

  if (!read_tags (reader, relation->keys, relation->values))
    return FALSE;
  g_array_set_size (reader->members, 0);
  while (relation->members.at < relation->members.end && relation->kinds.at < relation->kinds.end &&
         relation->roles.at < relation->roles.end)
    {
      CorOsmMember member;
      guint64 kind = cor_osm_read_varint (&relation->kinds);

      id = cor_osm_add_delta (id, cor_osm_read_signed (&relation->members));
      if (kind > COR_OSM_RELATION)
        return FALSE;
      member.kind = (CorOsmKind) kind;
      member.id = id;
      member.role = get_string (reader, cor_osm_read_varint (&relation->roles), &relation->roles);
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
read_group (CorOsmBlockReader *reader, CorOsmBytes group)
{
  const CorOsmHandler *handler = reader->handler;
  Element element;
  gboolean is_good = TRUE;
  CorOsmField field;

  while (is_good && cor_osm_next_field (&group, &field))
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

/**
 * cor_osm_block_reader_new:
 * @handler: takes what is read; it must be kept meanwhile
 *
 * Returns: (transfer full): a reader
 */
CorOsmBlockReader *
cor_osm_block_reader_new (const CorOsmHandler *handler)
{
  CorOsmBlockReader *self = g_new0 (CorOsmBlockReader, 1);

  self->handler = handler;
  self->strings = g_array_new (FALSE, FALSE, sizeof (const char *));
  self->text = g_byte_array_new ();
  self->tags = g_array_new (FALSE, FALSE, sizeof (CorOsmTag));
  self->nodes = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->members = g_array_new (FALSE, FALSE, sizeof (CorOsmMember));

  return self;
}

/**
 * cor_osm_block_reader_free:
 * @self: (transfer full): a reader
 */
void
cor_osm_block_reader_free (CorOsmBlockReader *self)
{
  g_array_unref (self->strings);
  g_byte_array_unref (self->text);
  g_array_unref (self->tags);
  g_array_unref (self->nodes);
  g_array_unref (self->members);
  g_free (self);
}

/**
 * cor_osm_block_reader_read:
 * @self: a reader
 * @bytes: a block, unpacked
 * @n_bytes: how long it is
 *
 * Hands over what is in a block.
 *
 * Returns: %FALSE if the block is damaged; some of it may have been handed over
 */
gboolean
cor_osm_block_reader_read (CorOsmBlockReader *self, const guint8 *bytes, gsize n_bytes)
{
  CorOsmBytes block = { bytes, n_bytes > 0 ? bytes + n_bytes : bytes, FALSE };
  CorOsmBytes again = block;
  CorOsmField field;

  self->granularity = 100;
  self->lat_offset = self->lon_offset = 0;
  g_array_set_size (self->strings, 0);
  while (cor_osm_next_field (&block, &field))
    {
      if (field.number == 1 && !read_strings (self, field.bytes))
        return FALSE;
      if (field.number == 17)
        self->granularity = (gint32) field.value;
      else if (field.number == 19)
        self->lat_offset = (gint64) field.value;
      else if (field.number == 20)
        self->lon_offset = (gint64) field.value;
    }
  while (cor_osm_next_field (&again, &field))
    {
      if (field.number == 2 && !read_group (self, field.bytes))
        return FALSE;
    }

  return !block.is_bad && !again.is_bad;
}

/**
 * cor_osm_block_find_kinds:
 * @bytes: a block, unpacked
 * @n_bytes: how long it is
 *
 * Looks what a block holds, without reading it. A damaged one holds what comes before the damage.
 *
 * Returns: what is in it
 */
CorOsmBlockKinds
cor_osm_block_find_kinds (const guint8 *bytes, gsize n_bytes)
{
  static const CorOsmBlockKinds kinds[] = { 0, COR_OSM_BLOCK_NODES, COR_OSM_BLOCK_NODES,
                                            COR_OSM_BLOCK_WAYS, COR_OSM_BLOCK_RELATIONS };
  CorOsmBytes block = { bytes, n_bytes > 0 ? bytes + n_bytes : bytes, FALSE };
  CorOsmBlockKinds found = 0;
  CorOsmField field, part;

  while (cor_osm_next_field (&block, &field))
    {
      while (field.number == 2 && cor_osm_next_field (&field.bytes, &part))
        {
          if (part.number < G_N_ELEMENTS (kinds))
            found |= kinds[part.number];
        }
    }

  return found;
}
