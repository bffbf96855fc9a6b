/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closure-page.h"

struct _CorClosurePage
{
  CorDetailsPage parent_instance;
};

G_DEFINE_FINAL_TYPE (CorClosurePage, cor_closure_page, COR_TYPE_DETAILS_PAGE)

static const char *
cor_closure_page_refresh (CorDetailsPage *page)
{
  return "";
}

static void
cor_closure_page_class_init (CorClosurePageClass *klass)
{
  COR_DETAILS_PAGE_CLASS (klass)->refresh = cor_closure_page_refresh;
}

static void
cor_closure_page_init (CorClosurePage *self)
{
}
