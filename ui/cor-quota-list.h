/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-details-page.h"

G_BEGIN_DECLS

#define COR_TYPE_QUOTA_LIST (cor_quota_list_get_type ())

/**
 * CorQuotaList:
 *
 * What the country behind a crossing takes through all its crossings together.
 */
G_DECLARE_FINAL_TYPE (CorQuotaList, cor_quota_list, COR, QUOTA_LIST, GtkBox)

void cor_quota_list_show (CorQuotaList *self, CorDetailsPage *page, const char *country);

G_END_DECLS
