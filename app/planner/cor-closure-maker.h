/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-agreed-corridor.h"
#include "cor-closure-shape.h"
#include "cor-network.h"
#include "cor-plan.h"

G_BEGIN_DECLS

CorClosureShape *cor_closure_make_shape (const CorClosure *closure,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorClosureShape *cor_closure_make_lane_shape (const CorClosure *closure,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorClosureShape *cor_closure_make_corridor_shape (const CorAgreedCorridor *corridor,
                                                  CorNetwork *network) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_closure_limits_entering (const CorClosure *closure);

gboolean cor_closure_is_limit (const CorClosure *closure);

gboolean cor_closure_lets_nobody_pass (const CorClosure *closure);

G_END_DECLS
