/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-status-bar.h"

#include "cor-words.h"
#include "cor-wrap-layout.h"

#include <glib/gi18n.h>
#include <math.h>

struct _CorStatusBar
{
  GtkBox parent_instance;

  GtkLabel *people;
  GtkLabel *placed;
  GtkLabel *assigned;
  GtkLabel *unserved;
  GtkLabel *out;
  GtkLabel *clearance;
  GtkLabel *quality;
  GtkLabel *roads;
  GtkLabel *read_only;
  GtkLabel *state;
  GtkProgressBar *progress;

  CorSession *session;
};

G_DEFINE_FINAL_TYPE (CorStatusBar, cor_status_bar, GTK_TYPE_BOX)

/* What the state says: the longest decides the width, so that nothing jumps while one computes. */
static const char *const states[] = {
  N_ ("Routes are up to date"),
  N_ ("Routes are being recomputed"),
  N_ ("Routes are out of date"),
  N_ ("First routes, being improved"),
};

static void
set_count (GtkLabel *label, const char *format, guint n_people)
{
  g_autofree char *count = g_strdup_printf ("%u", n_people);
  g_autofree char *isolated = cor_isolate (count);
  g_autofree char *text = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  text = g_strdup_printf (format, isolated);
#pragma GCC diagnostic pop
  gtk_label_set_label (label, text);
}

/* What a plan that is not the best yet leaves to be gained, as somebody sees it who waits. */
static char *
dup_first_quality (const CorResult *result)
{
  gint64 later_s =
      result->objective[COR_OBJECTIVE_LAST_OUT] - result->bound[COR_OBJECTIVE_LAST_OUT];
  g_autofree char *gain = NULL;
  g_autofree char *isolated = NULL;

  /* So little is known of some first plans that it would tell an officer nothing. */
  if (2 * later_s > result->objective[COR_OBJECTIVE_LAST_OUT])
    return g_strdup (_ ("First plan: how good it is comes later"));
  if (later_s > 0)
    {
      gain = cor_words_hours (ceil ((double) later_s / COR_SECONDS_PER_HOUR));
      isolated = cor_isolate (gain);
      return g_strdup_printf (_ ("First plan: a better one could end at most %s sooner"), isolated);
    }

  if (!cor_result_has_telling_gap (result))
    {
      gain = cor_words_minutes (cor_result_get_savable_min (result));
      isolated = cor_isolate (gain);
      return g_strdup_printf (_ ("First plan: a better one could save at most %s a person"),
                              isolated);
    }

  gain = cor_words_savable (result->gap);
  isolated = cor_isolate (gain);

  return g_strdup_printf (_ ("First plan: a better one could save at most %s"), isolated);
}

/* How much a better plan could still gain. */
static void
show_quality (CorStatusBar *self)
{
  CorResult *result = cor_session_get_result (self->session);
  g_autofree char *text = NULL;

  if (result == NULL || !cor_result_is_judged (result))
    text = g_strdup ("");
  else if (result->gap <= 0.0)
    text = g_strdup (_ ("No plan is quicker"));
  else if (result->is_preview)
    text = dup_first_quality (result);
  else if (!cor_result_has_telling_gap (result))
    {
      g_autofree char *span = cor_words_minutes (cor_result_get_savable_min (result));
      g_autofree char *isolated = cor_isolate (span);

      text = g_strdup_printf (_ ("At most %s a person could still be gained"), isolated);
    }
  else
    {
      g_autofree char *percent = cor_words_savable (result->gap);
      g_autofree char *isolated = cor_isolate (percent);

      text = g_strdup_printf (_ ("At most %s could still be gained"), isolated);
    }
  gtk_label_set_label (self->quality, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->quality),
                               _ ("How many hours, of all people together, a better plan could "
                                  "at most save"));
}

static void
show_totals (CorStatusBar *self)
{
  CorSnapshot *snapshot = cor_session_get_snapshot (self->session);
  CorResult *result = cor_session_get_result (self->session);
  const CorTotals *totals = result != NULL ? &result->totals : NULL;
  g_autofree char *hours = NULL;
  g_autofree char *clearance = NULL;

  set_count (self->people, _ ("Registered: %s"),
             snapshot != NULL ? cor_snapshot_count_people (snapshot) : 0);
  set_count (self->placed, _ ("Placed: %s"), totals != NULL ? totals->n_placed : 0);
  set_count (self->assigned, _ ("Assigned: %s"), totals != NULL ? totals->n_assigned : 0);
  set_count (self->unserved, _ ("Unserved: %s"), totals != NULL ? totals->n_unserved : 0);
  set_count (self->out, _ ("Out: %s"), totals != NULL ? totals->n_out : 0);
  if (totals != NULL && totals->n_unserved > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->unserved), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->unserved), "warning");

  if (totals != NULL && totals->has_clearance)
    {
      hours = cor_words_hours (totals->clearance_h);
      clearance = g_strdup_printf (_ ("The last one is out after %s"), hours);
    }
  gtk_label_set_label (self->clearance, clearance != NULL ? clearance : "");
  show_quality (self);
}

/* Place of what to say. */
static guint
get_state (CorStatusBar *self, gboolean computing, gboolean stale)
{
  CorResult *result = cor_session_get_result (self->session);

  if (computing)
    return result != NULL && result->is_preview ? 3 : 1;

  return stale ? 2 : 0;
}

static void
show_state (CorStatusBar *self)
{
  gboolean computing = cor_session_is_computing (self->session);
  gboolean stale =
      cor_session_get_snapshot (self->session) != NULL && cor_session_is_stale (self->session);

  gtk_label_set_label (self->state, _ (states[get_state (self, computing, stale)]));
  if (stale)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "warning");
  gtk_progress_bar_set_fraction (self->progress, cor_session_get_progress (self->session));
  gtk_widget_set_opacity (GTK_WIDGET (self->progress), computing ? 1.0 : 0.0);
  gtk_widget_set_visible (GTK_WIDGET (self->read_only), cor_session_is_read_only (self->session));
}

/* The built-in roads go without saying, unless the plan wants others. */
static void
show_roads (CorStatusBar *self)
{
  const CorRoadsInUse *roads = cor_session_get_roads (self->session);
  g_autofree char *isolated = cor_isolate (roads->source);
  g_autofree char *text = NULL;

  if (roads->trouble != NULL)
    text = g_strdup (_ ("The plan's roads are not here"));
  else if (roads->path != NULL)
    text = g_strdup_printf (_ ("Roads: %s"), isolated);
  gtk_label_set_label (self->roads, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->roads), text != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->roads),
                               roads->trouble != NULL ? roads->trouble : roads->path);
  if (roads->trouble != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->roads), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->roads), "warning");
}

static void
cor_status_bar_dispose (GObject *object)
{
  CorStatusBar *self = COR_STATUS_BAR (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (cor_status_bar_parent_class)->dispose (object);
}

static void
cor_status_bar_class_init (CorStatusBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cor_status_bar_dispose;

  g_type_ensure (COR_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/corridors/Corridors/ui/cor-status-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CorStatusBar, people);
  gtk_widget_class_bind_template_child (widget_class, CorStatusBar, placed);
  gtk_widget_class_bind_template_child (widget_class, CorStatusBar, assigned);
  gtk_widget_class_bind_template_child (widget_class, CorStatusBar, unserved);
  gtk_widget_class_bind_template_child (widget_class, CorStatusBar, out);
  gtk_widget_class_bind_template_child (widget_class, CorStatusBar, clearance);
  gtk_widget_class_bind_template_child (widget_class, CorStatusBar, quality);
  gtk_widget_class_bind_template_child (widget_class, CorStatusBar, roads);
  gtk_widget_class_bind_template_child (widget_class, CorStatusBar, read_only);
  gtk_widget_class_bind_template_child (widget_class, CorStatusBar, state);
  gtk_widget_class_bind_template_child (widget_class, CorStatusBar, progress);
}

static int
measure_text (CorStatusBar *self, const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);

  return width;
}

static void
reserve_width (CorStatusBar *self)
{
  int width = 0;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    width = MAX (width, measure_text (self, _ (states[i])));
  gtk_widget_set_size_request (GTK_WIDGET (self->state), width, -1);
}

/* What the numbers count, for whoever asks at the pointer. */
static void
explain (CorStatusBar *self)
{
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->people),
                               _ ("People on all lists, with those who go with them"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->placed),
                               _ ("Of them, those of whom one knows where they are"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->assigned),
                               _ ("Those who have a way out: a road, a crossing and an hour"));
  gtk_widget_set_tooltip_text (
      GTK_WIDGET (self->unserved),
      _ ("Those who have none; the list of the unserved says why, and what would help"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->out),
                               _ ("Those who have crossed the border, or are safe"));
  gtk_widget_set_tooltip_text (
      GTK_WIDGET (self->clearance),
      _ ("From the plan's start to the end of the hour in which the last one crosses the border"));
}

static void
cor_status_bar_init (CorStatusBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  explain (self);
  reserve_width (self);
}

static void
follow (CorStatusBar *self, const char *signal, GCallback callback)
{
  g_signal_connect_object (self->session, signal, callback, self, G_CONNECT_SWAPPED);
}

/**
 * cor_status_bar_set_session:
 * @self: a status line
 * @session: the plan to tell of
 *
 * Follows a plan. To be called once.
 */
void
cor_status_bar_set_session (CorStatusBar *self, CorSession *session)
{
  g_return_if_fail (COR_IS_STATUS_BAR (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  follow (self, "notify::snapshot", G_CALLBACK (show_totals));
  follow (self, "notify::result", G_CALLBACK (show_totals));
  follow (self, "notify::stale", G_CALLBACK (show_state));
  follow (self, "notify::computing", G_CALLBACK (show_state));
  follow (self, "notify::progress", G_CALLBACK (show_state));
  follow (self, "notify::read-only", G_CALLBACK (show_state));
  follow (self, "notify::roads", G_CALLBACK (show_roads));
  show_totals (self);
  show_roads (self);
  show_state (self);
}
