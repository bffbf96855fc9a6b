/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-sheet-code.h"

#include <qrencode.h>

/**
 * cor_sheet_code_make_payload:
 * @position: where
 *
 * Returns: (transfer full): what makes a telephone show @position on its map, whichever map that is
 */
char *
cor_sheet_code_make_payload (CorPosition position)
{
  char lat[G_ASCII_DTOSTR_BUF_SIZE], lon[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (lat, sizeof lat, "%.5f", position.lat_deg);
  g_ascii_formatd (lon, sizeof lon, "%.5f", position.lon_deg);

  return g_strconcat ("geo:", lat, ",", lon, NULL);
}

/* Runs of dark modules as one rectangle: no seams between them, and a smaller file. */
static void
trace_row (cairo_t *cr, const QRcode *code, int row, double module_pt)
{
  int begin = -1;

  for (int i = 0; i <= code->width; i++)
    {
      gboolean is_dark = i < code->width && (code->data[row * code->width + i] & 1) != 0;

      if (is_dark && begin < 0)
        begin = i;
      else if (!is_dark && begin >= 0)
        {
          cairo_rectangle (cr, begin * module_pt, row * module_pt, (i - begin) * module_pt,
                           module_pt);
          begin = -1;
        }
    }
}

/**
 * cor_sheet_code_draw:
 * @payload: what it says, at most some dozens of bytes
 * @cr: where; the code's upper left corner is its origin
 *
 * Draws a square QR code of %COR_SHEET_CODE_SIZE_PT. The caller leaves a margin around it.
 */
void
cor_sheet_code_draw (const char *payload, cairo_t *cr)
{
  QRcode *code = QRcode_encodeString8bit (payload, 0, QR_ECLEVEL_M);
  double module_pt;

  g_return_if_fail (code != NULL);

  module_pt = COR_SHEET_CODE_SIZE_PT / code->width;
  cairo_save (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_new_path (cr);
  for (int row = 0; row < code->width; row++)
    trace_row (cr, code, row, module_pt);
  cairo_set_source_rgb (cr, 0.0, 0.0, 0.0);
  cairo_fill (cr);
  cairo_restore (cr);
  QRcode_free (code);
}
