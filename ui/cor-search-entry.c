/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-search-entry.h"

#include "cor-desk-language.h"
#include "cor-lookup.h"

#include <glib/gi18n.h>

#define N_RESULTS 20

struct _CorSearchEntry
{
  GtkBox parent_instance;

  GtkSearchEntry *entry;
  GtkPopover *popover;
  GtkListBox *results;

  CorSession *session;
  CorSelection *selection;
  GPtrArray *hits; /* CorHit, in the order of the rows */
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_PLACE_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CorSearchEntry, cor_search_entry, GTK_TYPE_BOX)

static const char *
describe_kind (CorHitKind kind)
{
  switch (kind)
    {
    case COR_HIT_PERSON:
      return _ ("Person");
    case COR_HIT_CLUSTER:
      return _ ("Cluster");
    case COR_HIT_CROSSING:
      return _ ("Crossing");
    case COR_HIT_PLACE:
    default:
      return _ ("Place");
    }
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

static GtkWidget *
make_row (const CorHit *hit)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *kind = describe_kind (hit->kind);
  g_autofree char *label = g_strdup_printf ("%s, %s, %s", hit->title, hit->subtitle, kind);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), make_label (hit->title, NULL));
  if (hit->subtitle[0] != '\0')
    gtk_box_append (GTK_BOX (words), make_label (hit->subtitle, "caption"));
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), make_label (kind, "dim-label"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return row;
}

static void
clear_results (CorSearchEntry *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->results, 0)) != NULL)
    gtk_list_box_remove (self->results, GTK_WIDGET (row));
  g_clear_pointer (&self->hits, g_ptr_array_unref);
}

static void
search_cb (CorSearchEntry *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  clear_results (self);
  if (self->session == NULL || cor_session_get_snapshot (self->session) == NULL ||
      g_utf8_strlen (text, -1) < 2)
    {
      gtk_popover_popdown (self->popover);
      return;
    }

  self->hits = cor_session_search (self->session, text, cor_desk_language_get (), N_RESULTS);
  for (guint i = 0; i < self->hits->len; i++)
    gtk_list_box_append (self->results, make_row (self->hits->pdata[i]));
  gtk_list_box_select_row (self->results, gtk_list_box_get_row_at_index (self->results, 0));
  gtk_popover_popup (self->popover);
}

static void
choose (CorSearchEntry *self, const CorHit *hit)
{
  switch (hit->kind)
    {
    case COR_HIT_PERSON:
      cor_selection_select (self->selection, COR_SELECTION_PERSON, &hit->id);
      break;
    case COR_HIT_CLUSTER:
      cor_selection_select (self->selection, COR_SELECTION_CLUSTER, &hit->id);
      break;
    case COR_HIT_CROSSING:
      cor_selection_select (self->selection, COR_SELECTION_CROSSING, &hit->id);
      break;
    case COR_HIT_PLACE:
    default:
      if (hit->has_position)
        g_signal_emit (self, signals[SIGNAL_PLACE_CHOSEN], 0, hit->position.lat_deg,
                       hit->position.lon_deg);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
choose_cb (CorSearchEntry *self, GtkListBoxRow *row)
{
  if (row == NULL || self->hits == NULL || self->selection == NULL)
    return;

  gtk_popover_popdown (self->popover);
  choose (self, self->hits->pdata[gtk_list_box_row_get_index (row)]);
}

/* Return does not wait for the search that is still to come. */
static void
activate_cb (CorSearchEntry *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    search_cb (self);
  choose_cb (self, gtk_list_box_get_selected_row (self->results));
}

static void
hide_cb (CorSearchEntry *self)
{
  gtk_popover_popdown (self->popover);
}

static void
stop_cb (CorSearchEntry *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_popover_popdown (self->popover);
}

/* The arrows move in the results while the entry keeps the focus. */
static gboolean
key_cb (CorSearchEntry *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->results);
  int step = keyval == GDK_KEY_Down ? 1 : keyval == GDK_KEY_Up ? -1 : 0;
  GtkListBoxRow *next;

  if (step == 0 || row == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    return GDK_EVENT_PROPAGATE;

  next = gtk_list_box_get_row_at_index (self->results,
                                        MAX (gtk_list_box_row_get_index (row) + step, 0));
  if (next != NULL)
    gtk_list_box_select_row (self->results, next);

  return GDK_EVENT_STOP;
}

static void
cor_search_entry_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (cor_search_entry_parent_class)->size_allocate (widget, width, height, baseline);
  gtk_popover_present (COR_SEARCH_ENTRY (widget)->popover);
}

static gboolean
cor_search_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (COR_SEARCH_ENTRY (widget)->entry));
}

static void
cor_search_entry_dispose (GObject *object)
{
  CorSearchEntry *self = COR_SEARCH_ENTRY (object);

  g_clear_pointer (&self->hits, g_ptr_array_unref);
  g_clear_object (&self->session);
  g_clear_object (&self->selection);
  if (self->popover != NULL && gtk_widget_get_parent (GTK_WIDGET (self->popover)) != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->popover));
  gtk_widget_dispose_template (GTK_WIDGET (self), COR_TYPE_SEARCH_ENTRY);

  G_OBJECT_CLASS (cor_search_entry_parent_class)->dispose (object);
}

static void
cor_search_entry_class_init (CorSearchEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cor_search_entry_dispose;
  widget_class->size_allocate = cor_search_entry_size_allocate;
  widget_class->grab_focus = cor_search_entry_grab_focus;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", COR_TYPE_SEARCH_ENTRY, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PLACE_CHOSEN] =
      g_signal_new ("place-chosen", COR_TYPE_SEARCH_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/corridors/Corridors/ui/cor-search-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, CorSearchEntry, entry);
  gtk_widget_class_bind_template_child (widget_class, CorSearchEntry, popover);
  gtk_widget_class_bind_template_child (widget_class, CorSearchEntry, results);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, hide_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
cor_search_entry_init (CorSearchEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));
}

/**
 * cor_search_entry_new:
 *
 * Returns: (transfer floating): an entry that finds nothing yet
 */
GtkWidget *
cor_search_entry_new (void)
{
  return g_object_new (COR_TYPE_SEARCH_ENTRY, NULL);
}

/**
 * cor_search_entry_set_session:
 * @self: an entry
 * @session: the plan to search in
 * @selection: what becomes that which is chosen
 *
 * Sets the plan.
 */
void
cor_search_entry_set_session (CorSearchEntry *self, CorSession *session, CorSelection *selection)
{
  g_return_if_fail (COR_IS_SEARCH_ENTRY (self));

  g_set_object (&self->session, session);
  g_set_object (&self->selection, selection);
}
