/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-atlas.h"
#include "cor-result.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

#define COR_TYPE_ROUTE_WORKER (cor_route_worker_get_type ())

/**
 * CorRouteWorker:
 *
 * Recomputes routes on a thread of its own; lives on the main thread. The newest request wins: a
 * running calculation is cancelled and its late result dropped. Only drafts let a running draft
 * come to its first plan, so that a marker being dragged is followed and not outrun. It opens the
 * roads that a plan names on that thread too.
 *
 * Signals: "computed" (CorResult *, gboolean is_draft); "previewed", the same, of plans on the way
 * to that one, if they are wanted; "failed" (const GError *); "changed" when computing or its
 * progress changed; "roads-changed" when the roads did that it computes on.
 */
G_DECLARE_FINAL_TYPE (CorRouteWorker, cor_route_worker, COR, ROUTE_WORKER, GObject)

CorRouteWorker *cor_route_worker_new (CorAtlas *atlas) G_GNUC_WARN_UNUSED_RESULT;

void cor_route_worker_set_wants_previews (CorRouteWorker *self, gboolean wants_previews);

void cor_route_worker_request (CorRouteWorker *self,
                               CorSnapshot *snapshot,
                               CorResult *published,
                               CorResult *previous,
                               gboolean is_draft);

void cor_route_worker_cancel (CorRouteWorker *self);

gboolean cor_route_worker_is_computing (CorRouteWorker *self);

double cor_route_worker_get_progress (CorRouteWorker *self);

G_END_DECLS
