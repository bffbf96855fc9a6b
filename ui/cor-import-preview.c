/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-import-preview.h"

#include "cor-rows.h"
#include "cor-words.h"

#include <glib/gi18n.h>

/* Enough to recognise a column by, few enough to be there at once. */
#define N_ROWS_SHOWN 25
#define N_COLUMNS_SHOWN 80
#define CELL_WIDTH_CHARS 28

struct _CorImportPreview
{
  GtkBox parent_instance;

  GtkLabel *summary;
  GtkLabel *encoding_label;
  GtkDropDown *encoding;
  GtkLabel *sheet_label;
  GtkDropDown *sheet;
  GtkGrid *grid;

  CorListImport *import;
  gboolean encoding_is_chosen;
  gboolean updating; /* while the choices are filled in by the program */
};

static guint read_again_signal;

G_DEFINE_FINAL_TYPE (CorImportPreview, cor_import_preview, GTK_TYPE_BOX)

/* A number alone would be turned around in a right-to-left window. */
static char *
protect_numbers (const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_isalpha (g_utf8_get_char (c)))
      return g_strdup (text);

  return text[0] != '\0' ? cor_isolate (text) : g_strdup (text);
}

static GtkWidget *
make_cell (const char *text, gboolean is_heading)
{
  g_autofree char *line = g_strdelimit (protect_numbers (text), "\n\r\t", ' ');
  GtkWidget *label = gtk_label_new (line);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), CELL_WIDTH_CHARS);
  if (is_heading)
    gtk_widget_add_css_class (label, "heading");

  return label;
}

static GtkStringList *
list_fields (void)
{
  GtkStringList *fields = gtk_string_list_new (NULL);

  for (guint i = 0; i < COR_N_FIELDS; i++)
    gtk_string_list_append (fields, cor_words_field ((CorField) i));

  return fields;
}

static void
field_chosen_cb (GtkDropDown *chooser, GParamSpec *pspec, gpointer user_data)
{
  CorImportPreview *self = user_data;
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chooser), "column"));

  cor_list_import_set_field (self->import, column, (CorField) gtk_drop_down_get_selected (chooser));
}

static GtkWidget *
make_chooser (CorImportPreview *self, guint column, GtkStringList *fields)
{
  GtkWidget *chooser = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (fields)), NULL);
  const char *heading = cor_list_import_get_heading (self->import, column);
  g_autofree char *label = g_strdup_printf (_ ("Column “%s” is"), heading);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (chooser),
                              cor_list_import_get_field (self->import, column));
  cor_rows_name_drop_down (GTK_DROP_DOWN (chooser), label);
  g_object_set_data (G_OBJECT (chooser), "column", GUINT_TO_POINTER (column));
  g_signal_connect_object (chooser, "notify::selected", G_CALLBACK (field_chosen_cb), self, 0);

  return chooser;
}

static void
fill_grid (CorImportPreview *self)
{
  guint n_columns = MIN (cor_list_import_get_n_columns (self->import), N_COLUMNS_SHOWN);
  guint n_rows = MIN (cor_list_import_get_n_rows (self->import), N_ROWS_SHOWN);
  g_autoptr (GtkStringList) fields = list_fields ();
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);

  for (guint i = 0; i < n_columns; i++)
    {
      gtk_grid_attach (self->grid, make_cell (cor_list_import_get_heading (self->import, i), TRUE),
                       (int) i, 0, 1, 1);
      gtk_grid_attach (self->grid, make_chooser (self, i, fields), (int) i, 1, 1, 1);
      for (guint j = 0; j < n_rows; j++)
        gtk_grid_attach (self->grid,
                         make_cell (cor_list_import_get_cell (self->import, j, i), FALSE), (int) i,
                         (int) j + 2, 1, 1);
    }
}

static void
fill_encodings (CorImportPreview *self)
{
  const char *const *encodings = cor_list_import_get_encodings ();
  const char *used = cor_list_import_get_encoding (self->import);
  gboolean is_workbook = cor_list_import_get_sheets (self->import) != NULL;
  g_autofree char *found = g_strdup_printf (_ ("Recognised: %s"), used);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (list, self->encoding_is_chosen ? _ ("Recognise") : found);
  for (guint i = 0; encodings[i] != NULL; i++)
    {
      gtk_string_list_append (list, encodings[i]);
      if (self->encoding_is_chosen && g_ascii_strcasecmp (encodings[i], used) == 0)
        selected = i + 1;
    }

  gtk_drop_down_set_model (self->encoding, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->encoding, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->encoding), !is_workbook);
  gtk_widget_set_visible (GTK_WIDGET (self->encoding_label), !is_workbook);
}

static void
fill_sheets (CorImportPreview *self)
{
  const char *const *sheets = cor_list_import_get_sheets (self->import);
  const char *used = cor_list_import_get_sheet (self->import);
  g_autoptr (GtkStringList) list = gtk_string_list_new (sheets);

  gtk_drop_down_set_model (self->sheet, G_LIST_MODEL (list));
  for (guint i = 0; sheets != NULL && sheets[i] != NULL; i++)
    if (g_strcmp0 (sheets[i], used) == 0)
      gtk_drop_down_set_selected (self->sheet, i);
  gtk_widget_set_visible (GTK_WIDGET (self->sheet), sheets != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->sheet_label), sheets != NULL);
}

static void
encoding_chosen_cb (CorImportPreview *self)
{
  guint selected;

  if (self->updating || self->import == NULL)
    return;

  selected = gtk_drop_down_get_selected (self->encoding);
  if (selected == GTK_INVALID_LIST_POSITION)
    return;
  self->encoding_is_chosen = selected > 0;
  cor_list_import_set_encoding (
      self->import, selected > 0 ? cor_list_import_get_encodings ()[selected - 1] : NULL);
  g_signal_emit (self, read_again_signal, 0);
}

static void
sheet_chosen_cb (CorImportPreview *self)
{
  GtkStringObject *chosen;

  if (self->updating || self->import == NULL)
    return;

  chosen = gtk_drop_down_get_selected_item (self->sheet);
  if (chosen == NULL)
    return;
  cor_list_import_set_sheet (self->import, gtk_string_object_get_string (chosen));
  g_signal_emit (self, read_again_signal, 0);
}

static void
cor_import_preview_dispose (GObject *object)
{
  CorImportPreview *self = COR_IMPORT_PREVIEW (object);

  g_clear_object (&self->import);
  gtk_widget_dispose_template (GTK_WIDGET (self), COR_TYPE_IMPORT_PREVIEW);

  G_OBJECT_CLASS (cor_import_preview_parent_class)->dispose (object);
}

static void
cor_import_preview_class_init (CorImportPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cor_import_preview_dispose;
  read_again_signal = g_signal_new ("read-again", COR_TYPE_IMPORT_PREVIEW, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/corridors/Corridors/ui/cor-import-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, CorImportPreview, summary);
  gtk_widget_class_bind_template_child (widget_class, CorImportPreview, encoding_label);
  gtk_widget_class_bind_template_child (widget_class, CorImportPreview, encoding);
  gtk_widget_class_bind_template_child (widget_class, CorImportPreview, sheet_label);
  gtk_widget_class_bind_template_child (widget_class, CorImportPreview, sheet);
  gtk_widget_class_bind_template_child (widget_class, CorImportPreview, grid);
  gtk_widget_class_bind_template_callback (widget_class, encoding_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, sheet_chosen_cb);
}

static void
cor_import_preview_init (CorImportPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cor_rows_name_drop_down (self->encoding, _ ("Encoding"));
  cor_rows_name_drop_down (self->sheet, _ ("Sheet"));
}

/**
 * cor_import_preview_show:
 * @self: a preview
 * @import: an import that was read
 *
 * Shows the first rows, and what each column is taken for, for correction.
 */
void
cor_import_preview_show (CorImportPreview *self, CorListImport *import)
{
  guint n_rows;
  g_autofree char *summary = NULL;

  g_return_if_fail (COR_IS_IMPORT_PREVIEW (self));

  g_set_object (&self->import, import);
  self->updating = TRUE;
  fill_encodings (self);
  fill_sheets (self);
  self->updating = FALSE;
  fill_grid (self);

  n_rows = cor_list_import_get_n_rows (import);
  summary = g_strdup_printf (ngettext ("%u row. Check what each column is taken for.",
                                       "%u rows. Check what each column is taken for.", n_rows),
                             n_rows);
  gtk_label_set_text (self->summary, summary);
}

/**
 * cor_import_preview_forget_choices:
 * @self: a preview
 *
 * Goes back to recognising encoding and sheet, after those chosen turned out not to be readable.
 */
void
cor_import_preview_forget_choices (CorImportPreview *self)
{
  g_return_if_fail (COR_IS_IMPORT_PREVIEW (self));

  self->encoding_is_chosen = FALSE;
  if (self->import != NULL)
    {
      cor_list_import_set_encoding (self->import, NULL);
      cor_list_import_set_sheet (self->import, NULL);
    }
}
