/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-print-preview.h"

#include <glib/gi18n.h>

/* Pixels to a point: small print stays legible. */
#define SCALE 1.2

struct _CorPrintPreview
{
  AdwWindow parent_instance;

  GtkSpinButton *page;
  GtkLabel *n_pages;
  GtkDrawingArea *paper;

  CorSheets *sheets;
};

G_DEFINE_FINAL_TYPE (CorPrintPreview, cor_print_preview, ADW_TYPE_WINDOW)

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  CorPrintPreview *self = user_data;
  guint page = (guint) gtk_spin_button_get_value_as_int (self->page);

  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_paint (cr);
  if (page < 1 || page > cor_sheets_get_n_pages (self->sheets))
    return;
  cairo_scale (cr, SCALE, SCALE);
  cairo_set_source_rgb (cr, 0.0, 0.0, 0.0);
  cor_sheets_draw_page (self->sheets, cr, page - 1);
}

static void
page_changed_cb (CorPrintPreview *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self->paper));
}

static void
back_cb (CorPrintPreview *self)
{
  gtk_spin_button_spin (self->page, GTK_SPIN_STEP_BACKWARD, 1);
}

static void
forward_cb (CorPrintPreview *self)
{
  gtk_spin_button_spin (self->page, GTK_SPIN_STEP_FORWARD, 1);
}

static gboolean
turn_page_cb (GtkWidget *widget, GVariant *steps, gpointer user_data)
{
  CorPrintPreview *self = COR_PRINT_PREVIEW (widget);

  if (g_variant_get_int32 (steps) > 0)
    forward_cb (self);
  else
    back_cb (self);

  return TRUE;
}

static void
cor_print_preview_finalize (GObject *object)
{
  g_clear_pointer (&COR_PRINT_PREVIEW (object)->sheets, cor_sheets_unref);

  G_OBJECT_CLASS (cor_print_preview_parent_class)->finalize (object);
}

static void
cor_print_preview_class_init (CorPrintPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cor_print_preview_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/corridors/Corridors/ui/cor-print-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, CorPrintPreview, page);
  gtk_widget_class_bind_template_child (widget_class, CorPrintPreview, n_pages);
  gtk_widget_class_bind_template_child (widget_class, CorPrintPreview, paper);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, forward_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Up, 0, turn_page_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Down, 0, turn_page_cb, "i", 1);
}

static void
cor_print_preview_init (CorPrintPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cor_print_preview_present:
 * @parent: the plan's window
 * @sheets: (transfer none): what would be printed
 *
 * Shows sheets.
 */
void
cor_print_preview_present (GtkWindow *parent, CorSheets *sheets)
{
  CorPrintPreview *self = g_object_new (COR_TYPE_PRINT_PREVIEW, "transient-for", parent,
                                        "destroy-with-parent", TRUE, NULL);
  guint n_pages = cor_sheets_get_n_pages (sheets);
  g_autofree char *of = g_strdup_printf (_ ("of %u"), n_pages);
  double width_pt;
  double height_pt;

  self->sheets = cor_sheets_ref (sheets);
  cor_sheets_get_page_size (sheets, &width_pt, &height_pt);
  gtk_drawing_area_set_content_width (self->paper, (int) (width_pt * SCALE));
  gtk_drawing_area_set_content_height (self->paper, (int) (height_pt * SCALE));
  gtk_drawing_area_set_draw_func (self->paper, draw_cb, self, NULL);
  gtk_spin_button_set_range (self->page, 1.0, MAX (n_pages, 1));
  gtk_label_set_label (self->n_pages, of);
  gtk_window_present (GTK_WINDOW (self));
}
