/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-list-item.h"

struct _CorListItem
{
  GObject parent_instance;

  CorSelectionKind kind;
  CorId id;
  CorId other_id;
  char *title;
  char *subtitle;
  char *badge;
};

G_DEFINE_FINAL_TYPE (CorListItem, cor_list_item, G_TYPE_OBJECT)

static void
cor_list_item_finalize (GObject *object)
{
  CorListItem *self = COR_LIST_ITEM (object);

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->badge);

  G_OBJECT_CLASS (cor_list_item_parent_class)->finalize (object);
}

static void
cor_list_item_class_init (CorListItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cor_list_item_finalize;
}

static void
cor_list_item_init (CorListItem *self)
{
}

/**
 * cor_list_item_new:
 * @kind: what it is
 * @id: which one
 * @other_id: (nullable): of a corridor its crossing
 * @title: its name
 * @subtitle: (nullable): what more there is to say
 * @badge: (nullable): a number or word at the end of the line
 *
 * Returns: (transfer full): a line
 */
CorListItem *
cor_list_item_new (CorSelectionKind kind,
                   const CorId *id,
                   const CorId *other_id,
                   const char *title,
                   const char *subtitle,
                   const char *badge)
{
  CorListItem *self = g_object_new (COR_TYPE_LIST_ITEM, NULL);

  self->kind = kind;
  self->id = *id;
  self->other_id = other_id != NULL ? *other_id : COR_ID_NIL;
  self->title = g_strdup (title != NULL ? title : "");
  self->subtitle = g_strdup (subtitle != NULL ? subtitle : "");
  self->badge = g_strdup (badge != NULL ? badge : "");

  return self;
}

/**
 * cor_list_item_get_kind:
 * @self: a line
 *
 * Returns: what it is
 */
CorSelectionKind
cor_list_item_get_kind (CorListItem *self)
{
  return self->kind;
}

/**
 * cor_list_item_get_id:
 * @self: a line
 *
 * Returns: (transfer none): which one
 */
const CorId *
cor_list_item_get_id (CorListItem *self)
{
  return &self->id;
}

/**
 * cor_list_item_get_other_id:
 * @self: a line
 *
 * Returns: (transfer none): of a corridor its crossing, else nil
 */
const CorId *
cor_list_item_get_other_id (CorListItem *self)
{
  return &self->other_id;
}

/**
 * cor_list_item_get_title:
 * @self: a line
 *
 * Returns: (transfer none): its name
 */
const char *
cor_list_item_get_title (CorListItem *self)
{
  return self->title;
}

/**
 * cor_list_item_get_subtitle:
 * @self: a line
 *
 * Returns: (transfer none): what more there is to say, perhaps empty
 */
const char *
cor_list_item_get_subtitle (CorListItem *self)
{
  return self->subtitle;
}

/**
 * cor_list_item_get_badge:
 * @self: a line
 *
 * Returns: (transfer none): what stands at its end, perhaps empty
 */
const char *
cor_list_item_get_badge (CorListItem *self)
{
  return self->badge;
}
