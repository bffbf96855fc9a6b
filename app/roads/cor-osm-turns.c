/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-osm-turns.h"

#include <string.h>

typedef struct
{
  gint64 from_way;
  gint64 node;
  gint64 to_way;
  gboolean is_only;
} Restriction;

/* One turn that may not be taken: from a leg, driven toward the node, into another. */
typedef struct
{
  gint64 node;
  guint32 from_leg;
  guint32 to_leg;
  gboolean from_at_from;
  gboolean to_at_from;
} Ban;

struct _CorOsmTurns
{
  GArray *restrictions; /* Restriction */
  GHashTable *nodes;    /* gint64 */
};

/**
 * cor_osm_turns_new:
 *
 * Returns: (transfer full): no restrictions
 */
CorOsmTurns *
cor_osm_turns_new (void)
{
  CorOsmTurns *self = g_new0 (CorOsmTurns, 1);

  self->restrictions = g_array_new (FALSE, FALSE, sizeof (Restriction));
  self->nodes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  return self;
}

/**
 * cor_osm_turns_free:
 * @self: (transfer full): some restrictions
 */
void
cor_osm_turns_free (CorOsmTurns *self)
{
  g_array_unref (self->restrictions);
  g_hash_table_unref (self->nodes);
  g_free (self);
}

/* What holds only at times, or for other vehicles, is left to the driver's eyes. */
static const char *
find_kind (const CorOsmTags *tags)
{
  const char *type = cor_osm_tags_get (tags, "type");
  const char *kind = cor_osm_tags_get (tags, "restriction");
  const char *except = cor_osm_tags_get (tags, "except");

  if (type == NULL || strcmp (type, "restriction") != 0)
    return NULL;
  if (kind == NULL)
    kind = cor_osm_tags_get (tags, "restriction:motorcar");
  if (except != NULL &&
      (strstr (except, "motorcar") != NULL || strstr (except, "motor_vehicle") != NULL))
    return NULL;

  return kind;
}

/**
 * cor_osm_turns_take:
 * @self: some restrictions
 * @members: (array length=n_members): the members of a relation
 * @n_members: how many
 * @tags: its tags
 *
 * Takes a relation if it restricts turning at a node. One via a way is not understood.
 */
void
cor_osm_turns_take (CorOsmTurns *self,
                    const CorOsmMember *members,
                    gsize n_members,
                    const CorOsmTags *tags)
{
  const char *kind = find_kind (tags);
  Restriction restriction = { 0 };
  guint n_from = 0, n_via = 0, n_to = 0;

  if (kind == NULL || (!g_str_has_prefix (kind, "no_") && !g_str_has_prefix (kind, "only_")))
    return;
  restriction.is_only = kind[0] == 'o';
  for (gsize i = 0; i < n_members; i++)
    {
      if (strcmp (members[i].role, "from") == 0 && members[i].kind == COR_OSM_WAY)
        {
          restriction.from_way = members[i].id;
          n_from++;
        }
      else if (strcmp (members[i].role, "to") == 0 && members[i].kind == COR_OSM_WAY)
        {
          restriction.to_way = members[i].id;
          n_to++;
        }
      else if (strcmp (members[i].role, "via") == 0)
        {
          restriction.node = members[i].id;
          n_via += members[i].kind == COR_OSM_NODE ? 1 : 2;
        }
    }
  if (n_from != 1 || n_via != 1 || n_to != 1)
    return;
  g_array_append_val (self->restrictions, restriction);
  g_hash_table_add (self->nodes, g_memdup2 (&restriction.node, sizeof restriction.node));
}

/**
 * cor_osm_turns_has_node:
 * @self: some restrictions
 * @node: id of a node
 *
 * Returns: whether turning there is restricted
 */
gboolean
cor_osm_turns_has_node (CorOsmTurns *self, gint64 node)
{
  return g_hash_table_contains (self->nodes, &node);
}

static int
compare_approaches (gconstpointer a, gconstpointer b)
{
  const CorOsmApproach *first = a;
  const CorOsmApproach *second = b;

  if (first->node != second->node)
    return first->node < second->node ? -1 : 1;

  return first->leg != second->leg ? (first->leg < second->leg ? -1 : 1)
                                   : first->at_from - second->at_from;
}

/* The first approach to a node; the others follow it. */
static guint
find_approaches (const GArray *approaches, gint64 node)
{
  guint low = 0;
  guint high = approaches->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (approaches, CorOsmApproach, middle).node < node)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static const CorOsmApproach *
get_approach (const GArray *approaches, guint index, gint64 node)
{
  const CorOsmApproach *approach;

  if (index >= approaches->len)
    return NULL;
  approach = &g_array_index (approaches, CorOsmApproach, index);

  return approach->node == node ? approach : NULL;
}

/* Lists what a restriction forbids. A way that runs through the node cannot be where one comes
 * from: nobody could say from which side. */
static void
list_bans (const Restriction *restriction, const GArray *approaches, GArray *bans)
{
  guint first = find_approaches (approaches, restriction->node);
  const CorOsmApproach *from = NULL;
  const CorOsmApproach *approach;
  gboolean has_target = FALSE;

  for (guint i = first; (approach = get_approach (approaches, i, restriction->node)) != NULL; i++)
    {
      has_target |= approach->way == restriction->to_way;
      if (approach->way != restriction->from_way)
        continue;
      if (from != NULL)
        return;
      from = approach;
    }
  if (from == NULL || !has_target)
    return;
  for (guint i = first; (approach = get_approach (approaches, i, restriction->node)) != NULL; i++)
    {
      gboolean is_target = approach->way == restriction->to_way;
      Ban ban = { restriction->node, from->leg, approach->leg, from->at_from, approach->at_from };

      if (is_target != restriction->is_only)
        g_array_append_val (bans, ban);
    }
}

static int
compare_bans (gconstpointer a, gconstpointer b)
{
  const Ban *first = a;
  const Ban *second = b;

  if (first->node != second->node)
    return first->node < second->node ? -1 : 1;
  if (first->from_leg != second->from_leg)
    return first->from_leg < second->from_leg ? -1 : 1;

  return first->from_at_from - second->from_at_from;
}

static gboolean
is_banned (const GArray *bans, guint begin, guint end, const CorOsmApproach *approach)
{
  for (guint i = begin; i < end; i++)
    {
      const Ban *ban = &g_array_index (bans, Ban, i);

      if (ban->to_leg == approach->leg && ban->to_at_from == approach->at_from)
        return TRUE;
    }

  return FALSE;
}

static guint
find_group_end (const GArray *bans, guint begin)
{
  guint end = begin + 1;

  while (end < bans->len &&
         compare_bans (&g_array_index (bans, Ban, begin), &g_array_index (bans, Ban, end)) == 0)
    end++;

  return end;
}

/**
 * cor_osm_turns_apply:
 * @self: some restrictions
 * @approaches: (element-type CorOsmApproach): all legs that come to the nodes concerned
 * @builder: has the legs
 *
 * Restricts the turns. All legs concerned are restricted first, for the turns lead to where the
 * legs then lead.
 */
void
cor_osm_turns_apply (CorOsmTurns *self, GArray *approaches, CorNetworkBuilder *builder)
{
  g_autoptr (GArray) bans = g_array_new (FALSE, FALSE, sizeof (Ban));
  g_autoptr (GArray) copies = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_sort (approaches, compare_approaches);
  for (guint i = 0; i < self->restrictions->len; i++)
    list_bans (&g_array_index (self->restrictions, Restriction, i), approaches, bans);
  g_array_sort (bans, compare_bans);
  for (guint i = 0; i < bans->len; i = find_group_end (bans, i))
    {
      const Ban *ban = &g_array_index (bans, Ban, i);
      guint32 arc = cor_network_builder_find_arc (builder, ban->from_leg, ban->from_at_from);
      guint32 copy = COR_ROAD_NONE;

      if (arc != COR_ROAD_NONE)
        copy =
            cor_network_builder_add_copy (builder, cor_network_builder_get_arc_head (builder, arc));
      if (copy != COR_ROAD_NONE)
        cor_network_builder_lead_to (builder, arc, copy);
      g_array_append_val (copies, copy);
    }
  for (guint i = 0, group = 0; i < bans->len; group++)
    {
      guint end = find_group_end (bans, i);
      gint64 node = g_array_index (bans, Ban, i).node;
      guint32 copy = g_array_index (copies, guint32, group);
      const CorOsmApproach *approach;

      for (guint j = find_approaches (approaches, node);
           copy != COR_ROAD_NONE && (approach = get_approach (approaches, j, node)) != NULL; j++)
        {
          guint32 arc = cor_network_builder_find_arc (builder, approach->leg, !approach->at_from);

          if (arc != COR_ROAD_NONE && !is_banned (bans, i, end, approach))
            cor_network_builder_add_turn (builder, copy, arc);
        }
      i = end;
    }
}
