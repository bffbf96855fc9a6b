/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network-format.h"
#include "cor-network.h"
#include "cor-progress.h"

G_BEGIN_DECLS

/**
 * CorOsmTag:
 * @key: the key
 * @value: its value
 *
 * One tag.
 */
typedef struct
{
  const char *key;
  const char *value;
} CorOsmTag;

/**
 * CorOsmTags:
 * @tags: (array length=n): the tags
 * @n: how many
 *
 * The tags of one element.
 */
typedef struct
{
  const CorOsmTag *tags;
  gsize n;
} CorOsmTags;

typedef enum
{
  COR_OSM_NODE,
  COR_OSM_WAY,
  COR_OSM_RELATION
} CorOsmKind;

/**
 * CorOsmMember:
 * @kind: what it is
 * @id: its id
 * @role: its role, "" for none
 *
 * A member of a relation.
 */
typedef struct
{
  CorOsmKind kind;
  gint64 id;
  const char *role;
} CorOsmMember;

/**
 * CorOsmHandler:
 * @node: (nullable): called for each node
 * @way: (nullable): called for each way, with the ids of its nodes
 * @relation: (nullable): called for each relation
 * @user_data: for all of them
 *
 * Takes what is read, in the order of the file. Nothing handed over may be kept.
 */
typedef struct
{
  void (*node) (gint64 id, CorNetworkPoint point, const CorOsmTags *tags, gpointer user_data);
  void (*way) (gint64 id,
               const gint64 *nodes,
               gsize n_nodes,
               const CorOsmTags *tags,
               gpointer user_data);
  void (*relation) (gint64 id,
                    const CorOsmMember *members,
                    gsize n_members,
                    const CorOsmTags *tags,
                    gpointer user_data);
  gpointer user_data;
} CorOsmHandler;

/**
 * CorOsmPass:
 * @name: what to call the file in an error
 * @handler: takes what is read
 * @progress: (nullable): told how far it is
 * @stage: what this pass is called
 * @share_before: how much of the whole was done before this pass
 * @share: how much of the whole this pass is
 *
 * One reading of a file.
 */
typedef struct
{
  const char *name;
  const CorOsmHandler *handler;
  CorProgress *progress;
  const char *stage;
  double share_before;
  double share;
} CorOsmPass;

const char *cor_osm_tags_get (const CorOsmTags *tags, const char *key);
gboolean cor_osm_tags_have (const CorOsmTags *tags, const char *part);

/**
 * CorOsmPbf:
 *
 * An extract in PBF that is open for reading.
 */
typedef struct _CorOsmPbf CorOsmPbf;

CorOsmPbf *
cor_osm_pbf_open (GBytes *file, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cor_osm_pbf_free (CorOsmPbf *self);
gint64 cor_osm_pbf_get_source_utc_s (CorOsmPbf *self);
gboolean cor_osm_pbf_read (CorOsmPbf *self, const CorOsmPass *pass, GError **error);

gboolean
cor_osm_xml_read (GBytes *bytes, const CorOsmPass *pass, gint64 *source_utc_s, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorOsmPbf, cor_osm_pbf_free)

G_END_DECLS
