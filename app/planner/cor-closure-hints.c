/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closure-hints.h"

#include "cor-closure-maker.h"
#include "cor-closure-set.h"
#include "cor-network-import.h"

/* A leg that a closure hits, on its way to become a hint. */
typedef struct
{
  CorRoadClass road_class;
  CorRoadHint hint;
} Hit;

/* What a hint is known by: the way with 0, or its two junctions, the smaller first. */
typedef struct
{
  gint64 id;
  gint64 other_id;
  guint hint;
} Key;

static int
compare_ids (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *one = a;
  const Hit *other = b;

  if (one->road_class != other->road_class)
    return one->road_class < other->road_class ? -1 : 1;
  if (one->hint.way_id != other->hint.way_id)
    return compare_ids (one->hint.way_id, other->hint.way_id);
  if (one->hint.from_node_id != other->hint.from_node_id)
    return compare_ids (one->hint.from_node_id, other->hint.from_node_id);

  return compare_ids (one->hint.until_node_id, other->hint.until_node_id);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const Key *one = a;
  const Key *other = b;

  return one->id != other->id ? compare_ids (one->id, other->id)
                              : compare_ids (one->other_id, other->other_id);
}

static CorRoadHint
describe_leg (CorNetwork *network, guint32 leg, const CorLeg *record)
{
  return (CorRoadHint){ .way_id = cor_network_get_leg_osm_way (network, leg),
                        .from_node_id = cor_network_get_node_osm (network, record->from_node),
                        .until_node_id = cor_network_get_node_osm (network, record->to_node) };
}

/* The legs that the shape of a closure hits, whatever the closure does there, the most important
 * roads first. */
static GArray *
list_hits (const CorClosure *closure, CorNetwork *network)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  g_autoptr (CorClosure) closed = cor_record_copy (closure);
  g_autoptr (CorClosureShape) shape = NULL;
  g_autoptr (CorClosureSet) set = NULL;
  const guint32 *legs;
  gsize n_legs = 0;

  closed->effect = COR_RESTRICTION_CLOSED;
  closed->daily = COR_DAILY_ALWAYS;
  shape = cor_closure_make_shape (closed, NULL);
  if (shape == NULL)
    return hits;

  set = cor_closure_set_new (network, &shape, 1, NULL, NULL);
  legs = cor_closure_set_get_hits (set, 0, &n_legs);
  for (gsize i = 0; i < n_legs; i++)
    {
      CorLeg record;
      Hit hit;

      cor_network_get_leg (network, legs[i], &record);
      hit = (Hit){ record.road_class, describe_leg (network, legs[i], &record) };
      if (hit.hint.way_id != 0)
        g_array_append_val (hits, hit);
    }
  g_array_sort (hits, compare_hits);

  return hits;
}

/**
 * cor_closure_take_hints:
 * @closure: a closure that is in no plan yet
 * @network: the network that it was drawn on
 *
 * Notes which roads the closure hits there, by the ids of their source, in place of what was noted
 * before. Of more than %COR_CLOSURE_MAX_HINTS the most important roads are noted, of equals those
 * with the lowest ids. On a network that was not imported, or with a shape that makes no sense,
 * nothing is noted.
 */
void
cor_closure_take_hints (CorClosure *closure, CorNetwork *network)
{
  g_autoptr (GArray) hits = NULL;

  g_clear_pointer (&closure->network_checksum, g_free);
  g_clear_pointer (&closure->hints, g_array_unref);
  if (!cor_network_is_imported (network))
    return;

  hits = list_hits (closure, network);
  if (hits->len == 0)
    return;

  closure->network_checksum = g_strdup (cor_network_get_checksum (network));
  closure->hints = g_array_new (FALSE, FALSE, sizeof (CorRoadHint));
  for (guint i = 0; i < MIN (hits->len, COR_CLOSURE_MAX_HINTS); i++)
    g_array_append_val (closure->hints, g_array_index (hits, Hit, i).hint);
}

static Key
key_of_junctions (const CorRoadHint *hint, guint index)
{
  return (Key){ MIN (hint->from_node_id, hint->until_node_id),
                MAX (hint->from_node_id, hint->until_node_id), index };
}

/* Both that each hint may be known by, sorted. */
static void
list_keys (GArray *hints, GArray *ways, GArray *junctions)
{
  for (guint i = 0; i < hints->len; i++)
    {
      const CorRoadHint *hint = &g_array_index (hints, CorRoadHint, i);
      Key way = { hint->way_id, 0, i };
      Key ends = key_of_junctions (hint, i);

      g_array_append_val (ways, way);
      g_array_append_val (junctions, ends);
    }
  g_array_sort (ways, compare_keys);
  g_array_sort (junctions, compare_keys);
}

/* Marks the hints that have a key; tells how many of them had not been marked. */
static guint
mark_found (GArray *keys, const Key *key, guint8 *is_found)
{
  guint low = 0;
  guint high = keys->len;
  guint n_new = 0;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_keys (&g_array_index (keys, Key, middle), key) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < keys->len && compare_keys (&g_array_index (keys, Key, low), key) == 0; low++)
    {
      guint hint = g_array_index (keys, Key, low).hint;

      n_new += !is_found[hint];
      is_found[hint] = TRUE;
    }

  return n_new;
}

/**
 * cor_closure_is_unmatched:
 * @closure: a closure
 * @network: a network, perhaps newer than the one that the closure was drawn on
 * @legs: (array length=n_legs): the legs that it hits there
 * @n_legs: how many
 *
 * Compares what a closure hits with what it hit when it was drawn. A road is found again if the
 * closure hits a leg of the same way, or one between the same junctions: mappers split ways oftener
 * than they move junctions.
 *
 * Returns: whether most of the roads that the closure hit are not found again; %FALSE if nothing
 *   was noted of them, it was drawn on this very network, or @network was not imported
 */
gboolean
cor_closure_is_unmatched (const CorClosure *closure,
                          CorNetwork *network,
                          const guint32 *legs,
                          gsize n_legs)
{
  g_autoptr (GArray) ways = g_array_new (FALSE, FALSE, sizeof (Key));
  g_autoptr (GArray) junctions = g_array_new (FALSE, FALSE, sizeof (Key));
  g_autofree guint8 *is_found = NULL;
  guint n_found = 0;

  if (closure->hints == NULL || closure->hints->len == 0 || !cor_network_is_imported (network) ||
      g_strcmp0 (closure->network_checksum, cor_network_get_checksum (network)) == 0)
    return FALSE;

  list_keys (closure->hints, ways, junctions);
  is_found = g_new0 (guint8, closure->hints->len);
  for (gsize i = 0; i < n_legs && 2 * n_found < closure->hints->len; i++)
    {
      CorLeg record;
      CorRoadHint hint;
      Key ends;

      cor_network_get_leg (network, legs[i], &record);
      hint = describe_leg (network, legs[i], &record);
      ends = key_of_junctions (&hint, 0);
      n_found += mark_found (ways, &(Key){ hint.way_id, 0, 0 }, is_found);
      n_found += mark_found (junctions, &ends, is_found);
    }

  return 2 * n_found < closure->hints->len;
}
