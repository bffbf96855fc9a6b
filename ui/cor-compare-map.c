/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-compare-map.h"

#include "cor-desk-language.h"
#include "cor-map-layer-table.h"
#include "cor-map-view.h"
#include "cor-words.h"

#include <glib/gi18n.h>

#define SAMPLE_WIDTH_PX 42
#define SAMPLE_HEIGHT_PX 12
#define SAMPLE_LINE_PX 4.0
#define MAX_NAME_CHARS 40

struct _CorCompareMap
{
  AdwBin parent_instance;

  CorMapView *map;
  GtkLabel *meanings[COR_N_SCENE_SHADES];
  gboolean has_session;
};

G_DEFINE_FINAL_TYPE (CorCompareMap, cor_compare_map, ADW_TYPE_BIN)

static void
draw_sample (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  cor_map_set_shade (cr, is_dark ? COR_MAP_THEME_DARK : COR_MAP_THEME_LIGHT,
                     (CorSceneShade) GPOINTER_TO_UINT (user_data));
  cairo_set_line_width (cr, SAMPLE_LINE_PX);
  cairo_move_to (cr, 0.0, height / 2.0);
  cairo_line_to (cr, width, height / 2.0);
  cairo_stroke (cr);
}

static GtkWidget *
make_line (CorCompareMap *self, CorSceneShade shade)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *sample = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (sample), SAMPLE_WIDTH_PX);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (sample), SAMPLE_HEIGHT_PX);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (sample), draw_sample, GUINT_TO_POINTER (shade),
                                  NULL);
  gtk_widget_set_valign (sample, GTK_ALIGN_CENTER);
  self->meanings[shade] = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->meanings[shade], PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->meanings[shade], MAX_NAME_CHARS);
  gtk_box_append (GTK_BOX (line), sample);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->meanings[shade]));

  return line;
}

/* In the upper corner away from the buttons, over the map. */
static GtkWidget *
make_legend (CorCompareMap *self)
{
  GtkWidget *legend = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  for (guint i = 0; i < COR_N_SCENE_SHADES; i++)
    gtk_box_append (GTK_BOX (legend), make_line (self, i));
  gtk_widget_add_css_class (legend, "map-legend");
  gtk_widget_set_halign (legend, GTK_ALIGN_START);
  gtk_widget_set_valign (legend, GTK_ALIGN_START);
  gtk_widget_set_can_target (legend, FALSE);

  return legend;
}

static void
cor_compare_map_class_init (CorCompareMapClass *klass)
{
}

static void
cor_compare_map_init (CorCompareMap *self)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->map = COR_MAP_VIEW (cor_map_view_new ());
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->map));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), make_legend (self));
  adw_bin_set_child (ADW_BIN (self), overlay);
}

static void
explain (CorCompareMap *self, const char *first_name, const char *second_name)
{
  g_autofree char *first = cor_words_set_apart (first_name);
  g_autofree char *second = cor_words_set_apart (second_name);
  /* Translators: name of a plan or scenario */
  g_autofree char *more_in_first = g_strdup_printf (_ ("More people in %s"), first);
  g_autofree char *more_in_second = g_strdup_printf (_ ("More people in %s"), second);

  gtk_label_set_label (self->meanings[COR_SCENE_ALIKE], _ ("As many in both"));
  gtk_label_set_label (self->meanings[COR_SCENE_ONLY_FIRST], more_in_first);
  gtk_label_set_label (self->meanings[COR_SCENE_ONLY_SECOND], more_in_second);
}

/**
 * cor_compare_map_show:
 * @self: a map
 * @session: the plan
 * @selection: what map, lists and details are about: a click on something selects it
 * @comparison: two plans
 * @first_name: what the first is called
 * @second_name: what the second is called
 *
 * Shows where they differ.
 */
void
cor_compare_map_show (CorCompareMap *self,
                      CorSession *session,
                      CorSelection *selection,
                      const CorComparison *comparison,
                      const char *first_name,
                      const char *second_name)
{
  g_return_if_fail (COR_IS_COMPARE_MAP (self));

  explain (self, first_name, second_name);
  if (!self->has_session)
    {
      self->has_session = TRUE;
      cor_map_view_set_language (self->map, cor_desk_language_get ());
      cor_map_view_set_session (self->map, session, selection);
    }
  cor_map_view_show_comparison (self->map, comparison);
}
