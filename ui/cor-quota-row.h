/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-details-page.h"
#include "cor-quota.h"

G_BEGIN_DECLS

#define COR_TYPE_QUOTA_ROW (cor_quota_row_get_type ())

/**
 * CorQuotaRow:
 *
 * How many people a country takes: said in one line, edited in the lines below it.
 */
G_DECLARE_FINAL_TYPE (CorQuotaRow, cor_quota_row, COR, QUOTA_ROW, AdwExpanderRow)

GtkWidget *cor_quota_row_new (CorDetailsPage *page,
                              const CorQuota *quota) G_GNUC_WARN_UNUSED_RESULT;

void cor_quota_row_show (CorQuotaRow *self, const CorQuota *quota);

const CorId *cor_quota_row_get_id (CorQuotaRow *self);

G_END_DECLS
