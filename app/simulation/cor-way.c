/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-way.h"

#include "cor-chance.h"
#include "cor-gate-hits.h"

/* Columns on the same road in the same cell, within the same hour, meet the same traffic. */
#define CELL_DEG 0.25
#define STRETCH_M 15000.0

/* Breaks of a way that are nearer than this are one. */
#define MIN_PIECE_M 1.0

/* A part of a way that its description treats as one: a road, or the way to it. */
typedef struct
{
  double until_m;
  double length_m;
  gint64 time_us;
  guint64 key;
  gboolean is_road;
} Section;

/**
 * cor_way_maker_new:
 * @snapshot: the plan
 * @clock: the time that is simulated
 *
 * Returns: (transfer full): a maker of ways; it keeps closures and agreed corridors as gates, in
 * the order of the plan's records
 */
CorWayMaker *
cor_way_maker_new (CorSnapshot *snapshot, CorClock clock)
{
  CorWayMaker *self = g_new0 (CorWayMaker, 1);
  GPtrArray *closures = cor_snapshot_get_records (snapshot, COR_RECORD_CLOSURE);
  GPtrArray *corridors = cor_snapshot_get_records (snapshot, COR_RECORD_AGREED_CORRIDOR);

  self->snapshot = cor_snapshot_ref (snapshot);
  self->clock = clock;
  self->gates = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_gate_free);
  self->stretches = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->stretch_places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < closures->len; i++)
    g_ptr_array_add (self->gates, cor_gate_new_for_closure (closures->pdata[i], clock));
  for (guint i = 0; i < corridors->len; i++)
    g_ptr_array_add (self->gates, cor_gate_new_for_corridor (corridors->pdata[i], clock));

  return self;
}

/**
 * cor_way_maker_free:
 * @self: (transfer full): a maker
 *
 * Frees @self.
 */
void
cor_way_maker_free (CorWayMaker *self)
{
  cor_snapshot_unref (self->snapshot);
  g_ptr_array_unref (self->gates);
  g_array_unref (self->stretches);
  g_hash_table_unref (self->stretch_places);
  g_free (self);
}

static void
add_section (GArray *sections, double length_m, gint64 time_us, guint64 key, gboolean is_road)
{
  double from_m =
      sections->len > 0 ? g_array_index (sections, Section, sections->len - 1).until_m : 0.0;
  Section section = { from_m + length_m, length_m, time_us, key, is_road };

  if (length_m > 0.0 || time_us > 0)
    g_array_append_val (sections, section);
}

/* The roads of a corridor with the ways to the first and from the last, measured along its line;
 * what the roads leave of the time is spent on these. */
static GArray *
list_sections (const CorCorridor *corridor, double line_m)
{
  GArray *sections = g_array_new (FALSE, FALSE, sizeof (Section));
  double total_m = MAX (1u, corridor->distance_m);
  double connectors_m = corridor->connector_m + corridor->end_connector_m;
  double scale = line_m / total_m;
  gint64 rest_us = (gint64) corridor->travel_time_ms * 1000;
  gint64 first_us;

  for (guint i = 0; i < corridor->roads->len; i++)
    rest_us -= (gint64) ((CorCorridorRoad *) corridor->roads->pdata[i])->travel_time_ms * 1000;
  rest_us = MAX (0, rest_us);
  first_us = connectors_m > 0.0 ? (gint64) ((double) rest_us * corridor->connector_m / connectors_m)
                                : rest_us;

  add_section (sections, corridor->connector_m * scale, first_us, 0, FALSE);
  for (guint i = 0; i < corridor->roads->len; i++)
    {
      const CorCorridorRoad *road = corridor->roads->pdata[i];

      add_section (sections, road->distance_m * scale, (gint64) road->travel_time_ms * 1000,
                   g_str_hash (road->number), TRUE);
    }
  add_section (sections, corridor->end_connector_m * scale, rest_us - first_us, 0, FALSE);

  return sections;
}

static int
compare_breaks (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

static void
add_break (GArray *breaks, double at_m, double line_m)
{
  if (at_m > 0.0 && at_m < line_m)
    g_array_append_val (breaks, at_m);
}

/* Where pieces begin and end: at each section and gate, and every so many kilometres. */
static GArray *
list_breaks (GArray *sections, GArray *hits, double line_m)
{
  GArray *breaks = g_array_new (FALSE, FALSE, sizeof (double));
  double zero_m = 0.0;
  guint n_kept = 1;

  for (guint i = 0; i < sections->len; i++)
    {
      const Section *section = &g_array_index (sections, Section, i);
      guint n_parts = 1 + (guint) (section->length_m / STRETCH_M);

      for (guint j = 1; j <= n_parts; j++)
        add_break (breaks, section->until_m - section->length_m * (1.0 - (double) j / n_parts),
                   line_m);
    }
  for (guint i = 0; i < hits->len; i++)
    {
      add_break (breaks, g_array_index (hits, CorGateHit, i).stretch.from_m, line_m);
      add_break (breaks, g_array_index (hits, CorGateHit, i).stretch.until_m, line_m);
    }
  g_array_append_val (breaks, zero_m);
  g_array_sort (breaks, compare_breaks);

  for (guint i = 1; i < breaks->len; i++)
    if (g_array_index (breaks, double, i) - g_array_index (breaks, double, n_kept - 1) >=
        MIN_PIECE_M)
      g_array_index (breaks, double, n_kept++) = g_array_index (breaks, double, i);
  g_array_set_size (breaks, n_kept);
  g_array_append_val (breaks, line_m);

  return breaks;
}

static CorPosition
find_position (const CorCorridor *corridor, const double *at_m, double m)
{
  return cor_line_get_position ((const CorPosition *) (gpointer) corridor->points->data, at_m,
                                corridor->points->len, m);
}

static guint
find_stretch (CorWayMaker *self, guint64 road_key, CorPosition position)
{
  guint64 cell = ((guint64) ((position.lat_deg + 90.0) / CELL_DEG) << 16) +
                 (guint64) ((position.lon_deg + 180.0) / CELL_DEG);
  gint64 key = (gint64) cor_chance_mix (road_key, cell);
  gpointer place;

  if (g_hash_table_lookup_extended (self->stretch_places, &key, NULL, &place))
    return GPOINTER_TO_UINT (place);

  g_hash_table_insert (self->stretch_places, g_memdup2 (&key, sizeof key),
                       GUINT_TO_POINTER (self->stretches->len));
  g_array_append_val (self->stretches, key);

  return self->stretches->len - 1;
}

/* How long driving to a point of the line takes. */
static gint64
get_time_us (GArray *sections, double m)
{
  gint64 time_us = 0;

  for (guint i = 0; i < sections->len; i++)
    {
      const Section *section = &g_array_index (sections, Section, i);
      double from_m = section->until_m - section->length_m;

      if (m < section->until_m && section->length_m > 0.0)
        return time_us +
               (gint64) ((double) section->time_us * MAX (0.0, m - from_m) / section->length_m);
      time_us += section->time_us;
    }

  return time_us;
}

static const Section *
find_section (GArray *sections, double m)
{
  for (guint i = 0; i < sections->len; i++)
    if (m < g_array_index (sections, Section, i).until_m)
      return &g_array_index (sections, Section, i);

  return sections->len > 0 ? &g_array_index (sections, Section, sections->len - 1) : NULL;
}

/* The gates of a piece. Where it lies in an agreed corridor, what is closed around does not count,
 * though how many vehicles a road takes does; nor anything off the roads. */
static void
add_gates (CorWay *self,
           CorWayPiece *piece,
           GPtrArray *gates,
           GArray *hits,
           guint n_closures,
           double middle_m)
{
  gboolean is_agreed = FALSE;

  piece->first_gate = self->gates->len;
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < hits->len; i++)
      {
        const CorGateHit *hit = &g_array_index (hits, CorGateHit, i);
        gboolean is_corridor = hit->gate >= n_closures;
        CorWayGate gate = { hit->gate, TRUE, 0 };

        if (is_corridor != (pass == 0) || middle_m < hit->stretch.from_m ||
            middle_m > hit->stretch.until_m ||
            (pass == 1 && is_agreed && ((CorGate *) gates->pdata[hit->gate])->shut->len > 0))
          continue;
        is_agreed |= is_corridor;
        g_array_append_val (self->gates, gate);
      }
  piece->n_gates = self->gates->len - piece->first_gate;
}

static void
add_pieces (CorWayMaker *maker,
            CorWay *self,
            const CorCorridor *corridor,
            const double *at_m,
            GArray *sections,
            GArray *hits,
            guint n_closures)
{
  double line_m = at_m[corridor->points->len - 1];
  g_autoptr (GArray) breaks = list_breaks (sections, hits, line_m);
  gint64 before_us = 0;

  for (guint i = 0; i + 1 < breaks->len; i++)
    {
      double from_m = g_array_index (breaks, double, i);
      double until_m = g_array_index (breaks, double, i + 1);
      double middle_m = (from_m + until_m) / 2.0;
      const Section *section = find_section (sections, middle_m);
      gint64 after_us = i + 2 < breaks->len ? get_time_us (sections, until_m) : self->time_us;
      CorWayPiece piece = { (until_m - from_m) * corridor->distance_m / line_m,
                            after_us - before_us,
                            find_stretch (maker, section != NULL ? section->key : 0,
                                          find_position (corridor, at_m, middle_m)) };

      if (section != NULL && section->is_road)
        add_gates (self, &piece, maker->gates, hits, n_closures, middle_m);
      g_array_append_val (self->pieces, piece);
      before_us = after_us;
    }
}

static CorWayGate *
find_gate (CorWay *self, const CorWayPiece *piece, guint gate)
{
  for (guint i = 0; i < piece->n_gates; i++)
    {
      CorWayGate *known = &g_array_index (self->gates, CorWayGate, piece->first_gate + i);

      if (known->gate == gate)
        return known;
    }

  return NULL;
}

/* Goes back from the end: a gate that goes on with the next piece is driven through with it. */
static void
join_gates (CorWay *self)
{
  for (guint i = self->pieces->len; i > 0; i--)
    {
      const CorWayPiece *piece = &g_array_index (self->pieces, CorWayPiece, i - 1);

      for (guint j = 0; j < piece->n_gates; j++)
        {
          CorWayGate *gate = &g_array_index (self->gates, CorWayGate, piece->first_gate + j);
          CorWayGate *next = i < self->pieces->len ? find_gate (self, piece + 1, gate->gate) : NULL;

          gate->through_us = piece->time_us + (next != NULL ? next->through_us : 0);
          if (next != NULL)
            next->is_entry = FALSE;
        }
    }
}

/**
 * cor_way_new:
 * @maker: what the ways of the plan share
 * @corridor: a way of the result
 * @agreed_ids: (nullable) (element-type CorId): the agreed corridors that it is driven under
 *
 * Cuts a corridor into pieces: at its roads, every 15 km, and where it meets closures and agreed
 * corridors.
 *
 * Returns: (transfer full): the way
 */
CorWay *
cor_way_new (CorWayMaker *maker, const CorCorridor *corridor, GArray *agreed_ids)
{
  CorWay *self = g_new0 (CorWay, 1);
  g_autofree double *at_m = cor_line_measure (
      (const CorPosition *) (gpointer) corridor->points->data, corridor->points->len);

  self->pieces = g_array_new (FALSE, FALSE, sizeof (CorWayPiece));
  self->gates = g_array_new (FALSE, FALSE, sizeof (CorWayGate));
  self->time_us = (gint64) corridor->travel_time_ms * 1000;
  self->length_m = corridor->distance_m;
  if (corridor->points->len >= 2 && at_m[corridor->points->len - 1] > 0.0)
    {
      GPtrArray *closures = cor_snapshot_get_records (maker->snapshot, COR_RECORD_CLOSURE);
      g_autoptr (GArray) hits =
          cor_corridor_find_hits (corridor, at_m, maker->snapshot, maker->gates, agreed_ids);
      g_autoptr (GArray) sections = list_sections (corridor, at_m[corridor->points->len - 1]);

      add_pieces (maker, self, corridor, at_m, sections, hits, closures->len);
      join_gates (self);
    }
  else if (self->time_us > 0)
    {
      CorWayPiece piece = { self->length_m, self->time_us,
                            find_stretch (maker, 0, (CorPosition){ 0.0, 0.0 }) };

      g_array_append_val (self->pieces, piece);
    }

  return self;
}

/**
 * cor_way_free:
 * @self: (transfer full): a way
 *
 * Frees @self.
 */
void
cor_way_free (CorWay *self)
{
  g_array_unref (self->pieces);
  g_array_unref (self->gates);
  g_free (self);
}
