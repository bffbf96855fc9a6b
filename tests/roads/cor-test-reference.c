/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-reference.h"

#include "cor-time.h"

#define MAX_SHAPES 16u

/* How it is from a moment to the next. */
typedef struct
{
  gint64 at_ms;
  guint week_min; /* minutes after Monday 00:00 by the local clock */
  gboolean in_force[MAX_SHAPES];
} Moment;

/* A state that was come to and not left yet. */
typedef struct
{
  CorTestFar far;
  guint32 state;
} Open;

static const CorTestFar never = { COR_TEST_NEVER, COR_TEST_NEVER };

static void
clear_link (gpointer link)
{
  g_clear_pointer (&((CorTestLink *) link)->windows, g_array_unref);
}

CorTestReference *
cor_test_reference_new (const char *zone)
{
  CorTestReference *self = g_new0 (CorTestReference, 1);

  self->zone = zone;
  self->junction = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->is_start = g_array_new (FALSE, FALSE, sizeof (guint8));
  self->links = g_array_new (FALSE, FALSE, sizeof (CorTestLink));
  g_array_set_clear_func (self->links, clear_link);
  self->first_link = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->moments = g_array_new (FALSE, TRUE, sizeof (Moment));
  self->is_plain = g_array_new (FALSE, FALSE, sizeof (guint8));
  self->far = g_array_new (FALSE, FALSE, sizeof (CorTestFar));
  self->heap = g_array_new (FALSE, FALSE, sizeof (Open));

  return self;
}

void
cor_test_reference_free (CorTestReference *self)
{
  g_array_unref (self->junction);
  g_array_unref (self->is_start);
  g_array_unref (self->links);
  g_array_unref (self->first_link);
  g_array_unref (self->moments);
  g_array_unref (self->is_plain);
  g_array_unref (self->far);
  g_array_unref (self->heap);
  g_free (self);
}

guint32
cor_test_reference_add_state (CorTestReference *self, guint32 junction, gboolean is_start)
{
  guint8 start = is_start ? 1 : 0;

  g_array_append_val (self->junction, junction);
  g_array_append_val (self->is_start, start);

  return self->junction->len - 1;
}

void
cor_test_reference_add_link (CorTestReference *self, CorTestLink link)
{
  g_array_append_val (self->links, link);
}

/* The nodes and arcs as they are in a network: of its turns only what its copies of junctions say.
 */
CorTestReference *
cor_test_reference_new_for_network (CorNetwork *network, CorRoadVehicle vehicle)
{
  CorTestReference *self = cor_test_reference_new (NULL);

  for (guint32 node = 0; node < cor_network_get_n_nodes (network); node++)
    {
      guint32 junction = cor_network_base_node (network, node);

      cor_test_reference_add_state (self, junction, junction == node);
    }
  for (guint32 arc = 0; arc < cor_network_get_n_arcs (network); arc++)
    {
      CorTestLink link = { .tail = network->arc_tail[arc], .head = network->arc_head[arc] };
      gsize n_windows = 0;
      const CorWeekWindow *windows;
      CorLeg leg;

      link.side = cor_network_get_arc_leg (network, arc) << 1 |
                  (cor_network_get_arc_is_backward (network, arc) ? 1 : 0);
      cor_network_get_leg (network, link.side >> 1, &leg);
      link.length_m = leg.length_m;
      windows = cor_network_get_arc_hours (network, arc, vehicle, &link.open_ms, &n_windows);
      if (n_windows > 0)
        {
          link.windows = g_array_new (FALSE, FALSE, sizeof (CorWeekWindow));
          g_array_append_vals (link.windows, windows, (guint) n_windows);
          g_assert_true (self->zone == NULL ||
                         g_str_equal (self->zone, cor_network_get_arc_zone (network, arc)));
          self->zone = cor_network_get_arc_zone (network, arc);
        }
      cor_test_reference_add_link (self, link);
    }
  if (self->zone == NULL)
    self->zone = "UTC";

  return self;
}

static int
compare_tails (gconstpointer a, gconstpointer b)
{
  const CorTestLink *first = a;
  const CorTestLink *second = b;

  return (first->tail > second->tail) - (first->tail < second->tail);
}

static CorTestLink *
get_link (CorTestReference *self, guint index)
{
  return &g_array_index (self->links, CorTestLink, index);
}

static void
get_ready (CorTestReference *self, CorClosureSet *closures)
{
  if (self->first_link->len == 0)
    {
      g_array_sort (self->links, compare_tails);
      g_array_set_size (self->first_link, self->junction->len + 1);
      for (guint i = 0; i < self->links->len; i++)
        g_array_index (self->first_link, guint32, get_link (self, i)->tail + 1)++;
      for (guint i = 0; i < self->junction->len; i++)
        g_array_index (self->first_link, guint32, i + 1) +=
            g_array_index (self->first_link, guint32, i);
    }
  self->closures = closures;
  g_array_set_size (self->is_plain, self->links->len);
  for (guint i = 0; i < self->links->len; i++)
    {
      gsize n_hits = 0;

      if (closures != NULL)
        cor_closure_set_get_side_hits (closures, get_link (self, i)->side, &n_hits);
      g_array_index (self->is_plain, guint8, i) =
          n_hits == 0 && get_link (self, i)->windows == NULL;
    }
}

/* What the clock on the wall says, without the engine's own lists of times. */
gboolean
cor_test_is_in_force (CorClosureShape *shape, gint64 utc_s)
{
  const CorClosureHours *hours = cor_closure_shape_get_hours (shape);
  guint minute;

  if (utc_s < cor_closure_shape_get_from_utc_s (shape) ||
      utc_s >= cor_closure_shape_get_until_utc_s (shape))
    return FALSE;
  if (hours == NULL)
    return TRUE;
  minute = (guint) cor_time_get_local_minute (utc_s, hours->zone);

  return (minute >= hours->from_min && minute < hours->until_min) != hours->outside;
}

static gsize
count_shapes (CorTestReference *self)
{
  gsize n = self->closures != NULL ? cor_closure_set_get_n_shapes (self->closures) : 0;

  g_assert_cmpuint (n, <=, MAX_SHAPES);

  return n;
}

static void
add_moment (CorTestReference *self, gint64 reference_utc_s, gint64 utc_s)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (utc_s);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, cor_time_zone (self->zone));
  Moment moment = { .at_ms = (utc_s - reference_utc_s) * 1000 };

  moment.week_min = (guint) ((g_date_time_get_day_of_week (local) - 1) * 1440 +
                             g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local));
  for (gsize i = 0; i < count_shapes (self); i++)
    moment.in_force[i] =
        cor_test_is_in_force (cor_closure_set_get_shape (self->closures, i), utc_s);
  g_array_append_val (self->moments, moment);
}

/* As it is at one second, for good; what has windows is closed. */
void
cor_test_reference_set_standing (CorTestReference *self, CorClosureSet *closures, gint64 utc_s)
{
  get_ready (self, closures);
  self->by_clock = FALSE;
  self->end_ms = COR_TEST_NEVER;
  g_array_set_size (self->moments, 0);
  add_moment (self, utc_s, utc_s);
  g_array_index (self->moments, Moment, 0).at_ms = -COR_TEST_NEVER;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/* By the clock, which is known from @begin_s to @end_s after the reference. Things change with the
 * minute, and when a closure begins or ends. */
void
cor_test_reference_set_clock (CorTestReference *self,
                              CorClosureSet *closures,
                              gint64 reference_utc_s,
                              gint64 begin_s,
                              gint64 end_s)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  get_ready (self, closures);
  self->by_clock = TRUE;
  self->end_ms = end_s * 1000;
  for (gint64 utc_s = reference_utc_s + begin_s; utc_s < reference_utc_s + end_s;
       utc_s += 60 - utc_s % 60)
    g_array_append_val (times, utc_s);
  for (gsize i = 0; i < count_shapes (self); i++)
    {
      CorClosureShape *shape = cor_closure_set_get_shape (closures, i);
      gint64 bounds[] = { cor_closure_shape_get_from_utc_s (shape),
                          cor_closure_shape_get_until_utc_s (shape) };

      for (guint j = 0; j < 2; j++)
        {
          if (bounds[j] > reference_utc_s + begin_s && bounds[j] < reference_utc_s + end_s)
            g_array_append_val (times, bounds[j]);
        }
    }
  g_array_sort (times, compare_times);
  g_array_set_size (self->moments, 0);
  for (guint i = 0; i < times->len; i++)
    add_moment (self, reference_utc_s, g_array_index (times, gint64, i));
}

static gint64
part_of (gint64 whole, guint32 part)
{
  return (whole * part + COR_SNAP_WHOLE_LEG - 1) / COR_SNAP_WHOLE_LEG;
}

/* Whether somebody on the way from one place on a leg to another is stopped at a third. */
static gboolean
passes (guint32 along, guint32 low, guint32 high)
{
  if (low < along && along < high)
    return TRUE;

  return low < high &&
         ((along == 0 && low == 0) || (along == COR_SNAP_WHOLE_LEG && high == COR_SNAP_WHOLE_LEG));
}

typedef struct
{
  gboolean is_closed; /* nobody may be there */
  gboolean may_enter;
  gint64 cost_ms;
} View;

static void
look_at_windows (CorTestReference *self, const CorTestLink *link, const Moment *moment, View *view)
{
  for (guint i = 0; link->windows != NULL && i < link->windows->len; i++)
    {
      CorWeekWindow window = g_array_index (link->windows, CorWeekWindow, i);

      if (self->by_clock &&
          (moment->week_min < window.from_min || moment->week_min >= window.until_min))
        continue;
      view->may_enter = FALSE;
      view->is_closed |= window.kind == COR_WEEK_DRIVING;
    }
}

static View
look (CorTestReference *self,
      const CorTestLink *link,
      const Moment *moment,
      guint32 low,
      guint32 high)
{
  View view = { FALSE, link->open_ms < COR_TRAVEL_UNREACHABLE, 0 };
  gint64 percent = 100, delay_ms = 0;
  gsize n_hits = 0;
  const CorClosureHit *hits =
      self->closures != NULL ? cor_closure_set_get_side_hits (self->closures, link->side, &n_hits)
                             : NULL;

  look_at_windows (self, link, moment, &view);
  for (gsize i = 0; i < n_hits; i++)
    {
      CorClosureShape *shape = cor_closure_set_get_shape (self->closures, hits[i].shape);

      if (!moment->in_force[hits[i].shape])
        continue;
      view.is_closed |= cor_closure_shape_get_effect (shape) == COR_CLOSURE_CLOSED;
      percent = MIN (percent, cor_closure_shape_get_speed_percent (shape));
      if (passes (hits[i].along, low, high))
        delay_ms += cor_closure_shape_get_delay_min (shape) * 60000;
    }
  view.may_enter &= !view.is_closed;
  view.cost_ms = part_of ((link->open_ms * 100ll + percent - 1) / percent, high - low) + delay_ms;

  return view;
}

/* The last moment that is not after a time, or the first. */
static guint
find_moment (CorTestReference *self, gint64 at_ms)
{
  guint low = 0, high = self->moments->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->moments, Moment, middle).at_ms <= at_ms)
        low = middle;
      else
        high = middle;
    }

  return low;
}

/* Whether one is through before it closes. */
static gboolean
gets_through (CorTestReference *self,
              const CorTestLink *link,
              guint moment,
              gint64 enter_ms,
              gint64 cost_ms)
{
  for (guint i = moment + 1; i < self->moments->len; i++)
    {
      const Moment *later = &g_array_index (self->moments, Moment, i);

      if (later->at_ms >= enter_ms + MAX (cost_ms, 1))
        return TRUE;
      if (look (self, link, later, 0, 0).is_closed)
        return FALSE;
    }

  return TRUE;
}

/* When one is through a part of a link at the soonest who is there at @at_ms and may wait. */
static gint64
drive (CorTestReference *self, guint index, guint32 along_from, guint32 along_to, gint64 at_ms)
{
  const CorTestLink *link = get_link (self, index);
  guint32 low = MIN (along_from, along_to), high = MAX (along_from, along_to);
  gint64 best_ms = COR_TEST_NEVER;

  if (at_ms >= COR_TEST_NEVER || link->open_ms >= COR_TRAVEL_UNREACHABLE)
    return COR_TEST_NEVER;
  if (g_array_index (self->is_plain, guint8, index))
    return at_ms + part_of (link->open_ms, high - low);
  for (guint i = find_moment (self, at_ms); i < self->moments->len; i++)
    {
      const Moment *moment = &g_array_index (self->moments, Moment, i);
      gint64 enter_ms = MAX (at_ms, moment->at_ms);
      View view;

      if (enter_ms >= MIN (best_ms, self->end_ms))
        break;
      view = look (self, link, moment, low, high);
      if (view.may_enter && enter_ms + view.cost_ms < best_ms &&
          gets_through (self, link, i, enter_ms, view.cost_ms))
        best_ms = enter_ms + view.cost_ms;
    }

  return best_ms <= self->end_ms ? best_ms : COR_TEST_NEVER;
}

static gboolean
is_nearer (CorTestFar a, CorTestFar b)
{
  return a.time_ms != b.time_ms ? a.time_ms < b.time_ms : a.distance_m < b.distance_m;
}

static CorTestFar *
get_far (CorTestReference *self, guint32 state)
{
  return &g_array_index (self->far, CorTestFar, state);
}

static void
reach (CorTestReference *self, guint32 state, CorTestFar far)
{
  Open open = { far, state };
  Open *heap;
  guint slot = self->heap->len;

  if (far.time_ms >= COR_TEST_NEVER || !is_nearer (far, *get_far (self, state)))
    return;
  *get_far (self, state) = far;
  g_array_append_val (self->heap, open);
  heap = (Open *) self->heap->data;
  for (; slot > 0 && is_nearer (far, heap[(slot - 1) / 2].far); slot = (slot - 1) / 2)
    heap[slot] = heap[(slot - 1) / 2];
  heap[slot] = open;
}

static Open
take_nearest (CorTestReference *self)
{
  Open *heap = (Open *) self->heap->data;
  Open first = heap[0];
  guint n = self->heap->len - 1;
  Open last = heap[n];
  guint slot = 0;

  for (guint child = 1; child < n; child = 2 * slot + 1)
    {
      if (child + 1 < n && is_nearer (heap[child + 1].far, heap[child].far))
        child++;
      if (!is_nearer (heap[child].far, last.far))
        break;
      heap[slot] = heap[child];
      slot = child;
    }
  heap[slot] = last;
  g_array_set_size (self->heap, n);

  return first;
}

static guint32
get_part (guint32 along_from, guint32 along_to)
{
  return MAX (along_from, along_to) - MIN (along_from, along_to);
}

static CorTestFar
drive_part (CorTestReference *self,
            guint link,
            guint32 along_from,
            guint32 along_to,
            CorTestFar from)
{
  return (CorTestFar){ drive (self, link, along_from, along_to, from.time_ms),
                       from.distance_m + part_of (get_link (self, link)->length_m,
                                                  get_part (along_from, along_to)) };
}

/* Where along a leg driving one of its sides begins, and where it ends. */
static guint32
begin_of (const CorTestLink *link)
{
  return (link->side & 1) == 1 ? COR_SNAP_WHOLE_LEG : 0;
}

static guint32
end_of (const CorTestLink *link)
{
  return COR_SNAP_WHOLE_LEG - begin_of (link);
}

static CorTestFar
drive_whole (CorTestReference *self, guint link, CorTestFar from)
{
  return drive_part (self, link, begin_of (get_link (self, link)), end_of (get_link (self, link)),
                     from);
}

/* Whether a journey that begins at a place may begin by driving a link, in whole or in part. */
static gboolean
begins_at (CorTestReference *self, const CorTestLink *link, const CorSnap *source)
{
  if (!g_array_index (self->is_start, guint8, link->tail))
    return FALSE;

  return source->node != COR_ROAD_NONE
             ? g_array_index (self->junction, guint32, link->tail) == source->node
             : link->side >> 1 == source->leg;
}

static CorTestFar
set_out (const CorSnap *source, gint64 depart_ms)
{
  return (CorTestFar){ depart_ms + source->connector_ms, source->connector_m };
}

void
cor_test_reference_search (CorTestReference *self, const CorSnap *source, gint64 depart_ms)
{
  self->source = *source;
  self->begin = set_out (source, depart_ms);
  g_array_set_size (self->heap, 0);
  g_array_set_size (self->far, self->junction->len);
  for (guint state = 0; state < self->junction->len; state++)
    *get_far (self, state) = never;
  for (guint state = 0; source->node != COR_ROAD_NONE && state < self->junction->len; state++)
    {
      if (g_array_index (self->is_start, guint8, state) &&
          g_array_index (self->junction, guint32, state) == source->node)
        reach (self, state, self->begin);
    }
  for (guint i = 0; source->node == COR_ROAD_NONE && i < self->links->len; i++)
    {
      const CorTestLink *link = get_link (self, i);

      if (begins_at (self, link, source))
        reach (self, link->head, drive_part (self, i, source->along, end_of (link), self->begin));
    }
  while (self->heap->len > 0)
    {
      Open open = take_nearest (self);

      if (is_nearer (*get_far (self, open.state), open.far))
        continue;
      for (guint i = g_array_index (self->first_link, guint32, open.state);
           i < g_array_index (self->first_link, guint32, open.state + 1); i++)
        reach (self, get_link (self, i)->head, drive_whole (self, i, open.far));
    }
}

/* Whether driving a link leads from one place on its leg to another. */
static gboolean
leads_to (const CorTestLink *link, const CorSnap *source, const CorSnap *target)
{
  return (link->side & 1) == 1 ? source->along >= target->along : source->along <= target->along;
}

static CorTestFar
arrive (CorTestFar far, const CorSnap *target)
{
  return far.time_ms >= COR_TEST_NEVER ? never
                                       : (CorTestFar){ far.time_ms + target->connector_ms,
                                                       far.distance_m + target->connector_m };
}

/* How the search comes to a place; by the clock the time is that of the arrival. Within one leg one
 * comes to no junction. */
CorTestFar
cor_test_reference_get (CorTestReference *self, const CorSnap *target)
{
  const CorSnap *source = &self->source;
  CorTestFar best = never;

  for (guint32 state = 0; target->node != COR_ROAD_NONE && state < self->junction->len; state++)
    {
      if (g_array_index (self->junction, guint32, state) == target->node &&
          is_nearer (*get_far (self, state), best))
        best = *get_far (self, state);
    }
  for (guint i = 0; target->node == COR_ROAD_NONE && i < self->links->len; i++)
    {
      const CorTestLink *link = get_link (self, i);
      CorTestFar there;

      if (link->side >> 1 != target->leg)
        continue;
      there = drive_part (self, i, begin_of (link), target->along, *get_far (self, link->tail));
      if (is_nearer (there, best))
        best = there;
      if (source->node != COR_ROAD_NONE || !begins_at (self, link, source) ||
          !leads_to (link, source, target))
        continue;
      there = drive_part (self, i, source->along, target->along, self->begin);
      if (is_nearer (there, best))
        best = there;
    }

  return arrive (best, target);
}

/* The link by which a side is driven from a state, or before any. */
static const CorTestLink *
find_link (CorTestReference *self, guint32 state, guint32 side, const CorSnap *source)
{
  guint begin = 0, end = self->links->len;

  if (state != COR_ROAD_NONE)
    {
      begin = g_array_index (self->first_link, guint32, state);
      end = g_array_index (self->first_link, guint32, state + 1);
    }
  for (guint i = begin; i < end; i++)
    {
      const CorTestLink *link = get_link (self, i);

      if (link->side == side && (state != COR_ROAD_NONE || begins_at (self, link, source)))
        return link;
    }

  return NULL;
}

/* Drives a route as it was told. It never comes where a turn is not allowed. */
CorTestFar
cor_test_reference_follow (CorTestReference *self, CorRoute *route, gint64 depart_ms)
{
  const CorSnap *source = cor_route_get_source (route);
  const CorSnap *target = cor_route_get_target (route);
  CorNetwork *network = cor_route_get_network (route);
  gsize n_arcs;
  const guint32 *arcs = cor_route_get_arcs (route, &n_arcs);
  guint32 state = COR_ROAD_NONE;
  CorTestFar far = set_out (source, depart_ms);

  for (gsize i = 0; i < n_arcs; i++)
    {
      const CorTestLink *link = find_link (self, state, network->arc_leg[arcs[i]], source);
      guint32 along_from, along_to;

      if (link == NULL)
        return never;
      along_from = i == 0 && source->node == COR_ROAD_NONE ? source->along : begin_of (link);
      along_to = i + 1 == n_arcs && target->node == COR_ROAD_NONE ? target->along : end_of (link);
      far = drive_part (self, (guint) (link - get_link (self, 0)), along_from, along_to, far);
      state = link->head;
    }

  return arrive (far, target);
}
