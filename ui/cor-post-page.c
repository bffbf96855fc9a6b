/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-post-page.h"

struct _CorPostPage
{
  CorDetailsPage parent_instance;
};

G_DEFINE_FINAL_TYPE (CorPostPage, cor_post_page, COR_TYPE_DETAILS_PAGE)

static const char *
cor_post_page_refresh (CorDetailsPage *page)
{
  return "";
}

static void
cor_post_page_class_init (CorPostPageClass *klass)
{
  COR_DETAILS_PAGE_CLASS (klass)->refresh = cor_post_page_refresh;
}

static void
cor_post_page_init (CorPostPage *self)
{
}
