/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-crossing-page.h"

#include "cor-clock.h"
#include "cor-crossing-limits.h"
#include "cor-load-chart.h"
#include "cor-plan-edits.h"
#include "cor-quota-list.h"
#include "cor-row-filler.h"
#include "cor-words.h"
#include "cor-worth-list.h"

#include <glib/gi18n.h>

#define MAX_CAPACITY_PEOPLE_PER_H 5000

/* How long after the last turn of the wheel a number counts as meant. */
#define SETTLE_MS 600

struct _CorCrossingPage
{
  CorDetailsPage parent_instance;

  AdwActionRow *state;
  GtkSwitch *open;
  AdwActionRow *capacity;
  GtkSpinButton *capacity_spin;
  AdwEntryRow *hours;
  GtkCheckButton *modes[COR_N_MODES];
  AdwEntryRow *wait;
  guint settle_source;
  CorCrossingLimits *limits;
  CorQuotaList *quotas;

  AdwActionRow *source;
  AdwActionRow *other_side;
  AdwActionRow *crossing_class;
  AdwActionRow *roads;
  AdwActionRow *position;
  AdwActionRow *reception;
  AdwActionRow *waits;
  AdwActionRow *note;

  AdwPreferencesGroup *loads;
  CorLoadChart *chart;
  CorWorthList *worths;
  CorRowFiller *comers;
  char *title;
};

G_DEFINE_FINAL_TYPE (CorCrossingPage, cor_crossing_page, COR_TYPE_DETAILS_PAGE)

static const CorCrossing *
lookup (CorCrossingPage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);

  return cor_snapshot_lookup (cor_details_page_get_snapshot (page), COR_RECORD_CROSSING,
                              cor_details_page_get_id (page));
}

static gint64
get_start (CorCrossingPage *self)
{
  CorSnapshot *snapshot = cor_details_page_get_snapshot (COR_DETAILS_PAGE (self));

  return cor_snapshot_get_settings (snapshot)->start_utc_s;
}

/* What the officer sees are the rules at the plan's start; unless it opens later, those. */
static const CorCrossingInterval *
get_rules (CorCrossingPage *self, const CorCrossing *crossing)
{
  const CorCrossingInterval *now = cor_crossing_get_interval (crossing, get_start (self));

  for (guint i = crossing->intervals->len; i > 0 && (now == NULL || now->modes == 0); i--)
    now = crossing->intervals->pdata[i - 1];

  return now;
}

static gboolean
open_changed_cb (CorCrossingPage *self, gboolean open)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  g_autoptr (GError) error = NULL;

  if (!cor_details_page_is_refreshing (page))
    cor_details_page_commit (page,
                             cor_edit_set_crossing_state (cor_details_page_get_snapshot (page),
                                                          cor_details_page_get_id (page), open,
                                                          &error),
                             &error);

  return FALSE;
}

static gboolean
settled_cb (gpointer user_data)
{
  CorCrossingPage *self = user_data;
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  const CorCrossing *crossing = lookup (self);
  guint capacity = (guint) gtk_spin_button_get_value_as_int (self->capacity_spin);
  g_autoptr (GError) error = NULL;

  self->settle_source = 0;
  if (crossing != NULL && crossing->capacity_people_per_h != capacity)
    cor_details_page_commit (page,
                             cor_edit_set_crossing_capacity (cor_details_page_get_snapshot (page),
                                                             &crossing->record.id, capacity,
                                                             &error),
                             &error);

  return G_SOURCE_REMOVE;
}

static void
capacity_changed_cb (CorCrossingPage *self)
{
  if (cor_details_page_is_refreshing (COR_DETAILS_PAGE (self)))
    return;

  g_clear_handle_id (&self->settle_source, g_source_remove);
  self->settle_source = g_timeout_add (SETTLE_MS, settled_cb, self);
}

static guint
get_modes (CorCrossingPage *self)
{
  guint modes = 0;

  for (guint i = 0; i < COR_N_MODES; i++)
    if (gtk_check_button_get_active (self->modes[i]))
      modes |= 1u << i;

  return modes;
}

static void
rules_changed_cb (CorCrossingPage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  g_autofree char *text = cor_rows_get_entry (self->hours);
  g_autoptr (GError) error = NULL;
  guint opens_min;
  guint closes_min;

  if (cor_details_page_is_refreshing (page))
    return;
  if (!cor_clock_parse_minutes (text, &opens_min, &closes_min))
    {
      cor_rows_mark_wrong (self->hours, TRUE);
      return;
    }

  cor_rows_mark_wrong (self->hours, FALSE);
  cor_details_page_commit (page,
                           cor_edit_set_crossing_rules (cor_details_page_get_snapshot (page),
                                                        cor_details_page_get_id (page), opens_min,
                                                        closes_min, get_modes (self), &error),
                           &error);
}

/* A queue seen now counts from now on; in a plan that is not now, from its start. */
static gint64
get_observation_time (CorCrossingPage *self)
{
  CorSnapshot *snapshot = cor_details_page_get_snapshot (COR_DETAILS_PAGE (self));
  const CorPlanSettings *settings = cor_snapshot_get_settings (snapshot);
  gint64 now_utc_s = g_get_real_time () / G_USEC_PER_SEC;
  gint64 end_utc_s = settings->start_utc_s + settings->horizon_h * COR_SECONDS_PER_HOUR;

  return now_utc_s >= settings->start_utc_s && now_utc_s < end_utc_s ? now_utc_s
                                                                     : settings->start_utc_s;
}

static void
wait_applied_cb (CorCrossingPage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  g_autofree char *text = cor_rows_get_entry (self->wait);
  g_autoptr (GError) error = NULL;
  guint64 wait_min;

  if (!g_ascii_string_to_unsigned (text, 10, 0, 7 * 24 * 60, &wait_min, NULL))
    {
      cor_rows_mark_wrong (self->wait, TRUE);
      return;
    }

  cor_rows_mark_wrong (self->wait, FALSE);
  cor_details_page_commit (page,
                           cor_edit_add_crossing_wait (
                               cor_details_page_get_snapshot (page), cor_details_page_get_id (page),
                               get_observation_time (self), (guint) wait_min, &error),
                           &error);
}

static void
show_state (CorCrossingPage *self, const CorCrossing *crossing)
{
  CorCrossingState state = cor_crossing_get_state (crossing, get_start (self));
  const CorCrossingInterval *rules = get_rules (self, crossing);
  g_autofree char *hours = NULL;

  adw_action_row_set_subtitle (self->state, cor_words_crossing_state (state));
  gtk_switch_set_state (self->open, state == COR_CROSSING_OPEN);
  gtk_switch_set_active (self->open, state == COR_CROSSING_OPEN);
  if (rules != NULL)
    hours = cor_daily_format_span (rules->opens_min, rules->closes_min);
  cor_rows_set_entry (self->hours, hours);
  for (guint i = 0; i < COR_N_MODES; i++)
    gtk_check_button_set_active (self->modes[i], rules != NULL && (rules->modes & (1u << i)) != 0);
}

static void
show_capacity (CorCrossingPage *self, const CorCrossing *crossing)
{
  if (self->settle_source == 0)
    gtk_spin_button_set_value (self->capacity_spin, crossing->capacity_people_per_h);
  adw_action_row_set_subtitle (self->capacity,
                               crossing->capacity_is_default
                                   ? _ ("Default of its class: nobody has confirmed it")
                                   : _ ("Entered by an officer"));
}

static char *
describe_waits (CorCrossingPage *self, const CorCrossing *crossing)
{
  const CorCrossingWait *last;
  g_autofree char *when = NULL;
  g_autofree char *minutes = NULL;
  g_autofree char *source = NULL;

  if (crossing->waits->len == 0)
    return NULL;
  last = crossing->waits->pdata[crossing->waits->len - 1];
  when = cor_clock_format (last->observed_utc_s);
  minutes = cor_words_minutes (last->wait_min);
  source = cor_isolate (last->source);

  return g_strdup_printf ("%s · %s · %s", minutes, when, source);
}

static char *
describe_source (CorCrossingPage *self, const CorCrossing *crossing)
{
  const CorCrossingInterval *now = cor_crossing_get_interval (crossing, get_start (self));

  if (now == NULL)
    return NULL;
  if (now->by_officer)
    return g_strdup (_ ("An officer of this plan"));

  return g_strdup (now->source);
}

static char *
describe_roads (const CorCrossing *crossing)
{
  g_autofree char *roads =
      g_strdup_printf ("%s – %s", crossing->road_ua != NULL ? crossing->road_ua : "?",
                       crossing->road_neighbour != NULL ? crossing->road_neighbour : "?");

  return crossing->road_ua == NULL && crossing->road_neighbour == NULL ? NULL : cor_isolate (roads);
}

static void
show_facts (CorCrossingPage *self, const CorCrossing *crossing)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  g_autofree char *source = describe_source (self, crossing);
  g_autofree char *waits = describe_waits (self, crossing);
  g_autofree char *roads = describe_roads (crossing);
  g_autofree char *position = cor_position_format (crossing->position);
  g_autofree char *isolated = cor_isolate (position);
  const char *neighbour = cor_details_page_name (page, &crossing->neighbour_names);
  const char *native = crossing->neighbour_native;
  g_autofree char *other_side =
      native != NULL && !g_str_equal (native, neighbour)
          ? g_strdup_printf ("%s (%s), %s", neighbour, native,
                             cor_words_country (crossing->country))
          : g_strdup_printf ("%s, %s", neighbour, cor_words_country (crossing->country));

  cor_rows_set_fact (self->source, source);
  cor_rows_set_fact (self->other_side, other_side);
  cor_rows_set_fact (self->crossing_class, cor_words_crossing_class (crossing->crossing_class));
  cor_rows_set_fact (self->roads, roads);
  cor_rows_set_fact (self->position, isolated);
  cor_rows_set_fact (self->reception, cor_details_page_name (page, &crossing->reception_names));
  cor_rows_set_fact (self->waits, waits);
  cor_rows_set_fact (self->note, crossing->note);
}

static void
comer_activated_cb (AdwActionRow *row, gpointer user_data)
{
  CorDetailsPage *page = user_data;

  cor_selection_select_corridor (cor_details_page_get_selection (page),
                                 g_object_get_data (G_OBJECT (row), "cor-id"),
                                 cor_details_page_get_id (page));
}

static void
add_comer (CorCrossingPage *self, const CorId *cluster_id, guint n_people)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  const CorCluster *cluster =
      cor_result_get_cluster (cor_details_page_get_result (page), cluster_id);
  g_autofree char *count = g_strdup_printf ("%u", n_people);

  if (cluster != NULL)
    cor_row_filler_add (self->comers, cor_details_page_name (page, &cluster->settlement->names),
                        NULL, count, cluster_id);
}

static void
show_comers (CorCrossingPage *self, const CorCrossing *crossing)
{
  CorResult *result = cor_details_page_get_result (COR_DETAILS_PAGE (self));
  g_autoptr (GHashTable) counts = g_hash_table_new (cor_id_hash, cor_id_equal);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();

  for (guint i = 0; result != NULL && i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];
      guint n_people = GPOINTER_TO_UINT (g_hash_table_lookup (counts, &movement->cluster_id));

      if (!cor_id_equal (&movement->crossing_id, &crossing->record.id))
        continue;
      if (n_people == 0)
        g_ptr_array_add (order, (gpointer) &movement->cluster_id);
      g_hash_table_replace (counts, (gpointer) &movement->cluster_id,
                            GUINT_TO_POINTER (n_people + movement->n_people));
    }
  for (guint i = 0; i < order->len; i++)
    add_comer (self, order->pdata[i],
               GPOINTER_TO_UINT (g_hash_table_lookup (counts, order->pdata[i])));
  cor_row_filler_show (self->comers);
}

static const char *
cor_crossing_page_refresh (CorDetailsPage *page)
{
  CorCrossingPage *self = COR_CROSSING_PAGE (page);
  const CorCrossing *crossing = lookup (self);

  if (crossing == NULL)
    return NULL;

  show_state (self, crossing);
  show_capacity (self, crossing);
  cor_crossing_limits_show (self->limits, page, crossing);
  cor_quota_list_show (self->quotas, page, crossing->country);
  show_facts (self, crossing);
  cor_load_chart_show (self->chart, crossing,
                       cor_details_page_get_result (COR_DETAILS_PAGE (self)));
  gtk_widget_set_visible (GTK_WIDGET (self->loads),
                          gtk_widget_get_visible (GTK_WIDGET (self->chart)));
  cor_worth_list_show (self->worths, page, crossing);
  show_comers (self, crossing);
  g_free (self->title);
  self->title = g_strdup_printf ("%s – %s", cor_details_page_name (page, &crossing->names),
                                 cor_details_page_name (page, &crossing->neighbour_names));

  return self->title;
}

static void
cor_crossing_page_dispose (GObject *object)
{
  CorCrossingPage *self = COR_CROSSING_PAGE (object);

  g_clear_handle_id (&self->settle_source, g_source_remove);

  G_OBJECT_CLASS (cor_crossing_page_parent_class)->dispose (object);
}

static void
cor_crossing_page_finalize (GObject *object)
{
  CorCrossingPage *self = COR_CROSSING_PAGE (object);

  g_free (self->title);

  G_OBJECT_CLASS (cor_crossing_page_parent_class)->finalize (object);
}

static void
cor_crossing_page_class_init (CorCrossingPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cor_crossing_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cor_crossing_page_finalize;
  COR_DETAILS_PAGE_CLASS (klass)->refresh = cor_crossing_page_refresh;
}

static void
add_controls (CorCrossingPage *self, AdwPreferencesGroup *group)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, MAX_CAPACITY_PEOPLE_PER_H, 10);

  self->state = cor_rows_add_fact (group, _ ("Open"), " ");
  gtk_widget_remove_css_class (GTK_WIDGET (self->state), "fact");
  self->open = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->open), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Open"), -1);
  adw_action_row_add_suffix (self->state, GTK_WIDGET (self->open));
  adw_action_row_set_activatable_widget (self->state, GTK_WIDGET (self->open));
  g_signal_connect_object (self->open, "state-set", G_CALLBACK (open_changed_cb), self,
                           G_CONNECT_SWAPPED);

  self->capacity = cor_rows_add_fact (group, _ ("People of ours an hour"), " ");
  gtk_widget_remove_css_class (GTK_WIDGET (self->capacity), "fact");
  self->capacity_spin = GTK_SPIN_BUTTON (spin);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("People of ours an hour"), -1);
  adw_action_row_add_suffix (self->capacity, spin);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (capacity_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
add_modes (CorCrossingPage *self, AdwPreferencesGroup *group)
{
  static const CorMode modes[COR_N_MODES] = { COR_MODE_CAR, COR_MODE_COACH, COR_MODE_FOOT };

  for (guint i = 0; i < COR_N_MODES; i++)
    {
      self->modes[i] = cor_rows_add_check (group, cor_words_mode (modes[i]));
      g_signal_connect_object (self->modes[i], "toggled", G_CALLBACK (rules_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
}

static void
cor_crossing_page_init (CorCrossingPage *self)
{
  GtkBox *box = GTK_BOX (self);
  AdwPreferencesGroup *group = cor_rows_add_group (box, NULL);

  add_controls (self, group);
  self->hours = cor_rows_add_entry (group, _ ("Hours, clock of the crossing"));
  cor_rows_make_left_to_right (self->hours);
  g_signal_connect_object (self->hours, "apply", G_CALLBACK (rules_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->wait = cor_rows_add_entry (group, _ ("Queue seen now, minutes"));
  g_signal_connect_object (self->wait, "apply", G_CALLBACK (wait_applied_cb), self,
                           G_CONNECT_SWAPPED);

  /* What the plan makes of it first: who changes a limit wants to see what comes of it. */
  self->loads = cor_rows_add_group (box, _ ("People in each hour"));
  self->chart = COR_LOAD_CHART (cor_load_chart_new ());
  adw_preferences_group_add (self->loads, GTK_WIDGET (self->chart));
  self->worths = g_object_new (COR_TYPE_WORTH_LIST, NULL);
  gtk_box_append (box, GTK_WIDGET (self->worths));

  add_modes (self, cor_rows_add_group (box, _ ("Who may pass")));
  self->limits = g_object_new (COR_TYPE_CROSSING_LIMITS, NULL);
  gtk_box_append (box, GTK_WIDGET (self->limits));
  self->quotas = g_object_new (COR_TYPE_QUOTA_LIST, NULL);
  gtk_box_append (box, GTK_WIDGET (self->quotas));

  group = cor_rows_add_group (box, NULL);
  self->source = cor_rows_add_fact (group, _ ("Who says so"), NULL);
  self->waits = cor_rows_add_fact (group, _ ("Last queue seen"), NULL);
  self->other_side = cor_rows_add_fact (group, _ ("The other side"), NULL);
  self->reception = cor_rows_add_fact (group, _ ("Reception town"), NULL);
  self->crossing_class = cor_rows_add_fact (group, _ ("Kind"), NULL);
  self->roads = cor_rows_add_fact (group, _ ("Roads"), NULL);
  self->position = cor_rows_add_fact (group, _ ("Coordinates"), NULL);
  self->note = cor_rows_add_fact (group, _ ("Note"), NULL);

  self->comers = cor_row_filler_new (cor_rows_add_group (box, _ ("Who comes here")),
                                     G_CALLBACK (comer_activated_cb), self);
}
