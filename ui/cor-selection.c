/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-selection.h"

struct _CorSelection
{
  GObject parent_instance;

  CorSelectionKind kind;
  CorId id;
  CorId other_id;
  GPtrArray *offered; /* nullable, element-type CorGeometry */
};

static guint changed_signal;
static guint offered_signal;

G_DEFINE_FINAL_TYPE (CorSelection, cor_selection, G_TYPE_OBJECT)

static void
cor_selection_finalize (GObject *object)
{
  g_clear_pointer (&COR_SELECTION (object)->offered, g_ptr_array_unref);

  G_OBJECT_CLASS (cor_selection_parent_class)->finalize (object);
}

static void
cor_selection_class_init (CorSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cor_selection_finalize;

  changed_signal = g_signal_new ("changed", COR_TYPE_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  offered_signal = g_signal_new ("offered", COR_TYPE_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
cor_selection_init (CorSelection *self)
{
}

static void
set (CorSelection *self, CorSelectionKind kind, const CorId *id, const CorId *other_id)
{
  if (self->kind == kind && cor_id_equal (&self->id, id) &&
      cor_id_equal (&self->other_id, other_id))
    return;

  cor_selection_offer_ways (self, NULL);
  self->kind = kind;
  self->id = *id;
  self->other_id = *other_id;
  g_signal_emit (self, changed_signal, 0);
}

/**
 * cor_selection_new:
 *
 * Returns: (transfer full): a selection of nothing
 */
CorSelection *
cor_selection_new (void)
{
  return g_object_new (COR_TYPE_SELECTION, NULL);
}

/**
 * cor_selection_select:
 * @self: a selection
 * @kind: what kind of thing
 * @id: which one
 *
 * Selects one thing in place of what was selected.
 */
void
cor_selection_select (CorSelection *self, CorSelectionKind kind, const CorId *id)
{
  g_return_if_fail (COR_IS_SELECTION (self));

  set (self, kind, id, &COR_ID_NIL);
}

/**
 * cor_selection_select_corridor:
 * @self: a selection
 * @cluster_id: where the corridor begins
 * @crossing_id: where it ends
 *
 * Selects a corridor.
 */
void
cor_selection_select_corridor (CorSelection *self,
                               const CorId *cluster_id,
                               const CorId *crossing_id)
{
  g_return_if_fail (COR_IS_SELECTION (self));

  set (self, COR_SELECTION_CORRIDOR, cluster_id, crossing_id);
}

/**
 * cor_selection_clear:
 * @self: a selection
 *
 * Selects nothing.
 */
void
cor_selection_clear (CorSelection *self)
{
  g_return_if_fail (COR_IS_SELECTION (self));

  set (self, COR_SELECTION_NONE, &COR_ID_NIL, &COR_ID_NIL);
}

/**
 * cor_selection_get_kind:
 * @self: a selection
 *
 * Returns: what kind of thing is selected
 */
CorSelectionKind
cor_selection_get_kind (CorSelection *self)
{
  g_return_val_if_fail (COR_IS_SELECTION (self), COR_SELECTION_NONE);

  return self->kind;
}

/**
 * cor_selection_get_id:
 * @self: a selection
 *
 * Returns: (transfer none): which one; of a corridor its cluster; nil if nothing is selected
 */
const CorId *
cor_selection_get_id (CorSelection *self)
{
  g_return_val_if_fail (COR_IS_SELECTION (self), NULL);

  return &self->id;
}

/**
 * cor_selection_get_other_id:
 * @self: a selection
 *
 * Returns: (transfer none): of a corridor its crossing, else nil
 */
const CorId *
cor_selection_get_other_id (CorSelection *self)
{
  g_return_val_if_fail (COR_IS_SELECTION (self), NULL);

  return &self->other_id;
}

/**
 * cor_selection_offer_ways:
 * @self: a selection
 * @ways: (nullable) (element-type CorGeometry): lines between which the officer is asked to choose,
 *   the one that would be taken first; %NULL: nothing is asked
 *
 * Offers ways in place of the one that the plan has for what is selected. They are shown until
 * others are offered or something else is selected.
 */
void
cor_selection_offer_ways (CorSelection *self, GPtrArray *ways)
{
  g_return_if_fail (COR_IS_SELECTION (self));

  if (ways == self->offered)
    return;

  g_clear_pointer (&self->offered, g_ptr_array_unref);
  if (ways != NULL)
    self->offered = g_ptr_array_ref (ways);
  g_signal_emit (self, offered_signal, 0);
}

/**
 * cor_selection_get_offered_ways:
 * @self: a selection
 *
 * Returns: (transfer none) (nullable) (element-type CorGeometry): what the officer is asked about
 */
GPtrArray *
cor_selection_get_offered_ways (CorSelection *self)
{
  g_return_val_if_fail (COR_IS_SELECTION (self), NULL);

  return self->offered;
}

/**
 * cor_selection_is:
 * @self: a selection
 * @kind: what kind of thing
 * @id: which one
 *
 * Returns: whether just that is selected
 */
gboolean
cor_selection_is (CorSelection *self, CorSelectionKind kind, const CorId *id)
{
  g_return_val_if_fail (COR_IS_SELECTION (self), FALSE);

  return self->kind == kind && cor_id_equal (&self->id, id);
}

/**
 * cor_selection_find_kind:
 * @snapshot: a plan
 * @id: a crossing, closure, agreed corridor or vehicles
 *
 * Returns: what kind of thing it is; %COR_SELECTION_NONE if it is none that has a page of its own
 */
CorSelectionKind
cor_selection_find_kind (CorSnapshot *snapshot, const CorId *id)
{
  static const struct
  {
    CorRecordKind record;
    CorSelectionKind selection;
  } kinds[] = {
    { COR_RECORD_CROSSING, COR_SELECTION_CROSSING },
    { COR_RECORD_CLOSURE, COR_SELECTION_CLOSURE },
    { COR_RECORD_AGREED_CORRIDOR, COR_SELECTION_AGREED_CORRIDOR },
    { COR_RECORD_VEHICLE, COR_SELECTION_VEHICLE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (cor_snapshot_lookup (snapshot, kinds[i].record, id) != NULL)
      return kinds[i].selection;

  return COR_SELECTION_NONE;
}
