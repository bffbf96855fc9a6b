/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-corridor-page.h"

struct _CorCorridorPage
{
  CorDetailsPage parent_instance;
};

G_DEFINE_FINAL_TYPE (CorCorridorPage, cor_corridor_page, COR_TYPE_DETAILS_PAGE)

static const char *
cor_corridor_page_refresh (CorDetailsPage *page)
{
  return "";
}

static void
cor_corridor_page_class_init (CorCorridorPageClass *klass)
{
  COR_DETAILS_PAGE_CLASS (klass)->refresh = cor_corridor_page_refresh;
}

static void
cor_corridor_page_init (CorCorridorPage *self)
{
}
