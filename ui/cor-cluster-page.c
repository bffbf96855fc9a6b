/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-cluster-page.h"

#include "cor-binding-text.h"
#include "cor-clock.h"
#include "cor-plan-edits.h"
#include "cor-row-filler.h"
#include "cor-words.h"

#include <glib/gi18n.h>

/* More than that is looked for in the table of people. */
#define MAX_PERSONS_SHOWN 25

struct _CorClusterPage
{
  CorDetailsPage parent_instance;

  AdwActionRow *oblast;
  AdwActionRow *people;
  AdwActionRow *with_car;
  AdwActionRow *needs;
  AdwActionRow *folded;
  AdwEntryRow *rally_label;
  AdwEntryRow *rally_position;
  GtkButton *reset;
  CorRowFiller *ways;
  AdwPreferencesGroup *left_behind;
  GPtrArray *left_behind_rows;
  CorRowFiller *persons;
};

G_DEFINE_FINAL_TYPE (CorClusterPage, cor_cluster_page, COR_TYPE_DETAILS_PAGE)

/* All that a cluster sends through one crossing. */
typedef struct
{
  CorId crossing_id;
  guint n_people;
  guint corridor;
  gint64 first_utc_s;
  gint64 last_utc_s;
} Way;

static const CorCluster *
lookup (CorClusterPage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  CorResult *result = cor_details_page_get_result (page);

  return result != NULL ? cor_result_get_cluster (result, cor_details_page_get_id (page)) : NULL;
}

static void
label_applied_cb (CorClusterPage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  const CorCluster *cluster = lookup (self);
  g_autofree char *label = cor_rows_get_entry (self->rally_label);

  if (cluster != NULL)
    cor_details_page_commit (page,
                             cor_edit_move_rally (cor_details_page_get_snapshot (page),
                                                  &cluster->id, cluster->rally_position, label),
                             NULL);
}

static void
position_applied_cb (CorClusterPage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  const CorCluster *cluster = lookup (self);
  g_autofree char *text = cor_rows_get_entry (self->rally_position);
  CorPosition position;
  gboolean is_read = cor_position_parse (text, &position);

  cor_rows_mark_wrong (self->rally_position, !is_read);
  if (cluster != NULL && is_read)
    cor_details_page_commit (
        page,
        cor_edit_move_rally (cor_details_page_get_snapshot (page), &cluster->id, position, NULL),
        NULL);
}

static void
reset_cb (CorClusterPage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);

  cor_details_page_commit (
      page,
      cor_edit_reset_rally (cor_details_page_get_snapshot (page), cor_details_page_get_id (page)),
      NULL);
}

static char *
describe_needs (const CorCluster *cluster)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < COR_N_NEEDS; i++)
    if (cluster->needs_people[i] > 0)
      g_string_append_printf (text, "%s%s: %u", text->len > 0 ? " · " : "",
                              cor_words_need (1u << i), cluster->needs_people[i]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_folded (CorClusterPage *self, const CorCluster *cluster)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  CorSnapshot *snapshot = cor_details_page_get_snapshot (page);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < cluster->folded->len; i++)
    {
      const CorSettlement *settlement = cor_snapshot_lookup (
          snapshot, COR_RECORD_SETTLEMENT, &g_array_index (cluster->folded, CorId, i));

      if (settlement != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                                cor_details_page_name (page, &settlement->names));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_facts (CorClusterPage *self, const CorCluster *cluster)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  g_autofree char *people = cor_words_people (cluster->n_people);
  g_autofree char *registrations =
      g_strdup_printf (ngettext ("%u registration", "%u registrations", cluster->n_registrations),
                       cluster->n_registrations);
  g_autofree char *counts = g_strdup_printf ("%s · %s", people, registrations);
  g_autofree char *with_car = g_strdup_printf ("%u", cluster->n_with_car);
  g_autofree char *needs = describe_needs (cluster);
  g_autofree char *folded = describe_folded (self, cluster);
  g_autofree char *position = cor_position_format (cluster->rally_position);

  cor_rows_set_fact (self->oblast, cor_details_page_name (page, &cluster->settlement->oblast));
  cor_rows_set_fact (self->people, counts);
  cor_rows_set_fact (self->with_car, with_car);
  cor_rows_set_fact (self->needs, needs);
  cor_rows_set_fact (self->folded, folded);
  cor_rows_set_entry (self->rally_label, cluster->rally_label);
  cor_rows_set_entry (self->rally_position, position);
  gtk_widget_set_visible (GTK_WIDGET (self->reset),
                          cor_snapshot_lookup (cor_details_page_get_snapshot (page),
                                               COR_RECORD_RALLY, &cluster->id) != NULL);
}

static GArray *
collect_ways (CorResult *result, const CorId *cluster_id)
{
  GArray *ways = g_array_new (FALSE, TRUE, sizeof (Way));

  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];
      Way *way = NULL;

      if (!cor_id_equal (&movement->cluster_id, cluster_id))
        continue;
      for (guint j = 0; j < ways->len && way == NULL; j++)
        if (cor_id_equal (&g_array_index (ways, Way, j).crossing_id, &movement->crossing_id))
          way = &g_array_index (ways, Way, j);
      if (way == NULL)
        {
          g_array_set_size (ways, ways->len + 1);
          way = &g_array_index (ways, Way, ways->len - 1);
          way->crossing_id = movement->crossing_id;
          way->corridor = movement->corridor;
          way->first_utc_s = movement->depart_utc_s;
        }
      way->n_people += movement->n_people;
      way->last_utc_s = movement->depart_utc_s;
    }

  return ways;
}

static char *
describe_second (const char *name, int extra_min)
{
  g_autofree char *span = cor_words_minutes ((guint) MAX (extra_min, 0));

  if (extra_min <= 0)
    return g_strdup_printf (_ ("Second best: %s, no later"), name);

  /* Translators: name of a crossing, and how much later each would be through */
  return g_strdup_printf (_ ("Second best: %s, %s later"), name, span);
}

static char *
describe_second_best (CorClusterPage *self, const CorId *crossing_id)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  CorResult *result = cor_details_page_get_result (page);

  for (guint i = 0; i < result->alternatives->len; i++)
    {
      const CorAlternative *alternative = result->alternatives->pdata[i];
      const CorCrossing *second;

      if (!cor_id_equal (&alternative->cluster_id, cor_details_page_get_id (page)) ||
          !cor_id_equal (&alternative->crossing_id, crossing_id))
        continue;
      second = cor_snapshot_lookup (cor_details_page_get_snapshot (page), COR_RECORD_CROSSING,
                                    &alternative->second_id);
      if (second == NULL)
        return g_strdup (_ ("There is no second best"));

      return describe_second (cor_details_page_name (page, &second->names), alternative->extra_min);
    }

  return NULL;
}

static char *
describe_way (CorClusterPage *self, const Way *way)
{
  CorResult *result = cor_details_page_get_result (COR_DETAILS_PAGE (self));
  const CorCorridor *corridor = result->corridors->pdata[way->corridor];
  g_autofree char *when = cor_clock_format_span (way->first_utc_s, way->last_utc_s);
  g_autofree char *second = describe_second_best (self, &way->crossing_id);
  g_autofree char *driving = cor_words_drive (corridor->distance_m, corridor->travel_time_ms);
  g_autofree char *leaving = g_strdup_printf (_ ("Leave %s"), when);

  if (second == NULL)
    return g_strdup_printf ("%s\n%s", driving, leaving);

  return g_strdup_printf ("%s\n%s\n%s", driving, leaving, second);
}

static void
way_activated_cb (AdwActionRow *row, gpointer user_data)
{
  CorDetailsPage *page = user_data;

  cor_selection_select_corridor (cor_details_page_get_selection (page),
                                 cor_details_page_get_id (page),
                                 g_object_get_data (G_OBJECT (row), "cor-id"));
}

static void
person_activated_cb (AdwActionRow *row, gpointer user_data)
{
  cor_selection_select (cor_details_page_get_selection (user_data), COR_SELECTION_PERSON,
                        g_object_get_data (G_OBJECT (row), "cor-id"));
}

static void
cause_activated_cb (AdwActionRow *row, gpointer user_data)
{
  CorDetailsPage *page = user_data;
  const CorId *id = g_object_get_data (G_OBJECT (row), "cor-id");

  cor_selection_select (cor_details_page_get_selection (page),
                        cor_selection_find_kind (cor_details_page_get_snapshot (page), id), id);
}

static void
show_ways (CorClusterPage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  g_autoptr (GArray) ways =
      collect_ways (cor_details_page_get_result (page), cor_details_page_get_id (page));

  for (guint i = 0; i < ways->len; i++)
    {
      const Way *way = &g_array_index (ways, Way, i);
      const CorCrossing *crossing = cor_snapshot_lookup (cor_details_page_get_snapshot (page),
                                                         COR_RECORD_CROSSING, &way->crossing_id);
      g_autofree char *count = g_strdup_printf ("%u", way->n_people);
      g_autofree char *text = describe_way (self, way);
      g_autofree char *title = NULL;

      if (crossing == NULL)
        continue;
      title = g_strdup_printf ("%s, %s", cor_details_page_name (page, &crossing->names),
                               cor_words_country (crossing->country));
      cor_row_filler_add (self->ways, title, text, count, &way->crossing_id);
    }
  cor_row_filler_show (self->ways);
}

/* To what can be changed, if that has a page. */
static void
lead_to_cause (CorClusterPage *self, AdwActionRow *row, const CorUnserved *unserved)
{
  CorSnapshot *snapshot = cor_details_page_get_snapshot (COR_DETAILS_PAGE (self));
  const CorId *id = unserved->remedy.kind != COR_BINDING_NONE ? &unserved->remedy.related_id
                                                              : &unserved->related_id;

  g_object_set_data_full (G_OBJECT (row), "cor-id", g_memdup2 (id, sizeof (CorId)), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (cause_activated_cb), self, 0);
  g_ptr_array_add (self->left_behind_rows, row);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row),
                                    cor_selection_find_kind (snapshot, id) != COR_SELECTION_NONE);
}

static void
show_left_behind (CorClusterPage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  CorResult *result = cor_details_page_get_result (page);

  cor_rows_clear (self->left_behind, self->left_behind_rows);
  for (guint i = 0; i < result->unserved->len; i++)
    {
      const CorUnserved *unserved = result->unserved->pdata[i];
      g_autofree char *people = NULL;
      g_autofree char *text = NULL;
      AdwActionRow *row;

      if (!cor_id_equal (&unserved->cluster_id, cor_details_page_get_id (page)))
        continue;
      people = cor_words_people (unserved->n_people);
      text = cor_binding_text_reason (cor_details_page_get_snapshot (page), unserved,
                                      cor_details_page_get_language (page));
      row = cor_rows_add_link (self->left_behind, people, text, NULL);
      gtk_widget_add_css_class (GTK_WIDGET (row), "warning");
      lead_to_cause (self, row, unserved);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->left_behind), self->left_behind_rows->len > 0);
}

static void
show_persons (CorClusterPage *self, const CorCluster *cluster)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  GPtrArray *persons =
      cor_snapshot_get_records (cor_details_page_get_snapshot (page), COR_RECORD_PERSON);
  guint n_shown = MIN (cluster->persons->len, MAX_PERSONS_SHOWN);

  for (guint i = 0; i < n_shown; i++)
    {
      guint index = g_array_index (cluster->persons, guint, i);
      const CorPerson *person = index < persons->len ? persons->pdata[index] : NULL;
      const char *name;
      g_autofree char *count = NULL;

      if (person == NULL)
        continue;
      name = person->particulars->full_name;
      count = g_strdup_printf ("%u", person->party_size);
      cor_row_filler_add (self->persons, name != NULL ? name : _ ("No name"),
                          cor_words_status (person->status), count, &person->record.id);
    }
  if (cluster->persons->len > n_shown)
    {
      guint n_more = cluster->persons->len - n_shown;
      g_autofree char *more = g_strdup_printf (
          ngettext ("%u more in the table of people", "%u more in the table of people", n_more),
          n_more);

      cor_row_filler_add_view (self->persons, more, "people");
    }
  cor_row_filler_show (self->persons);
}

static const char *
cor_cluster_page_refresh (CorDetailsPage *page)
{
  CorClusterPage *self = COR_CLUSTER_PAGE (page);
  const CorCluster *cluster = lookup (self);
  CorResult *result = cor_details_page_get_result (page);

  if (cluster == NULL)
    return NULL;

  show_facts (self, cluster);
  show_left_behind (self);
  show_ways (self);
  /* The places of persons are those of the snapshot that the routes were computed from. */
  if (result->revision == cor_snapshot_get_revision (cor_details_page_get_snapshot (page)))
    show_persons (self, cluster);

  return cor_details_page_name (page, &cluster->settlement->names);
}

static void
cor_cluster_page_dispose (GObject *object)
{
  CorClusterPage *self = COR_CLUSTER_PAGE (object);

  g_clear_pointer (&self->ways, cor_row_filler_free);
  g_clear_pointer (&self->persons, cor_row_filler_free);

  G_OBJECT_CLASS (cor_cluster_page_parent_class)->dispose (object);
}

static void
cor_cluster_page_finalize (GObject *object)
{
  CorClusterPage *self = COR_CLUSTER_PAGE (object);

  g_ptr_array_unref (self->left_behind_rows);

  G_OBJECT_CLASS (cor_cluster_page_parent_class)->finalize (object);
}

static void
cor_cluster_page_class_init (CorClusterPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cor_cluster_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cor_cluster_page_finalize;
  COR_DETAILS_PAGE_CLASS (klass)->refresh = cor_cluster_page_refresh;
}

static void
cor_cluster_page_init (CorClusterPage *self)
{
  GtkBox *box = GTK_BOX (self);
  AdwPreferencesGroup *group = cor_rows_add_group (box, NULL);

  self->oblast = cor_rows_add_fact (group, _ ("Oblast"), NULL);
  self->people = cor_rows_add_fact (group, _ ("People"), NULL);
  self->with_car = cor_rows_add_fact (group, _ ("Of those with a car"), NULL);
  self->needs = cor_rows_add_fact (group, _ ("Needs"), NULL);
  self->folded = cor_rows_add_fact (group, _ ("Settlements that gather here"), NULL);

  self->left_behind = cor_rows_add_group (box, _ ("Without a way out"));
  self->ways = cor_row_filler_new (cor_rows_add_group (box, _ ("How they leave")),
                                   G_CALLBACK (way_activated_cb), self);

  group = cor_rows_add_group (box, _ ("Rally point"));
  self->rally_label = cor_rows_add_entry (group, _ ("What it is called"));
  self->rally_position = cor_rows_add_entry (group, _ ("Coordinates"));
  cor_rows_make_left_to_right (self->rally_position);
  self->reset = cor_rows_add_button (group, _ ("_Back to the Centre of the Place"), FALSE);
  g_signal_connect_object (self->rally_label, "apply", G_CALLBACK (label_applied_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rally_position, "apply", G_CALLBACK (position_applied_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reset, "clicked", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);

  self->persons = cor_row_filler_new (cor_rows_add_group (box, _ ("Registrations")),
                                      G_CALLBACK (person_activated_cb), self);
  self->left_behind_rows = g_ptr_array_new ();
}
