/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-compare-loads.h"

#include "cor-desk-language.h"
#include "cor-load-pair-chart.h"
#include "cor-rows.h"
#include "cor-words.h"

#include <glib/gi18n.h>

struct _CorCompareLoads
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  GPtrArray *rows;
};

/* What passes one crossing: a piece of the comparison's loads. */
typedef struct
{
  const CorLoadPair *loads;
  guint n_loads;
  guint n_first;
  guint n_second;
} Crossing;

G_DEFINE_FINAL_TYPE (CorCompareLoads, cor_compare_loads, ADW_TYPE_BIN)

static guint
get_difference (const Crossing *crossing)
{
  return MAX (crossing->n_first, crossing->n_second) - MIN (crossing->n_first, crossing->n_second);
}

static int
compare_crossings (gconstpointer a, gconstpointer b)
{
  const Crossing *left = a;
  const Crossing *right = b;
  guint of_left = get_difference (left), of_right = get_difference (right);

  if (of_left != of_right)
    return of_left > of_right ? -1 : 1;
  if (left->n_first != right->n_first)
    return left->n_first > right->n_first ? -1 : 1;

  return cor_id_compare (&left->loads->crossing_id, &right->loads->crossing_id);
}

static GArray *
list_crossings (const CorComparison *comparison)
{
  GArray *crossings = g_array_new (FALSE, FALSE, sizeof (Crossing));

  for (guint i = 0; i < comparison->loads->len; i++)
    {
      const CorLoadPair *load = &g_array_index (comparison->loads, CorLoadPair, i);
      Crossing *last =
          crossings->len > 0 ? &g_array_index (crossings, Crossing, crossings->len - 1) : NULL;

      if (last == NULL || !cor_id_equal (&last->loads->crossing_id, &load->crossing_id))
        {
          const Crossing next = { load, 0, 0, 0 };

          g_array_append_val (crossings, next);
          last = &g_array_index (crossings, Crossing, crossings->len - 1);
        }
      last->n_loads++;
      last->n_first += load->n_first;
      last->n_second += load->n_second;
    }
  g_array_sort (crossings, compare_crossings);

  return crossings;
}

/* All charts show the same hours. */
static void
find_hours (const CorComparison *comparison, gint64 *from_utc_s, guint *n_hours)
{
  gint64 until_utc_s;

  *from_utc_s =
      cor_time_floor_hour (MIN (comparison->first->start_utc_s, comparison->second->start_utc_s));
  until_utc_s = *from_utc_s + COR_SECONDS_PER_HOUR;
  for (guint i = 0; i < comparison->loads->len; i++)
    until_utc_s = MAX (until_utc_s, g_array_index (comparison->loads, CorLoadPair, i).hour_utc_s +
                                        COR_SECONDS_PER_HOUR);
  *n_hours = (guint) ((until_utc_s - *from_utc_s) / COR_SECONDS_PER_HOUR);
}

static char *
describe (const Crossing *crossing)
{
  g_autofree char *change = g_strdup_printf ("%u → %u", crossing->n_first, crossing->n_second);

  if (crossing->n_first == crossing->n_second)
    return cor_words_people (crossing->n_first);

  return cor_isolate (change);
}

static void
add_row (CorCompareLoads *self, CorSnapshot *snapshot, const Crossing *of, gint64 from, guint hours)
{
  const CorCrossing *crossing =
      cor_snapshot_lookup (snapshot, COR_RECORD_CROSSING, &of->loads->crossing_id);
  const char *name =
      crossing != NULL ? cor_names_get (&crossing->names, cor_desk_language_get ()) : "?";
  g_autofree char *change = describe (of);
  g_autofree char *text = g_strdup_printf ("%s: %s", name, change);
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (name);
  GtkWidget *numbers = gtk_label_new (change);
  GtkWidget *chart = cor_load_pair_chart_new (of->loads, of->n_loads, from, hours);

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (numbers, "numeric");
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), numbers);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), chart);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chart), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_add_css_class (box, "compare-load");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
cor_compare_loads_finalize (GObject *object)
{
  g_ptr_array_unref (COR_COMPARE_LOADS (object)->rows);

  G_OBJECT_CLASS (cor_compare_loads_parent_class)->finalize (object);
}

static void
cor_compare_loads_class_init (CorCompareLoadsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cor_compare_loads_finalize;
}

static void
cor_compare_loads_init (CorCompareLoads *self)
{
  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("People through each crossing"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

/**
 * cor_compare_loads_show:
 * @self: loads
 * @snapshot: the plan, for the crossings' names
 * @comparison: two plans
 * @first_name: what the first is called
 * @second_name: what the second is called
 *
 * Shows who passes where.
 */
void
cor_compare_loads_show (CorCompareLoads *self,
                        CorSnapshot *snapshot,
                        const CorComparison *comparison,
                        const char *first_name,
                        const char *second_name)
{
  g_autoptr (GArray) crossings = list_crossings (comparison);
  g_autofree char *first = cor_words_set_apart (first_name);
  g_autofree char *second = cor_words_set_apart (second_name);
  /* Translators: how a chart shows two plans; names of scenarios */
  g_autofree char *legend =
      g_strdup_printf (_ ("Hour by hour: %s as a grey area, %s as a blue line."), first, second);
  gint64 from_utc_s;
  guint n_hours;

  g_return_if_fail (COR_IS_COMPARE_LOADS (self));

  find_hours (comparison, &from_utc_s, &n_hours);
  cor_rows_clear (self->group, self->rows);
  adw_preferences_group_set_description (self->group, legend);
  for (guint i = 0; i < crossings->len; i++)
    add_row (self, snapshot, &g_array_index (crossings, Crossing, i), from_utc_s, n_hours);
}
