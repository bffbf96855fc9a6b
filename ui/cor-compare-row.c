/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-compare-row.h"

#include "cor-clock.h"
#include "cor-desk-language.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const kinds[COR_N_DIFFERENCE_KINDS] = {
  N_ ("Through another crossing"), N_ ("Sooner"),          N_ ("Later"),
  N_ ("Leave at another time"),    N_ ("Served only now"), N_ ("No longer served"),
};

struct _CorCompareRow
{
  GObject parent_instance;

  CorSnapshot *snapshot;
  const CorComparison *comparison;
  const CorDifference *difference;
};

G_DEFINE_FINAL_TYPE (CorCompareRow, cor_compare_row, G_TYPE_OBJECT)

/**
 * cor_compare_words_kind:
 * @kind: what becomes of people in the second plan
 *
 * Returns: (transfer none): its name in the desk's language
 */
const char *
cor_compare_words_kind (CorDifferenceKind kind)
{
  g_return_val_if_fail (kind < COR_N_DIFFERENCE_KINDS, "");

  return _ (kinds[kind]);
}

static char *
describe_cluster (CorCompareRow *self)
{
  const CorId *id = &self->difference->cluster_id;
  const CorCluster *cluster = cor_result_get_cluster (self->comparison->first, id);

  if (cluster == NULL)
    cluster = cor_result_get_cluster (self->comparison->second, id);

  return g_strdup (cluster != NULL
                       ? cor_names_get (&cluster->settlement->names, cor_desk_language_get ())
                       : "?");
}

/* "02-24 18:00": a table has no room to say the year in every line. */
static char *
describe_time (gint64 time_utc_s)
{
  g_autofree char *plain = cor_clock_format_plain (time_utc_s);
  const char *rest = strchr (plain, '-');

  return cor_isolate (rest != NULL ? rest + 1 : plain);
}

static char *
describe_movement (CorCompareRow *self, const CorMovement *movement)
{
  const CorCrossing *crossing;
  g_autofree char *pass = NULL;

  if (movement == NULL)
    return g_strdup ("–");

  crossing = cor_snapshot_lookup (self->snapshot, COR_RECORD_CROSSING, &movement->crossing_id);
  pass = describe_time (movement->pass_utc_s);

  return g_strdup_printf (
      "%s, %s", crossing != NULL ? cor_names_get (&crossing->names, cor_desk_language_get ()) : "?",
      pass);
}

/* Where only the departure differs, that is what is looked for. */
static char *
describe_side (CorCompareRow *self, const CorMovement *movement)
{
  g_autofree char *departure = NULL;

  if (self->difference->kind != COR_DIFFERENCE_DEPARTURE)
    return describe_movement (self, movement);

  departure = describe_time (movement->depart_utc_s);

  /* Translators: a time */
  return g_strdup_printf (_ ("Leave %s"), departure);
}

static void
cor_compare_row_finalize (GObject *object)
{
  cor_snapshot_unref (COR_COMPARE_ROW (object)->snapshot);

  G_OBJECT_CLASS (cor_compare_row_parent_class)->finalize (object);
}

static void
cor_compare_row_class_init (CorCompareRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cor_compare_row_finalize;
}

static void
cor_compare_row_init (CorCompareRow *self)
{
}

/**
 * cor_compare_row_new:
 * @snapshot: the plan, for the crossings' names
 * @comparison: two plans; outlives the row
 * @difference: of it
 *
 * Returns: (transfer full): a row
 */
CorCompareRow *
cor_compare_row_new (CorSnapshot *snapshot,
                     const CorComparison *comparison,
                     const CorDifference *difference)
{
  CorCompareRow *self = g_object_new (COR_TYPE_COMPARE_ROW, NULL);

  self->snapshot = cor_snapshot_ref (snapshot);
  self->comparison = comparison;
  self->difference = difference;

  return self;
}

/**
 * cor_compare_row_get_difference:
 * @self: a row
 *
 * Returns: (transfer none): what it is about
 */
const CorDifference *
cor_compare_row_get_difference (CorCompareRow *self)
{
  g_return_val_if_fail (COR_IS_COMPARE_ROW (self), NULL);

  return self->difference;
}

/**
 * cor_compare_row_dup_text:
 * @self: a row
 * @column: a column
 *
 * Returns: (transfer full): what stands there
 */
char *
cor_compare_row_dup_text (CorCompareRow *self, CorCompareColumn column)
{
  g_return_val_if_fail (COR_IS_COMPARE_ROW (self), NULL);

  switch (column)
    {
    case COR_COMPARE_COLUMN_PEOPLE:
      return g_strdup_printf ("%u", self->difference->n_people);
    case COR_COMPARE_COLUMN_FROM:
      return describe_cluster (self);
    case COR_COMPARE_COLUMN_WHAT:
      return g_strdup (cor_compare_words_kind (self->difference->kind));
    case COR_COMPARE_COLUMN_FIRST:
      return describe_side (self, self->difference->first);
    case COR_COMPARE_COLUMN_SECOND:
    default:
      return describe_side (self, self->difference->second);
    }
}
