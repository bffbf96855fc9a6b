/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-cluster-page.h"

struct _CorClusterPage
{
  CorDetailsPage parent_instance;
};

G_DEFINE_FINAL_TYPE (CorClusterPage, cor_cluster_page, COR_TYPE_DETAILS_PAGE)

static const char *
cor_cluster_page_refresh (CorDetailsPage *page)
{
  return "";
}

static void
cor_cluster_page_class_init (CorClusterPageClass *klass)
{
  COR_DETAILS_PAGE_CLASS (klass)->refresh = cor_cluster_page_refresh;
}

static void
cor_cluster_page_init (CorClusterPage *self)
{
}
