/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-sheets-private.h"

#include "cor-error.h"
#include "cor-private-file.h"
#include "cor-time.h"

#include <cairo-pdf.h>

static cairo_status_t
write_cb (void *closure, const unsigned char *bytes, unsigned int n_bytes)
{
  g_byte_array_append (closure, bytes, n_bytes);

  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
create_surface (CorSheets *self, GByteArray *bytes)
{
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (write_cb, bytes, self->width_pt, self->height_pt);
  g_autofree char *time = cor_time_format_utc (self->printed_utc_s);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, self->stamp);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Corridors");
  /* Its own clock would make two equal prints differ. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, time);

  return surface;
}

static gboolean
draw_pages (CorSheets *self, cairo_surface_t *surface, CorProgress *progress, GError **error)
{
  cairo_t *cr = cairo_create (surface);
  gboolean goes_on = TRUE;

  for (guint i = 0; i < self->pages->len && goes_on; i++)
    {
      goes_on =
          cor_progress_report (progress, "Drawing sheets", (double) i / self->pages->len, error);
      if (goes_on)
        {
          cor_sheets_draw_page (self, cr, i);
          cairo_show_page (cr);
        }
    }
  cairo_destroy (cr);

  return goes_on;
}

/**
 * cor_sheets_write_pdf:
 * @self: sheets
 * @path: (type filename): where to write
 * @progress: (nullable): told how far it is
 * @error: (nullable): set when the sheets do not add up, or the disk refuses
 *
 * Writes all pages as a PDF file that only its owner can read; the old file stays until the new one
 * is whole. Needs no display; any thread may call it.
 *
 * Returns: whether the file was written
 */
gboolean
cor_sheets_write_pdf (CorSheets *self, const char *path, CorProgress *progress, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  gboolean drawn;

  if (!cor_sheets_check (self, error))
    return FALSE;

  surface = create_surface (self, bytes);
  drawn = draw_pages (self, surface, progress, error);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (!drawn)
    return FALSE;
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_FAILED, "The sheets could not be drawn: %s.",
                   cairo_status_to_string (status));
      return FALSE;
    }

  return cor_private_file_write (path, bytes->data, bytes->len, error);
}
