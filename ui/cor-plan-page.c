/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-plan-page.h"

#include "cor-clock.h"
#include "cor-row-filler.h"
#include "cor-words.h"
#include "cor-worth-list.h"

#include <glib/gi18n.h>

struct _CorPlanPage
{
  CorDetailsPage parent_instance;

  AdwActionRow *start;
  AdwActionRow *horizon;
  AdwActionRow *revision;
  AdwActionRow *marking;
  AdwActionRow *published;
  CorRowFiller *loads;
  CorWorthList *worths;
};

G_DEFINE_FINAL_TYPE (CorPlanPage, cor_plan_page, COR_TYPE_DETAILS_PAGE)

typedef struct
{
  const CorCrossing *crossing;
  guint n_people;
} Load;

static int
compare_loads (gconstpointer a, gconstpointer b)
{
  const Load *left = a;
  const Load *right = b;

  if (left->n_people != right->n_people)
    return left->n_people < right->n_people ? 1 : -1;

  return cor_id_compare (&left->crossing->record.id, &right->crossing->record.id);
}

static GArray *
count_loads (CorSnapshot *snapshot, CorResult *result)
{
  GArray *loads = g_array_new (FALSE, TRUE, sizeof (Load));
  g_autoptr (GHashTable) counts = g_hash_table_new (cor_id_hash, cor_id_equal);
  GPtrArray *crossings = cor_snapshot_get_records (snapshot, COR_RECORD_CROSSING);

  for (guint i = 0; result != NULL && i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];
      guint n_people = GPOINTER_TO_UINT (g_hash_table_lookup (counts, &movement->crossing_id));

      g_hash_table_insert (counts, (gpointer) &movement->crossing_id,
                           GUINT_TO_POINTER (n_people + movement->n_people));
    }
  for (guint i = 0; i < crossings->len; i++)
    {
      Load load = { crossings->pdata[i], 0 };

      load.n_people = GPOINTER_TO_UINT (g_hash_table_lookup (counts, &load.crossing->record.id));
      if (load.n_people > 0)
        g_array_append_val (loads, load);
    }
  g_array_sort (loads, compare_loads);

  return loads;
}

static void
crossing_activated_cb (AdwActionRow *row, gpointer user_data)
{
  CorDetailsPage *page = user_data;
  const CorId *id = g_object_get_data (G_OBJECT (row), "cor-id");

  cor_selection_select (cor_details_page_get_selection (page), COR_SELECTION_CROSSING, id);
}

static void
show_loads (CorPlanPage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  g_autoptr (GArray) loads =
      count_loads (cor_details_page_get_snapshot (page), cor_details_page_get_result (page));

  for (guint i = 0; i < loads->len; i++)
    {
      const Load *load = &g_array_index (loads, Load, i);
      g_autofree char *count = g_strdup_printf ("%u", load->n_people);

      cor_row_filler_add (self->loads, cor_details_page_name (page, &load->crossing->names),
                          cor_words_country (load->crossing->country), count,
                          &load->crossing->record.id);
    }
  cor_row_filler_show (self->loads);
}

static const char *
cor_plan_page_refresh (CorDetailsPage *page)
{
  CorPlanPage *self = COR_PLAN_PAGE (page);
  CorSnapshot *snapshot = cor_details_page_get_snapshot (page);
  const CorPlanSettings *settings = cor_snapshot_get_settings (snapshot);
  g_autofree char *start = cor_clock_format (settings->start_utc_s);
  g_autofree char *horizon = cor_words_hours (settings->horizon_h);
  g_autofree char *revision =
      g_strdup_printf ("%" G_GUINT64_FORMAT, cor_snapshot_get_revision (snapshot));
  gboolean is_draft = settings->published_revision != cor_snapshot_get_revision (snapshot);
  g_autofree char *state = NULL;

  cor_rows_set_fact (self->start, start);
  cor_rows_set_fact (self->horizon, horizon);
  cor_rows_set_fact (self->revision, revision);
  cor_rows_set_fact (self->marking, settings->marking);
  state = is_draft ? g_strdup (_ ("Draft: sheets say so"))
                   : g_strdup_printf (_ ("Published as number %u"), settings->published_number);
  cor_rows_set_fact (self->published, state);
  cor_worth_list_show (self->worths, page, NULL);
  show_loads (self);

  return settings->name;
}

static void
cor_plan_page_dispose (GObject *object)
{
  g_clear_pointer (&COR_PLAN_PAGE (object)->loads, cor_row_filler_free);

  G_OBJECT_CLASS (cor_plan_page_parent_class)->dispose (object);
}

static void
cor_plan_page_class_init (CorPlanPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cor_plan_page_dispose;
  COR_DETAILS_PAGE_CLASS (klass)->refresh = cor_plan_page_refresh;
}

static void
cor_plan_page_init (CorPlanPage *self)
{
  AdwPreferencesGroup *group = cor_rows_add_group (GTK_BOX (self), NULL);
  GtkButton *settings;

  self->start = cor_rows_add_fact (group, _ ("Start"), NULL);
  self->horizon = cor_rows_add_fact (group, _ ("Planned ahead"), NULL);
  self->revision = cor_rows_add_fact (group, _ ("Revision"), NULL);
  self->published = cor_rows_add_fact (group, _ ("State"), NULL);
  self->marking = cor_rows_add_fact (group, _ ("Marking on paper"), NULL);
  settings = cor_rows_add_button (group, _ ("Plan _Settings"), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (settings), "win.plan-settings");

  self->worths = g_object_new (COR_TYPE_WORTH_LIST, NULL);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->worths));
  self->loads =
      cor_row_filler_new (cor_rows_add_group (GTK_BOX (self), _ ("People through each crossing")),
                          G_CALLBACK (crossing_activated_cb), self);
}
