/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-compare-choice.h"

#include "cor-clock.h"

#include <glib/gi18n.h>

struct _CorCompareChoice
{
  GtkWidget parent_instance;

  GtkDropDown *list;
  GtkStringList *names;
  GArray *sides; /* CorPlanSide, as the names */
  CorPlanSide side;
  gboolean offering;
};

enum
{
  PROP_SIDE = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (CorCompareChoice, cor_compare_choice, GTK_TYPE_WIDGET)

static void
chosen_cb (CorCompareChoice *self)
{
  guint selected = gtk_drop_down_get_selected (self->list);

  if (self->offering || selected >= self->sides->len)
    return;

  self->side = g_array_index (self->sides, CorPlanSide, selected);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIDE]);
}

static void
cor_compare_choice_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_pointer (value, &COR_COMPARE_CHOICE (object)->side);
}

static void
cor_compare_choice_dispose (GObject *object)
{
  CorCompareChoice *self = COR_COMPARE_CHOICE (object);

  if (self->list != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->list));
  self->list = NULL;
  g_clear_object (&self->names);

  G_OBJECT_CLASS (cor_compare_choice_parent_class)->dispose (object);
}

static void
cor_compare_choice_finalize (GObject *object)
{
  g_array_unref (COR_COMPARE_CHOICE (object)->sides);

  G_OBJECT_CLASS (cor_compare_choice_parent_class)->finalize (object);
}

static void
cor_compare_choice_class_init (CorCompareChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cor_compare_choice_get_property;
  object_class->dispose = cor_compare_choice_dispose;
  object_class->finalize = cor_compare_choice_finalize;
  properties[PROP_SIDE] = g_param_spec_pointer (
      "side", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
cor_compare_choice_init (CorCompareChoice *self)
{
  self->names = gtk_string_list_new (NULL);
  self->sides = g_array_new (FALSE, FALSE, sizeof (CorPlanSide));
  self->side = (CorPlanSide){ 0, COR_ID_NIL };
  self->list = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_object_ref (self->names)), NULL));
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  g_signal_connect_object (self->list, "notify::selected", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
add (CorCompareChoice *self, const char *name, CorPlanSide side)
{
  gtk_string_list_append (self->names, name);
  g_array_append_val (self->sides, side);
}

static void
add_published (CorCompareChoice *self, const CorPublished *published)
{
  g_autofree char *time = cor_clock_format (published->time_utc_s);
  /* Translators: the number under which a plan was published, and when */
  g_autofree char *name = g_strdup_printf (_ ("Number %u, %s"), published->number, time);

  add (self, name, (CorPlanSide){ published->number, COR_ID_NIL });
}

/**
 * cor_compare_choice_offer:
 * @self: a choice
 * @snapshot: the plan
 * @published: (nullable) (element-type CorPublished): what was published, oldest first
 *
 * Offers what there is now. What was chosen stays chosen if it is still there; else the plan is,
 * which notifies.
 */
void
cor_compare_choice_offer (CorCompareChoice *self, CorSnapshot *snapshot, GPtrArray *published)
{
  GPtrArray *scenarios = cor_snapshot_get_records (snapshot, COR_RECORD_SCENARIO);
  const CorPlanSide kept = self->side;

  g_return_if_fail (COR_IS_COMPARE_CHOICE (self));

  self->offering = TRUE;
  gtk_string_list_splice (self->names, 0, self->sides->len, NULL);
  g_array_set_size (self->sides, 0);
  add (self, _ ("Plan"), (CorPlanSide){ 0, COR_ID_NIL });
  for (guint i = 0; i < scenarios->len; i++)
    {
      const CorScenario *scenario = scenarios->pdata[i];

      add (self, scenario->name, (CorPlanSide){ 0, scenario->record.id });
    }
  for (guint i = published != NULL ? published->len : 0; i > 0; i--)
    add_published (self, published->pdata[i - 1]);
  self->offering = FALSE;
  cor_compare_choice_choose (self, &kept);
}

/**
 * cor_plan_side_equal:
 * @left: a side
 * @right: another
 *
 * Returns: whether they are the same
 */
gboolean
cor_plan_side_equal (const CorPlanSide *left, const CorPlanSide *right)
{
  return left->number == right->number && cor_id_equal (&left->scenario_id, &right->scenario_id);
}

/**
 * cor_compare_choice_choose:
 * @self: a choice
 * @side: what to choose; the plan if that is not offered
 *
 * Chooses.
 */
void
cor_compare_choice_choose (CorCompareChoice *self, const CorPlanSide *side)
{
  guint chosen = 0;

  g_return_if_fail (COR_IS_COMPARE_CHOICE (self));

  for (guint i = 0; i < self->sides->len; i++)
    if (cor_plan_side_equal (&g_array_index (self->sides, CorPlanSide, i), side))
      chosen = i;
  self->offering = TRUE;
  gtk_drop_down_set_selected (self->list, chosen);
  self->offering = FALSE;
  if (self->sides->len > 0 &&
      !cor_plan_side_equal (&self->side, &g_array_index (self->sides, CorPlanSide, chosen)))
    chosen_cb (self);
}

/**
 * cor_compare_choice_get_side:
 * @self: a choice
 *
 * Returns: (transfer none): what is chosen
 */
const CorPlanSide *
cor_compare_choice_get_side (CorCompareChoice *self)
{
  g_return_val_if_fail (COR_IS_COMPARE_CHOICE (self), NULL);

  return &self->side;
}

/**
 * cor_compare_choice_get_name:
 * @self: a choice
 *
 * Returns: (transfer none): what it is called
 */
const char *
cor_compare_choice_get_name (CorCompareChoice *self)
{
  GtkStringObject *name;

  g_return_val_if_fail (COR_IS_COMPARE_CHOICE (self), "");

  name = gtk_drop_down_get_selected_item (self->list);

  return name != NULL ? gtk_string_object_get_string (name) : "";
}
