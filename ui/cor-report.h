/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cor-edit.h"

G_BEGIN_DECLS

void cor_report_error (GtkWidget *widget, const char *heading, const GError *error);

void cor_report_tell (AdwToastOverlay *toasts, const char *text);

void cor_report_toast (AdwToastOverlay *toasts, const GError *error);

char *cor_report_describe_edit (CorEditKind kind, const char *subject) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
