/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Rows of the details' groups. */

AdwPreferencesGroup *cor_rows_add_group (GtkBox *page, const char *title);

AdwActionRow *cor_rows_add_fact (AdwPreferencesGroup *group, const char *title, const char *value);

AdwActionRow *cor_rows_add_link (AdwPreferencesGroup *group,
                                 const char *title,
                                 const char *subtitle,
                                 const char *badge);

AdwEntryRow *cor_rows_new_entry (const char *title);

AdwEntryRow *cor_rows_add_entry (AdwPreferencesGroup *group, const char *title);

GtkButton *
cor_rows_add_button (AdwPreferencesGroup *group, const char *label, gboolean destructive);

AdwComboRow *cor_rows_new_choice (const char *title, const char *const *choices);

AdwComboRow *
cor_rows_add_choice (AdwPreferencesGroup *group, const char *title, const char *const *choices);

GtkSwitch *cor_rows_add_switch (AdwPreferencesGroup *group, const char *title);

GtkCheckButton *cor_rows_add_check (AdwPreferencesGroup *group, const char *title);

gboolean cor_rows_get_limit (AdwEntryRow *row, guint max, guint *limit);

void cor_rows_set_limit (AdwEntryRow *row, guint limit);

gboolean
cor_rows_get_span (AdwEntryRow *from, AdwEntryRow *until, gint64 *from_utc_s, gint64 *until_utc_s);

void
cor_rows_set_span (AdwEntryRow *from, AdwEntryRow *until, gint64 from_utc_s, gint64 until_utc_s);

gboolean cor_rows_get_number (AdwEntryRow *row, guint min, guint max, guint *number);

void cor_rows_set_number (AdwEntryRow *row, guint number);

void cor_rows_set_fact (AdwActionRow *row, const char *value);

void cor_rows_make_left_to_right (AdwEntryRow *row);

void cor_rows_set_entry (AdwEntryRow *row, const char *text);

char *cor_rows_get_entry (AdwEntryRow *row) G_GNUC_WARN_UNUSED_RESULT;

void cor_rows_take_entry (AdwEntryRow *row, char **text);

void cor_rows_mark_wrong (AdwEntryRow *row, gboolean wrong);

void cor_rows_lock (GtkWidget *root);

void cor_rows_name_lists (GtkWidget *page, const char *title);

void cor_rows_name_drop_down (GtkDropDown *drop_down, const char *name);

void cor_rows_clear (AdwPreferencesGroup *group, GPtrArray *rows);

G_END_DECLS
