/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-scene-loads.h"

#include <string.h>

/* Two corridors share a piece when its ends are the same to a tenth of a metre or so. */
typedef struct
{
  gint32 ends[4];
} PieceKey;

static guint
hash_piece (gconstpointer data)
{
  const PieceKey *key = data;
  guint32 hash = 2166136261u;

  for (guint i = 0; i < 4; i++)
    hash = (hash ^ (guint32) key->ends[i]) * 16777619u;

  return hash;
}

static gboolean
equal_pieces (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (PieceKey)) == 0;
}

static gint32
micro (double degrees)
{
  return (gint32) (degrees * 1e6 + (degrees < 0 ? -0.5 : 0.5));
}

static PieceKey
piece_key (CorPosition *a, CorPosition *b)
{
  if (a->lon_deg > b->lon_deg ||
      (!(a->lon_deg < b->lon_deg) && a->lat_deg > b->lat_deg)) /* one key for both ways */
    {
      CorPosition swap = *a;

      *a = *b;
      *b = swap;
    }

  return (PieceKey){ { micro (a->lat_deg), micro (a->lon_deg), micro (b->lat_deg),
                       micro (b->lon_deg) } };
}

typedef struct
{
  PieceKey key;
  CorSceneLoad load;
} Piece;

struct _CorSceneLoads
{
  GHashTable *pieces; /* PieceKey -> Piece */
  GPtrArray *order;   /* Piece, as they were met */
};

/**
 * cor_scene_loads_new:
 *
 * Returns: (transfer full): no roads yet
 */
CorSceneLoads *
cor_scene_loads_new (void)
{
  CorSceneLoads *self = g_new0 (CorSceneLoads, 1);

  self->pieces = g_hash_table_new_full (hash_piece, equal_pieces, NULL, g_free);
  self->order = g_ptr_array_new ();

  return self;
}

/**
 * cor_scene_loads_free:
 * @self: (transfer full): loads
 *
 * Frees @self.
 */
void
cor_scene_loads_free (CorSceneLoads *self)
{
  g_ptr_array_unref (self->order);
  g_hash_table_unref (self->pieces);
  g_free (self);
}

/**
 * cor_scene_loads_add:
 * @self: loads
 * @corridor: a way
 * @column: for whom to count
 * @n_people: how many drive it
 *
 * Counts people on each straight piece of a way.
 */
void
cor_scene_loads_add (CorSceneLoads *self, const CorCorridor *corridor, guint column, guint n_people)
{
  for (guint i = 0; i + 1 < corridor->points->len; i++)
    {
      CorPosition a = g_array_index (corridor->points, CorPosition, i);
      CorPosition b = g_array_index (corridor->points, CorPosition, i + 1);
      PieceKey key = piece_key (&a, &b);
      Piece *piece = g_hash_table_lookup (self->pieces, &key);

      if (piece == NULL)
        {
          piece = g_new0 (Piece, 1);
          piece->key = key;
          piece->load.a = a;
          piece->load.b = b;
          g_hash_table_insert (self->pieces, &piece->key, piece);
          g_ptr_array_add (self->order, piece);
        }
      piece->load.n_people[column] += n_people;
    }
}

/**
 * cor_scene_loads_get_n:
 * @self: loads
 *
 * Returns: how many pieces there are
 */
guint
cor_scene_loads_get_n (const CorSceneLoads *self)
{
  return self->order->len;
}

/**
 * cor_scene_loads_get:
 * @self: loads
 * @index: which piece, in the order in which they were first met
 *
 * Returns: (transfer none): the piece
 */
const CorSceneLoad *
cor_scene_loads_get (const CorSceneLoads *self, guint index)
{
  return &((const Piece *) self->order->pdata[index])->load;
}
