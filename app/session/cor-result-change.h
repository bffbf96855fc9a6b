/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-result.h"

G_BEGIN_DECLS

/**
 * CorResultChange:
 * @cluster_id: whose way changes
 * @n_people: its people who need a movement
 * @before_id: the crossing that most of them pass before; nil: none
 * @after_id: the crossing that most of them pass after; nil: none
 * @before_min: minutes of driving there before
 * @after_min: minutes of driving there after
 * @before_unserved: people of it without a way before
 * @after_unserved: people of it without a way after
 *
 * What an edit, such as a closure, means for the people of one place.
 */
typedef struct
{
  CorId cluster_id;
  guint n_people;
  CorId before_id;
  CorId after_id;
  guint before_min;
  guint after_min;
  guint before_unserved;
  guint after_unserved;
} CorResultChange;

GArray *cor_result_find_changes (const CorResult *before,
                                 const CorResult *after) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
