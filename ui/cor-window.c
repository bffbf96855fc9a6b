/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-window-private.h"

#include "cor-desk-language.h"
#include "cor-error-text.h"
#include "cor-error.h"
#include "cor-people-view.h"
#include "cor-report.h"
#include "cor-search-entry.h"
#include "cor-whereabouts.h"

#include <glib/gi18n.h>

/* How near the map goes to a line that was chosen in a list. */
#define CHOSEN_ZOOM 7.0

/* A plan on its way into a window. @asker asked for it in a window of another plan; it is told what
 * goes wrong, and the window that was made for the plan goes again. */
typedef struct
{
  CorWindow *window;
  CorWindow *asker; /* nullable */
  char *path;
  gboolean for_writing;
} Opening;

G_DEFINE_FINAL_TYPE (CorWindow, cor_window, ADW_TYPE_APPLICATION_WINDOW)

static Opening *
opening_new (CorWindow *window, CorWindow *asker, const char *path)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->window = g_object_ref (window);
  g_set_object (&opening->asker, asker);
  opening->path = g_strdup (path);

  return opening;
}

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->window);
  g_clear_object (&opening->asker);
  g_free (opening->path);
  g_free (opening);
}

static void
show_plan (CorWindow *self)
{
  CorSnapshot *snapshot = cor_session_get_snapshot (self->session);
  const CorPlanSettings *settings = snapshot != NULL ? cor_snapshot_get_settings (snapshot) : NULL;

  gtk_stack_set_visible_child_name (self->pages, settings != NULL ? "plan" : "welcome");
  gtk_widget_set_visible (GTK_WIDGET (self->switcher), settings != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->search_slot), settings != NULL);
  gtk_window_set_title (GTK_WINDOW (self), settings != NULL ? settings->name : _ ("Corridors"));
  cor_window_update_actions (self);
}

static void opened (Opening *opening, gboolean success, const GError *error);

static void
open_for_reading_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data);

/* Whether the plan can be looked at although it cannot be written. */
static gboolean
may_be_readable (Opening *opening, const GError *error)
{
  return opening->for_writing && (g_error_matches (error, COR_ERROR, COR_ERROR_LOCKED) ||
                                  g_error_matches (error, COR_ERROR, COR_ERROR_READ_ONLY));
}

static void
offer_reading (Opening *opening, const GError *error)
{
  g_autofree char *text = cor_error_text (error);
  const char *heading = error->code == COR_ERROR_LOCKED ? _ ("This plan is open elsewhere")
                                                        : _ ("This plan cannot be changed");
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (opening->window), heading, text);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "read",
                                    _ ("Open for _Reading"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "read");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (open_for_reading_cb), opening);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Where whoever asked for the plan looks: that window may be gone by now. */
static CorWindow *
get_teller (Opening *opening)
{
  return opening->asker != NULL && opening->asker->session != NULL ? opening->asker
                                                                   : opening->window;
}

/* Nothing came of it: no empty window is left beside the plan from which it was asked for. */
static void
give_up (Opening *opening)
{
  if (get_teller (opening) != opening->window)
    gtk_window_close (GTK_WINDOW (opening->window));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean success = cor_session_open_finish (COR_SESSION (source), result, &error);

  opened (user_data, success, error);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean success = cor_session_create_finish (COR_SESSION (source), result, &error);

  opened (user_data, success, error);
}

static void
opened (Opening *opening, gboolean success, const GError *error)
{
  CorWindow *self = opening->window;

  if (self->session == NULL) /* closed meanwhile */
    {
      opening_free (opening);
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->pages), TRUE);
  show_plan (self);
  if (success)
    {
      cor_map_view_fit_to_plan (self->map);
      if (cor_session_get_notice (self->session) != NULL)
        cor_window_tell (self, cor_session_get_notice (self->session));
    }
  else if (may_be_readable (opening, error))
    {
      offer_reading (opening, error);
      return;
    }
  else
    {
      cor_report_error (GTK_WIDGET (get_teller (opening)), _ ("The plan could not be opened"),
                        error);
      give_up (opening);
    }
  opening_free (opening);
}

static void
open_plan (CorWindow *self, CorWindow *asker, const char *path, gboolean read_only)
{
  Opening *opening = opening_new (self, asker, path);

  opening->for_writing = !read_only;
  gtk_widget_set_sensitive (GTK_WIDGET (self->pages), FALSE);
  cor_session_open_async (self->session, path, read_only, NULL, opened_cb, opening);
}

static void
open_for_reading_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Opening *opening = user_data;

  if (g_str_equal (response, "read") && opening->window->session != NULL)
    open_plan (opening->window, opening->asker, opening->path, TRUE);
  else
    give_up (opening);
  opening_free (opening);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CorWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!cor_session_close_finish (COR_SESSION (source), result, &error))
    g_warning ("Closing the plan: %s", error->message);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* The plan is folded into one file before the window goes. */
static gboolean
cor_window_close_request (GtkWindow *window)
{
  CorWindow *self = COR_WINDOW (window);

  if (self->closing || self->keeps_session)
    return TRUE;

  self->closing = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->pages), FALSE);
  cor_session_close_async (self->session, closed_cb, g_object_ref (self));

  return TRUE;
}

static void
map_failed_cb (CorWindow *self, const GError *error)
{
  cor_report_error (GTK_WIDGET (self), _ ("The plan was not changed"), error);
}

static void
session_failed_cb (CorWindow *self, const GError *error)
{
  cor_report_error (GTK_WIDGET (self), _ ("The routes could not be computed"), error);
}

static void
chosen_cb (CorWindow *self)
{
  CorPosition position;

  if (cor_whereabouts_find (self->session, self->selection, &position))
    {
      adw_view_stack_set_visible_child_name (self->views, "map");
      cor_map_view_show_position (self->map, position, CHOSEN_ZOOM);
    }
}

static void
place_chosen_cb (CorWindow *self, double lat_deg, double lon_deg)
{
  const CorPosition position = { lat_deg, lon_deg };

  adw_view_stack_set_visible_child_name (self->views, "map");
  cor_map_view_show_position (self->map, position, CHOSEN_ZOOM);
}

static void
moment_changed_cb (CorWindow *self)
{
  cor_map_view_show_moment (self->map, cor_timeline_get_playback (self->timeline),
                            cor_timeline_get_time_utc_s (self->timeline));
}

/* What has no middle to go to: an area is seen wherever it was clicked. */
static gboolean
is_wide (CorSelectionKind kind)
{
  return kind == COR_SELECTION_CLOSURE || kind == COR_SELECTION_AGREED_CORRIDOR;
}

/* What a link of the details leads to may lie far from what the map shows. */
static void
selection_changed_cb (CorWindow *self)
{
  CorPosition position;

  if (cor_selection_get_kind (self->selection) != COR_SELECTION_NONE &&
      !adw_flap_get_folded (self->details_flap))
    adw_flap_set_reveal_flap (self->details_flap, TRUE);
  if (!is_wide (cor_selection_get_kind (self->selection)) &&
      cor_whereabouts_find (self->session, self->selection, &position))
    cor_map_view_reveal_position (self->map, position);
}

static void
cor_window_dispose (GObject *object)
{
  CorWindow *self = COR_WINDOW (object);

  g_clear_object (&self->session);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->atlas, cor_atlas_unref);

  G_OBJECT_CLASS (cor_window_parent_class)->dispose (object);
}

static void
cor_window_class_init (CorWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cor_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = cor_window_close_request;

  g_type_ensure (COR_TYPE_DETAILS);
  g_type_ensure (COR_TYPE_MAP_VIEW);
  g_type_ensure (COR_TYPE_SCENARIO_BAR);
  g_type_ensure (COR_TYPE_SCENARIO_MENU);
  g_type_ensure (COR_TYPE_SIDEBAR);
  g_type_ensure (COR_TYPE_STATUS_BAR);
  g_type_ensure (COR_TYPE_TIMELINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/corridors/Corridors/ui/cor-window.ui");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.deselect", NULL);
  gtk_widget_class_bind_template_child (widget_class, CorWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, CorWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, CorWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, CorWindow, views);
  gtk_widget_class_bind_template_child (widget_class, CorWindow, sidebar_flap);
  gtk_widget_class_bind_template_child (widget_class, CorWindow, details_flap);
  gtk_widget_class_bind_template_child (widget_class, CorWindow, people_slot);
  gtk_widget_class_bind_template_child (widget_class, CorWindow, search_slot);
  gtk_widget_class_bind_template_child (widget_class, CorWindow, map);
  gtk_widget_class_bind_template_child (widget_class, CorWindow, timeline);
  gtk_widget_class_bind_template_child (widget_class, CorWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, CorWindow, details);
  gtk_widget_class_bind_template_child (widget_class, CorWindow, status_bar);
  gtk_widget_class_bind_template_child (widget_class, CorWindow, scenario_menu);
  gtk_widget_class_bind_template_child (widget_class, CorWindow, scenario_bar);
  gtk_widget_class_bind_template_child (widget_class, CorWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, CorWindow, redo_button);
}

static void
cor_window_init (CorWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->selection = cor_selection_new ();
}

static void
follow (CorWindow *self, const char *signal, GCallback callback)
{
  g_signal_connect_object (self->session, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
fill_slots (CorWindow *self)
{
  GtkWidget *people = cor_people_view_new ();
  GtkWidget *search = cor_search_entry_new ();

  cor_people_view_set_session (COR_PEOPLE_VIEW (people), self->session, self->selection);
  adw_bin_set_child (self->people_slot, people);

  cor_search_entry_set_session (COR_SEARCH_ENTRY (search), self->session, self->selection);
  g_signal_connect_object (search, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "place-chosen", G_CALLBACK (place_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->search_slot, search);
}

static void
take_session (CorWindow *self, CorSession *session)
{
  CorLanguage language = cor_desk_language_get ();

  self->session = g_object_ref (session);
  follow (self, "notify::snapshot", G_CALLBACK (show_plan));
  follow (self, "notify::busy", G_CALLBACK (cor_window_update_actions));
  follow (self, "failed", G_CALLBACK (session_failed_cb));
  g_signal_connect_object (self->map, "failed", G_CALLBACK (map_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->timeline, "moved", G_CALLBACK (moment_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);

  cor_map_view_set_language (self->map, language);
  cor_map_view_set_session (self->map, session, self->selection);
  cor_sidebar_set_session (self->sidebar, session, self->selection, language);
  cor_details_set_session (self->details, session, self->selection, language);
  cor_status_bar_set_session (self->status_bar, session);
  cor_scenario_menu_set_session (self->scenario_menu, session);
  cor_scenario_bar_set_session (self->scenario_bar, session);
  cor_timeline_set_session (self->timeline, session);
  fill_slots (self);
}

/**
 * cor_window_new:
 * @application: the desk's process
 * @atlas: what ships
 * @session: (nullable): a session to go on with; %NULL makes one without a plan
 *
 * Returns: (transfer none): a window
 */
CorWindow *
cor_window_new (CorApplication *application, CorAtlas *atlas, CorSession *session)
{
  CorWindow *self = g_object_new (COR_TYPE_WINDOW, "application", application, NULL);
  g_autoptr (CorSession) taken = NULL;

  self->atlas = cor_atlas_ref (atlas);
  if (session != NULL)
    taken = g_object_ref (session);
  else
    {
      g_autoptr (GSettings) settings = g_settings_new ("org.corridors.Corridors");
      g_autofree char *officer = g_settings_get_string (settings, "officer");

      taken = cor_session_new (atlas, officer[0] != '\0' ? officer : g_get_user_name ());
    }
  cor_session_follow_planning (taken, TRUE);
  take_session (self, taken);
  cor_window_add_actions (self);
  show_plan (self);

  return self;
}

/**
 * cor_window_open_plan:
 * @self: a window without a plan
 * @path: (type filename): a plan file
 *
 * Opens a plan.
 */
void
cor_window_open_plan (CorWindow *self, const char *path)
{
  g_return_if_fail (COR_IS_WINDOW (self));

  open_plan (self, NULL, path, FALSE);
}

/* The window that a plan goes into: this one if it has none, else a new one. */
static CorWindow *
find_room (CorWindow *self)
{
  CorWindow *window;

  if (cor_session_get_snapshot (self->session) == NULL)
    return self;

  window = cor_window_new (COR_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))),
                           self->atlas, NULL);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

/**
 * cor_window_open_somewhere:
 * @self: a window
 * @path: (type filename): a plan file
 *
 * Opens a plan in this window if it has none, else in a window of its own, which goes again if the
 * plan cannot be opened.
 */
void
cor_window_open_somewhere (CorWindow *self, const char *path)
{
  CorWindow *target = find_room (self);

  open_plan (target, target != self ? self : NULL, path, FALSE);
}

/**
 * cor_window_create_plan:
 * @self: a window
 * @path: (type filename): a file that does not exist yet
 * @name: what to call the plan
 * @start_utc_s: when it begins
 *
 * Makes a plan, in this window if it has none.
 */
void
cor_window_create_plan (CorWindow *self, const char *path, const char *name, gint64 start_utc_s)
{
  CorWindow *target = find_room (self);

  cor_session_create_async (target->session, path, name, start_utc_s, NULL, created_cb,
                            opening_new (target, target != self ? self : NULL, path));
}

/**
 * cor_window_tell:
 * @self: a window
 * @text: something that worked
 *
 * Says something in passing.
 */
void
cor_window_tell (CorWindow *self, const char *text)
{
  cor_report_tell (self->toasts, text);
}

/**
 * cor_window_replace:
 * @self: a window
 *
 * Puts a window of the same plan in this one's place, made anew: in another language.
 */
void
cor_window_replace (CorWindow *self)
{
  CorWindow *next;
  int width, height;

  g_return_if_fail (COR_IS_WINDOW (self));

  next = cor_window_new (COR_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))),
                         self->atlas, self->session);
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (next), width, height);
  gtk_window_present (GTK_WINDOW (next));
  self->keeps_session = TRUE;
  gtk_window_destroy (GTK_WINDOW (self));
}
