/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closure-page.h"

#include "cor-clock.h"
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
  AdwActionRow *kind;
  AdwActionRow *no_road;
};

G_DEFINE_FINAL_TYPE (CorClosurePage, cor_closure_page, COR_TYPE_DETAILS_PAGE)

static const CorClosure *
lookup (CorClosurePage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);

  return cor_snapshot_lookup (cor_details_page_get_snapshot (page), COR_RECORD_CLOSURE,
                              cor_details_page_get_id (page));
}

static void
applied_cb (CorClosurePage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  const CorClosure *closure = lookup (self);
  g_autofree char *from = cor_rows_get_entry (self->from);
  g_autofree char *until = cor_rows_get_entry (self->until);
  gint64 from_utc_s, until_utc_s;
  gboolean from_is_read = cor_clock_parse (from, &from_utc_s);
  gboolean until_is_read = cor_clock_parse (until, &until_utc_s);
  CorClosure *changed;

  if (from_is_read && until_is_read && until_utc_s != COR_TIME_NONE && until_utc_s <= from_utc_s)
    until_is_read = FALSE;
  cor_rows_mark_wrong (self->from, !from_is_read);
  cor_rows_mark_wrong (self->until, !until_is_read);
  if (closure == NULL || !from_is_read || !until_is_read)
    return;

  changed = cor_record_copy (closure);
  g_free (changed->label);
  changed->label = cor_rows_get_entry (self->label);
  g_free (changed->source);
  changed->source = cor_rows_get_entry (self->source);
  changed->from_utc_s = from_utc_s;
  changed->until_utc_s = until_utc_s;
  cor_details_page_commit (
      page, cor_edit_put_record (COR_EDIT_CHANGE_CLOSURE, changed->label, changed), NULL);
}

static void
remove_cb (CorClosurePage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  g_autoptr (GError) error = NULL;

  cor_details_page_commit (page,
                           cor_edit_remove_closure (cor_details_page_get_snapshot (page),
                                                    cor_details_page_get_id (page), &error),
                           error);
}

static gboolean
hits_no_road (CorClosurePage *self)
{
  CorDetailsPage *page = COR_DETAILS_PAGE (self);
  CorResult *result = cor_details_page_get_result (page);

  for (guint i = 0; result != NULL && i < result->closures_without_road->len; i++)
    if (cor_id_equal (&g_array_index (result->closures_without_road, CorId, i),
                      cor_details_page_get_id (page)))
      return TRUE;

  return FALSE;
}

static const char *
describe_kind (const CorClosure *closure)
{
  switch (closure->closure)
    {
    case COR_CLOSURE_LINE:
      return _ ("Every road that crosses the line is closed");
    case COR_CLOSURE_ROAD:
      return _ ("The road along the line is closed");
    case COR_CLOSURE_AREA:
    default:
      return _ ("Every road in the area, and into it, is closed");
    }
}

static const char *
cor_closure_page_refresh (CorDetailsPage *page)
{
  CorClosurePage *self = COR_CLOSURE_PAGE (page);
  const CorClosure *closure = lookup (self);
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;

  if (closure == NULL)
    return NULL;

  from = cor_clock_format_plain (closure->from_utc_s);
  until = cor_clock_format_plain (closure->until_utc_s);
  cor_rows_set_entry (self->label, closure->label);
  cor_rows_set_entry (self->from, from);
  cor_rows_set_entry (self->until, until);
  cor_rows_set_entry (self->source, closure->source);
  cor_rows_set_fact (self->kind, describe_kind (closure));
  cor_rows_set_fact (self->no_road,
                     hits_no_road (self) ? _ ("It hits no road, so nothing changes") : NULL);

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

  group = cor_rows_add_group (GTK_BOX (self), NULL);
  self->kind = cor_rows_add_fact (group, _ ("What it closes"), NULL);
  self->no_road = cor_rows_add_fact (group, _ ("Beware"), NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->no_road), "warning");
  remove = cor_rows_add_button (group, _ ("_Remove the Closure"), TRUE);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
}
