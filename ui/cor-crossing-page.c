/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-crossing-page.h"

struct _CorCrossingPage
{
  CorDetailsPage parent_instance;
};

G_DEFINE_FINAL_TYPE (CorCrossingPage, cor_crossing_page, COR_TYPE_DETAILS_PAGE)

static const char *
cor_crossing_page_refresh (CorDetailsPage *page)
{
  return "";
}

static void
cor_crossing_page_class_init (CorCrossingPageClass *klass)
{
  COR_DETAILS_PAGE_CLASS (klass)->refresh = cor_crossing_page_refresh;
}

static void
cor_crossing_page_init (CorCrossingPage *self)
{
}
