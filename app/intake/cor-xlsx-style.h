/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-xlsx-package.h"

G_BEGIN_DECLS

/**
 * CorXlsxStyle:
 * @is_date: whether a number in it is a day
 * @n_digits: a number in it is shown with at least so many digits, 0: as it is
 *
 * How a cell shows a number.
 */
typedef struct
{
  gboolean is_date;
  guint n_digits;
} CorXlsxStyle;

GArray *cor_xlsx_styles_read (CorXlsxPackage *package,
                              const char *part,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

char *cor_xlsx_style_format (const CorXlsxStyle *style,
                             const char *value,
                             gboolean from_1904) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
