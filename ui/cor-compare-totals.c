/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-compare-totals.h"

#include "cor-language.h"
#include "cor-words.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_NAME_CHARS 14

struct _CorCompareTotals
{
  GtkWidget parent_instance;

  GtkGrid *grid;
  int n_rows;
};

/* Which of two numbers is the better one. */
typedef enum
{
  MORE_IS_BETTER,
  LESS_IS_BETTER,
  NEITHER_IS_BETTER,
} Judgement;

G_DEFINE_FINAL_TYPE (CorCompareTotals, cor_compare_totals, GTK_TYPE_WIDGET)

static GtkWidget *
attach (CorCompareTotals *self, int column, const char *text, gboolean is_number)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), is_number ? 1.0f : 0.0f);
  if (is_number)
    gtk_widget_add_css_class (label, "numeric");
  else
    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_grid_attach (self->grid, label, column, self->n_rows, 1, 1);

  return label;
}

static void
add_heads (CorCompareTotals *self, const char *first_name, const char *second_name)
{
  const char *const heads[] = { "", first_name, second_name, _ ("Difference") };

  for (int i = 0; i < (int) G_N_ELEMENTS (heads); i++)
    {
      GtkWidget *label = attach (self, i, heads[i], i > 0);

      gtk_widget_add_css_class (label, "heading");
      if (heads[i] == first_name || heads[i] == second_name)
        {
          gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
          gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_NAME_CHARS);
        }
      gtk_widget_set_tooltip_text (label, heads[i]);
    }
  self->n_rows++;
}

static char *
format_number (gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return cor_isolate (text);
}

static char *
format_difference (gint64 difference)
{
  g_autofree char *text =
      difference == 0
          ? g_strdup ("=")
          : g_strdup_printf ("%s%" G_GINT64_FORMAT, difference > 0 ? "+" : "−", ABS (difference));

  return cor_isolate (text);
}

static void
add_row (CorCompareTotals *self,
         const char *title,
         gint64 first,
         gint64 second,
         Judgement judgement)
{
  g_autofree char *first_text = format_number (first);
  g_autofree char *second_text = format_number (second);
  g_autofree char *difference = format_difference (second - first);
  gboolean is_more = second > first;
  GtkWidget *label;

  attach (self, 0, title, FALSE);
  attach (self, 1, first_text, TRUE);
  attach (self, 2, second_text, TRUE);
  label = attach (self, 3, difference, TRUE);
  if (first != second && judgement != NEITHER_IS_BETTER)
    gtk_widget_add_css_class (label,
                              is_more == (judgement == MORE_IS_BETTER) ? "success" : "error");
  self->n_rows++;
}

static void
add_left_inside (CorCompareTotals *self, const CorResult *first, const CorResult *second)
{
  gint64 n_first = first->totals.n_unserved + first->totals.n_unplaced;
  gint64 n_second = second->totals.n_unserved + second->totals.n_unplaced;

  add_row (self, _ ("People left inside"), n_first, n_second, LESS_IS_BETTER);
  for (guint i = 0; i < COR_N_PRIORITIES; i++)
    {
      /* Translators: of the people left inside, those of a priority, such as "Urgent" */
      g_autofree char *title = g_strdup_printf (_ ("of them: %s"), cor_words_priority (i));

      if (i != COR_PRIORITY_NORMAL &&
          (first->left_by_priority[i] > 0 || second->left_by_priority[i] > 0))
        add_row (self, title, first->left_by_priority[i], second->left_by_priority[i],
                 LESS_IS_BETTER);
    }
}

static void
clear (CorCompareTotals *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  self->n_rows = 0;
}

static void
cor_compare_totals_dispose (GObject *object)
{
  CorCompareTotals *self = COR_COMPARE_TOTALS (object);

  if (self->grid != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->grid));
  self->grid = NULL;

  G_OBJECT_CLASS (cor_compare_totals_parent_class)->dispose (object);
}

static void
cor_compare_totals_class_init (CorCompareTotalsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cor_compare_totals_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
cor_compare_totals_init (CorCompareTotals *self)
{
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_grid_set_column_spacing (self->grid, 18);
  gtk_widget_add_css_class (GTK_WIDGET (self->grid), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self->grid), "compare-totals");
  gtk_widget_set_parent (GTK_WIDGET (self->grid), GTK_WIDGET (self));
}

/**
 * cor_compare_totals_show:
 * @self: totals
 * @comparison: two plans
 * @first_name: what the first is called
 * @second_name: what the second is called
 *
 * Shows what they come to.
 */
void
cor_compare_totals_show (CorCompareTotals *self,
                         const CorComparison *comparison,
                         const char *first_name,
                         const char *second_name)
{
  const CorResult *first = comparison->first;
  const CorResult *second = comparison->second;

  g_return_if_fail (COR_IS_COMPARE_TOTALS (self));

  clear (self);
  add_heads (self, first_name, second_name);
  add_row (self, _ ("People brought out"), first->totals.n_assigned, second->totals.n_assigned,
           MORE_IS_BETTER);
  add_left_inside (self, first, second);
  if (first->totals.has_clearance && second->totals.has_clearance)
    add_row (self, _ ("Hours until the last one is out"), lround (first->totals.clearance_h),
             lround (second->totals.clearance_h), LESS_IS_BETTER);
  add_row (self, _ ("Hours of all people together"), lround (first->totals.person_hours),
           lround (second->totals.person_hours), LESS_IS_BETTER);
  add_row (self, _ ("Movements"), first->movements->len, second->movements->len, NEITHER_IS_BETTER);
}
