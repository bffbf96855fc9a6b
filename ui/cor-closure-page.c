/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closure-page.h"

#include "cor-clock.h"
#include "cor-fleet-edits.h"
#include "cor-plan-edits.h"
#include "cor-rows.h"

#include <glib/gi18n.h>

struct _CorClosurePage
{
  CorDetailsPage parent_instance;

  AdwEntryRow *label;
  AdwEntryRow *from;
  AdwEntryRow *until;
  AdwEntryRow *source;
  AdwComboRow *effect;
  AdwEntryRow *amount; /* of the effect, in its unit */
  AdwEntryRow *daily;
  AdwEntryRow *reach;
  GtkSwitch *one_way;
  AdwActionRow *kind;
  AdwActionRow *trouble;
  GtkButton *confirm;
};

G_DEFINE_FINAL_TYPE (CorClosurePage, cor_closure_page, COR_TYPE_DETAILS_PAGE)

static const CorClosure *
lookup (CorClosurePage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);

  return cor_snapshot_lookup (cor_details_page_get_snapshot (page), COR_RECORD_CLOSURE,
                              cor_details_page_get_id (page));
}

/* What each effect counts, where that stands, and how much of it makes sense; closed roads count
 * nothing. */
static const struct
{
  const char *title;
  glong offset;
  guint min;
  guint max;
} amounts[COR_N_RESTRICTION_EFFECTS] = {
  { NULL, 0, 0, 0 },
  { N_ ("Minutes that passing takes longer"), G_STRUCT_OFFSET (CorClosure, delay_min), 1, 48 * 60 },
  { N_ ("Hundredths of the usual speed"), G_STRUCT_OFFSET (CorClosure, speed_percent), 1, 100 },
  { N_ ("Vehicles an hour"), G_STRUCT_OFFSET (CorClosure, limit_vehicles_per_h), 0, 100000 },
};

#define MAX_REACH_KM 500

static gboolean
has_reach (const CorClosure *closure)
{
  return closure->closure == COR_CLOSURE_FRONT || closure->closure == COR_CLOSURE_BRIDGES;
}

/* Reads what the roads suffer. An effect that was just chosen begins with what is kept of it. */
static gboolean
read_effect (CorClosurePage *self, CorClosure *changed)
{
  CorRestrictionEffect before = changed->effect;
  g_autofree char *daily = cor_rows_get_entry (self->daily);
  gboolean daily_is_read = cor_clock_parse_daily (daily, &changed->daily);
  guint number;

  cor_rows_mark_wrong (self->daily, !daily_is_read);
  if (!daily_is_read)
    return FALSE;

  changed->effect = (CorRestrictionEffect) adw_combo_row_get_selected (self->effect);
  changed->direction =
      gtk_switch_get_active (self->one_way) ? COR_RESTRICTION_FORWARD : COR_RESTRICTION_BOTH_WAYS;
  if (has_reach (changed))
    {
      if (!cor_rows_get_number (self->reach, 0, MAX_REACH_KM, &number))
        return FALSE;
      changed->distance_m = number * 1000;
    }
  if (changed->effect == COR_RESTRICTION_CLOSED)
    return TRUE;

  number = G_STRUCT_MEMBER (guint, changed, amounts[changed->effect].offset);
  if (changed->effect != before)
    number = CLAMP (number, amounts[changed->effect].min, amounts[changed->effect].max);
  else if (!cor_rows_get_number (self->amount, amounts[changed->effect].min,
                                 amounts[changed->effect].max, &number))
    return FALSE;
  G_STRUCT_MEMBER (guint, changed, amounts[changed->effect].offset) = number;

  return TRUE;
}

static void
applied_cb (CorClosurePage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  const CorClosure *closure = lookup (self);
  gint64 from_utc_s, until_utc_s;
  g_autoptr (CorClosure) changed = NULL;

  if (cor_details_page_is_refreshing (page))
    return;
  if (closure == NULL || !cor_rows_get_span (self->from, self->until, &from_utc_s, &until_utc_s))
    return;

  changed = cor_record_copy (closure);
  cor_rows_take_entry (self->label, &changed->label);
  cor_rows_take_entry (self->source, &changed->source);
  changed->from_utc_s = from_utc_s;
  changed->until_utc_s = until_utc_s;
  if (!read_effect (self, changed))
    return;
  cor_details_page_commit (
      page, cor_edit_put_record (COR_EDIT_CHANGE_CLOSURE, changed->label, cor_record_ref (changed)),
      NULL);
}

static void
remove_cb (CorClosurePage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  g_autoptr (GError) error = NULL;

  cor_details_page_commit (page,
                           cor_edit_remove_closure (cor_details_page_get_snapshot (page),
                                                    cor_details_page_get_id (page), &error),
                           &error);
}

static gboolean
is_listed (CorClosurePage *self, const GArray *closure_ids)
{
  const CorId *id = cor_details_page_get_id (COR_DETAILS_PAGE (self));

  for (guint i = 0; i < closure_ids->len; i++)
    if (cor_id_equal (&g_array_index (closure_ids, CorId, i), id))
      return TRUE;

  return FALSE;
}

static gboolean
is_unmatched (CorClosurePage *self)
{
  CorResult *result = cor_details_page_get_result (COR_DETAILS_PAGE (self));

  return result != NULL && is_listed (self, result->closures_unmatched);
}

static void
confirm_cb (CorClosurePage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  const CorClosure *closure = lookup (self);

  if (closure != NULL)
    cor_details_page_commit (
        page, cor_edit_confirm_closure (cor_details_page_get_snapshot (page), closure), NULL);
}

/* What is wrong with it on the roads that routes are on, or NULL. */
static const char *
describe_trouble (CorClosurePage *self)
{
  CorResult *result = cor_details_page_get_result (COR_DETAILS_PAGE (self));

  if (result == NULL)
    return NULL;
  if (is_listed (self, result->closures_without_road))
    return _ ("It hits no road, so nothing changes");
  if (is_unmatched (self))
    return _ ("It hits other roads than on the network that it was drawn on. Look whether it still "
              "lies right");

  return NULL;
}

static const char *
describe_kind (const CorClosure *closure)
{
  switch (closure->closure)
    {
    case COR_CLOSURE_LINE:
      return _ ("Every road that crosses the line");
    case COR_CLOSURE_ROAD:
      return _ ("The road along the line");
    case COR_CLOSURE_FRONT:
      return _ ("Every road near the line");
    case COR_CLOSURE_BRIDGES:
      return _ ("Every bridge near the line");
    case COR_CLOSURE_AREA:
    default:
      return _ ("Every road in the area, and into it");
    }
}

static void
show_effect (CorClosurePage *self, const CorClosure *closure)
{
  g_autofree char *daily = cor_clock_format_daily (&closure->daily);
  const char *title = amounts[closure->effect].title;

  adw_combo_row_set_selected (self->effect, closure->effect);
  gtk_widget_set_visible (GTK_WIDGET (self->amount), title != NULL);
  if (title != NULL)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->amount), _ (title));
      cor_rows_set_number (self->amount,
                           G_STRUCT_MEMBER (guint, closure, amounts[closure->effect].offset));
    }
  cor_rows_set_entry (self->daily, daily);
  gtk_widget_set_visible (GTK_WIDGET (self->reach), has_reach (closure));
  cor_rows_set_number (self->reach, closure->distance_m / 1000);
  gtk_switch_set_active (self->one_way, closure->direction == COR_RESTRICTION_FORWARD);
}

static const char *
cor_closure_page_refresh (CorDetailsPage *page)
{
  CorClosurePage *self = COR_CLOSURE_PAGE (page);
  const CorClosure *closure = lookup (self);

  if (closure == NULL)
    return NULL;

  cor_rows_set_entry (self->label, closure->label);
  cor_rows_set_span (self->from, self->until, closure->from_utc_s, closure->until_utc_s);
  cor_rows_set_entry (self->source, closure->source);
  show_effect (self, closure);
  cor_rows_set_fact (self->kind, describe_kind (closure));
  cor_rows_set_fact (self->trouble, describe_trouble (self));
  gtk_widget_set_visible (GTK_WIDGET (self->confirm), is_unmatched (self));

  return closure->label[0] != '\0' ? closure->label : _ ("Closure");
}

static void
cor_closure_page_class_init (CorClosurePageClass *klass)
{
  COR_DETAILS_PAGE_CLASS (klass)->refresh = cor_closure_page_refresh;
}

static AdwEntryRow *
add_entry (CorClosurePage *self, AdwPreferencesGroup *group, const char *title)
{
  AdwEntryRow *row = cor_rows_add_entry (group, title);

  g_signal_connect_object (row, "apply", G_CALLBACK (applied_cb), self, G_CONNECT_SWAPPED);

  return row;
}

static void
add_effect (CorClosurePage *self)
{
  const char *const effects[] = { _ ("Closed"), _ ("A checkpoint: passing takes longer"),
                                  _ ("Slow"), _ ("Takes few vehicles"), NULL };
  AdwPreferencesGroup *group = cor_rows_add_group (GTK_BOX (self), NULL);

  self->effect = cor_rows_add_choice (group, _ ("What it does to roads"), effects);
  self->amount = add_entry (self, group, "");
  self->daily = add_entry (self, group, _ ("Hours of each day, as 22:00–05:00"));
  cor_rows_make_left_to_right (self->daily);
  self->reach = add_entry (self, group, _ ("Kilometres that it reaches"));
  self->one_way = cor_rows_add_switch (group, _ ("Only one way"));
  g_signal_connect_object (self->effect, "notify::selected", G_CALLBACK (applied_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->one_way, "notify::active", G_CALLBACK (applied_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
cor_closure_page_init (CorClosurePage *self)
{
  AdwPreferencesGroup *group = cor_rows_add_group (GTK_BOX (self), NULL);
  GtkButton *remove;

  adw_preferences_group_set_description (
      group, _ ("Times as 2022-02-24 06:00; left empty, it always was, or has no end."));
  self->label = add_entry (self, group, _ ("What it is called"));
  self->from = add_entry (self, group, _ ("From, clock in Kyiv"));
  self->until = add_entry (self, group, _ ("Until, clock in Kyiv"));
  cor_rows_make_left_to_right (self->from);
  cor_rows_make_left_to_right (self->until);
  self->source = add_entry (self, group, _ ("Who says so"));

  add_effect (self);
  group = cor_rows_add_group (GTK_BOX (self), NULL);
  self->kind = cor_rows_add_fact (group, _ ("What it hits"), NULL);
  self->trouble = cor_rows_add_fact (group, _ ("Beware"), NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "warning");
  self->confirm = cor_rows_add_button (group, _ ("It _Lies Right"), FALSE);
  g_signal_connect_object (self->confirm, "clicked", G_CALLBACK (confirm_cb), self,
                           G_CONNECT_SWAPPED);
  remove = cor_rows_add_button (group, _ ("_Remove the Closure"), TRUE);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
}
