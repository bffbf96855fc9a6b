/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-person-page.h"

struct _CorPersonPage
{
  CorDetailsPage parent_instance;
};

G_DEFINE_FINAL_TYPE (CorPersonPage, cor_person_page, COR_TYPE_DETAILS_PAGE)

static const char *
cor_person_page_refresh (CorDetailsPage *page)
{
  return "";
}

static void
cor_person_page_class_init (CorPersonPageClass *klass)
{
  COR_DETAILS_PAGE_CLASS (klass)->refresh = cor_person_page_refresh;
}

static void
cor_person_page_init (CorPersonPage *self)
{
}
