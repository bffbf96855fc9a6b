/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-place-dialog.h"

#include "cor-desk-language.h"
#include "cor-lookup.h"
#include "cor-plan-edits.h"
#include "cor-report.h"
#include "cor-tab-stop.h"
#include "cor-words.h"

#include <glib/gi18n.h>

#define N_PLACES 30

struct _CorPlaceDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  AdwToastOverlay *toasts;
  GtkLabel *written;
  GtkSearchEntry *search;
  GtkListBox *places;
  GtkLabel *no_place;
  GtkButton *place_button;

  CorSession *session;
  GArray *person_ids; /* CorId */
  GPtrArray *hits;    /* CorHit, in the order of the rows */
};

G_DEFINE_FINAL_TYPE (CorPlaceDialog, cor_place_dialog, ADW_TYPE_WINDOW)

static const CorId *
get_ids (CorPlaceDialog *self)
{
  return (const CorId *) (gpointer) self->person_ids->data;
}

static const CorPerson *
get_only_person (CorPlaceDialog *self)
{
  if (self->person_ids->len != 1)
    return NULL;

  return cor_snapshot_lookup (cor_session_get_snapshot (self->session), COR_RECORD_PERSON,
                              get_ids (self));
}

static GtkWidget *
make_row (const CorHit *hit)
{
  GtkWidget *row = adw_action_row_new ();
  const CorSettlement *settlement = hit->settlement;
  g_autofree char *subtitle = NULL;
  g_autofree char *markup = NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), hit->title);
  if (settlement != NULL && settlement->population > 0)
    subtitle = g_strdup_printf (_ ("%s, %s, %u inhabitants"), hit->subtitle,
                                cor_words_country (settlement->country), settlement->population);
  else
    subtitle = g_strdup (hit->subtitle);
  markup = g_markup_escape_text (subtitle, -1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), markup);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  return row;
}

static void
take_hits (CorPlaceDialog *self, GPtrArray *hits)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->places, 0)) != NULL)
    gtk_list_box_remove (self->places, GTK_WIDGET (row));
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  self->hits = hits;

  for (guint i = 0; i < hits->len; i++)
    gtk_list_box_append (self->places, make_row (hits->pdata[i]));
  gtk_list_box_select_row (self->places, gtk_list_box_get_row_at_index (self->places, 0));
}

static void
search_cb (CorPlaceDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  const CorPerson *person = get_only_person (self);
  CorLanguage language = cor_desk_language_get ();

  gtk_label_set_text (self->no_place, text[0] != '\0'
                                          ? _ ("No place of that name. Try another spelling.")
                                          : _ ("Type the name of a town or village."));
  if (text[0] != '\0')
    take_hits (self, cor_session_search_places (self->session, text, language, N_PLACES));
  else if (person != NULL)
    take_hits (self, cor_session_get_place_candidates (self->session, person, language));
  else
    take_hits (self, g_ptr_array_new ());
}

static void
row_selected_cb (CorPlaceDialog *self, GtkListBoxRow *row)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->place_button), row != NULL);
}

static void
placed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CorPlaceDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (cor_session_commit_finish (COR_SESSION (source), result, &error))
    gtk_window_destroy (GTK_WINDOW (self));
  else if (self->session != NULL)
    {
      cor_report_toast (self->toasts, error);
      gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
    }
}

static void
place_cb (CorPlaceDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->places);
  const CorHit *hit;

  if (row == NULL)
    return;

  hit = self->hits->pdata[gtk_list_box_row_get_index (row)];
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  cor_session_commit_async (self->session,
                            cor_edit_place_people (cor_session_get_snapshot (self->session),
                                                   get_ids (self), self->person_ids->len,
                                                   hit->settlement),
                            NULL, placed_cb, g_object_ref (self));
}

static void
show_what_was_written (CorPlaceDialog *self)
{
  const CorPerson *person = get_only_person (self);
  g_autofree char *count = NULL;
  g_autofree char *written = NULL;

  if (person != NULL)
    {
      adw_window_title_set_subtitle (self->title, person->particulars->full_name);
      if (person->place_text != NULL && person->place_text[0] != '\0')
        written = g_strdup_printf (_ ("They wrote: %s"), person->place_text);
    }
  else
    {
      count =
          g_strdup_printf (ngettext ("%u registration", "%u registrations", self->person_ids->len),
                           self->person_ids->len);
      adw_window_title_set_subtitle (self->title, count);
    }
  gtk_label_set_text (self->written, written != NULL ? written : "");
  gtk_widget_set_visible (GTK_WIDGET (self->written), written != NULL);
}

static void
cor_place_dialog_dispose (GObject *object)
{
  CorPlaceDialog *self = COR_PLACE_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->person_ids, g_array_unref);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), COR_TYPE_PLACE_DIALOG);

  G_OBJECT_CLASS (cor_place_dialog_parent_class)->dispose (object);
}

static void
cor_place_dialog_class_init (CorPlaceDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cor_place_dialog_dispose;

  g_type_ensure (COR_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/corridors/Corridors/ui/cor-place-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CorPlaceDialog, title);
  gtk_widget_class_bind_template_child (widget_class, CorPlaceDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, CorPlaceDialog, written);
  gtk_widget_class_bind_template_child (widget_class, CorPlaceDialog, search);
  gtk_widget_class_bind_template_child (widget_class, CorPlaceDialog, places);
  gtk_widget_class_bind_template_child (widget_class, CorPlaceDialog, no_place);
  gtk_widget_class_bind_template_child (widget_class, CorPlaceDialog, place_button);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_cb);
}

static void
cor_place_dialog_init (CorPlaceDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cor_place_dialog_present:
 * @parent: the window that shows the plan
 * @session: the plan
 * @person_ids: (array length=n_persons): whom to place
 * @n_persons: how many, at least 1
 *
 * Asks where people are, and places them there.
 */
void
cor_place_dialog_present (GtkWindow *parent,
                          CorSession *session,
                          const CorId *person_ids,
                          guint n_persons)
{
  CorPlaceDialog *self;

  g_return_if_fail (COR_IS_SESSION (session));
  g_return_if_fail (n_persons > 0);

  self = g_object_new (COR_TYPE_PLACE_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->person_ids = g_array_sized_new (FALSE, FALSE, sizeof (CorId), n_persons);
  g_array_append_vals (self->person_ids, person_ids, n_persons);
  show_what_was_written (self);
  search_cb (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
