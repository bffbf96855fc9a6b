/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-person-dialog.h"

#include "cor-place-dialog.h"
#include "cor-plan-edits.h"
#include "cor-report.h"

#include <glib/gi18n.h>

struct _CorPersonDialog
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwEntryRow *full_name;
  AdwEntryRow *phone;
  AdwEntryRow *passport;
  AdwEntryRow *place;
  AdwEntryRow *notes;
  GtkSpinButton *party_size;
  GtkButton *add_button;

  CorSession *session;
  CorId person_id;
};

G_DEFINE_FINAL_TYPE (CorPersonDialog, cor_person_dialog, ADW_TYPE_WINDOW)

/* What stands in a row, or NULL where that is nothing. */
static char *
dup_text (AdwEntryRow *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  return text[0] != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
changed_cb (CorPersonDialog *self)
{
  g_autofree char *name = dup_text (self->full_name);
  g_autofree char *phone = dup_text (self->phone);
  g_autofree char *passport = dup_text (self->passport);

  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button),
                            name != NULL || phone != NULL || passport != NULL);
}

static CorPerson *
make_person (CorPersonDialog *self)
{
  CorId id = cor_id_new ();
  CorPerson *person = cor_person_new (&id);
  CorParticulars *particulars = cor_person_edit_particulars (person);
  g_autofree char *phone = dup_text (self->phone);
  const char *const phones[] = { phone, NULL };

  particulars->full_name = dup_text (self->full_name);
  particulars->passport = dup_text (self->passport);
  particulars->notes = dup_text (self->notes);
  if (phone != NULL)
    particulars->phones = g_strdupv ((char **) phones);
  person->place_text = dup_text (self->place);
  person->party_size = (guint) gtk_spin_button_get_value_as_int (self->party_size);
  self->person_id = id;

  return person;
}

/* A place by name alone is an officer's to decide: the candidates are shown at once. */
static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CorPersonDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *place = NULL;

  if (!cor_session_commit_finish (COR_SESSION (source), result, &error))
    {
      if (self->session == NULL)
        return;
      cor_report_toast (self->toasts, error);
      gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
      return;
    }
  if (self->session == NULL)
    return;

  place = dup_text (self->place);
  if (place != NULL)
    cor_place_dialog_present (gtk_window_get_transient_for (GTK_WINDOW (self)), self->session,
                              &self->person_id, 1);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
add_cb (CorPersonDialog *self)
{
  CorEdit *edit = cor_edit_put_record (COR_EDIT_ADD_PERSON, NULL, make_person (self));

  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  cor_session_commit_async (self->session, edit, NULL, added_cb, g_object_ref (self));
}

static void
cor_person_dialog_dispose (GObject *object)
{
  CorPersonDialog *self = COR_PERSON_DIALOG (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), COR_TYPE_PERSON_DIALOG);

  G_OBJECT_CLASS (cor_person_dialog_parent_class)->dispose (object);
}

static void
cor_person_dialog_class_init (CorPersonDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cor_person_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/corridors/Corridors/ui/cor-person-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CorPersonDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, CorPersonDialog, full_name);
  gtk_widget_class_bind_template_child (widget_class, CorPersonDialog, phone);
  gtk_widget_class_bind_template_child (widget_class, CorPersonDialog, passport);
  gtk_widget_class_bind_template_child (widget_class, CorPersonDialog, place);
  gtk_widget_class_bind_template_child (widget_class, CorPersonDialog, notes);
  gtk_widget_class_bind_template_child (widget_class, CorPersonDialog, party_size);
  gtk_widget_class_bind_template_child (widget_class, CorPersonDialog, add_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
cor_person_dialog_init (CorPersonDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cor_person_dialog_present:
 * @parent: the window that shows the plan
 * @session: the plan
 *
 * Registers somebody by hand.
 */
void
cor_person_dialog_present (GtkWindow *parent, CorSession *session)
{
  CorPersonDialog *self;

  g_return_if_fail (COR_IS_SESSION (session));

  self = g_object_new (COR_TYPE_PERSON_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  gtk_window_present (GTK_WINDOW (self));
}
