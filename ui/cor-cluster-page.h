/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-details-page.h"

G_BEGIN_DECLS

#define COR_TYPE_CLUSTER_PAGE (cor_cluster_page_get_type ())

/**
 * CorClusterPage:
 *
 * Details of a cluster: who, where they gather, when they leave.
 */
G_DECLARE_FINAL_TYPE (CorClusterPage, cor_cluster_page, COR, CLUSTER_PAGE, CorDetailsPage)

G_END_DECLS
