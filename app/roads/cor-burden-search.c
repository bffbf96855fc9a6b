/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-burden-search.h"

#include "cor-potential.h"
#include "cor-router-private.h"

/*
 * Two things count, a burden and the time: a search for all ways to a node that are not worse than
 * another in both, from the place of arrival against the arcs, by the clock. Ways are looked at in
 * order of the least burden that they can come to, of equal ones in order of time, so that one that
 * comes to a node after another can be better in time only: one number a node tells whether it is
 * (Hernández Ulloa, Yeoh, Baier, Zhang, Suazo, Koenig: A simple and fast bi-objective search
 * algorithm, 2020; with a limit of time: Ahmadi, Tack, Harabor, Kilby: Weight constrained path
 * finding with bidirectional A*, 2022). What is left to the source is told by two plain searches
 * from there, or by two hierarchies that are weighed once. Whoever leaves a node later is never
 * worse off, for one may wait; where the burden depends on the time that need not be so, and the
 * way found may not be the best.
 */

/* Ways to nodes that are looked at before the search gives up to look at all, and has ways that are
 * hardly quicker than another be beaten by it: by this part of the time that there is. */
#define MAX_LABELS 500000u
#define COARSE_PART 64u

#define LABELS_PER_CHECK 512u

/* Arcs that are weighed between two looks at whether to stop. */
#define ARCS_PER_CHECK 65536u

#define NO_LABEL G_MAXUINT32

#define MS_PER_SECOND 1000

/* A way from a node to the target. The clock counts milliseconds before the arrival. */
typedef struct
{
  guint32 node; /* COR_ROAD_NONE: the source itself */
  guint32 arc;  /* driven from there; the first and the last may be driven in part, or none */
  guint32 next; /* the way that goes on from there */
  guint32 clock_ms;
  guint32 burden;
} Label;

typedef struct
{
  guint64 key; /* the burden that it comes to at least, then the time */
  guint32 label;
} Waiting;

struct _CorBurdenSearch
{
  CorRouter *router;
  CorNetwork *network;
  const CorBurden *burden;
  guint32
      *arc_least; /* by arc: the least burden of all of it; unreachable if it cannot be driven */
  CorTimedSearch *timed; /* for driving by the clock only */

  /* What lies between the source and a node at least: with a hierarchy, or without. */
  CorMetric *time_metric;
  CorMetric *burden_metric;
  CorPotential *time_left;
  CorPotential *burden_left;
  CorDijkstra *quickest;
  CorDijkstra *lightest;

  CorSnap source;
  CorSnap target;
  gboolean has_source;
  CorBurdenWish wish;
  guint32 *clock_ms; /* by node: the latest departure of all ways that were looked at */
  guint32 *seen_in;
  guint32 search;
  GArray *labels;    /* Label */
  GArray *waiting;   /* Waiting, a heap with the least first */
  guint32 found;     /* the label of the best way */
  guint32 coarse_ms; /* ways that are so little quicker are beaten, too */
  gboolean gave_up;
};

/* Weighs the hierarchies that tell what lies between two places at least. */
static gboolean
make_potentials (CorBurdenSearch *self, CorHalt *halt)
{
  guint n_threads = cor_router_get_n_threads (self->router);

  self->time_metric = cor_metric_new (self->network, self->router->open_ms, FALSE);
  self->burden_metric = cor_metric_new (self->network, self->arc_least, FALSE);
  if (!cor_metric_customize_until (self->time_metric, n_threads, halt) ||
      !cor_metric_customize_until (self->burden_metric, n_threads, halt))
    return FALSE;

  self->time_left = cor_potential_new (self->time_metric);
  self->burden_left = cor_potential_new (self->burden_metric);

  return TRUE;
}

static gboolean
weigh_arcs (CorBurdenSearch *self, CorHalt *halt)
{
  const CorNetwork *network = self->network;

  for (guint32 arc = 0; arc < network->n_arcs; arc++)
    {
      if (arc % ARCS_PER_CHECK == 0 && !cor_halt_goes_on (halt))
        return FALSE;
      self->arc_least[arc] = self->router->open_ms[arc] < COR_TRAVEL_UNREACHABLE
                                 ? self->burden->least[cor_network_arc_leg (network, arc)]
                                 : COR_TRAVEL_UNREACHABLE;
    }

  return TRUE;
}

/**
 * cor_burden_search_new:
 * @router: a router; it must outlive the search, and keep its pace
 * @burden: what ways are to carry little of; it must outlive the search
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Returns: (transfer full) (nullable): a search for ways
 */
CorBurdenSearch *
cor_burden_search_new (CorRouter *router,
                       const CorBurden *burden,
                       CorProgress *progress,
                       GError **error)
{
  g_autoptr (CorBurdenSearch) self = g_new0 (CorBurdenSearch, 1);
  CorNetwork *network = router->network;
  CorHalt halt = cor_halt_make (progress);

  self->router = router;
  self->network = cor_network_ref (network);
  self->burden = burden;
  self->timed = cor_timed_search_new (network, router->vehicle);
  self->arc_least = g_new (guint32, network->n_arcs + 1);
  self->clock_ms = g_new (guint32, network->n_nodes + 1);
  self->seen_in = g_new0 (guint32, network->n_nodes + 1);
  self->labels = g_array_new (FALSE, FALSE, sizeof (Label));
  self->waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));
  self->found = NO_LABEL;
  if (!weigh_arcs (self, &halt) || (network->cch_parent != NULL && !make_potentials (self, &halt)))
    {
      cor_progress_check (progress, error);
      return NULL;
    }
  if (network->cch_parent == NULL)
    {
      self->quickest = cor_dijkstra_new (network);
      self->lightest = cor_dijkstra_new (network);
    }

  return g_steal_pointer (&self);
}

/**
 * cor_burden_search_free:
 * @self: (transfer full): a search
 *
 * Frees @self.
 */
void
cor_burden_search_free (CorBurdenSearch *self)
{
  g_clear_pointer (&self->quickest, cor_dijkstra_free);
  g_clear_pointer (&self->lightest, cor_dijkstra_free);
  g_clear_pointer (&self->time_left, cor_potential_free);
  g_clear_pointer (&self->burden_left, cor_potential_free);
  g_clear_pointer (&self->time_metric, cor_metric_free);
  g_clear_pointer (&self->burden_metric, cor_metric_free);
  cor_timed_search_free (self->timed);
  cor_network_unref (self->network);
  g_array_unref (self->labels);
  g_array_unref (self->waiting);
  g_free (self->arc_least);
  g_free (self->clock_ms);
  g_free (self->seen_in);
  g_free (self);
}

/* What the part of a leg between a place and the end of an arc that it is left by, or the begin of
 * one that it is entered by, weighs at least. */
static guint32
get_least_part (const CorBurdenSearch *self, const CorSnap *snap, const CorSnapEnd *end)
{
  guint32 to;

  if (end->arc == COR_ROAD_NONE)
    return 0;
  to = cor_router_part_end (self->router, end->arc);

  return cor_snap_part (self->burden->least[snap->leg],
                        MAX (to, snap->along) - MIN (to, snap->along));
}

/* What lies behind the source, told once for all targets. */
static void
look_from_source (CorBurdenSearch *self, const CorSnap *source)
{
  CorSnapEnd ends[COR_SNAP_MAX_ENDS];
  guint n_ends = cor_snap_list_leaving (self->network, self->router->open_ms, source, ends);

  if (self->has_source && self->source.leg == source->leg && self->source.node == source->node &&
      self->source.along == source->along && self->source.connector_ms == source->connector_ms)
    return;

  self->source = *source;
  self->has_source = TRUE;
  if (self->quickest != NULL)
    {
      cor_dijkstra_start (self->quickest);
      cor_dijkstra_start (self->lightest);
    }
  else
    {
      cor_potential_start (self->time_left, TRUE);
      cor_potential_start (self->burden_left, TRUE);
    }
  for (guint i = 0; i < n_ends; i++)
    {
      guint32 time_ms = cor_cost_time_ms (ends[i].cost);
      guint32 burden = get_least_part (self, source, &ends[i]);

      if (time_ms >= COR_TRAVEL_UNREACHABLE)
        continue;
      if (self->quickest != NULL)
        {
          cor_dijkstra_add_start (self->quickest, ends[i].node, cor_cost (time_ms, 0));
          cor_dijkstra_add_start (self->lightest, ends[i].node, cor_cost (burden, 0));
        }
      else
        {
          cor_potential_add_place (self->time_left, ends[i].node, time_ms);
          cor_potential_add_place (self->burden_left, ends[i].node, burden);
        }
    }
  if (self->quickest != NULL)
    {
      cor_dijkstra_run (self->quickest, self->router->open_ms, FALSE, NULL, 0);
      cor_dijkstra_run (self->lightest, self->arc_least, FALSE, NULL, 0);
    }
}

static guint32
get_time_left_ms (const CorBurdenSearch *self, guint32 node)
{
  return self->quickest != NULL ? cor_cost_time_ms (cor_dijkstra_get_cost (self->quickest, node))
                                : cor_potential_get_ms (self->time_left, node);
}

static guint32
get_burden_left (const CorBurdenSearch *self, guint32 node)
{
  return self->lightest != NULL ? cor_cost_time_ms (cor_dijkstra_get_cost (self->lightest, node))
                                : cor_potential_get_ms (self->burden_left, node);
}

/* Of equal keys the way that was found first. */
static gboolean
is_sooner (const Waiting *a, const Waiting *b)
{
  return a->key != b->key ? a->key < b->key : a->label < b->label;
}

static void
push (GArray *heap, Waiting added)
{
  guint place = heap->len;
  Waiting *items;

  g_array_append_val (heap, added);
  items = (Waiting *) (gpointer) heap->data;
  for (; place > 0 && is_sooner (&added, &items[(place - 1) / 2]); place = (place - 1) / 2)
    items[place] = items[(place - 1) / 2];
  items[place] = added;
}

static Waiting
pop (GArray *heap)
{
  Waiting *items = (Waiting *) (gpointer) heap->data;
  Waiting first = items[0], last = items[heap->len - 1];
  guint n_items = heap->len - 1, place = 0;

  g_array_set_size (heap, n_items);
  while (2 * place + 1 < n_items)
    {
      guint child = 2 * place + 1;

      if (child + 1 < n_items && is_sooner (&items[child + 1], &items[child]))
        child++;
      if (is_sooner (&last, &items[child]))
        break;
      items[place] = items[child];
      place = child;
    }
  if (n_items > 0)
    items[place] = last;

  return first;
}

static gboolean
is_beaten (const CorBurdenSearch *self, guint32 node, guint32 clock_ms)
{
  return self->seen_in[node] == self->search &&
         self->clock_ms[node] <= (guint64) clock_ms + self->coarse_ms;
}

/* Notes a way from a node, unless it cannot be of use. */
static void
reach (CorBurdenSearch *self, const Label *label)
{
  guint32 time_ms = 0, burden = 0;
  Waiting added;

  if (label->node != COR_ROAD_NONE)
    {
      if (is_beaten (self, label->node, label->clock_ms))
        return;
      time_ms = get_time_left_ms (self, label->node);
      burden = get_burden_left (self, label->node);
    }
  if (time_ms >= COR_TRAVEL_UNREACHABLE || burden >= COR_TRAVEL_UNREACHABLE ||
      (guint64) label->clock_ms + time_ms > self->wish.within_ms ||
      (guint64) label->burden + burden > self->wish.most)
    return;

  added.key = cor_cost (label->burden + burden, label->clock_ms + time_ms);
  added.label = self->labels->len;
  g_array_append_vals (self->labels, label, 1);
  push (self->waiting, added);
}

/* Drives an arc, or a part of it, against its direction, in front of a way. */
static gboolean
drive_before (CorBurdenSearch *self, guint32 arc, guint32 along_from, guint32 along_to, Label *way)
{
  gint64 arrive_utc_ms = self->wish.arrive_utc_s * MS_PER_SECOND;
  guint32 after_ms, wait_ms;
  guint64 burden = way->burden;

  if (!cor_timed_search_drive (self->timed, arc, along_from, along_to, COR_WAIT_ANYWHERE,
                               way->clock_ms, &after_ms, &wait_ms))
    return FALSE;
  burden += cor_burden_get (self->burden, cor_network_arc_leg (self->network, arc), along_from,
                            along_to, arrive_utc_ms - after_ms, arrive_utc_ms - way->clock_ms);
  if (burden >= COR_TRAVEL_UNREACHABLE)
    return FALSE;
  way->clock_ms = after_ms;
  way->burden = (guint32) burden;

  return TRUE;
}

static void
start_at_target (CorBurdenSearch *self)
{
  CorSnapEnd ends[COR_SNAP_MAX_ENDS];
  guint n_ends = cor_snap_list_arriving (self->network, self->router->open_ms, &self->target, ends);

  for (guint i = 0; i < n_ends; i++)
    {
      Label way = { ends[i].node, ends[i].arc, NO_LABEL, self->target.connector_ms, 0 };

      if (ends[i].arc == COR_ROAD_NONE ||
          drive_before (self, ends[i].arc,
                        COR_SNAP_WHOLE_LEG - cor_router_part_end (self->router, ends[i].arc),
                        self->target.along, &way))
        reach (self, &way);
    }
}

/* If a way begins where the source can get to, it is a way from the source. */
static void
end_at_source (CorBurdenSearch *self, guint32 label)
{
  CorSnapEnd ends[COR_SNAP_MAX_ENDS];
  guint n_ends = cor_snap_list_leaving (self->network, self->router->open_ms, &self->source, ends);

  for (guint i = 0; i < n_ends; i++)
    {
      Label way = g_array_index (self->labels, Label, label);

      if (ends[i].node != way.node)
        continue;
      way.node = COR_ROAD_NONE;
      way.arc = ends[i].arc;
      way.next = label;
      if (way.arc != COR_ROAD_NONE &&
          !drive_before (self, way.arc, self->source.along,
                         cor_router_part_end (self->router, way.arc), &way))
        continue;
      way.clock_ms += MIN (self->source.connector_ms, COR_TRAVEL_UNREACHABLE - way.clock_ms);
      reach (self, &way);
    }
}

static void
go_on_from (CorBurdenSearch *self, guint32 label)
{
  const CorNetwork *network = self->network;
  guint32 node = g_array_index (self->labels, Label, label).node;

  end_at_source (self, label);
  for (guint32 i = network->first_in[node]; i < network->first_in[node + 1]; i++)
    {
      guint32 arc = network->in_arc[i];
      guint32 end = cor_router_part_end (self->router, arc);
      Label way = g_array_index (self->labels, Label, label);

      way.node = network->arc_tail[arc];
      way.arc = arc;
      way.next = label;
      if (drive_before (self, arc, COR_SNAP_WHOLE_LEG - end, end, &way))
        reach (self, &way);
    }
}

/* A way from the source: those that carry more than what counts as alike are of no use now. */
static void
note_way (CorBurdenSearch *self, guint32 label)
{
  guint64 burden = g_array_index (self->labels, Label, label).burden;
  guint64 unit = self->wish.unit, alike;

  if (self->found == NO_LABEL)
    {
      alike = burden + burden * self->wish.more_permille / 1000;
      alike = (alike + unit - 1) / unit * unit;
      self->wish.most = (guint32) MIN (self->wish.most, alike);
    }
  self->wish.within_ms = g_array_index (self->labels, Label, label).clock_ms;
  self->found = label;
}

static void
settle (CorBurdenSearch *self, guint32 label)
{
  Label way = g_array_index (self->labels, Label, label);

  if (way.node == COR_ROAD_NONE)
    {
      if (self->found == NO_LABEL || way.clock_ms < self->wish.within_ms)
        note_way (self, label);
      return;
    }
  if (is_beaten (self, way.node, way.clock_ms))
    return;
  self->seen_in[way.node] = self->search;
  self->clock_ms[way.node] = way.clock_ms;
  go_on_from (self, label);
}

static void
start (CorBurdenSearch *self, const CorSnap *source, const CorSnap *target)
{
  look_from_source (self, source);
  self->target = *target;
  self->search++;
  self->found = NO_LABEL;
  self->gave_up = FALSE;
  self->coarse_ms = 0;
  g_array_set_size (self->labels, 0);
  g_array_set_size (self->waiting, 0);
  cor_timed_search_start (self->timed, self->router->open_ms, self->router->closures,
                          self->wish.arrive_utc_s, TRUE, FALSE);
}

/* Who stands on the leg where they want to be has no other way worth looking for. */
static gboolean
are_on_one_leg (const CorBurdenSearch *self)
{
  guint32 arc = COR_ROAD_NONE;

  return cor_snap_find_direct (self->network, self->router->open_ms, &self->source, &self->target,
                               &arc) < COR_COST_UNREACHABLE;
}

/* Returns FALSE if it was stopped. */
static gboolean
look_at_ways (CorBurdenSearch *self, CorProgress *progress, GError **error)
{
  guint max_looks = self->wish.max_looks > 0 ? self->wish.max_looks : MAX_LABELS;

  start_at_target (self);
  for (guint n_looked = 0; self->waiting->len > 0; n_looked++)
    {
      Waiting next = pop (self->waiting);

      /* All that wait come to as much or more. */
      if (next.key >> 32 > self->wish.most)
        break;
      if (self->labels->len > max_looks)
        {
          self->gave_up = TRUE;
          break;
        }
      if (n_looked % LABELS_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return FALSE;
      settle (self, next.label);
    }

  return TRUE;
}

/**
 * cor_burden_search_run:
 * @self: a search
 * @source: the place to leave
 * @target: the place to reach
 * @wish: which way is looked for
 * @progress: (nullable): asked whether to go on
 * @error: (nullable): set when it was stopped
 *
 * Looks, under the router's closures by the clock, for the way with the least burden of those that
 * can be left late enough and are there in time; of ways that are alike for the one that is left
 * last. Between places on one leg it looks for none. Where there is too much to look at it looks
 * again, less closely.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_burden_search_run (CorBurdenSearch *self,
                       const CorSnap *source,
                       const CorSnap *target,
                       const CorBurdenWish *wish,
                       CorProgress *progress,
                       GError **error)
{
  self->wish = *wish;
  start (self, source, target);
  if (are_on_one_leg (self))
    return TRUE;

  if (!look_at_ways (self, progress, error))
    return FALSE;
  if (!self->gave_up || self->found != NO_LABEL)
    return TRUE;

  self->wish = *wish;
  start (self, source, target);
  self->coarse_ms = wish->within_ms / COARSE_PART;
  if (!look_at_ways (self, progress, error))
    return FALSE;
  self->gave_up = TRUE;

  return TRUE;
}

/**
 * cor_burden_search_has_way:
 * @self: a search that was run
 *
 * Returns: whether it found a way
 */
gboolean
cor_burden_search_has_way (const CorBurdenSearch *self)
{
  return self->found != NO_LABEL;
}

/**
 * cor_burden_search_gave_up:
 * @self: a search that was run
 *
 * Returns: whether there was too much to look at, so that there may be a better way
 */
gboolean
cor_burden_search_gave_up (const CorBurdenSearch *self)
{
  return self->gave_up;
}

/**
 * cor_burden_search_get_before_ms:
 * @self: a search that found a way
 *
 * Returns: how long before the arrival one must leave at the latest, in milliseconds
 */
guint32
cor_burden_search_get_before_ms (const CorBurdenSearch *self)
{
  return g_array_index (self->labels, Label, self->found).clock_ms;
}

/**
 * cor_burden_search_get_burden:
 * @self: a search that found a way
 *
 * Returns: the burden of whoever leaves then
 */
guint32
cor_burden_search_get_burden (const CorBurdenSearch *self)
{
  return g_array_index (self->labels, Label, self->found).burden;
}

/* Drives an arc, or a part of it, on from where the clock is. */
static gboolean
drive_on (CorBurdenSearch *self,
          guint32 arc,
          guint32 along_from,
          guint32 along_to,
          guint32 *clock_ms,
          GArray *drives)
{
  CorRouteDrive drive = cor_router_drive_part (self->router, arc, along_from, along_to);
  guint32 before =
      drives->len > 0 ? g_array_index (drives, CorRouteDrive, drives->len - 1).arc : COR_ROAD_NONE;
  guint32 after_ms;

  if (!cor_timed_search_drive (self->timed, arc, along_from, along_to,
                               cor_timed_search_get_class (self->timed, before), *clock_ms,
                               &after_ms, &drive.wait_ms))
    return FALSE;
  drive.time_ms = after_ms - *clock_ms;
  *clock_ms = after_ms;
  g_array_append_val (drives, drive);

  return TRUE;
}

/* Where on its leg a way leaves a label by its arc, and where it ends. */
static void
get_part (const CorBurdenSearch *self, const Label *label, guint32 *from, guint32 *to)
{
  guint32 end = cor_router_part_end (self->router, label->arc);

  *from = label->node == COR_ROAD_NONE ? self->source.along : COR_SNAP_WHOLE_LEG - end;
  *to = label->next == NO_LABEL ? self->target.along : end;
}

/**
 * cor_burden_search_drive:
 * @self: a search that found a way
 * @depart_utc_s: when to leave
 *
 * Returns: (transfer full) (nullable): the way found, as it is driven by who leaves then, waiting
 *   where roads are closed included; %NULL if it cannot be driven then, or not without waiting
 *   where the router does not
 */
CorRoute *
cor_burden_search_drive (CorBurdenSearch *self, gint64 depart_utc_s)
{
  g_autoptr (GArray) drives = g_array_new (FALSE, FALSE, sizeof (CorRouteDrive));
  guint32 clock_ms = self->source.connector_ms, wait_ms = 0;

  cor_timed_search_start (self->timed, self->router->open_ms, self->router->closures, depart_utc_s,
                          FALSE, self->router->waits_safely);
  for (guint32 i = self->found; i != NO_LABEL; i = g_array_index (self->labels, Label, i).next)
    {
      const Label *label = &g_array_index (self->labels, Label, i);
      guint32 from, to;

      if (label->arc == COR_ROAD_NONE)
        continue;
      get_part (self, label, &from, &to);
      if (!drive_on (self, label->arc, from, to, &clock_ms, drives))
        return NULL;
    }
  for (guint i = 0; i < drives->len; i++)
    wait_ms += g_array_index (drives, CorRouteDrive, i).wait_ms;

  return cor_route_new (self->network, &self->source, &self->target,
                        (const CorRouteDrive *) (gpointer) drives->data, drives->len, wait_ms);
}
