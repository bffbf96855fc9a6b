/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "cor-selection.h"

G_BEGIN_DECLS

#define COR_TYPE_LIST_ITEM (cor_list_item_get_type ())

/**
 * CorListItem:
 *
 * A line of a side list: a thing of the plan with what to say of it. Constant.
 */
G_DECLARE_FINAL_TYPE (CorListItem, cor_list_item, COR, LIST_ITEM, GObject)

CorListItem *cor_list_item_new (CorSelectionKind kind,
                                const CorId *id,
                                const CorId *other_id,
                                const char *title,
                                const char *subtitle,
                                const char *badge) G_GNUC_WARN_UNUSED_RESULT;

CorSelectionKind cor_list_item_get_kind (CorListItem *self);

const CorId *cor_list_item_get_id (CorListItem *self);

const CorId *cor_list_item_get_other_id (CorListItem *self);

const char *cor_list_item_get_title (CorListItem *self);

const char *cor_list_item_get_subtitle (CorListItem *self);

const char *cor_list_item_get_badge (CorListItem *self);

G_END_DECLS
